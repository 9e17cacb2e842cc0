"""A stored verdict in one indexed read: what is asked most, before Flask.

A verdict's document is rendered once and kept as bytes. Each request reads the verdict's revision and expiry from the
store, so a change made by any process is seen by the next request; nothing else is read while the revision is the same.
Whatever is not plainly the question for a stored verdict goes on to the application.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from server.api.observe import ROUTE
from server.api.security import HEADERS
from server.clock import now
from server.service import Service, language_of
from server.store import Stored
from server.view import encoded

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PATH = re.compile(r"/v1/checks/([A-Za-z0-9_-]{1,32})")
_RULE = "/v1/checks/<identifier>"
_KEPT = 512  # documents, of some tens of kilobytes each
Answer = tuple[bytes, str, list[tuple[str, str]]]  # body, entity tag, headers


class StoredVerdicts:
    """A WSGI application in front of another one."""

    def __init__(self, inner: WSGIApplication, service: Service) -> None:
        self._inner = inner
        self._service = service
        self._answer = lru_cache(_KEPT)(self._rendered)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the question for a stored verdict; pass on any other."""
        found = _PATH.fullmatch(environ["PATH_INFO"])
        plain = found and environ["REQUEST_METHOD"] == "GET" and "HTTP_AUTHORIZATION" not in environ
        answer = self._find(found[1], environ) if found and plain else None
        if answer is None:
            return self._inner(environ, start_response)
        environ[ROUTE] = _RULE
        body, tag, headers = answer
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if tag in known or known == "*":
            start_response("304 NOT MODIFIED", [*headers])
            return (b"",)
        start_response("200 OK", [*headers, ("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return (body,)

    def _find(self, identifier: str, environ: WSGIEnvironment) -> Answer | None:
        try:
            read = self._service.store.verdicts.revision(identifier)
        except SQLAlchemyError:  # the application says what is wrong with the store
            return None
        if read is None:
            return None
        revision, expires_at = read
        asked = (environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        lang = _language(*asked, self._service.settings.lang)
        return self._answer(identifier, revision, expires_at <= now(), lang)

    def _rendered(self, identifier: str, revision: int, expired: bool, lang: str) -> Answer | None:
        """Return the answer as of this `revision`; the first three tell one rendering from another."""
        stored = self._service.store.verdicts.get(identifier)
        return None if stored is None else rendered(stored, lang, self._service.settings.base_url)


def rendered(stored: Stored, lang: str, base_url: str) -> Answer:
    """Return a verdict's document with its headers; nobody's cache may keep what is unlisted."""
    body = encoded(stored, lang, base_url)
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    cache = "no-cache" if stored.listed else "no-store"
    headers = {**HEADERS, "ETag": tag, "Cache-Control": cache, "Vary": "Accept-Language", "Content-Language": lang}
    return body, tag, list(headers.items())


@lru_cache(maxsize=1024)
def _language(query: str, accepted: str, default: str) -> str:
    return language_of(_value(query, "lang"), parse_accept_header(accepted, LanguageAccept), default)


def _value(query: str, name: str) -> str:
    return next((value for key, value in parse_qsl(query) if key == name), "")
