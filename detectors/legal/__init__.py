"""Reading legal notices, About and privacy pages and footers: who is named, in which role, with which numbers.

`read_notice` works on plain text. The knowledge is vocabulary (``data/legal_notice/*.toml``); the code knows layouts
only: a label with its value, a label above its value, a sentence, a section that holds until the next heading.
"""

from detectors.legal.mention import LegalMention
from detectors.legal.reader import read_notice, unclaimed_numbers, warm
from detectors.legal.site import Site

__all__ = ["LegalMention", "Site", "read_notice", "unclaimed_numbers", "warm"]
