"""From cues to sections: each names one organisation in one role, and holds until the next."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from detectors.legal.folding import Unit, fold, units
from detectors.legal.mention import Kind
from detectors.legal.naming import Name, name_after, name_before
from detectors.legal.vocabulary import Cue, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form
from detectors.numbers import Number, find_numbers

# How many units after a heading its value may stand, and how far the words reach that show a legal identity.
_PENDING = 4
_IDENTITY_REACH = 320
_PERSON_REACH = 160


@dataclass(slots=True)
class Section:
    """Part of a notice. `role` is None where a heading closed the one before; `sure` when a label or verb names the role."""

    role: Role | None
    kind: Kind
    start: int
    end: int
    sure: bool
    opened: int
    name: str = ""
    person: bool = False
    numbers: list[Number] = field(default_factory=list)

    @property
    def is_pending(self) -> bool:
        """Tell whether it still waits for its name."""
        return self.role is not None and not self.name and not self.person


class Director(NamedTuple):
    """Where the words stand that announce who answers for the content, and whether a person's name follows them."""

    start: int
    end: int
    person: bool


class Walk:
    """One walk through a text, unit by unit, with the section that is open."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text, self.folded, self.vocabulary = text, fold(text), vocabulary
        self.units = units(text)
        self.cues = [vocabulary.cues(self.folded, unit) for unit in self.units]
        self.numbers = [number for number in find_numbers(text) if number.valid]
        self.sections: list[Section] = []
        self.loose: list[Number] = []  # numbers that stand before every section
        self.director: Director | None = None
        self.is_notice = bool(self.numbers) or any(self._marks_notice(cue) for cues in self.cues for cue in cues)

    def read(self) -> list[Section]:
        """Walk, give every number to the section that it stands in, and return the sections in the order of reading."""
        for index, unit in enumerate(self.units):
            self._read_unit(index, unit)
        for number in self.numbers:
            self._assign(number)
        return self.sections

    def _assign(self, number: Number) -> None:
        """Give a number to the section where its digits stand first; a parent company's name in passing takes none."""
        start = self.text.find(self.text[number.start : number.end])
        before = [section for section in self.sections if section.start <= start and section.role is not Role.OWNER]
        if before:
            max(before, key=lambda section: section.start).numbers.append(number)
        else:
            self.loose.append(number)

    def rest_of_unit(self, position: int) -> int:
        """Return where the unit around `position` ends, or the next phrase in it that is about something else."""
        index = max(0, bisect_right(self.units, position, key=lambda unit: unit.start) - 1)
        starts = (cue.start for cue in self.cues[index] if cue.start >= position and cue.meaning.use != "neutral")
        return max(position, next(starts, self.units[index].end))

    @staticmethod
    def _marks_notice(cue: Cue) -> bool:
        return cue.meaning.use in ("heading", "director") or cue.meaning.role is Role.HOST

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
            begin = cues[position - 1].end if position else unit.start
            self._read_cue(index, cue, begin, end)

    def _read_cue(self, index: int, cue: Cue, begin: int, end: int) -> None:
        use = cue.meaning.use
        if use == "label":
            self._open(index, cue, name_after(self.text, self.folded, cue.value, end, self.vocabulary), end)
        elif use == "by":
            self._read_verb(index, cue, name_after(self.text, self.folded, cue.value, end, self.vocabulary), end)
        elif use == "after":
            name = name_before(self.text, self.folded, begin, cue.start, self.vocabulary)
            if name:
                self._open(index, cue, name, end)
        elif use == "name":
            self._read_name(index, cue, end)
        elif use == "heading":
            self._read_heading(index, cue, end)
        elif use == "other":
            self.sections.append(Section(None, "notice", cue.start, cue.end, True, index))
        elif use == "director" and (self.director is None or not self.director.person):
            name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
            self.director = Director(cue.start, cue.end, bool(name and is_person(name.text)))

    def _open(self, index: int, cue: Cue, name: Name | None, end: int, *, sure: bool = True) -> None:
        role = cue.meaning.role
        section = Section(role, cue.meaning.kind, cue.start, cue.end, sure, index)
        self.sections.append(section)
        if name:
            self._name(section, name)
        elif role is Role.PUBLISHER and self._is_private(cue.end, end):
            section.person = True

    def _read_verb(self, index: int, cue: Cue, name: Name | None, end: int) -> None:
        """A verb names the publisher only of this site: "the site is published by", not "the book is published by"."""
        if cue.meaning.role is Role.PUBLISHER and cue.meaning.kind == "notice" and not cue.sited:
            named = name and is_organisation(name.text)
            if not (named and (cue.at_head or self.is_notice)):
                return
        if name or (cue.meaning.role is Role.PUBLISHER and self._is_private(cue.end, end)):
            self._open(index, cue, name, end)

    def _read_name(self, index: int, cue: Cue, end: int) -> None:
        name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
        current = self._current
        if not name:
            return
        if current and current.is_pending:
            self._name(current, name)
        elif not any(s.role is Role.PUBLISHER and not s.is_pending for s in self.sections) and (
            current is None or current.role is None
        ):
            self._open(index, cue, name, end)

    def _read_heading(self, index: int, cue: Cue, end: int) -> None:
        """A notice's own title: what follows, or stands behind its colon, is the publisher's identity."""
        self.sections.append(Section(Role.PUBLISHER, "notice", cue.start, cue.end, False, index))
        if cue.value < end:
            self._read_plain(index, Unit(cue.value, end))

    def _read_plain(self, index: int, part: Unit) -> None:
        """Read words without a label: the value of a heading above, or an identity line."""
        current = self._current
        pending = current is not None and current.is_pending and index - current.opened <= _PENDING
        if not pending and any(s.role is Role.PUBLISHER and not s.is_pending for s in self.sections):
            return
        name = name_after(self.text, self.folded, part.start, part.end, self.vocabulary)
        if not name:
            return
        if current is not None and pending and current.sure:
            self._name(current, name)
        elif self._is_identity(name, part, headed=pending):
            if current is None or not pending:
                if current is not None and current.role is not None and not current.is_pending:
                    return
                current = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index)
                self.sections.append(current)
            self._name(current, name)

    def _is_identity(self, name: Name, part: Unit, *, headed: bool) -> bool:
        """Tell whether a line gives a legal identity: a name with form, capital, register or number around it."""
        alone = len(self.text[part.start : part.end].strip(" \n\t.*-")) <= len(name.text) + 2
        if is_person(name.text):
            return headed and alone
        formal = legal_form(name.text) is not None or is_organisation(name.text)
        if headed and formal:
            return True
        around = self.folded[name.end : min(self._next_role(name.end), name.end + _IDENTITY_REACH)]
        shown = self.vocabulary.has("identity", around)
        return shown and (formal or alone or self.text[name.end : name.end + 3].strip(" ")[:1] in (",", "-", "–", "("))

    def _next_role(self, position: int) -> int:
        starts = (
            cue.start
            for cues in self.cues
            for cue in cues
            if cue.start > position and cue.meaning.use in ("label", "by") and cue.meaning.role is not Role.PUBLISHER
        )
        return next(starts, len(self.text))

    def _name(self, section: Section, name: Name) -> None:
        if section.role is not Role.PUBLISHER:
            section.name = "" if is_person(name.text) else name.text
            section.role = section.role if section.name else None
        elif is_person(name.text) or (
            legal_form(name.text) is None
            and self._is_private(name.start, min(name.end + _PERSON_REACH, len(self.text)))
        ):
            section.person = True
            return
        else:
            section.name = name.text
        section.start, section.end = min(section.start, name.start), max(section.end, name.end)

    def _is_private(self, start: int, end: int) -> bool:
        """Tell whether the words there say that this is a natural person, up to the next role."""
        end = min(end, self._next_role(start))
        words = set(self.text[start:end].replace(",", " ").split())
        return self.vocabulary.has("person", self.folded[start:end]) or bool(
            words & self.vocabulary.words["person_exact"]
        )
