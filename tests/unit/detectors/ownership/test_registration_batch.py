"""Domains that were registered together."""

from detectors.model import Grade, Role

from .captures import PRAISE, abouts, found, page, whois

ID = "ownership/registration_batch"


def answer(
    domain: str, created: str = "2015-02-09T10:11:12Z", registrar: str = "Nine Ltd", server: str = "petitdns.example"
) -> str:
    return (
        f"Domain Name: {domain}\nRegistrar: {registrar}\nCreation Date: {created}\n"
        f"Registrant Name: REDACTED FOR PRIVACY\nName Server: ns1.{server}\n"
    )


def test_both_bought_in_one_go() -> None:
    reads = (
        page(PRAISE),
        whois(answer("carnet.example")),
        whois(answer("olivar.example", "2015-02-09T10:11:40Z"), "olivar.example"),
    )
    (evidence,) = found(ID, *reads)
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OPERATOR, Grade.C)


def test_another_day_registrar_or_server_ties_nobody() -> None:
    ours = whois(answer("carnet.example"))
    for other in (
        answer("olivar.example", "2015-02-10T10:11:12Z"),
        answer("olivar.example", registrar="Ten Ltd"),
        answer("olivar.example", server="big.example"),
        answer("olivar.example", "2015-02-09"),
    ):
        assert abouts(ID, page(PRAISE), ours, whois(other, "olivar.example")) == []


def test_unknown_registrars_are_not_the_same() -> None:
    ours, theirs = answer("carnet.example", registrar=""), answer("olivar.example", registrar="")
    assert abouts(ID, page(PRAISE), whois(ours), whois(theirs, "olivar.example")) == []
