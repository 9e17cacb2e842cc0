"""Accounts that pages carry: strict patterns, and what only looks like one."""

import re

import pytest

from detectors.indicators import (
    Indicator,
    found_in,
    indicators_of,
    kinds,
    seller_accounts,
    themes_of,
    verification_entries,
)
from detectors.model import DnsRecords, Page, Seen, TextFile
from detectors.page import Document, read_document

SEEN = Seen("https://carnet.example/", "2026-11-23T10:00:00Z", "0" * 64)
SCRIPT = "<script>{}</script>"


def document(html: str) -> Document:
    return read_document(Page(SEEN, SEEN.where, SEEN.where, 200, f"<!doctype html><html><body>{html}</body></html>"))


def accounts(html: str) -> list[tuple[str, str]]:
    return [(indicator.kind, indicator.value) for indicator in indicators_of(document(html))]


def test_at_least_thirty_kinds_each_with_one_group_and_one_label() -> None:
    assert len({kind.id for kind in kinds()}) >= 30
    assert all(kind.pattern.groups == 1 for kind in kinds())
    assert all(len({k.label for k in kinds() if k.id == kind.id}) == 1 for kind in kinds())
    assert all(kind.where and bool(kind.key) == (kind.where == {"metas"}) for kind in kinds())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (SCRIPT.format("ga('create', 'UA-8194018-2', 'auto');"), ("google-analytics", "8194018")),
        (SCRIPT.format("gtag('config', 'G-1A2B3C4D5E');"), ("google-analytics-4", "1A2B3C4D5E")),
        (
            '<script src="https://www.googletagmanager.com/gtm.js?id=GTM-PNTW78"></script>',
            ("google-tag-manager", "PNTW78"),
        ),
        (SCRIPT.format('google_ad_client = "ca-pub-4760087305591666"'), ("google-adsense", "4760087305591666")),
        (SCRIPT.format("fbq('init', '1394990003897405');"), ("meta-pixel", "1394990003897405")),
        ('<img src="https://www.facebook.com/tr?id=1394990003897405&ev=PageView">', ("meta-pixel", "1394990003897405")),
        (SCRIPT.format("_sf_async_config = { uid: 65564, domain: 'x' }"), ("chartbeat", "65564")),
        (SCRIPT.format('{"u":"https:\\/\\/mc.yandex.ru\\/watch\\/26863203"}'), ("yandex-metrica", "26863203")),
        ('<meta property="fb:pages" content="49799578922, 40656699159">', ("facebook-page", "40656699159")),
        (
            '<p><a href="https://www.amazon.fr/dp/B07R4KX2QT?ref=x&amp;tag=carnetblog-21">thé</a></p>',
            ("amazon-associates", "carnetblog-21"),
        ),
    ],
)
def test_accounts(html: str, expected: tuple[str, str]) -> None:
    assert expected in accounts(html)


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="X-UA-Compatible" content="IE=edge">',
        SCRIPT.format("css = 'x-UA-12345678-1y'; font = 'OFG-1A2B3C4D5E'; host = 'bar.mygtm-GTM-PNTW78-x'"),
        SCRIPT.format("gtag('config', 'G-XXXXXXXXXX'); gtag('config', 'UA-00000000-1'); x = 'GTM-XXXXXX'"),
        SCRIPT.format("ga('create', 'UA-12345678-1')"),
        SCRIPT.format("shoes = 'G-SHOCKWATCH'"),
        SCRIPT.format("pub-4760087305591666777"),
        "<p>Our account is UA-8194018-2 and the tag is GTM-PNTW78.</p>",
        '<a href="https://www.facebook.com/sharer.php?app_id=1394990003897405&u=x">share</a>',
        '<script src="https://s7.addthis.com/js/300/addthis_widget.js#pubid=ra-4f1d2e3c4b5a6978"></script>',
        '<meta property="fb:app_id" content="966242223397117">',
        '<meta property="fb:admins" content="100001234567890">',
    ],
)
def test_what_only_looks_like_an_account(html: str) -> None:
    assert accounts(html) == []


def test_each_account_once_with_the_text_that_shows_it() -> None:
    page = document(SCRIPT.format("ga('UA-8194018-2'); ga('UA-8194018-7')"))
    assert [indicator.value for indicator in indicators_of(page)] == ["8194018"]
    assert [text for _, text in found_in(page)] == ["UA-8194018-2", "UA-8194018-7"]


def test_seller_accounts_are_the_direct_ones() -> None:
    lines = [
        "# our sellers",
        "Google.com, pub-4760087305591666, DIRECT, f08c47fec0942fa0",
        "google.com, pub-1111222233334444, RESELLER, f08c47fec0942fa0",
        "regie.example , 8842 , direct # display",
        "OWNERDOMAIN=carnet.example",
        "broken line, DIRECT",
    ]
    assert seller_accounts(TextFile(SEEN, "https://carnet.example/ads.txt", "\n".join(lines))) == (
        Indicator("google-adsense", "4760087305591666", "AdSense publisher"),
        Indicator("seller:regie.example", "8842", "advertising account at regie.example"),
    )


def test_patterns_do_not_run_away_on_long_scripts() -> None:
    script = "_stq.push([ 'view', {" * 3000 + "OneSignal appId " * 3000 + "axeptioSettings = {" * 3000
    for kind in kinds():
        assert re.search(kind.pattern, script) is None


def test_verification_entries_are_accounts_and_policies_are_none() -> None:
    texts = (
        "v=spf1 -all",
        "MS=ms12345678",
        "google-site-verification=" + "a1" * 20,
        "key=" + "x1" * 20,
        "docusign=abc",
    )
    found = verification_entries(DnsRecords(Seen("dns", "", ""), "blog.example", txt=texts))
    assert [(entry.kind, entry.value) for entry in found] == [
        ("dns:google-site-verification", "a1" * 20),
        ("dns:ms", "ms12345678"),
    ]


def test_themes_that_anybody_can_get_are_left_out() -> None:
    loaded = "".join(
        f'<link rel="stylesheet" href="/wp-content/themes/{theme}/style.css">'
        for theme in ("astra", "twentyten", "olivar")
    )
    assert [theme.value for theme in themes_of(document(loaded))] == ["olivar"]
