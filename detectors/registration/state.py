"""Answers without a holder: is the name free, are we asked to slow down, or can nothing be said?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from detectors.data_files import load_toml
from detectors.model.sources import RegistrationState
from detectors.registration.fold import contains_words, fold

_NUMBER = re.compile(r"^(?:error )?\d+ ")
_HOST = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)+")
_MAX_LINES = 250
_LONGEST_STATEMENT = 3  # lines
_LONGEST_APART = 16  # words


@dataclass(frozen=True, slots=True)
class _Phrases:
    line: frozenset[str]
    within: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]  # two parts in this order


@cache
def _phrases() -> tuple[_Phrases, _Phrases, tuple[str, ...]]:
    data = load_toml("registration/phrases.toml")

    def read(name: str) -> _Phrases:
        table = data[name]
        apart = (words.partition("*") for words in table["apart"])
        return _Phrases(
            frozenset(map(fold, table["line"])),
            tuple(map(fold, table["within"])),
            tuple((fold(first), fold(second)) for first, _, second in apart),
        )

    return read("throttled"), read("available"), tuple(map(fold, data["throttled"]["conditional"]))


def warm() -> None:
    """Load the phrases, so that nothing is read while parsing."""
    _phrases()
    _registered()


def is_free_status(value: str) -> bool:
    """Say whether a status field says that the name is not registered ("free", "220 Available")."""
    return _NUMBER.sub("", fold(value)) in _phrases()[1].line


def is_registered_status(value: str) -> bool:
    """Say whether a status field alone says that the name is registered ("ACTIVE")."""
    return fold(value) in _registered()


@cache
def _registered() -> frozenset[str]:
    return frozenset(map(fold, load_toml("registration/phrases.toml")["registered"]["status"]))


def read_phrases(lines: Sequence[str], domain: str) -> RegistrationState:
    """Return THROTTLED, AVAILABLE or UNKNOWN from the wording.

    Lines that stand apart are read first, the long paragraphs of terms of use only if those say nothing; what terms
    only threaten does not count. A limit goes before "nothing found", unless that is said of the asked name itself.
    """
    suffix = "." + domain.rpartition(".")[2].lower()
    paragraphs = [[_line(raw, suffix) for raw in part] for part in _paragraphs(lines[:_MAX_LINES])]
    short = [line for part in paragraphs if len(part) <= _LONGEST_STATEMENT for line in part]
    return _judge(short, apart=True) or _judge([x for part in paragraphs for x in part]) or RegistrationState.UNKNOWN


def _judge(lines: Sequence[str], *, apart: bool = False) -> RegistrationState | None:
    throttled, available, conditional = _phrases()
    everything = "\n".join(lines)
    threats = [words for words in conditional if words in everything]
    said = [line for line in lines if line and not any(contains_words(line, words) for words in threats)]
    free = _saying(said, available, apart=apart)
    if any("domainx" in line.split() for line in free):
        return RegistrationState.AVAILABLE
    if _saying(said, throttled, apart=apart):
        return RegistrationState.THROTTLED
    return RegistrationState.AVAILABLE if free else None


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Group lines between empty ones; a line of signs only is empty."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if any(map(str.isalnum, line)):
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return paragraphs


def _line(raw: str, suffix: str) -> str:
    return _NUMBER.sub("", fold(_HOST.sub(lambda m: _masked(m[0], suffix), raw)))


def _masked(host: str, suffix: str) -> str:
    return "domainx" if suffix == "." or host.lower().endswith(suffix) else host


def _saying(lines: Sequence[str], phrases: _Phrases, *, apart: bool) -> list[str]:
    """Return the lines that hold one of the phrases."""
    everything = "\n".join(lines)
    within = [words for words in phrases.within if words in everything]
    found = []
    for line in lines:
        short = apart and len(line.split()) <= _LONGEST_APART
        if (
            line in phrases.line
            or any(contains_words(line, words) for words in within)
            or (short and any(_in_order(line, parts) for parts in phrases.apart))
        ):
            found.append(line)
    return found


def _in_order(line: str, parts: tuple[str, str]) -> bool:
    first, second = parts
    padded = f" {line}"
    at = padded.find(f" {first}")
    return at >= 0 and padded.find(f" {second}", at + len(first)) >= 0
