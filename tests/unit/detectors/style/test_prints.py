"""Prints of hands: the profile comes back, no text does, and what is damaged or of another version is refused."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode

import msgspec
import numpy as np
import pytest

from detectors.style.prints import key_of, made, printed, profile_of
from detectors.style.profile import FAMILIES, hand
from tests.functional.internet.diaries import post

POSTS = [post(1, number) for number in range(3)]


@pytest.mark.parametrize("lang", ["en", "fr", "de", "es", "it"])
def test_a_print_gives_the_profile_back(lang):
    kept = printed(POSTS, lang)
    back, whole = profile_of(msgspec.json.decode(msgspec.json.encode(kept), type=type(kept))), hand(tuple(POSTS), lang)
    assert (back.words, back.posts, kept.made) == (whole.words, whole.posts, made())
    assert all(np.array_equal(back.counts[family], whole.counts[family]) for family in FAMILIES)
    assert np.array_equal(back.habits, whole.habits)


def test_no_word_of_the_text_is_in_it():
    kept = printed(["The secret lighthouse keeper writes. " * 50] * 3, "en")
    assert b"lighthouse" not in zlib.decompress(b64decode(kept.data))


def test_the_key_is_of_the_content_and_of_how_it_is_read():
    assert key_of(POSTS, "en") == key_of(tuple(POSTS), "en")
    assert len({key_of(POSTS, "en"), key_of(POSTS, "fr"), key_of(POSTS[:2], "en"), key_of([*POSTS, ""], "en")}) == 4


def test_what_is_damaged_or_of_another_version_is_refused():
    kept = printed(POSTS, "en")
    bomb = b64encode(zlib.compress(b"\0" * 50_000_000)).decode()
    for change in (
        {"made": "other"},
        {"lang": "fr"},
        {"lang": "xx"},
        {"data": "A" * 40},
        {"data": "é"},
        {"data": bomb},
    ):
        with pytest.raises(ValueError, match=r"print|base64|ASCII|padding"):
            profile_of(msgspec.structs.replace(kept, **change))
