"""An advertising system's sellers.json: whom it pays for what each account sells.

The largest have a million sellers, so they are read as a register and not at check time. A file does not say whose it
is: it has to be called by the system's domain as ads.txt writes it (``google.com.json``). Left out are confidential
sellers, those that only sell for others (INTERMEDIARY), and every name that nothing shows to be an organisation's: it
may be a natural person's; of such a seller the domain alone is kept, when a listed group owns it. Comments, contacts
and identifiers are not read. Source of the fields: IAB Tech Lab, sellers.json 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detectors import names
from detectors.domain import UrlError, host_of, url_key
from detectors.knowledge import Knowledge, load_knowledge
from detectors.knowledge.sellers import Seller, SellerKind
from server.errors import UsageError
from server.imports.elements import Elements
from server.imports.files import Packed, Position
from server.imports.statements import BadRow, LeftOut, Statement

_NAMED = re.compile(r"((?:[a-z0-9-]+\.)+?[a-z]{2,}?)(?:\.sellers)?\.json(?:\.(?:gz|bz2|zip))?", re.IGNORECASE)
_KINDS: dict[str, SellerKind] = {"PUBLISHER": "PUBLISHER", "BOTH": "BOTH"}
_MOST = 200  # characters of a name


class _Row(msgspec.Struct):
    seller_id: str | int
    seller_type: str = ""
    is_confidential: bool | int | str | None = 0
    name: str | None = ""
    domain: str | None = ""


class Sellers:
    """The sellers of one system. Raises `UsageError` for a file of another shape or without the system's name."""

    def __init__(self, packed: Packed) -> None:
        match = _NAMED.fullmatch(packed.name)
        if match is None:
            raise UsageError(
                f"{packed.name}: call the file by the advertising system's domain as ads.txt writes it, "
                "for instance google.com.json"
            )
        self.part = match[1].lower()
        self._sellers = Elements(packed, "sellers", "a sellers.json")
        self._knowledge: Knowledge = load_knowledge()

    def rows(self, position: Position) -> Iterator[tuple[Position, Any]]:
        """Yield the sellers after a position; its lines count sellers."""
        return self._sellers.rows(position)

    def statements(self, row: Any) -> Iterable[Statement]:
        """Yield the seller of a row; raises `BadRow` or `LeftOut`."""
        try:
            found = msgspec.convert(row, type=_Row)
        except msgspec.ValidationError as error:
            raise BadRow(f"not a seller: {error}") from error
        account, name = str(found.seller_id).strip(), " ".join((found.name or "").split())
        if not account:
            raise BadRow("no seller_id")
        if str(found.is_confidential or 0).lower() not in ("0", "false"):
            raise LeftOut("confidential")
        kind = _KINDS.get(found.seller_type.strip().upper())
        if kind is None:
            raise LeftOut("sells for others")
        if not name or len(name) > _MOST:
            raise LeftOut("no name")
        domain = _domain(found.domain or "")
        if not self._names_organisation(name):
            name = ""
            known = self._knowledge.match_domain(domain) if domain else None
            if known is None or known.use != "own":
                raise LeftOut("may be a natural person")
        yield Seller(system=self.part, account=account, name=name, kind=kind, domain=domain)

    def _names_organisation(self, name: str) -> bool:
        return names.is_organisation(name) or self._knowledge.match_name(name) is not None


def _domain(text: str) -> str:
    try:
        host = host_of(url_key(text.strip())).removeprefix("www.")
    except UrlError:
        return ""
    return host if "." in host else ""


def reader(packed: Packed) -> Sellers:
    """Return the reader of the file."""
    return Sellers(packed)
