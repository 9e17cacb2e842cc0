"""Names of organisations: the key that two spellings share, the legal form in a name, and organisation or person.

Names are compared whole, never by a first token or by likeness: string distance links few names of one owner and joins
strangers ("LVM" and "LVMH"), so everything beyond spelling is left to the knowledge of groups. The words are data
(``data/names/*.toml``). Everything here is linear in the length of the name, which is cut at `LONGEST` characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detectors.data_files import load_toml

LONGEST = 300
AND = "and"
_FILES = ("names/legal_forms.toml", "names/organisations.toml", "names/given_names.toml")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´′ʹ")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
# Initials with dots are one word ("S.p.A.", "J. R.", not the "C." of "& C. S.p.A."), and so is a form with a stroke.
_INITIALS = re.compile(r"(?<!\w)(?<!& )(?<! e )(?<! et )(?<! und )[^\W\d_](?:\.\s?[^\W\d_](?!\w))+\.?")
_TOKEN = re.compile(r"[^\W\d_]/[^\W\d_](?!\w)|[^\W_]+|&|(?<=\w)\+(?!\w)|\+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# Of an Italian partnership: "Azur S.n.c. di Rossi Ugo & C."
_PARTNERS = re.compile(r"\s(?:di|dei|della|del)\s\S.{1,80}\Z")
_DOTS = re.compile(r"[.\s]")


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str
    key: str
    dotted: bool = False


_AND = _Token("&", AND)


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    countries: frozenset[str]
    at: str  # "end", "start", "both" or "glued"
    spelling: str  # as written, dots dropped


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists: `forms` by keys of at most `longest` tokens, from a `first` to a `last`; starts of `phrases`."""

    forms: dict[tuple[str, ...], tuple[_Form, ...]]
    first: frozenset[str]
    last: frozenset[str]
    glued: tuple[_Form, ...]
    longest: int
    also_words: frozenset[str]
    dotted: frozenset[str]
    family_names: dict[str, int]
    exceptions: frozenset[tuple[str, ...]]
    places: frozenset[str]
    words: frozenset[str]
    surnames: frozenset[str]
    endings: tuple[str, ...]
    phrases: frozenset[tuple[str, ...]]
    phrase_starts: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]


def normalise(name: str) -> str:
    """Return the space-free key of the whole name: NFKC, case-folded, without accents, apostrophes or punctuation.

    "&", "+" and the words for "and" between two parts become "and", so that "Marks & Spencer" and "Marks and Spencer"
    share a key while "H&M" and "HM" do not.
    """
    return _join(_tokens(name))


@lru_cache(maxsize=65536)
def core(name: str, country: str = "") -> str:
    """Return `normalise` without legal forms, a leading "The" and a country in brackets: "L'Oréal SA" -> "loreal".

    `country` (ISO 3166-1 alpha-2) narrows the legal forms to those that it has.
    """
    tokens, _ = _split(name, country.upper())
    return _join(tokens[1:] if len(tokens) > 1 and tokens[0].key == "the" else tokens)


@lru_cache(maxsize=8192)
def legal_form(name: str) -> str | None:
    """Return the canonical legal form at the end or the start of `name` ("SAS", "GmbH", "Ltd", ...), else None."""
    forms = _split(name, "")[1]
    return forms[0].name if forms else None


@lru_cache(maxsize=8192)
def is_organisation(name: str) -> bool:
    """Tell whether words of `name` show an organisation; False means only that nothing shows it."""
    tokens, forms = _split(name, "")
    words = warm()
    inside = (
        words.forms.get((token.key,)) for token in tokens if len(token.key) > 2 and token.key not in words.also_words
    )
    return bool(forms) or any(inside) or _has_organisation_word([token.key for token in tokens])


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without its legal forms."""
    return tuple(token.key for token in _split(name, "")[0])


def is_common_word(name: str) -> bool:
    """Tell whether `name` is a single word for any organisation ("Foundation", "Société"), and so names none."""
    return _fold(name) in warm().words


def is_person(name: str) -> bool:
    """Tell whether `name` reads as a natural person's: a form of address, or two to five words with a given name."""
    keys = [token.key for token in _tokens(name)]
    words = warm()
    if not 1 < len(keys) <= 5 or any(key[0].isdigit() for key in keys) or is_organisation(name):
        return False
    if AND in keys[:-1]:
        return keys[0] in words.given and keys[keys.index(AND) + 1] in words.given
    return keys[0] in words.titles or keys[0] in words.given or keys[-1] in words.given


