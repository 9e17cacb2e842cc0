"""ads.txt: the domains that it names for a site, and the accounts that it declares as the site's own.

Source of the fields: IAB Tech Lab, ads.txt 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detectors.domain import registrable
from detectors.model import TextFile

OWNER, MANAGER = "OWNERDOMAIN", "MANAGERDOMAIN"
_NAMED = re.compile(rf"^\s*({OWNER}|{MANAGER})\s*=\s*([a-z0-9.-]{{3,253}})", re.IGNORECASE | re.MULTILINE)
# Advertising system, account, DIRECT or RESELLER, certification id.
_DIRECT = re.compile(r"^\s*([a-z0-9.-]+\.[a-z]{2,})\s*,\s*([\w.:-]{2,64})\s*,\s*DIRECT\b", re.IGNORECASE | re.MULTILINE)


class NamedDomain(NamedTuple):
    """A registrable domain that the file names: the field (`OWNER` or `MANAGER`), the domain, the words."""

    field: str
    domain: str
    words: str


class DirectLine(NamedTuple):
    """An account that the file declares as the site's own: the system's domain, the account there, the words."""

    system: str
    account: str
    words: str


def named_domains(file: TextFile) -> Iterator[NamedDomain]:
    """Yield the domains of the site's owner, and of who sells its advertising, in the file's order."""
    for match in _NAMED.finditer(file.text):
        yield NamedDomain(match[1].upper(), registrable(match[2]), match[0].strip())


def direct_lines(file: TextFile) -> Iterator[DirectLine]:
    """Yield the accounts that are declared DIRECT; RESELLER lines are other sellers' accounts."""
    for match in _DIRECT.finditer(file.text):
        yield DirectLine(match[1].lower(), match[2], match[0].strip())
