"""The posts of an address, for a comparison of hands: read with the manners and limits of a check, and kept nowhere."""

from __future__ import annotations

import time
from collections.abc import Sequence

from detectors.model import Capture, MissingReason, Want
from server.address import read_address
from server.check import Begin, Thinks
from server.clock import now
from server.collect import check_url
from server.errors import CannotTry
from server.settings import Settings

MOST_POSTS, LONGEST_POST = 500, 200_000  # of one side of a comparison; characters
ROUNDS = 2  # the page, then the posts it leads to
_POSTS = frozenset({"checked", "home", "post"})


def read_posts(url: str, settings: Settings, thinker: Thinks, begin: Begin, seconds: float) -> list[str]:
    """Read a page and the posts that it links to on its own site, and return what their author wrote, the page's first.

    Only pages are read. Raises `AddressError`, `CannotTry` for what may not be read or has no text, `ChildError`.
    """
    key, bare = read_address(url)
    check_url(key, settings)
    deadline = time.monotonic() + seconds
    capture = Capture(key, now(), bare)
    with begin() as visit:
        for _ in range(ROUNDS):
            wants = _pages(thinker.plan(capture), capture)
            capture = capture.with_reads(visit.read(wants, deadline)) if wants else capture
    found = [page.text for page in thinker.author_texts(capture)]
    if not found:
        raise CannotTry(MissingReason.NOT_FOUND, f"{url}: no text of an author could be read there")
    return found


def _pages(wants: Sequence[Want], capture: Capture) -> tuple[Want, ...]:
    asked = {(read.want.source, read.want.key) for read in capture.reads}
    return tuple(w for w in wants if w.source == "page" and w.why in _POSTS and (w.source, w.key) not in asked)
