"""The frame of the long tests: campaigns are found by file, go on where they stopped, and repeat their choices."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.campaign.__main__ import names
from tests.campaign.frame import Campaign


def test_every_file_is_a_campaign() -> None:
    assert {"fuzz", "hostile", "kills"} <= set(names())
    for name in names():
        assert callable(import_module(f"tests.campaign.{name}").run)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    done: list[int] = []

    def do(value: int) -> str:
        done.append(value)
        return "wrong" if value == 2 else ""

    steps = [(str(value), value) for value in range(4)]
    Campaign("x", 7, tmp_path).each(steps[:3], do)
    again = Campaign("x", 7, tmp_path)
    again.each(steps, do)
    assert done == [0, 1, 2, 3]
    assert again.complaints == ["wrong"]
    other = Campaign("x", 8, tmp_path)
    other.each(steps[:1], do)
    assert done[-1] == 0
    assert other.complaints == []


def test_the_same_seed_makes_the_same_choices(tmp_path: Path) -> None:
    one, two = (Campaign("x", 7, tmp_path).chance("kill 3").random() for _ in range(2))
    assert one == two != Campaign("x", 8, tmp_path).chance("kill 3").random()
