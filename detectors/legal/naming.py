"""Finding the name in the words after a label, before a verb, or on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from detectors.legal.described import is_called_organisation
from detectors.legal.extent import end_of_name, is_form
from detectors.legal.folding import Unit, fold
from detectors.legal.uncased import is_name_without_capitals
from detectors.legal.vocabulary import Vocabulary
from detectors.names import is_common_word, is_organisation, legal_form, normalise

LONGEST_NAME = 90
_LONGEST_WORDS = 12
_REACH = 240

_SKIP = re.compile(r"[\s:=\-–—|•«»\"“”„'’>*#.¿¡]*(?:\([^()\n]{0,80}\)\s*:?)?[\s:=\-–—|•«»\"“”„'’>*#.]*")
_CHUNK = re.compile(r"[,;:()«»\"“”„]|\s[-–—]+\s|\b(?:means|use of|refers? to|bezeichnet|désigne)\b")
_JOINT = re.compile(
    r"[,;:]|\b(?:entre|between|zwischen|tra|entre|est|is|ist|es|e|par|by|von|durch|por|da|avec|with|mit|con|nous|we|wir|door|tussen|przez|jest"
    r"|(?:diensten|aanbiedingen|overeenkomsten|offertes|leveringen|bestellingen) (?:van|door|met|bij))\b"
)
# Inside a name these show a sentence: "J'ai testé la crème de la société Foo SAS".
_CALLED = re.compile(
    r" (?:la societe|l'entreprise|la empresa|la societa|die firma|der firma|the company|het bedrijf"
    r"|a empresa|da empresa|niet|geen|schreef|heeft|wordt|nao|escreveu|pediu|nie|napisał|napisała"
    r"|obsługuje|powstał|powstała|poprosił|poprosiła) "
)
# Legal forms that end a name and are no words, and what may still join a second form to them.
_CLOSING = frozenset(
    {
        *(
            "gmbh",
            "ltd",
            "limited",
            "llc",
            "inc",
            "sarl",
            "srl",
            "srls",
            "sas",
            "sasu",
            "eurl",
            "bv",
            "kg",
            "ohg",
            "plc",
        ),
        *("llp", "mbh", "ggmbh", "kgaa", "slu", "vof", "vzw", "nv", "lda", "ltda", "eireli", "zoo"),
    }
)
_JOINED = frozenset({"und", "and", "et", "e", "y", "de", "co", "c", "partnership", "di", "liability", "en", "i"})
_SET_OFF = re.compile(r"\s*[-–—:]\s*")
_LONGEST_INITIALS = 8
# What is left of a sentence behind a name: "Foo and distributed", "Foo et".
_TRAILING = re.compile(r" (?:and|et|und|y|e)(?: \w{3,}(?:ed|é|ée|és|ado|ada|ato|ata|uto|ito))?\Z")
_ARTICLES = frozenset(
    {"le", "la", "les", "the", "el", "los", "las", "il", "lo", "i", "gli", "de", "het", "een", "o", "os", "as"}
)
_OF = re.compile(r"(?:de|des|du|d'|di|del|della|dei|of|der|des|for|pour|para|per|fur|van|voor|do|da|dos|das)(?!\w)|d'")
_OF_FAMILIES = frozenset({"van", "de", "het"})  # "Van Rossum B.V.": with a capital they belong to a Dutch name
_LAST_WORD = re.compile(r"[^\W_]+\s*\Z")
# The second year of "© 2018 - 2024 Foo GmbH".
_YEAR = re.compile(r"(?:19|20)\d\d\s+(?=[^\W\d])")
_BEFORE_YEARS = frozenset("-–—/©")
_ADDRESS = re.compile(r"@|https?:|www\.|^\d+[ ,]")
_STREET = re.compile(
    r"(?i:stra(?:ss|ß)e|str\.?|platz|weg|gasse|allee|ring|damm|ufer|markt|street|road|avenue)\s+\d+ ?[a-z]?\Z"
    r"|^(?i:via|viale|piazza|rue|boulevard|avenida|avda|calle|c/|plaza)\b.*\d"
)


class Name(NamedTuple):
    """A name at ``[start, end)`` of the text."""

    text: str
    start: int
    end: int


def name_after(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> Name | None:
    """Return the name that begins at `start`; articles and words such as "la société" before it are skipped."""
    end = min(end, start + _REACH)
    position = _skip(text, start, end)
    if (year := _YEAR.match(text, position, end)) and text[:position].rstrip()[-1:] in _BEFORE_YEARS:
        position = year.end()
    called = False  # "la société La Gazette": an article after such words is the name's
    while filler := vocabulary.fillers.match(folded, position, end):
        if not (text[position].islower() or (not called and _may_drop(text, filler, end))):
            break
        if is_called_organisation(filler.group()):
            called = True
            word = _LAST_WORD.search(filler.group())
            if word and _OF.match(folded, filler.end(), end):  # "l'Association des parents d'élèves"
                position = filler.start() + word.start()
                break
        position = _skip(text, filler.end(), end)
    stop = end_of_name(text, folded, position, end, vocabulary)
    return _valid(text, position, stop, vocabulary)


def name_before(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> Name | None:
    """Return the name in ``[start, end)`` that is the subject of what follows.

    It is the first with a legal form of its own ("Under the Act, Foo Ltd"), else the first at all.
    """
    cuts = [start, *(match.end() for match in _CHUNK.finditer(text, start, end))]
    names = [name_after(text, folded, cut, end, vocabulary) for cut in cuts]
    found = [name for name in names if name]
    return next((name for name in found if legal_form(name.text)), found[0] if found else None)


def party(text: str, folded: str, part: Unit, vocabulary: Vocabulary, formal: Callable[[Name], bool]) -> Name | None:
    """Return the `formal` name, with a legal form, that a clause of terms names: "between Foo GmbH, Jena"."""
    cuts = [part.start, *(match.end() for match in _JOINT.finditer(folded, part.start, part.end))]
    names = [name_after(text, folded, cut, part.end, vocabulary) for cut in cuts]
    return next((name for name in reversed(names) if name and formal(name)), None)


def spelt_out(text: str, folded: str, name: Name, end: int, vocabulary: Vocabulary) -> Name:
    """Return the name whose initials `name` is, where it stands behind a dash: "EFD - Énergies ..."."""
    letters = name.text.replace(".", "")
    behind = _SET_OFF.match(text, name.end, end)
    if not behind or not 1 < len(letters) <= _LONGEST_INITIALS or not letters.isupper():
        return name
    full = name_after(text, folded, behind.end(), end, vocabulary)
    initials = [word[0].upper() for word in re.findall(r"[^\W_]+", full.text)] if full else []
    capitals = [word[0] for word in re.findall(r"[^\W_]+", full.text) if word[0].isupper()] if full else []
    fits = fold(letters) in (fold("".join(initials)), fold("".join(capitals)))
    return full if full and fits else name


def _may_drop(text: str, filler: re.Match[str], end: int) -> bool:
    """Tell whether a capitalised article is none of the name's: "L'Université de Lyon", but "La Poste", "L'Oréal"."""
    if " " in filler.group().strip():
        return True
    if filler.group().strip() in _OF_FAMILIES:
        return False
    following = text[filler.end() : end].split(maxsplit=3)[:3]
    if following and is_form(following[0]):
        return True
    if is_common_word(filler.group().strip()) and not (following and is_organisation(following[0])):
        return False  # "Société Générale de Fromagerie", but "Association École de voile"
    return any(is_organisation(word) and not is_form(word) for word in following if word[:1].isupper())


