"""What people type in the field for an address, told apart: an address, or something that is none."""

from __future__ import annotations

import re

from detectors.domain import UrlError, is_bare, url_key
from server.errors import UsageError

_PERSON = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)+\.?", re.UNICODE)


class AddressError(UsageError):
    """The text is no address that can be checked; `kind` is malformed, userinfo or personal-query."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


def read_address(text: str) -> tuple[str, bool]:
    """Return the URL key of what was typed, and whether it was a bare host; raises `AddressError`."""
    text = text.strip()
    if " " in text and _PERSON.fullmatch(text):
        raise AddressError(
            "Masthead looks at sites, not at people: enter the address of a page or site", "personal-query"
        )
    try:
        return url_key(text), is_bare(text)
    except UrlError as error:
        if error.kind == "email":
            message = "Masthead looks at sites, not at people: an e-mail address cannot be checked"
            raise AddressError(message, "personal-query") from error
        raise AddressError(str(error), "userinfo" if error.kind == "userinfo" else "malformed-url") from error
