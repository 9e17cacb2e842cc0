"""ads.txt declares an account as the site's own (DIRECT), and the advertising system says whom it pays for it.

Strength B, and only beside another family: who is paid for a site's advertisements mostly owns it (seller_type
PUBLISHER), yet agencies and networks that call themselves publishers sell for others, and site owners copy other sites'
ads.txt. So the name is no legal name to establish control by; it is C when the account sells for others too (BOTH) and
when the file declares accounts of several organisations; and advertising systems, agencies, providers and whom ads.txt
itself calls MANAGERDOMAIN are void. The seller is looked up in sellers.json files that were imported before: without
them this finds nothing. INTERMEDIARY, confidential sellers and names that may be persons' are never kept. Source of the
fields: IAB Tech Lab, ads.txt 1.1 and sellers.json 1.0.

Example: ``adsystem.example, 4417, DIRECT`` on a blog, and the system's sellers.json gives 4417 as "Olivar SARL".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors import names
from detectors.ads_txt import MANAGER, direct_lines, named_domains
from detectors.domain import registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.knowledge.sellers import Seller

_MOST = 500  # lines looked up; a file may have thousands


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(subject: Subject, ads_txt: TextFile, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each organisation that is paid for an account of the site's, once."""
    managers = {named.domain for named in named_domains(ads_txt) if named.field == MANAGER}
    found: dict[str, tuple[Seller, str]] = {}
    for system, account, line in list(direct_lines(ads_txt))[:_MOST]:
        seller = knowledge.seller(system, account)
        if seller is not None and not _sells_for_others(seller, managers, knowledge):
            who = names.core(seller.name) or registrable(seller.domain)
            if who not in found or found[who][0].kind == "BOTH":
                found[who] = (seller, line)
    for seller, line in found.values():
        claim = f"{seller.system} pays this organisation for an account of the site (sellers.json of {seller.read})"
        domain = registrable(seller.domain) if seller.domain else ""
        about = Mention(seller.name, domain="" if domain == subject.domain else domain)
        sure = seller.kind == "PUBLISHER" and len(found) == 1
        if about.label:
            yield Evidence(claim, line[:300], ads_txt.seen, about, Role.PUBLISHER, Grade.B if sure else Grade.C)


def _sells_for_others(seller: Seller, managers: set[str], knowledge: Knowledge) -> bool:
    """Tell whether it is known to sell advertisements for others: systems, networks, agencies, the site's manager."""
    domain = registrable(seller.domain) if seller.domain else ""
    known = knowledge.match_domain(domain) if domain else None
    return (
        domain in managers
        or domain == registrable(seller.system)
        or any(knowledge.provider(word) is not None for word in (seller.name, domain) if word)
        or knowledge.platform(domain) is not None
        or knowledge.agency(seller.name) is not None
        or knowledge.agency_domain(domain) is not None
        or (known is not None and known.use == "service")
    )
