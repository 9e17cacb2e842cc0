"""Measure `find_markers`, beside a keyword list and a trained classifier. Run: ``python -m bench.disclosure [--show]``.

Sentences (tests/corpus/disclosure/: sentences_*.tsv and second_*.tsv of every kind, owners_*.tsv of owners and
employers), pages (bench/disclosure_pages.py), descriptions, whole pages and links (bench/disclosure_wholes.py) are
written for this project, so the figures are "on written sentences". The half whose text's SHA-256 ends in an odd digit
is held out: its errors are counted, never shown, and the floors hold for it.
BENCH_DATA/disclosure (samples of sentences and pages) and BENCH_DATA/pages (speed) are measured when they are there.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from bench import ROOT, data, disclosure_pages, disclosure_wholes, floors_of, held_out
from bench.real_pages import page_files, read_page
from detectors import warm
from detectors.disclosure import find_markers, find_markers_html
from detectors.disclosure.markers import markers_of_text
from detectors.model import DISCLOSING, OWNER_KINDS, MarkerKind
from detectors.page import visible_text
from detectors.vague import ties

CORPUS = ROOT / "tests" / "corpus" / "disclosure"

_KEYWORDS = re.compile(
    r"(?i)sponsor|partenariat|affili|publicit|werbung|anzeige|#ad\b|offert|gifted|commission|provision|in exchange|"
    r"patrocin|gesponsor|reklam|collab|kooperation|paid"
)


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence; `label` is disc, neg, hyp or none."""

    lang: str
    label: str
    kind: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that is never looked at."""
        return held_out(self.text)


Decide = Callable[[Sentence], bool]


def read(path: Path) -> list[Sentence]:
    """Return the labelled sentences of one file."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Sentence(row[0], row[1], row[2], row[4].replace("⟦", "").replace("⟧", "")) for row in rows]


def ours(sentence: Sentence) -> bool:
    """Tell whether our rules find a disclosure in it."""
    return any(marker.kind in DISCLOSING for marker in find_markers(sentence.text, sentence.lang))


def keywords(sentence: Sentence) -> bool:
    """Tell whether a list of keywords does."""
    return bool(_KEYWORDS.search(sentence.text))


def trained(sentences: Iterable[Sentence]) -> Decide:
    """Return a TF-IDF and logistic regression classifier trained on `sentences`."""
    known = list(sentences)
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10, class_weight="balanced")
    )
    model.fit([sentence.text for sentence in known], [sentence.label == "disc" for sentence in known])
    return lambda sentence: bool(model.predict([sentence.text])[0])


def score(sentences: Iterable[Sentence], decide: Decide) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    counts = {(truth, said): 0 for truth in (True, False) for said in (True, False)}
    for sentence in sentences:
        counts[sentence.label == "disc", decide(sentence)] += 1
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * right / (2 * right + wrong + missed) if right else 0.0


