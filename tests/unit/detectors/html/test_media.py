"""Which screens a media rule speaks to."""

import pytest

from detectors.html.media import BOTH, NARROW, WIDE, media, viewports

CASES = [
    ("", BOTH),
    ("all", BOTH),
    ("screen", BOTH),
    ("print", 0),
    ("not print", BOTH),
    ("(max-width: 600px)", NARROW),
    ("(min-width: 48em)", WIDE),
    ("screen and (min-width: 300px) and (max-width: 500px)", NARROW),
    ("(width >= 800px)", WIDE),
    ("(300px <= width <= 500px)", NARROW),
    ("(max-width: 100px), print", 0),
    ("(max-width: 100px), (min-width: 700px)", WIDE),
    ("(hover: hover)", WIDE),
    ("(prefers-color-scheme: dark)", 0),
    ("(max-width: calc(1px))", 0),
    ("(unheard-of: 1)", 0),
]


@pytest.mark.parametrize(("queries", "views"), CASES)
def test_media_queries(queries: str, views: int) -> None:
    assert media(queries) == views


@pytest.mark.parametrize(
    ("prelude", "views"),
    [
        ("@media (max-width:600px)", NARROW),
        ("@supports (display:grid)", BOTH),
        ("@supports not (display:grid)", 0),
        ("@layer base", BOTH),
        ("@keyframes x", 0),
        ("@font-face", 0),
    ],
)
def test_at_rules(prelude: str, views: int) -> None:
    assert viewports(prelude) == views
