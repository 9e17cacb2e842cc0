"""Canonical markup: what browsers understand, written in one way, cut into tags and text."""

import pytest

from detectors.html.markup import MARK, markup_of, taken

FLOOD = "<i></i>" * 15_000  # too many tags for lexbor: libxml2 writes the same


def tags(html: str) -> list[str]:
    return markup_of(html).pieces[1::2]


def texts(html: str) -> list[str]:
    return [text for text in markup_of(html).pieces[::2] if text.strip()]


def test_every_element_is_opened_and_closed_and_every_value_quoted() -> None:
    assert tags("<P CLASS=a hidden>One<p title='>\"<'>Two")[-6:] == [
        '<p class="a" hidden="">',
        "</p>",
        '<p title="&gt;&quot;&lt;">',
        "</p>",
        "</body>",
        "</html>",
    ]


def test_text_never_holds_a_tag() -> None:
    assert texts("<p>1 &lt; 2 &amp; 3 > 2<textarea><b></textarea>") == ["1 &lt; 2 &amp; 3 &gt; 2", "&lt;b&gt;"]


@pytest.mark.parametrize("flood", ["", FLOOD], ids=["lexbor", "libxml2"])
def test_scripts_and_style_sheets_are_kept_aside(flood: str) -> None:
    markup = markup_of(f"<script>if (a<b) '<p>'</script><style media=print>a>b{{}}</style><p>Text</p>{flood}")
    assert markup.styles == [("a>b{}", "print")]
    assert markup.raw[:2] == ["if (a<b) '<p>'", "a>b{}"]
    assert f'<script {MARK}="0">' in markup.pieces
    assert [text for text in markup.pieces[::2] if text.strip()] == ["Text"]


def test_a_comment_is_one_piece_whatever_it_holds() -> None:
    assert "<!-- <p>a</p> > -->" in tags("<div><!-- <p>a</p> > --></div>")


def test_noscript_and_templates_are_markup_and_their_scripts_are_kept_aside() -> None:
    html = "<noscript>A <b>b</b><style>c{}</style></noscript><template><script>1<2</script><p>C</template>"
    assert texts(html) == ["A ", "b", "C"]
    assert {"c{}", "1<2"} <= set(markup_of(html).raw)


def test_a_page_that_numbers_elements_itself_repeats_nothing() -> None:
    copies = f"<noscript {MARK}=0></noscript>" * 50
    pieces = markup_of(
        f"<noscript><p>Once</noscript>{copies}<script {MARK}=99></script><script {MARK}=x></script>"
    ).pieces
    assert pieces.count("Once") == 1


@pytest.mark.parametrize("number", ["2", "-1", "x", "", "9" * 5_000, "\u00b2"])
def test_a_number_that_nothing_has_takes_nothing(number: str) -> None:
    assert taken(["a", "b"], number) == ""


def test_raw_text_is_taken_once() -> None:
    raw = ["a"]
    assert (taken(raw, "0"), taken(raw, "0")) == ("a", "")
