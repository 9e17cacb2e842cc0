"""The posts are consistent with one hand with those of another blog that was read, among the hands of other blogs.

Grade D, a lead and never a colour: house styles, editors, agencies, translation and language models imitate a hand or
hide it. Compared are blogs that an account, a number, a registrant or a certificate ties, and within an audit the
nearest hands of all its blogs, of which only what stands out of so many is told. The others are those of listed
readings or of the same audit, as this service's own index had them.

Example: two blogs carry one analytics account; of a hundred habits they share the rare ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Hands, HandsCompared, Mention, Question, Role
from detectors.registry import detector
from detectors.style.hands import figures


@detector(Question.STYLE, family=Family.TEXT)
def detect(hands: Hands, hands_compared: tuple[HandsCompared, ...]) -> Iterator[Evidence]:
    """Yield each blog that is consistent with one hand, with the figures."""
    for found in hands_compared:
        if found.alike:
            claim = "The posts are consistent with one hand with those of another site that was read"
            about = Mention(domain=found.site)
            yield Evidence(claim, figures(found), hands.seen, about, Role.OPERATOR, Grade.D)
