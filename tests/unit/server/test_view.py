"""A stored verdict as its document: what is said of it now stands around the core."""

from __future__ import annotations

import json

from detectors.model import Level
from server.report.document import core_of
from server.store import new_id
from server.view import encoded, shown
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
