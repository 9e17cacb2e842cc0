"""From cues to sections: each names one organisation in one role, and holds until the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from detectors.legal.described import begins_with_form, is_called_organisation
from detectors.legal.folding import Unit, fold, units
from detectors.legal.menus import page_names
from detectors.legal.naming import Name, name_after, name_before
from detectors.legal.section import Director, Section
from detectors.legal.vocabulary import Cue, Meaning, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form, normalise
from detectors.numbers import Number, find_numbers

# How many units after a heading its value may stand, and how far the words reach that show a legal identity.
_PENDING = 4
_IDENTITY_REACH = 320
_PERSON_REACH = 160
# The less a name looks like an organisation, the closer its identity must stand.
_FORMAL_REACH = 160
_PLAIN_REACH = 60
_OWNER_REACH = 2
_REPEAT_REACH = 2000
_SUBJECT_REACH = 80
_SHORTEST_SITE = 4
_SPOKEN = re.compile(r", [A-Z]\S* [^\W\d_A-Z]")  # "Foo, Inc. kept me waiting"
_ADDRESS = re.compile(r"(?<!\d)(?:\d{5}|(?!19|20)\d{4})[ \u00a0]+[A-ZÀ-Þ]")  # postcode and town, not a year


class Walk:
    """One walk through a text, unit by unit, with the section that is open."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: str = "") -> None:
        self.text, self.folded, self.vocabulary = text, fold(text), vocabulary
        # Of a host the name before its suffix: "The Sleep Judge is owned by ..." on thesleepjudge.com.
        self.site = normalise(site if " " in site else site.partition(".")[0])
        self.units = units(text)
        self.cues = [vocabulary.cues(self.folded, unit) for unit in self.units]
        self.numbers = [number for number in find_numbers(text) if number.valid]
        self.sections: list[Section] = []
        self.loose: list[Number] = []  # numbers that stand before every section
        self.director: Director | None = None
        all_cues = [cue for cues in self.cues for cue in cues]
        self.roles = [cue.start for cue in all_cues if cue.names_other_role]
        self.is_notice = bool(self.numbers) or any(cue.marks_notice for cue in all_cues)
        self.has_publisher = False

    def read(self) -> list[Section]:
        """Walk, give every number to the section that it stands in, and return the sections in the order of reading."""
        for index, unit in enumerate(self.units):
            self._read_unit(index, unit)
        for number in self.numbers:
            self._assign(number)
        self._return_numbers()
        return self.sections

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

    def rest_of_unit(self, position: int) -> int:
        """Return where the unit around `position` ends, or the next phrase in it that is about something else."""
        index = max(0, bisect_right(self.units, position, key=lambda unit: unit.start) - 1)
        starts = (cue.start for cue in self.cues[index] if cue.start >= position and cue.meaning.use != "neutral")
        return max(position, next(starts, self.units[index].end))

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
            self._open(index, cue, name, private=self._is_private(cue.end, end))
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
        elif use == "other":
            self.sections.append(Section(None, "notice", cue.start, cue.end, True, index))
        elif use in ("answerable", "director") and (self.director is None or not self.director.person):
            name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
            stated = self.is_notice and ":" in self.text[cue.end : cue.value]
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
        if self.folded[cue.start : cue.end] in self.vocabulary.words["branding"] and self._has_site_as_subject(
            index, cue
        ):
            cue = replace(cue, meaning=Meaning("by"))
        clause = self.folded[self.units[index].start : cue.start]
        if cue.meaning.role is Role.PUBLISHER and self.vocabulary.is_of_a_service(self.folded, cue, clause):
            return
        if cue.meaning.kind == "notice" and not cue.sited and not self._is_about_site(index, cue, name, end):
            return
        private = cue.meaning.role is Role.PUBLISHER and self._is_private(self.units[index].start, end)
        if name or private:
            self._open(index, cue, name, private=private)

    def _has_site_as_subject(self, index: int, cue: Cue) -> bool:
        subject = self.text[max(self.units[index].start, cue.start - _SUBJECT_REACH) : cue.start]
        return len(self.site) >= _SHORTEST_SITE and self.site in normalise(subject)

    def _is_about_site(self, index: int, cue: Cue, name: Name | None, end: int) -> bool:
        """Tell whether a verb whose sentence speaks of no site still says who is behind this one."""
        role, current = cue.meaning.role, self._current
        naming = self.folded[cue.start : cue.end] in self.vocabulary.words["naming"]
        if self._has_site_as_subject(index, cue) or (naming and name is not None and legal_form(name.text) is not None):
            return True
        if role is Role.OWNER:
            follows = current is not None and current.role is Role.PUBLISHER and index - current.opened <= _OWNER_REACH
            return follows and name is not None and is_organisation(name.text)
        if role is not Role.PUBLISHER:
            return True
        if not name or not self.is_notice:
            return bool(name) and cue.at_head and is_organisation(name.text if name else "")
        numbered = any(cue.start < number.start < end for number in self.numbers)
        if legal_form(name.text) is not None or is_called_organisation(self.folded[cue.start : name.start]):
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
            and current.opened == index - 1
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
            return
        name = self._line_name(part)
        if not name:
            return
        if current is not None and pending and current.sure:
            if self._fits(current, name, part):
                self._name(current, name)
        elif self._is_identity(name, part, headed=pending) or self._is_opening(index, name, part):
            if current is None or not pending:
                if current is not None and current.role is not None and not current.is_pending:
                    return
                current = Section(Role.PUBLISHER, "notice", name.start, name.end, False, index)
                self.sections.append(current)
            self._name(current, name)

    def _line_name(self, part: Unit) -> Name | None:
        """Return the name on a line: the first, unless only another has a legal form ("Hotel Azur - SARL Durand")."""
        first = name_after(self.text, self.folded, part.start, part.end, self.vocabulary)
        if first and legal_form(first.text):
            return first
        formal = name_before(self.text, self.folded, part.start, part.end, self.vocabulary)
        return formal if formal and legal_form(formal.text) else first

    def _fits(self, section: Section, name: Name, part: Unit) -> bool:
        """Tell whether a line may be the value of the label above it; in menus, labels stand above anything."""
        if section.role is not Role.PUBLISHER:
            return self.is_notice
        named = is_organisation(name.text) and (legal_form(name.text) is not None or " " in name.text)
        if named or is_person(name.text):
            return True
        return self._is_identity(name, part, headed=True)

    def _is_identity(self, name: Name, part: Unit, *, headed: bool) -> bool:
        """Tell whether a line gives a legal identity: a name with form, capital, register, number or address around."""
        alone = len(self.text[part.start : part.end].strip(" \n\t.*-")) <= len(name.text) + 2
        reach = min(self._next_role(name.end), name.end + _IDENTITY_REACH)
        addressed = headed and _ADDRESS.search(self.text, name.end, reach) is not None
        if is_person(name.text):
            return headed and alone and (addressed or self._is_private(name.end, reach))
        formal = is_organisation(name.text)
        if headed and (legal_form(name.text) or (formal and addressed)):
            return True
        near = reach if legal_form(name.text) else min(reach, name.end + (_FORMAL_REACH if headed else _PLAIN_REACH))
        shown = self.vocabulary.has("identity", self.folded[name.end : near]) or self._has_number(name.end, near)
        return shown and (formal or alone or self.text[name.end : name.end + 3].strip(" ")[:1] in (",", "-", "–", "("))

    def _is_opening(self, index: int, name: Name, part: Unit) -> bool:
        """Tell whether a text opens with its organisation: "Foo GmbH. Bilder: Bar AG", "Town Hall - Site by X".

        A site's title may be an organisation's words too, so without a legal form another role has to follow at once.
        """
        begins = all(map(self.vocabulary.words["fillers"].__contains__, self.folded[part.start : name.start].split()))
        rest = self.text[name.end : part.end].lstrip(" .")
        formal = legal_form(name.text) is not None or begins_with_form(rest.lstrip(" ,–—-|("))
        stopped = formal and name.text.endswith(".")  # "Foo S.L. Bases del sorteo: ..."
        if index or not begins or self.sections or (rest and rest[0] not in ",-–—|·(\n" and not stopped):
            return False
        line = self.folded[name.end :].partition("\n")[0].strip(" .")
        if (line.isalpha() and not page_names().fullmatch(line)) or _SPOKEN.match(rest):  # the title "Foo, Inc. Hell"
            return False
        near = self.units[min(index + 1, len(self.units) - 1)].end
        answered = any(cue.meaning.use in ("director", "answerable") for cues in self.cues[:2] for cue in cues)
        credited = answered or self._next_role(name.end) < near
        if formal:
            return not rest or self.is_notice or credited
        run_by = any(cue.meaning.use == "by" and cue.meaning.role is Role.PUBLISHER for cue in self.cues[index])
        return is_organisation(name.text) and " " in name.text and credited and not run_by

    def _has_number(self, start: int, end: int) -> bool:
        index = bisect_left(self.numbers, start, key=lambda number: number.start)
        return index < len(self.numbers) and self.numbers[index].start < end

    def _next_role(self, position: int) -> int:
        index = bisect_right(self.roles, position)
        return self.roles[index] if index < len(self.roles) else len(self.text)

    def _name(self, section: Section, name: Name) -> None:
        if section.role is not Role.PUBLISHER:
            section.name = "" if is_person(name.text) else name.text
            section.role = section.role if section.name else None
        elif is_person(name.text) or (
            legal_form(name.text) is None
            and self._is_private(name.start, min(name.end + _PERSON_REACH, len(self.text)))
        ):
            section.person = self.has_publisher = True
            return
        else:
            self.has_publisher = True
            section.name = name.text
        section.start, section.end = min(section.start, name.start), max(section.end, name.end)

    def _is_private(self, start: int, end: int) -> bool:
        """Tell whether the words there say that this is a natural person, up to the next role."""
        end = min(end, self._next_role(start))
        words = set(self.text[start:end].replace(",", " ").split())
        return self.vocabulary.has("person", self.folded[start:end]) or bool(
            words & self.vocabulary.words["person_exact"]
        )
