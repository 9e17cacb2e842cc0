"""Audits of many URLs: two passes, nothing lost, nothing twice, stopped and gone on with."""

from __future__ import annotations

import re

import msgspec
import pytest
from sqlalchemy import event

from detectors.model import Level, Missing, MissingReason, Registration
from server.audit import Auditor, begin, fingerprint
from server.check import Checker
from server.children import ChildError
from server.clock import now
from server.listing import read_rows
from server.settings import Settings
from server.store import Text
from server.store.texts import COMMON
from server.tasks import TRIES, Tools
from tests.unit.server.making import Here, Shelf, capture, page, registration, verdict

LIST = b"http://127.0.0.1/a\nhttp://127.0.0.1/a#x\nJane Doe\nhttp://127.0.0.2/\nhttp://10.0.0.1/\nword word\n"


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "masthead.toml"
    file.touch()
    return Settings.load({"MASTHEAD_ALLOWED_NETWORKS": "127.0.0.0/8"}, file)


class Counting(Here):
    """Counts what it judges."""

    def __init__(self) -> None:
        self.examined: list[str] = []

    def judge(self, taken):
        self.examined.append(taken.url)
        return super().judge(taken)


def audited(store, settings, shelf, thinker=None, **more):
    tools = Tools(settings, store, Checker(store, thinker or Counting(), shelf.begin))
    audit = begin(store, read_rows(LIST, "txt"), source=fingerprint(LIST), owner="local", runner="command")
    return audit, Auditor(tools, **{"jobs": 2, **more})


def test_every_line_ends_with_a_verdict_or_a_reason(store, settings):
    shelf, thinker, units = Shelf(page=page("words"), registration=registration()), Counting(), []
    audit, auditor = audited(store, settings, shelf, thinker)
    assert auditor.run(audit, lambda *unit: units.append(unit))
    rows = list(store.audits.all_lines(audit.id))
    assert [row.state for row in rows] == ["judged", "judged", "failed", "judged", "failed", "failed"]
    assert [row.error for row in rows[2:3] + rows[4:]] == ["personal-query", "forbidden-address", "personal-query"]
    assert rows[0].verdict == rows[1].verdict  # one URL, one verdict
    assert sorted(thinker.examined) == ["http://127.0.0.1/a", "http://127.0.0.2/"]
    assert store.verdicts.get(rows[0].verdict).core.verdict is Level.NO_FINDING
    assert ("collecting", "127.0.0.1") in units
    assert ("judging", "127.0.0.2") in units
    assert store.audits.get(audit.id).state == "done"


def test_a_persons_name_is_not_kept(store, settings):
    audit, _ = audited(store, settings, Shelf())
    assert "Jane" not in "".join(row.text + row.detail for row in store.audits.all_lines(audit.id))


def test_everything_is_read_before_anything_is_judged(store, settings):
    order = []

    class Late(Counting):
        def judge(self, taken):
            order.append("judge")
            return super().judge(taken)

    class Watched(Shelf):
        def read(self, wants, deadline, on_read=None):
            order.append("read")
            return super().read(wants, deadline, on_read)

    audit, auditor = audited(store, settings, Watched(page=page("words"), registration=registration()), Late())
    auditor.run(audit)
    assert order.index("judge") > max(at for at, step in enumerate(order) if step == "read")


def test_what_an_audit_asks_is_looked_up_however_much_was_read(store, settings):
    """Of no table that grows a step of an audit reads all, or all that the audit holds of it."""
    plans: dict[str, list[str]] = {}

    def explain(connection, _cursor, statement, given, _context, many):
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE") and statement not in plans:
            asked = connection.connection.driver_connection.execute(
                f"EXPLAIN QUERY PLAN {statement}", given[0] if many else given
            )
            plans[statement] = [row[3] for row in asked]

    shelf = Shelf(page=page("words account=1 account=2 that stand on these two pages"), registration=registration())
    audit, auditor = audited(store, settings, shelf)
    event.listen(store.engine, "before_cursor_execute", explain)
    assert auditor.run(audit)
    once = "GROUP BY shingle_texts"  # what stands in too many texts, before anything is judged
    tables = "indicators|records|bodies|captures|capture_records|shingle_texts|texts|hands|audit_rows|verdicts|t|a"
    whole = re.compile(rf"SCAN ({tables})\b|INDEX audit_rows_\w+ \(audit=\?\)")
    found = {said: [step for step in plan if whole.search(step)] for said, plan in plans.items() if once not in said}
    walked = {said: steps for said, steps in found.items() if steps}
    assert walked == {}
    assert any("indicators" in statement for statement in plans)
    assert any("shingle_texts" in statement for statement in plans)


