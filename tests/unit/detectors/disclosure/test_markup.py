"""The same words count or not by where they stand and whether eyes can see them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.disclosure import find_markers_html
from detectors.model import DISCLOSING, MarkerKind
from detectors.page import visible_text

TEXT = "The crust was crisp and the filling barely set, as it was served on market days. " * 14
SAID = "This post is sponsored by Olivar."


def page(body, head="", before="<h1>A tart</h1>", after=""):
    return (
        f'<!doctype html><html lang="en"><head><title>Market days</title>{head}</head><body><main><article>{before}'
        f"{body}<p>{TEXT}</p>{after}</article></main><footer><p>© 2024 Market Days</p></footer></body></html>"
    )


def disclosing(html):
    return [marker for marker in find_markers_html(html) if marker.kind in DISCLOSING]


def test_a_statement_at_the_head_is_adequate_and_its_offsets_hold():
    html = page(f"<p>{SAID}</p>")
    (marker,) = disclosing(html)
    assert (marker.adequate, marker.names, marker.reasons) == ("A", "Olivar", ())
    assert visible_text(html)[marker.start : marker.end] == marker.quote


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("", after=f"<p>{TEXT}</p><p>{SAID}</p>"), "after_claim"),
        (page(f'<p style="font-size:7px">{SAID}</p>'), "tiny"),
        (page(f'<p style="color:#ddd;background:#fff">{SAID}</p>'), "tiny"),
        (page(f"<details><summary>More</summary><p>{SAID}</p></details>"), "buried"),
        (page("").replace("© 2024 Market Days", SAID), "buried"),
    ],
)
def test_a_statement_that_readers_hardly_meet_is_inadequate(html, reason):
    (marker,) = disclosing(html)
    assert marker.adequate == "I"
    assert reason in marker.reasons


def test_what_narrow_screens_hide_is_weak():
    html = page(f'<p class="n">{SAID}</p>', "<style>@media (max-width:600px){.n{display:none}}</style>")
    (marker,) = disclosing(html)
    assert (marker.adequate, marker.reasons) == ("W", ("hidden_mobile",))


def test_words_out_of_sight_do_not_disclose():
    (marker,) = find_markers_html(page(f'<p style="display:none">{SAID}</p>'))
    assert (marker.kind, marker.start, marker.end, marker.quote) == (MarkerKind.HIDDEN, -1, -1, SAID)


@pytest.mark.parametrize(
    "body",
    [
        f"<blockquote>{SAID}</blockquote>",
        f"<pre><code>{SAID}</code></pre>",
        '<div class="ad-slot"><span>Advertisement</span></div>',
        f'<section id="comments"><div class="comment"><p>{SAID}</p></div></section>',
    ],
)
def test_the_words_of_others_never_speak_for_the_page(body):
    markers = find_markers_html(page(body))
    assert not [marker for marker in markers if marker.kind in DISCLOSING]


def test_a_label_on_the_card_of_another_page_does_not_count():
    card = '<div class="card"><span class="badge">Sponsored</span><a href="/2024/other">Other story</a></div>'
    assert not disclosing(page("").replace("</article>", f"</article><section class='related'>{card}</section>"))


def test_a_short_label_in_a_side_column_is_on_another_card():
    aside = "<aside><p>Sponsored by Somebody Else</p></aside>"
    assert not disclosing(page("").replace("</main>", f"</main>{aside}"))


def test_repeated_bare_labels_stand_over_advertisements():
    assert disclosing(page("<p>Advertisement</p>"))
    assert not disclosing(page("<p>Advertisement</p>", after=f"<p>Advertisement</p><p>{TEXT}</p>"))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="keywords" content="tart, sponsored">', ""),
        (
            '<script type="application/ld+json">{"@type":"Article","sponsor":{"@type":"Organization","name":"Olivar"}}'
            "</script>",
            "",
        ),
        ("", '<p>Buy it <a rel="sponsored" href="https://shop.example/tin">here</a>, it is good.</p>'),
    ],
)
def test_what_only_machines_are_told_is_no_disclosure(head, body):
    (marker,) = find_markers_html(page(body, head))
    assert (marker.kind, marker.reasons) == (MarkerKind.MACHINE, ("machine_only",))


@pytest.mark.parametrize(
    "sponsor",
    [
        '{"@type": "Person", "name": "Harriet Whitlow"}',
        '{"@type": ["Person"], "name": "Harriet Whitlow"}',
        '{"name": "Harriet Whitlow"}',
        '"Harriet Whitlow"',
    ],
)
def test_a_private_sponsor_is_not_named(sponsor):
    head = f'<script type="application/ld+json">{{"@type": "Article", "sponsor": {sponsor}}}</script>'
    assert find_markers_html(page("", head)) == []


def test_readers_who_are_told_too_make_it_no_reason():
    markers = find_markers_html(page(f"<p>{SAID}</p>", '<meta name="keywords" content="sponsored">'))
    assert [marker.reasons for marker in markers if marker.kind is MarkerKind.MACHINE] == [()]


def test_a_label_between_byline_and_first_paragraph_speaks_for_the_page():
    byline = "<p>May 11, 2022 by the Market Days panel</p>"
    (marker,) = disclosing(page(f'{byline}<p style="font-size:10px">ADVERTISEMENT</p>'))
    assert (marker.kind, marker.adequate, marker.reasons) == (MarkerKind.AD_LABEL, "W", ("tiny",))
    assert not disclosing(page(byline, after=f"<p>{TEXT}</p><p>ADVERTISEMENT</p><p>{TEXT}</p>"))


def test_a_label_beside_an_advertisement_slot_is_the_slot_s():
    slot = '<div class="ad-slot"><p>Buy a tin now</p></div>'
    assert not disclosing(page(f"<p>May 11, 2022</p><p>ADVERTISEMENT</p>{slot}"))


TAGS = """<p> </p> <div~class=ad> </div> <b> <!-- --> <style>p{display:none}</style> <script> </script> </article>
<article> <h1> </h1> <blockquote> <li~class=comment> <details> <p~hidden> <table><tr> &lt; &#x200b; < > ' <a~href=/x>"""
WORDS = (
    "This post is sponsored by Olivar.|Publicité|Anzeige|I received this product for free from Olivar.|not|Werbung|ad"
)
BROKEN = st.lists(
    st.sampled_from([*(tag.replace("~", " ") for tag in TAGS.split()), *WORDS.split("|")]), max_size=40
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(BROKEN, st.sampled_from(["en", "fr", "de", None]))
def test_broken_markup_never_breaks_the_quotes(html, lang):
    text = visible_text(html)
    for marker in find_markers_html(html, lang):
        if marker.start >= 0:
            assert text[marker.start : marker.end] == marker.quote
        else:
            assert marker.end == -1
        assert (marker.adequate is not None) == (marker.kind in DISCLOSING)
