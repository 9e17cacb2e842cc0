"""Disclosure markers in plain text: what is said, about whom, and whether the words are enough."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

import msgspec

from detectors.disclosure.adequacy import adequacy_of_words
from detectors.disclosure.clauses import Sentences
from detectors.disclosure.naming import as_written, is_a_persons, is_private, may_be_owner, of_the_site
from detectors.disclosure.phrases import LANGUAGES, NAME, Rule, grammar, languages_by_word, prefilter
from detectors.disclosure.scope import judge, stands_as_said
from detectors.disclosure.text import Folded, fold, fold_sentence, skim, veiled
from detectors.disclosure.told import named, told
from detectors.model import DISCLOSING, Marker, MarkerKind

_BY = r"(?:by|with|from|of|for|at|par|avec|de|du|des|d'|chez|a|von|mit|bei|por|con|da|di|del|door|met|van|przez|z)"
_ENDS_WITH_BY = re.compile(rf"(?:^|[^\w]){_BY}(?:[ ]la|[ ]the)?\Z", re.IGNORECASE)
_AFTER_BY = re.compile(rf"[ ]?{NAME}", re.IGNORECASE)
_AFTER = re.compile(rf"[ ](?:{_BY}[ ]{NAME}|(?P<handle>@[\w.]{{2,40}}))", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_VOTE_CHARACTERS = 3000
_CLEAR_VOTE = 3  # common words; with fewer, every language is tried
_BARE_WORDS = 4
_LONG_TEXT = 5  # line ends; a shorter text is a caption or a sentence
_HEAD_LINES = 2
# Characters of one text that are looked at closely, from its beginning and from its end: far more than pages need.
_FIRST, _LAST = 40_000, 12_000
_SHORT = 40  # a shorter sentence costs as much
_MOST_MATCHES = 30  # of one sentence
_Candidate: TypeAlias = tuple[tuple[int, int], dict[Rule, None]]
_NAMED = frozenset({MarkerKind.SPONSORED, MarkerKind.GIFT, MarkerKind.OWNERSHIP, MarkerKind.EMPLOYMENT})


def find_markers(text: str, lang: str | None = None, country: str | None = None) -> list[Marker]:
    """Return the disclosure markers of `text` in order, with offsets into it.

    `lang` is a two-letter code; without it the languages whose common words occur are tried. `country` (ISO 3166
    two-letter code) narrows what is adequate; without it the most lenient rule of the language's countries holds.
    In a longer text a bare label on a line of its own counts at the head only: elsewhere it stands over advertisements.
    """
    markers = markers_of_text(text, lang, country)
    lines = [line for line in text.split("\n") if line.strip()]
    if text.count("\n") < _LONG_TEXT:
        return markers
    head, counts = lines[:_HEAD_LINES], Counter(lines)
    return [_as_mention(marker) if _over_a_slot(marker, text, head, counts) else marker for marker in markers]


def markers_of_text(
    text: str, lang: str | None = None, country: str | None = None, sites: Sequence[str] = ()
) -> list[Marker]:
    """Return the markers of `text` as `find_markers` does, bare labels anywhere included.

    A sentence that begins with one of `sites`, the site's own names, speaks of "this site".
    """
    if veiled(text):
        whole = fold(text)
        return [_moved(marker, whole, text) for marker in _find(whole.text, lang, country, sites)]
    return _find(text, lang, country, sites)


def is_silent(text: str, lang: str | None) -> bool:
    """Return whether one scan shows that no line of `text` holds a marker; False says nothing."""
    if veiled(text):
        return False
    lower = _lower(skim(text))
    languages = languages_of(lower, lang) if lang else LANGUAGES
    return not any(call.answers(lower, offset) for offset, call in prefilter(languages).iter(lower))


def is_bare(marker: Marker, line: str) -> bool:
    """Return whether `line` is nothing but a label that names nobody, such as "Advertisement"; no whole sentence."""
    label = marker.kind in (MarkerKind.AD_LABEL, MarkerKind.SPONSORED) and not marker.names
    return label and len(line.split()) <= _BARE_WORDS and line.strip()[:1] != "#" and line.strip()[-1:] != "."


def _over_a_slot(marker: Marker, text: str, head: list[str], counts: Counter[str]) -> bool:
    before = text.rfind("\n", 0, marker.start) + 1
    after = text.find("\n", marker.end)
    line = text[before : after if after >= 0 else len(text)]
    return is_bare(marker, line) and (line not in head or counts[line] > 1)


def _as_mention(marker: Marker) -> Marker:
    return msgspec.structs.replace(marker, kind=MarkerKind.MENTION, adequate=None, reasons=())


def _moved(marker: Marker, folded: Folded, text: str) -> Marker:
    start, end = folded.span(marker.start, marker.end)
    return Marker(
        marker.kind, start, end, text[start:end], marker.adequate, marker.negated, marker.names, "", marker.reasons
    )


def _find(text: str, lang: str | None, country: str | None, sites: Sequence[str]) -> list[Marker]:
    plain = skim(text)
    lower = _lower(plain)
    languages = languages_of(lower, lang)
    called: dict[tuple[int, int], dict[Rule, None]] = {}
    sentences = Sentences(plain)
    for offset, call in prefilter(languages).iter(lower):
        if call.answers(lower, offset):
            called.setdefault(sentences.around(offset), {}).update(call.rules)
    markers: list[Marker] = []
    for (start, end), rules in _bounded(sorted(called.items(), key=itemgetter(0))):
        near = lower[start:end]
        chosen = [rule for rule in rules if not rule.beside or any(stem in near for stem in rule.beside)]
        if chosen:
            sentence = _Sentence(fold_sentence(plain, start, end), text, lang or languages[0], country)
            found = [*sentence.markers(chosen), *sentence.markers_of_site(chosen, sites)]
            markers += _without_overlaps(found) or sentence.told()
    return markers


def _bounded(candidates: list[_Candidate]) -> list[_Candidate]:
    """Keep the first and the last of too many sentences, so that no text costs more than a page can."""
    first = list(_at_most(candidates, _FIRST))
    last = list(_at_most(reversed(candidates[len(first) :]), _LAST))
    return first + last[::-1]


def _at_most(candidates: Iterable[_Candidate], characters: int) -> Iterator[_Candidate]:
    for (start, end), rules in candidates:
        characters -= max(end - start, _SHORT)
        if characters < 0:
            return
        yield (start, end), rules


def _lower(plain: str) -> str:
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def languages_of(lower: str, lang: str | None) -> tuple[str, ...]:
    """Return the languages whose phrases are tried, the text's own first; English labels are used everywhere."""
    if lang is None:
        words = _WORD.findall(lower, 0, _VOTE_CHARACTERS)
        by_word = languages_by_word()
        votes = Counter(code for word in words for code in by_word.get(word, ()))
        best = max(votes.values(), default=0)
        least = best / 2 if best >= _CLEAR_VOTE else 0
        chosen = sorted((code for code in LANGUAGES if votes[code] >= least), key=lambda code: -votes[code])
        return tuple(dict.fromkeys([*chosen, "en"]))
    own = lang.lower()[:2]
    return (own, "en") if own in LANGUAGES and own != "en" else ("en",)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of `text`, made plain, for readers of `lang` in `country`."""

    plain: Folded
    text: str
    lang: str
    country: str | None

    def markers(self, rules: Iterable[Rule]) -> Iterator[Marker]:
        matches = (
            (match, rule) for rule in rules for pattern in rule.patterns for match in pattern.finditer(self.plain.text)
        )
        for match, rule in itertools.islice(matches, _MOST_MATCHES):
            marker = self._marker(match, rule)
            if marker is not None:
                yield marker

    def markers_of_site(self, rules: Iterable[Rule], sites: Sequence[str]) -> Iterator[Marker]:
        """Yield what the sentence says of its owner when the site's own name means "this site"."""
        for rule in rules:
            if sites and rule.kind is MarkerKind.OWNERSHIP:
                plain = of_the_site(self.plain, sites, grammar(rule.lang).site)
                if plain is not None:
                    yield from _Sentence(plain, self.text, self.lang, self.country).markers([rule])

    def told(self) -> list[Marker]:
        """Return what the senses of its words tell of a sentence that fits no phrase, if it stands as said."""
        if self.lang not in LANGUAGES:
            return []
        plain = self.plain.text
        rule = told(plain, self.lang)
        if rule is None or not stands_as_said(plain, grammar(self.lang)):
            return []
        grade, reasons = adequacy_of_words(rule, self.lang, self.country)
        left, right = self.plain.span(0, len(plain))
        place = named(plain, self.lang) if rule.kind in _NAMED else None
        name = as_written(self._words(place)) if place else ""
        return [Marker(rule.kind, left, right, self.text[left:right], grade, names=name, reasons=reasons)]

    def _marker(self, match: re.Match[str], rule: Rule) -> Marker | None:
        plain = self.plain.text
        start, end = match.span()
        while start < end - 1 and not (plain[start].isalnum() or plain[start] in "#([*@"):
            start += 1
        end, named = self._named(match, rule, start)
        name = as_written(self._words(named)) if named else ""
        if rule.kind is MarkerKind.OWNERSHIP and name:
            before = plain[start : named[0] if named else start]
            if not may_be_owner(name, before, byline=rule.organisation):
                return None
        if not rule.private and is_a_persons(name, plain[start : named[0] if named else start]):
            return None
        kind = rule.kind
        if kind in DISCLOSING:
            kind = judge(plain, start, match.end(), grammar(rule.lang)) or kind
        grade, reasons = adequacy_of_words(rule, self.lang, self.country) if kind in DISCLOSING else (None, ())
        left, right = self.plain.span(start, end)
        shown = "" if rule.kind is not MarkerKind.OWNERSHIP and is_private(name) else name
        negated = kind is MarkerKind.NEGATED
        return Marker(kind, left, right, self.text[left:right], grade, negated, shown, reasons=reasons)

    def _named(self, match: re.Match[str], rule: Rule, start: int) -> tuple[int, tuple[int, int] | None]:
        """Return where the words end, with the name that belongs to them, and where the name stands."""
        if rule.kind not in _NAMED:
            return match.end(), None
        inside = next((match.span(group) for group in match.groupdict() if match[group]), None)
        return (match.end(), inside) if inside else _named_after(self.plain.text, start, match.end())

    def _words(self, span: tuple[int, int]) -> str:
        left, right = self.plain.span(*span)
        return self.text[left:right]


def _named_after(plain: str, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the words end with the name that follows them ("sponsored by" X, "collaboration" with X), and it."""
    follows = _AFTER_BY if _ENDS_WITH_BY.search(plain[start:end]) else _AFTER
    after = follows.match(plain, end)
    if after is None:
        return end, None
    return after.end(), next(after.span(group) for group in after.groupdict() if after[group])


def _without_overlaps(found: list[Marker]) -> list[Marker]:
    """Keep, of markers that overlap, the best.

    What denies goes before what discloses, then the better grade, then what names somebody, then the longer.
    """
    kept: list[Marker] = []
    for marker in sorted(found, key=_rank):
        if not any(marker.start < other.end and other.start < marker.end for other in kept):
            kept.append(marker)
    return sorted(kept, key=lambda marker: marker.start)


def _rank(marker: Marker) -> tuple[bool, int, bool, int]:
    grade = "AWI".find(marker.adequate or "A")
    return marker.kind in DISCLOSING, grade, not marker.names, marker.start - marker.end
