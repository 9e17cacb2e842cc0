"""Claims of control count when both sides make them."""

import json

from detectors.model import Grade, Role

from .captures import abouts, file, found, page

ID = "ownership/mutual_claim"
OURS = file("/trust.txt", "member=https://union.example/\ncontrolledby=https://www.olivar.example/\n")


def theirs(text: str) -> list[str]:
    return abouts(ID, page(), OURS, file("/trust.txt", text, "www.olivar.example", "claimed"))


def test_controlled_and_controlling() -> None:
    both = file("/trust.txt", "control=https://carnet.example/ # ours\n", "www.olivar.example", "claimed")
    (evidence,) = found(ID, page(), OURS, both)
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OWNER, Grade.A)


def test_a_related_website_set() -> None:
    path = "/.well-known/related-website-set.json"
    ours = file(path, json.dumps({"primary": "https://olivar.example"}))
    whole = {"primary": "https://olivar.example", "associatedSites": ["https://carnet.example"]}
    assert abouts(ID, page(), ours, file(path, json.dumps(whole), "olivar.example", "claimed")) == ["olivar.example"]
    assert abouts(ID, page(), ours, file(path, "{}", "olivar.example", "claimed")) == []


def test_anyone_can_write_a_claim_of_one_side() -> None:
    assert abouts(ID, page(), OURS) == []
    assert theirs("control=https://another.example/\n") == []


def test_a_vendor_customer_or_member_is_not_controlled() -> None:
    for key in ("vendor", "customer", "member", "belongto", "social"):
        assert theirs(f"{key}=https://carnet.example/\n") == []


def test_a_longer_name_is_another_domain() -> None:
    assert theirs("control=https://carnet.example.org/\ncontrol=https://moncarnet.example/\n") == []
