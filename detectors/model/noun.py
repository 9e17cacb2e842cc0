"""What every noun is, and where and when what was read was read."""

from __future__ import annotations

import msgspec


class Noun(msgspec.Struct, frozen=True):
    """A frozen value with a JSON shape; two nouns with equal fields are equal."""


class Seen(Noun, frozen=True):
    """Where (URL or ``whois://server/domain``), when (UTC) and as which bytes (SHA-256) something was read."""

    where: str
    when: str
    sha256: str
