"""Copied words in the store: which kept pages share words with a text."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event, text

from detectors.style.shingles import shingles
from server.store import Text
from server.store.engine import migrate, writing
from server.store.texts import save_texts

AT = "2026-11-28T10:00:00Z"
WORDS = [
    f"{a}{b}{c}"
    for a in ("lam", "ter", "vos", "mir", "kel", "don", "sar")
    for b in ("a", "en", "is", "or", "um", "ek")
    for c in ("to", "ri", "ban", "del", "", "shu")
]


def words(seed: int, count: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(count))


@pytest.fixture
def texts(store):
    for number in range(20):
        page = Text(f"https://site{number}.example/post", f"site{number}.example", AT, published="2026-01-01")
        store.texts.add(page, shingles(words(number)))
    return store.texts


def test_a_copy_is_found_first_however_little_of_it_is_asked(texts):
    for share in (300, 120, 60):
        part = " ".join(words(7).split()[50 : 50 + share])
        found = texts.sharing(shingles(f"{words(99, 30)} {part}"), unlisted=True)
        assert found[0].url == "https://site7.example/post"
        assert found[0].published == "2026-01-01"
        assert 0 < found[0].containment <= 1
    assert texts.sharing(shingles(words(7)), unlisted=True)[0].containment == 1


def test_an_older_store_keeps_its_words(store, texts):
    known = texts.sharing(shingles(words(7)), unlisted=True)
    migrate(store.engine, "0011")
    migrate(store.engine)
    assert texts.sharing(shingles(words(7)), unlisted=True) == known != ()


def test_what_has_settled_is_found_in_the_index_alone(store, texts):
    if store.engine.dialect.name == "postgresql":  # this cluster's commits are written out later
        with writing(store.engine) as connection:
            connection.execute(text("SET LOCAL synchronous_commit = on"))
            save_texts(connection, [(Text("https://last.example/", "last.example", AT), shingles(words(98)))])
    texts.settle()
    assert len(texts.sharing(shingles(words(7)), unlisted=True)) == 1
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            seen = "SELECT relallvisible = relpages AND relpages > 0 FROM pg_class WHERE relname = 'shingle_texts'"
            assert connection.scalar(text(seen))


def test_other_words_share_nothing(texts):
    assert texts.sharing(shingles(words(500)), unlisted=True) == ()
    assert texts.sharing((), unlisted=True) == ()


def test_the_own_site_is_left_out(texts):
    assert texts.sharing(shingles(words(3)), beside="site3.example", unlisted=True) == ()


def test_strangers_see_only_what_a_listed_verdict_read(texts):
    assert texts.sharing(shingles(words(3))) == ()


def test_a_page_that_changed_is_replaced(texts):
    page = Text("https://site3.example/post", "site3.example", "2026-11-29T10:00:00Z")
    texts.add(page, shingles(words(303)))
    assert texts.sharing(shingles(words(3)), unlisted=True) == ()
    assert texts.sharing(shingles(words(303)), unlisted=True)[0].seen_at == AT


def test_looking_up_is_one_statement_whatever_is_asked(store, texts):
    """Statements are kept by the hundred, for each connection: those with their numbers inside took 140 MB."""
    said = set()
    event.listen(store.engine, "before_cursor_execute", lambda *given: said.add(given[2]))
    for seed in range(5):
        texts.sharing(shingles(words(seed, 200 + seed)), unlisted=True)
    assert len([each for each in said if "shingle_texts" in each]) == 1


def test_what_stands_everywhere_is_forgotten(texts):
    banner = words(1000, 40)
    for number in range(12):
        texts.add(
            Text(f"https://b{number}.example/", f"b{number}.example", AT), shingles(f"{banner} {words(2000 + number)}")
        )
    assert texts.sharing(shingles(banner), unlisted=True)
    assert texts.forget_common(most=10) >= 5
    assert texts.sharing(shingles(banner), unlisted=True) == ()
    texts.add(Text("https://late.example/", "late.example", AT), shingles(banner))
    assert texts.sharing(shingles(banner), unlisted=True) == ()
    assert texts.sharing(shingles(words(2005)), unlisted=True)[0].url == "https://b5.example/"
    assert texts.forget_common(most=10) == 0
