"""Mini pages: each hiding technique, zone and rule has one."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.model import Page, Seen, TextFile
from detectors.page import Block, Document, Zone, read_document, visible_text

URL = "https://blog.example/2024/tart"
LABEL = "This post is sponsored by Olivar."
FILL = "The crust was crisp and the filling barely set. " * 20


def read(html: str, css: str = "", url: str = URL, view: str = "desktop") -> Document:
    seen = Seen(url, "2026-01-01T00:00:00Z", "")
    styles = [TextFile(seen, "https://blog.example/s.css", css)] if css else []
    return read_document(Page(seen, url, url, 200, html, view), styles)


def article(inner: str, head: str = "") -> str:
    return f"<html lang=en><head><title>T</title>{head}</head><body><article><h1>A tart</h1>{inner}</article></body>"


def label(document: Document) -> Block:
    return next(block for block in document.blocks if "ponsored" in block.text)


HIDING = [
    ('<p hidden>{}</p>', "attribute"),
    ('<p hidden="until-found">{}</p>', "attribute"),
    ('<p style="display:none">{}</p>', "display"),
    ('<p style="DISPLAY : none !important">{}</p>', "display"),
    ('<div style="display:none"><div><p>{}</p></div></div>', "display"),
    ('<p style="visibility:hidden">{}</p>', "visibility"),
    ('<p style="opacity:0">{}</p>', "opacity"),
    ('<p style="opacity:0.01">{}</p>', "opacity"),
    ('<p style="opacity:0%">{}</p>', "opacity"),
    ('<p style="filter:opacity(0)">{}</p>', "opacity"),
    ('<p style="position:absolute;left:-9999px">{}</p>', "offscreen"),
    ('<p style="position:fixed;top:-100em">{}</p>', "offscreen"),
    ('<p style="text-indent:-9999px">{}</p>', "offscreen"),
    ('<p style="margin-left:-5000px">{}</p>', "offscreen"),
    ('<p style="position:absolute;transform:translateX(-9999px)">{}</p>', "offscreen"),
    ('<p style="transform:scale(0)">{}</p>', "offscreen"),
    ('<p style="position:absolute;clip:rect(0,0,0,0)">{}</p>', "clip"),
    ('<p style="position:absolute;clip:rect(1px 1px 1px 1px)">{}</p>', "clip"),
    ('<p style="clip-path:inset(50%)">{}</p>', "clip"),
    ('<p style="clip-path:inset(100%)">{}</p>', "clip"),
    ('<p style="width:1px;height:1px;overflow:hidden">{}</p>', "clip"),
    ('<p style="max-height:0;overflow:hidden">{}</p>', "collapsed"),
    ('<p style="font-size:4px">{}</p>', "tiny"),
    ('<p style="font-size:0">{}</p>', "tiny"),
    ('<p style="font:3pt serif">{}</p>', "tiny"),
    ('<p style="font-size:10%">{}</p>', "tiny"),
    ('<div style="font-size:.5em"><p style="font-size:.5em">{}</p></div>', "tiny"),
    ('<p style="color:#eee;background:#fff">{}</p>', "colour"),
    ('<p style="color:white">{}</p>', "colour"),
    ('<div style="background:#222"><p style="color:rgb(34,34,34)">{}</p></div>', "colour"),
    ('<p style="color:rgba(0,0,0,0.02)">{}</p>', "colour"),
    ('<p style="color:transparent">{}</p>', "colour"),
    ('<details><summary>More</summary><p>{}</p></details>', "collapsed"),
    ('<dialog>{}</dialog>', "collapsed"),
    ('<noscript><p>{}</p></noscript>', "noscript"),
    ('<template><p>{}</p></template>', "template"),
    ('<p class="sr-only">{}</p>', "clip"),
    ('<p class="screen-reader-text">{}</p>', "clip"),
    ('<div class="collapse"><p>{}</p></div>', "collapsed"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "reason"), HIDING)
def test_hidden_text_is_kept_apart_with_its_reason(markup: str, reason: str) -> None:
    document = read(article(markup.format(LABEL) + f"<p>{FILL}</p>"))
    assert (label(document).hidden, label(document).visible, label(document).start) == (reason, False, -1)
    assert "Olivar" not in document.text


SHOWN = [
    '<p aria-hidden="true">{}</p>',
    '<p style="opacity:.5">{}</p>',
    '<p style="opacity:0;animation:appear 1s">{}</p>',
    '<p style="font-size:9px">{}</p>',
    '<p style="color:#777;background:#fff">{}</p>',
    '<p style="position:absolute;left:-20px">{}</p>',
    '<details open><summary>More</summary><p>{}</p></details>',
    '<div class="collapse show"><p>{}</p></div>',
    '<div style="visibility:hidden"><p style="visibility:visible">{}</p></div>',
    '<div style="font-size:0"><p style="font-size:14px">{}</p></div>',
    '<div style="background:url(dark.jpg)"><p style="color:#fff">{}</p></div>',
    '<div style="position:absolute"><p style="color:#fff">{}</p></div>',
    '<div style="background:#111"><p style="color:#fff">{}</p></div>',
    '<div style="display:none;display:block"><p>{}</p></div>',
    "<p>This pos<wbr>t is spon&shy;sored&nbsp;by <b>Oli</b>var.</p>",
    "<p>This post is spon\u200bsored by Olivar.</p>",
    "<p>" + "".join(f"<span>{c}</span>" for c in LABEL) + "</p>",
    "<p>This post\n\n is   sponsored by Olivar.",
]  # fmt: skip


@pytest.mark.parametrize("markup", SHOWN)
def test_what_eyes_see_is_text(markup: str) -> None:
    document = read(article(markup.replace("{}", LABEL) + f"<p>{FILL}</p>"))
    assert label(document).visible
    assert LABEL in document.text


SHEETS = [
    (".disc{display:none}", "display", False),
    ("article p.disc{display:none}", "display", False),
    ("article > .disc{display:none}", "display", False),
    ("main .disc{display:none}", "", False),
    ("body > .disc{display:none}", "", False),
    ("#d{display:none}", "display", False),
    ("p:not(.other){display:none}", "display", False),
    ("p:not(.disc){display:none}", "", False),
    (".disc:hover{display:none}", "", False),
    ("h1 + .disc{display:none}", "", False),
    (".disc{display:none}#d{display:block}", "", False),
    ("#d{display:block}.disc{display:none}", "", False),
    ("#d{display:block}.disc{display:none!important}", "display", False),
    ("/* .disc{display:none} */", "", False),
    ('a::after{content:"}"}.disc{display:none}', "display", False),
    ("@media print{.disc{display:none}}", "", False),
    ("@media screen{.disc{display:none}}", "display", False),
    ("@keyframes x{from{opacity:0}}.disc{color:#000}", "", False),
    ("@media (max-width:600px){.disc{display:none}}", "", True),
    ("@media screen and (max-width: 40em){.disc{display:none}}", "", True),
    ("@media (width <= 600px){.disc{display:none}}", "", True),
    ("@media (max-width:320px){.disc{display:none}}", "", False),
    ("@media (min-width:700px){.disc{display:none}}", "display", False),
    (".disc{display:none}@media (min-width:700px){.disc{display:block}}", "", True),
    ("@media (prefers-color-scheme:dark){.disc{display:none}}", "", False),
    ("@supports (display:grid){.disc{display:none}}", "display", False),
    (".disc{font-size:.2rem}html{font-size:20px}", "tiny", False),
    ("body{opacity:0}", "", False),
]


@pytest.mark.parametrize(("css", "reason", "mobile"), SHEETS)
@pytest.mark.parametrize("inside", [True, False])
def test_style_sheets_hide(css: str, reason: str, mobile: bool, inside: bool) -> None:
    head = f"<style>{css}</style>" if inside else "<link rel=stylesheet href=/s.css>"
    html = article(f'<p class="disc" id="d">{LABEL}</p><p>{FILL}</p>', head)
    block = label(read(html, "" if inside else css))
    assert (block.hidden, block.hidden_mobile) == (reason, mobile)


def test_mobile_view_is_read_under_narrow_rules() -> None:
    html = article(f"<style>@media (max-width:600px){{.d{{display:none}}}}</style><p class=d>{LABEL}</p>")
    assert label(read(html)).visible
    assert not label(read(html, view="mobile")).visible


def test_style_element_after_the_text_still_counts() -> None:
    assert label(read(article(f"<p class=d>{LABEL}</p><STYLE>.d{{display:none}}</STYLE>"))).hidden == "display"


def test_commented_style_does_not_count() -> None:
    assert label(read(article(f"<!-- <style>.d{{display:none}}</style> --><p class=d>{LABEL}</p>"))).visible


def test_hidden_words_inside_a_sentence_leave_it() -> None:
    document = read(article('<p>Not <span style="display:none">at all</span> paid.</p>'))
    assert "Not paid." in document.text


def test_sizes_and_contrast_are_given() -> None:
    block = label(read(article(f'<p style="font-size:9pt;color:#777;background:#fff">{LABEL}</p>')))
    assert block.size == 12.0
    assert block.contrast == pytest.approx(4.48, abs=0.01)


def test_size_is_unknown_while_a_linked_sheet_is_unread() -> None:
    assert label(read(article(f"<p>{LABEL}</p>", "<link rel=stylesheet href=/x.css>"))).size is None


ZONES = [
    (article(f"<p>{LABEL}</p><p>{FILL}</p>"), Zone.TOP),
    (article(f"<p>{FILL}</p><p>{FILL}</p><p>{LABEL}</p>"), Zone.END),
    (article(f"<p>{FILL}</p><p>{FILL}</p><p>{FILL}</p><p>{LABEL}</p><p>{FILL}</p><p>{FILL}</p>"), Zone.BODY),
    (article(f"<p>{FILL}</p>") + f"<p>{LABEL}</p>", Zone.END),
    (f"<h1>{LABEL}</h1><p>{FILL}</p>", Zone.HEADLINE),
    (f"<header><p>{LABEL}</p></header>{article(FILL)}", Zone.TOP),
    (f"<header><a href=/x>Sponsored</a></header>{article(FILL)}", Zone.NAV),
    (f"<nav>{LABEL}</nav>{article(FILL)}", Zone.NAV),
    (f"<div role=navigation>{LABEL}</div>{article(FILL)}", Zone.NAV),
    (f"{article(FILL)}<footer>{LABEL}</footer>", Zone.FOOTER),
    (f"{article(FILL)}<div id=colophon>{LABEL}</div>", Zone.FOOTER),
    (article(f"<p>{FILL}</p><footer>{LABEL}</footer>"), Zone.END),
    (f"{article(FILL)}<aside>{LABEL}</aside>", Zone.ASIDE),
    (f"{article(FILL)}<div class=sidebar>{LABEL}</div>", Zone.ASIDE),
    (f"{article(FILL)}<div id=comments><article><p>{LABEL}</p></article></div>", Zone.COMMENT),
    (f"{article(FILL)}<ol class=commentlist><li>{LABEL}</ol>", Zone.COMMENT),
    (f"{article(FILL)}<div id=disqus_thread>{LABEL}</div>", Zone.COMMENT),
    (article(f"<blockquote><p>{LABEL}</p></blockquote><p>{FILL}</p>"), Zone.QUOTE),
    (article(f"<pre><code>{LABEL}</code></pre><p>{FILL}</p>"), Zone.CODE),
    (article(f"<div class=ad-slot>{LABEL}</div><p>{FILL}</p>"), Zone.AD),
    (article(f"<div id=div-gpt-ad-1>{LABEL}</div><p>{FILL}</p>"), Zone.AD),
    (f"<body class='has-sidebar no-comments'><main><h1>T</h1><p>{LABEL}</p><p>{FILL}</p></main>", Zone.TOP),
    (f"{article(FILL)}<section class=related><div><b>Sponsored</b> <a href=/o>Other</a></div></section>", Zone.TEASER),
    (f"{article(FILL)}<article><p>Sponsored</p><h2><a href=/o>Other</a></h2></article>", Zone.TEASER),
    (f"<article><h2><a href={URL}>T</a></h2><p>{LABEL}</p><p>{FILL}</p></article>", Zone.TOP),
    (article(f"<p>{LABEL}</p><h2><a href=https://shop.example/p>Tin</a></h2><p>{FILL}</p>"), Zone.TOP),
]


@pytest.mark.parametrize(("html", "zone"), ZONES)
def test_zones(html: str, zone: Zone) -> None:
    assert label(read(html)).zone is zone


def test_a_card_says_where_it_leads() -> None:
    html = "".join(f"<article><p>Sponsored</p><h2><a href=/p{i}>Post {i}</a></h2></article>" for i in range(3))
    blocks = read(html, url="https://blog.example/").blocks
    assert [b.teaser_of for b in blocks if b.tag == "p"] == [f"https://blog.example/p{i}" for i in range(3)]


def test_alternatives_are_read_but_are_not_text() -> None:
    document = read(article("<p>See <img src=a.png alt='Paid content'></p><iframe title='Ad by X'></iframe>"))
    assert [(b.text, b.visible) for b in document.blocks if b.alt] == [("Paid content", False), ("Ad by X", False)]
    assert "Paid" not in document.text


def test_line_breaks_stay_in_a_block() -> None:
    assert read("<p>one<br> two <br/><br>three</p>").blocks[0].text == "one\ntwo\nthree"


def test_emoji_keep_their_joiners() -> None:
    assert visible_text("<p>👩\u200d🍳 cooks</p>") == "👩\u200d🍳 cooks"


def test_headings_are_remembered() -> None:
    assert read("<h2>Legal</h2><p>Text</p>").blocks[1].heading == "Legal"


def test_inline_quotations_show_their_marks() -> None:
    assert visible_text("<p>She wrote <q>ad</q>.</p>") == "She wrote “ad”."


LINKS = [
    ("<a href=/x>y</a>", "https://blog.example/x"),
    ("<a href='  x '>y</a>", "https://blog.example/2024/x"),
    ("<a href=//cdn.example/x>y</a>", "https://cdn.example/x"),
    ("<base href=https://b.example/d/><a href=x>y</a>", "https://b.example/d/x"),
    ("<a href=javascript:go()>y</a>", ""),
    ("<a href=mailto:a@b.example>y</a>", ""),
    ("<a href='http://[bad'>y</a>", ""),
    ("<a href='https://x.example/a\nb'>y</a>", "https://x.example/ab"),
    ("<a href=../x>y</a>", "https://blog.example/x"),
]


@pytest.mark.parametrize(("html", "url"), LINKS)
def test_links_are_absolute_or_empty(html: str, url: str) -> None:
    assert read(html).links[0].url == url


def test_links_know_their_words_place_and_relation() -> None:
    document = read("<p>here we are <a href=/x rel='Sponsored nofollow'> here </a>now</p>")
    link = document.links[0]
    assert (link.text, link.rel, link.start) == ("here", frozenset({"sponsored", "nofollow"}), 12)


def test_hidden_links_are_not_visible() -> None:
    assert not read("<p style=display:none><a href=/x>y</a></p>").links[0].visible


def test_a_day_of_history_is_no_date_of_a_post() -> None:
    told = (
        "<p>On <time datetime=1789-07-14>14 July</time> they took the Bastille.</p><time datetime=2024-05-07>x</time>"
    )
    assert read(article(told)).dates == ("2024-05-07",)


def test_facts_of_the_head() -> None:
    head = (
        "<meta name=Author content=Me><meta property=article:published_time content=2024-05-06T07:08:09Z>"
        "<link rel=canonical href=/c><link rel=stylesheet href=/s.css><script src=/a.js></script><script>var x</script>"
        '<script type="application/ld+json"><!-- {"@graph":[{"@type":"Blog","n":' + "9" * 5000 + ",},]} --></script>"
    )
    document = read(article("<time datetime=2024-05-07>x</time>", head))
    assert document.metas["author"] == "Me"
    assert document.dates == ("2024-05-06T07:08:09Z", "2024-05-07")
    assert document.canonical == "https://blog.example/c"
    assert document.stylesheets == ("https://blog.example/s.css",)
    assert document.resources == ("https://blog.example/a.js",)
    assert document.inline_scripts == ("var x",)
    assert [node.get("@type") for node in document.json_ld] == [None, "Blog"]
    assert (document.lang, document.title, document.host) == ("en", "T", "blog.example")


def test_language_is_detected_on_enough_text() -> None:
    text = "La croûte était croustillante et la garniture à peine prise, comme la servait ma grand-mère. " * 4
    assert read(f"<p>{text}</p>").lang == "fr"
    assert read("<p>Bonjour</p>").lang == ""


HOSTILE = [
    "", "\0", "<", "<!-- x", "<div>" * 100_000 + "x", "<p " + "a=b " * 100_000 + ">x</p>", "<style>a{" * 20_000,
    "<article><h2><a href=/p>t</a></h2>" * 20_000, "<span hidden>x</span>y" * 20_000, "&#xD800;&#99999999999;&bogus;",
    '<script type="application/ld+json">' + "[" * 100_000, '<script type="application/ld+json">' + '"\\' * 100_000,
    "<p style='" + "color:rgb(" * 20_000 + "'>x</p>", "<style>" + '"' * 100_000 + "</style>x",
    "<style>a" + ":not(.x)" * 20_000 + "{display:none}</style>x", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_is_survived(html: str) -> None:
    assert isinstance(read(html).text, str)


MARKUP = (
    "<p>|</p>|<div>|</div>|<b>|</b>|<a href=/x>|</a>|<br>|<h1>|</h1>|<article>|</article>|<nav>|</nav>|word|two|<li>|"
    "<q>|<span style=display:none>|</span>|<style>.x{display:none}</style>|<p class=x>|</q>|\u200b|&nbsp;|<img alt=z>|"
    "<details>|</details>|<!--|-->|<section class=related>|</section>"
)
PIECES = st.sampled_from(MARKUP.split("|"))


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40))
@settings(max_examples=300, deadline=None)
def test_offsets_are_right_on_any_markup(pieces: list[str]) -> None:
    document = read(" ".join(pieces))
    for block in document.blocks:
        if block.visible:
            assert document.text[block.start : block.start + len(block.text)] == block.text
        else:
            assert block.start == -1
    for link in document.links:
        if link.start >= 0:
            first = link.text.split("\n")[0]
            assert document.text[link.start : link.start + len(first)] == first


def samples() -> list[dict[str, str]]:
    folder = os.environ.get("BENCH_DATA")
    path = Path(folder or "", "disclosure", "pages.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if folder and path.exists() else []


@pytest.mark.skipif(not samples(), reason="BENCH_DATA is not set")
def test_visibility_agrees_with_the_samples() -> None:
    veiled = {"display-none", "hidden-attr", "tiny-font", "low-contrast", "style-block-hidden", "details-closed"}
    for sample in samples():
        said = "ponsored by" in read(sample["html"]).text
        if sample["id"] in veiled:
            assert not said, sample["id"]
        elif sample["disclosed"] and "ponsored by" in sample["html"]:
            assert said, sample["id"]
