"""A verdict for the terminal: calm, in the order of the pages, nothing in it that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detectors.model import Disclosed, Verdict, WeighedEvidence
from server.report.chain import ties
from server.report.claims import claim_in_words
from server.report.evidence import behind
from server.report.excerpt import excerpt
from server.report.messages import SIGNS, Messages, colour, messages
from server.report.pairs import figures_in_words, hand_in_words
from server.report.safe import printable
from server.report.words import (
    changes,
    colon,
    headline,
    missing_sources,
    moment,
    place_in_words,
    reasons_in_words,
    source_in_words,
)

INDENT = 18  # columns that a quote leaves free: its indent, its marks and those of what is left out
MIN_QUOTE = 40  # characters of a quote on the narrowest terminal
WIDTH = 100  # columns at most, so that lines stay readable on wide screens
_STYLES = {"red": "bold white on #b3261e", "amber": "bold white on #8a4b00"}
_STYLES |= {"blue": "bold white on #1a56c4", "grey": "bold white on #5f6368"}


def print_verdict(identifier: str, verdict: Verdict, lang: str, out: TextIO) -> None:
    """Write the verdict to `out`, with colours when it is a terminal."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    say = messages(lang)
    for part in _parts(identifier, verdict, say, console.width):
        console.print(part)


def _parts(identifier: str, verdict: Verdict, say: Messages, width: int) -> Iterator[RenderableType]:
    level = verdict.verdict.value
    badge = Text.assemble((f" {SIGNS[level]} ", _STYLES[colour(level)]), f" {say('level', level)}")
    read = say("ui", "read_at", when=moment(verdict.checked_at))
    yield Text.assemble((printable(verdict.site), "bold"), ("  ·  ", "dim"), (read, "dim"))
    yield Group(badge, Text())
    yield Text(printable(headline(verdict, say)), "bold")
    for note in verdict.notes:
        yield Text(say("note", note))
    yield from _section(say("ui", "chain"), _chain(verdict, say, width))
    yield from _section(say("ui", "who"), _who(verdict, say, width))
    yield from _section(say("ui", "says"), _says(verdict, say, width))
    yield from _section(say("ui", "words"), _hands(verdict, say))
    yield from _section(say("ui", "not_read"), _not_read(verdict, say))
    yield from _section(say("ui", "change"), (Text(f"· {printable(line)}") for line in changes(verdict, say)))
    yield Text(f"\n{identifier}  ·  {moment(verdict.checked_at)} – {moment(verdict.expires_at)}", "dim")


def _section(title: str, lines: Iterator[Text]) -> Iterator[RenderableType]:
    found = list(lines)
    if found:
        yield Text(f"\n{title}", "bold underline")
        yield from (Padding(line, (0, 0, 0, 2), expand=False) for line in found)


def _chain(verdict: Verdict, say: Messages, width: int) -> Iterator[Text]:
    for tie in ties(verdict, say):
        if tie.relation == "served_by":  # the page and its site stand above already
            continue
        yield Text.assemble(printable(tie.source), (f" {tie.tie} ", "dim"), (printable(tie.target), "bold"))
        if tie.note:
            yield Text(f"  {tie.note}", "dim")
        elif tie.quote:
            named = tie.source if tie.relation == "promoted_on" else tie.target
            yield _quoted(tie.quote, named, source_in_words(tie.where, say), width)


def _who(verdict: Verdict, say: Messages, width: int) -> Iterator[Text]:
    presents = f"{say('ui', 'presents')}{colon(say)} {say('presentation', verdict.presentation)}"
    yield Text(f"{say('ui', 'control_level')}{colon(say)} {say('control', verdict.control.level)}  ·  {presents}")
    in_chain = {step.evidence for step in verdict.control.chain}
    found = behind(verdict)
    if not found:
        yield Text(say("ui", "nothing_who"))
    for pieces in found:
        for evidence in pieces.pieces:
            yield _evidence(say("family", pieces.family), evidence, say)
            if evidence.quote and evidence.quote not in in_chain:
                yield _quoted(evidence.quote, evidence.about, source_in_words(evidence.seen.where, say), width)


def _evidence(family: str, evidence: WeighedEvidence, say: Messages) -> Text:
    against = f" ({say('ui', 'contrary')})" if evidence.polarity == "against" else ""
    named = evidence.about and evidence.about not in evidence.claim
    about = f"{colon(say)} {printable(evidence.about)}" if named else ""
    claim = printable(claim_in_words(evidence.claim, say))
    return Text.assemble((f"{family}  ", "dim"), claim, about, against, (f"  {evidence.grade}", "dim"))


def _says(verdict: Verdict, say: Messages, width: int) -> Iterator[Text]:
    for title, said in (("owner_said", verdict.disclosure.owner), ("material_said", verdict.disclosure.material)):
        yield Text(f"{say('ui', title)}{colon(say)} {say('disclosure', said.level)}{_why(said, say)}")
        for marker in said.markers:
            place = f"{say('marker', marker.kind)}, {place_in_words(marker.where, say)}"
            yield _quoted(marker.quote, "", place, width)


def _hands(verdict: Verdict, say: Messages) -> Iterator[Text]:
    for found in verdict.style.hands:
        yield Text.assemble(printable(hand_in_words(found, say)), (f" {figures_in_words(found, say)}", "dim"))


def _why(said: Disclosed, say: Messages) -> str:
    return f" ({reasons_in_words(said.reasons, say)})" if said.reasons else ""


def _not_read(verdict: Verdict, say: Messages) -> Iterator[Text]:
    coverage = verdict.coverage
    key = "some_read" if coverage.missing else "all_read"
    yield Text(say("ui", key, looked=coverage.looked, of=coverage.of))
    for source, reason, times in missing_sources(verdict, say):
        many = f" (×{times})" if times > 1 else ""
        yield Text(f"· {source}{many}{colon(say)} {reason}")


def _quoted(quote: str, name: str, where: str, width: int) -> Text:
    """Return a quote on one line, shortened around the name that it is shown for; its source there or on the next."""
    room = max(width - INDENT, MIN_QUOTE)
    short = excerpt(quote, name, room)
    before, bold, after = map(printable, (short.before, short.name, short.after))
    apart = "  " if len(before + bold + after) + len(where) <= room else "\n   "
    words = Text.assemble("  “", (before, "italic"), (bold, "italic bold"), (after, "italic"), "”")
    return words.append(apart).append(printable(where), "dim")
