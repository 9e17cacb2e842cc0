"""A population of small blogs for audits and measurements: as many as asked for, the same for the same seed.

Each blog has a home page, an About page, a legal page and posts in English or French, a style sheet, robots.txt and a
registration. A few share an operator's analytics account. No blog promotes a brand: the population is for weight, not
for judging.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from tests.functional.internet.spec import Internet, Registration, Site

_EN = (
    "morning garden kettle walk river letter window bread season neighbour bicycle recipe stairs market summer "
    "notebook train cousin repair basket evening paint bridge library station pepper harbour candle"
)
_FR = (
    "matin jardin marche rivière lettre fenêtre pain saison voisin calme vélo recette escalier marché été carnet train "
    "cousin bois panier soir peinture pont bibliothèque gare poivre laine port bougie"
)
_WORDS = {"en": tuple(_EN.split()), "fr": tuple(_FR.split())}
_JOINS = {
    "en": ("I took the", "and then the", "was near the", "before the", "with a", "because my", "again under the"),
    "fr": ("j'ai pris le", "puis le", "était près du", "avant le", "avec un", "parce que mon", "encore sous le"),
}
POSTS = 3


def population(count: int, seed: int = 1) -> Internet:
    """Return `count` blogs under ``.example`` with their registrations."""
    sites = [_blog(number, random.Random(f"{seed}:{number}")) for number in range(count)]
    return Internet(tuple(site for site, _ in sites), (), tuple(held for _, held in sites))


def blogs(numbers: Iterable[int], seed: int = 1) -> Iterator[Site]:
    """Yield single blogs of a population, which may be larger than memory."""
    for number in numbers:
        yield _blog(number, random.Random(f"{seed}:{number}"))[0]


def addresses(internet: Internet) -> Iterator[str]:
    """Yield the address of each blog's newest post."""
    for site in internet.sites:
        yield f"https://{site.host}/posts/1"


def _blog(number: int, chance: random.Random) -> tuple[Site, Registration]:
    lang = chance.choice(("en", "fr"))
    host = f"{chance.choice(_WORDS['en'])}-{chance.choice(_WORDS['en'])}-{number}.example"
    account = f"UA-{3_000_000 + (number // 5 if number % 10 == 0 else 100_000 + number)}-1"
    pages = {
        "robots.txt": "User-agent: *\nDisallow: /private/\n",
        "style.css": "body { font: 16px serif; color: #222 } footer { font-size: 13px } nav a { color: #146 }\n",
        "index.html": _page(lang, host, account, _teasers(lang, chance)),
        "about.html": _page(lang, host, account, f"<h1>{_about(lang)}</h1>" + _text(lang, chance, 3)),
        "legal.html": _page(lang, host, account, f"<h1>{_legal(lang)}</h1>" + _text(lang, chance, 1)),
    }
    for post in range(1, POSTS + 1):
        title = " ".join(chance.sample(_WORDS[lang], 3)).capitalize()
        body = f"<article><h1>{title}</h1>{_text(lang, chance, 6)}</article>"
        pages[f"posts/{post}.html"] = _page(lang, host, account, body)
    site = Site(host, {name: text.encode() for name, text in pages.items()})
    return site, Registration(host, hidden=True)


def _page(lang: str, host: str, account: str, body: str) -> str:
    links = "".join(f'<a href="/posts/{n}">{n}</a> ' for n in range(1, POSTS + 1))
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{host}</title>'
        f'<link rel="stylesheet" href="/style.css"><script>ga("create", "{account}", "auto");</script></head><body>'
        f'<header><a href="/">{host}</a></header><nav>{links}<a href="/about">{_about(lang)}</a></nav>'
        f'<main>{body}</main><footer><a href="/legal">{_legal(lang)}</a></footer></body></html>'
    )


def _teasers(lang: str, chance: random.Random) -> str:
    return "".join(
        f'<article><h2><a href="/posts/{n}">{chance.choice(_WORDS[lang])}</a></h2>{_text(lang, chance, 1)}</article>'
        for n in range(1, POSTS + 1)
    )


def _text(lang: str, chance: random.Random, paragraphs: int) -> str:
    def sentence() -> str:
        parts = [f"{chance.choice(_JOINS[lang])} {chance.choice(_WORDS[lang])}" for _ in range(chance.randint(3, 6))]
        return " ".join(parts).capitalize() + "."

    return "".join(f"<p>{' '.join(sentence() for _ in range(5))}</p>" for _ in range(paragraphs))


def _about(lang: str) -> str:
    return "À propos" if lang == "fr" else "About"


def _legal(lang: str) -> str:
    return "Mentions légales" if lang == "fr" else "Legal notice"
