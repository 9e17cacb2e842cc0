from __future__ import annotations

import pytest

from detectors.model import MissingReason
from server.collect.archive import _rows
from server.errors import FetchError


def test_the_head_is_no_capture() -> None:
    body = b'[["timestamp","original"],["20050611061500","http://blog.example/"]]'
    assert _rows(body) == [("20050611061500", "http://blog.example/")]
    assert _rows(b"[]") == []


@pytest.mark.parametrize("body", [b"{}", b"nonsense", b'[["timestamp"],["1"]]', b"[" * 99_999, b"[1, 2]", b'"x"'])
def test_another_shape_is_unparsable(body: bytes) -> None:
    with pytest.raises(FetchError) as error:
        _rows(body)
    assert error.value.reason is MissingReason.UNPARSABLE
