"""``masthead compare``: files, folders, texts and pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.cli import main
from tests.unit.detectors.style.writers import cohort, post, posts


def lines(path: Path, rows: list[object]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture
def others(tmp_path):
    return lines(tmp_path / "cohort.jsonl", [{"texts": hand} for hand in cohort(40)])


def test_two_files_give_a_report(tmp_path, capsys, others):
    a = lines(tmp_path / "a.jsonl", [{"text": text} for text in posts(1, 0, 1, 2)])
    b = lines(tmp_path / "b.jsonl", [{"text": text} for text in posts(1, 3, 4, 5)])
    assert main(["compare", a, b, "--lang", "en", "--cohort", others]) == 0
    told = capsys.readouterr().out
    assert "words in 3 posts" in told
    assert "Cohort: 40" not in told or "other hands" in told
    assert "written by" not in told


def test_json_is_one_document(tmp_path, capsys):
    folder = tmp_path / "a"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(post(1, number), encoding="utf-8")
    assert main(["compare", str(folder), post(2, 0), "--lang", "en", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["posts"] == [3, 1]
    assert told["same_author"] is None
    assert told["reason"].startswith("no_cohort")


def test_pairs_give_one_line_each(tmp_path, capsys):
    rows = [{"id": f"p{k}", "a": posts(k, 0), "b": posts(k + 1, 1), "lang": "en"} for k in range(3)]
    assert main(["compare", "--pairs", lines(tmp_path / "pairs.jsonl", rows)]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in told] == ["p0", "p1", "p2"]
    assert all(set(row) == {"id", "same_author", "score", "reason"} for row in told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "only one side of text"],
        ["compare", "https://", "https://b.example/"],
        ["compare", "missing.txt", "a text of words"],
        ["compare", "--pairs", "missing.jsonl"],
        ["compare", "a text", "b text", "--pairs", "missing.jsonl"],
    ],
)
def test_wrong_usage(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("masthead: ")


@pytest.mark.parametrize("line", ["{", "[]", '{"a": 3, "b": []}'])
def test_a_broken_line_is_told(tmp_path, capsys, line):
    path = tmp_path / "pairs.jsonl"
    path.write_text(line, encoding="utf-8")
    assert main(["compare", "--pairs", str(path)]) == 2
    assert str(path.name) in capsys.readouterr().err


def test_nothing_from_a_file_reaches_the_terminal_raw(tmp_path, capsys):
    assert main(["compare", "word \x1b[31m word", "other words"]) == 0
    assert "\x1b" not in capsys.readouterr().out
