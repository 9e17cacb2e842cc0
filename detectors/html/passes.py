"""Run the reader over a page, with the style sheets that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from detectors.data_files import load_toml
from detectors.html.css import Sheet, cascade, sheet
from detectors.html.facts import MAX_STYLE_ELEMENTS, styled
from detectors.html.markup import markup_of
from detectors.html.media import NARROW, WIDE
from detectors.html.places import Places
from detectors.html.reader import Reader

_MAX_CSS = 262_144  # characters of each style sheet


def read(html: str, view: str, styles: Sequence[str]) -> Reader:
    """Return the reader after its pass over the page; `view` and `styles` as `detectors.page.read_document` takes."""
    markup = markup_of(html)
    own = [styled(css, media) for css, media in markup.styles[:MAX_STYLE_ELEMENTS]]
    complete = not _has_more(html, "stylesheet", len(styles))
    sheets = [_always()] if complete else [_always(), _frameworks()]
    sheets += [sheet(css[:_MAX_CSS]) for css in (*styles, *own)]
    places = Places(cascade(tuple(sheets)), complete, NARROW if view == "mobile" else WIDE)
    return Reader(places, markup).read()


def _has_more(text: str, word: str, count: int) -> bool:
    """Tell whether a word stands in a text more than `count` times."""
    at = -1
    for _ in range(count + 1):
        at = text.find(word, at + 1)
        if at < 0:
            return False
    return True


def _always() -> Sheet:
    return sheet(load_toml("html/styles.toml")["always"])


def _frameworks() -> Sheet:
    return sheet(load_toml("html/styles.toml")["frameworks"])
