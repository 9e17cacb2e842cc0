"""What the author of a site wrote, page by page."""

from __future__ import annotations

from detectors.authored import AuthorText, author_texts, posts_of_one_hand
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


def text(number: int, words: str = "", lang: str = "en", **more: object) -> AuthorText:
    written = words or " ".join(f"word{number}x{at} and we" for at in range(110))
    url = f"https://blog.example/{number}"
    return AuthorText(url, "blog.example", lang, written, "", "", shingles(written), **more)


def test_three_posts_of_enough_words_are_one_hand() -> None:
    posts = [text(number) for number in range(3)]
    assert posts_of_one_hand(posts) == ("en", tuple(post.text for post in posts))
    assert posts_of_one_hand(posts[:2]) == ("", ())
    assert posts_of_one_hand(()) == ("", ())


def test_a_home_page_of_excerpts_counts_no_word_twice() -> None:
    posts = [text(number) for number in range(2)]
    home = text(9, " ".join(post.text[:900] for post in posts))
    assert posts_of_one_hand([home, *posts]) == ("", ())
    assert home.text not in posts_of_one_hand([home, *posts, text(3)])[1]


def test_advertising_copy_and_other_languages_are_left_out() -> None:
    posts = [text(number) for number in range(3)]
    french, sold = text(4, lang="fr-FR"), text(5, advertising=True)
    lang, found = posts_of_one_hand([sold, french, *posts])
    assert (lang, len(found)) == ("en", 3)
    assert posts_of_one_hand([text(number, lang="zh") for number in range(3)]) == ("", ())
