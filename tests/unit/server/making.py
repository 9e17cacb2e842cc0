"""Captures and their parts for the tests of server."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager

from detectors.authored import AuthorText
from detectors.copying import Other, Shared
from detectors.examination import Judgement
from detectors.knowledge import Extract
from detectors.model import (
    Capture,
    HandPrint,
    HandsCompared,
    Level,
    Missing,
    MissingReason,
    OtherHand,
    Page,
    Read,
    Registration,
    RegistrationState,
    Seen,
    TextFile,
    Verdict,
    Viewing,
    Want,
)
from detectors.style import hands
from detectors.style.in_full import compare_in_full
from detectors.style.prints import printed
from detectors.surveying import Survey
from server.clock import now
from tests.unit.server import thinking

URL = "https://blog.example/post"
WHEN = "2026-11-23T10:00:00Z"
SEEN = Seen(URL, WHEN, "1" * 64)


def page(html: str, url: str = URL, when: str = WHEN) -> Page:
    return Page(Seen(url, when, "1" * 64), url, url, 200, html)


def registration(organization: str | None = "Acme SA", when: str | None = None) -> Registration:
    seen = Seen("whois://registry.example/blog.example", when or now(), "2" * 64)
    return Registration(
        "blog.example",
        RegistrationState.FOUND,
        organization,
        organization,
        text=f"Registrant Organization: {organization}",
        redacted=True,
        seen=seen,
    )


def capture(html: str = "<p>words</p>", url: str = URL, organization: str | None = "Acme SA") -> Capture:
    reads = (
        Read(Want("page", url, "checked"), page(html, url)),
        Read(
            Want("file", "https://blog.example/ads.txt", "well-known"), TextFile(SEEN, url, "OWNERDOMAIN=acme.example")
        ),
        Read(Want("certificate", "blog.example"), Missing(MissingReason.TIMEOUT)),
        Read(Want("registration", "blog.example"), registration(organization)),
    )
    return Capture(url, WHEN).with_reads(reads)


def verdict(level: Level = Level.NO_FINDING, url: str = URL, taken: Capture | None = None) -> Verdict:
    return thinking.examine(taken or capture(level.value, url), None)


class Here:
    """The stand-in thinker in this process."""

    def today(self):
        return self

    def plan(self, taken: Capture) -> tuple[Want, ...]:
        return thinking.plan(taken, None)

    def survey(self, taken: Capture, *, last: bool) -> Survey:
        wants = () if last else self.plan(taken)
        return Survey(wants) if wants else Survey((), thinking.sightings(taken, None), self.author_texts(taken))

    def author_texts(self, taken: Capture) -> tuple[AuthorText, ...]:
        return thinking.author_texts(taken, None)

    def passages_shared(self, text: str, others: Sequence[Other], most: int) -> tuple[Shared, ...]:
        return tuple(Shared() for _ in others)

    def hand_print(self, posts: Sequence[str], lang: str) -> HandPrint:
        return printed(posts, lang)

    def hands_compared(
        self, own: HandPrint, others: Sequence[tuple[OtherHand, HandPrint]], cohort: Sequence[HandPrint]
    ) -> tuple[HandsCompared, ...]:
        return hands.side_by_side(own, others, cohort)

    def judge(self, taken: Capture) -> Judgement:
        return thinking.judge(taken, None)

    def replay(self, taken: Capture, extract: Extract | None, viewing: Viewing | None = None) -> Verdict:
        if extract is None:
            return thinking.examine(taken, None, viewing)
        return thinking.replay(taken, extract, viewing)

    def compare_in_full(self, a, b, lang, cohort=()):
        return compare_in_full(a, b, lang, cohort)


class Shelf:
    """A reader of what is already there: `values` by source. It remembers what was asked."""

    def __init__(self, **values: object) -> None:
        self.values = values
        self.raw: dict[str, bytes] = {}
        self.asked: list[Want] = []

    def read(self, wants: Sequence[Want], deadline: float, on_read=None) -> tuple[Read, ...]:
        self.asked += wants
        reads = tuple(Read(want, self.values.get(want.source, Missing(MissingReason.TIMEOUT))) for want in wants)
        for read in reads:
            if on_read:
                on_read(read)
        return reads

    @contextmanager
    def begin(self):
        yield self
