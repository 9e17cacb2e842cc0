"""Two sides on a page: what is typed, what is read, what is refused; nothing of it is kept."""

from __future__ import annotations

import msgspec
import pytest

from server.api import create_app
from server.children import ChildError
from server.posts import MOST_POSTS
from server.web import comparing
from tests.unit.server.crowded import full
from tests.unit.server.making import Here, Shelf, page
from tests.unit.server.web.test_pages import Outline

ONE = "The kettle boiled, while the cat watched the rain from the sill; and nobody had thought to buy any bread. " * 5
HERE = "http://127.0.0.1/post"
OTHER = "However, trains were late again! We waited (an hour, or two) until the station-master laughed at us all. " * 5


def asked(client, a, b, lang="en"):
    return client.post(f"/compare?lang={lang}", data={"a": a, "b": b, "tongue": "en"})


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_form_and_its_answer_are_whole_in_both_languages(client, lang):
    form = client.get(f"/compare?lang={lang}")
    assert form.status_code == 200
    answer = asked(client, ONE, OTHER, lang)
    for html in (form.text, answer.text):
        outline = Outline(html)
        assert sum(tag == "h1" for tag, _ in outline.tags) == 1
        named = {attrs["id"] for _, attrs in outline.tags if attrs.get("id")}
        assert {attrs["for"] for tag, attrs in outline.tags if tag == "label"} <= named


def test_without_a_cohort_there_is_no_probability_and_the_reason_is_said(client):
    html = asked(client, ONE * 5, OTHER * 5).text
    assert "No answer. A probability needs thirty texts of other hands" in html
    assert "Likeness by family" in html
    assert "For two hands" in html
    assert 'class="badge' not in html


def test_habits_are_named_in_the_readers_language(client):
    english, french = (asked(client, ONE * 5, OTHER * 5, lang).text for lang in ("en", "fr"))
    assert "doubled exclamation marks" in english or " between " in english
    assert " between " not in french
    assert " entre " in french


def test_copied_passages_stand_side_by_side_and_what_was_typed_is_escaped(client):
    copied = "a <script>alert(1)</script> that eleven plain words follow at once so that it must be found here"
    html = asked(client, f"{copied} one end", f"{copied.title()} another end").text
    assert "Passages of twelve equal words and more: 1." in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_posts_are_parted_by_lines_of_hyphens(client):
    html = asked(client, f"{ONE}\r\n---\r\n{ONE}\r\n ----- \r\n{ONE}", OTHER).text
    assert "posts: 3" in html


@pytest.mark.parametrize(
    ("a", "b"), [("", "text"), ("text", " \n"), ("---", "text"), ("a\0b", "c"), ("x\n---\n" * (MOST_POSTS + 1), "y"),
                 ("http://10.0.0.1/", "text"), ("https://u:p@a.example/", "text")]
)  # fmt: skip
def test_what_is_no_side_is_said_beside_the_fields(client, a, b):
    answer = asked(client, a, b)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    Outline(answer.text)


def test_an_address_is_read_and_nothing_is_kept(serve):
    shelf = Shelf(page=page(f"words: {ONE}", HERE))
    here = serve(shelf=shelf)
    html = asked(create_app(here).test_client(), f" {HERE} ", OTHER).text
    assert [want.key for want in shelf.asked] == [HERE]
    assert "101 words, posts: 1" in html
    assert here.store.records.newest({("page", HERE): ""}) == {}
    assert here.store.verdicts.valid(HERE, "local") is None


def test_a_site_without_text_and_a_child_that_dies(serve):
    class Fragile(Here):
        def compare_in_full(self, a, b, lang, cohort=()):
            raise ChildError("compare", "timeout")

    answer = asked(create_app(serve(Fragile())).test_client(), "x", "y")
    assert (answer.status_code, "timeout" in answer.text) == (422, True)


def test_only_a_few_read_sites_at_once(serve):
    client = create_app(serve(shelf=Shelf(page=page("nothing", HERE)))).test_client()
    for _ in range(comparing.READERS + 1):  # a reading that fails gives its place back
        assert asked(client, HERE, "y").status_code == 422
    with full(comparing._places):
        assert asked(client, HERE, "y").status_code == 503
        assert asked(client, "a text", "another").status_code == 200


def test_long_texts_are_let_in_and_the_limit_is_the_one_of_the_api(serve):
    client = create_app(serve(rate_limit="2/hour")).test_client()
    assert asked(client, "x " * 90_000 + "\n---\n" + "x " * 90_000, "y").status_code == 200
    assert client.post("/v1/comparisons", json={"a": ["x"], "b": ["y"]}).status_code == 200
    assert asked(client, "x", "y").status_code == 429


def test_the_result_survives_its_way_from_a_child():
    found = Here().compare_in_full([ONE], [OTHER], "en")
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
