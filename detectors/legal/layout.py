"""A text laid out for reading: its units, cues and numbers, and what stands around a name in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detectors.legal.described import begins_with_form, begins_with_kind, is_called_organisation
from detectors.legal.folding import Unit, fold, units
from detectors.legal.naming import Name, name_after, name_before
from detectors.legal.tables import Table, tables
from detectors.legal.vocabulary import Cue, Vocabulary
from detectors.names import is_organisation, is_person, legal_form, normalise
from detectors.numbers import find_numbers

# How far the words reach that show a legal identity; the less a name looks like an organisation, the closer they stand.
_IDENTITY_REACH = 320
_FORMAL_REACH = 160
_PLAIN_REACH = 60
_SUBJECT_REACH = 80
_FORM_REACH = 80
_SHORTEST_SITE = 4
_ADDRESS = re.compile(
    r"(?<!\d)(?:\d{5}|(?!19|20)\d{4})[ \u00a0]+[A-ZÀ-Þ]"  # postcode and town, not a year
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"  # the British and the Canadian postcode
)
_BEHIND = re.compile(r"\s*[,(–—|-]+\s*|\s*\n\s*")
_IS_A = re.compile(r"\s+(?:est|is|ist|es|è)\s+(?:une?|an?|eine?|una?|un')\s+")


class Layout:
    """A text with its units, the cues of each, its numbers, and the tables that are read for themselves."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: str = "") -> None:
        self.text, self.folded, self.vocabulary = text, fold(text), vocabulary
        # Of a host the name before its suffix: "The Sleep Judge is owned by ..." on thesleepjudge.com.
        self.site = normalise(site if " " in site else site.partition(".")[0])
        self.tables: list[Table] = tables(text, self.folded, vocabulary)
        self.units = [unit for unit in units(text) if not self._is_in_table(unit.start)]
        self.cues: list[list[Cue]] = [vocabulary.cues(self.folded, unit) for unit in self.units]
        self.numbers = [number for number in find_numbers(text) if number.valid and not self._is_in_table(number.start)]
        all_cues = [cue for cues in self.cues for cue in cues]
        self.roles = [cue.start for cue in all_cues if cue.names_other_role]
        self.is_notice = bool(self.numbers or self.tables) or any(cue.marks_notice for cue in all_cues)

    def _is_in_table(self, position: int) -> bool:
        index = bisect_right(self.tables, position, key=lambda table: table.start) - 1
        return index >= 0 and position < self.tables[index].end

    def rest_of_unit(self, position: int) -> int:
        """Return where the unit around `position` ends, or the next phrase in it that is about something else."""
        index = max(0, bisect_right(self.units, position, key=lambda unit: unit.start) - 1)
        if not self.units or position > self.units[index].end:  # in a table
            return position
        starts = (cue.start for cue in self.cues[index] if cue.start >= position and cue.meaning.use != "neutral")
        return max(position, next(starts, self.units[index].end))

    def has_site_as_subject(self, index: int, cue: Cue) -> bool:
        """Tell whether the words before a cue name the site itself."""
        subject = self.text[max(self.units[index].start, cue.start - _SUBJECT_REACH) : cue.start]
        return len(self.site) >= _SHORTEST_SITE and self.site in normalise(subject)

    def has_form(self, name: Name) -> bool:
        """Tell whether a name has a legal form, its own or one set off behind it: "Foo, SAS au capital de"."""
        if legal_form(name.text):
            return True
        behind = _BEHIND.match(self.text, name.end, name.end + _FORM_REACH)
        return behind is not None and begins_with_form(self.text[behind.end() : name.end + _FORM_REACH])

    def is_said_to_be_organisation(self, name: Name) -> bool:
        """Tell whether a sentence says what kind of organisation a name is: "Foo is a company registered in ..."."""
        verb = _IS_A.match(self.text, name.end, name.end + _FORM_REACH)
        rest = self.text[verb.end() : name.end + _FORM_REACH] if verb else ""
        return begins_with_form(rest) or begins_with_kind(rest)

    def line_name(self, part: Unit) -> Name | None:
        """Return the name on a line: the first, unless only another has a legal form ("Hotel Azur - SARL Durand")."""
        first = name_after(self.text, self.folded, part.start, part.end, self.vocabulary)
        if first and legal_form(first.text):
            return first
        formal = name_before(self.text, self.folded, part.start, part.end, self.vocabulary)
        return formal if formal and legal_form(formal.text) else first

    def is_identity(self, name: Name, part: Unit, *, headed: bool, first: bool = False) -> bool:
        """Tell whether a line gives a legal identity: a name with form, capital, register, number or address around.

        `headed`: it stands below a notice's title; `first`: it opens the text.
        """
        alone = len(self.text[part.start : part.end].strip(" \n\t.*-")) <= len(name.text) + 2
        reach = min(self.next_role(name.end), name.end + _IDENTITY_REACH)
        if is_person(name.text):
            capital = all(
                word[0].isupper() or word[-1] == "." for word in name.text.split()
            )  # no "Marguerite vous accueille"
            numbered = first and capital and self.has_number(name.end, reach)
            addressed = headed and self.has_address(name.end, reach)
            private = headed and (addressed or self.is_private(name.end, reach))
            return (alone and (numbered or private)) or (private and self.text[name.end : name.end + 1] == ",")
        called = is_called_organisation(self.folded[part.start : name.start])
        formal = called or is_organisation(name.text)
        # Any page may say what "Foo is"; beside its own number, or below a notice's title, it says who speaks.
        told = headed or self.has_number(name.end, part.end)
        formed = self.has_form(name) or (told and self.is_said_to_be_organisation(name))
        if headed and (formed or (formal and self.has_address(name.end, reach))):
            return True
        far = _FORMAL_REACH if headed else _PLAIN_REACH
        if formal:  # on its own line it may stand further off
            far = max(far, min(part.end - name.end, _FORMAL_REACH))
        near = reach if formed else min(reach, name.end + far)
        shown = self.vocabulary.has("identity", self.folded[name.end : near]) or self.has_number(name.end, near)
        apart = self.text[name.end : name.end + 3].strip(" ")[:1] in (",", "-", "–", "—", "/", "·", "(")
        return shown and (formal or formed or alone or apart)

    def has_number(self, start: int, end: int) -> bool:
        """Tell whether a registration number stands in ``[start, end)``."""
        index = bisect_left(self.numbers, start, key=lambda number: number.start)
        return index < len(self.numbers) and self.numbers[index].start < end

    def has_address(self, start: int, end: int) -> bool:
        """Tell whether a postcode with its town, or a British or Canadian one, stands in ``[start, end)``."""
        return _ADDRESS.search(self.text, start, end) is not None

    def next_role(self, position: int) -> int:
        """Return where the next organisation with another role is announced; the end of the text without one."""
        index = bisect_right(self.roles, position)
        return self.roles[index] if index < len(self.roles) else len(self.text)

    def is_private(self, start: int, end: int) -> bool:
        """Tell whether the words there say that this is a natural person, up to the next role."""
        end = min(end, self.next_role(start))
        words = set(self.text[start:end].replace(",", " ").split())
        return self.vocabulary.has("person", self.folded[start:end]) or bool(
            words & self.vocabulary.words["person_exact"]
        )
