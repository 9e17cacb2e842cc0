"""Lengths, sizes and what conceals."""

import pytest

from detectors.html.colour import BLACK, WHITE
from detectors.html.visibility import Look, concealed, contrast_of, font_size, length, look


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("10px", (10.0, "px")),
        ("1in", (96.0, "px")),
        ("2em", (32.0, "px")),
        ("50%", (50.0, "%")),
        ("0", (0.0, "px")),
        ("-1.5em", (-24.0, "px")),
        ("calc(1px)", None),
        ("", None),
    ],
)
def test_lengths(value: str, found: tuple[float, str] | None) -> None:
    assert length(value) == found


@pytest.mark.parametrize(
    ("value", "size"),
    [("12px", 12.0), ("2em", 40.0), ("1.5rem", 15.0), ("50%", 10.0), ("small", 13.0), ("var(--x)", None)],
)
def test_font_sizes(value: str, size: float | None) -> None:
    assert font_size(value, 20.0, 10.0) == size


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ({"display": "none"}, "display"),
        ({"opacity": "0"}, "opacity"),
        ({"opacity": "0", "animation": "in 1s"}, ""),
        ({"filter": "opacity(0%)"}, "opacity"),
        ({"overflow": "hidden", "height": "0"}, "collapsed"),
        ({"overflow": "hidden", "height": "1px", "width": "1px"}, "clip"),
        ({"position": "absolute", "left": "-9999px"}, "offscreen"),
        ({"position": "static", "left": "-9999px"}, ""),
        ({"content-visibility": "hidden"}, "visibility"),
        ({"color": "red"}, ""),
    ],
)
def test_what_conceals(style: dict[str, str], why: str) -> None:
    assert concealed(style, 16.0) == why


def test_contrast_is_only_told_when_it_is_known() -> None:
    pale = look({"color": "#fff"}, Look(), 1.0)
    assert contrast_of(pale, complete=True) == 1.0
    assert contrast_of(pale, complete=False) is None
    assert contrast_of(Look(front=BLACK, back=WHITE), complete=False) == 21.0