@cache
def warm() -> _Words:
    """Load the word lists once; call it before anything is examined."""
    law, organisations, given = map(load_toml, _FILES)
    forms: dict[tuple[str, ...], tuple[_Form, ...]] = {}
    for row in law["forms"]:
        for spelling in row["as"]:
            tokens = _tokens(spelling)
            form = _Form(row["name"], frozenset(row["in"]), row["at"], "".join(token.raw for token in tokens))
            keys = tuple(token.key for token in tokens)
            forms[keys] = (*forms.get(keys, ()), form)
    phrases = frozenset(tuple(phrase.split()) for phrase in organisations["phrases"])
    return _Words(
        forms=forms,
        first=frozenset(keys[0] for keys in forms),
        last=frozenset(keys[-1] for keys in forms),
        glued=tuple(f for same in forms.values() for f in same if f.at == "glued"),
        longest=max(map(len, forms)),
        also_words=frozenset(law["also_words"]),
        dotted=frozenset(law["dotted"]),
        family_names=law["family_names"],
        exceptions=frozenset(tuple(_fold(name).split()) for name in law["exceptions"]),
        places=frozenset(law["places"]),
        words=frozenset(_fold(organisations["words"]).split()),
        surnames=frozenset(organisations["surnames"].split()),
        endings=tuple(organisations["endings"]),
        phrases=phrases,
        phrase_starts=frozenset(phrase[0] for phrase in phrases),
        particles=frozenset(organisations["particles"]),
        titles=frozenset(organisations["titles"]),
        given=frozenset(name for text in given.values() if isinstance(text, str) for name in text.split()),
    )


@cache
def _and_words() -> frozenset[str]:
    return frozenset(load_toml("names/organisations.toml")["and_words"])


