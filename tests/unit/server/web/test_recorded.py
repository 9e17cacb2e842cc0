"""Titles of recorded cases."""

from __future__ import annotations

from server.store import Store, new_id
from server.web.recorded import OWNER, _titles, title, titled
from tests.unit.server.making import capture, verdict


def test_a_case_is_called_by_its_title_or_its_name(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    known = "a18-medium"
    for owner, lang, expected in (
        (OWNER + known, "fr", "Un auteur sur Medium"),
        (OWNER + "a-new-case", "en", "a new case"),
        ("local", "en", "blog.example"),
    ):
        taken = capture()
        stored = store.verdicts.save(new_id(), verdict(taken=taken), taken, owner=owner, private=False)
        assert title(stored, lang) == expected
    store.close()


def test_every_title_is_there_in_both_languages():
    assert all(set(names) == {"en", "fr"} and all(names.values()) for names in _titles().values())


def test_cases_without_a_title_are_for_tests_only():
    assert titled("a01-persona-group-mail-domain")
    assert not titled("trial-fr-fan-bricks")
