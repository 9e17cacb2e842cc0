"""``masthead review``, as its user types it."""

from __future__ import annotations

import json

import pytest

from detectors.model import Level
from server.cli import main
from server.clock import now
from server.store import Store, new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("MASTHEAD_STORE", url)
    made = Store(url)
    yield made
    made.close()


@pytest.fixture
def stored(store):
    return store.verdicts.save(new_id(), verdict(Level.DISCLOSED), capture(), owner="", private=False)


def test_an_upheld_verdict_is_listed(store, stored, capsys):
    assert main(["review", stored.id, "--uphold", "--reason", "read by hand"]) == 0
    assert store.verdicts.get(stored.id).listed
    assert stored.id in capsys.readouterr().err


def test_a_withdrawn_verdict_says_why(store, stored):
    assert main(["review", stored.id, "--withdraw", "--reason", "the register was misread"]) == 0
    found = store.verdicts.get(stored.id)
    assert (found.status(now()), found.withdrawn_reason) == ("withdrawn", "the register was misread")
    assert main(["review", stored.id, "--withdraw", "--reason", "again"]) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_a_reason_is_asked_for(stored, reason):
    assert main(["review", stored.id, "--uphold", "--reason", reason]) == 2


def test_one_of_two_decisions(stored):
    with pytest.raises(SystemExit):
        main(["review", stored.id, "--uphold", "--withdraw", "--reason", "x"])
    assert main(["review", stored.id, "--reason", "x"]) == 2
    assert main(["review", "--uphold", "--reason", "x"]) == 2
    assert main(["review", "--reason", "x"]) == 2


def test_what_waits_is_shown_to_the_reviewer(store, stored, capsys):
    store.reviews.dispute(stored.id, "we sold it\x1b[31m")
    assert main(["review"]) == 0
    told = capsys.readouterr()
    assert stored.id in told.out
    assert "we sold it\\u{1b}[31m" in told.out
    assert "1 disputes wait" in told.err
    assert main(["review", "--json"]) == 0
    (dispute,) = json.loads(capsys.readouterr().out)
    assert (dispute["verdict"], dispute["url"]) == (stored.id, "https://blog.example/post")
    assert main(["review", stored.id, "--uphold", "--reason", "the register says otherwise"]) == 0
    capsys.readouterr()
    main(["review", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_verdict_that_is_not_there(store, capsys):
    assert main(["review", "nobody", "--uphold", "--reason", "x"]) == 1
    assert "no such verdict" in capsys.readouterr().err
