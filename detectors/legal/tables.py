"""Tables flattened into text: the labels of several organisations in one row, their values in the next.

A row stands on one line with its cells set apart ("Éditeur | Hébergeur"), or with a cell a line, as pages' tables are
read. Only a row of labels is a header, and only what reads as an organisation's or a person's name is a publisher.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.legal.folding import Unit
from detectors.legal.naming import name_after
from detectors.legal.section import Section
from detectors.legal.vocabulary import Cue, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person
from detectors.numbers import Number, find_numbers

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_SEPARATORS = tuple(map(re.compile, (r"\|", r"\t", r";", r" / ", r" {3,}")))
_MOST_CELLS = 12
_MOST_ROWS = 6
_LONGEST_LABEL = 60
_LABELS = ("label", "name", "neutral")

Row = list[Unit]


class Table(NamedTuple):
    """A table at ``[start, end)`` of the text, and the organisations that it names."""

    start: int
    end: int
    sections: tuple[Section, ...]


def tables(text: str, folded: str, vocabulary: Vocabulary) -> list[Table]:
    """Return the tables with a header row of labels, in order."""
    reader = _Reader(text, folded, vocabulary)
    lines = [Unit(*match.span()) for match in _LINE.finditer(text)]
    found: list[Table] = []
    index = 0
    while index < len(lines):
        grid, used = reader.grid(lines[index : index + 2 * _MOST_CELLS])
        sections = reader.sections(grid) if grid else ()
        if sections:
            found.append(Table(lines[index].start, lines[index + used - 1].end, sections))
        index += used if sections else 1
    return found


class _Reader:
    """Reads tables out of one text; a line's label is looked up once."""

    def __init__(self, text: str, folded: str, vocabulary: Vocabulary) -> None:
        self.text, self.folded, self.vocabulary = text, folded, vocabulary
        self.labels: dict[Unit, Cue | None] = {}

    def grid(self, lines: list[Unit]) -> tuple[list[Row], int]:
        """Return the rows of the table that begins at the first of `lines`, and how many lines it takes."""
        return self._rows_on_lines(lines[: 1 + _MOST_ROWS]) or self._cells_on_lines(lines)

    def sections(self, grid: list[Row]) -> tuple[Section, ...]:
        """Return what the columns name; a column without a role is about the organisation to the left of it."""
        found: list[Section] = []
        labels = [self._label(cell) for cell in grid[0]]
        has_role = any(label and label.meaning.use == "label" for label in labels)
        for index, label in enumerate(labels):
            if label and (label.meaning.use == "label" or (label.meaning.use == "name" and not has_role)):
                found += self._section(label, grid[1][index])
            if found:
                found[-1].numbers += self._numbers(grid, index)
        publishers = [section for section in found if section.role is Role.PUBLISHER]
        return tuple(found) if publishers and all(map(_is_publisher, publishers)) else ()

    def _rows_on_lines(self, lines: list[Unit]) -> tuple[list[Row], int] | None:
        for separator in _SEPARATORS:
            header = self._cells(lines[0], separator)
            if 2 <= len(header) <= _MOST_CELLS and self._is_header(header):
                rows = [header]
                for line in lines[1:]:
                    if len(row := self._cells(line, separator)) != len(header):
                        break
                    rows.append(row)
                return (rows, len(rows)) if len(rows) > 1 else None
        return None

    def _cells_on_lines(self, lines: list[Unit]) -> tuple[list[Row], int]:
        count = next((n for n, line in enumerate(lines) if not self._label(line)), len(lines))
        header, values = lines[:count], lines[count : 2 * count]
        if count < 2 or len(values) < count or any(map(self._label, values)):
            return [], 1
        labels = (self._label(line) for line in header)
        roles = {label.meaning.role for label in labels if label and label.meaning.use == "label"}
        if len(roles) < 2 or Role.PUBLISHER not in roles:  # in menus, single words for a role stand above anything
            return [], 1
        return [header, values], 2 * count

    def _cells(self, line: Unit, separator: re.Pattern[str]) -> Row:
        cells, start = [], line.start
        for match in separator.finditer(self.text, line.start, line.end):
            cells.append(Unit(start, match.start()))
            start = match.end()
        cells.append(Unit(start, line.end))
        return [cell for cell in cells if self.text[cell.start : cell.end].strip()]

    def _is_header(self, cells: Row) -> bool:
        labels = sum(self._label(cell) is not None for cell in cells)
        return labels >= 2 and 2 * labels > len(cells)

    def _label(self, cell: Unit) -> Cue | None:
        """Return the label that a cell consists of."""
        if cell.end - cell.start > _LONGEST_LABEL:
            return None
        if cell not in self.labels:
            cue = next(iter(self.vocabulary.cues(self.folded, cell)), None)
            whole = cue and cue.at_head and not self.folded[cue.value : cell.end].strip(" *_:")
            self.labels[cell] = cue if whole and cue and cue.meaning.use in _LABELS else None
        return self.labels[cell]

    def _section(self, label: Cue, cell: Unit) -> list[Section]:
        name = name_after(self.text, self.folded, cell.start, cell.end, self.vocabulary)
        if name is None:
            return []
        role = label.meaning.role if label.meaning.use == "label" else Role.PUBLISHER
        if is_person(name.text):  # the words that announce a person, never the name
            person = Section(role, label.meaning.kind, label.start, label.end, True, -1, person=True)
            return [person] if role is Role.PUBLISHER else []
        return [Section(role, label.meaning.kind, name.start, name.end, True, -1, name.text)]

    def _numbers(self, grid: list[Row], index: int) -> list[Number]:
        """Return the numbers of a column; the words that introduce them may stand in its header."""
        header, *cells = (self.text[row[index].start : row[index].end].strip() for row in grid)
        return [number for cell in cells for number in find_numbers(f"{header} : {cell}") if number.valid]


def _is_publisher(section: Section) -> bool:
    return section.person or is_organisation(section.name) or bool(section.numbers)
