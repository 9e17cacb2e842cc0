"""Words shared with the promoted site: copied, quoted, syndicated, older or younger."""

from __future__ import annotations

import pytest

from detectors.model import Capture, Page, Want
from detectors.page import Document, read_document
from detectors.style.copied_words import detect
from detectors.subject import Subject, other_site
from tests.unit.detectors.making import capture, knowledge, page, prose

COPIED = "the cream was made by three sisters in a small kitchen behind the old pharmacy of the harbour"


def dated(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}T08:00:00Z">' if day else ""


def shop(day: str = "") -> Subject:
    url = "https://www.shop.example/"
    made: Page = page(url, f"<article><p>Our story: {COPIED}.</p>{prose(80)}</article>", head=dated(day))
    read: Capture = capture("https://blog.example/", (Want("page", url, "promoted"), made))
    return other_site(read, knowledge(), url)


def post(text: str, head: str = "") -> Document:
    return read_document(
        page("https://blog.example/", f"<article><p>{text}</p>{prose(80, 'I walked home.')}</article>", head=head)
    )


def test_copied_words_are_quoted_from_the_page() -> None:
    found, _ = detect((post(f"I love that {COPIED}!"),), (shop(),))
    assert found.quote == COPIED
    assert found.claim == "The page shares words with shop.example (passages: 1)"


def test_the_other_side_is_quoted_from_its_own_page() -> None:
    ours, theirs = detect((post(f"I love that {COPIED.upper()}!"),), (shop(),))
    assert (ours.quote, theirs.quote) == (COPIED.upper(), COPIED)
    assert theirs.seen.where == "https://www.shop.example/"
    assert theirs.claim == "The same words as shop.example has them"


def test_quoted_words_are_not_copied() -> None:
    assert not list(detect((post(f"They say “{COPIED}”."),), (shop(),)))
    assert not list(detect((post("I love that cream."),), (shop(),)))


@pytest.mark.parametrize(
    ("ours", "theirs", "word"), [("2026-01-02", "2026-03-04", "later"), ("2026-03-04", "2026-01-02", "earlier")]
)
def test_whose_words_are_older_is_said(ours: str, theirs: str, word: str) -> None:
    found, _ = detect((post(f"I love that {COPIED}!", dated(ours)),), (shop(theirs),))
    assert f"where they are dated {word}" in found.claim


def test_a_page_that_names_the_original_is_syndicated() -> None:
    head = '<link rel="canonical" href="https://www.shop.example/story">'
    found, _ = detect((post(f"I love that {COPIED}!", head),), (shop(),))
    assert "syndicated copy" in found.claim
