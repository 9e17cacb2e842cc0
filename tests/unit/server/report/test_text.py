"""A verdict on a terminal and in a pipe."""

from __future__ import annotations

import io
import re

import msgspec
import pytest

from detectors.model import Level
from server.report.text import WIDTH, print_verdict
from tests.unit.server.making import verdict


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(level: Level, lang: str = "en", stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    print_verdict("id-of-it", verdict(level), lang, stream)
    return stream.getvalue()


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_level_prints(level, lang):
    text = printed(level, lang)
    assert "blog.example" in text
    assert "id-of-it" in text


def test_what_strangers_wrote_cannot_command_the_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = printed(Level.UNDISCLOSED_CONTROL, stream=Terminal())
    assert "\\u{1b}[31m" in text
    assert "\x1b[31m" not in text
    assert "[31m<script>" in text.replace("\n", "")
    assert "\x1b[" in text  # our own colours


def test_a_pipe_gets_no_colour():
    assert "\x1b" not in printed(Level.UNDISCLOSED_CONTROL)


def test_the_order_is_that_of_the_pages():
    text = printed(Level.UNDISCLOSED_CONTROL)
    places = [
        text.index(title) for title in ("Controlled by", "The chain", "Who", "Says", "What we could not", "What would")
    ]
    assert places == sorted(places)


def owned(quote: str) -> str:
    core = verdict(Level.UNDISCLOSED_CONTROL)
    step = msgspec.structs.replace(core.control.chain[0], evidence=quote)
    stream = io.StringIO()
    core = msgspec.structs.replace(core, control=msgspec.structs.replace(core.control, chain=(step,)))
    print_verdict("id-of-it", core, "en", stream)
    return stream.getvalue()


def test_a_long_quote_is_shortened_around_its_name():
    text = owned("many words before it " * 20 + "Acme SA" + " and as many words after it" * 20)
    (line,) = (line for line in text.splitlines() if "[…]" in line)
    assert line.strip().startswith("“[…] ")
    assert "Acme SA" in line
    assert len(line) <= WIDTH


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_lines_keep_to_the_terminal(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed(Level.UNDISCLOSED_CONTROL, stream=Terminal()))
    assert max(map(len, text.splitlines())) <= min(columns, WIDTH)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_usual_case_fits_one_screen(lang):
    assert len(printed(Level.NO_FINDING, lang).splitlines()) <= 24


def test_evidence_is_told_in_the_reader_s_language():
    assert "Le domaine est enregistré au nom de cette organisation" in printed(Level.UNDISCLOSED_CONTROL, "fr")
