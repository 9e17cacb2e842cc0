"""The look-ups of the shipped knowledge, and above all what they must not find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("L'OREAL", "loreal"),
        ("L’Oréal SA", "loreal"),
        ("LOREAL S.A.", "loreal"),
        ("Ford Motor Company", "ford"),
        ("DELL INC", "dell"),
        ("Wal-Mart Stores, Inc.", "walmart"),
        ("Reckitt Benckiser LLC", "reckitt"),
        ("Bayerische Motoren Werke AG", "bmw"),
    ],
)
def test_a_legal_name_as_registries_write_it_is_its_group(knowledge: Knowledge, written: str, group: str) -> None:
    match = knowledge.match_name(written)
    assert match is not None
    assert (match.group, match.kind, match.distinctive, match.exact_legal) == (group, "entity", True, True)


@pytest.mark.parametrize(
    "written",
    [
        "LOREAL CONSULTING LTD",
        "LVM",
        "LVM Versicherung",
        "Ford Bakery",
        "Ford & Sons Ltd",
        "Orange County Florist",
        "Les Oranges de Valence SARL",
        "Total Gym Inc.",
        "Gap Year Travel Ltd",
        "Cabinet Dell'Acqua",
        "Mairie de Vichy",
        "Omega Plumbing LLC",
        "Dove House Hospice",
        "Laureal SA",
        "Nestl",
        "",
        "   ",
        "...",
    ],
)
def test_names_that_only_resemble_a_groups_have_no_match(knowledge: Knowledge, written: str) -> None:
    assert knowledge.match_name(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "Dell",
        "Ford",
        "Orange",
        "Orange SARL",
        "Dell GbR",
        "Vichy",
        "Gap",
        "Total",
        "Always",
        "Tide",
        "Garnier",
        "Boulanger",
    ],
)
def test_names_that_others_bear_are_never_distinctive(knowledge: Knowledge, written: str) -> None:
    match = knowledge.match_name(written)
    assert match is None or not (match.distinctive or match.exact_legal)


def test_a_company_of_another_legal_form_is_not_the_listed_one(knowledge: Knowledge) -> None:
    assert knowledge.match_name("Dreams Limited") is not None
    for written in ("Dreams", "Dreams SARL", "Move GmbH", "Ring"):
        match = knowledge.match_name(written)
        assert match is None or not match.distinctive


def test_a_name_that_two_groups_bear_names_neither(knowledge: Knowledge) -> None:
    assert knowledge.match_name("Dove") is None
    assert {hit.group for hit in knowledge.brands_in("Dove")} == {"unilever", "mars"}


def test_a_brand_belongs_to_its_owner_of_the_day(knowledge: Knowledge) -> None:
    assert knowledge.match_name("CNET").group == "ziff-davis"
    assert knowledge.match_name("CNET", day="2021-05-01").group == "red-ventures"
    assert knowledge.match_name("Asda") is None
    assert knowledge.match_name("Asda", day="2010-01-01").group == "walmart"


def test_a_source_vouches_for_the_names_in_its_words_only(knowledge: Knowledge) -> None:
    assert knowledge.match_name("L'OREAL").cited
    assert knowledge.match_name("L'Oréal SA").cited
    assert knowledge.match_name("Stellantis").cited
    assert not knowledge.match_name("PSA Automobiles SA").cited
    assert not knowledge.match_name("L'Oréal USA, Inc.").cited


def test_numbers_are_found_however_they_are_written(knowledge: Knowledge) -> None:
    for kind, number in [
        ("siren", "632 012 100"),
        ("siren", "632012100"),
        ("siret", "632 012 100 00012"),
        ("vat", "FR 10 632 012 100"),
        ("lei", "529900JI1GG6F7RKVI53"),
    ]:
        match = knowledge.match_number(kind, number)
        assert match is not None
        assert (match.group, match.cited, match.exact_legal) == ("loreal", True, True)
    assert knowledge.match_number("siren", "632012101") is None
    assert knowledge.match_number("vat", "DE632012100") is None


def test_domains_are_found_by_suffix_of_whole_labels(knowledge: Knowledge) -> None:
    match = knowledge.match_domain("mail.loreal.com")
    assert (match.group, match.domain, match.use) == ("loreal", "loreal.com", "own")
    assert knowledge.match_domain("MAIL.Loreal.com.").group == "loreal"
    for host in ("notloreal.com", "loreal.com.example.net", "com", "", "loreal"):
        assert knowledge.match_domain(host) is None


@pytest.mark.parametrize(
    "host",
    ["aspmx.l.google.com", "ns-1364.awsdns-42.org", "x.cloudfront.net", "example-com.mail.protection.outlook.com"],
)
def test_infrastructure_for_others_is_a_service_and_a_provider(knowledge: Knowledge, host: str) -> None:
    assert knowledge.match_domain(host).use == "service"
    assert knowledge.provider(host) is not None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Domains By Proxy, LLC", "privacy"),
        ("Contact Privacy Inc. Customer 0147258369", "privacy"),
        ("REDACTED FOR PRIVACY", "privacy"),
        ("Withheld for Privacy ehf", "privacy"),
        ("GoDaddy.com, LLC", "registrar"),
        ("OVH sas", "registrar"),
        ("MarkMonitor, Inc.", "brand_protection"),
        ("NAMESHIELD SAS", "brand_protection"),
        ("Corporation Service Company", "agent"),
        ("Cloudflare, Inc.", "certificate"),
        ("Google LLC", "certificate"),
        ("c.parkingcrew.net", "dns"),
        ("Studio71", "talent_network"),
    ],
)
def test_those_who_stand_in_for_owners_are_providers(knowledge: Knowledge, written: str, kind: str) -> None:
    provider = knowledge.provider(written)
    assert provider is not None
    assert kind in provider.kinds


@pytest.mark.parametrize("written", ["L'Oréal", "www.lemonde.fr", "Le Monde", "University of Leeds", "", "loreal.com"])
def test_owners_are_no_providers(knowledge: Knowledge, written: str) -> None:
    assert knowledge.provider(written) is None


def test_an_agency_is_known_by_name_and_domain_and_names_no_client(knowledge: Knowledge) -> None:
    agency = knowledge.agency("EURO RSCG 4D SA")
    assert (agency.name, agency.group) == ("Euro RSCG 4D", "havas")
    assert knowledge.agency_domain("mail.eurorscg4d.com").name == "Euro RSCG 4D"
    assert knowledge.match_name("Euro RSCG 4D").kind == "agency"
    assert knowledge.agency("L'Oréal") is None
    assert knowledge.agency_domain("loreal.com") is None


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("someone.blogspot.com", "host"),
        ("someone.blogspot.co.uk", "host"),
        ("someone.typepad.com", "host"),
        ("medium.com", "path"),
        ("blogs.mediapart.fr", "path"),
        ("someone.free.fr", "host"),
        ("ghs.google.com", "custom"),
        ("ns1.wordpress.com", "custom"),
        ("target.substack-custom-domains.com", "custom"),
        ("domains.tumblr.com", "custom"),
    ],
)
def test_platforms_are_known_by_kind(knowledge: Knowledge, host: str, kind: str) -> None:
    assert knowledge.platform(host).kind == kind


@pytest.mark.parametrize(
    "host", ["blogspot.com", "www.blogspot.com", "www.loreal.com", "myblogspot.com", "example.org", ""]
)
def test_a_platforms_own_home_and_other_hosts_are_no_platform_sites(knowledge: Knowledge, host: str) -> None:
    assert knowledge.platform(host) is None


def test_the_chain_from_a_front_group_to_its_group(knowledge: Knowledge) -> None:
    relations = knowledge.front_for("Working Families for Walmart")
    assert [(relation.type, relation.object, relation.cited) for relation in relations] == [
        ("front_for", "walmart", True)
    ]
    assert knowledge.match_name("Working Families for Wal-Mart").kind == "front"
    assert knowledge.front_for("Working Families Party") == ()


def test_a_step_of_a_chain_shows_its_source(knowledge: Knowledge) -> None:
    claim = knowledge.claim("loreal", "Vichy")
    assert "Vichy" in claim.quote
    assert claim.source.startswith("https://")
    assert knowledge.claim("ford", "Vichy") is None


def test_brands_are_found_in_text_with_their_case(knowledge: Knowledge) -> None:
    text = "La crème Normaderm de Vichy (groupe L’ORÉAL) ; un fordisme, un vichyssois, une orange, un ford et un gap."
    hits = [(text[hit.start : hit.end], hit.group, hit.distinctive) for hit in knowledge.brands_in(text)]
    assert hits == [("Normaderm", "loreal", True), ("Vichy", "loreal", False), ("L’ORÉAL", "loreal", True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("do ten pull-ups, on the verge, a far cry, une marmite, elle, la société", []),
        ("the Verge", ["the Verge"]),
        ("lancome, l'oréal, LANCÔME, walmart", ["lancome", "l'oréal", "LANCÔME", "walmart"]),
        ("HP or hp", ["HP"]),
        ("Lancômes, xLancôme, Lancôme2", []),
    ],
)
def test_names_that_are_words_need_their_capitals(knowledge: Knowledge, text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in knowledge.brands_in(text)] == found


def test_a_brand_that_was_sold_is_found_for_its_owner_of_now(knowledge: Knowledge) -> None:
    assert {hit.group for hit in knowledge.brands_in("CNET")} == {"ziff-davis"}


def test_the_longest_name_wins_and_accents_may_be_decomposed(knowledge: Knowledge) -> None:
    text = "L'Ore\u0301al Paris et Lanco\u0302me, puis La Roche Posay"
    assert [text[hit.start : hit.end] for hit in knowledge.brands_in(text)] == [
        "L'Ore\u0301al Paris",
        "Lanco\u0302me",
        "La Roche Posay",
    ]


def test_the_version_is_of_the_content(knowledge: Knowledge) -> None:
    assert knowledge.version == load_knowledge().version
    assert len(knowledge.version) == 12


@given(st.text(max_size=80), st.sampled_from(["Lancôme", "L'Oréal", "Kérastase", "PlayStation"]), st.text(max_size=80))
def test_offsets_point_at_the_name(before: str, name: str, after: str) -> None:
    text = f"{before} . {name} . {after}"
    hits = KNOWLEDGE.brands_in(text)
    assert any(text[hit.start : hit.end] == name and hit.distinctive for hit in hits)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@given(st.text(max_size=200))
def test_no_text_breaks_a_look_up(text: str) -> None:
    KNOWLEDGE.match_name(text)
    KNOWLEDGE.match_number("siren", text)
    KNOWLEDGE.match_domain(text)
    KNOWLEDGE.provider(text)
    KNOWLEDGE.platform(text)
    KNOWLEDGE.agency(text)
    KNOWLEDGE.front_for(text)
    KNOWLEDGE.brands_in(text)
