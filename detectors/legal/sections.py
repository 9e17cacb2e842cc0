"""From cues to sections: each names one organisation in one role, and holds until the next."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import replace
from itertools import pairwise

from detectors.legal.described import is_called_organisation
from detectors.legal.folding import Unit, fold
from detectors.legal.layout import Layout
from detectors.legal.menus import page_names
from detectors.legal.naming import Name, name_after, name_before, party
from detectors.legal.section import Director, Section
from detectors.legal.tables import Table
from detectors.legal.vocabulary import Cue, Meaning, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form
from detectors.numbers import Number

# How many units after a heading its value may stand, and how far the words reach that show a natural person.
_PENDING = 4
_PERSON_REACH = 160
_OWNER_REACH = 2
_LEGAL_NAME_REACH = 3
_REPEAT_REACH = 2000
_SPOKEN = re.compile(r", [A-Z]\S* [^\W\d_A-Z]")  # "Foo, Inc. kept me waiting"


class Walk(Layout):
    """One walk through a text, unit by unit, with the section that is open."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: str = "") -> None:
        super().__init__(text, vocabulary, site)
        self.sections: list[Section] = []
        self.loose: list[Number] = []  # numbers that stand before every section
        self.director: Director | None = None
        self.has_publisher = False

    def read(self) -> list[Section]:
        """Walk, give every number to the section that it stands in, and return the sections in the order of reading."""
        waiting = list(self.tables)
        for index, unit in enumerate(self.units):
            while waiting and waiting[0].start < unit.start:
                self._take_table(waiting.pop(0))
            self._read_unit(index, unit)
        for table in waiting:
            self._take_table(table)
        if not self.has_publisher:
            self._read_parties()
        for number in self.numbers:
            self._assign(number)
        self._return_numbers()
        return self.sections

    def _take_table(self, table: Table) -> None:
        self.sections += table.sections
        self.has_publisher = True

    def _read_parties(self) -> None:
        """Read the party of general terms: "... between Foo GmbH, Jena (hereinafter "the seller") and the customer"."""
        for index, unit in enumerate(self.units):
            stop = self.vocabulary.first("hereafter", self.folded, unit)
            if stop is None or any(cue.names_other_role for cue in self.cues[index]):
                continue
            name = party(self.text, self.folded, Unit(unit.start, stop), self.vocabulary)
            if name:
                section = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index, name.text)
                insort(self.sections, section, key=lambda each: each.start)
                self.has_publisher = True
                return

    def _return_numbers(self) -> None:
        """Give a firm the numbers behind its owner's name on its own line: "Foo e.K., Inhaber: Uwe Foo, HRA 12"."""
        for before, section in pairwise(self.sections):
            if section.person and before.name and before.role is Role.PUBLISHER and before.opened == section.opened:
                before.numbers += section.numbers
                section.numbers.clear()

    def _assign(self, number: Number) -> None:
        """Give a number to the section where its digits stand first; a parent company's name in passing takes none."""
        start = self.text.find(self.text[number.start : number.end], max(0, number.start - _REPEAT_REACH))
        index = bisect_right(self.sections, start, key=lambda section: section.start) - 1
        if index > 0 and self.sections[index].role is Role.OWNER:
            index -= 1
        (self.sections[index].numbers if index >= 0 else self.loose).append(number)

    @property
    def _current(self) -> Section | None:
        return self.sections[-1] if self.sections else None

    def _read_unit(self, index: int, unit: Unit) -> None:
        cues = self.cues[index]
        first = cues[0].start if cues else unit.end
        if not cues or not (cues[0].at_head or cues[0].meaning.use == "after"):
            self._read_plain(index, Unit(unit.start, first))
        for position, cue in enumerate(cues):
            end = cues[position + 1].start if position + 1 < len(cues) else unit.end
            begin = cues[position - 1].end if cues[0].at_head and position else unit.start
            self._read_cue(index, cue, Unit(begin, first if begin < first else cue.start), end)

    def _read_cue(self, index: int, cue: Cue, before: Unit, end: int) -> None:
        use = cue.meaning.use
        if use == "label":
            name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
            if name and fold(name.text) in self.vocabulary.words["person_value"]:  # "Éditeur : particulier"
                name = None
            self._open(index, cue, name, private=self.is_private(cue.end, end))
        elif use == "by":
            self._read_verb(index, cue, name_after(self.text, self.folded, cue.value, end, self.vocabulary), end)
        elif use == "after":
            name = name_before(self.text, self.folded, *before, self.vocabulary)
            if name and not (self._current and self._current.name and self._current.opened == index):
                self._open(index, cue, name)
        elif use == "name":
            self._read_name(index, cue, end)
        elif use in ("title", "heading"):
            self._read_heading(index, cue, end)
        elif use == "neutral" and not self.has_publisher:  # "Anschrift: Foo e.V., Allee 1"
            name = self.line_name(Unit(cue.value, end))
            if name and legal_form(name.text):
                self._read_plain(index, Unit(cue.value, end))
        elif use == "other":
            self.sections.append(Section(None, "notice", cue.start, cue.end, True, index))
        elif use in ("answerable", "director"):
            self._read_director(index, cue, end)

    def _read_director(self, index: int, cue: Cue, end: int) -> None:
        """Note who answers for the content; an organisation that does is the publisher: "Responsable : SARL Foo"."""
        name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
        stated = self.is_notice and ":" in self.text[cue.end : cue.value]
        if stated and name and cue.meaning.use == "answerable" and not self.has_publisher and legal_form(name.text):
            self._open(index, replace(cue, meaning=Meaning("label")), name)
        elif self.director is None or not self.director.person:
            self.director = Director(cue.start, cue.end, bool(stated and name and is_person(name.text)))

    def _open(self, index: int, cue: Cue, name: Name | None, *, private: bool = False) -> None:
        section = Section(cue.meaning.role, cue.meaning.kind, cue.start, cue.end, True, index)
        self.sections.append(section)
        if name:
            self._name(section, name)
        elif private and section.role is Role.PUBLISHER:
            section.person = self.has_publisher = True

    def _read_verb(self, index: int, cue: Cue, name: Name | None, end: int) -> None:
        """A verb names the publisher only of this site: "the site is published by", not "the book is published by"."""
        if self.folded[cue.start : cue.end] in self.vocabulary.words["branding"] and self.has_site_as_subject(
            index, cue
        ):
            cue = replace(cue, meaning=Meaning("by"))
        clause = self.folded[self.units[index].start : cue.start]
        if cue.meaning.role is Role.PUBLISHER and self.vocabulary.is_of_a_service(self.folded, cue, clause):
            return
        if cue.meaning.kind == "notice" and not cue.sited and not self._is_about_site(index, cue, name, end):
            return
        private = cue.meaning.role is Role.PUBLISHER and self.is_private(self.units[index].start, end)
        if name or private:
            self._open(index, cue, name, private=private)

    def _is_about_site(self, index: int, cue: Cue, name: Name | None, end: int) -> bool:
        """Tell whether a verb whose sentence speaks of no site still says who is behind this one."""
        role, current = cue.meaning.role, self._current
        naming = self.folded[cue.start : cue.end] in self.vocabulary.words["naming"]
        if self.has_site_as_subject(index, cue) or (naming and name is not None and legal_form(name.text) is not None):
            return True
        if role is Role.OWNER:
            follows = current is not None and current.role is Role.PUBLISHER and index - current.opened <= _OWNER_REACH
            return follows and name is not None and is_organisation(name.text)
        if role is not Role.PUBLISHER:
            return True
        if not name or not self.is_notice:
            return bool(name) and cue.at_head and is_organisation(name.text if name else "")
        numbered = any(cue.start < number.start < end for number in self.numbers)
        if self.has_form(name) or is_called_organisation(self.folded[cue.start : name.start]):
            return True
        return is_organisation(name.text) and (cue.at_head or numbered)

    def _read_name(self, index: int, cue: Cue, end: int) -> None:
        name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
        current = self._current
        if not name:
            return
        if current and current.is_pending:
            self._name(current, name)
        elif (
            current
            and current.role is Role.PUBLISHER
            and index - current.opened <= _LEGAL_NAME_REACH
            and self._is_legal_name(cue, name)
        ):
            current.name = name.text if legal_form(current.name) is None else current.name
        elif not self.has_publisher and (current is None or current.role is None):
            self._open(index, cue, name)

    def _is_legal_name(self, cue: Cue, name: Name) -> bool:
        """Tell whether a label says that this is the legal name, which goes before the name of the trade above it."""
        return (
            self.folded[cue.start : cue.end] in self.vocabulary.words["legal_name"]
            and legal_form(name.text) is not None
        )

    def _read_heading(self, index: int, cue: Cue, end: int) -> None:
        """A notice's own title: what follows, or stands behind its colon, is the publisher's identity."""
        self.sections.append(Section(Role.PUBLISHER, "notice", cue.start, cue.end, False, index))
        if cue.value < end:
            self._read_plain(index, Unit(cue.value, end))

    def _read_plain(self, index: int, part: Unit) -> None:
        """Read words without a label: the value of a heading above, or an identity line."""
        current = self._current
        pending = current is not None and current.is_pending and index - current.opened <= _PENDING
        if not pending and self.has_publisher:
            self._read_formal_name(index, part)
            return
        name = self.line_name(part)
        if not name:
            return
        if current is not None and pending and current.sure:
            if self._fits(current, name, part):
                self._name(current, name)
        elif self.is_identity(name, part, headed=pending, first=index == 0) or self._is_opening(index, name, part):
            if current is None or not pending:
                if current is not None and current.role is not None and not current.is_pending:
                    return
                current = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index)
                self.sections.append(current)
            self._name(current, name)

    def _read_formal_name(self, index: int, part: Unit) -> None:
        """Take the legal name that stands by itself below the trade's: "Camping Azur", then "SAS Loisirs"."""
        current, above = self._current, self.units[index - 1]
        if current is None or current.role is not Role.PUBLISHER or current.sure or not current.name:
            return
        if not above.start <= current.end <= above.end or legal_form(current.name):
            return
        name = self.line_name(part)
        if name and legal_form(name.text) and not self.text[part.start : name.start].strip():
            current.name, current.start, current.end = name.text, name.start, name.end

    def _fits(self, section: Section, name: Name, part: Unit) -> bool:
        """Tell whether a line may be the value of the label above it; in menus, labels stand above anything."""
        if section.role is not Role.PUBLISHER:
            return self.is_notice
        named = is_organisation(name.text) and (legal_form(name.text) is not None or " " in name.text)
        if named or is_person(name.text):
            return True
        return self.is_identity(name, part, headed=True)

    def _is_opening(self, index: int, name: Name, part: Unit) -> bool:
        """Tell whether a text opens with its organisation: "Foo GmbH. Bilder: Bar AG", "Town Hall - Site by X".

        A site's title may be an organisation's words too, so without a legal form another role has to follow at once.
        """
        begins = all(map(self.vocabulary.words["fillers"].__contains__, self.folded[part.start : name.start].split()))
        rest = self.text[name.end : part.end].lstrip(" .")
        formal = self.has_form(name)
        stopped = formal and name.text.endswith(".")  # "Foo S.L. Bases del sorteo: ..."
        if index or not begins or self.sections or (rest and rest[0] not in ",-–—|·(\n" and not stopped):
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

    def _name(self, section: Section, name: Name) -> None:
        if section.role is not Role.PUBLISHER:
            section.name = "" if is_person(name.text) else name.text
            section.role = section.role if section.name else None
        elif is_person(name.text) or (
            legal_form(name.text) is None and self.is_private(name.start, min(name.end + _PERSON_REACH, len(self.text)))
        ):
            section.person = self.has_publisher = True
            return
        else:
            self.has_publisher = True
            section.name = name.text
        section.start, section.end = min(section.start, name.start), max(section.end, name.end)
