"""Who is behind the promoted sites, and that this alone says nothing of the checked one."""

from detectors.model import ControlLevel, Role

from .captures import PRAISE, SHOP, WORDS, abouts, certificate, found, page, verdict, whois

ID = "ownership/promoted_publisher"
HOLDER = "Domain Name: olivar.example\nRegistrant Organization: Moulins du Sud SARL\nRegistrant Country: FR\n"
NOTICE = f"{WORDS}<footer><p>Site édité par Moulins du Sud SARL, RCS Lyon 732 829 320.</p></footer>"
THEIRS = (
    page(NOTICE, SHOP, "promoted"),
    whois(HOLDER, "olivar.example"),
    certificate(organization="Moulins du Sud SARL", host="www.olivar.example"),
)


def test_holder_certificate_and_publisher_of_the_promoted_site() -> None:
    evidence = found(ID, page(PRAISE), *THEIRS)
    assert {e.about for e in evidence} == {"Moulins du Sud SARL"}
    assert len(evidence) == 3
    assert all(e.role is Role.PROMOTED for e in evidence)


def test_they_do_not_control_whoever_praises_them() -> None:
    control = verdict(page(PRAISE), *THEIRS).control
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_the_same_holder_on_both_sides_does() -> None:
    ours = whois("Domain Name: carnet.example\nRegistrant Organization: Moulins du Sud SARL\nRegistrant Country: FR\n")
    assert verdict(page(PRAISE), *THEIRS, ours).control.level is ControlLevel.ESTABLISHED


def test_a_hidden_holder_is_nobody() -> None:
    hidden = "Domain Name: olivar.example\nRegistrant Organization: REDACTED FOR PRIVACY\nRegistrant Country: FR\n"
    assert abouts(ID, page(PRAISE), page(url=SHOP, why="promoted"), whois(hidden, "olivar.example")) == []


def held(domain: str, by: str) -> str:
    return f"Domain Name: {domain}\nRegistrant Organization: {by}\nRegistrant Country: FR\n"


def test_a_firm_that_holds_both_domains_owns_neither_when_the_shop_names_another_company() -> None:
    ours, theirs = (
        whois(held("carnet.example", "Vaguebleue SARL")),
        whois(held("olivar.example", "Vaguebleue SARL"), "olivar.example"),
    )
    control = verdict(page(PRAISE), page(NOTICE, SHOP, "promoted"), ours, theirs).control
    assert control.level is ControlLevel.POSSIBLE


def test_a_holder_whom_neither_side_states_counts_unless_the_checked_site_states_another_publisher() -> None:
    sides = (
        whois(held("carnet.example", "Ardenelle SA")),
        whois(held("olivar.example", "Ardenelle SA"), "olivar.example"),
    )
    shop = page(WORDS, SHOP, "promoted")
    assert verdict(page(PRAISE), shop, *sides).control.level is ControlLevel.ESTABLISHED
    stated = page(f"{PRAISE}<footer><p>Site édité par l'association Les Amis du Thym, RNA W691234567.</p></footer>")
    assert verdict(stated, shop, *sides).control.level is ControlLevel.POSSIBLE


def test_a_studio_that_holds_both_domains_for_two_clients_is_behind_neither() -> None:
    held = "Domain Name: {}\nRegistrant Organization: Studio Quatre Vents SARL\nRegistrant Country: FR\n"
    theirs = (
        page(NOTICE, SHOP, "promoted"),
        whois(held.format("olivar.example"), "olivar.example"),
        certificate(organization="Studio Quatre Vents SARL", host="www.olivar.example"),
    )
    ours = whois(held.format("carnet.example"))
    assert verdict(page(PRAISE), *theirs, ours).control.level is ControlLevel.POSSIBLE
