"""The numbers of a text's shingles."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from detectors.style.shingles import SAMPLE, shingles
from tests.unit.detectors.style.writers import post


def test_case_marks_and_white_space_do_not_matter() -> None:
    text = post(1, 0)
    assert shingles(text) == shingles(text.upper().replace(" ", "\n\n").replace(".", " — "))


def test_about_one_in_two_is_kept() -> None:
    words = " ".join(f"word{number}" for number in range(4000))
    assert 3998 / SAMPLE * 0.85 < len(shingles(words)) < 3998 / SAMPLE * 1.15


def test_function_words_alone_are_no_evidence() -> None:
    assert shingles("and it is not that one of the which we have been and so on to me") == ()


def test_another_process_gives_the_same_numbers() -> None:
    code = "from detectors.style.shingles import shingles; print(shingles('quick brown foxes jump over dogs ' * 3))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert runs != {b"()\n"}


@given(st.text(), st.text())
def test_what_is_contained_is_found_again(a: str, b: str) -> None:
    assert set(shingles(a)) <= set(shingles(f"{a}\n{b}"))
    assert all(0 <= key < 2**63 for key in shingles(b))
