"""One tokenizer for every WHOIS format: lines become (key, value) tokens with their section and block.

Formats differ in four habits only, and each is handled once: how a label is set off (colon, dots, brackets, columns),
whether a label names its role itself or stands in a section ("Registrant:" and lines below), whether objects are
separated by blank lines or by indentation, and whether the domain points to its contacts by handle. The last habit is
resolved by the reader of the tokens, `detectors.registration.contacts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detectors.registration.vocabulary import UNKNOWN, Key, resolve

MAX_CHARACTERS = 65_536
MAX_LINES = 600
_MAX_LINE = 400
_COMMENT = re.compile(r"\s*[%#;]+\s?")
_DECORATION = re.compile(r"\A\s*(?:\*{2,}|-(?= ))\s*")
_LEADER = re.compile(r"[.#]{3,}")
_COLUMNS = re.compile(r"\t| {2,}")
_BRACKET = re.compile(r"(?:[a-z0-9]{1,2}\.?\s{1,4})?\[([^\]\[]{1,60})\]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YAML_TAG = re.compile(r"![A-Za-z]+\s*\Z")
_LANGUAGE = re.compile(r"[#%]\s*(?:ENGLISH|KOREAN|ENGLISH VERSION)\b", re.IGNORECASE)
_HOLDER_CODE = Key("registrant", "handle")
_HANDLE = re.compile(r"(?=[A-Za-z_.-]*\d)[A-Za-z0-9_.:/-]{3,40}\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """One field: `label` as the registry wrote it, its meaning, its value, the block (counted by blank lines)."""

    label: str
    role: str
    field: str
    value: str
    block: int
    bare: bool = False  # the value stood under its label's line, not beside it


@dataclass(slots=True)
class _Section:
    label: str
    key: Key
    indent: int
    content: bool = False
    indented: bool = False


@dataclass(slots=True)
class _Line:
    indent: int
    body: str
    first: bool  # of its block
    opens: bool  # the next line is indented deeper
    followed: bool  # the next line is not empty
    commented: bool


def lines_of(text: str) -> list[str]:
    """Return the lines of an answer, bounded in number and length."""
    text = text[:MAX_CHARACTERS]
    lines = text.replace("\r", "").split("\n") if "\n" in text else text.split("\r")
    return [line[:_MAX_LINE].rstrip() for line in lines[:MAX_LINES]]


def is_handle(value: str) -> bool:
    """Say whether a value looks like a registry's handle ("APEM2-FRNIC") and not like a name."""
    return _HANDLE.match(value) is not None and not value.isdigit()


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a WHOIS answer in their order; never raises, linear in the text."""
    return _Scanner().scan(lines_of(text))


def _indent(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())


def split_pair(body: str) -> tuple[str, str] | None:
    """Split a line into label and value; None for a line without label."""
    bracket = _BRACKET.match(body)
    if bracket:
        return bracket.group(1).strip(), body[bracket.end() :].strip()
    at = min((i for i in (body.find(":"), body.find("：")) if i >= 0), default=-1)
    leader = _LEADER.search(body, 1)
    if leader and (at < 0 or leader.start() < at):
        return body[: leader.start()].rstrip(" .#"), body[leader.end() :].lstrip(": .").strip()
    dated = _dated(body)
    if dated is not None:
        return dated
    if at > 0 and not body.startswith("//", at + 1) and "@" not in body[:at]:
        return body[:at].rstrip(" .#\t"), _unquoted(_YAML_TAG.sub("", body[at + 1 :].lstrip(":. ")).strip())
    columns = _COLUMNS.search(body)
    if columns and resolve(body[: columns.start()]) is not UNKNOWN:
        return body[: columns.start()], body[columns.end() :].strip()
    return None


def _dated(body: str) -> tuple[str, str] | None:
    """Split "Record created on 2000-08-29", a date beside its label with nothing between."""
    digit = _DIGIT.search(body)
    if digit is None or ":" in body[: digit.start()]:
        return None
    label = body[: digit.start()].strip()
    return (label, body[digit.start() :]) if resolve(label).field in ("created", "expires") else None


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' and value.count('"') == 2 else value


class _Scanner:
    """Walks the lines once and keeps the open section and the number of the block."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.section: _Section | None = None
        self.block = 0

    def scan(self, lines: list[str]) -> list[Token]:
        for line in self._prepared(lines):
            self._close(line)
            pair = split_pair(line.body)
            key = resolve(pair[0]) if pair else UNKNOWN
            if pair is None or (key is UNKNOWN and self._takes_bare_lines()):
                self._bare(line)
            elif not line.commented or key.field == "self":
                self._pair(line, key, *pair)
        return self.tokens

    def _prepared(self, lines: list[str]) -> Iterator[_Line]:
        gap = True
        for number, raw in enumerate(lines):
            if _LANGUAGE.match(raw):
                self.section = None
            comment = _COMMENT.match(raw)
            body = raw[comment.end() :].strip() if comment else _DECORATION.sub("", raw, count=1).strip()
            if not body or not any(map(str.isalnum, body)):
                if not comment or gap:  # a ruler under "% Registrant:" parts nothing
                    gap = True
                    self.block += 1
                continue
            if comment and not body.endswith(":"):
                continue
            indent = 0 if comment else _indent(raw)
            after = next((x for x in lines[number + 1 : number + 3] if x.strip()), "")
            followed = number + 1 < len(lines) and bool(lines[number + 1].strip())
            yield _Line(indent, body, gap, _indent(after) > indent, followed, comment is not None)
            gap = False

    def _close(self, line: _Line) -> None:
        """End the section where its indentation ends, or at an empty line after its lines."""
        section = self.section
        if section is None:
            return
        outside = line.indent <= section.indent
        parted = line.first and section.content
        if (outside and (section.indented or parted)) or (parted and not section.indented):
            self.section = None

    def _takes_bare_lines(self) -> bool:
        """Say whether the line before was one without label in the open section."""
        last = self.tokens[-1] if self.tokens else None
        return self.section is not None and last is not None and last.bare and last.label == self.section.label

    def _pair(self, line: _Line, key: Key, label: str, value: str) -> None:
        role = key.role
        section = self.section
        if section is not None and not section.content and line.indent <= section.indent:
            section = section if key.role in ("", section.key.role) else None
        if key == Key("domain", "domain"):
            section = None
        self.section = section
        if section is not None and (role == "" or (role == "domain" and section.key.role not in ("domain", ""))):
            role = section.key.role if role == "" or key.field not in ("name_server", "domain") else role
            section.content = True
            section.indented = section.indented or line.indent > section.indent
        self.tokens.append(Token(label, role, key.field, value, self.block))
        if key.field == "type" and role in ("", "contact") and resolve(value).field == "self":
            self.section = _Section(label, resolve(value), line.indent, content=True)
            return
        if line.opens and key == _HOLDER_CODE and is_handle(value):  # the holder's name stands below its code
            self.section = _Section(label, Key(key.role, "self"), line.indent)
            return
        opens = not value and (key is not UNKNOWN or line.opens)
        if opens or (line.first and key.field == "self"):
            self._open(line, key, label, value)

    def _open(self, line: _Line, key: Key, label: str, value: str) -> None:
        if key.field == "self" or line.opens or (key.role == "domain" and line.followed):
            self.section = _Section(label, key, line.indent, content=bool(value))

    def _bare(self, line: _Line) -> None:
        section = self.section
        key = resolve(line.body)
        heading = key.field == "self" and (line.first or line.opens) and not (section and line.indent > section.indent)
        if heading or (key.field == "name_server" and line.opens):
            self.tokens.append(Token(line.body, key.role, key.field, "", self.block))
            self.section = _Section(line.body, key, line.indent)
        elif section is not None and not line.commented:
            first = not section.content
            name = section.key.field if first or section.key.field == "name_server" else "line"
            section.content = True
            section.indented = section.indented or line.indent > section.indent
            self.tokens.append(Token(section.label, section.key.role, name, line.body, self.block, bare=True))
