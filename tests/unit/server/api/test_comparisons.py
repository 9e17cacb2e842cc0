"""Comparisons over HTTP."""

from __future__ import annotations

import pytest

from server.api import create_app
from server.children import ChildError
from tests.unit.server.making import Here

TEXT = "The kettle boiled while the cat watched the rain from the sill, and nobody had thought to buy bread. " * 20


def test_two_sides_are_compared(client):
    answer = client.post("/v1/comparisons", json={"a": [TEXT], "b": [TEXT], "lang": "en"})
    assert answer.status_code == 200
    body = answer.get_json()
    assert 0 <= body["score"] <= 1
    assert body["same_author"] is None
    assert body["reason"]


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
        def compare(self, a, b, lang):
            raise ChildError("compare", "timeout")

    client = create_app(serve(Fragile())).test_client()
    answer = client.post("/v1/comparisons", json={"a": ["x"], "b": ["y"]})
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/cannot-compare")
