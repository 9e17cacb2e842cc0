"""What a line of a notice is: the value of the label above it, the opening of the text, the party of its terms."""

from __future__ import annotations

import re
from functools import partial

from detectors.legal.folding import Unit
from detectors.legal.menus import page_names
from detectors.legal.naming import Name, name_before, party
from detectors.legal.surroundings import Surroundings
from detectors.legal.vocabulary import Cue
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form

_SPOKEN = re.compile(r", [A-Z]\S* [^\W\d_A-Z]")  # "Foo, Inc. kept me waiting"
_BELOW = 3  # lines
_OWNING = re.compile(
    r"propri|appart|owned|property|belong|eigentum|gehort|besitz|propiedad|pertenec|pertence|eigen|własn|nalez"
)
_CLAUSE = re.compile(r"[,;:(]")
_WORD = re.compile(r"[^\W_]+")
_WE = re.compile(r"\((?:[^()\n]{0,40}[\"“«„'] ?)(?:we|us|our|nous|notre|wir|uns|noi|nosotros|wij|ons|nos|my)[^\w]")


class Lines(Surroundings):
    """A text laid out, asked what its lines are."""

    def says(self, cue: Cue, group: str) -> bool:
        """Tell whether a cue's phrase belongs to a word group."""
        return self.folded[cue.start : cue.end] in self.vocabulary.words[group]

    def announces(self, index: int, cue: Cue, end: int) -> bool:
        """Tell whether a verb ends its line, so that the next one names: "Ce site est la propriété de :"."""
        privacy = cue.meaning.kind == "privacy"
        rest = self.folded[cue.end : end].strip(" :")
        open_ended = end == self.units[index].end and (not rest or rest in self.vocabulary.words["fillers"])
        return open_ended and (privacy or (self.is_notice and (cue.sited or cue.at_head)))

    def is_labelled(self, index: int, name: Name, part: Unit, *, headed: bool) -> bool:
        """Tell whether words of which no list knows the role lead to a name: "Companies of our group: Foo Ltd".

        Its own number on the line tells otherwise; so does, where no title stands above, that no other company follows.
        """
        if ":" not in self.text[part.start : name.start]:
            return False
        end = self.text.find("\n", name.end)
        if self.has_number(name.end, min(self.next_role(name.end), end if end >= 0 else len(self.text))):
            return False
        below = (self.line_name(unit) for unit in self.units[index + 1 : index + 1 + _BELOW])
        return headed or any(other and self.has_form(other) for other in below)

    def fits(self, role: Role | None, name: Name, part: Unit) -> bool:
        """Tell whether a line may be the value of the label above it; in menus, labels stand above anything."""
        if role is not Role.PUBLISHER:
            return self.is_notice
        named = is_organisation(name.text) and (legal_form(name.text) is not None or " " in name.text)
        if named or is_person(name.text):
            return True
        return self.is_identity(name, part, headed=True)

    def is_opening(self, index: int, name: Name, part: Unit) -> bool:
        """Tell whether a text opens with its organisation: "Foo GmbH. Bilder: Bar AG", "Town Hall - Site by X".

        A site's title may be an organisation's words too, so without a legal form another role has to follow at once.
        """
        begins = all(map(self.vocabulary.words["fillers"].__contains__, self.folded[part.start : name.start].split()))
        rest = self.text[name.end : part.end].lstrip(" .")
        formal = self.has_form(name)
        stopped = formal and name.text.endswith(".")  # "Foo S.L. Bases del sorteo: ..."
        if index or not begins or (rest and rest[0] not in ",-–—|·(\n" and not stopped):
            return False
        line = self.folded[name.end :].partition("\n")[0].strip(" .")
        if (line.isalpha() and not page_names().fullmatch(line)) or _SPOKEN.match(rest):  # the title "Foo, Inc. Hell"
            return False
        near = self.units[min(index + 1, len(self.units) - 1)].end
        answered = any(cue.meaning.use in ("director", "answerable") for cues in self.cues[:2] for cue in cues)
        credited = answered or self.next_role(name.end) < near
        if formal:
            return not rest or self.is_notice or credited or self.has_address(name.end, part.end)
        run_by = any(cue.meaning.use == "by" and cue.meaning.role is Role.PUBLISHER for cue in self.cues[index])
        # On a notice, an address below the first line tells the organisation's name from a title, unless another
        # line says who publishes.
        said = any(cue.meaning.role is Role.PUBLISHER and cue.speaks for cues in self.cues[:3] for cue in cues)
        below = self.units[min(2, len(self.units) - 1)].end
        located = self.is_notice and not said and self.has_address(name.end, below)
        return is_organisation(name.text) and " " in name.text and (credited or located) and not run_by

    def has_other_subject(self, index: int, cue: Cue) -> bool:
        """Tell whether a verb speaks of a part of what the site is about: "our shops are run by Foo Trading Ltd"."""
        clause = _CLAUSE.split(self.folded[self.units[index].start : cue.start])[-1].strip()
        words = _WORD.findall(clause)
        owning = _OWNING.search(self.folded, cue.start, cue.end) is not None
        if owning and not self.vocabulary.words["images"].isdisjoint(words):  # "the mark Foo belongs to Foo Ltd"
            return True
        owned = len(words) > 1 and words[0] in self.vocabulary.words["possessives"]
        return owned and self.vocabulary.words["site"].isdisjoint(words)

    def own_company(self) -> tuple[int, Name] | None:
        """Return the first company that is called as the host of its legal notice or terms, and its unit."""
        for index, unit in enumerate(self.units if self.site.legal else ()):
            if any(cue.names_other_role for cue in self.cues[index]):
                continue
            name = party(self.text, self.folded, unit, self.vocabulary, _has_own_form)
            if name and self.site.is_at(name.text):
                return index, name
        return None

    def party(self) -> tuple[int, Name] | None:
        """Return the party of general terms, and its unit: "... between Foo GmbH, Jena (hereinafter "the seller") and".

        A name without a legal form counts where it is what "we" means: 'Green Mill Trust ("we", "us")'.
        """
        for index, unit in enumerate(self.units):
            stop = self.vocabulary.first("hereafter", self.folded, unit)
            if stop is None or any(cue.names_other_role for cue in self.cues[index]):
                continue
            part = Unit(unit.start, stop)
            formal = party(self.text, self.folded, part, self.vocabulary, self.has_form) or party(
                self.text, self.folded, part, self.vocabulary, partial(self._is_numbered, stop)
            )
            if name := formal or self._speaker(unit, stop):
                return index, name
        return None

    def _is_numbered(self, stop: int, name: Name) -> bool:
        """Tell whether words show an organisation, and its number stands behind its name."""
        return is_organisation(name.text) and " " in name.text and self.has_number(name.end, stop)

    def _speaker(self, unit: Unit, stop: int) -> Name | None:
        bracket = self.text.rfind("(", unit.start, stop + 1)
        if bracket < 0 or not _WE.match(self.folded, bracket):
            return None
        name = name_before(self.text, self.folded, unit.start, bracket, self.vocabulary)
        told = name and not is_person(name.text) and not self.text[name.end : bracket].strip()
        return name if told else None


def _has_own_form(name: Name) -> bool:
    return legal_form(name.text) is not None
