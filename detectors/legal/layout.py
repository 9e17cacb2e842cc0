"""A text laid out for reading: its units, cues and numbers."""

from __future__ import annotations

from bisect import bisect_right

from detectors.legal.folding import Unit, fold, units
from detectors.legal.menus import is_menu_word, without_menus
from detectors.legal.naming import Name, name_after, name_before, spelt_out
from detectors.legal.site import NOWHERE, Site
from detectors.legal.tables import Table, tables
from detectors.legal.vocabulary import Cue, Vocabulary
from detectors.names import is_organisation, legal_form, normalise
from detectors.numbers import find_numbers

_SUBJECT_REACH = 80


class Layout:
    """A text with its units, the cues of each, its numbers, and the tables that are read for themselves."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: Site = NOWHERE) -> None:
        self.text, self.folded, self.vocabulary, self.site = text, fold(text), vocabulary, site
        self.tables: list[Table] = tables(text, self.folded, vocabulary)
        outside = [unit for unit in units(text) if not self._is_in_table(unit.start)]
        self.units = without_menus(self.folded, outside, self._is_of_a_notice, self._is_title)
        self.cues: list[list[Cue]] = [vocabulary.cues(self.folded, unit) for unit in self.units]
        self.numbers = [number for number in find_numbers(text) if number.valid and not self._is_in_table(number.start)]
        all_cues = [cue for cues in self.cues for cue in cues]
        self.roles = [cue.start for cue in all_cues if cue.names_other_role]
        self.said = [cue.start for cue in all_cues if cue.speaks]
        self.is_notice = bool(self.numbers or self.tables) or any(cue.marks_notice for cue in all_cues)

    def _is_in_table(self, position: int) -> bool:
        index = bisect_right(self.tables, position, key=lambda table: table.start) - 1
        return index >= 0 and position < self.tables[index].end

    def _is_of_a_notice(self, unit: Unit) -> bool:
        """Tell whether a short line is no word of a menu: a role, or an organisation's name."""
        if any(cue.names_someone for cue in self.vocabulary.cues(self.folded, unit)):
            return True
        written = self.text[unit.start : unit.end].strip()
        worded = " " in written and is_organisation(written)
        named = legal_form(written) is not None or worded or self.site.is_called(written)
        return named and not is_menu_word(self.folded[unit.start : unit.end].strip())

    def _is_title(self, unit: Unit) -> bool:
        return any(cue.meaning.use == "title" for cue in self.vocabulary.cues(self.folded, unit))

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
        key = normalise(subject)
        return any(own in key for own in self.site.subjects)

    def next_said(self, position: int) -> int:
        """Return where the next words announce someone, or the notice that does; the end of the text without any."""
        index = bisect_right(self.said, position)
        return self.said[index] if index < len(self.said) else len(self.text)

    def line_name(self, part: Unit) -> Name | None:
        """Return the name on a line: the first, unless only another has a legal form ("Hotel Azur - SARL Durand")."""
        first = name_after(self.text, self.folded, part.start, part.end, self.vocabulary)
        if first:
            first = spelt_out(self.text, self.folded, first, part.end, self.vocabulary)
        if first and legal_form(first.text):
            return first
        formal = name_before(self.text, self.folded, part.start, part.end, self.vocabulary)
        return formal if formal and legal_form(formal.text) else first

    def next_role(self, position: int) -> int:
        """Return where the next organisation with another role is announced; the end of the text without one."""
        index = bisect_right(self.roles, position)
        return self.roles[index] if index < len(self.roles) else len(self.text)
