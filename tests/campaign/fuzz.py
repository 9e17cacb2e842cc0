"""Strange captures and strange verdicts, many times as many as `make test` tries."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from tests.campaign.frame import Campaign
from tests.unit.detectors.strange import captures
from tests.unit.detectors.test_strange_captures import examined
from tests.unit.server.strange import verdicts
from tests.unit.server.test_strange_verdicts import bundled, printed

PORTIONS, EXAMPLES = 500, 100  # hypothesis remembers all that it tried, so it is asked in portions


def run(campaign: Campaign) -> None:
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "signing.pem"
        for name, strategy, check in (
            ("captures", captures(), examined),
            ("terminals", verdicts(), lambda core: printed(core, "fr")),
            ("bundles", verdicts(), lambda core: bundled(core, key)),
        ):
            portions = [
                (f"{name} {number}", (strategy, check, number)) for number in range(round(PORTIONS * campaign.scale))
            ]
            campaign.each(portions, lambda portion: _portion(campaign.seed, *portion))


def _portion(start: int, strategy: Any, check: Callable[[Any], None], number: int) -> str:
    tried = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    try:
        seed(start + number)(tried(given(strategy)(check)))()
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:2000]}"
    return ""
