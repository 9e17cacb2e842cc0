"""Many writers at once: nothing is lost, nothing is kept twice, and history stays one line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from detectors.model import Level
from server.store import Check, new_id
from server.store.schema import bodies, verdicts
from tests.unit.server.making import capture, verdict

WRITERS, ROUNDS, PAGES = 64, 3, 8


@pytest.fixture
def written(store):
    """What 64 writers wrote: identifiers by address."""

    def write(writer: int) -> list[tuple[str, str]]:
        made = []
        for round_ in range(ROUNDS):
            url = f"https://blog.example/{(writer + round_) % PAGES}"
            check = Check(new_id(), url, owner="local")
            store.checks.add(check)
            store.checks.set_state(check.id, "running")
            core = verdict(Level.NO_FINDING, url)
            store.verdicts.save(check.id, core, capture(url=url), owner="local", private=False)
            store.checks.set_state(check.id, "done")
            made.append((url, check.id))
        return made

    with ThreadPoolExecutor(WRITERS) as pool:
        return [pair for made in pool.map(write, range(WRITERS)) for pair in made]


def test_nothing_is_lost_and_history_is_one_line(store, written):
    assert len(written) == WRITERS * ROUNDS
    assert store.checks.waiting() == 0
    by_url: dict[str, set[str]] = {}
    for url, identifier in written:
        by_url.setdefault(url, set()).add(identifier)
    for url, identifiers in by_url.items():
        kept = {identifier: store.verdicts.get(identifier) for identifier in identifiers}
        assert all(stored.core.url == url for stored in kept.values())
        (first,) = [stored for stored in kept.values() if stored.supersedes is None]
        line = [first.id]
        while following := kept[line[-1]].superseded_by:
            assert kept[following].supersedes == line[-1]
            line.append(following)
        assert set(line) == identifiers
        assert store.records.capture(kept[line[-1]].capture).get("page", url).html == "<p>words</p>"


def test_what_many_read_is_kept_once(store, written):
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(verdicts)) == len(written)
        assert connection.scalar(select(func.count()).select_from(bodies)) == 2
