"""A stored verdict as its document: what is said of it now stands around the core."""

from __future__ import annotations

import json

from sqlalchemy import event

from detectors.model import Level
from server.audit import begin
from server.listing import Row
from server.report.document import core_of
from server.store import new_id
from server.view import encoded, judged_in, lines_of, shown
from tests.unit.server.making import capture, verdict


def test_what_is_said_of_it_now_stands_around_the_core(store):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    stored = store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)
    before = shown(stored, "en", "https://masthead.example")
    assert (before["status"], before["withdrawn"], before["reply"]) == ("current", None, None)
    reply = store.replies.add("blog.example", "Ours.", "x")
    store.replies.verify(reply.id, "dns")
    store.reviews.withdraw(stored.id, "misread")
    after = shown(store.verdicts.get(stored.id), "fr")
    assert (after["status"], after["withdrawn"]["reason"], after["reply"]["text"]) == ("withdrawn", "misread", "Ours.")
    assert after["headline"] != before["headline"]
    assert core_of(after) == core_of(before)
    assert json.loads(encoded(stored, "en", "https://masthead.example")) == json.loads(json.dumps(before))


def test_the_verdicts_of_an_audit_come_each_once_and_in_few_statements(store):
    urls = [f"https://blog{number}.example/" for number in range(30)]
    rows = [Row(number, url) for number, url in enumerate((*urls, urls[0], "no address"), 1)]
    audit = begin(store, rows, source="f" * 64, owner="local", runner="command")
    for url in urls[:-1]:
        store.audits.collected(audit.id, url, capture(url=url))
        number = next(line.verdict for line in store.audits.all_lines(audit.id) if line.url == url)
        store.verdicts.save(number, verdict(Level.NO_FINDING, url), capture(url=url), owner="local", private=False)
        store.audits.judged(audit.id, url, "no_finding")
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _u, statement, *_: asked.append(statement))
    assert sorted(core.url for core in judged_in(store, audit.id)) == sorted(urls[:-1])
    assert len(asked) < 10
    assert sum(core is not None for _, core in lines_of(store, audit.id)) == len(urls)
