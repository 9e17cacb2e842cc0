"""What a clause says of the site: that somebody tends or made the whole of it, whose it is, or in whose name."""

from __future__ import annotations

import re

from detectors.legal.described import is_called_organisation
from detectors.legal.folding import fold
from detectors.legal.lines import Lines
from detectors.legal.naming import Name
from detectors.legal.vocabulary import Cue
from detectors.names import is_organisation, is_person, legal_form, normalise, words

_REACH = 160  # characters of a clause before its verb
_CLAUSE = re.compile(r"[;:(]|[.!?]\s")
_TOKEN = re.compile(r"[^\s,]+")
_TRIM = "«»\"“”„'’‘().,–—-"
_RELATIVE = re.compile(
    r"[\s,]*(?:qui|who|which|that|die|der|das|welche[rs]?|que|che|e che|dat|welke|ktory|ktora|ktore)"
    r"(?: (?:auch|also|aussi|anche|tambien|ne|ook|tambem|rowniez))?\s*"
)
_ENDS = re.compile(r"\s*(?:\Z|[.,;:(\n|–—-])")
_INDEFINITE = re.compile(r"(?:une?|an?|eine?|een|uma?|una|un')(?:\s|(?<='))")
_BY = frozenset({"by", "par", "von", "vom", "durch", "por", "da", "dal", "dalla", "door", "pelo", "pela", "przez"})
_FEW = 2  # adjectives and the like beside a word for a site: "un service gratuit proposé par"
_TOP = 3  # units


class Clauses(Lines):
    """A text laid out, asked what its clauses say of the site."""

    def tends_site(self, index: int, cue: Cue, name: Name | None, *, whole: bool) -> bool:
        """Tell whether a verb that makers of sites are credited with names who is behind the whole of this one.

        `whole`: it is also said of "this site", not only of the site's own name.

        "Le Journal du Sommeil est géré par la Fondation Arcadie", but neither "Payments on this site are managed by
        Foo Ltd" nor "this site is managed by Agence Kiwi".
        """
        if not name or not self._is_organisation(cue, name) or self._is_makers(cue, name):
            return False
        said = self._after_own_name(index, cue)
        if (said is not None and self._says_what_site_is(said)) or (whole and self.is_said_of_site(index, cue)):
            return True
        return whole and self.is_credit(index, cue) and legal_form(name.text) is None  # firms that make sites sign so

    def is_credit(self, index: int, cue: Cue) -> bool:
        """Tell whether a verb stands at the head of its line, or behind a bare word for a site: "Sito a cura di"."""
        said = self._after_word_for_site(index, cue)
        return cue.at_head or (said is not None and self.vocabulary.words["whole_site"].issuperset(said))

    def is_said_of_site(self, index: int, cue: Cue) -> bool:
        """Tell whether no more than "is" stands between the site, by its name or a word for it, and a cue."""
        said = (self._after_own_name(index, cue), self._after_word_for_site(index, cue))
        return any(words is not None and self._has_verb(words) and self._is_plain(words) for words in said)

    def is_caption(self, index: int, cue: Cue, name: Name | None) -> bool:
        """Tell whether words without a verb say whose site this is: "Foo – ein Angebot der Bar GmbH".

        Without the site's name before them they stand alone on a line at the top, and no "the" begins them elsewhere
        than on the site's legal notice: a list of links may have "The website of Bar Ltd".
        """
        if (
            not name
            or not self._is_organisation(cue, name)
            or not _ENDS.match(self.text, name.end, self.units[index].end)
        ):
            return False
        said = self._after_own_name(index, cue)
        if said is not None:
            return self._is_plain(said)
        indefinite = _INDEFINITE.match(self.folded, cue.start) is not None
        return cue.at_head and index <= _TOP and (indefinite or self.site.legal)

    def is_for_another(self, index: int, cue: Cue, name: Name | None) -> bool:
        """Tell whether "on behalf of" says in whose name the site is run, and not in whose name data are processed."""
        if not name or not self._is_organisation(cue, name):
            return False
        for said in (self._after_own_name(index, cue), self._after_word_for_site(index, cue)):
            agent = next((place for place, word in enumerate(said or ()) if word in _BY), None)
            if said is not None and len(self._unknown(said[:agent])) < _FEW:
                return True
        return False

    def is_relative(self, position: int, cue: Cue) -> bool:
        """Tell whether a clause says more of the name that ends at `position`: "organised by Foo, who publish this"."""
        return _RELATIVE.fullmatch(self.folded, position, cue.start) is not None

    def _is_organisation(self, cue: Cue, name: Name) -> bool:
        called = is_called_organisation(self.folded[cue.start : name.start])
        return not is_person(name.text) and (called or is_organisation(name.text) or self.has_form(name))

    def _is_makers(self, cue: Cue, name: Name) -> bool:
        own = {*words(name.text), *_TOKEN.findall(self.folded[cue.end : name.start])}
        return not own.isdisjoint(self.vocabulary.words["makers"])

    def _after_own_name(self, index: int, cue: Cue) -> list[str] | None:
        """Return the folded words between the site's own name and a cue; None when no name of it stands before."""
        if not self.has_site_as_subject(index, cue):
            return None
        before = self._clause(index, cue)
        for count in range(len(before), 0, -1):
            key = normalise(" ".join(before[:count]))
            if any(key.endswith(own) for own in self.site.subjects):
                return [fold(word) for word in before[count:]]
        return None

    def _after_word_for_site(self, index: int, cue: Cue) -> list[str] | None:
        """Return the folded words between "this site" at the head of a clause and a cue."""
        before = [fold(word) for word in self._clause(index, cue)]
        for place, word in enumerate(before):
            if word in self.vocabulary.words["whole_site"]:
                return before[place + 1 :]
            if word not in self.vocabulary.words["leading"]:
                return None
        return None

    def _clause(self, index: int, cue: Cue) -> list[str]:
        """Return the words of a cue's clause before it, without their punctuation."""
        text = self.text[max(self.units[index].start, cue.start - _REACH) : cue.start]
        bare = (word.strip(_TRIM) for word in _TOKEN.findall(_CLAUSE.split(text)[-1]))
        return [word for word in bare if word]

    def _says_what_site_is(self, said: list[str]) -> bool:
        """Tell whether words lead from the site to a verb: "is", or "is a free service"; none between is no clause."""
        unknown = self._unknown(said)
        works = self.vocabulary.words["work"] | self.vocabulary.words["whole_site"]
        return self._has_verb(said) and (not unknown or (len(unknown) <= _FEW and not works.isdisjoint(said)))

    def _has_verb(self, said: list[str]) -> bool:
        return not self.vocabulary.words["linking"].isdisjoint(said)

    def _is_plain(self, said: list[str]) -> bool:
        return not self._unknown(said)

    def _unknown(self, said: list[str]) -> list[str]:
        known = self.vocabulary.words
        own = {word for title in self.site.titles for word in fold(title).split()}
        known_words = known["linking"] | known["leading"] | known["work"] | known["whole_site"] | own
        return [word for word in said if word not in known_words]
