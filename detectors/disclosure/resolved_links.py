"""A shortened or cloaked link of the page leads to an affiliate programme's.

Grade B for what it says, as a programme's own link. Links are resolved only when that was asked for, by HEAD requests
of ours and never by the reader's browser; without it nothing is known of them and nothing is said.

Example: bit.ly/3xKettle leads to a link of the Awin programme.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.links import is_affiliate_link
from detectors.model import Evidence, Family, Grade, Mention, Question, Redirection, Role
from detectors.page import Document
from detectors.registry import detector

MOST = 3


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document, resolved: tuple[Redirection, ...]) -> Iterator[Evidence]:
    """Yield the first such links with where they lead."""
    own = {link.url for link in page.links}
    for redirection in [r for r in resolved if r.url in own][:MOST]:
        hop = next(hop for hop in redirection.hops if is_affiliate_link(hop))
        claim = "A link of the page leads to an affiliate programme's"
        quote = f"{redirection.url} / {hop}"[:300]
        yield Evidence(claim, quote, redirection.seen, Mention(), Role.PROGRAMME, Grade.B)
