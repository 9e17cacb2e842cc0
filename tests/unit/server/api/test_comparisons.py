"""Comparisons over HTTP."""

from __future__ import annotations

import pytest

from detectors.style.explaining import FAMILY_WORDS
from server.api import create_app
from server.api.comparison_schemas import MOST_OTHERS
from server.children import ChildError
from tests.unit.detectors.style.writers import cohort, posts
from tests.unit.server.making import Here

TEXT = "The kettle boiled while the cat watched the rain from the sill, and nobody had thought to buy bread. " * 20


def test_two_sides_are_compared(client):
    answer = client.post("/v1/comparisons", json={"a": [TEXT], "b": [TEXT], "lang": "en"})
    assert answer.status_code == 200
    body = answer.get_json()
    assert 0 <= body["score"] <= 1
    assert body["same_author"] is None
    assert body["reason"]


def test_the_answer_says_what_it_rests_on(client):
    copied = "the kettle boiled while the cat watched the rain from the sill and nobody spoke"
    asked = {"a": [f"{copied}, he said."], "b": [f"Then {copied.title()}!"], "lang": "en"}
    body = client.post("/v1/comparisons", json=asked).get_json()
    assert set(body["families"]) == set(FAMILY_WORDS.values())
    (passage,) = body["passages"]
    assert (passage["words"], passage["a"], passage["b"]) == (15, copied, copied.title())
    assert passage["at"] == [0, 5]
    assert all(set(habit) == {"name", "counts", "a", "b", "usual", "examples"} for habit in body["habits"])


def test_other_hands_come_with_the_request(client):
    body = {"a": posts(1, 0, 1, 2), "b": posts(1, 3, 4, 5), "lang": "en"}
    sent = [{**body, "cohort": cohort(*size)} for size in ((7, 5), (25, 2))]
    few, many = (client.post("/v1/comparisons", json=each).get_json() for each in sent)
    assert few["reason"].startswith("no_cohort")
    assert (few["cohort"], many["cohort"]) == (0, 25)
    assert many["same_author"] is not None or not many["reason"].startswith("no_cohort")
    assert client.post("/v1/comparisons", json={**body, "cohort": [["x"] * (MOST_OTHERS + 1)]}).status_code == 422


def test_long_bodies_are_let_in_and_longer_ones_are_not(client):
    assert client.post("/v1/comparisons", json={"a": ["x " * 90_000], "b": ["y"]}).status_code == 200
    assert client.post("/v1/comparisons", json={"a": ["x " * 90_000] * 30, "b": ["y"]}).status_code == 413


@pytest.mark.parametrize(
    "body", [{}, {"a": [], "b": ["x"]}, {"a": "text", "b": ["x"]}, {"a": ["x"], "b": ["\0"]}, {"a": [1], "b": ["x"]},
             {"a": ["x"], "b": ["x"], "lang": "klingon"}]
)  # fmt: skip
def test_another_shape_is_refused(client, body):
    assert client.post("/v1/comparisons", json=body).status_code == 422


def test_texts_that_kill_their_child(serve):
    class Fragile(Here):
        def compare_in_full(self, a, b, lang, cohort):
            raise ChildError("compare", "timeout")

    client = create_app(serve(Fragile())).test_client()
    answer = client.post("/v1/comparisons", json={"a": ["x"], "b": ["y"]})
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/cannot-compare")
