"""Places: only so many at once, given back whatever happens."""

import pytest

from server.places import Busy, Places
from tests.unit.server.crowded import full


def test_who_finds_no_place_is_told_when_to_ask_again():
    places = Places(2, "all taken", again=7)
    with full(places), pytest.raises(Busy, match="all taken") as refused, places.taken():
        pass
    assert refused.value.again == 7


def test_a_place_is_given_back_after_an_error():
    places = Places(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), places.taken():
            raise ZeroDivisionError
