"""From cues to sections: each names one organisation in one role, and holds until the next."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import replace
from itertools import pairwise

from detectors.legal.folding import Unit
from detectors.legal.naming import Name, name_after
from detectors.legal.section import Director, Section
from detectors.legal.sentences import Sentences
from detectors.legal.site import NOWHERE, Site
from detectors.legal.tables import Table
from detectors.legal.vocabulary import Cue, Meaning, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form
from detectors.numbers import Number

# How many units after a heading its value may stand, and how far the words reach that show a natural person.
_PENDING = 4
_LEGAL_NAME_REACH = 3
_REPEAT_REACH = 2000


class Walk(Sentences):
    """One walk through a text, unit by unit, with the section that is open."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: Site = NOWHERE) -> None:
        super().__init__(text, vocabulary, site)
        self.loose: list[Number] = []  # numbers that stand before every section
        self.director: Director | None = None

    def read(self) -> list[Section]:
        """Walk, give every number to the section that it stands in, and return the sections in the order of reading."""
        waiting = list(self.tables)
        for index, unit in enumerate(self.units):
            while waiting and waiting[0].start < unit.start:
                self._take_table(waiting.pop(0))
            self._read_unit(index, unit)
        for table in waiting:
            self._take_table(table)
        if not self.has_publisher and (found := self.party() or self.own_company()):
            self._take_party(*found)
        for number in self.numbers:
            self._assign(number)
        self._return_numbers()
        return self.sections

    def _take_table(self, table: Table) -> None:
        self.sections += table.sections
        self.has_publisher = True

    def _take_party(self, index: int, name: Name) -> None:
        section = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index, name.text)
        insort(self.sections, section, key=lambda each: each.start)
        self.has_publisher = True

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
        if index > 0 and self._is_in_passing(self.sections[index - 1], self.sections[index]):
            has_one = number.kind in {each.kind for each in self.sections[index - 1].numbers}
            index -= not has_one  # but a general partner's stands behind its firm's own
        (self.sections[index].numbers if index >= 0 else self.loose).append(number)

    def _is_in_passing(self, before: Section, section: Section) -> bool:
        """Tell whether a name follows another's on its line only to say whose it is, or whose mark it bears."""
        licensed = section.role is Role.LICENSOR and before.role is Role.PUBLISHER and before.opened == section.opened
        return section.role is Role.OWNER or licensed

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
            private = self.is_said_private(cue.value, end) or (
                self.says(cue, "person_label") and name is not None and not is_organisation(name.text)
            )
            self.open(index, cue, None if private else name, private=private or self.is_private(cue.end, end))
        elif use == "by":
            self.read_verb(index, cue, name_after(self.text, self.folded, cue.value, end, self.vocabulary), end)
        elif use in ("behalf", "caption", "last"):
            self.read_clause(index, cue, end)
        elif use == "after":
            self.read_subject(index, cue, before)
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
            self.open(index, replace(cue, meaning=Meaning("label")), name)
        elif self.director is None or not self.director.person:
            self.director = Director(cue.start, cue.end, bool(stated and name and is_person(name.text)))

    def _read_name(self, index: int, cue: Cue, end: int) -> None:
        name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
        current = self.current
        if not name:
            return
        if current and current.is_pending:
            self.name(current, name)
        elif (
            current
            and current.role is Role.PUBLISHER
            and index - current.opened <= _LEGAL_NAME_REACH
            and self._is_legal_name(cue, name, current)
        ):
            if legal_form(current.name) is None:
                current.name, current.is_trade = "", False
                self.name(current, name)
        elif not self.has_publisher and (current is None or current.role is None):
            self.open(index, cue, name)
            self.sections[-1].is_trade = self.says(cue, "trade_name")

    def _is_legal_name(self, cue: Cue, name: Name, above: Section) -> bool:
        """Tell whether a label says that this is the legal name, which goes before the name of the trade above it."""
        shown = (self.says(cue, "legal_name"), legal_form(name.text) is not None, not above.sure)
        return sum(shown) > 1 or (above.is_trade and not self.says(cue, "trade_name"))

    def _read_heading(self, index: int, cue: Cue, end: int) -> None:
        """A notice's own title: what follows, or stands behind its colon, is the publisher's identity."""
        self.sections.append(Section(Role.PUBLISHER, "notice", cue.start, cue.end, False, index))
        if cue.value < end:
            self._read_plain(index, Unit(cue.value, end))

    def _read_plain(self, index: int, part: Unit) -> None:
        """Read words without a label: the value of a heading above, or an identity line."""
        current = self.current
        pending = current is not None and current.is_pending and index - current.opened <= _PENDING
        if not pending and self.has_publisher:
            self._read_formal_name(index, part)
            return
        name = self.line_name(part)
        if not name:
            return
        if current is not None and pending and current.sure:
            if self.fits(current.role, name, part):
                self.name(current, name)
            elif current.role is Role.PUBLISHER and self.is_private(part.start, part.end):
                current.person = self.has_publisher = True
        elif not (pending and current and index - current.opened <= 1) and self.is_labelled(
            index, name, part, headed=pending
        ):
            return
        elif self.is_identity(name, part, headed=pending, first=index == 0) or (
            not self.sections and self.is_opening(index, name, part)
        ):
            if current is None or not pending:
                if current is not None and current.role is not None and not current.is_pending:
                    return
                current = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index)
                self.sections.append(current)
            self.name(current, name)

    def _read_formal_name(self, index: int, part: Unit) -> None:
        """Take the legal name below the trade's, by itself or with its number: "Camping Azur", then "SAS Loisirs"."""
        current, above = self.current, self.units[index - 1]
        if current is None or current.role is not Role.PUBLISHER or current.sure or not current.name:
            return
        if legal_form(current.name):
            return
        name = self.line_name(part)
        if not name or not self.has_form(name) or self.text[part.start : name.start].strip():
            return
        below = above.start <= current.end <= above.end
        if below or (self.has_number(name.end, part.end) and not self.has_number(current.end, part.start)):
            current.name, current.start, current.end = name.text, name.start, name.end
