"""Shared platforms host sites and publish none."""

from detectors.model import ControlLevel, Grade, Role

from .captures import abouts, found, page, verdict

ID = "ownership/hosting_platform"
BLOG = "https://carnet.blogspot.com/"


def test_a_blog_on_a_platform() -> None:
    (evidence,) = found(ID, page(url=BLOG), url=BLOG)
    assert (evidence.about, evidence.role, evidence.grade) == ("Blogger", Role.HOST, Grade.D)


def test_the_platform_is_never_the_owner() -> None:
    control = verdict(page(url=BLOG), url=BLOG).control
    assert control.entity is None
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_a_domain_of_its_own() -> None:
    assert abouts(ID, page()) == []
