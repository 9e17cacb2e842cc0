"""Sentences that name an organisation and speak of something else than who is behind the site.

The game that a fan's site is named after, a contest's organiser, a partner who is thanked, a rumour, an owner of old:
their names stand where publishers' names stand, with numbers and addresses. Such words support at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detectors.data_files import load_toml
from detectors.names import normalise

_SOUGHT = (
    *("site", "running", "data_of_others", "other_party", "not_so", "other_subject", "identity", "hearsay", "once"),
    "another_site",
)
_TOKEN = re.compile(r"\w+|[&,]")
_YEAR = re.compile(r"(?:\W+[^\W\d_]+){0,2}\W+(?:19|20)\d\d(?!\d)")  # "bis Ende 2012"
MIN_NAME = 4  # letters; a shorter name of a site begins too many sentences
_FEW = 2  # words before a name that may belong to it: "La société", "©"
LONGEST = 300  # characters of a sentence that are looked at, before the name and after it
_END = re.compile(r"[.!?]\s+|\n")
_ADDRESS = re.compile(r"\W*(?:www\.)?[\w-]+(?:\.[a-z]{2,24}){1,2}(?!\w)", re.IGNORECASE)  # "olivar.fr is published by"


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(load_toml("elsewhere.toml")[key])


@cache
def _words(key: str) -> re.Pattern[str]:
    words = sorted(load_toml("elsewhere.toml")[key], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the sentence around ``[start, end)`` in two parts: up to `end`, and what follows."""
    left = max(0, start - LONGEST)
    first = max((found.end() for found in _END.finditer(text, left, start)), default=left)
    stop = _END.search(text, end, end + LONGEST)
    return text[first:end], text[end : stop.end() if stop else end + LONGEST]


def line_before(text: str, start: int) -> str:
    """Return the line above the one in which `start` stands: a heading, when it is short."""
    above = text.rfind("\n", 0, start)
    return text[text.rfind("\n", 0, max(above, 0)) + 1 : above] if above > 0 else ""


def speaks_of_a_namesake(sentence: str, owner: str, own_names: Iterable[str]) -> bool:
    """Tell whether a statement about an owner begins with the site's bare name and may mean a product of that name.

    A fan's site is called as what it is about. "Animal Crossing is published by Nintendo" is said of the game; only a
    word for a site, or a verb that is said of sites, makes it a statement about the site. A sentence that begins with
    the `owner` itself has no other subject.
    """
    begins = normalise(sentence)
    if begins.startswith(normalise(owner)) or _ADDRESS.match(sentence):
        return False
    named = any(len(key := normalise(name)) >= MIN_NAME and begins.startswith(key) for name in own_names)
    return named and not speaks_of_a_site(sentence)


def speaks_of_a_site(sentence: str) -> bool:
    """Tell whether the sentence has a word for a site, or a verb that is said of sites and hardly of what is sold."""
    return bool(_words("site").search(sentence) or _words("running").search(sentence))


def speaks_of_others_data(sentence: str) -> bool:
    """Tell whether the sentence is about the data of a game with prizes, or of what others serve into a page."""
    return _words("data_of_others").search(sentence) is not None


def introduces_another(before: str, name: str, heading: str = "") -> bool:
    """Tell whether a line that names an organisation without any label of publishers names another party.

    It thanks, credits, labels or recommends it, or mentions it within a sentence. `before` are the words before the
    name in its line, `heading` a short line above; `name` may have swallowed part of the sentence.
    """
    if before.rstrip().endswith(":"):
        return _words("identity").search(before) is None or _words("other_party").search(before) is not None
    return len(before.split()) > _FEW or is_prose(name) or _promises(heading) or _thanks(f"{before} {name}")


def is_prose(name: str) -> bool:
    """Tell whether what was read as a name begins within a sentence: "My clients include Olivar", "Run with Olivar"."""
    first, _, rest = name.partition(" ")
    spoken = first.casefold() in _set("prose") and (first.islower() or rest[:1].islower())
    return spoken or not _set("linking").isdisjoint(rest.split())


def _promises(heading: str) -> bool:
    """Tell whether a line above leads on to somebody: "Fulfilled by", "Our partners", "Venue:"."""
    last = heading.strip().rsplit(" ", 1)[-1].casefold()
    led = last in _set("linking") | {"of", "de", "di", "van"} or (
        last.endswith(":") and not _words("identity").search(heading)
    )
    return led or _thanks(heading)


def _thanks(words: str) -> bool:
    return _words("other_party").search(words) is not None


def has_another_subject(before: str) -> bool:
    """Tell whether what is said to be run, owned or the property of somebody is not the site: "the shop is".

    Nor is it "the products on this site", or another site: "the shop where I bought it", "my previous blog".
    """
    if _words("another_site").search(before):
        return True
    other, site = _words("other_subject").search(before), _words("site").search(before)
    if other is None or site is None:
        return other is not None
    return other.end() <= site.start() and _set("joining").isdisjoint(_TOKEN.findall(before, other.end(), site.start()))


def is_not_so(sentence: str, rest: str) -> bool:
    """Tell whether the sentence asks, reports what others believe, or tells of the past."""
    whole = sentence + rest
    return whole.rstrip().endswith("?") or any(_words(key).search(whole) for key in ("not_so", "hearsay"))


def is_hearsay(sentence: str) -> bool:
    """Tell whether the sentence reports what others believe or ask, or begins with a year that is over."""
    if _words("hearsay").search(sentence):
        return True
    first = _words("once").match(sentence.lstrip())
    return first is not None and _YEAR.match(sentence.lstrip(), first.end()) is not None


def warm() -> None:
    """Compile the words."""
    for key in ("prose", "linking", "joining"):
        _set(key)
    for key in _SOUGHT:
        _words(key)
