"""Accounts of advertising systems: found by system and account, and by nothing else."""

from detectors.knowledge import Consulted, Knowledge
from detectors.knowledge.claims import Contents
from detectors.knowledge.sellers import Seller, sellers_in_memory

ONE = Seller(system="ads.example", account="Pub-1", kind="PUBLISHER", name="Olivar SARL")
TWO = Seller(system="ads.example", account="2", kind="BOTH", domain="orval.example")


def test_a_seller_is_found_by_its_system_and_account() -> None:
    find = sellers_in_memory([ONE, TWO])
    assert {key: find(key) for seller in (ONE, TWO) for key in seller.keys} == {
        "ads.example Pub-1": (ONE,),
        "ads.example 2": (TWO,),
    }
    assert find("ads.example pub-1") == ()


def test_an_extract_answers_alike() -> None:
    consulted = Consulted(Knowledge(Contents(sellers=(ONE, TWO)), "x"))
    asked = [("ads.example", "Pub-1"), ("ADS.example", "Pub-1"), ("ads.example", "3")]
    answers = [consulted.seller(*question) for question in asked]
    assert answers == [ONE, ONE, None]
    kept = consulted.extract()
    assert kept.contents.sellers == (ONE,)
    assert [Knowledge.of_extract(kept).seller(*question) for question in asked] == answers
