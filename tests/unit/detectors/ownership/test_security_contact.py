"""Who answers for a site's security, and who answers for the sites of others."""

import pytest

from detectors.model import Grade, Role

from .captures import PRAISE, abouts, file, found, page

ID = "ownership/security_contact"
PATH = "/.well-known/security.txt"


def test_a_groups_own_domain_by_mail_without_the_local_part() -> None:
    (evidence,) = found(ID, page(), file(PATH, "# hello\nContact: mailto:jane.doe@loreal.com\nExpires: 2030-01-01\n"))
    assert (evidence.about, evidence.role, evidence.grade) == ("loreal.com", Role.OWNER, Grade.B)
    assert evidence.quote == "Contact: loreal.com"


def test_the_promoted_site_by_address() -> None:
    assert abouts(ID, page(PRAISE), file(PATH, "Contact: https://www.olivar.example/security\n")) == ["olivar.example"]


@pytest.mark.parametrize(
    "contact",
    [
        "mailto:security@carnet.example",
        "https://hackerone.com/loreal.com",
        "https://g.co/vulnz",
        "mailto:security@automattic.com",
        "mailto:jane@stranger.example",
    ],
)
def test_own_contacts_bounty_platforms_and_strangers(contact: str) -> None:
    assert abouts(ID, page(PRAISE), file(PATH, f"Contact: {contact}\n")) == []


def test_a_platform_serves_its_own_file_on_every_blog() -> None:
    url, host = "https://carnet.wordpress.com/", "carnet.wordpress.com"
    assert abouts(ID, page(url=url), file(PATH, "Contact: mailto:x@loreal.com\n", host), url=url) == []
