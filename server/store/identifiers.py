"""Random identifiers: who does not know one cannot find what it names."""

from __future__ import annotations

import secrets


def new_id(octets: int = 16) -> str:
    """Return a random identifier (128 bits, URL-safe) that a command line does not take for an option."""
    while (made := secrets.token_urlsafe(octets)).startswith("-"):
        pass
    return made
