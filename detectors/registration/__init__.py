"""WHOIS and RDAP answers to a Registration; pure parsers, no sockets."""

from __future__ import annotations

from detectors.registration.charset import decode_whois
from detectors.registration.listed import recognised
from detectors.registration.rdap import parse_rdap
from detectors.registration.redaction import redact
from detectors.registration.whois import parse_whois

__all__ = ["decode_whois", "parse_rdap", "parse_whois", "recognised", "redact"]
