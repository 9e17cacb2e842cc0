"""Pairs of hands over an audit, and one comparison in words: what may be said, on how much, how often that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detectors.model import HandsCompared, Verdict
from detectors.model.noun import Noun
from detectors.style.hands import odds
from server.report.messages import Messages
from server.report.table import csv_line

COLUMNS = (
    "site", "other", "tie", "score", "same_author", "reason", "words_site", "words_other", "posts_site", "posts_other",
    "cohort", "among", "error_rate", "measured_from_words", "measured_strangers",
    "shipped",
)  # fmt: skip


class HandPair(Noun, frozen=True):
    """Two sites of an audit whose hands were compared, and how alike they are."""

    site: str
    found: HandsCompared


def pairs_of(verdicts: Iterable[Verdict]) -> tuple[HandPair, ...]:
    """Return each pair of sites whose hands were compared once, most alike first.

    Each side was compared among others of its own; where the two differ, the one that says less stands.
    """
    pairs: dict[tuple[str, ...], HandPair] = {}
    for verdict in verdicts:
        for found in verdict.style.hands:
            key, pair = tuple(sorted((verdict.site, found.site))), HandPair(verdict.site, found)
            pairs[key] = min(pairs.get(key, pair), pair, key=_says)
    return tuple(sorted(pairs.values(), key=lambda pair: (*(-each for each in _says(pair)[:2]), pair.site)))


def _says(pair: HandPair) -> tuple[float, float, str]:
    said = pair.found.same_author
    return (-1.0 if said is None else said, pair.found.score, pair.site)


def row_of(pair: HandPair) -> dict[str, Any]:
    """Return a pair as one row of a table."""
    found = pair.found
    values = (
        pair.site, found.site, found.tie, found.score, found.same_author, found.reason, *found.words, *found.posts,
        found.cohort, found.among, found.error_rate, found.bucket, found.strangers or None,
        found.shipped,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def pair_lines(pairs: Iterable[HandPair]) -> Iterator[str]:
    """Yield each pair as JSON, with its line feed."""
    for pair in pairs:
        found = msgspec.to_builtins(pair.found)
        told = {"site": pair.site, "other": found.pop("site"), **found}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def pair_table(pairs: Iterable[HandPair]) -> Iterator[str]:
    """Yield the header, then each pair as CSV that a spreadsheet may open."""
    yield csv_line(COLUMNS)
    for pair in pairs:
        yield csv_line(row_of(pair).values())


def hand_in_words(found: HandsCompared, say: Messages) -> str:
    """Return in the reader's language what may be said of a comparison."""
    if found.same_author is None:
        return say("ui", "hand_open", reason=say("hand", found.reason.partition(":")[0]), **{"with": found.site})
    key = "hand_alike" if found.alike else "hand_unlike"
    return say("ui", key, probability=odds(found.same_author), **{"with": found.site})


def figures_in_words(found: HandsCompared, say: Messages) -> str:
    """Return the figures that what may be said rests on."""
    words, posts = (" / ".join(map(str, side)) for side in (found.words, found.posts))
    told = [say("ui", "hand_figures", score=f"{found.score:.3f}", words=words, posts=posts, cohort=found.cohort)]
    if found.error_rate is not None:
        told.append(say("ui", "hand_measured", rate=f"{found.error_rate:.1%}"))
    if found.shipped:
        told.append(say("shipped", found.shipped, hands=found.cohort) + ".")
    if found.among > 1:
        told.append(say("ui", "hand_nearest", among=found.among))
    return " ".join(told)
