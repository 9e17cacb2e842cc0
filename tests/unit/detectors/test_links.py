"""Affiliate links are told by their shape alone."""

import pytest

from detectors.disclosure import is_affiliate_link, link_kind
from detectors.links import _book


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.co.uk/dp/B0?tag=mkt-21",
        "https://www.amazon.com.au/gp/product/B01?ie=UTF8&TAG=me-22",
        "https://amzn.to/3abc",
        "https://www.awin1.com/cread.php?awinmid=1&awinaffid=2",
        "https://merchant.example/c/12345/678901/1234",
        "http://www.anrdoezrs.net/click-1-2",
        "https://click.linksynergy.com/deeplink?id=x",
        "https://www.shareasale.com/r.cfm?b=1&u=2",
        "https://track.effiliation.com/servlet/effi.redir?id_compteur=1",
        "https://action.metaffiliation.com/trk.php?mclic=1",
        "https://clk.tradedoubler.com/click?p=1&a=2",
        "https://go.skimresources.com/?id=1&url=http%3A%2F%2Fx.example",
        "https://liketk.it/2abc",
        "https://rstyle.me/+abc",
        "https://s.click.aliexpress.com/e/_abc",
        "https://www.booking.com/hotel/fr/x.html?aid=123",
        "https://rover.ebay.com/rover/1/711-1-2-0/1?campid=5",
        "https://partner.bol.com/click/click?p=1",
        "https://prf.hn/click/camref:abc",
        "https://geni.us/abc",
        "https://me.hop.clickbank.net/",
        "https://shop.example/aff/idevaffiliate.php?id=12",
        "https://www.digistore24.com/redir/1/me/",
        "https://www.youtube.com/redirect?q=https%3A%2F%2Famzn.to%2F3x",
        "https://www.canva.com/?ref=jo",
        "https://dot.shop.example/t/t?a=1&as=2&t=2&tk=1",
        "https://shop.example/?utm_source=awin&utm_medium=affiliate",
        "https://go.vpn.example/aff_c?offer_id=1&aff_id=2",
        "https://www.bhphotovideo.com/c/product/1-REG/x.html/BI/2345/KBID/3456",
    ],
)
def test_programme_links_pay(url):
    assert is_affiliate_link(url)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.amazon.fr/dp/B08", ""),
        ("https://www.amazon.fr/dp/B08?tag=", ""),
        ("https://www.shareasale.com/", ""),
        ("https://www.facebook.com/sharer/sharer.php?u=http://amzn.to/x", ""),
        ("https://blog.example/post?ref=home", ""),
        ("https://www.canva.com/?ref=producthunt", ""),
        ("https://github.com/a/b?aff=c", ""),
        ("https://shop.example/t/t?a=1", ""),
        ("https://www.shareasale.com/about", ""),
        ("https://www.admitad.com/", ""),
        ("https://shop.example/affiliate.php", ""),
        ("https://site.example/login?next=/x", ""),
        ("https://site.example/?utm_source=a", "tracking"),
        ("https://ad.doubleclick.net/ddm/clk/1", "tracking"),
        ("https://blog.example/go/mixer", "cloaked"),
        ("https://bit.ly/abc", "shortener"),
        ("mailto:someone@example.org", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_other_links_do_not(url, kind):
    assert link_kind(url) == kind


def test_the_list_is_long():
    assert len(_book().by_host) >= 250
