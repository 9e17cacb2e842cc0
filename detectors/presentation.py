"""How a site speaks of itself: as a person, a company, a shop, an institution, ... and by which names.

Each kind collects points: its words in the site's own name (3), its schema.org types (3), distinct phrases of its voice
in the pages (2 each, at most three). Pronouns decide between a person and a company when words do not. The points are
our own choice; docs/explanation/presentation.md says how they were checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from detectors import names as names_of
from detectors.data_files import load_toml
from detectors.html.json_ld import types_of
from detectors.html.language import detect
from detectors.model import Presentation
from detectors.page import FOREIGN_ZONES, Document, Zone
from detectors.phrases import PhraseFinder

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.subject import Subject

NAME_POINTS = 3
MARKUP_POINTS = 3
VOICE_POINTS = 2
MAX_VOICE = 3
MIN_NAME = 3  # letters; a shorter name stands in too many others
MIN_BEGINNING = 6  # letters that a site's whole name must share with the beginning of a longer legal name
NEAR = 60  # characters within which a trading name and its company stand together
MAX_WORDS = 12
ENOUGH = {"medium": 5, "agency": 5}  # "journal" or "studio" in a name says little: its voice or its markup must agree
SINGULAR_RATE = 0.012  # one "I", "my", "je" in about 80 words: below it, prose is not a diary
SAMPLE = 1_500  # characters whose language is told; each thousand costs a page two bare parses
_NOTHING = re.compile(r"(?!)")
_TITLE_SPLIT = re.compile(r"\s+[|–—•»:-]\s+|\s*[|»•]\s*")
_ARTICLE = re.compile(r"\A[Ll]['’](?=\w)")  # written together with the name's first word
_SELF_TYPES = frozenset({"WebSite", "Blog", "Organization"})
_KINDS = ("institution", "shop", "agency", "medium", "company", "person")


@dataclass(frozen=True, slots=True)
class SelfPortrait:
    """The site in its own words: `kind`, its `names` for itself, and its claim of independence, quoted, if any.

    `shown` are the names that readers see; the others stand in metadata and in schema.org data alone.
    """

    kind: Presentation
    names: tuple[str, ...]
    shown: tuple[str, ...] = ()
    claim: str = ""
    trades_for: str = ""  # what follows "(its name) is a trading name of"


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    phrases = sorted(load_toml("presentation.toml")[section][key], key=len, reverse=True)
    spelled = (re.escape(phrase).replace(r"\ \*", r"(?:\s+[\w'’-]+){0,2}") for phrase in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(spelled) + r")(?!\w)")


@cache
def _finder() -> PhraseFinder:
    """Return the finder of everything that is looked for in the text of pages, by "section key"."""
    table = load_toml("presentation.toml")
    spoken = [(kind, "voice") for kind in _KINDS]
    spoken += [("independent", "claims"), ("independent", "reviews"), ("trading", "words")]
    return PhraseFinder(
        {
            f"{section} {key}": (_pattern(section, key), [phrase.partition(" *")[0] for phrase in table[section][key]])
            for section, key in spoken
        }
    )


@cache
def _pronouns(lang: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of a language's pronouns and those of one person; a first letter is what sre finds fast."""
    table = load_toml("presentation.toml")["pronouns"].get(lang)
    if table is None:
        return _NOTHING, frozenset()
    by_letter: dict[str, list[str]] = {}
    for word in sorted((*table["singular"], *table["plural"]), key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    spelled = (f"{letter}(?<!\\w{letter})(?:{'|'.join(ends)})(?!\\w)" for letter, ends in by_letter.items())
    return re.compile("|".join(spelled)), frozenset(table["singular"])


def portray(subject: Subject, organisations: Iterable[str], knowledge: Knowledge) -> SelfPortrait:
    """Return how the pages read of a site present it.

    `organisations` are those that its registration and legal pages name: a site that bears the name of one of them and
    does not speak as a person speaks as that organisation.
    """
    documents = list({d.url: d for d in subject.by("checked", "home", "about", "post")}.values())
    if not documents:
        return SelfPortrait(Presentation.UNKNOWN, ())
    own_names, shown = site_names(subject), shown_names(subject)
    text = "\n".join(_own_text(document) for document in documents).casefold()
    found = _finder().find(text)
    spoken = {name: [match[0] for match in matches] for name, matches in found.items()}
    claim = next(iter(spoken.get("independent claims", ())), "")
    points = {kind: _points(kind, own_names, spoken, documents) for kind in _KINDS}
    lang = detect(text[:SAMPLE]) or documents[0].lang
    kind = _official(subject, own_names, knowledge) or _by_points(points, text, lang)
    if kind is Presentation.UNKNOWN and names_it(SelfPortrait(kind, own_names, shown), organisations):
        kind = Presentation.COMPANY
    if kind in (Presentation.PERSON, Presentation.UNKNOWN) and (claim or _reviews(spoken)):
        kind = Presentation.INDEPENDENT
    return SelfPortrait(kind, own_names, shown, claim, _trades_for(text, found.get("trading words", ()), own_names))


def site_names(subject: Subject) -> tuple[str, ...]:
    """Return the names that a site gives itself: site name, home title's parts, schema.org site, header."""
    home = _front(subject)
    return () if home is None else _each_once([*_in_metadata(home), *_title_and_header(home)])


def shown_names(subject: Subject) -> tuple[str, ...]:
    """Return the names by which readers see the site call itself.

    They are its home title's parts, its header, and a name of its metadata that stands by itself on the home page.
    """
    home = _front(subject)
    if home is None:
        return ()
    blocks = {block.text.strip().casefold() for block in home.blocks if block.visible}
    stated = [name for name in _in_metadata(home) if name.strip().casefold() in blocks]
    return _each_once([*stated, *_title_and_header(home)])


def _front(subject: Subject) -> Document | None:
    home = subject.home if isinstance(subject.home, Document) else subject.checked
    return home if isinstance(home, Document) else None


def _in_metadata(home: Document) -> list[str]:
    found = [home.metas.get("og:site_name", ""), home.metas.get("application-name", "")]
    found += [str(node.get("name") or "") for node in home.json_ld if types_of(node) & _SELF_TYPES]
    return found


def _title_and_header(home: Document) -> list[str]:
    headlines = [block.text for block in home.blocks if block.zone is Zone.HEADLINE and block.visible][:2]
    return [*_TITLE_SPLIT.split(home.title), *headlines]


def _each_once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip()[:120] for name in found if name.strip()))


