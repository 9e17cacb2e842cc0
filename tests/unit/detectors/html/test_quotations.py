"""Quotations in quotation marks over several paragraphs, and marks that open none."""

import pytest

from detectors.model import Page, Seen
from detectors.page import Document, Zone, read_document

URL = "https://blog.example/2024/release"
PROSE = "Rinse the pears, cut them small and let them stand overnight with the honey. " * 4
INSIDE = "The group Olivar will plant forty hectares of reeds beside its wells before the year is over."


def read(*paragraphs: str) -> Document:
    body = "".join(f"<p>{text}</p>" for text in (PROSE, *paragraphs, PROSE))
    html = f"<html><body><article><h1>A release</h1>{body}</article></body></html>"
    return read_document(Page(Seen(URL, "", ""), URL, URL, 200, html))


def quoted(*paragraphs: str) -> list[str]:
    return [block.text for block in read(*paragraphs).blocks if block.zone is Zone.QUOTE]


@pytest.mark.parametrize(
    ("opens", "closes"), [("« ", " »"), ("“", "”"), ("„", "“"), ('"', '"'), ("— « ", " » (Olivar)"), ("“", ".”")]
)
def test_paragraphs_between_two_marks_are_anothers_words(opens: str, closes: str) -> None:
    assert INSIDE in quoted(f"{opens}{INSIDE}", INSIDE, f"Published by Olivar SA{closes}")


def test_the_release_is_quoted_to_its_last_paragraph() -> None:
    assert quoted(f"« {INSIDE}", "Publié par Olivar SA »") == [f"« {INSIDE}", "Publié par Olivar SA »"]


def test_each_paragraph_may_open_the_quotation_anew() -> None:
    assert len(quoted(f"“{INSIDE}", f"“{INSIDE}", f"“{INSIDE}”")) == 3


def test_the_words_before_the_opening_mark_are_the_authors() -> None:
    assert quoted(f"Here it is, unabridged: “{INSIDE}", f"{INSIDE}”") == [f"{INSIDE}”"]


def test_what_follows_the_closing_mark_is_the_authors() -> None:
    assert quoted(f"« {INSIDE}", f"{INSIDE} » Je n'en crois pas un mot, et vous ?") == [f"« {INSIDE}"]


@pytest.mark.parametrize(
    "text",
    [
        "He said “never again” and left.",
        "« Bonjour », dit-elle.",
        'A 12" record, and a second of 10" beside it.',
        "“Never again, he said and left.",
    ],
)
def test_a_mark_that_closes_at_once_or_never_quotes_nothing(text: str) -> None:
    assert quoted(text, INSIDE) == []


def test_a_mark_that_closes_far_below_was_forgotten() -> None:
    assert quoted(f"“{INSIDE}", *[INSIDE] * 60, f"{INSIDE}”") == []
