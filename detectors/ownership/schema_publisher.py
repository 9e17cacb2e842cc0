"""schema.org data names the organisation behind the WebSite or Blog node.

parentOrganization, legalName and a tax or LEI code are A-; a publisher alone is B, since themes fill it with defaults.
Reviewed items, offers and articles by others are not the site: only the chain of the WebSite or Blog node counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

_SITE_TYPES = {"WebSite", "Blog"}
_CHAIN = ("publisher", "copyrightHolder", "parentOrganization", "sourceOrganization")
_NUMBERS = (("vatID", "vat"), ("leiCode", "lei"), ("taxID", "tax"))
_ORGANISATIONS = ("Organization", "Corporation", "NewsMediaOrganization", "NGO", "LocalBusiness")


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(documents: tuple[Document, ...]) -> Iterator[Evidence]:
    """Yield the organisations of the publisher chain, each once."""
    read: set[str] = set()
    for document in documents:
        by_id = {str(node["@id"]): node for node in document.json_ld if "@id" in node}
        for node in document.json_ld:
            if _types(node) & _SITE_TYPES:
                for organisation, grade in _publishers(node, by_id):
                    about = _mention(organisation)
                    if about.label and about.label not in read:
                        read.add(about.label)
                        claim = "The site's own data name this organisation as publisher"
                        yield Evidence(claim, _quote(organisation), document.seen, about, Role.PUBLISHER, grade)


def _publishers(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Grade]]:
    for key in _CHAIN:
        value = _resolve(node.get(key), by_id)
        if value is None or not _types(value) & set(_ORGANISATIONS):
            continue
        vetted = any(field in value for field in ("legalName", "vatID", "leiCode"))
        yield value, Grade.A if vetted else Grade.B
        parent = _resolve(value.get("parentOrganization"), by_id)
        if parent is not None:
            yield parent, Grade.A


def _resolve(value: object, by_id: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return None
    return {**by_id.get(str(value.get("@id")), {}), **value}


def _mention(node: dict[str, Any]) -> Mention:
    name = node.get("legalName") or node.get("name") or ""
    numbers = tuple((kind, str(node[key])) for key, kind in _NUMBERS if isinstance(node.get(key), str))
    return Mention(str(name).strip()[:200] if isinstance(name, str) else "", numbers)


def _quote(node: dict[str, Any]) -> str:
    shown = {key: node[key] for key in ("@type", "name", "legalName", "vatID", "leiCode") if key in node}
    return ", ".join(f"{key}: {value}" for key, value in shown.items())[:300]


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    return {value} if isinstance(value, str) else {str(v) for v in value} if isinstance(value, list) else set()
