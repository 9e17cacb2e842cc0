"""Has the owner of a site published the token that we gave? In DNS, or in a file on the site itself."""

from __future__ import annotations

import time
from typing import Literal

from server.collect.dial import Dialer
from server.collect.dns import joined
from server.collect.http import HttpClient
from server.collect.resolver import Resolver
from server.collect.target import read_target
from server.errors import FetchError
from server.settings import Settings

LABEL, FILE = "_masthead", "/.well-known/masthead.txt"
SECONDS = 12.0
_LIMIT = 4096  # bytes of the file


def find_proof(site: str, token: str, settings: Settings) -> Literal["dns", "file"] | None:
    """Return where `token` is published for the host `site`, or None."""
    deadline = time.monotonic() + SECONDS
    resolver = Resolver(settings)
    if _in_dns(site, token, resolver, deadline):
        return "dns"
    client = HttpClient(settings, Dialer(resolver, settings.allowed_networks))
    try:
        return "file" if _in_file(site, token, client, deadline) else None
    finally:
        client.close()


def _in_dns(site: str, token: str, resolver: Resolver, deadline: float) -> bool:
    try:
        return any(joined(raw) == token for raw in resolver.records(f"{LABEL}.{site}", "TXT", deadline))
    except FetchError:
        return False


def _in_file(site: str, token: str, client: HttpClient, deadline: float) -> bool:
    """Only a file on the site's own host counts (or on its www): who is redirected away proves another's."""
    try:
        answer = client.get(f"https://{site}{FILE}", limit=_LIMIT, deadline=deadline, truncate=True)
    except FetchError:
        return False
    own = read_target(answer.url).host in (site, f"www.{site}")
    lines = answer.body.decode("utf-8", "replace").splitlines()
    return own and answer.status == 200 and token in (line.strip() for line in lines)
