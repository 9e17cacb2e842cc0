"""The DNS records of one name that say who serves it. Mailboxes lose their local part: it may be a person's."""

from __future__ import annotations

import json
import re

from detectors.model import DnsRecords, MissingReason
from server.collect.provenance import stamp
from server.collect.resolver import Resolver
from server.errors import FetchError

_MOST = 20  # records kept of each kind
_MAX_SPF = 1000
_MAX_VERIFICATION = 200
_LOCAL_PART = re.compile(r"[^\s\"',;:@]+@")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read_dns(name: str, resolver: Resolver, deadline: float) -> DnsRecords:
    """Return the records of `name`; raises `FetchError` when any kind of them could not be asked.

    An answer that failed is not an empty one, so one failure leaves the whole source unread.
    """

    def ask(kind: str, owner: str = name) -> tuple[str, ...]:
        try:
            return resolver.records(owner, kind, deadline)[:_MOST]
        except FetchError as error:
            if error.reason is MissingReason.NO_SUCH_NAME and owner != name:
                return ()
            raise FetchError(error.reason, f"{kind}: {error.detail}") from None

    records = {
        "ns": tuple(sorted(_host(text) for text in ask("NS"))),
        "mx": tuple(sorted(host for text in ask("MX") if (host := _host(text.rpartition(" ")[2])))),
        "txt": tuple(text for raw in ask("TXT") if (text := _kept_text(joined(raw)))),
        "dmarc": tuple(
            _anonymous(text) for raw in ask("TXT", f"_dmarc.{name}") if (text := joined(raw)).startswith("v=DMARC1")
        ),
        "soa": _soa(ask("SOA")),
        "cname": tuple(_host(text) for text in ask("CNAME")),
        "addresses": tuple(sorted(ask("A") + ask("AAAA"))),
    }
    return DnsRecords(seen=stamp(f"dns://{name}", json.dumps(records, sort_keys=True).encode()), name=name, **records)


def _host(text: str) -> str:
    return text.rstrip(".").lower()


def joined(raw: str) -> str:
    """A TXT record's character strings are one text (RFC 7208, 3.3)."""
    return "".join(match[1] for match in _QUOTED.finditer(raw)).replace('\\"', '"')


def _kept_text(text: str) -> str:
    """SPF, and the short ``key=value`` strings by which services verify a domain; prose is left."""
    if text.lower().startswith("v=spf1"):
        return _anonymous(text[:_MAX_SPF])
    verification = ("=" in text or ":" in text) and " " not in text and "@" not in text
    return text if verification and len(text) <= _MAX_VERIFICATION else ""


def _anonymous(text: str) -> str:
    return _LOCAL_PART.sub("_@", text[:_MAX_SPF])


def _soa(answers: tuple[str, ...]) -> tuple[str, ...]:
    """Primary server and the responsible mailbox's domain (its local part is the first label, RFC 1035, 3.3.13)."""
    if not answers:
        return ()
    primary, mailbox, *_ = answers[0].split(" ")
    domain = re.sub(r"^(?:\\.|[^.\\])*\.", "", mailbox)
    return (_host(primary), _host(domain))
