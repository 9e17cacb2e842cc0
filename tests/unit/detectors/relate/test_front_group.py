"""Sponsors that act for a company."""

from detectors.model import Grade, Role

from ..ownership.captures import abouts, found, page

ID = "relate/front_group"
ENGLISH = "<p>We drove all morning and met people with stories about their lives, their dogs and their jobs.</p>" * 3


def test_a_named_front() -> None:
    (evidence,) = found(ID, page(f"<p>Sponsored by Working Families for Wal-Mart.</p>{ENGLISH}"))
    assert (evidence.about, evidence.role, evidence.grade) == ("Working Families for Wal-Mart", Role.OWNER, Grade.B)


def test_a_sponsor_of_its_own() -> None:
    assert abouts(ID, page(f"<p>Sponsored by Olivar Ltd.</p>{ENGLISH}")) == []


def test_speaking_of_a_front_is_not_being_paid_by_it() -> None:
    assert abouts(ID, page(f"<p>I read about Working Families for Wal-Mart in the newspaper today.</p>{ENGLISH}")) == []
