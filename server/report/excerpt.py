"""A long quote, shortened for the eye around the name that matters; the whole stays one step away."""

from __future__ import annotations

from dataclasses import dataclass

ROOM = 180  # characters: about three lines of the pages' measure
CUT = "[…]"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a quote: `before` and `after` the `name`, which is "" when the quote does not hold it."""

    before: str
    name: str
    after: str
    shortened: bool

    @property
    def text(self) -> str:
        """The words in one piece."""
        return self.before + self.name + self.after


def excerpt(quote: str, name: str = "", room: int = ROOM) -> Excerpt:
    """Return at most about `room` characters of `quote` around the first place of `name`, cut between words."""
    words = " ".join(quote.split())
    at, end = _place(words, name)
    if len(words) <= room:
        return Excerpt(words[:at], words[at:end], words[end:], shortened=False)
    spare = max(room - (end - at), 0)
    first = max(min(at - spare // 2, len(words) - room), 0)
    last = max(min(first + room, len(words)), end)
    if first:
        first = min(words.find(" ", first, at) + 1 or first, at)
    if last < len(words):
        last = max(words.rfind(" ", end, last), end) if " " in words[end:last] else last
    before, after = words[first:at], words[end:last]
    head = f"{CUT} " if first else ""
    tail = f" {CUT}" if last < len(words) else ""
    return Excerpt(head + before, words[at:end], after + tail, shortened=True)


def _place(words: str, name: str) -> tuple[int, int]:
    """Return where `name` stands, as a word of its own when there is one; (0, 0) when it does not."""
    folded, wanted = (text.replace("’", "'").casefold() for text in (words, name))
    if not wanted or len(folded) != len(words):
        return 0, 0
    found = start = folded.find(wanted)
    while start >= 0:
        around = folded[max(start - 1, 0) : start] + folded[start + len(wanted) : start + len(wanted) + 1]
        if not any(char.isalnum() for char in around):
            return start, start + len(wanted)
        start = folded.find(wanted, start + 1)
    return (found, found + len(wanted)) if found >= 0 else (0, 0)
