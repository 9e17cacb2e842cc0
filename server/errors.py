"""One tree of errors. Whatever cannot be read from the world is a `Missing`, not an error.

MastheadError                 the message is fit to be shown to the person who asked
├── SettingsError             a setting has a value that cannot be used
├── NotTriedError             the address is well-formed, but may not or cannot be tried: `kind` says why
├── StoreError                the store cannot be opened or is of another version
└── BundleError               an evidence bundle is damaged, forged or of another shape
"""

from __future__ import annotations

from typing import Literal

NotTriedKind = Literal["forbidden-address", "forbidden-port", "no-such-name"]


class MastheadError(Exception):
    """Root of the tree."""


class SettingsError(MastheadError):
    """A setting has a value that cannot be used; the message names the setting."""


class NotTriedError(MastheadError):
    """A check could not be tried; nothing was fetched and nothing is stored."""

    def __init__(self, message: str, kind: NotTriedKind) -> None:
        super().__init__(message)
        self.kind = kind


class StoreError(MastheadError):
    """The store cannot be opened or is of another version."""


class BundleError(MastheadError):
    """An evidence bundle is damaged, forged or of another shape; the message names the file in it."""
