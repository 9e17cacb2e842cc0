"""Small pages around hand-written statements: what is said, where, and whether eyes can see it, by construction.

`pages()` lays every statement out in every way of `LAYOUTS`, every bare label in every way of `LABEL_LAYOUTS`; the
truth of a page follows from its layout, never from a detector. The half whose markup's SHA-256 ends in an odd digit is
held out.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import held_out
from detectors.disclosure import find_markers_html
from detectors.model import DISCLOSING, Marker

# (kind, name, statement)
STATEMENTS = {
    "fr": [
        ("ownership", "L'Oréal", "Ce blog est édité par L'Oréal."),
        ("ownership", "Maison Perrin", "Un blog de la marque Maison Perrin"),
        ("sponsored", "Téréva", "Article rédigé en partenariat rémunéré avec Téréva."),
        ("affiliate", "", "Certains liens sont affiliés : je touche une commission si vous achetez."),
        ("gift", "", "Ce livre m'a été offert par la maison d'édition."),
    ],
    "en": [
        ("ownership", "Nordhaven Ltd", "This blog is owned by Nordhaven Ltd."),
        ("employment", "Ford", "I work for Ford."),
        ("sponsored", "Olivar", "This post is sponsored by Olivar."),
        ("affiliate", "", "This post contains affiliate links and I earn a commission."),
        ("gift", "", "The manufacturer sent me a free sample for this review."),
    ],
    "de": [
        ("sponsored", "Olivar", "Dieser Beitrag wurde von Olivar gesponsert."),
        ("ad_label", "", "Dieser Beitrag enthält Werbung."),
    ],
    "es": [("sponsored", "Brisa", "Este artículo está patrocinado por Brisa.")],
    "it": [("sponsored", "Brisa", "Questo articolo è sponsorizzato da Brisa.")],
    "nl": [("sponsored", "Molenwiek", "Dit artikel is gesponsord door Molenwiek.")],
}
PROSE = {
    "fr": "La croûte était croustillante et la garniture à peine prise, comme la servait ma grand-mère au marché.",
    "en": "The crust was crisp and the filling barely set, which is how my grandmother served it on market days.",
    "de": "Der Boden war knusprig und die Füllung kaum fest, wie meine Großmutter sie an Markttagen auftrug.",
    "es": "La masa estaba crujiente y el relleno apenas cuajado, como lo servía mi abuela los días de mercado.",
    "it": "La crosta era croccante e il ripieno appena rappreso, come lo serviva mia nonna nei giorni di mercato.",
    "nl": "De korst was knapperig en de vulling net gestold, zoals mijn grootmoeder hem op marktdagen opdiende.",
}
LABELS = {"fr": "Publicité", "en": "ADVERTISEMENT", "de": "Anzeige"}
BYLINE = '<p class="meta">12.05.2022, <span>Market Days</span></p>'
QUOTED = {
    "fr": "Elle écrivait",
    "en": "She wrote",
    "de": "Sie schrieb",
    "es": "Escribió",
    "it": "Scriveva",
    "nl": "Zij schreef",
}


@dataclass(frozen=True)
class Layout:
    """One way to show a statement; `fill` makes (head, tagline, first, last, footer) from it.

    `said`: it speaks for the page. `prominent`: nothing is wrong with its place and look. `reason`: what is wrong.
    """

    name: str
    said: bool
    prominent: bool
    fill: Callable[[str, str], tuple[str, str, str, str, str]]
    reason: str = ""


def _css(rule: str) -> Callable[[str, str], tuple[str, str, str, str, str]]:
    return lambda said, _: (f"<style>.n{{{rule}}}</style>", "", f'<p class="n">{said}</p>', "", "")


LAYOUTS = [
    Layout("top", said=True, prominent=True, fill=lambda said, _: ("", "", f"<p><em>{said}</em></p>", "", "")),
    Layout("tagline", said=True, prominent=True, fill=lambda said, _: ("", f"<p>{said}</p>", "", "", "")),
    Layout("box", said=True, prominent=True, fill=lambda said, _: ("", "", f'<div class="box">{said}</div>', "", "")),
    Layout(
        "end", said=True, prominent=False, fill=lambda said, _: ("", "", "", f"<p>{said}</p>", ""), reason="after_claim"
    ),
    Layout(
        "footer", said=True, prominent=False, fill=lambda said, _: ("", "", "", "", f"<p>{said}</p>"), reason="buried"
    ),
    Layout("tiny", said=True, prominent=False, fill=_css("font-size:7px"), reason="tiny"),
    Layout("faint", said=True, prominent=False, fill=_css("color:#d8d8d8;background:#fff"), reason="tiny"),
    Layout(
        "narrow",
        said=True,
        prominent=False,
        fill=lambda said, _: (
            "<style>@media(max-width:600px){.n{display:none}}</style>",
            "",
            f'<p class="n">{said}</p>',
            "",
            "",
        ),
        reason="hidden_mobile",
    ),
    Layout("hidden", said=False, prominent=False, fill=_css("display:none")),
    Layout("offscreen", said=False, prominent=False, fill=_css("position:absolute;left:-9999px")),
    Layout("comment", said=False, prominent=False, fill=lambda said, _: ("", "", f"<!-- {said} -->", "", "")),
    Layout(
        "quote",
        said=False,
        prominent=False,
        fill=lambda said, verb: ("", "", f"<p>{verb}:</p><blockquote><p>{said}</p></blockquote>", "", ""),
    ),
    Layout(
        "reader",
        said=False,
        prominent=False,
        fill=lambda said, _: ("", "", "", "", f'<ol class="commentlist"><li class="comment"><p>{said}</p></li></ol>'),
    ),
    Layout(
        "meta",
        said=False,
        prominent=False,
        fill=lambda said, _: (f'<meta name="x-note" content="{said}">', "", "", "", ""),
    ),
]


LABEL_LAYOUTS = [
    Layout("label", said=True, prominent=True, fill=lambda said, _: ("", "", f"{BYLINE}<p>{said}</p>", "", "")),
    Layout(
        "small label",
        said=True,
        prominent=False,
        fill=lambda said, _: ("", "", f'{BYLINE}<p style="font-size:9px">{said}</p>', "", ""),
        reason="tiny",
    ),
    Layout(
        "late label", said=False, prominent=False, fill=lambda said, _: ("", "", "", f"<p>{said}</p><p>...</p>", "")
    ),
    Layout(
        "slot", said=False, prominent=False, fill=lambda said, _: ("", "", f'<div class="ad-slot">{said}</div>', "", "")
    ),
    Layout("side", said=False, prominent=False, fill=lambda said, _: ("", "", "", "", f"<aside><p>{said}</p></aside>")),
]


@dataclass(frozen=True)
class BenchPage:
    """One page with its truth."""

    lang: str
    kind: str
    owner: str
    layout: Layout
    html: str

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that is never looked at."""
        return held_out(self.html)


