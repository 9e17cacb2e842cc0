"""Links to the pages that say who a site is, and to its posts."""

import pytest

from detectors.html.site_links import linked, post_links
from detectors.model import Page, Seen
from detectors.page import Document, read_document

URL = "https://blog.example/"


def read(html: str) -> Document:
    return read_document(Page(Seen(URL, "", ""), URL, URL, 200, html))


@pytest.mark.parametrize(
    ("kind", "anchor", "path"),
    [
        ("legal", "Mentions légales", "/ml"),
        ("legal", "Impressum", "/i"),
        ("legal", "Aviso legal", "/x"),
        ("legal", "Note legali", "/x"),
        ("legal", "Nota prawna", "/x"),
        ("legal", "Small print", "/x"),
        ("legal", "", "/mentions-legales.html"),
        ("about", "Qui sommes-nous ?", "/x"),
        ("about", "About us", "/x"),
        ("about", "Über uns", "/x"),
        ("about", "Quiénes somos", "/x"),
        ("about", "Chi siamo", "/x"),
        ("about", "Over ons", "/x"),
        ("about", "O nas", "/x"),
        ("privacy", "Politique de confidentialité", "/x"),
        ("privacy", "Datenschutzerklärung", "/x"),
        ("privacy", "Polityka prywatności", "/x"),
        ("contact", "Contactez-nous", "/x"),
        ("contact", "Kontakt", "/x"),
    ],
)
def test_pages_are_found_in_each_language(kind: str, anchor: str, path: str) -> None:
    html = f"<p>Text <a href=/2024/tart>a tart</a></p><footer><a href={path}>{anchor}</a></footer>"
    assert linked(read(html), kind) == (f"https://blog.example{path}",)


def test_the_plainest_words_come_first_and_other_sites_never() -> None:
    html = "<a href=/terms>Terms</a> <a href=/imp>Impressum</a> <a href=https://other.example/i>Impressum</a>"
    assert linked(read(html), "legal") == ("https://blog.example/imp", "https://blog.example/terms")


def test_posts_are_newest_first_by_dated_address() -> None:
    cards = "".join(
        f"<article><h2><a href={p}>t</a></h2></article>" for p in ("/2020/01/a", "/2024/03/b", "/2022/05/c")
    )
    assert post_links(read(cards)) == tuple(URL + p for p in ("2024/03/b", "2022/05/c", "2020/01/a"))
