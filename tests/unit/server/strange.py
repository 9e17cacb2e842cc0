"""Verdicts whose every word a stranger chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st

from detectors.model import Level, Verdict
from tests.unit.server.making import verdict

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{% for x in y %}${7*7}#{7*7}",
    '=HYPERLINK("http://evil.example")',
    "\x1b[31mred\x1b]0;owned\x07\x9b31m",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "\r\nSet-Cookie: a=b\r\n\r\n",
    "&lt;b&gt;&amp;&#60;",
    "\x00\x08\x7f\u2028\u2029",
    'https://evil.example/"><script>',
    "http://blog.example/#:~:text=,-x&y",
    "[bold red]rich[/] [link=javascript:x]y[/link] :smile:",
    "%s %(x)s {0} {owner} {lang}",
    "é" * 400,
    "a" * 900,
    "",
)
hostile = st.sampled_from(HOSTILE) | st.text(max_size=60) | st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)
places = hostile | st.sampled_from(
    ["https://blog.example/x", "whois://registry.example/blog.example", "javascript:alert(1)", "http://[::1"]
)
_WORDS = {"quote", "about", "name", "from", "to", "claim", "site", "compared_with", "organization"}
_PLACES = {"where", "url"}


@st.composite
def verdicts(draw: Callable[..., Any]) -> Verdict:
    """Draw a verdict of any level with strangers' words wherever a page, a registry or a name server can put them."""
    core = msgspec.to_builtins(verdict(draw(st.sampled_from(Level))))
    _overwrite(core, draw)
    return msgspec.convert(core, Verdict)


def _overwrite(value: Any, draw: Callable[..., Any], inside: str = "") -> None:
    items = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, item in items:
        if isinstance(item, dict | list):
            _overwrite(item, draw, str(key) if isinstance(key, str) else inside)
        elif isinstance(item, str) and key in _WORDS:
            value[key] = draw(hostile)
        elif isinstance(item, str) and key in _PLACES and inside != "markers":  # of a marker: our own code
            value[key] = draw(places)
