"""Hands of blogs over real sockets: within an audit, and in a check beside what is listed."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.store import Store
from tests.functional.command import run
from tests.functional.internet import Internet, PrivateInternet
from tests.functional.internet.diaries import diary, hidden, post
from tests.functional.serving import checked as asked
from tests.functional.serving import served

pytestmark = pytest.mark.network
STRANGERS = 34
COPIED = ("first.example", "later.example", "again.example")
ONE, OTHER = "UA-7100001-1", "UA-7100002-1"  # accounts: of one hand with two blogs, and of two hands
TIED, APART, ALONE = (
    ("tied-a.example", "tied-b.example"),
    ("apart-a.example", "apart-b.example"),
    ("far-a.example", "far-b.example"),
)


def blogs() -> Internet:
    """Return strangers, two tied blogs of one hand, two tied ones of two, and two of one hand that nothing ties."""
    sites = [diary(f"diary-{seed}.example", seed) for seed in range(100, 100 + STRANGERS)]
    sites += [diary(TIED[0], 1, account=ONE), diary(TIED[1], 1, account=ONE, first=20)]
    sites += [diary(APART[0], 2, account=OTHER), diary(APART[1], 3, account=OTHER)]
    sites += [diary(ALONE[0], 4, posts=5), diary(ALONE[1], 4, posts=5, first=20)]
    theirs, address = post(5, 90), f"https://{COPIED[0]}/posts/1"
    taken = " ".join(theirs.split()[40:180])
    sites += [
        diary(COPIED[0], 5, begun=2018, newest=theirs),
        diary(COPIED[1], 6, begun=2021, newest=f"{taken} {post(6, 90)}"),
    ]
    sites += [diary(COPIED[2], 7, begun=2021, newest=theirs, canonical=address)]
    return Internet(tuple(sites), (), hidden(sites))


@pytest.fixture(scope="module")
def diaries() -> Iterator[PrivateInternet]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    private = PrivateInternet(blogs(), network=60 + worker)
    with private:
        yield private


@pytest.fixture(scope="module")
def audited(diaries: PrivateInternet, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    home = tmp_path_factory.mktemp("audit")
    return home, audit(diaries, home, 1)


def audit(diaries: PrivateInternet, home: Path, seed: int) -> dict[str, Any]:
    urls = [f"https://{site.host}/posts/1" for site in diaries.internet.sites]
    random.Random(seed).shuffle(urls)
    (home / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    done = run(diaries.env, home / "home", "audit", str(home / "list.txt"), "--jobs", str(24 // seed))
    assert done.status == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["verdict"]["site"]: row["verdict"] for row in rows}


def test_one_hand_behind_tied_blogs_is_a_lead_and_no_colour(audited):
    for site, other in (TIED, TIED[::-1]):
        document = audited[1][site]
        style = document["style"]
        assert (style["level"], style["compared_with"]) == ("similar", other), style
        assert 0.65 < style["same_author"] < 1
        (found,) = style["hands"]
        assert found["tie"] == "google-analytics"
        assert min(found["words"]) >= 800
        assert min(found["posts"]) >= 3
        assert found["cohort"] >= 30
        assert 0 < found["error_rate"] < 0.2
        assert "similar_style" in document["notes"]
        assert (document["verdict"], document["control"]["level"]) == ("no_finding", "none")


def test_two_hands_with_one_account_are_not_alike(audited):
    for site, other in (APART, APART[::-1]):
        style = audited[1][site]["style"]
        assert (style["level"], style["compared_with"]) == ("not_similar", other), style
        assert "similar_style" not in audited[1][site]["notes"]


def test_the_nearest_hand_of_an_audit_is_a_lead_that_says_among_how_many(audited):
    for site, other in (ALONE, ALONE[::-1]):
        style = audited[1][site]["style"]
        assert (style["level"], style["compared_with"]) == ("similar", other), style
        assert style["hands"][0]["tie"] == ""
        assert style["hands"][0]["among"] >= STRANGERS
        assert audited[1][site]["verdict"] == "no_finding"


def test_copied_passages_come_with_their_dates_and_syndication_is_known(audited):
    first, later, again = ({each["about"]: each for each in shared(audited[1][site])} for site in COPIED)
    assert later[COPIED[0]]["claim"].endswith("where they are dated earlier")
    assert first[COPIED[1]]["claim"].endswith("where they are dated later")
    assert "syndicated copy, by its own account" in again[COPIED[0]]["claim"]
    words = post(5, 90).split()
    assert " ".join(words[60:80]) in " ".join(later[COPIED[0]]["quote"].split())
    for site in COPIED:
        document = audited[1][site]
        assert (document["verdict"], document["style"]["hands"]) == ("no_finding", [])
        assert "similar_style" in document["notes"]


def shared(document: dict[str, Any]) -> list[dict[str, Any]]:
    return next(found["evidence"] for found in document["findings"] if found["detector"] == "style/shared_words")


def test_hardly_a_stranger_is_taken_for_another_and_none_firmly(audited):
    """The probabilities are measured, so that now and then the nearest of forty hands looks like one's own."""
    told = {site: document["style"] for site, document in audited[1].items() if document["style"]["level"] == "similar"}
    assert {*TIED, *ALONE} <= told.keys()
    strangers = [style for site, style in told.items() if site not in (*TIED, *ALONE)]
    assert len(strangers) <= len(audited[1]) // 20
    assert all(style["same_author"] < 0.9 and style["hands"][0]["error_rate"] > 0 for style in strangers)


def test_another_order_says_the_same(diaries, audited, tmp_path):
    again = audit(diaries, tmp_path, 2)
    assert {site: told["style"] for site, told in again.items()} == {
        site: told["style"] for site, told in audited[1].items()
    }


def test_a_check_compares_with_listed_blogs_and_replays(diaries, tmp_path):
    url = f"https://{TIED[0]}/posts/1"
    others = [f"https://{site.host}/posts/1" for site in diaries.internet.sites if site.host != TIED[0]]
    home = tmp_path / "home"
    with served({**diaries.env, "MASTHEAD_RATE_LIMIT": "600/minute"}, home) as (base, _), ThreadPoolExecutor(4) as pool:
        before = asked(base, url)
        read = list(pool.map(partial(asked, base), others))
    assert before["style"]["reason"] == "no_other_hand_to_compare"  # nothing is listed
    store = Store(f"sqlite:///{home}/store.sqlite")
    assert not any(store.reviews.uphold(document["id"], "read by a person") for document in read)
    store.close()
    after = checked(diaries, home, url, "--fresh", "--save", str(tmp_path))
    assert (after["style"]["level"], after["style"]["compared_with"]) == ("similar", TIED[1]), after["style"]
    assert after["style"]["hands"][0]["cohort"] >= 30
    assert after["verdict"] == before["verdict"] == "no_finding"
    (bundle,) = tmp_path.glob("*.wacz")
    replayed = run({}, tmp_path / "elsewhere", "replay", str(bundle), "--json")
    assert json.loads(replayed.stdout)["same"], replayed.stdout


def checked(diaries: PrivateInternet, home: Path, url: str, *more: str) -> dict[str, Any]:
    done = run(diaries.env, home, "check", url, "--json", *more)
    assert done.status == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
