"""Descriptions, pages and links of tests/corpus/disclosure, beside a keyword list and a trained classifier.

Each is labelled as a whole: it discloses, or not; the link pays whoever placed it, or not. Hand-written for this
project, before the rules met them. The half whose text's SHA-256 ends in an odd digit is held out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from bench import held_out
from detectors.disclosure import find_markers, find_markers_html, is_affiliate_link
from detectors.model import DISCLOSING, Marker
from detectors.page import visible_text

_WORDS = re.compile(
    r"(?i)sponsor|affili|publicit|werbung|anzeige|#ad\b|offert|gifted|commission|provision|partner|paid"
)
_LINK_WORDS = re.compile(r"(?i)[?&](?:tag|ref|aff\w*|aid|utm_source)=|affiliate|/go/")
Decide = Callable[[str], bool]


@dataclass(frozen=True)
class Whole:
    """One labelled text; `shown` is what `--show` prints of it; `seen` when it was written with the rules at hand."""

    lang: str
    truth: bool
    text: str
    shown: str
    seen: bool = False

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that is never looked at."""
        return not self.seen and held_out(self.text)


def measure(corpus: Path, *, show: bool) -> dict[str, float]:
    """Measure the three kinds; return the F1 of each held-out half by name."""
    descriptions = [
        Whole(e["lang"], e["disclosed"], e["text"], e["text"][:60]) for e in _entries(corpus, "descriptions")
    ]
    pages = [Whole(e["lang"], e["disclosed"], e["html"], e["id"]) for e in _entries(corpus, "pages")]
    links = [*_links(corpus / "links.tsv", seen=False), *_links(corpus / "links_development.tsv", seen=True)]
    return {
        "descriptions": _measure("descriptions", descriptions, _says, _keywords, _plain, show=show),
        "whole_pages": _measure("whole pages", pages, _says_page, _page_keywords, visible_text, show=show),
        "links": _measure("links", links, lambda link: is_affiliate_link(link.text), _link_words, _plain, show=show),
    }


def _entries(corpus: Path, name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (corpus / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _links(path: Path, *, seen: bool) -> list[Whole]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    return [Whole("", label == "affiliate", url, url, seen) for label, url in rows]


def _measure(
    name: str,
    wholes: list[Whole],
    ours: Callable[[Whole], bool],
    baseline: Decide,
    words_of: Callable[[str], str],
    *,
    show: bool,
) -> float:
    development = [whole for whole in wholes if not whole.held_out]
    held = [whole for whole in wholes if whole.held_out]
    for whole in development if show else ():
        if ours(whole) != bool(whole.truth):
            print(f"  ! {name} {whole.lang} {bool(whole.truth)} {whole.shown!r}")
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10, class_weight="balanced")
    )
    model.fit([words_of(whole.text) for whole in development], [bool(whole.truth) for whole in development])
    _report(f"{name}, development", development, ours)
    f1 = _report(f"{name}, held out", held, ours)
    _report(f"{name}, keywords", held, lambda whole: baseline(whole.text))
    _report(f"{name}, TF-IDF + LR", held, lambda whole: bool(model.predict([words_of(whole.text)])[0]))
    return f1


def _report(name: str, wholes: list[Whole], decide: Callable[[Whole], bool]) -> float:
    said = [(bool(whole.truth), decide(whole)) for whole in wholes]
    right, wrong, missed = (said.count(pair) for pair in ((True, True), (False, True), (True, False)))
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    print(f"  {name:<27} n={len(said):<4} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    return f1


def _discloses(markers: Iterable[Marker]) -> bool:
    return any(marker.kind in DISCLOSING for marker in markers)


def _says(whole: Whole) -> bool:
    return _discloses(find_markers(whole.text, whole.lang))


def _says_page(whole: Whole) -> bool:
    return _discloses(find_markers_html(whole.text, whole.lang))


def _plain(text: str) -> str:
    return text


def _keywords(text: str) -> bool:
    return bool(_WORDS.search(text))


def _page_keywords(html: str) -> bool:
    return bool(_WORDS.search(visible_text(html)))


def _link_words(url: str) -> bool:
    return bool(_LINK_WORDS.search(url))
