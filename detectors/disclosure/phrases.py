"""The phrase files of ``data/phrases``, compiled: one grammar per language.

Phrases are case-blind regular expressions over plain text (`detectors.disclosure.text`) with shorthands: ``{term}`` a
named alternative of the file, ``<3>`` up to three words between two others, ``_`` a hyphen, a space or nothing, a
leading ``^`` the start of the sentence (after bullets), ``{Name}`` words in capitals that name somebody, ``{Title}``
others, ``{end}`` a place where a label may end, ``{stop}`` the end of the sentence. Every repetition is bounded.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick

from detectors.data_files import load_toml
from detectors.model import MarkerKind

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl")

_PRONOUNS = (
    r"(?!(?:I|You|He|She|It|They|We|This|That|My|Your|Who|And|But|So|On|Il|Elle|Ils|Elles|Je|Vous|Nous|Qui|Ich|Wir|Er|Es"
    r"|Sie|Ihr|Man|Ik|Wij|Hij|Zij|Ze|Yo|Ella|Ellos|Io|Noi|Lui|Lei|Loro|Eu|Nos|Ele|Ela|Eles|Ja|Ona|Oni)\b)"
)
_ELIDED = r"(?!(?:[JCSMTNLD]|Qu)'[a-z])"
# "The hotel" is no name.
_NOUN = r"(?!(?:The|Les?|La|Der|Die|Das|El|Los|Il|A|An|Un|Une|Our|My|Ein|Eine)[ ](?![A-Z0-9]))"
_CAPITALS = rf"(?-i:{_PRONOUNS}{_ELIDED}{_NOUN}[A-Z0-9@][\w@&+'.-]{{0,40}})"
_JOINERS = (
    r"(?:(?:de|du|des|del|della|dei|degli|delle|di|da|do|dos|das|of|for|et|y|e|und|and|en|i|&|the|la|le|les|von|van|der"
    r"|den)[ ]){0,2}"
)
_ARTICLES = (
    r"(?:our[ ]friends[ ]at[ ]|(?:the[ ])?(?:(?:lovely|good|nice|great|kind)[ ])?(?:people|folks|team|makers)[ ]"
    r"(?:at|from|of)[ ]|(?-i:[Tt]he[ ](?:company|brand|firm|agency|group)|[Ll]a[ ](?:marque|societe|maison|firme)|"
    r"(?:[Ll]e[ ])?groupe|[Ll]'(?:agence|entreprise|association)|d(?:er|ie)[ ](?:Firma|Marke|Agentur)|Firma|"
    r"[Ll]a[ ](?:empresa|marca|azienda|societa)|[Aa][ ](?:empresa|marca)|het[ ](?:bedrijf|merk)|firm[ya]|mark[ia]|"
    r"l'azienda)[ ]|(?-i:the|les?|la|der|die|das|dem|den|de|il|el|los)[ ]|(?-i:l')){0,2}"
)
_FORM = (
    r"(?:,?[ ](?-i:Inc|LLC|Ltd|Limited|GmbH|SAS?|SARL|AG|PLC|plc|Corp|Lda|Ltda|S\.?A|S\.?L|S\.?[Rr]\.?[Ll]|S\.?p\.?A"
    r"|B\.?V|N\.?V|Sp\.?[ ]z[ ]o\.?o)\b\.?)?"
)
NAME = rf"{_ARTICLES}(?P<names>{_CAPITALS}(?:[ ]{_JOINERS}{_CAPITALS}){{0,6}}{_FORM})"
_PICTURES = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"  # arrows, dingbats and emoji
_BUILT_IN = {
    "Name": NAME,
    "Title": rf"{_CAPITALS}(?:[ ]{_JOINERS}{_CAPITALS}){{0,6}}",
    "end": rf"(?=[ ]?(?:[:|!\])*,;\"]|[.](?![a-z])|{_PICTURES}|$)|[ ][-/]|\n|[ ](?:@|#|http))",
    "stop": r"[ ]?[^\w ]{0,4}$",
}
_GROUP = re.compile(r"\(\?P<names>")
_SHORTHAND = re.compile(r"\{([A-Za-z]\w*)\}|<(\d{1,2})>|_")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Phrases of one kind. `label` is the key of the adequacy rules, `on` the stems that call for the rule.

    `beside`: stems of which one must stand in the same sentence too, when any are given. `written`: the phrases as
    regular expressions; there are a thousand, and one page calls for a few, so they are compiled when a rule is first
    called for. `organisation`: the words are a byline's, so that the name must show that it is an organisation's.
    `private`: the words also hold of a person ("I thank Jeanne for sending it" is no gift of a maker).
    """

    kind: MarkerKind
    label: str
    on: tuple[str, ...]
    beside: tuple[str, ...]
    written: tuple[str, ...]
    lang: str
    organisation: bool = False
    private: bool = True

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The phrases, compiled."""
        return _compiled(self)


@cache
def _compiled(rule: Rule) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(phrase, re.IGNORECASE) for phrase in rule.written)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language: its rules and what decides how far a negation, a condition or a report of others reaches.

    `site` is how a site speaks of itself: "this site".
    """

    lang: str
    site: str
    words: frozenset[str]
    rules: tuple[Rule, ...]
    clause: re.Pattern[str]
    exempt: re.Pattern[str]
    negation: re.Pattern[str]
    negated_after: re.Pattern[str]
    hypothesis: re.Pattern[str]
    mention: re.Pattern[str]


