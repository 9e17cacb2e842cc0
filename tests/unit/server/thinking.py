"""A small thinker for tests of the paths around the detectors: it judges by marks on the page.

It stands beside the real one through the constructors' arguments (`Children(thinker=...)`, `Checker(thinker=...)`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import msgspec

from detectors.authored import AuthorText
from detectors.examination import Judgement
from detectors.knowledge import Contents, Extract
from detectors.model import (
    Capture,
    ChainStep,
    Control,
    ControlLevel,
    Coverage,
    Disclosed,
    Disclosure,
    DisclosureLevel,
    Entity,
    Evidence,
    Family,
    Fetched,
    FindingState,
    Grade,
    GroupRef,
    Level,
    Mention,
    Missing,
    MissingSource,
    Page,
    Presentation,
    Promoted,
    Question,
    Registration,
    Role,
    Seen,
    StyleResult,
    Verdict,
    Versions,
    Viewing,
    Want,
    WeighedEvidence,
    WeighedFinding,
)
from detectors.sighting import Sighting, Sightings
from detectors.style.shingles import shingles
from detectors.surveying import Survey

SEEN = Seen("https://blog.example/", "2026-11-23T10:00:00Z", "0" * 64)
EVIDENCE = Evidence("", "", SEEN, Mention(), Role.OWNER, Grade.A)


def warm() -> None:
    pass


def load_knowledge(paths: Sequence[Path] = ()) -> SimpleNamespace:
    """Its version is what the folder's file says; "broken" cannot be loaded."""
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if (file := path / "known.toml").exists():
            version = file.read_text()
            if "broken" in version:
                raise ValueError(f"{file} is broken")
            return SimpleNamespace(version=version)
    return SimpleNamespace(version="standin")


def plan(capture: Capture, knowledge: object) -> tuple[Want, ...]:
    page = capture.get("page", capture.url)
    if isinstance(page, Page):
        _act(page.html)
    wants = (Want("page", capture.url, "checked"), Want("registration", "blog.example"))
    return tuple(want for want in wants if capture.get(want.source, want.key) is None)


def _act(html: str) -> None:
    if "HANG" in html:
        while True:
            pass
    if "NAP" in html:
        time.sleep(1)
    if "SLEEP" in html:
        time.sleep(60)
    if "SWELL" in html:
        bytearray(4 * 1024**3)
    if "RAISE" in html:
        raise RuntimeError("about Jane Doe of 1 Main Street")


def examine(capture: Capture, knowledge: object, viewing: Viewing | None = None) -> Verdict:
    page = capture.get("page", capture.url)
    if not isinstance(page, Page):
        reason = page.reason.value if isinstance(page, Missing) else "budget"
        return verdict(capture, Level.CANNOT_SAY, missing=(MissingSource("page:checked", reason),))
    if "EXAMINE" in page.html:
        _act(page.html.replace("EXAMINE ", ""))
    level = next((level for level in Level if level.value in page.html), Level.NO_FINDING)
    if viewing is not None and not all(look.shown for look in viewing.looks):
        level = Level.WEAKLY_DISCLOSED
    return verdict(capture, level, page=page)


def sightings(capture: Capture, knowledge: object) -> Sightings:
    page = capture.get("page", capture.url)
    if not isinstance(page, Page):
        return Sightings("blog.example")
    host = urlsplit(capture.url).hostname or ""
    values = (word.partition("=")[2] for word in page.html.split() if word.startswith("account="))
    return Sightings(host, tuple(sorted(Sighting(host, host, "account", value, "account") for value in values)))


def author_texts(capture: Capture, knowledge: object) -> tuple[AuthorText, ...]:
    page = capture.get("page", capture.url)
    if not isinstance(page, Page) or "words" not in page.html:
        return ()
    host, text = urlsplit(capture.url).hostname or "", page.html
    return (AuthorText(page.url, host, "en", text, "", "", shingles(text)),)


def survey(capture: Capture, knowledge: object, *, last: bool) -> Survey:
    wants = () if last else plan(capture, knowledge)
    return Survey(wants) if wants else Survey((), sightings(capture, knowledge), author_texts(capture, knowledge))


def judge(capture: Capture, knowledge: object) -> Judgement:
    return Judgement(examine(capture, knowledge), Extract(version="standin", contents=Contents()))


def replay(capture: Capture, extract: Extract, viewing: Viewing | None = None) -> Verdict:
    done = examine(capture, None, viewing)
    return msgspec.structs.replace(done, versions=Versions("0", extract.version, "none"))


def verdict(
    capture: Capture, level: Level, *, page: Page | None = None, missing: tuple[MissingSource, ...] = ()
) -> Verdict:
    accusing = level in (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS)
    registration = capture.get("registration", "blog.example")
    holder = registration.organization if isinstance(registration, Registration) else None
    weighed = WeighedEvidence(
        "The domain is registered to this organisation",
        f"Registrant: {holder} \x1b[31m<script>alert(1)</script>",
        holder or "",
        Role.OWNER,
        "for",
        Grade.A,
        2.0,
        SEEN,
    )
    finding = WeighedFinding(
        "ownership/registrant",
        Question.OWNERSHIP,
        Family.REGISTRY,
        FindingState.FOUND,
        "",
        (weighed,) if holder else (),
    )
    control = Control(ControlLevel.NONE)
    if accusing:
        step = ChainStep("blog.example", holder or "?", "owner", weighed.quote, "whois://registry/blog.example")
        control = Control(
            ControlLevel.ESTABLISHED,
            GroupRef("acme", "Acme"),
            Entity("Acme SA"),
            (step,),
            3.0,
            -2.0,
            families={"registry": 2.0},
        )
    unknown = Disclosed(DisclosureLevel.ABSENT if accusing else DisclosureLevel.UNKNOWN)
    return Verdict(
        url=capture.url,
        site="blog.example",
        checked_at=capture.taken_at,
        expires_at="2099-01-01T00:00:00Z",
        fetched=Fetched(page.final_url, 200, page.seen.when, page.seen.sha256) if page else None,
        verdict=level,
        scope="site",
        site_verdict=level,
        notes=(),
        presentation=Presentation.PERSON,
        promotes=(Promoted("Acme Cola", "acme", 0.5),) if accusing else (),
        control=control,
        disclosure=Disclosure(unknown, unknown),
        style=StyleResult(),
        coverage=Coverage(2 - len(missing), 2, missing),
        findings=(finding,),
        private_party=False,
        versions=Versions("0", "standin", "none"),
    )
