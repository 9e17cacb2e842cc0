"""``masthead keys``, as its user types it."""

from __future__ import annotations

import json

import pytest

from server.cli import main
from server.store import Store


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("MASTHEAD_STORE", url)
    made = Store(url)
    yield made
    made.close()


def test_a_key_is_made_shown_once_and_revoked(store, capsys):
    assert main(["keys", "create", "newsroom", "--scope", "checks", "--rate", "60/minute", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert store.keys.find(made["key"]).owner == f"key:{made['id']}"
    assert main(["keys", "list"]) == 0
    told = capsys.readouterr().out
    assert made["id"] in told
    assert "newsroom" in told
    assert made["key"] not in told
    assert main(["keys", "revoke", made["id"]]) == 0
    assert store.keys.find(made["key"]) is None
    assert main(["keys", "revoke", made["id"]]) == 2
    assert main(["keys", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["revoked_at"]


def test_words_for_who_reads_them(store, capsys):
    assert main(["keys", "create", "script"]) == 0
    secret = capsys.readouterr().out.split()[0]
    assert store.keys.find(secret).scopes == ("checks", "comparisons", "audits")


@pytest.mark.parametrize(
    "arguments",
    [
        ["create"],
        ["revoke"],
        ["list", "x"],
        ["create", "x", "--scope", "everything"],
        ["create", "x", "--rate", "often"],
    ],
)
def test_wrong_usage(store, arguments):
    assert main(["keys", *arguments]) == 2
    assert store.keys.all() == ()
