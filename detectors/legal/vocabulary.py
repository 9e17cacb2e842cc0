"""The vocabulary of notices, and where its phrases stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

import ahocorasick

from detectors.data_files import load_toml
from detectors.legal import phrasing
from detectors.legal.folding import Unit, fold
from detectors.legal.mention import Kind
from detectors.model import Role

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl")

Use = Literal[
    "label", "by", "after", "name", "title", "heading", "other", "answerable", "director", "neutral",
    "behalf", "caption", "last",
]  # fmt: skip

_SECTIONS: dict[str, tuple[Role, Kind]] = {
    "publisher": (Role.PUBLISHER, "notice"),
    "privacy": (Role.PUBLISHER, "privacy"),
    "owner": (Role.OWNER, "notice"),
    "host": (Role.HOST, "notice"),
    "operator": (Role.OPERATOR, "notice"),
    "organiser": (Role.ORGANISER, "notice"),
    "processor": (Role.PROCESSOR, "notice"),
    "licensor": (Role.LICENSOR, "notice"),
    "programme": (Role.PROGRAMME, "notice"),
}
# The groups of words in each language's file, and those in the file that all share.
_OF_A_LANGUAGE = (
    "person",
    "identity",
    "site",
    "fillers",
    "stops",
    "placeholders",
    "images",
    "suffix",
    "soft_stops",
    "linking",
    "activities",
)
_SHARED = (
    *("not_names", "serving", "naming", "branding", "legal_name", "person_value", "person_label"),
    *("hereafter", "general", "inner", "trade_name", "may_begin", "possessives", "makers", "whole_site"),
    *("unofficial", "some", "joiners"),
)
# Before a label: numbering, bullets, "Article 2". Between label and value: a bracket, then a sign or the verb "is".
_HEAD = re.compile(
    r"(?:article|artikel|artigo|art\.?|section|chapitre)?[\s\W\d_]*(?:[ivx]{1,4}[.)]|[a-z]\))?[\s\W\d_]*"
)
_VALUE = re.compile(
    r"[*_]{0,2}\s*(?:\([^()\n]{0,80}\)\s*)?(?::|=|>|\?|[-–—](?=\s)|(?:est|is|ist|es|e|jest|sono|son|sind|sao|zijn|sa)\b(?=\s))|\s{2,}|\s*$"
)
_SEPARATOR = re.compile(r"[-–—,;.)/]\s*$")
_SITED_REACH = 80
# What may stand before words that say whose the site is: "Foo – ein Angebot der", "Foo is a brand of".
_BEFORE_CAPTION = re.compile(r"(?:[-–—,;:|(]|\b(?:is|est|ist|es|e|jest|to))\s*\Z")
_NEVER = "\n\n"  # a folded line never holds it; keeps an empty list of words from matching nothing everywhere
_CLAUSE = re.compile(r"[,;:(]")
_WORD = re.compile(r"[^\W_]+|§")


class Meaning(NamedTuple):
    """What a phrase does; `role` and `kind` matter for "label", "by" and "after" only."""

    use: Use
    role: Role = Role.PUBLISHER
    kind: Kind = "notice"


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase at ``[start, end)``; what it announces begins at `value`. `sited` says that it speaks of a site."""

    start: int
    end: int
    value: int
    meaning: Meaning
    sited: bool = False
    at_head: bool = False

    @property
    def marks_notice(self) -> bool:
        """Tell whether it stands in legal notices only: their title, who answers for the content, the host."""
        hosts = self.meaning.role is Role.HOST and (self.meaning.use == "label" or self.sited)
        return hosts or self.meaning.use in ("title", "answerable")

    @property
    def speaks(self) -> bool:
        """Tell whether it announces someone, or the notice that does."""
        return self.meaning.use in ("label", "by", "after", "title", "heading", "caption")

    @property
    def names_someone(self) -> bool:
        """Tell whether it announces someone."""
        return self.meaning.use in ("label", "by", "after", "answerable", "director")

    @property
    def names_other_role(self) -> bool:
        """Tell whether what it announces is not the publisher."""
        return self.meaning.use in ("label", "by") and self.meaning.role is not Role.PUBLISHER


