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
_LONGEST_CELL = 160
_LABELS = ("label", "name", "neutral")

Row = list[Unit]


class Table(NamedTuple):
    """A table at ``[start, end)`` of the text, and the organisations that it names."""

    start: int
    end: int
    sections: tuple[Section, ...]


def tables(text: str, folded: str, vocabulary: Vocabulary) -> list[Table]:
    """Return the tables with a header row of labels, in order."""
    lines = [Unit(*match.span()) for match in _LINE.finditer(text)]
    found: list[Table] = []
    index = 0
    while index < len(lines):
        grid, used = _rows_on_lines(text, folded, vocabulary, lines[index:]) or _cells_on_lines(
            folded, vocabulary, lines[index : index + 2 * _MOST_CELLS]
        )
        sections = _sections(text, folded, vocabulary, grid) if grid else ()
        if sections:
            found.append(Table(lines[index].start, lines[index + used - 1].end, sections))
        index += used if sections else 1
    return found


def _rows_on_lines(text: str, folded: str, vocabulary: Vocabulary, lines: list[Unit]) -> tuple[list[Row], int] | None:
    for separator in _SEPARATORS:
        header = _cells(text, lines[0], separator)
        if 2 <= len(header) <= _MOST_CELLS and _is_header(folded, vocabulary, header):
            rows = []
            for line in lines[1 : 1 + _MOST_ROWS]:
                if len(row := _cells(text, line, separator)) != len(header):
                    break
                rows.append(row)
            return ([header, *rows], 1 + len(rows)) if rows else None
    return None


def _cells_on_lines(folded: str, vocabulary: Vocabulary, lines: list[Unit]) -> tuple[list[Row], int]:
    count = next((n for n, line in enumerate(lines) if not _label(folded, vocabulary, line)), len(lines))
    values = lines[count : 2 * count]
    if count < 2 or len(values) < count or any(_label(folded, vocabulary, value) for value in values):
        return [], 1
    labels = (_label(folded, vocabulary, line) for line in lines[:count])
    roles = {label.meaning.role for label in labels if label and label.meaning.use == "label"}
    if len(roles) < 2 or Role.PUBLISHER not in roles:  # in menus, single words for a role stand above anything
        return [], 1
    return [lines[:count], values], 2 * count


def _cells(text: str, line: Unit, separator: re.Pattern[str]) -> Row:
    cells, start = [], line.start
    for match in separator.finditer(text, line.start, line.end):
        cells.append(Unit(start, match.start()))
        start = match.end()
    cells.append(Unit(start, line.end))
    return [cell for cell in cells if text[cell.start : cell.end].strip()]


def _is_header(folded: str, vocabulary: Vocabulary, cells: Row) -> bool:
    labels = sum(_label(folded, vocabulary, cell) is not None for cell in cells)
    return labels >= 2 and 2 * labels > len(cells)


def _label(folded: str, vocabulary: Vocabulary, cell: Unit) -> Cue | None:
    """Return the label that a cell consists of."""
    if cell.end - cell.start > _LONGEST_CELL:
        return None
    cue = next(iter(vocabulary.cues(folded, cell)), None)
    whole = cue is not None and cue.at_head and not folded[cue.value : cell.end].strip(" *_:")
    return cue if whole and cue is not None and cue.meaning.use in _LABELS else None


def _sections(text: str, folded: str, vocabulary: Vocabulary, grid: list[Row]) -> tuple[Section, ...]:
    """Return what the columns name; a column without a role is about the organisation to the left of it."""
    found: list[Section] = []
    labels = [_label(folded, vocabulary, cell) for cell in grid[0]]
    has_role = any(label and label.meaning.use == "label" for label in labels)
    for index, label in enumerate(labels):
        heads = label is not None and (label.meaning.use == "label" or (label.meaning.use == "name" and not has_role))
        column = _numbers(text, grid, index)
        if label is not None and heads:
            found += _section(text, folded, vocabulary, label, grid[1][index])
        if found:
            found[-1].numbers += column
    publishers = [section for section in found if section.role is Role.PUBLISHER]
    return tuple(found) if publishers and all(map(_is_publisher, publishers)) else ()


def _section(text: str, folded: str, vocabulary: Vocabulary, label: Cue, cell: Unit) -> list[Section]:
    name = name_after(text, folded, cell.start, cell.end, vocabulary)
    if name is None:
        return []
    private = is_person(name.text)
    role = label.meaning.role if label.meaning.use == "label" else Role.PUBLISHER
    if private:  # the words that announce a person, never the name
        person = Section(role, label.meaning.kind, label.start, label.end, True, -1, person=True)
        return [person] if role is Role.PUBLISHER else []
    return [Section(role, label.meaning.kind, name.start, name.end, True, -1, name.text)]


def _is_publisher(section: Section) -> bool:
    return section.person or is_organisation(section.name) or bool(section.numbers)


def _numbers(text: str, grid: list[Row], index: int) -> list[Number]:
    """Return the numbers of a column; the words that introduce them may stand in its header."""
    header = text[grid[0][index].start : grid[0][index].end].strip()
    cells = (text[row[index].start : row[index].end].strip() for row in grid[1:])
    return [number for cell in cells for number in find_numbers(f"{header} : {cell}") if number.valid]