def pages() -> Iterator[BenchPage]:
    """Yield every statement and every bare label in every layout of its own."""
    for lang, statements in STATEMENTS.items():
        for (kind, owner, said), layout in itertools.product(statements, LAYOUTS):
            yield BenchPage(lang, kind, owner, layout, _html(lang, *layout.fill(said, QUOTED[lang])))
    for (lang, label), layout in itertools.product(LABELS.items(), LABEL_LAYOUTS):
        yield BenchPage(lang, "ad_label", "", layout, _html(lang, *layout.fill(label, "")))


def _html(lang: str, head: str, tagline: str, first: str, last: str, footer: str) -> str:
    prose = f"<p>{' '.join([PROSE[lang]] * 4)}</p>" * 3
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Tarte</title>{head}</head><body>'
        f'<header><a href="/">Market Days</a>{tagline}</header>'
        f"<main><article><h1>Tarte</h1>{first}{prose}{last}</article></main>"
        f"<footer>{footer}<p>© 2024 Market Days</p></footer></body></html>"
    )


def right(page: BenchPage) -> bool:
    """Tell whether what is found agrees with the truth of `page`: said or not, by whom, and what is wrong with it."""
    found = [marker for marker in find_markers_html(page.html) if marker.kind in DISCLOSING]
    if not page.layout.said:
        return not found
    return any(_agrees(marker, page) for marker in found)


def _agrees(marker: Marker, page: BenchPage) -> bool:
    if marker.kind.value != page.kind or marker.names.rstrip(".") != page.owner:
        return False
    if page.layout.prominent:
        return not set(marker.reasons) & {"after_claim", "buried", "tiny", "hidden_mobile"}
    return page.layout.reason in marker.reasons and marker.adequate != "A"
