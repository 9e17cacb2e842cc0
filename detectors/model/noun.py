"""What every noun is, and where and when what was read was read."""

from __future__ import annotations

import msgspec


class Noun(msgspec.Struct, frozen=True):
    """A frozen value with a JSON shape; two nouns with equal fields are equal."""


def prepare(kind: type[Noun] = Noun) -> None:
    """Make what is needed to read every kind of noun, in this thread.

    msgspec makes it when a kind is first read, and lets other threads see it half made: they end the process (0.22).
    So a process whose threads read nouns calls this before it starts them.
    """
    for each in kind.__subclasses__():
        msgspec.json.Decoder(each)
        prepare(each)


class Seen(Noun, frozen=True):
    """Where (URL or ``whois://server/domain``), when (UTC) and as which bytes (SHA-256) something was read."""

    where: str
    when: str
    sha256: str
