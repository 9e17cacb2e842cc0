"""Halves of surrogate pairs: JSON can write them, UTF-8 cannot, so text that holds one could not be stored or shown."""

from __future__ import annotations

import re

# A whole pair as JSON escapes it, or one half.
_ESCAPED = re.compile(r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def without_halves(json_text: str) -> str:
    r"""Return JSON text with the replacement character instead of each escaped half of a pair (RFC 8259, 8.2).

    ``\\ud83c\\udf6f`` stays; ``\\ud83c`` alone becomes ``\\ufffd``.
    """
    if "\\ud" not in json_text and "\\uD" not in json_text:
        return json_text
    return _ESCAPED.sub(lambda found: found[1] or "\\ufffd", json_text)