@cache
def grammar(lang: str) -> Grammar:
    """Return the grammar of one of `LANGUAGES`; raises KeyError for another."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    data = load_toml(f"phrases/{lang}.toml")
    terms = {name: f"(?:{'|'.join(words)})" for name, words in data["terms"].items()} | _BUILT_IN
    rules = tuple(
        Rule(
            MarkerKind(entry["kind"]),
            entry["label"],
            tuple(entry["on"]),
            tuple(entry.get("with", ())),
            tuple(_written(pattern, terms) for pattern in entry["patterns"]),
            lang,
            entry.get("organisation", False),
            entry.get("private", True),
        )
        for entry in data["rule"]
    )
    scope: dict[str, Sequence[str]] = data["scope"]
    return Grammar(
        lang, data["site"], frozenset(data["words"]), rules, **{name: _union(scope[name], terms) for name in _scopes()}
    )


def _scopes() -> tuple[str, ...]:
    return ("clause", "exempt", "negation", "negated_after", "hypothesis", "mention")


def _expand(pattern: str, terms: Mapping[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return _expand(terms[match[1]], terms) if match[1] not in _BUILT_IN else terms[match[1]]
        return rf"[^\w\s;:!?]{{0,2}}(?:[ ][^ \n;:!?]{{1,30}}){{0,{match[2]}}}" if match[2] else "[ -]?"

    return _SHORTHAND.sub(replace, pattern)


def _anchored(pattern: str, terms: Mapping[str, str]) -> str:
    """Return the expanded `pattern` with the word boundaries it needs."""
    expanded = _expand(pattern.removeprefix("^"), terms)
    if pattern.startswith("^"):
        return rf"^[^\w#@]{{0,6}}(?:{expanded})(?!\w)"
    before = r"(?<![\w#@&/])" if pattern[0].isalnum() or pattern[0] in "({\\" else ""
    after = "" if pattern[-1] in " ,;:-" else r"(?!\w)"
    return rf"{before}(?:{expanded}){after}"


def _written(pattern: str, terms: Mapping[str, str]) -> str:
    """Return the regular expression of a phrase, the groups of its names numbered."""
    count = itertools.count()
    return _GROUP.sub(lambda _: f"(?P<names{next(count)}>", _anchored(pattern, terms))


def _union(patterns: Iterable[str], terms: Mapping[str, str]) -> re.Pattern[str]:
    union = "|".join(_GROUP.sub("(?:", _anchored(pattern, terms)) for pattern in patterns)
    return re.compile(union or r"(?!)", re.IGNORECASE)


@dataclass(slots=True)
class Call:
    """What a stem of `length` characters calls for.

    It begins a word unless `inside`, and may go on unless it is not `open` (in the files: ``*stem`` and ``stem|``).
    """

    length: int
    inside: bool = False
    open: bool = False
    rules: dict[Rule, None] = field(default_factory=dict)

    def answers(self, text: str, last: int) -> bool:
        """Return whether the stem that ends at index `last` of `text` stands there as it must."""
        first = last - self.length
        if not self.inside and first >= 0 and text[first].isalnum() and text[first + 1].isalnum():
            return False
        return self.open or last + 1 >= len(text) or not text[last + 1].isalnum()


@cache
def languages_by_word() -> Mapping[str, tuple[str, ...]]:
    """Return the common words of every language, each with the languages that it is common in."""
    found: dict[str, list[str]] = {}
    for lang in LANGUAGES:
        for word in grammar(lang).words:
            found.setdefault(word, []).append(lang)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def prefilter(languages: tuple[str, ...]) -> Any:
    """Return the Aho-Corasick automaton over the stems of `languages`; its values are of `Call`."""
    calls: dict[str, Call] = {}
    for lang in languages:
        for rule in grammar(lang).rules:
            for stem in rule.on:
                call = calls.setdefault(stem.strip("*|"), Call(len(stem.strip("*|"))))
                call.inside |= stem.startswith("*")
                call.open |= not stem.endswith("|")
                call.rules[rule] = None
    automaton = ahocorasick.Automaton()
    for stem, call in calls.items():
        automaton.add_word(stem, call)
    automaton.make_automaton()
    return automaton


def warm() -> None:
    """Build every grammar, so that nothing is read while examining."""
    for lang in LANGUAGES:
        grammar(lang)
    prefilter(LANGUAGES)
    languages_by_word()