def report(name: str, sentences: list[Sentence], decide: Decide) -> float:
    """Print one line of figures and return F1."""
    precision, recall, f1 = score(sentences, decide)
    print(f"  {name:<24} n={len(sentences):<4} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    return f1


def measure_sentences(*, show: bool) -> dict[str, float]:
    """Measure the corpus, development and held-out half apart; return the held-out figures that have floors."""
    corpus = [sentence for path in _files("sentences", "second") for sentence in read(path)]
    extra = [sentence for path in _files("development") for sentence in read(path)]
    development = [sentence for sentence in corpus if not sentence.held_out] + extra
    held = [sentence for sentence in corpus if sentence.held_out]
    if show:
        for sentence in development:
            if ours(sentence) != (sentence.label == "disc"):
                print(f"  ! {sentence.lang} {sentence.label} {sentence.text}")
    report("development, ours", development, ours)
    figures = {"sentences": report("held out, ours", held, ours)}
    report("held out, keywords", held, keywords)
    report("held out, TF-IDF + LR", held, trained(development))
    report("held out, second set", [s for path in _files("second") for s in read(path) if s.held_out], ours)
    by_lang: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in held:
        by_lang[sentence.lang].append(sentence)
    for lang, sentences in by_lang.items():
        figures[lang] = report(f"held out, {lang}", sentences, ours)
    for kind in sorted({sentence.kind for sentence in held} - {"-"}):
        of_kind = [sentence for sentence in held if sentence.kind == kind]
        figures[f"recall_{kind}"] = score(of_kind, ours)[1]
        print(f"  held out, {kind:<14} n={len(of_kind):<4} recall {figures[f'recall_{kind}']:.3f}")
    negations = [sentence for sentence in held if sentence.label == "neg"]
    fired = sum(map(ours, negations))
    print(f"  fires on {fired} of {len(negations)} held-out negations")
    return figures | {"negations_quiet": 1 - fired / len(negations)}


def _files(*names: str) -> Iterable[Path]:
    return (path for name in names for path in sorted(CORPUS.glob(f"{name}_*.tsv")))


@dataclass(frozen=True)
class OwnerSentence:
    """A sentence that names who owns or employs, or does not; `site` is the site's own name ("-": it plays no part)."""

    lang: str
    label: str
    name: str
    site: str
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that is never looked at."""
        return held_out(self.text)

    @property
    def states(self) -> bool:
        """Whether it states an owner, a payer or an employer."""
        return self.label != "none"

    def found(self) -> list[str]:
        """Return the names in the statements of owner or employer found in it; of a payer where one is looked for."""
        kinds = OWNER_KINDS | {MarkerKind.SPONSORED} if self.states else OWNER_KINDS
        sites = () if self.site == "-" else (self.site,)
        return [marker.names for marker in markers_of_text(self.text, self.lang, None, sites) if marker.kind in kinds]


def measure_owners(*, show: bool) -> dict[str, float]:
    """Measure statements of owners and employers, development and held-out half apart; return held-out figures."""
    lines = [line for path in sorted(CORPUS.glob("owners_*.tsv")) for line in path.read_text("utf-8").splitlines()]
    sentences = [OwnerSentence(*line.split("\t")) for line in lines if not line.startswith("#")]
    figures: dict[str, float] = {}
    for name, held in (("development", False), ("held out", True)):
        for langs in (("en",), ("fr",), ("de", "es", "it", "nl", "pt", "pl")):
            some = [sentence for sentence in sentences if sentence.held_out == held and sentence.lang in langs]
            if show and not held:
                for sentence in some:
                    if sentence.label != "known" and sentence.found() != [sentence.name] * sentence.states:
                        print(f"  ! {sentence.lang} {sentence.label} {sentence.text} -> {sentence.found()}")
            some = [sentence for sentence in some if sentence.label != "known"]
            figures |= _owner_figures(name, some, "owners_" + (langs[0] if len(langs) == 1 else "other"))
        known = [sentence for sentence in sentences if sentence.held_out == held and sentence.label == "known"]
        figures["owners_known_recall"] = sum(map(_is_tied, known)) / len(known)
        print(f"  {name}, owners_known   n={len(known):<4} recall {figures['owners_known_recall']:.3f}")
    return figures


def _is_tied(sentence: OwnerSentence) -> bool:
    """Tell whether a site whose owner is known says so, by the grammar or by the net below it: "Un site Olivar"."""
    return sentence.name in sentence.found() or ties(sentence.text, lambda words: sentence.name in words, sentence.lang)


def _owner_figures(name: str, sentences: list[OwnerSentence], key: str) -> dict[str, float]:
    said = [sentence for sentence in sentences if sentence.states]
    hits = [sentence for sentence in said if sentence.found()]
    wrong = sum(bool(sentence.found()) for sentence in sentences if not sentence.states)
    exact = sum(sentence.name in sentence.found() for sentence in hits)
    precision, recall = len(hits) / (len(hits) + wrong), len(hits) / len(said)
    print(
        f"  {name}, {key:<14} n={len(sentences):<4} precision {precision:.3f}  recall {recall:.3f}  "
        f"names exact {exact / len(hits):.3f}"
    )
    return {f"{key}_precision": precision, f"{key}_recall": recall, f"{key}_names": exact / len(hits)}


def measure_pages(*, show: bool) -> dict[str, float]:
    """Measure the pages of bench/disclosure_pages.py; return the held-out share that is right."""
    written = list(disclosure_pages.pages())
    figures: dict[str, float] = {}
    for name, held in (("development", False), ("held out", True)):
        some = [page for page in written if page.held_out == held]
        wrong = [page for page in some if not disclosure_pages.right(page)]
        for page in wrong if show and not held else ():
            print(f"  ! {page.lang} {page.kind} {page.layout.name}")
        figures["pages"] = 1 - len(wrong) / len(some)
        french = sum(page.lang == "fr" for page in some)
        print(f"  pages, {name:<12} n={len(some)} ({french} French)  right {figures['pages']:.3f}")
    return figures


def measure_samples(folder: Path) -> dict[str, float]:
    """Measure the samples of BENCH_DATA/disclosure."""
    sentences = read(folder / "sentences.tsv")
    figures = {"sample_sentences": report("samples, ours", sentences, ours)}
    report("samples, keywords", sentences, keywords)
    pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text("utf-8").splitlines()]
    right = sum(
        any(marker.kind in DISCLOSING for marker in find_markers_html(page["html"], page["lang"]))
        == bool(page["disclosed"])
        for page in pages
    )
    print(f"  sample pages right       {right} of {len(pages)}")
    return figures | {"sample_pages": right / len(pages)}


def measure_speed(pages: list[str]) -> None:
    """Print the time of `find_markers` on the pages' text as a multiple of a bare lexbor parse of the pages."""
    texts = [visible_text(page) for page in pages]
    parse = min(_timed(LexborHTMLParser, pages) for _ in range(3))
    find = min(_timed(find_markers, texts) for _ in range(3))
    print(f"  speed: {find / parse:.2f} bare parses over {len(pages)} pages")


def _timed(function: Callable[[str], object], values: list[str]) -> float:
    start = time.perf_counter()
    for value in values:
        function(value)
    return time.perf_counter() - start


def main() -> int:
    """Measure and compare with the floors; 1 when a figure lies below its floor."""
    warm()
    show = "--show" in sys.argv
    figures = measure_sentences(show=show) | measure_owners(show=show) | measure_pages(show=show)
    figures |= disclosure_wholes.measure(CORPUS, show=show)
    if samples := data("disclosure"):
        figures |= measure_samples(samples)
    else:
        print("  skipped: BENCH_DATA/disclosure is not there")
    if pages := [read_page(path) for path in page_files()]:
        measure_speed(pages)
    floors = floors_of("disclosure")
    low = [name for name, floor in floors.items() if figures.get(name, floor) < floor]
    for name in low:
        print(f"  below the floor: {name} {figures[name]:.3f} < {floors[name]}")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
