"""One tree of errors; a test compares it with the classes.

    MastheadError
    ├── UsageError            what was asked is malformed (an unknown option, a file that is none)
    │   └── AddressError      what was typed is no address: malformed, with a user name, a person (`server.address`)
    ├── SettingsError         a setting has a value that cannot be used
    ├── CannotTry             well-formed, and refused before any attempt: forbidden address or port, no such name
    ├── Busy                  too much waits or is being done already (`server.places`)
    ├── StoreError            the store cannot be opened, or has not, or no longer, what is asked of it
    ├── BundleError           an evidence bundle is damaged, forged or of another shape
    ├── NotInstalledError     an optional part is not installed
    ├── StartError            no child can be set up: the knowledge or the installation is damaged (`server.child`)
    ├── ChildError            a child could not do one task: time, memory, what a parser raised (`server.children`)
    └── FetchError            one source could not be read; carries the `MissingReason` that will stand in its place

`CannotTry` and `UsageError` end a check before it begins (exit status 1 and 2, HTTP 422). A `FetchError` never leaves
`server.collect`: it becomes a `Missing` in the capture; a `ChildError` makes what the child was given `unparsable`.
"""

from __future__ import annotations

from detectors.model import Missing, MissingReason


class MastheadError(Exception):
    """Root of every error that this program raises on purpose; its text can be shown to the user."""


class UsageError(MastheadError):
    """The request is malformed; repeating it cannot help."""


class SettingsError(MastheadError):
    """A setting has a value that cannot be used; the message names the setting."""


class CannotTry(MastheadError):  # noqa: N818 - it names what the user is told
    """The request is well-formed, but its address or port is forbidden or its name does not exist."""

    def __init__(self, reason: MissingReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class FetchError(MastheadError):
    """One source could not be read. `redirected` says that the failure came after the first redirect."""

    def __init__(self, reason: MissingReason, detail: str = "", *, redirected: bool = False) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.redirected = redirected

    @property
    def missing(self) -> Missing:
        """Return what stands in the place of the source."""
        return Missing(self.reason, self.detail)


class StoreError(MastheadError):
    """The store cannot be opened, or has not, or no longer, what is asked of it."""


class BundleError(MastheadError):
    """An evidence bundle is damaged, forged or of another shape; the message names the file in it."""


class NotInstalledError(MastheadError):
    """An optional part is not installed; the message says how to install it."""
