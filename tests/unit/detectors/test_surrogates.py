"""Halves of pairs are replaced, pairs and everything else stay."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from detectors.surrogates import without_halves


def test_halves_become_the_replacement_character() -> None:
    assert json.loads(without_halves(r'"a\ud83cb\uDF6F\ud83c\udf6f"')) == "a\ufffdb\ufffd🍯"


@given(st.text(st.characters()))
def test_what_is_read_can_be_stored(text: str) -> None:
    json.loads(without_halves(json.dumps(text))).encode()


@given(st.text())
def test_sound_text_stays(text: str) -> None:
    written = json.dumps(text)
    if r"\\u" not in written:  # a backslash that stands for itself before "ud8…" is the price of not parsing
        assert without_halves(written) == written