@dataclass(frozen=True)
class Vocabulary:
    """The phrases of some languages, folded."""

    automaton: Any
    words: dict[str, frozenset[str]]
    stops: re.Pattern[str]
    fillers: re.Pattern[str]

    def cues(self, folded: str, unit: Unit) -> list[Cue]:
        """Return the phrases of `unit` that do something there: leftmost, longest, none overlapping another."""
        found: list[Cue] = []
        for start, end, meanings in self._phrases(folded, unit):
            if found and start < max(found[-1].end, found[-1].value):
                continue
            if cue := self._cue(folded, unit, start, end, meanings):
                found.append(cue)
        return found

    def has(self, group: str, folded: str) -> bool:
        """Tell whether a phrase of that word group stands in the folded text."""
        return any(_bounded(folded, start, start + len(p)) for p in self.words[group] for start in _places(folded, p))

    def first(self, group: str, folded: str, unit: Unit) -> int | None:
        """Return where the first phrase of that word group begins in `unit`."""
        found = (folded.find(phrase, unit.start, unit.end) for phrase in self.words[group])
        return min((place for place in found if place >= 0), default=None)

    def is_of_a_service(self, folded: str, cue: Cue, before: str) -> bool:
        """Tell whether a verb of serving says it of something on the site: "an analysis provided by Google"."""
        if folded[cue.start : cue.end] not in self.words["serving"]:
            return False
        return self.words["site"].isdisjoint(_WORD.findall(_CLAUSE.split(before)[-1]))

    def _phrases(self, folded: str, unit: Unit) -> list[tuple[int, int, Sequence[Meaning]]]:
        hits = self.automaton.iter(folded, unit.start, unit.end)
        spans = ((last + 1 - length, last + 1, meanings) for last, (length, meanings) in hits)
        return sorted((s for s in spans if _bounded(folded, s[0], s[1])), key=lambda span: (span[0], -span[1]))

    def _cue(self, folded: str, unit: Unit, start: int, end: int, meanings: Sequence[Meaning]) -> Cue | None:
        before = folded[max(unit.start, start - _SITED_REACH) : start]
        at_head = start - unit.start < _SITED_REACH and bool(_HEAD.fullmatch(before))
        value = self._value(folded, unit, end, at_head=at_head, before=before)
        for meaning in meanings:
            if meaning.use == "caption" and not at_head and not _BEFORE_CAPTION.search(before):
                continue
            if meaning.use in ("by", "after", "behalf", "caption", "last"):
                return Cue(start, end, end, meaning, self.is_sited(before, folded[start:end]), at_head)
            if value is not None:
                return Cue(start, end, value, meaning, at_head=at_head)
            if meaning.use in ("answerable", "director"):
                return Cue(start, end, end, meaning)
        return None

    def is_sited(self, before: str, phrase: str) -> bool:
        """Tell whether the words before a verb, or its own, speak of a site, and not of its pictures or marks."""
        near = _WORD.findall(before)
        sited = not self.words["site"].isdisjoint(near) or not self.words["site"].isdisjoint(phrase.split())
        return sited and self.words["images"].isdisjoint(near)

    def _value(self, folded: str, unit: Unit, end: int, *, at_head: bool, before: str) -> int | None:
        """Return where the value of a label that ends at `end` begins; None when the phrase is no label here."""
        position = end
        if at_head:
            while (word := _WORD.search(folded, position, unit.end)) and word.group() in self.words["suffix"]:
                if re.search(r"[:=(–—]", folded[position : word.start()]):
                    break
                position = word.end()
        match = _VALUE.match(folded, position, unit.end)
        if match and match.group()[:1].isspace() and match.group().strip().isalpha() and position == end:
            general = folded[unit.start : end].strip() in self.words["general"]
            match = None if general else match  # "Anbieter ist Google" says it of a tool
        if not match or (not at_head and not (_SEPARATOR.search(before) and ":" in match.group())):
            return None
        return match.end()


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of one supported language, or of all of them for ""; built once."""
    languages = (language,) if language else LANGUAGES
    tables = [load_toml(f"legal_notice/{name}.toml") for name in languages]
    phrases: dict[str, list[Meaning]] = defaultdict(list)
    for phrase, meaning in (pair for table in tables for pair in _meanings(table)):
        if meaning not in phrases[phrase]:
            phrases[phrase].append(meaning)
    automaton = ahocorasick.Automaton()
    for phrase, meanings in phrases.items():
        automaton.add_word(phrase, (len(phrase), tuple(meanings)))
    automaton.make_automaton()
    words = _words(tables)
    words["announcing"] = frozenset(phrase for phrase, uses in phrases.items() if any(m.use == "label" for m in uses))
    return Vocabulary(automaton, words, _stops(words), _fillers(words))


def _words(tables: Sequence[dict[str, Any]]) -> dict[str, frozenset[str]]:
    """Return the word groups of the languages and those that all languages share."""
    shared = load_toml("legal_notice/shared.toml")
    words = {group: frozenset(fold(w) for table in tables for w in table["words"][group]) for group in _OF_A_LANGUAGE}
    words["traders"] = frozenset(phrasing.traders(tables[0])) if len(tables) == 1 else frozenset()
    words["person_exact"] = frozenset(word for table in tables for word in table["words"]["person_exact"])
    words["placeholders"] |= frozenset(shared["placeholders"])
    words |= {group: frozenset(shared[group]) for group in _SHARED}
    for group in ("serving", "naming", "branding"):
        words[group] |= frozenset(fold(p) for table in tables for p in phrasing.contracted(words[group], table))
    known = {fold(p) for table in tables for role in _SECTIONS for p in phrasing.contracted(table[role]["by"], table)}
    derived = [phrasing.groups(table) for table in tables]
    words |= {group: frozenset(fold(p) for each in derived for p in each[group]) for group in derived[0]}
    words["works"] -= known
    words["leading"] = frozenset(word for phrase in (*words["fillers"], *words["not_names"]) for word in phrase.split())
    words["mere"] = (words["tends"] | words["makes"]) - known
    words["serving"] |= words["works"]
    publishers = [fold(label) for table in tables for label in table["publisher"]["label"]]
    words["suffix"] |= frozenset(label for label in publishers if label.isalpha())  # "Medieninhaber & Herausgeber"
    return words


def _stops(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    hard, soft = _alternatives(words["stops"]), _alternatives(words["soft_stops"])
    # no "e" of "e.V."
    return re.compile(rf"(?<=[\s,])(?:(?:{hard})|(?P<soft>{soft}))(?![^\W_]|\.[^\W\d_])")


def _fillers(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    elided = frozenset(word for word in words["fillers"] if word.endswith("'"))
    whole, before_a_name = _alternatives(words["fillers"] - elided), _alternatives(elided | {_NEVER})
    return re.compile(rf"(?:(?:{whole})(?!\w)|(?:{before_a_name})(?=\w))\s*")


def _meanings(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield each phrase with its meanings; the order decides between them where one phrase has several."""
    for section, (role, kind) in _SECTIONS.items():
        said = table[section]
        labels, sentences = phrasing.holders(said["holders"]) if "holders" in said else ([], [])
        for phrase in (*said["label"], *labels):
            yield fold(phrase), Meaning("label", role, kind)
        for phrase in said["after"]:
            yield fold(phrase), Meaning("after", role, kind)
        for phrase in (*phrasing.contracted(said["by"], table), *sentences):
            yield fold(phrase), Meaning("by", role, kind)
    works = table["publisher"]["works"]
    for phrase in (*phrasing.pairs(table["publisher"]), *phrasing.contracted(phrasing.works(works), table)):
        yield fold(phrase), Meaning("by")
    for phrase in phrasing.contracted(phrasing.captions(works), table):
        yield fold(phrase), Meaning("caption")
    for phrase in phrasing.contracted((*table["operator"]["tends"], *table["operator"]["makes"]), table):
        yield fold(phrase), Meaning("by", Role.OPERATOR)
    for phrase in phrasing.contracted(table["words"]["behalf"], table):
        yield fold(phrase), Meaning("behalf")
    for phrase in table["words"]["last"]:
        yield fold(phrase), Meaning("last")
    groups: tuple[tuple[str, Use], ...] = (
        ("name", "name"),
        ("titles", "title"),
        ("headings", "heading"),
        ("other", "other"),
        ("answerable", "answerable"),
        ("director", "director"),
        ("neutral", "neutral"),
    )
    for group, use in groups:
        for phrase in table["words"][group]:
            yield fold(phrase), Meaning(use)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _bounded(folded: str, start: int, end: int) -> bool:
    """Tell whether no letter touches the phrase from outside (an apostrophe at its end binds what follows)."""
    before = start == 0 or not (folded[start].isalnum() and folded[start - 1].isalnum())
    after = end >= len(folded) or not (folded[end - 1].isalnum() and folded[end].isalnum())
    return before and after


def _places(folded: str, phrase: str) -> Iterator[int]:
    position = folded.find(phrase)
    while position >= 0:
        yield position
        position = folded.find(phrase, position + 1)
