"""ads.txt: its domains and its own accounts."""

from detectors.ads_txt import MANAGER, OWNER, direct_lines, named_domains
from detectors.model import TextFile
from tests.unit.detectors.making import seen

TEXT = """
# ads.txt of a blog
 ownerdomain = WWW.Olivar.example
MANAGERDOMAIN=adops.example, FR
google.com, pub-2892341250670811, DIRECT, f08c47fec0942fa0
AdSystem.example, 4417, reseller
adsystem.example , 88-2 , direct  # ours
"""
FILE = TextFile(seen("https://carnet.example/ads.txt"), "https://carnet.example/ads.txt", TEXT)


def test_domains_are_named_in_their_roles() -> None:
    assert [(named.field, named.domain) for named in named_domains(FILE)] == [
        (OWNER, "olivar.example"),
        (MANAGER, "adops.example"),
    ]


def test_only_direct_lines_are_the_sites_own() -> None:
    assert [line[:2] for line in direct_lines(FILE)] == [
        ("google.com", "pub-2892341250670811"),
        ("adsystem.example", "88-2"),
    ]
