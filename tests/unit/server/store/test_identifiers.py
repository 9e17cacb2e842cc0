"""Identifiers."""

from __future__ import annotations

from server.store import new_id


def test_identifiers_cannot_be_guessed_and_stand_in_urls_and_commands():
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(i) == 22 and i.replace("-", "").replace("_", "").isalnum() for i in made)
    assert not any(i.startswith("-") for i in made)
