"""Whether the words quoted from a source name what they are quoted for."""

import re
import unicodedata


def named(name: str, quote: str) -> bool:
    """Whether `quote` holds `name` at whole words, whatever the case, accents and punctuation of either."""
    return _words(name) in _words(quote)


def contains_number(number: str, quote: str) -> bool:
    """Whether `quote` holds a registration number, however it is grouped."""
    return _words(number).replace(" ", "") in _words(quote).replace(" ", "")


def _words(text: str) -> str:
    """Return the words of `text` between single spaces, so that one text holds another only at whole words."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = " ".join(re.findall(r"[^\W_]+", plain.casefold()))
    return f" {words} "
