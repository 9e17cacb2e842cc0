"""Sites inside a group's own-use domains."""

from detectors.model import Grade, Role

from .captures import abouts, found, page

ID = "ownership/group_domain"


def test_a_subdomain_of_a_groups_own_domain() -> None:
    url = "https://journal.vichy.fr/"
    (evidence,) = found(ID, page(url=url), url=url)
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.A)


def test_service_domains_and_platforms_host_others() -> None:
    for url in ("https://carnet.squarespace-cdn.com/", "https://carnet.squarespace.com/", "https://carnet.free.fr/"):
        assert abouts(ID, page(url=url), url=url) == []


def test_a_name_that_only_looks_like_it() -> None:
    for url in ("https://vichy.fr.carnet.example/", "https://notvichy.fr/", "https://vichy-passion.fr/"):
        assert abouts(ID, page(url=url), url=url) == []


def test_a_domain_that_only_a_register_lists_is_weaker() -> None:
    from detectors.knowledge import Knowledge
    from detectors.knowledge.records import Record
    from detectors.knowledge.registers import in_memory
    from detectors.ownership.group_domain import detect
    from detectors.page import read_document

    from .captures import knowledge

    kervran = Record(
        id="lei:K",
        source="lei:K",
        read="2026-11-28",
        name="Kervran SAS",
        numbers=(("lei", "K"),),
        domains=(("kervran.example", "own"), ("mail.example", "service"), ("friend.example", "associated")),
    )
    known = Knowledge(knowledge().contents, "x", in_memory((kervran,)))
    hosts = ("blog.kervran.example", "x.mail.example", "friend.example", "kervran.example.net")
    documents = [read_document(page(url=f"https://{host}/").value) for host in hosts]  # type: ignore[arg-type]
    evidence = [list(detect(document, known)) for document in documents]
    assert [[(e.about.domain, e.grade) for e in each] for each in evidence] == [
        [("kervran.example", Grade.B)],
        [],
        [],
        [],
    ]
