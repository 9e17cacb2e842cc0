"""The sides of a comparison: what is a text, a file, a folder, an address."""

from __future__ import annotations

import json

import pytest

from server.commands.sides import cohort, side
from server.errors import CannotTry, UsageError


def test_a_text_a_file_and_a_folder(tmp_path):
    assert side("two words") == ["two words"]
    (tmp_path / "posts").mkdir()
    for number in (2, 1):
        (tmp_path / "posts" / f"{number}.txt").write_text(f"post {number}", encoding="utf-8")
    (tmp_path / "posts" / ".hidden").write_text("no post", encoding="utf-8")
    assert side(str(tmp_path / "posts")) == ["post 1", "post 2"]
    assert side(str(tmp_path / "posts" / "1.txt")) == ["post 1"]


def test_a_cohort_by_author_by_line_and_by_folder(tmp_path):
    path = tmp_path / "others.jsonl"
    rows = [{"author": "x", "text": "one text"}, {"author": "x", "text": "two text"}, {"texts": ["a b", "c d"]}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert cohort(path) == [["one text", "two text"], ["a b", "c d"]]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.txt").write_text("one text", encoding="utf-8")
    assert cohort(tmp_path / "folder") == [["one text"]]


def test_a_hand_is_told_by_its_folder_a_column_or_else_its_file(tmp_path):
    for number in (1, 2):
        (tmp_path / "folder" / "anna").mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / "anna" / f"{number}.md").write_text(f"post {number}", encoding="utf-8")
    (tmp_path / "folder" / "site.jsonl").write_text('{"text": "a b"}\n{"text": "c d"}\n', encoding="utf-8")
    many = '{"site": "x.example", "text": "e f"}\n{"url": "https://y.example/1", "text": "g h"}\n'
    (tmp_path / "folder" / "told.jsonl").write_text(many * 2, encoding="utf-8")
    assert cohort(tmp_path / "folder") == [["post 1", "post 2"], ["a b", "c d"], ["e f"] * 2, ["g h"] * 2]


def test_a_table_tells_authors_in_a_column(tmp_path):
    path = tmp_path / "others.csv"
    path.write_text('author,text\nx,"one, two\nthree"\ny,four five\nx,six\n,seven\n,eight\n', encoding="utf-8")
    assert cohort(path) == [["one, two\nthree", "six"], ["four five"], ["seven"], ["eight"]]
    path.write_text("author,words\nx,one two\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        cohort(path)


@pytest.mark.parametrize("given", ["missing.txt", "word", "https://", "https://u:p@a.example/"])
def test_what_is_no_side_is_wrong_usage(given):
    with pytest.raises(UsageError):
        side(given)


def test_a_forbidden_address_is_not_tried(monkeypatch):
    monkeypatch.setenv("MASTHEAD_RESOLVER", "127.0.0.1:9")
    with pytest.raises(CannotTry):
        side("http://169.254.169.254/latest")


def test_what_holds_no_text_is_told_and_compared_with_nothing(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text("  \n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00\x01")
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    for name, words in (("empty", "no text"), ("blank.txt", "no text"), ("picture.png", "no text file")):
        with pytest.raises(UsageError, match=words):
            side(str(tmp_path / name))
    for name in ("empty", "none.jsonl"):
        with pytest.raises(UsageError, match="no text of other hands"):
            cohort(tmp_path / name)


def test_a_wrong_line_of_a_cohort_is_named(tmp_path):
    for line, words in (("word", "an object of JSON"), ('{"text": 1}', "a list of texts")):
        (tmp_path / "others.jsonl").write_text(f'{{"text": "a b"}}\n{line}\n', encoding="utf-8")
        with pytest.raises(UsageError, match=f"line 2.*{words}"):
            cohort(tmp_path / "others.jsonl")
