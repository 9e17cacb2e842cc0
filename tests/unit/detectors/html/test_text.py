"""Blanks and invisible characters."""

from hypothesis import given
from hypothesis import strategies as st

from detectors.html.text import LINE_BREAK, collapse, collapse_marked


def test_characters_without_width_are_dropped() -> None:
    assert collapse("spon\u00adsor\u200bed\u00a0 by\ufeff X") == "sponsored by X"


@given(st.lists(st.text(alphabet=f"ab \u00a0\u200b{LINE_BREAK}", max_size=6)))
def test_marked_text_is_the_collapsed_text(segments: list[str]) -> None:
    text, starts = collapse_marked(segments)
    assert text == collapse("".join(segments))
    assert len(starts) == len(segments)
