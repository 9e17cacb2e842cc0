"""Claims of control: what a site's own file names, and what the other side's must say."""

import pytest

from detectors.control_claims import claimed_domains, says_it_controls
from detectors.model import TextFile
from tests.unit.detectors.making import seen

HOME = "https://blog.example/"


def test_only_a_controller_is_a_claimed_domain() -> None:
    text = "member=https://association.example\ncontrolledby=https://group.example\ncontrol=https://child.example\n"
    file = TextFile(seen(f"{HOME}trust.txt"), f"{HOME}trust.txt", text)
    assert claimed_domains(file, "blog.example") == ("group.example",)
    broken = TextFile(seen(HOME), f"{HOME}.well-known/related-website-set.json", "{" * 50_000)
    assert claimed_domains(broken, "blog.example") == ()


@pytest.mark.parametrize(
    ("text", "controls"),
    [
        ("control=https://blog.example/  # since 2019\n", True),
        ("control = www.blog.example/\n", True),
        ("vendor=https://blog.example\ncustomer=https://blog.example\n", False),
        ("controlledby=https://blog.example\n", False),
    ],
)
def test_only_control_confirms(text: str, controls: bool) -> None:
    file = TextFile(seen("https://group.example/trust.txt"), "https://group.example/trust.txt", text)
    assert says_it_controls(file, "blog.example") is controls


@pytest.mark.parametrize(
    ("text", "controls"),
    [
        ('{"associatedSites": ["https://blog.example"]}', True),
        ('{"serviceSites": ["https://www.blog.example"]}', True),
        ('{"primary": "https://blog.example", "associatedSites": "https://blog.example"}', False),
        ('["https://blog.example"]', False),
    ],
)
def test_a_set_names_its_members(text: str, controls: bool) -> None:
    url = "https://group.example/.well-known/related-website-set.json"
    assert says_it_controls(TextFile(seen(url), url, text), "blog.example") is controls
