"""ads.txt: the owner's domain, the manager's, and the default that says nothing."""

from msgspec.structs import replace

from detectors.model import Grade, Role

from .captures import abouts, file, found, page

ID = "ownership/ads_txt_owner"


def test_another_domain_as_owner() -> None:
    (evidence,) = found(ID, page(), file("/ads.txt", "# ours\nownerdomain = loreal.com\ngoogle.com, pub-1, DIRECT\n"))
    assert (evidence.about, evidence.role, evidence.grade) == ("loreal.com", Role.OWNER, Grade.A)


def test_a_manager_sells_advertising_and_owns_nothing() -> None:
    (evidence,) = found(ID, page(), file("/ads.txt", "MANAGERDOMAIN=regie.example, FR\n"))
    assert (evidence.about, evidence.role) == ("regie.example", Role.OPERATOR)


def test_the_site_itself_is_the_default() -> None:
    assert abouts(ID, page(), file("/ads.txt", "OWNERDOMAIN=www.carnet.example\n")) == []


def test_a_manager_that_serves_the_file_names_the_site() -> None:
    served = file("/ads.txt", "OWNERDOMAIN=carnet.example\n")
    value = replace(served.value, url="https://files.regie.example/carnet.txt")
    assert abouts(ID, page(), replace(served, value=value)) == []


def test_a_comment_is_no_field() -> None:
    assert abouts(ID, page(), file("/ads.txt", "# OWNERDOMAIN=loreal.com\n")) == []
