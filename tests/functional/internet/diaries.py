"""Diaries by invented hands: each writes with habits of its own, drawn once, on whatever subject comes.

Habits are drawn for a hand: which marks part clauses and end sentences, how long sentences and paragraphs run, which
small words it prefers, what it contracts, stretches, puts in parentheses or in capitals. Subjects are drawn for a post.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.functional.internet.spec import Registration, Site

_NOUNS = (
    "river garden engine winter market letter window doctor bridge island teacher kitchen ladder orchard station "
    "bicycle cousin notebook harbour candle thunder pocket ticket village mountain pencil curtain shoulder "
    "lantern breakfast neighbour stairs museum carpet whistle feather cellar blanket bottle hammer painter "
    "balcony tunnel sandwich"
)
_VERBS = (
    "watched painted carried opened followed measured finished repaired counted borrowed emptied noticed washed "
    "answered folded planted missed remembered hid climbed burned mended ordered returned"
)
_QUALITIES = "old wet narrow quiet heavy strange bright empty cheap gentle broken early blue patient loud crooked"
_ADVERBS = "slowly suddenly finally happily quietly strangely luckily hardly"
_WHO = "I we they she he nobody everyone"
# Diaries name many things, most of them once: invented words.
_SOUNDS = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr", "ch", "sh"]
COINED = tuple(
    f"{a}{vowel}{b}{end}" for end in ("", "", "y") for a in _SOUNDS for vowel in "aeiou" for b in "dgklmnprt"
)
NOUNS, VERBS, QUALITIES, ADVERBS, WHO = (tuple(each.split()) for each in (_NOUNS, _VERBS, _QUALITIES, _ADVERBS, _WHO))
WHOSE = ("the", "the", "a", "a", "my", "his", "her", "our", "one", "that", "no", "any")
AFTER = ("for me", "with us", "of it", "at all", "to him", "on it", "as well", "by then", "from her", "all at once")
MOVING = ("going", "walking", "looking", "waiting")
SETS: Mapping[str, Sequence[str]] = {
    "cause": ("because", "since", "as", "so that"),
    "turn": ("but", "although", "yet", "while", "though", "whereas"),
    "more": ("and", "and then", "then", "and also", "plus"),
    "time": ("when", "before", "after", "until", "once"),
    "very": ("very", "really", "quite", "so", "rather", "too"),
    "place": ("in", "near", "behind", "under", "beside", "across from"),
    "open": ("anyway", "well", "so", "now", "also", "besides", "still", "okay", "yes"),
    "smile": (":)", ":-)", ";)", "xD", "<3"),
    "end": (".", ".", "!", "?", "...", "..", "!!", " . . ."),
    "part": (",", " -", " --", ";", "...", " \N{EM DASH}", ",", ":"),
}
RATES = (
    "adverb opens", "adverb comma", "opens", "small start", "small i", "not", "contract", "no apostrophe", "curly",
    "aside", "aside mark", "smile", "shout", "drawn", "quote", "digits", "genitive", "ing", "very", "short", "british",
    "long", "break", "fragment",
)  # fmt: skip


@dataclass(frozen=True)
class Diarist:
    """One hand: how often it does what, and which of several ways it prefers."""

    rates: Mapping[str, float]
    prefers: Mapping[str, Sequence[str]]

    @classmethod
    def drawn(cls, seed: int) -> Diarist:
        """Return a hand; the same for the same seed."""
        chance = random.Random(f"hand {seed}")
        rates = {name: chance.random() ** 2 for name in RATES}
        prefers = {name: chance.sample(ways, k=min(2, len(ways))) for name, ways in SETS.items()}
        return cls(rates, prefers)


def post(seed: int, number: int, words: int = 420) -> str:
    """Return a post of about `words` words in paragraphs, by hand `seed`."""
    writing = _Writing(Diarist.drawn(seed), random.Random(f"post {seed} {number}"))
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        paragraphs.append(writing.paragraph())
    return "\n".join(paragraphs)


class _Writing:
    """One hand writing one post."""

    def __init__(self, hand: Diarist, chance: random.Random) -> None:
        self.hand, self.chance = hand, chance
        self.subjects = chance.sample(NOUNS, 14)

    def does(self, habit: str, share: float = 1.0) -> bool:
        return self.chance.random() < self.hand.rates[habit] * share

    def way(self, name: str) -> str:
        first, second = self.hand.prefers[name]
        return first if self.chance.random() < 0.75 else second

    def paragraph(self) -> str:
        count = 2 + int(10 * self.hand.rates["break"] * self.chance.random() + 2 * self.chance.random())
        return " ".join(self.sentence() for _ in range(count))

    def sentence(self) -> str:
        clauses = [self.clause()]
        while self.does("long", 0.9) and len(clauses) < 6:
            clauses.append(f"{self.way(self.chance.choice(('cause', 'turn', 'more', 'time')))} {self.clause()}")
        text = clauses[0]
        for clause in clauses[1:]:
            text += f"{self.way('part') if self.chance.random() < 0.6 else ''} {clause}"
        if self.does("fragment", 0.4):
            text = f"{self.way('very')} {self.chance.choice(QUALITIES)}"
        if self.does("adverb opens", 0.5):
            text = f"{self.chance.choice(ADVERBS)}{',' if self.does('adverb comma') else ''} {text}"
        elif self.does("opens", 0.5):
            text = f"{self.way('open')}{',' if self.does('adverb comma') else ''} {text}"
        if not self.does("small start"):
            text = text[0].upper() + text[1:]
        return text + self.tail()

    def tail(self) -> str:
        end = self.way("end")
        if self.does("aside", 0.4):
            inner = f"{self.chance.choice(WHO)} {self.chance.choice(VERBS)} it"
            end = f" ({inner}{end.strip()})" if self.does("aside mark") else f" ({inner}){end}"
        return end + (f" {self.way('smile')}" if self.does("smile", 0.3) else "")

    def clause(self) -> str:
        who = self.chance.choice(WHO) if self.chance.random() < 0.6 else self.chance.choice(COINED).title()
        who = "i" if who == "I" and self.does("small i") else who
        parts = [
            who,
            self.verb(),
            self.own() if self.does("genitive", 0.4) else self.chance.choice(WHOSE),
            self.thing(),
        ]
        if not self.does("short"):
            parts += [self.way("place"), self.chance.choice(WHOSE), self.thing()]
        return " ".join(parts) + (f" {self.chance.choice(AFTER)}" if self.chance.random() < 0.5 else "")

    def verb(self) -> str:
        verb = self.chance.choice(VERBS)
        if self.does("not", 0.5):
            mark = "" if self.does("no apostrophe") else self.apostrophe()
            said = f"didn{mark}t" if self.does("contract") else "did not"
            return f"{said} like what was {verb} on"
        verb = verb if self.chance.random() < 0.2 else f"{self.chance.choice(COINED)}ed"
        return f"was {self.chance.choice(MOVING)} past" if self.does("ing", 0.5) else verb

    def apostrophe(self) -> str:
        return "\N{RIGHT SINGLE QUOTATION MARK}" if self.does("curly") else "'"

    def own(self) -> str:
        return f"my {self.chance.choice(('brother', 'mother', 'friend'))}{self.apostrophe()}s"

    def thing(self) -> str:
        noun = self.chance.choice(self.subjects if self.chance.random() < 0.2 else COINED)
        noun += self.chance.choice(COINED) + "ing" if self.chance.random() < 0.12 else ""
        noun = f"{self.chance.choice(COINED)} {noun}" if self.chance.random() < 0.6 else noun
        if self.does("quote", 0.3):
            noun = f'"{noun}"'
        elif self.does("shout", 0.2):
            noun = noun.upper()
        if self.does("very", 0.5):
            quality = self.chance.choice(QUALITIES)
            quality = quality[:-1] + quality[-1] * 4 if self.does("drawn", 0.4) else quality
            noun = f"{self.way('very')} {quality} {noun}"
        if self.does("digits", 0.3):
            noun = f"{self.chance.randrange(2, 90)} {noun}s" if self.does("british") else f"two or three {noun}s"
        return noun


def diary(
    host: str,
    seed: int,
    *,
    posts: int = 4,
    account: str = "",
    first: int = 0,
    begun: int = 2019,
    newest: str = "",
    canonical: str = "",
) -> Site:
    """Return the blog of hand `seed`: its posts from number `first` on, one a month from the year `begun` on.

    `newest` is a text that stands on its first page, which says that it belongs at `canonical`, if that is given.
    """
    texts = [*([newest] if newest else []), *(post(seed, first + number) for number in range(posts))]
    about = "<h1>About me</h1><p>I write here about my days, and my own alone.</p>"
    bodies = {"index.html": "".join(_teaser(n, text) for n, text in enumerate(texts, 1)), "about.html": about}
    for number, text in enumerate(texts, 1):
        lines = "".join(f"<p>{_escaped(line)}</p>" for line in text.split("\n"))
        day = f'<time datetime="{begun}-{number:02}-11">{begun}-{number:02}-11</time>'
        bodies[f"posts/{number}.html"] = f"<article><h1>Day {number}</h1>{day}{lines}</article>"
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    head += f'<script>ga("create", "{account}", "auto");</script>' if account else ""
    pages = {
        name: _page(host, head if name == "posts/1.html" or account else "", len(texts), body).encode()
        for name, body in bodies.items()
    }
    return Site(host, {"robots.txt": b"User-agent: *\nDisallow:\n", **pages})


def hidden(sites: Iterable[Site]) -> tuple[Registration, ...]:
    """Return registrations that name no holder, each of its own day, as strangers' are."""
    return tuple(
        Registration(site.host, hidden=True, created=f"20{10 + at % 15}-{1 + at % 12:02}-{1 + at % 27:02}")
        for at, site in enumerate(sites)
    )


def _page(host: str, head: str, posts: int, body: str) -> str:
    links = "".join(f'<a href="/posts/{number}">Day {number}</a> ' for number in range(1, posts + 1))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>My diary, {host}</title>{head}</head>'
        f'<body><header><a href="/">My diary</a></header><nav>{links}<a href="/about">About</a></nav>'
        f"<main>{body}</main><footer>My own words.</footer></body></html>"
    )


def _teaser(number: int, text: str) -> str:
    start = _escaped(" ".join(text.split()[:25]))
    return f'<article><h2><a href="/posts/{number}">Day {number}</a></h2><p>{start}</p></article>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
