"""``masthead domain``: what the own store and the knowledge have of a domain."""

import json

import pytest

from detectors.sighting import Sighting
from server.store import Store, new_id
from tests.functional.command import run
from tests.unit.server.making import capture, verdict


@pytest.fixture
def home(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    for host, values in (("blog.example", ("UA-1", "UA-2\x1b[31m")), ("other.example", ("UA-1",))):
        url = f"https://{host}/"
        stored = store.verdicts.save(
            new_id(), verdict(url=url), capture("<p>words</p>", url), owner="local", private=False
        )
        seen = [Sighting(host, host, "account", value, "Google Analytics property") for value in values]
        store.indicators.save(stored.capture, seen)
    store.close()
    return tmp_path


def test_it_says_what_is_known(home):
    done = run({}, home, "domain", "https://www.blog.example/post")
    assert done.status == 0
    for words in ("times read: 1", "registered to Acme SA", "UA-1  on one other site", "other.example  (1)"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


def test_it_is_json_when_asked(home):
    known = json.loads(run({}, home, "domain", "blog.example", "--json").stdout)
    assert known["neighbours"][0]["site"] == "other.example"
    assert known["readings"]["last"] == "2026-11-23T10:00:00Z"  # one's own store keeps the hour


def test_a_domain_of_a_group_and_an_unknown_one(tmp_path):
    assert "loreal.com is a domain of L'Oréal" in run({}, tmp_path, "domain", "loreal.com").stdout
    assert "nothing" in run({}, tmp_path, "domain", "nowhere.example").stdout


@pytest.mark.parametrize("text", ["jane@x.example", "Jane Doe", "not a domain"])
def test_what_is_no_domain_is_refused(tmp_path, text):
    assert run({}, tmp_path, "domain", text).status == 2
