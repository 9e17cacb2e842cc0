"""Two sides compared on a page: texts as they are typed, or the posts of two addresses. Nothing is kept."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from apiflask import APIBlueprint
from flask import Response, request

from detectors.style.in_full import InFull, distinct
from detectors.style.words import LANGUAGES
from server.children import ChildError
from server.errors import CannotTry, UsageError
from server.places import Busy, Places
from server.posts import LONGEST_POST, MOST_POSTS
from server.service import Service, service
from server.web import page

SECONDS = 12.0  # for reading both sides while somebody waits: no answer takes twenty
READERS = 2  # comparisons at once that read sites: each holds a thread of the server
MAX_BODY = 4 * 1024 * 1024  # bytes, as over the API
PASSAGES, LONGEST = 20, 600  # that are shown, and characters of each
FIRM = 0.5  # a probability above it speaks for one hand
_BETWEEN = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)
_places = Places(READERS, "too many comparisons are reading sites; ask again in a minute")
blueprint = APIBlueprint("comparing", __name__, enable_openapi=False)


@blueprint.get("/compare")
def form() -> Response:
    """Show the fields for two sides."""
    return page("compare.html", typed=("", ""), tongue="", languages=LANGUAGES)


@blueprint.post("/compare")
def ask() -> Response:
    """Compare two sides and show the result; it is on this page only."""
    typed = request.form.get("a", ""), request.form.get("b", "")
    lang = request.form.get("tongue", "")
    asked: dict[str, Any] = {"typed": typed, "tongue": lang if lang in LANGUAGES else "", "languages": LANGUAGES}
    try:
        found = _compared(typed, asked["tongue"] or None, service())
    except (UsageError, CannotTry) as error:
        return page("compare.html", 422, problem=str(error), **asked)
    except ChildError as error:
        return page("compare.html", 422, uncomparable=error.reason, **asked)
    except Busy as error:
        return page("compare.html", 503, problem=str(error), **asked)
    passages = distinct(found.passages)
    shown: dict[str, Any] = {"passages": passages[:PASSAGES], "total": len(passages), "longest": LONGEST, "firm": FIRM}
    return page("compare.html", found=found, **shown, **asked)


def _compared(typed: tuple[str, str], lang: str | None, here: Service) -> InFull:
    """Compare what was typed; raises what `_side` and `read_posts` raise, `ChildError`, `Busy`."""
    if not any(map(_is_address, typed)):
        a, b = map(_texts, typed)
    else:
        with _places.taken(), ThreadPoolExecutor(2) as pool:
            a, b = pool.map(lambda given: _side(given, here), typed)
    return here.compare_in_full(a, b, lang)


def _side(given: str, here: Service) -> list[str]:
    return here.posts(given.strip(), SECONDS) if _is_address(given) else _texts(given)


def _is_address(given: str) -> bool:
    return given.strip().lower().startswith(("http://", "https://")) and len(given.split()) == 1


def _texts(given: str) -> list[str]:
    """Return the posts that were typed, parted by lines of hyphens; raises `UsageError` for none, or too many."""
    posts = [text.strip() for text in _BETWEEN.split(given.replace("\r\n", "\n")) if text.strip()]
    if not posts:
        raise UsageError("two sides are needed: a text or an address each")
    if "\0" in given:
        raise UsageError("a text has no NUL")
    if len(posts) > MOST_POSTS or any(len(text) > LONGEST_POST for text in posts):
        raise UsageError(f"a side has at most {MOST_POSTS} posts of {LONGEST_POST:,} characters")
    return posts
