"""What the author of a site wrote, page by page."""

from __future__ import annotations

from detectors.authored import author_texts
from detectors.model import Want
from detectors.style.shingles import shingles
from tests.unit.detectors.making import capture, knowledge, page, prose

URL = "https://blog.example/post"
QUOTED = "they said that the cream was made by three sisters in a small kitchen behind the harbour"


def test_posts_are_returned_in_the_authors_words() -> None:
    body = f"<nav>Home About</nav><article><p>“{QUOTED}”</p>{prose(150)}</article><footer>© Blog</footer>"
    head = '<link rel="canonical" href="https://blog.example/the-post">'
    first = page(URL, body, head=head)
    home = page("https://blog.example/", f"<article>{prose(200, 'We sat by the lake all day long.')}</article>")
    short = page("https://blog.example/list", "<p>Three words only</p>")
    about = page("https://blog.example/about", f"<article>{prose(200)}</article>")
    read = capture(
        URL,
        (Want("page", URL, "checked"), first),
        (Want("page", home.url, "home"), home),
        (Want("page", short.url, "post"), short),
        (Want("page", about.url, "about"), about),
    )
    found = author_texts(read, knowledge())
    assert [text.url for text in found] == [URL, "https://blog.example/"]
    assert found[0].original == "https://blog.example/the-post"
    assert found[0].keys == shingles(found[0].text)
    assert "Home About" not in found[0].text
    assert "three sisters" not in found[0].text
