"""schema.org data name the organisation behind the site: of its WebSite or Blog node, or with the site's own address.

parentOrganization, legalName, VAT and LEI numbers are A-; a publisher alone is B, since themes fill it with defaults.
Traps: reviewed items, offers and other sites' organisations are not the site, and an article's publisher may be who
syndicated it. Search engines ask every blogger for a publisher, so a name counts only when words, a known group or a
promoted site show it to be an organisation's.

Example: ``"@type": "Blog", "publisher": {"@type": "Organization", "legalName": "Olivar SARL"}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from detectors import names
from detectors.domain import host_of, same_site
from detectors.html.json_ld import types_of
from detectors.mentions import names_organisation
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.numbers import find_numbers
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_SITE_TYPES = {"WebSite", "Blog"}
_CHAIN = ("publisher", "copyrightHolder", "parentOrganization", "sourceOrganization")
_VETTED = ("legalName", "vatID", "leiCode")
_OTHER_ORGANISATIONS = {"Corporation", "NGO", "LocalBusiness", "Store", "OnlineStore", "OnlineBusiness"}


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the organisations of the publisher chain and of the site's own node, each once."""
    brands = {names.core(site.domain.split(".", 1)[0]) for site in promoted}
    read: set[str] = set()
    for document in documents:
        for organisation, grade in _organisations(document):
            about = _mention(organisation)
            known = names_organisation(about.name, knowledge) or names.core(about.name) in brands
            if about.name and known and about.name not in read:
                read.add(about.name)
                claim = "The site's own data name this organisation as publisher"
                yield Evidence(claim, _quote(organisation), document.seen, about, Role.PUBLISHER, grade)


def _organisations(document: Document) -> Iterator[tuple[dict[str, Any], Grade]]:
    by_id: dict[str, dict[str, Any]] = {}
    for node in document.json_ld:  # a node and every reference to it bear one id
        if "@id" in node:
            by_id[str(node["@id"])] = {**by_id.get(str(node["@id"]), {}), **node}
    for node in document.json_ld:
        if types_of(node) & _SITE_TYPES:
            for key in _CHAIN:
                yield from _with_parent(_resolve(node.get(key), by_id), by_id, Grade.B)
        elif same_site(host_of(str(node.get("url", ""))), document.host):
            yield from _with_parent(node, by_id, None)


def _with_parent(
    node: dict[str, Any] | None, by_id: dict[str, dict[str, Any]], grade: Grade | None
) -> Iterator[tuple[dict[str, Any], Grade]]:
    """Yield an organisation and its parent; one without vetted fields at `grade`, or not at all."""
    if node is None or not _is_organisation(node):
        return
    graded = Grade.A if any(field in node for field in _VETTED) else grade
    if graded is not None:
        yield node, graded
    parent = _resolve(node.get("parentOrganization"), by_id)
    if parent is not None:
        yield parent, Grade.A


def _is_organisation(node: dict[str, Any]) -> bool:
    types = types_of(node)
    return bool(types & _OTHER_ORGANISATIONS) or any(name.endswith("Organization") for name in types)


def _resolve(value: object, by_id: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return None
    return {**by_id.get(str(value.get("@id")), {}), **value}


def _mention(node: dict[str, Any]) -> Mention:
    name = node.get("legalName") or node.get("name") or ""
    stated = f"VAT number: {node.get('vatID', '')}\nLEI: {node.get('leiCode', '')}"
    numbers = tuple((number.kind, number.number) for number in find_numbers(stated) if number.valid)
    return Mention(str(name).strip()[:200] if isinstance(name, str) else "", numbers)


def _quote(node: dict[str, Any]) -> str:
    shown = {key: node[key] for key in ("@type", "name", "legalName", "vatID", "leiCode") if key in node}
    return ", ".join(f"{key}: {value}" for key, value in shown.items())[:300]
