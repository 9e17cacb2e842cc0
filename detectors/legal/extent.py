"""Where a name ends: at a delimiter or a word that no name goes on with, unless a legal form shows that it does."""

from __future__ import annotations

import re
from itertools import pairwise

from detectors.legal.folding import is_abbreviation
from detectors.legal.vocabulary import Vocabulary
from detectors.names import core, is_common_word, is_organisation, legal_form

_DELIMITER = re.compile(
    r"[,;:()\[\]{}«»\"“”„|\n\t©®™!?*=<>]|\s[-–—/]+\s|(?<=\w)\s(?:19|20)\d\d\b|(?<![.\s]\w)\.\s*$|\.\s+(?=[A-ZÀ-Þ][^\W\d_]{2})"
)
_BRACKETED = re.compile(r"\([^()\n]{1,30}\)\s+(?=[^\W\d_])")
_QUOTED = re.compile(r"[\"“«„] ?[A-ZÀ-Þ][^\"“”«»\n]{1,40}[\"”»“]")
# "Fondation Arcadie pour la forêt" ends with a few words, "published by Foo for its members" goes on to others.
_PURPOSE = re.compile(
    r" (?:la|le|les|l'|the|el|los|las|il|lo|i|gli|tous|toutes|all|todos|tutti|une?) ?\S+(?: \S+)?\s*\Z", re.I
)
# "Brown, Hale & Co LLP", "Brecht, Sommer & Kollegen": partners' names, the last behind "and".
_PARTNERS = re.compile(
    r"[A-ZÀ-Þ][\w'-]+(?P<rest>(?:, [A-ZÀ-Þ][\w'-]+){1,3} (?:&|und|and|et|y|e) "
    r"(?:Co\b|Partner|Kolleg|Associ|Collab|Asociad|[Pp]artners))"
)
_COUNTY = re.compile(r"\s*Co\.?\s+[A-Z]")  # "Kilbride, Co. Wicklow"
_LONGEST_FORM = 3  # words
_WORD = re.compile(r"\S+")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def end_of_name(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Return where the name that begins at `start` ends."""
    firm = _PARTNERS.match(text, start, end)
    position = firm.end() if firm else start
    while True:
        delimiter = _DELIMITER.search(text, position, end)
        stop = delimiter.start() if delimiter else end
        for match in vocabulary.stops.finditer(folded, start, stop):
            if _is_inside(text, start, match, stop, vocabulary):
                continue
            if text[match.start() : match.end()] == "e" and text[match.end() + 1 : match.end() + 2].isupper():
                continue  # "Ondas e Sal": "is" has an accent
            plain = text[match.start()].islower() or " " in match.group() or "." in match.group()
            if plain or _is_capitals(text[start:stop]) or legal_form(text[start : match.start()]):
                return match.start()
        if delimiter and delimiter.group()[0] == "." and is_abbreviation(text, delimiter.start()):
            if legal_form(text[start : delimiter.start() + 1]):  # "Foo e.V. Hosting: ..."
                return delimiter.start() + 1
            position = delimiter.end()
            continue
        enclosed = _enclosed(text, start, delimiter.start(), end) if delimiter else None
        if delimiter and _is_of_activity(text, folded, delimiter, end, vocabulary):
            enclosed = delimiter.end()
        if enclosed:
            position = enclosed
            continue
        if not delimiter or (delimiter.group() != "," and not delimiter.group().strip().isdigit()):
            return stop
        following = _DELIMITER.search(text, delimiter.end(), end)
        position = following.start() if following else end
        if not is_form(text[delimiter.end() : position]) or _COUNTY.match(text, delimiter.end()):
            comma = bool(vocabulary.words["activities"])  # Portuguese firms always have one: "Olivar, S.A. é lenta"
            return (comma and _end_of_form(text, delimiter.end(), position)) or stop
        if position == end or text[position] != ",":
            return position


def _end_of_form(text: str, start: int, end: int) -> int | None:
    """Return where a legal form behind a comma ends whose sentence goes on."""
    words = list(_WORD.finditer(text, start, end))
    for form, following in pairwise(words[: _LONGEST_FORM + 1]):
        written = text[start : form.end()].strip()
        if following.group()[0].islower() and written != written.lower() and is_form(written):
            return form.end()
    return None


def _is_inside(text: str, start: int, match: re.Match[str], stop: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a name goes on behind a word that ends most: "Society for the Lakes", not "Foo for its members"."""
    if match["soft"]:
        head = text[start : match.start()]
        if text[match.end() + 1 : match.end() + 2].isupper() or is_common_word(head.strip()):
            return True
        if _is_kind(head) and _PURPOSE.match(text[match.end() : stop]):
            return True
    return match.group() in vocabulary.words["inner"] and _goes_on(text, start, match, stop)


def _enclosed(text: str, start: int, place: int, end: int) -> int | None:
    """Return where a part in brackets or quotes at `place` ends: "Foo (Bristol) Ltd", 'Liceo "E. Fermi"'."""
    bracket = _BRACKETED.match(text, place, end)
    if bracket and any(is_form(" ".join(text[bracket.end() : end].split()[:count])) for count in (1, 2, 3)):
        return bracket.end()
    quoted = _QUOTED.match(text, place, end)
    return quoted.end() if quoted and is_organisation(text[start:place]) else None


def _is_of_activity(text: str, folded: str, dash: re.Match[str], end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether words behind a dash say what a firm does, up to its form: "Pleno – Clínica Dentária, Lda."."""
    word = _FIRST_WORD.match(folded, dash.end(), end)
    if not word or word.group() not in vocabulary.words["activities"] or dash.group().strip(" –—-"):
        return False
    following = _DELIMITER.search(text, dash.end(), end)
    stop = following.start() if following else end
    form = _DELIMITER.search(text, following.end(), end) if following else None
    if legal_form(text[dash.end() : stop]) is not None or not following:
        return legal_form(text[dash.end() : stop]) is not None
    behind = form.start() if form else end
    return is_form(text[following.end() : behind]) or _end_of_form(text, following.end(), behind) is not None


def _goes_on(text: str, start: int, match: re.Match[str], stop: int) -> bool:
    """Tell whether a preposition stands inside a name: "Leben mit Autismus e.V.", but "Foo Ltd in London"."""
    head, tail = text[start : match.start()].strip(), text[match.end() : stop].strip()
    if not tail[:1].isupper() or legal_form(head) or is_organisation(head):
        return False
    return legal_form(f"{head} {tail}") is not None or is_organisation(tail)


def _is_kind(text: str) -> bool:
    """Tell whether a name begins with what it is of its kind, for which it may say its purpose: "Fondation Arcadie"."""
    first, _, rest = text.strip().partition(" ")
    return bool(rest) and is_common_word(first) and legal_form(text) is None


def is_form(text: str) -> bool:
    """Tell whether words are a legal form and nothing else."""
    return bool(text.strip()) and core(f"Qqq {text}") == "qqq"


def _is_capitals(text: str) -> bool:
    return text.upper() == text