def _skip(text: str, start: int, end: int) -> int:
    match = _SKIP.match(text, start, end)
    return match.end() if match else start


def _valid(text: str, start: int, end: int, vocabulary: Vocabulary) -> Name | None:
    written = text[start:end].rstrip(" \t\n\r,-–—:;")
    if written.endswith(".") and not legal_form(written):
        written = written.rstrip(".")
    written = _TRAILING.sub("", _closed(written))
    key = normalise(written)
    if not (1 < len(written) <= LONGEST_NAME and len(key) > 1 and len(written.split()) <= _LONGEST_WORDS):
        return None
    folded = " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(written)))
    cased = _is_cased_as_name(written) or is_name_without_capitals(text, start, written, vocabulary)
    if not cased or _starts_with_form(written) or _is_noun(written):
        return None
    if _CALLED.search(folded):
        return None
    if _ADDRESS.search(written) and not legal_form(written):
        return None
    return (
        None
        if is_form(written) or _is_no_name(written, folded, vocabulary)
        else Name(written, start, start + len(written))
    )


def _closed(written: str) -> str:
    """Return a name without what runs on behind its legal form: "Foo GmbH Sitz", "Foo Ltd Registered Office"."""
    words = written.split(" ")
    for count in range(2, len(words)):
        following = words[count].lower()
        if not _closes(words[count - 1]) or not words[count][:1].isalpha():
            continue
        goes_on = following in _JOINED and not (words[count + 1 :] and words[count + 1].islower())
        if not goes_on and not legal_form(f"Qqq {' '.join(words[count:])}"):
            return " ".join(words[:count])
    return written


def _closes(word: str) -> bool:
    """Tell whether a word is a legal form that is no word else: "GmbH", "S.p.A."."""
    bare = word.replace(".", "").strip("()").lower()
    dotted = word[:1].isupper() and "." in word[:-1] and len(bare) > 1  # not "Co."
    return bare in _CLOSING or (dotted and is_form(word))


def _is_no_name(written: str, folded: str, vocabulary: Vocabulary) -> bool:
    if any(phrase in folded for phrase in vocabulary.words["placeholders"]) or is_common_word(folded):
        return True
    if folded in vocabulary.words["fillers"]:
        return True
    if folded in vocabulary.words["announcing"]:  # a label is no value: "Anbieter ist ..."
        return True
    words = folded.split(" ")
    if words[0] in vocabulary.words["may_begin"] and legal_form(written):
        return False
    return any(" ".join(words[:count]) in vocabulary.words["not_names"] for count in range(1, len(words) + 1))


def _is_cased_as_name(written: str) -> bool:
    """A name begins with a capital, or is a brand in lower case with a legal form ("cyon GmbH")."""
    if written[0].islower():
        return legal_form(written) is not None and not any(word.islower() for word in written.split()[1:])
    return not written[0].isdigit() or "&" in written or legal_form(written) is not None


def _is_noun(written: str) -> bool:
    """Tell whether an article and small letters only name a thing: "Le paiement", "The website"; never in capitals."""
    first, *rest = written.split()
    plain = rest and all(word.islower() for word in rest) and fold(first) in _ARTICLES
    kind = len(rest) == 1 and is_common_word(rest[0])  # "De gemeente", "La mairie"
    return bool(plain) and (kind or not is_organisation(written))


def _starts_with_form(written: str) -> bool:
    """Tell whether a form and common words only describe an organisation: "SAS de presse"."""
    first, *rest = written.split()
    return is_form(first) and bool(rest) and all(word.islower() for word in rest)
