"""The hostile list against the command: exit status, one document, nothing that a terminal would obey."""

from __future__ import annotations

import json
import random
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.hostile.cases import Cases, Typed, Visited
from tests.hostile.world import World

pytestmark = [pytest.mark.network, pytest.mark.timeout(3600)]
SEED = 20261128
SOME = 12  # of each kind; the campaign runs all
EXIT = {"forbidden-address": {1}, "no-such-name": {1}, "userinfo": {2}}


def test_addresses_as_typed(world: World, cases: Cases, tmp_path: Path) -> None:
    some = random.Random(SEED).sample(cases.typed, SOME)
    with ThreadPoolExecutor(2) as pool:
        assert [said for said in pool.map(lambda typed: wrong_refusal(world, typed, tmp_path), some) if said] == []
    assert world.touched == []


def test_sites(world: World, cases: Cases, tmp_path: Path) -> None:
    some = random.Random(SEED).sample([one for one in cases.visited if not one.problem], SOME)
    with ThreadPoolExecutor(2) as pool:
        assert [said for said in pool.map(lambda visited: wrong_check(world, visited, tmp_path), some) if said] == []
    assert world.touched == []


def wrong_refusal(world: World, typed: Typed, folder: Path) -> str:
    """Return what is wrong with how the command refuses an address, or ""."""
    if "\0" in typed.url:
        return ""  # no argument of a command can hold it
    name = f"{abs(hash(typed.url)):x}"
    done = run(world.settings(), folder / name, "check", "--json", "--", typed.url.encode("utf-8", "replace").decode())
    right = done.status in EXIT.get(typed.problem, {1, 2}) and done.stdout == "" and done.stderr.count("\n") < 12
    obeyed = [char for char in done.stderr if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    return "" if right and not obeyed else f"{typed.url[:80]!a}: {done.status} {done.stderr[-200:]!a}"


def wrong_check(world: World, visited: Visited, folder: Path) -> str:
    """Return what is wrong with a check on the command line, or ""."""
    name, url = visited.site.name, visited.site.url
    env = {**world.settings(), "PYTHONUNBUFFERED": "1"}
    plain = run(env, folder / name, "check", url)
    again = run(env, folder / name, "check", url, "--json")
    obeyed = [char for char in plain.stdout if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    if plain.status or again.status or obeyed or "Traceback" in plain.stderr + again.stderr:
        return f"{name}: {plain.status} {again.status} {obeyed!a} {(plain.stderr + again.stderr)[-300:]!a}"
    return "" if "verdict" in json.loads(again.stdout) else f"{name}: {again.stdout[:100]}"
