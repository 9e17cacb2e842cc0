"""Files as streams: packed or not, with positions that reading can go on from, and rows that are bad."""

import bz2
import gzip
import io
import zipfile

import pytest

from server.errors import UsageError
from server.imports.files import Packed, Position, Table
from server.imports.statements import BadRow

TEXT = '\ufeffname,number\nKervran,1\n"Two\nlines",2\n\nŒuvre,3\n'.encode()


def zipped(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, TEXT)
    return out.getvalue()


PACKED = {"csv": TEXT, "gz": gzip.compress(TEXT), "bz2": bz2.compress(TEXT), "zip": zipped("a.csv")}


@pytest.fixture(params=sorted(PACKED))
def path(request, tmp_path):
    file = tmp_path / f"file.{request.param}"
    file.write_bytes(PACKED[request.param])
    return file


def test_rows_have_positions_from_which_reading_goes_on(path):
    with Packed(path) as packed:
        table = Table(packed, ("name",))
        rows = list(table.rows(Position()))
        assert [row[:2] for _, row in rows] == [["Kervran", "1"], ["Two\nlines", "2"], ["Œuvre", "3"]]
        assert [position.line for position, _ in rows] == [2, 4, 6]
        for place, (position, _) in enumerate(rows):
            assert list(table.rows(position)) == rows[place + 1 :]
        assert 0.5 < packed.share <= 1.0  # an archive ends with its list of members


def test_a_column_that_is_not_there_is_empty_or_missed(path):
    with Packed(path) as packed:
        table = Table(packed, ("name", "number"))
        absent = table.place("elsewhere")
        assert {row[absent] for _, row in table.rows(Position())} == {""}
        with pytest.raises(UsageError, match="elsewhere"):
            Table(packed, ("elsewhere",))


def test_bad_rows_are_said_and_the_rest_is_read(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(b'a,b\n1,2\n3\n\xff\xfe,4\n5,"x"y\n6,7\n')
    with Packed(path) as packed:
        rows = list(Table(packed, ("a",)).rows(Position()))
    bad = {position.line: str(row) for position, row in rows if isinstance(row, BadRow)}
    assert bad.keys() == {3, 4, 5}
    assert (bad[3], bad[4]) == ("1 fields, not 2", "not UTF-8")
    assert [row[:2] for _, row in rows if not isinstance(row, BadRow)] == [["1", "2"], ["6", "7"]]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", zipped("a.csv", "b.csv"), b"\x1f\x8bbroken", b"BZhbroken"])
def test_a_file_that_cannot_be_unpacked_is_said(tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        Packed(path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        Packed(tmp_path / "nowhere")
