"""ads.txt declares an advertising account as the site's own (DIRECT) that a promoted site uses too.

Operator evidence, grade B, falling with sharing: agencies and ad managers sell for many sites. It never bears control.
RESELLER lines name other sellers' accounts and are not read. Source of the fields: IAB Tech Lab, ads.txt 1.1.

Example: ``google.com, pub-2892341250670811, DIRECT`` in the ads.txt of both.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.indicators import accounts_of, seller_accounts
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.registry import detector
from detectors.subject import ADS_TXT, Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(ads_txt: TextFile, promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each account that the site sells by and that a promoted site carries in its pages or its own ads.txt."""
    own = seller_accounts(ads_txt)
    for site in promoted:
        file = site.file(ADS_TXT)
        theirs = accounts_of(site.documents).union(seller_accounts(file) if isinstance(file, TextFile) else ())
        for account in own:
            if account in theirs:
                claim = f"ads.txt declares the same {account.label} as {site.domain} uses"
                about = Mention(domain=site.domain)
                yield Evidence(claim, account.value, ads_txt.seen, about, Role.OPERATOR, Grade.B)
