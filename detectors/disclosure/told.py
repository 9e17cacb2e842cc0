"""What a sentence tells that fits no phrase: the senses of its words, and how much they weigh together.

Phrases (`detectors.disclosure.phrases`) say a thing in the orders that people mostly use. What is left over is weighed
here: each language lists words by sense (``data/told/<lang>.toml``: who gives, what is given, to whom, for what),
and one logistic model for all languages adds up what the senses of a sentence weigh, alone and beside each other
(``data/told/weights.toml``, fitted by `bench.told`). It is asked only about sentences that hold a stem
of some phrase, and answers only when it is nearly sure: a gift that is read where none was given hides a promotion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from detectors.data_files import load_toml
from detectors.disclosure.naming import is_private
from detectors.disclosure.phrases import Rule
from detectors.model import MarkerKind
from detectors.senses import Span, build, counts, follows, spans

TABLE = "told"

_WORD = re.compile(r"[@#]?\w[\w'&.-]*")
_SENTENCE_ENDS = '.!?:"'
_NEAR, _NEXT = 25, 12  # characters between "by" and who gives, and between what is done and "by"
_LEAST, _BRIEF, _LONG = 5, 10, 30  # words
_GIVERS = ("giver", "name")
_DONE = ("giving", "sponsor", "pay", "partner")
_CUES = ("gift", "free", "purpose", "pay", "sponsor", "partner", "advert", "affiliate")
_TELLING = frozenset({*_CUES, "giving", "employment"})
_SPOKEN = frozenset({"author", "recipient", "content", "thanks", "purpose", "free"})

# Before a name in a language that writes every noun with a capital: "von Almstoff", but "von der Firma".
_BARE_PREPOSITIONS = {"de": frozenset({"von", "mit", "bei", "durch", "an", "fur", "und"})}

# The first whose senses a sentence has, in one of several ways, with its label in the rules of adequacy.
_KINDS = tuple(
    (tuple(frozenset(way.split()) for way in ways), kind, label)
    for ways, kind, label in (
        (("affiliate", "link pay"), MarkerKind.AFFILIATE, "affiliate_statement"),
        (("employment preface", "employment family"), MarkerKind.EMPLOYMENT, "employment"),
        (
            ("gift source", "gift giving", "giving source free", "giving source purpose", "giving giver recipient"),
            MarkerKind.GIFT,
            "gift_statement",
        ),
        (("sponsor", "pay content", "pay source recipient", "pay done_by"), MarkerKind.SPONSORED, "sponsored"),
        (("giving name recipient", "gift thanks", "gift free"), MarkerKind.GIFT, "gift_statement"),
        (("partner content", "partner source"), MarkerKind.SPONSORED, "collaboration"),
        (("advert content",), MarkerKind.AD_LABEL, "ad_label"),
    )
)


def told(sentence: str, lang: str) -> Rule | None:
    """Return what a sentence, made plain, tells of a gift, a payment or an employer, as a rule without phrases.

    None unless that is nearly sure.
    """
    places = _places(sentence, lang)
    if not is_spoken(places.keys()) or not _TELLING & places.keys():  # most sentences end here
        return None
    senses = _shaped(sentence, lang, places)
    if not counts(TABLE, senses):
        return None
    found = ((kind, label) for ways, kind, label in _KINDS if any(way <= senses for way in ways))
    return next((Rule(kind, label, (), (), (), lang) for kind, label in found), None)


def named(sentence: str, lang: str) -> Span | None:
    """Return where the organisation stands that a sentence names: behind "by" or its like, else the first."""
    places = spans(TABLE, sentence, lang)
    names, _ = _names(sentence, lang, places.get("thanks", ()))
    return next((name for name in names if follows(places.get("by", ()), [name], _NEAR)), names[0] if names else None)


def is_spoken(senses: Set[str]) -> bool:
    """Tell whether senses are those of a sentence in which an author speaks; "Work for us" in a menu is none."""
    return bool(senses & _SPOKEN)


def senses_of(sentence: str, lang: str) -> frozenset[str]:
    """Return the senses of a sentence's words, with what its shape and the order of its words add to them.

    Empty for a sentence so short that it may be a label: of labels, the phrases know those that disclose.
    """
    places = _places(sentence, lang)
    return _shaped(sentence, lang, places) if places else frozenset()


def _places(sentence: str, lang: str) -> dict[str, list[Span]]:
    if sentence.count(" ") + 1 < _LEAST:
        return {}
    places = spans(TABLE, sentence, lang)
    if "recipient" in places and all(sentence[start:end] == "US" for start, end in places["recipient"]):
        del places["recipient"]
    return places


def _shaped(sentence: str, lang: str, places: dict[str, list[Span]]) -> frozenset[str]:
    length = sentence.count(" ") + 1
    names, persons = _names(sentence, lang, places.get("thanks", ()))
    if names:
        places["name"] = names
    found = {*places, "kin"} if persons else set(places)
    found |= {"brief"} if length <= _BRIEF else {"long"} if length > _LONG else set()
    if any(sense in found for sense in _GIVERS):
        found.add("source")
    if sum(sense in found for sense in _CUES) > 1:
        found.add("several_cues")
    return frozenset(found | _by_whom(places))


def _by_whom(places: dict[str, list[Span]]) -> set[str]:
    """Return whether "by" or its like stands before who gives, and whether what was done stands before that."""
    by = places.get("by", [])
    found = {f"by_{sense}" for sense in _GIVERS if follows(by, places.get(sense, ()), _NEAR)}
    givers = [place for sense in _GIVERS for place in places.get(sense, ())]
    of_givers = [place for place in by if follows([place], givers, _NEAR)]
    done = [place for sense in _DONE for place in places.get(sense, ())]
    return found | {"done_by"} if follows(done, of_givers, _NEXT) else found


def _names(sentence: str, lang: str, thanks: Sequence[Span]) -> tuple[list[Span], bool]:
    """Return where words in capitals stand that may name an organisation, and whether others name a person.

    A word of `thanks` is no part of a name: "Merci Cuisinox".
    """
    words = [(match[0], match.span()) for match in _WORD.finditer(sentence) if match.span() not in thanks]
    bare = _BARE_PREPOSITIONS.get(lang)
    found, persons = [], False
    number = 0
    while number < len(words):
        first = number
        while number < len(words) and _is_capitalised(words[number][0]):
            number += 1
        if number == first:
            number += 1
            continue
        start, end = words[first][1][0], words[number - 1][1][1]
        begins = not sentence[:start].strip() or sentence[:start].rstrip()[-1] in _SENTENCE_ENDS
        before = words[first - 1][0].lower() if first else ""
        if is_private(sentence[start:end]):
            persons = True
        elif number - first > 1 or (before in bare if bare is not None else not begins):
            found.append((start, end))
    return found, persons


def _is_capitalised(word: str) -> bool:
    return (word[0].isupper() or word[0] == "@") and word.lower() not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return frozenset(load_toml(f"{TABLE}/no_names.toml")["words"])


def warm() -> None:
    """Build the table, so that nothing is read while examining."""
    build(TABLE)
    _no_names()