def test_what_stands_in_too_many_texts_is_dropped_before_anything_is_judged(store, settings):
    words = "words that stand upon every page of a rather large network of blogs, as slogans do"
    shelf = Shelf(page=page(words), registration=registration())
    keys = Here().author_texts(capture(words))[0].keys
    store.texts.add_all((Text(f"https://s{n}.example/", f"s{n}.example", now()), keys) for n in range(COMMON))
    assert store.texts.sharing(keys, unlisted=True)
    seen = []

    class Looking(Counting):
        def judge(self, taken):
            seen.append(store.texts.sharing(keys, unlisted=True))
            return super().judge(taken)

    audit, auditor = audited(store, settings, shelf, Looking())
    assert auditor.run(audit)
    assert seen == [(), ()]


def test_a_stopped_audit_goes_on_where_it_was(store, settings):
    shelf, thinker = Shelf(page=page("words"), registration=registration()), Counting()
    audit, auditor = audited(store, settings, shelf, thinker, jobs=1)
    assert not auditor.run(audit, lambda phase, _: auditor.stop() if phase == "judging" else None)
    before = len(thinker.examined)
    _, other = audited(store, settings, shelf, thinker)
    assert other.run(audit)
    assert before == 1
    assert len(thinker.examined) == 2
    assert store.audits.counts(audit.id).states == {"judged": 3, "failed": 3}


def test_a_page_that_cannot_be_examined_fails_its_line_alone(store, settings):
    class Fragile(Counting):
        def judge(self, taken):
            if taken.url.endswith("/a"):
                raise ChildError("examine", "timeout")
            return super().judge(taken)

    audit, auditor = audited(store, settings, Shelf(page=page("words"), registration=registration()), Fragile())
    assert auditor.run(audit)
    rows = list(store.audits.all_lines(audit.id))
    assert [(row.state, row.error) for row in rows[:2]] == [("failed", "failed")] * 2
    assert rows[3].state == "judged"


def test_a_registry_that_asks_to_wait_is_asked_again(store, settings):
    class Throttling(Shelf):
        def read(self, wants, deadline, on_read=None):
            asked = sum(want.source == "registration" for want in self.asked)
            self.values["registration"] = Missing(MissingReason.THROTTLED) if asked < 2 else registration()
            return super().read(wants, deadline, on_read)

    shelf = Throttling(page=page("words", when=now()))
    audit, auditor = audited(store, settings, shelf, pause=0.01)
    assert auditor.run(audit)
    row = next(store.audits.all_lines(audit.id))
    assert 0 < row.tries <= TRIES
    found = store.records.capture(row.capture).get("registration", "blog.example")
    assert isinstance(found, Registration)
    pages = [want.key for want in shelf.asked if want.source == "page"]
    assert len(pages) == len(set(pages))  # what was read is not read again


def test_a_store_that_goes_away_ends_the_audit_loudly(store, settings, monkeypatch):
    audit, auditor = audited(store, settings, Shelf(page=page("words"), registration=registration()))
    monkeypatch.setattr(store.audits, "collected", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        auditor.run(audit)
    assert store.audits.get(audit.id).state == "collecting"


def test_an_audits_verdict_is_not_listed_by_what_was_read_before(store, settings):
    taken = capture("disclosed", "http://127.0.0.1/a")
    early = msgspec.structs.replace(verdict(Level.DISCLOSED, taken.url, taken), checked_at="2026-01-01T00:00:00Z")
    store.verdicts.save("early", early, taken, owner="", private=False)
    audit, auditor = audited(store, settings, Shelf(page=page("disclosed"), registration=registration()))
    auditor.run(audit)
    row = next(store.audits.all_lines(audit.id))
    kept = store.verdicts.get(row.verdict)
    assert kept.core.verdict is Level.DISCLOSED
    assert not kept.listed
