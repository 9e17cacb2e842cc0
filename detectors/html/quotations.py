"""Quotations that run over several paragraphs: a press release or another's notice, set in quotation marks.

No markup says that they are quoted, and what stands between the marks is another's voice: "Published by X" at the end
of X's press release says nothing of the page's own publisher.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detectors.html.nouns import Zone
from detectors.html.runs import Run

_PAIRS = (("«", "»"), ("“", "”"), ("„", "“”"), ('"', '"'))  # what opens, and each of what may close it
_MOST_RUNS = 40  # a mark that closes later was forgotten, or never opened
_AFTER = 3  # characters behind the closing mark: a full stop, a bracket


def mark_quotations(runs: Sequence[Run], zones: list[Zone]) -> None:
    """Give the runs of the page's own text that stand inside such a quotation the zone of quotes."""
    own = [index for index, zone in enumerate(zones) if zone is Zone.BODY and not runs[index].alt]
    at = 0
    while at < len(own):
        inside = _quotation([runs[index].text for index in own[at : at + _MOST_RUNS]])
        for offset in inside:
            zones[own[at + offset]] = Zone.QUOTE
        at += max(inside, default=0) + 1


def _quotation(texts: list[str]) -> list[int]:
    """Return which of `texts` a quotation holds whole that the first one opens and another one closes."""
    for opens, closes in _PAIRS:
        start = texts[0].rfind(opens)
        if start < 0 or _closes_in(texts[0][start + 1 :], closes):
            continue
        if opens == closes and start > 0:
            continue  # the same mark opens and closes: only at the beginning is it sure to open
        last = next(_ends(texts, opens, closes), None)
        if last is not None:
            whole = len(texts[last].rstrip()) - 1 - _last(texts[last], closes) <= _AFTER
            return list(range(0 if start == 0 else 1, last + 1 if whole else last))
    return []


def _ends(texts: list[str], opens: str, closes: str) -> Iterator[int]:
    """Yield the later texts that close more than they open; each paragraph may open the quotation anew."""
    for index, text in enumerate(texts[1:], 1):
        again = text.removeprefix(opens)
        closed = sum(map(again.count, closes))
        if closed > (0 if opens in closes else again.count(opens)):
            yield index


def _closes_in(text: str, closes: str) -> bool:
    return any(mark in text for mark in closes)


def _last(text: str, closes: str) -> int:
    return max(map(text.rfind, closes))
