"""Where sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

LONGEST = 700  # characters; a longer run without a full stop is cut at a space, so that matching stays bounded

_BREAK = re.compile(r"[.!?\u2026][\"')\]]{0,2}\s+(?=[^a-z\s])|[!?]\s+|[\n\r\u2028\u2029]+|\s\|\|\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|vs|no|nr|inc|ltd|co|corp|bros|z\.b|d\.h|u\.a|e\.g|i\.e|sog|ggf|bzw|inkl|approx|sr|sra|mme|mlle|m|art|s\.a)|\b[a-z])\.\Z",
    re.IGNORECASE,
)


def boundaries(text: str) -> list[int]:
    """Return the sorted offsets at which sentences of `text` begin; the first is 0."""
    starts = [0]
    for match in _BREAK.finditer(text):
        dot = match.start()
        if text[dot] == "." and "\n" not in match[0] and _ABBREVIATION.search(text, max(0, dot - 8), dot + 1):
            continue
        starts.append(match.end())
    return starts


def sentence_at(text: str, starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Return the bounds of the sentence around `offset`, at most `LONGEST` characters, without outer white space."""
    index = bisect_right(starts, offset) - 1
    start = starts[index]
    end = starts[index + 1] if index + 1 < len(starts) else len(text)
    if end - start > LONGEST:
        piece = (offset - start) // LONGEST
        start, end = (
            _at_space(text, start + piece * LONGEST, start),
            _at_space(text, start + (piece + 1) * LONGEST, end),
        )
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _at_space(text: str, offset: int, default: int) -> int:
    """Return the first space at or after `offset` within 40 characters, `default` at the text's own ends."""
    if offset <= 0 or offset >= len(text) or offset == default:
        return default
    space = text.find(" ", offset, offset + 40)
    return space if space >= 0 else offset