def _fold(text: str) -> str:
    """Case-fold and drop accents (not the marks that make other letters in Asian scripts)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


@lru_cache(maxsize=8192)
def _token(raw: str) -> _Token:
    return _Token(raw, _fold(raw))


def _tokens(name: str) -> list[_Token]:
    text = _composed(name).translate(_APOSTROPHES)
    if "." not in text and "+" not in text:
        return _with_and([_token(raw) for raw in _TOKEN.findall(text)], text)
    initials = {match.start(): match.end() for match in _INITIALS.finditer(text)}
    tokens, position = [], 0
    while match := _TOKEN.search(text, position):
        end = initials.get(match.start(), 0)
        raw = _DOTS.sub("", text[match.start() : end]) if end else match.group()
        position = end or match.end()
        glued = (
            raw == "+"
            and text[match.start() - 1 : match.start()].isalnum()
            and not text[position : position + 1].isalnum()
        )
        tokens.append(_Token("plus", "plus") if glued else _Token(raw, _fold(raw), dotted=bool(end)))
    return _with_and(tokens, text)


def _composed(name: str) -> str:
    name = name[:LONGEST]
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def _with_and(tokens: list[_Token], text: str) -> list[_Token]:
    """Give every word for "and" between two parts one key; a capital letter alone is an initial, not a word."""
    last, words = len(tokens) - 1, _and_words()
    for index, token in enumerate(tokens):
        is_word = 0 < index < last and token.key in words and (token.raw.islower() or text.upper() == text)
        if token.raw in ("&", "+") or is_word:
            tokens[index] = _AND
    return tokens


def _join(tokens: Sequence[_Token]) -> str:
    return "".join(token.key.replace("/", "") for token in tokens)


@lru_cache(maxsize=1024)  # one name is asked about several times in a row
def _split(name: str, country: str) -> tuple[tuple[_Token, ...], tuple[_Form, ...]]:
    """Split a name into its own tokens and the legal forms at its end or start, the last form first."""
    name = _composed(name)
    partners = _PARTNERS.search(name)
    if partners and _form_length(_tokens(name[: partners.start()]), "end", "", plain=False):
        name = name[: partners.start()]
    forms = [form for form in warm().glued if form.spelling in name and name != form.spelling]
    for form in forms:
        name = name.replace(form.spelling, " ")
    tokens = _tokens(_BRACKETS.sub(_without_place, name))
    plain = name.isupper() or name.islower()
    while length := _form_length(tokens, "end", country, plain=plain):
        forms += _matching(tokens[-length:], "end", country)[:1]
        del tokens[-length:]
    if not forms and (length := _form_length(tokens, "start", country, plain=plain)):
        forms += _matching(tokens[:length], "start", country)[:1]
        del tokens[:length]
    return tuple(tokens), tuple(forms)


def _without_place(match: re.Match[str]) -> str:
    return " " if _fold(match.group(1)).replace(".", "").strip() in warm().places else match.group()


def _matching(tokens: Sequence[_Token], at: str, country: str) -> list[_Form]:
    forms = warm().forms.get(tuple(token.key for token in tokens), ())
    placed = [form for form in forms if form.at in (at, "both") and (not country or country in form.countries)]
    written = "".join(token.raw for token in tokens)
    return sorted(placed, key=lambda form: form.spelling != written)  # "a.s." is Czech, "AS" Norwegian


def _form_length(tokens: Sequence[_Token], at: str, country: str, *, plain: bool) -> int:
    """Return how many tokens the legal form at that side takes; 0 when there is none or nothing else would remain."""
    words = warm()
    if not tokens or (tokens[-1].key not in words.last if at == "end" else tokens[0].key not in words.first):
        return 0
    for length in range(min(words.longest, len(tokens) - 1), 0, -1):
        part = tokens[-length:] if at == "end" else tokens[:length]
        rest = tokens[:-length] if at == "end" else tokens[length:]
        forms = _matching(part, at, country)
        if forms and _is_placed(rest, at) and _is_written(part, rest, forms, plain=plain):
            excepted = at == "start" and any(tuple(t.key for t in tokens[:n]) in words.exceptions for n in (2, 3))
            return 0 if excepted else length
    return 0


def _is_placed(rest: Sequence[_Token], at: str) -> bool:
    """A form never follows a particle ("Maria de Sa") or the word for "and" ("Tiffany & Co.", "Hotel & Spa")."""
    return at == "start" or rest[-1].key not in warm().particles | {AND}


def _is_written(part: Sequence[_Token], rest: Sequence[_Token], forms: Sequence[_Form], *, plain: bool) -> bool:
    """A form that is also a word counts in its own spelling, as capitals, or with dots; `plain` names have one case."""
    token, words = part[0], warm()
    initials = token.raw.isupper() and (len(rest) == 1 or any(t.key in words.given for t in rest))  # "Forster E.M."
    if len(part) == 1 and token.key in words.dotted and (initials or not token.dotted):
        return False
    if len(part) > 1 or token.dotted or token.key not in words.also_words:
        return True
    spellings = {form.spelling for form in forms}
    tells = not plain and token.raw.isupper()
    if len(rest) <= words.family_names.get(token.key, 0) and not tells and rest[0].key in words.given:
        return False
    return plain or token.raw in spellings or token.raw.isupper()


def _has_organisation_word(keys: Sequence[str]) -> bool:
    words = warm()
    like_person = len(keys) <= 3 and bool(keys) and (keys[0] in words.given or keys[-1] in words.given)
    for index, key in enumerate(keys):
        if key in words.words and not (like_person and key in words.surnames):
            return True
        ends = words.endings if not like_person and key.endswith(words.endings) else ()
        if any(key.endswith(end) and len(key) > len(end) + 2 * end.isascii() for end in ends):
            return True
        if key in words.phrase_starts and any(tuple(keys[index : index + n]) in words.phrases for n in (2, 3)):
            return True
    return False
