"""Links that an answer's `Link` header makes for its page (RFC 8288), beside those that stand in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)')
_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?')


@dataclass(frozen=True, slots=True)
class HeaderLink:
    """One link: its target as written, the lower-case types of its relation, all parameters by lower-case name."""

    target: str
    rel: frozenset[str]
    parameters: dict[str, str]


def header_links(header: str) -> Iterator[HeaderLink]:
    """Yield the links of a header that are the page's own; those with an `anchor` speak of another address.

    Of a parameter that stands twice the first counts, as the standard asks. Never raises.
    """
    for found in _LINK.finditer(header):
        parameters: dict[str, str] = {}
        for name, quoted, bare in _PARAMETER.findall(found[2]):
            parameters.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or bare)
        if "anchor" not in parameters:
            yield HeaderLink(found[1].strip(), frozenset(parameters.get("rel", "").lower().split()), parameters)


def is_translation(rel: frozenset[str] | list[str], hreflang: str, media_type: str) -> bool:
    """Tell whether a link leads to the page in another language; a feed is no page."""
    return "alternate" in rel and bool(hreflang) and not media_type.endswith("xml")
