"""Children: they answer, they are killed, and they come back. Real processes, a small thinker."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from detectors.model import Capture, Level, MissingReason, OtherHand
from detectors.style.hands import MIN_HANDS, side_by_side
from detectors.style.in_full import compare_in_full
from detectors.style.prints import printed
from server import children
from server.children import ChildError, Children, StartError
from tests.unit.detectors.style.writers import cohort, posts
from tests.unit.server.making import URL, WHEN, capture

THINKER = "tests.unit.server.thinking"


@pytest.fixture(scope="module")
def pool():
    with Children(workers=1, thinker=THINKER) as made:
        yield made


def test_plan_and_examine(pool):
    wants = pool.plan(Capture(URL, WHEN))
    assert [want.source for want in wants] == ["page", "registration"]
    assert pool.judge(capture("disclosed")).verdict.verdict is Level.DISCLOSED
    assert pool.knowledge_version() == "standin"


def test_two_sides_are_compared_in_full_as_they_are_in_this_process(pool):
    a, b = ["The cat sat; the rain fell on the roofs, and nobody in the whole long street had any bread."], ["No tea!"]
    assert pool.compare_in_full(a, a + b, "en") == compare_in_full(a, a + b, "en")
    assert len(pool.compare_in_full(a, a, None).passages) == 1
    others = cohort(15, 2)
    assert pool.compare_in_full(posts(1, 0), posts(2, 0), "en", others).result.cohort == 15


def test_hands_are_compared_as_they_are_in_this_process(pool):
    own, same, *others = (printed(posts(hand, 0), "en") for hand in (1, 1, *range(2, 4 + MIN_HANDS)))
    pairs = [(OtherHand("same.example", "1", ""), same), (OtherHand("other.example", "2", ""), others[0])]
    found = pool.hands_compared(own, pairs, others[1:])
    assert found == side_by_side(own, pairs, others[1:])
    assert [(each.site, each.cohort) for each in found] == [("same.example", 31), ("other.example", 31)]


def test_a_child_that_thinks_in_earnest_has_room_for_the_hands_that_ship():
    rows = [json.loads(line) for line in Path("tests/corpus/style/fr_novels.jsonl").read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["hand"] == "one"]
    own, other = printed(texts[:3], "fr"), printed(texts[3:], "fr")
    with Children(workers=1) as earnest:
        (found,) = earnest.hands_compared(own, [(OtherHand("other.example", "1", ""), other)], [])
    assert found.shipped


@pytest.mark.parametrize("how", ["HANG", "SLEEP"])
def test_a_child_that_hangs_is_killed_and_replaced(pool, monkeypatch, how):
    monkeypatch.setattr(children, "PLAN_SECONDS", 0.5)
    with pytest.raises(ChildError) as error:
        pool.plan(capture(how))
    assert error.value.reason == "timeout"
    assert pool.plan(capture("words")) == ()


def test_whoever_gives_checks_more_time_waits_longer_for_a_child(pool, monkeypatch):
    monkeypatch.setattr(children, "PLAN_SECONDS", 0.2)  # by the clock three times as much, and a nap takes a second
    with pytest.raises(ChildError):
        pool.plan(capture("NAP"))
    with Children(workers=1, thinker=THINKER, patience=1000) as patient:
        assert patient.plan(capture("NAP")) == ()


def test_a_child_that_swells_fails_alone(pool):
    with pytest.raises(ChildError) as error:
        pool.plan(capture("SWELL"))
    assert error.value.reason in ("MemoryError", "memory", "killed")
    assert pool.plan(capture("words")) == ()


def test_what_a_task_failed_on_is_not_held_by_its_error(pool):
    taken = capture("RAISE " + "x" * 5_000_000)
    gc.disable()  # who waits for it holds megabytes meanwhile
    tracemalloc.start()
    try:
        for _ in range(3):
            with suppress(ChildError):
                pool.plan(taken)
        assert tracemalloc.get_traced_memory()[0] < 2 * len(taken.to_json())  # pebble keeps its last task
    finally:
        tracemalloc.stop()
        gc.enable()


def test_an_exception_passes_its_name_and_not_its_words(pool, capsys):
    with pytest.raises(ChildError) as error:
        pool.plan(capture("RAISE"))
    assert error.value.reason == "RuntimeError"
    assert "Jane" not in str(error.value) + "".join(capsys.readouterr())


def test_a_registration_that_cannot_be_parsed_is_missing(pool):
    parsed = pool.parse_registration("rdap", b"{not json", "blog.example")
    assert parsed.reason is MissingReason.UNPARSABLE


def test_knowledge_that_cannot_be_read_is_said_and_does_not_hang():
    with (
        Children(Path("/nonexistent"), workers=1, thinker=THINKER) as broken,
        pytest.raises(StartError, match="nonexistent"),
    ):
        broken.plan(Capture(URL, WHEN))


@pytest.fixture
def folder(tmp_path):
    return known(tmp_path, "one")


def known(folder: Path, words: str) -> Path:
    """Put other knowledge in the place of what is there, at once."""
    (folder / "new").write_text(words)
    (folder / "new").replace(folder / "known.toml")
    return folder


def test_new_knowledge_is_taken_up_by_every_child(folder):
    with Children(folder, workers=2, thinker=THINKER) as made:
        assert {made.knowledge_version() for _ in range(8)} == {"one"}
        known(folder, "two")
        assert {made.knowledge_version() for _ in range(8)} == {"two"}


def test_a_child_holds_the_knowledge_that_a_check_began_with(folder):
    with Children(folder, workers=1, thinker=THINKER) as made:
        began = made.today()
        assert began.knowledge_version() == "one"
        known(folder, "two")
        later = made.today()
        asked = [began, later, made, began, later]
        assert [mind.knowledge_version() for mind in asked] == ["one", "two", "two", "one", "two"]
        for child in multiprocessing.active_children():  # what takes its place has only the present one, and says so
            os.kill(child.pid, signal.SIGKILL)
        assert began.knowledge_version() == "two"


def test_knowledge_that_cannot_be_read_changes_nothing_until_it_can(folder, capfd):
    with Children(folder, workers=1, thinker=THINKER) as made:
        assert made.knowledge_version() == "one"
        known(folder, "broken")
        assert [made.knowledge_version() for _ in range(3)] == ["one"] * 3
        known(folder, "two")
        assert made.knowledge_version() == "two"
    assert capfd.readouterr().err.count("is broken") == 1


def test_a_child_that_could_not_start_recovers_when_the_knowledge_is_mended(folder):
    known(folder, "broken")
    with Children(folder, workers=1, thinker=THINKER) as made:
        with pytest.raises(StartError, match="broken"):
            made.knowledge_version()
        known(folder, "two")
        assert made.knowledge_version() == "two"


def test_registry_answers_of_any_shape(pool):
    for body in (b"null", b"[]", b"7", b'{"objectClassName":"domain","ldhName":"\\ud800"}', b"\xff\xfe{"):
        pool.parse_registration("rdap", body, "blog.example")
    card = b'["vcard",[["fn",{},"text","A\\ud800"]]]'
    half = b'{"objectClassName":"domain","entities":[{"roles":["registrar"],"vcardArray":' + card + b"}]}"
    assert pool.parse_registration("rdap", half, "blog.example").registrar == "A\ufffd"


def test_a_child_gives_back_what_it_took(pool):
    """Ten captures that are each near the limit: without giving back, the third would fail."""
    for number in range(10):
        assert pool.plan(capture(f"words {number} " + "<p>é" * 4_000_000)) == ()


def test_a_pool_whose_children_died_between_tasks_is_renewed(pool):
    """Who dies while a message passes breaks pebble's pool for ever; whoever asks next gets a new one."""
    for _ in range(2):
        assert pool.plan(capture("words")) == ()
        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)
        assert pool.plan(capture("words")) == ()
