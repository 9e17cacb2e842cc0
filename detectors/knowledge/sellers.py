"""Sellers of record: whom an advertising system pays for the space of an account, by its own sellers.json.

They come from imported files (``masthead knowledge import sellers``) and are kept apart from the registers of
organisations: an account finds its seller, and no name or domain of a seller finds anything. Only organisations that
the system says to own the space (PUBLISHER), or to own it and to sell that of others too (BOTH), are kept; who only
sells for others (INTERMEDIARY), who asked to be confidential and who may be a natural person is not. Source of the
fields: IAB Tech Lab, sellers.json 1.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from detectors.model.noun import Noun

SellerKind = Literal["PUBLISHER", "BOTH"]


class Seller(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """An organisation, by its account at an advertising system.

    `system` is the system's domain as ads.txt writes it, `account` the seller's identifier there, `domain` the seller's
    own domain as it told the system; name or domain may be empty; `read` the day on which the file was imported.
    """

    system: str
    account: str
    kind: SellerKind
    name: str = ""
    domain: str = ""
    read: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The one key that a look-up asks for it by."""
        return frozenset({seller_key(self.system, self.account)})


FindSeller = Callable[[str], Sequence[Seller]]


def seller_key(system: str, account: str) -> str:
    """Return the key of an account: systems are domains, identifiers keep their case."""
    return f"{system.lower()} {account}"


def sellers_in_memory(sellers: Iterable[Seller]) -> FindSeller:
    """Return the look-up over a few sellers."""
    found = {key: (seller,) for seller in sellers for key in seller.keys}
    return lambda key: found.get(key, ())
