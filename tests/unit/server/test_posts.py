"""The posts of an address: the page and what it leads to, and only pages."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from detectors.model import Missing, MissingReason
from server.address import AddressError
from server.errors import CannotTry
from server.posts import read_posts
from server.settings import Settings
from tests.unit.server.making import Here, Shelf, page

URL = "http://127.0.0.1/post"


@pytest.fixture
def settings():
    return Settings(allowed_networks=(ip_network("127.0.0.0/8"),))


def test_only_pages_are_read_and_their_words_returned(settings):
    shelf = Shelf(page=page("words of the author", URL))
    assert read_posts(URL, settings, Here(), shelf.begin, 5) == ["words of the author"]
    assert {want.source for want in shelf.asked} == {"page"}


def test_a_page_without_text_is_said(settings):
    for shelf in (Shelf(page=page("nothing", URL)), Shelf(page=Missing(MissingReason.REFUSED))):
        with pytest.raises(CannotTry):
            read_posts(URL, settings, Here(), shelf.begin, 5)


def test_what_may_not_be_asked_is_refused_before_anything_is_read(settings):
    shelf = Shelf()
    with pytest.raises(AddressError):
        read_posts("jane@example.com", settings, Here(), shelf.begin, 5)
    with pytest.raises(CannotTry):
        read_posts("http://10.0.0.1/", settings, Here(), shelf.begin, 5)
    assert shelf.asked == []