def names_it(portrait: SelfPortrait, wanted: Iterable[str]) -> bool:
    """Tell whether the site calls itself, for its readers, by one of the `wanted` names, as whole words of its name."""
    wanted = tuple(wanted)
    cores = {core for name in wanted if len(core := names_of.core(name)) >= MIN_NAME}
    begun = {start for name in wanted for start in _beginnings(name)}
    whole = {names_of.normalise(own) for own in portrait.shown} if begun else ()
    return not begun.isdisjoint(whole) or any(not cores.isdisjoint(_parts(own)) for own in portrait.shown if cores)


def trades_as(portrait: SelfPortrait, name: str) -> bool:
    """Tell whether the site says that its own name is a trading name of this organisation."""
    core = names_of.core(name)
    return len(core) >= MIN_NAME and names_of.normalise(portrait.trades_for).startswith(core)


def _trades_for(text: str, stated: Iterable[re.Match[str]], own_names: tuple[str, ...]) -> str:
    """Return what follows "X is a trading name of" (`stated`) for a name X of the site, in case-folded text."""
    written = [own.casefold().replace("’", "'") for own in own_names if len(own) >= MIN_BEGINNING]
    for found in stated:
        before = text[max(found.start() - NEAR, 0) : found.start()].replace("’", "'")
        if any(own in before for own in written):
            return re.sub(
                r"\A\s*(?:of|de|der|von|van|di)\s+", "", text[found.end() : found.end() + 2 * NEAR].replace("’", "'")
            )
    return ""


@lru_cache(maxsize=64)  # every candidate is held against the same few names
def _parts(name: str) -> frozenset[str]:
    """Return the keys of every run of words of a name: "Olivar Engineering" names Olivar, "L'Atelier Fa" Atelier Fa."""
    words = name.split()[:MAX_WORDS]
    runs = [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    bare = _ARTICLE.sub("", name).split()[:MAX_WORDS]
    runs += [bare[:end] for end in range(1, len(bare) + 1)]
    return frozenset(names_of.normalise(" ".join(run)) for run in runs)


def _beginnings(name: str) -> Iterator[str]:
    """Yield the keys of what a legal name begins with: "Harlow & Dunn Motors Limited" trades as Harlow & Dunn."""
    words = name.split()[:MAX_WORDS]
    for end in range(1, len(words)):
        key = names_of.normalise(" ".join(words[:end]))
        if len(key) >= MIN_BEGINNING:
            yield key


def _own_text(document: Document) -> str:
    """Return what the site itself says on a page: its text without comments, quotes, code, ads and teasers."""
    return "\n".join(block.text for block in document.blocks if block.visible and block.zone not in FOREIGN_ZONES)


def _points(kind: str, own_names: tuple[str, ...], spoken: Mapping[str, list[str]], documents: list[Document]) -> int:
    name = bool(_first(_pattern(kind, "names"), "\n".join(own_names).casefold()))
    markup = set(load_toml("presentation.toml")[kind]["markup"])
    typed = any(types_of(node) & markup for document in documents for node in document.json_ld)
    voice = len(set(spoken.get(f"{kind} voice", ())))
    return NAME_POINTS * name + MARKUP_POINTS * typed + VOICE_POINTS * min(voice, MAX_VOICE)


def _by_points(points: dict[str, int], text: str, lang: str) -> Presentation:
    words = max(len(text.split()), 1)
    pattern, of_one = _pronouns(lang)
    pronouns = pattern.findall(text)
    singular = sum(map(of_one.__contains__, pronouns))
    plural = len(pronouns) - singular
    if singular / words >= SINGULAR_RATE and singular > plural:
        points["person"] += 4
    elif plural > 2 * singular and plural / words >= SINGULAR_RATE:
        points["company"] += 1
    best = max(_KINDS, key=lambda kind: points[kind])
    return Presentation(best) if points[best] >= ENOUGH.get(best, 3) else Presentation.UNKNOWN


def _official(subject: Subject, own_names: tuple[str, ...], knowledge: Knowledge) -> Presentation | None:
    """A site on a group's own domain, or one that calls itself a brand's official site, speaks as the brand."""
    known = knowledge.match_domain(subject.host)
    if known is not None and known.use == "own":
        return Presentation.BRAND
    text = "\n".join(own_names)
    return (
        Presentation.BRAND
        if knowledge.brands_in(text) and _first(_pattern("official", "words"), text.casefold())
        else None
    )


def _reviews(spoken: Mapping[str, list[str]]) -> bool:
    return len(set(spoken.get("independent reviews", ()))) >= 2


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def warm() -> None:
    """Compile the phrases."""
    table = load_toml("presentation.toml")
    for section in table.keys() - {"pronouns"}:
        for key in table[section]:
            _pattern(section, key)
    _finder()
    for lang in table["pronouns"]:
        _pronouns(lang)
