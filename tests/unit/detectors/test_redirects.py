"""Which pages lead on to another site."""

from msgspec.structs import replace

from detectors import load_knowledge
from detectors.model import Capture, Page, Read
from detectors.redirects import redirects_of
from detectors.subject import subject_of

from .ownership.captures import page

POST = "https://carnet.example/billet"


def capture(*reads: Read) -> Capture:
    return Capture(POST, "2026-11-23T10:00:00Z").with_reads(reads)


def ended(read: Read, target: str) -> Read:
    assert isinstance(read.value, Page)
    return Read(read.want, replace(read.value, final_url=target))


def test_only_pages_that_end_elsewhere_and_the_home_page_first() -> None:
    home = ended(page(url="https://carnet.example/", why="home"), "https://a.example/")
    about = ended(page(url="https://carnet.example/a", why="about"), "https://b.example/")
    legal = ended(page(url="https://carnet.example/l", why="legal"), "https://www.carnet.example/l")
    shop = ended(page(url="https://shop.example/", why="promoted"), "https://c.example/")
    read = capture(page(url=POST), home, about, legal, shop)
    found = redirects_of(read, subject_of(read, load_knowledge()))
    assert [(redirect.why, redirect.target) for redirect in found] == [
        ("home", "https://a.example/"),
        ("about", "https://b.example/"),
    ]
