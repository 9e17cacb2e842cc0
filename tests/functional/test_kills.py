"""The short form of the campaign of kills."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.campaign.kills import kill, lost
from tests.functional.internet import PrivateInternet

pytestmark = pytest.mark.network
SEED, KILLS = 20261128, 4


def test_nothing_is_lost_by_kills(internet: PrivateInternet, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    assert [kill(internet.env, tmp_path, chance.uniform(0, 2), number) for number in range(KILLS)] == [""] * KILLS
    assert lost(internet.env, tmp_path) == ""
