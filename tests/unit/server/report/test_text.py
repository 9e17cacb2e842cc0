"""A verdict on a terminal and in a pipe."""

from __future__ import annotations

import io

import pytest

from detectors.model import Level
from server.report.text import print_verdict
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
