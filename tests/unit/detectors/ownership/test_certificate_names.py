"""Names that stand together in one certificate."""

from detectors.model import Grade, Role

from .captures import PRAISE, abouts, certificate, found, page

ID = "ownership/certificate_names"


def test_a_groups_own_domains_beside_the_site() -> None:
    evidence = found(ID, page(), certificate("www.carnet.example", "www.vichy.fr", "*.loreal.com"))
    assert [(e.about, e.role, e.grade) for e in evidence] == [
        ("loreal.com", Role.OWNER, Grade.B),
        ("vichy.fr", Role.OWNER, Grade.B),
    ]


def test_the_promoted_site_beside_the_site() -> None:
    assert abouts(ID, page(PRAISE), certificate("www.olivar.example")) == ["olivar.example"]


def test_its_own_names_only() -> None:
    assert abouts(ID, page(), certificate("www.carnet.example", "*.carnet.example")) == []


def test_a_content_network_lists_many_customers() -> None:
    customers = [f"customer{number}.example" for number in range(40)]
    assert abouts(ID, page(), certificate("vichy.fr", *customers)) == []


def test_an_agency_lists_its_clients() -> None:
    assert abouts(ID, page(), certificate("vichy.fr", "a-client.example", "b-client.example")) == []
    assert abouts(ID, page(), certificate("vichy.fr", "www.ford.com")) == []
    assert abouts(ID, page(), certificate("vichy.fr", "a-client.example")) == []


def test_a_certificate_issued_to_somebody_else_delivers_for_many() -> None:
    names = ("www.vichy.fr", "*.loreal.com")
    assert abouts(ID, page(), certificate(*names, organization="Lumenedge Delivery Inc.")) == []
    assert abouts(ID, page(), certificate(*names, organization="Ford Motor Company")) == []
    assert abouts(ID, page(), certificate(*names, organization="L'Oréal")) == ["loreal.com", "vichy.fr"]


def test_a_providers_name_voids_the_certificate() -> None:
    assert abouts(ID, page(), certificate("sni.cloudflaressl.com", "vichy.fr")) == []
