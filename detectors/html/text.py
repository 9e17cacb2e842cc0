"""Blanks and invisible characters: the text of a block as eyes read it."""

from __future__ import annotations

import re

# Characters without a width of their own: soft hyphen, zero-width blanks and joiners, direction marks, byte-order
# mark. A joiner before a pictograph builds one emoji and stays.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|\u200d(?![\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
)
LINE_BREAK = "\x1e"  # stands for <br> while a block is collected


def unescape(text: str) -> str:
    """Return text of canonical markup (`detectors.html.markup`) without its four references."""
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0").replace("&quot;", '"')
    return text.replace("&#x27;", "'").replace("&amp;", "&")


def strip_invisible(text: str) -> str:
    """Drop the characters that have no width."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def flat(text: str) -> str:
    """Return `text` without blanks and case-folded: by this a quote is found again, however it was laid out."""
    return "".join(text.split()).casefold()


def collapse(text: str) -> str:
    """Return `text` with every run of blanks as one space; line breaks of the layout stay, empty lines do not."""
    text = strip_invisible(text)
    if LINE_BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(LINE_BREAK))
    return "\n".join(line for line in lines if line)


def collapse_marked(segments: list[str]) -> tuple[str, list[int]]:
    """Collapse the text that `segments` make together, and tell where each of them begins in it.

    A segment that starts with a blank begins at its first word. The offset of an empty segment is where it would be.
    """
    out: list[str] = []
    starts: list[int] = []
    length = 0
    gap = ""
    for segment in segments:
        first = True
        for index, line in enumerate(strip_invisible(segment).split(LINE_BREAK)):
            if index and length:
                gap = "\n"
            words = " ".join(line.split())
            if not words:
                gap = gap or (" " if line and length else "")
                continue
            if length and not gap and line[0].isspace():
                gap = " "
            if first:
                starts.append(length + len(gap))
                first = False
            out.append(gap + words)
            length += len(gap) + len(words)
            gap = " " if line[-1].isspace() else ""
        if first:
            starts.append(length)
    return "".join(out), starts
