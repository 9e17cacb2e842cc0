"""The longest passage that each of some pages shares with a text; who was found is not read again."""

from __future__ import annotations

from detectors.copying import Other, passages_shared
from detectors.model import Want
from tests.unit.detectors.making import capture, knowledge, page, prose

COPIED = "the cream was made by three sisters in a small kitchen behind the old pharmacy of the harbour"


def other(host: str, words: str) -> Other:
    url = f"https://{host}/story"
    body = f"<article><p>{words}.</p>{prose(120, f'Nobody at {host} walks home alone.')}</article>"
    return Other(url, host, capture(url, (Want("page", url, "checked"), page(url, body))))


def test_each_page_gives_its_longest_passage_or_nothing() -> None:
    pages = [other("a.example", COPIED), other("b.example", "nothing of the kind"), other("c.example", COPIED)]
    assert [each.longest for each in passages_shared(f"I read that {COPIED}.", pages, 3, knowledge())] == [
        COPIED,
        "",
        COPIED,
    ]


def test_a_site_is_shown_once_and_no_more_than_asked_for() -> None:
    pages = [other("a.example", COPIED), other("a.example", COPIED), other("b.example", COPIED)]
    assert [each.longest for each in passages_shared(COPIED, pages, 2, knowledge())] == [COPIED, "", COPIED]
    assert [each.longest for each in passages_shared(COPIED, pages, 1, knowledge())] == [COPIED, "", ""]


def test_what_answered_at_another_address_is_not_the_page() -> None:
    moved = Other("https://a.example/moved", "a.example", other("a.example", COPIED).capture)
    assert [each.longest for each in passages_shared(COPIED, [moved], 3, knowledge())] == [""]
