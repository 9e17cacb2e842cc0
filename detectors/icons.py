"""The icon of a site: where it is, what is known of it, and which icons are a maker's and no site's own.

Which hosts and paths are makers' is data (``data/icons.toml``). Icons are compared byte by byte, by their SHA-256: the
habit of the field is a 32-bit hash of their base64 text (MurmurHash3), which is shorter to search for, and under which
two strangers' icons meet by chance, or by design.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urljoin

from detectors.data_files import load_toml
from detectors.domain import host_of, within
from detectors.model import Capture, Icon, Missing, MissingReason, Seen

if TYPE_CHECKING:
    from detectors.html.nouns import Document
    from detectors.knowledge import Knowledge

MOST = 64 * 1024  # bytes of an icon
KIND = "favicon"  # in the index of indicators
NO_ICON = Missing(MissingReason.NOT_FOUND, "no icon of its own")


def icon_to_ask(page: Document, knowledge: Knowledge) -> str:
    """Return the address of a page's icon, or "" when it stands in the page itself or is a maker's."""
    address = page.icon or urljoin(page.url, "/favicon.ico")
    return "" if _is_inline(address) or _is_stock(address, knowledge) else address


def icon_of(page: Document, capture: Capture, knowledge: Knowledge) -> Icon | Missing:
    """Return a page's icon as it was read; `Missing` (NOT_FOUND) stands for a blank one and for a maker's."""
    if _is_inline(page.icon):
        found = _inline(page)
    elif address := icon_to_ask(page, knowledge):
        found = capture.typed("icon", address, Icon)
    else:
        return NO_ICON
    stock = isinstance(found, Icon) and (found.size < _table()["least"] or _is_stock(found.seen.where, knowledge))
    return NO_ICON if stock else found


def _is_inline(address: str) -> bool:
    return address[:5].lower() == "data:"


def _inline(page: Document) -> Icon | Missing:
    """Return an icon that is written into the page (RFC 2397)."""
    head, comma, data = page.icon.partition(",")
    try:
        body = unquote_to_bytes(data)
        body = base64.b64decode(body) if head.lower().rstrip().endswith(";base64") else body
    except (binascii.Error, ValueError):
        return NO_ICON
    if not comma or len(body) > MOST:
        return NO_ICON
    return Icon(Seen(page.url, page.seen.when, sha256(body).hexdigest()), page.url, len(body))


def _is_stock(address: str, knowledge: Knowledge) -> bool:
    host, path = host_of(address), "/" + address.partition("://")[2].partition("/")[2].partition("?")[0].lower()
    if any(within(host, maker) for maker in _table()["hosts"]):
        return True
    on_platform = knowledge.platform(host) is not None or knowledge.provider(host) is not None
    return on_platform or any(part in path for part in _table()["paths"])


def _table() -> dict[str, Any]:
    return load_toml("icons.toml")
