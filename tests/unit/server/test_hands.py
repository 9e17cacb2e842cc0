"""Hands of blogs: which are read, with which they are compared, among which others, and what of it is frozen."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from detectors.authored import AuthorText
from detectors.copying import Shared
from detectors.model import HandPrint, Hands, Presentation, SharedValue
from detectors.sighting import Sighting, Sightings
from detectors.style import hands
from detectors.style.hands import MIN_HANDS, MOST_HANDS
from detectors.style.nearest import signature, signed
from detectors.style.passages import side_by_side
from detectors.style.prints import made, printed, profile_of
from detectors.style.shingles import shingles
from server.children import ChildError
from server.crowd import Crowds
from server.hands import HandIndex
from server.store import Audit, Hand, Line, Store, Text, new_id
from tests.functional.internet.diaries import post
from tests.unit.server.making import capture, verdict

SITE = "blog.example"
BLOG = Sightings(SITE, (), Presentation.PERSON)


class Reader:
    """Reads in this process, and counts the hands it reads; `pages` are the texts of captures by their address."""

    def __init__(self) -> None:
        self.hands, self.broken = 0, False
        self.pages: dict[str, tuple[AuthorText, ...]] = {}

    def hand_print(self, posts, lang):
        self.hands += 1
        if "HANG" in posts[0]:
            raise ChildError("hand_print", "timeout")
        return printed(posts, lang)

    def hands_compared(self, own, others, cohort):
        if self.broken:
            raise ChildError("hands_compared", "memory")
        return hands.side_by_side(own, others, cohort)

    def author_texts(self, taken):
        return self.pages.get(taken.url, ())

    def passages_shared(self, text, others, most):
        found = [side_by_side(text, theirs.text) for other in others for theirs in self.pages.get(other.url, ())]
        return tuple(Shared(passages[0].here, sum(passage.words for passage in passages)) for passages in found)


@pytest.fixture
def index(store):
    return HandIndex(store, Reader(), Crowds())


def texts(seed: int, first: int = 0, posts: int = 4, site: str = SITE) -> tuple[AuthorText, ...]:
    made_ = (post(seed, first + number) for number in range(posts))
    return tuple(
        AuthorText(f"https://{site}/{n}", site, "en", text, "", "", shingles(text)) for n, text in enumerate(made_)
    )


@cache
def print_of(seed: int, first: int = 0) -> HandPrint:
    return printed([text.text for text in texts(seed, first)], "en")


def keep(store: Store, site: str, seed: int, first: int = 0, *, listed: bool = True, account: str = "") -> int:
    url, kept = f"https://{site}/", print_of(seed, first)
    core = msgspec.structs.replace(verdict(url=url), site=site)
    stored = store.verdicts.save(new_id(), core, capture(url=url), owner="local", private=False, listed=listed)
    signs = signature(profile_of(kept), "en").astype("<f4").tobytes()
    hand = Hand(site, site, "en", kept.words, f"{seed}-{first}".rjust(64, "0"), made(), signed("en"), signs)
    store.hands.save(stored.capture, hand, kept)
    if account:
        store.indicators.save(stored.capture, [Sighting(site, site, "google-analytics", account, "account")])
    return stored.capture


def tie(*sites: str, kind: str = "google-analytics", others: int = 1) -> SharedValue:
    return SharedValue(kind, "UA-1", "account", sites, others)


def strangers(store: Store, count: int = MIN_HANDS + 2, *, listed: bool = True) -> list[int]:
    return [keep(store, f"s{seed}.example", 100 + seed, listed=listed) for seed in range(count)]


def hands_in(reads) -> Hands:
    (found,) = (read.value for read in reads if isinstance(read.value, Hands))
    assert {read.want.key for read in reads if isinstance(read.value, HandPrint)} == {
        found.own,
        *found.cohort,
        *(other.hand for other in found.others),
    }
    return found


def test_the_hand_of_a_blog_is_read_once(index):
    own = index.read(BLOG, texts(1))
    assert (own.hand.site, own.hand.domain, own.hand.lang, own.hand.words) == (SITE, SITE, "en", own.kept.words)
    stored = index.store.verdicts.save(new_id(), verdict(url=f"https://{SITE}/"), capture(), owner="", private=False)
    index.store.hands.save(stored.capture, own.hand, own.kept)
    again = index.read(BLOG, texts(1))
    assert (again.hand.key, index.reader.hands) == (own.hand.key, 1)


@pytest.mark.parametrize(
    ("seen", "given"),
    [
        (None, texts(1)),
        (msgspec.structs.replace(BLOG, presents=Presentation.SHOP), texts(1)),
        (msgspec.structs.replace(BLOG, presents=Presentation.MEDIUM), texts(1)),
        (BLOG, texts(1, posts=2)),
        (BLOG, tuple(msgspec.structs.replace(text, lang="zh") for text in texts(1))),
        (BLOG, tuple(msgspec.structs.replace(text, text="HANG " + text.text) for text in texts(1))),
        (BLOG, ()),
    ],
)
def test_too_little_a_house_or_a_child_that_fails_leaves_no_hand(index, seen, given):
    assert index.read(seen, given) is None
    assert index.compared(None, [tie("a.example")], lambda: given) == ()


def test_a_tied_blog_is_compared_among_listed_strangers(index):
    strangers(index.store)
    keep(index.store, "tied.example", 1, 10)
    found = hands_in(
        index.compared(index.read(BLOG, texts(1)), [tie("tied.example", "unread.example")], lambda: texts(1))
    )
    assert [(other.site, other.tie, other.copied) for other in found.others] == [
        ("tied.example", "google-analytics", False)
    ]
    assert MIN_HANDS <= len(found.cohort) <= MOST_HANDS
    assert found.own not in found.cohort
    assert found.others[0].hand not in found.cohort


@pytest.mark.parametrize("value", [tie("tied.example", kind="address"), tie("tied.example", others=400)])
def test_a_host_or_what_everybody_shares_ties_nobody(index, value):
    keep(index.store, "tied.example", 1, 10)
    assert index.compared(index.read(BLOG, texts(1)), [value], lambda: texts(1)) == ()


def test_what_is_unlisted_is_no_stranger_and_no_other(index):
    strangers(index.store, 8, listed=False)
    keep(index.store, "hidden.example", 1, 10, listed=False)
    keep(index.store, "tied.example", 1, 20)
    ties = [tie("tied.example"), tie("hidden.example")]
    found = hands_in(index.compared(index.read(BLOG, texts(1)), ties, lambda: texts(1)))
    assert [other.site for other in found.others] == ["tied.example"]
    assert found.cohort == ()


def test_what_is_tied_to_either_side_is_no_stranger(index):
    strangers(index.store, 6)
    keep(index.store, "tied.example", 1, 10, account="UA-9")
    keep(index.store, "theirs.example", 7, account="UA-9")
    keep(index.store, "ours.example", 8)
    found = hands_in(
        index.compared(index.read(BLOG, texts(1)), [tie("tied.example"), tie("ours.example")], lambda: texts(1))
    )
    assert {other.site for other in found.others} == {"tied.example", "ours.example"}
    assert len(found.cohort) == 6


def test_who_carries_the_same_passages_is_marked(index):
    own = texts(1)
    number = keep(index.store, "tied.example", 1, 10)
    copy = msgspec.structs.replace(own[0], url="https://tied.example/", site="tied.example")
    index.reader.pages["https://tied.example/"] = (copy,)
    index.store.texts.add(Text(copy.url, copy.site, "2026-01-01T00:00:00Z", capture=number), copy.keys)
    found = hands_in(index.compared(index.read(BLOG, own), [tie("tied.example")], lambda: own))
    assert found.others[0].copied


def audit_of(store: Store, captures: dict[str, int]) -> str:
    audit = Audit(new_id(), "local", False, "command", "0" * 64)
    lines = [
        Line(n, f"https://{site}/", {}, f"https://{site}/", False, site, "collected", capture=number, site=site)
        for n, (site, number) in enumerate(captures.items())
    ]
    store.audits.add(audit, lines)
    return audit.id


def test_the_nearest_hand_of_an_audit_stands_out_or_is_not_told(index):
    numbers = {f"s{n}.example": number for n, number in enumerate(strangers(index.store, 36, listed=False))}
    numbers |= {SITE: keep(index.store, SITE, 1, listed=False)}
    numbers |= {"far.example": keep(index.store, "far.example", 1, 10, listed=False)}
    audit = audit_of(index.store, numbers)
    found = hands_in(index.in_audit(SITE, (), lambda: texts(1), audit))
    assert [(other.site, other.tie) for other in found.others] == [("far.example", "")]
    assert found.others[0].among == 37
    assert len(found.cohort) >= MIN_HANDS
    assert [other.site for other in hands_in(index.in_audit("far.example", (), lambda: texts(1), audit)).others] == [
        SITE
    ]
    assert index.in_audit("s3.example", (), tuple, audit) == ()
    index.reader.broken = True
    assert index.in_audit(SITE, (), lambda: texts(1), audit) == ()
    assert index.in_audit("unread.example", (), tuple, audit) == ()
