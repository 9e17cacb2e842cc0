"""Lists of addresses in three formats: each line a row with its number, bad lines named, other columns kept."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import UsageError
from server.listing import Row, format_of, read_rows


def rows(text: str | bytes, form: str) -> list[Row]:
    return list(read_rows(text.encode() if isinstance(text, str) else text, form))


def test_plain_lines_keep_their_numbers_and_blank_ones_are_no_rows():
    found = rows("\ufeffexample.org\r\n\r\n  https://a.example/x \n", "txt")
    assert [(row.line, row.text) for row in found] == [(1, "example.org"), (3, "https://a.example/x")]


def test_a_form_feed_does_not_move_the_numbers():
    assert [row.line for row in rows("a.example\x0cb\u2028c\nd.example\n", "txt")] == [1, 2]


def test_a_csv_keeps_the_other_columns_and_numbers_quoted_lines_by_where_they_begin():
    text = 'name;URL;note\n"two\nlines";a.example;x\nb;b.example;y\n'
    assert rows(text, "csv") == [
        Row(2, "a.example", {"name": "two\nlines", "note": "x"}),
        Row(4, "b.example", {"name": "b", "note": "y"}),
    ]


def test_short_and_long_csv_lines_are_rows_too():
    found = rows("note,url\nonly a note\nn,b.example,more\n", "csv")
    assert found[0] == Row(2, "", {"note": "only a note"}, "the line has no url")
    assert found[1] == Row(3, "b.example", {"note": "n", "column 3": "more"})


@pytest.mark.parametrize("text", ["", "name,address\nx,y\n", "url,URL\na,b\n"])
def test_a_csv_without_one_url_column_is_refused(text):
    with pytest.raises(UsageError, match="url"):
        rows(text, "csv")


def test_bad_json_lines_are_reported_and_the_others_kept():
    found = rows('{"url": "a.example", "n": [1]}\nnot json\n"b.example"\n{"n": 1}\n[]\n', "jsonl")
    assert [row.problem for row in found] == [
        "",
        "the line is not JSON",
        "",
        'the line has no "url"',
        'the line has no "url"',
    ]
    assert found[0].columns == {"n": [1]}
    assert found[2].text == "b.example"


def test_bytes_that_are_not_utf_8_spoil_their_own_line_only():
    found = rows(b"caf\xe9.example\nb.example\n", "txt")
    assert [row.text for row in found] == ["caf\ufffd.example", "b.example"]


def test_an_endless_line_is_cut_and_reported():
    (found,) = rows("a" * 10_000, "txt")
    assert found.problem
    assert len(found.text) == 4096


@pytest.mark.parametrize(
    ("name", "start", "form"),
    [
        ("list.csv", "", "csv"),
        ("list.JSONL", "", "jsonl"),
        ("list.txt", "url,name", "txt"),
        ("-", '\n{"url": "a"}', "jsonl"),
        ("-", "name;url\n", "csv"),
        ("-", "https://a.example/?x=1,2\n", "txt"),
    ],
)
def test_the_format_is_told_by_the_name_or_the_first_line(name, start, form):
    assert format_of(name, start) == form


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)))
def test_no_json_line_is_lost(texts):
    data = "".join(json.dumps({"url": text}) + "\n" for text in texts)
    assert [row.text for row in read_rows(data.encode(), "jsonl")] == [text.strip() for text in texts]


@given(st.binary())
def test_no_bytes_break_the_reading(data):
    for form in ("txt", "jsonl"):
        list(read_rows(data, form))
    with suppress(UsageError):
        list(read_rows(data, "csv"))
