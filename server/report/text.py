"""A verdict for the terminal: calm, in the order of the pages, nothing in it that a terminal would obey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detectors.model import Disclosed, FindingState, Verdict, WeighedEvidence
from server.report.messages import SIGNS, Messages, colour, messages
from server.report.safe import printable
from server.report.words import changes, headline, moment, reasons_in_words, source_name

WIDTH = 100  # columns at most, so that lines stay readable on wide screens
_STYLES = {"red": "bold white on #b3261e", "amber": "bold white on #8a4b00"}
_STYLES |= {"blue": "bold white on #1a56c4", "grey": "bold white on #5f6368"}


def print_verdict(identifier: str, verdict: Verdict, lang: str, out: TextIO) -> None:
    """Write the verdict to `out`, with colours when it is a terminal."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    say = messages(lang)
    for part in _parts(identifier, verdict, say):
        console.print(part)


def _parts(identifier: str, verdict: Verdict, say: Messages) -> Iterator[RenderableType]:
    level = verdict.verdict.value
    badge = Text.assemble((f" {SIGNS[level]} ", _STYLES[colour(level)]), f" {say('level', level)}")
    read = say("ui", "read_at", when=moment(verdict.checked_at))
    yield Text.assemble((printable(verdict.site), "bold"), ("  ·  ", "dim"), (read, "dim"))
    yield Group(badge, Text())
    yield Text(printable(headline(verdict, say)), "bold")
    for note in verdict.notes:
        yield Text(say("note", note))
    yield from _section(say("ui", "chain"), _chain(verdict, say))
    yield from _section(say("ui", "who"), _who(verdict, say))
    yield from _section(say("ui", "says"), _says(verdict, say))
    yield from _section(say("ui", "not_read"), _not_read(verdict, say))
    yield from _section(say("ui", "change"), (Text(f"· {printable(line)}") for line in changes(verdict, say)))
    yield Text(f"\n{identifier}  ·  {moment(verdict.checked_at)} – {moment(verdict.expires_at)}", "dim")


def _section(title: str, lines: Iterator[Text]) -> Iterator[RenderableType]:
    found = list(lines)
    if found:
        yield Text(f"\n{title}", "bold underline")
        yield from (Padding(line, (0, 0, 0, 2), expand=False) for line in found)


def _chain(verdict: Verdict, say: Messages) -> Iterator[Text]:
    for step in verdict.control.chain:
        yield Text.assemble(
            printable(step.source), (f" {say('relation', step.relation)} ", "dim"), printable(step.target)
        )
        if step.evidence and step.evidence != step.source:
            yield _quoted(step.evidence, step.where)


def _who(verdict: Verdict, say: Messages) -> Iterator[Text]:
    yield Text(f"{say('ui', 'control_level')}: {say('control', verdict.control.level)}")
    yield Text(f"{say('ui', 'presents')}: {say('presentation', verdict.presentation)}")
    for finding in verdict.findings:
        if finding.state is FindingState.FOUND:
            for evidence in finding.evidence:
                yield _evidence(say("family", finding.family), evidence, say)
                if evidence.quote:
                    yield _quoted(evidence.quote, evidence.seen.where)


def _evidence(family: str, evidence: WeighedEvidence, say: Messages) -> Text:
    against = f" ({say('ui', 'against')})" if evidence.polarity == "against" else ""
    about = f": {printable(evidence.about)}" if evidence.about else ""
    return Text.assemble(
        (f"{family}  ", "dim"), printable(evidence.claim), about, against, (f"  {evidence.grade}", "dim")
    )


def _says(verdict: Verdict, say: Messages) -> Iterator[Text]:
    for title, said in (("owner_said", verdict.disclosure.owner), ("material_said", verdict.disclosure.material)):
        yield Text(f"{say('ui', title)}: {say('disclosure', said.level)}{_why(said, say)}")
        for marker in said.markers:
            yield _quoted(marker.quote, f"{say('marker', marker.kind)}, {marker.where}")


def _why(said: Disclosed, say: Messages) -> str:
    return f" ({reasons_in_words(said.reasons, say)})" if said.reasons else ""


def _not_read(verdict: Verdict, say: Messages) -> Iterator[Text]:
    coverage = verdict.coverage
    key = "some_read" if coverage.missing else "all_read"
    yield Text(say("ui", key, looked=coverage.looked, of=coverage.of))
    for missing, times in Counter(coverage.missing).items():
        many = f" (×{times})" if times > 1 else ""
        yield Text(f"· {source_name(missing.source, say)}{many}: {say('missing', missing.reason)}")


def _quoted(quote: str, where: str) -> Text:
    return Text.assemble("  “", (printable(quote), "italic"), "”", (f"  {printable(where)}", "dim"))
