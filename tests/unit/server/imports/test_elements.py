"""The elements of a long list come one by one, from where reading ended, and a document that breaks off is said."""

import gzip
import io
import json
import tracemalloc

import pytest

from server.errors import UsageError
from server.imports.elements import Elements
from server.imports.files import Packed, Position


def opened(path, data):
    path.write_bytes(data)
    return Packed(path)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_reading_goes_on_after_a_position(tmp_path, before):
    document = {"head": {"list": [9]}, "a": {"list": [{"n": 1, "x": [1.5]}, "two", [3]]}, "list": [8]}
    with opened(tmp_path / "f", before + json.dumps(document).encode()) as packed:
        elements = Elements(packed, "a.list", "a test")
        rows = list(elements.rows(Position()))
        assert [row for _, row in rows] == [{"n": 1, "x": [1.5]}, "two", [3]]
        for place, (position, _) in enumerate(rows):
            assert list(elements.rows(position)) == rows[place + 1 :]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"a": {"list": {}}}', '{"a": [{"list": [1]}]}', "\xff", "NaN"])
def test_a_document_without_the_list_is_said(tmp_path, text):
    with opened(tmp_path / "f", text.encode("latin-1")) as packed, pytest.raises(UsageError, match="not a test"):
        Elements(packed, "a.list", "a test")


def test_where_a_document_breaks_off_is_said_after_what_was_whole(tmp_path):
    with opened(tmp_path / "f", b'{"list": [1, 2, {"n": ') as packed:
        rows = Elements(packed, "list", "a test").rows(Position())
        assert [next(rows)[1], next(rows)[1]] == [1, 2]
        with pytest.raises(UsageError, match="after 2 elements"):
            next(rows)


def test_a_long_document_is_never_held_whole(tmp_path):
    whole, text = 0, io.BytesIO()
    with gzip.GzipFile(fileobj=text, mode="wb") as file:
        file.write(b'{"list": [')
        for number in range(20_000):
            whole += file.write(json.dumps({"number": number, "words": "a word of it " * 40}).encode() + b",")
        file.write(b'{"number": -1}]}')
    with opened(tmp_path / "f.gz", text.getvalue()) as packed:
        elements = Elements(packed, "list", "a test")
        tracemalloc.start()
        try:
            count = sum(1 for _ in elements.rows(Position()))
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert count == 20_001
    assert most < whole / 4
