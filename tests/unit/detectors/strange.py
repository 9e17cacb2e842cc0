"""Strange captures for property tests: structured enough to get past the first look, wrong in every other way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from detectors.model import Capture, Certificate, DnsRecords, Missing, MissingReason, Page, Read, Source, TextFile, Want
from detectors.registration import decode_whois, parse_rdap, parse_whois, redact
from detectors.surrogates import without_halves
from tests.unit.detectors.making import AT, seen


def _split(text: str) -> list[str]:
    return text.split(" ")


HOST = "blog.example"
HOME = f"https://{HOST}/"
WORDS = _split(
    "Vichy L'Oréal Acme SAS GmbH Ltd © 2026 sponsored by this post contains affiliate links independent I love buy "
    "now mentions légales éditeur SIREN 632 012 100 Impressum legal notice owned published agency Edelman #ad gift not "
    "the of en 12 € \u202e \u200b \ufeff \x1b[31m \x00 <b> & ' \" « » — … = + - @ http://[::1 =cmd|'!A0 I'm never paid"
)
words = st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=30).map(" ".join)
addresses = st.one_of(
    st.sampled_from(
        _split(
            "/ /legal about #top mailto:a@b.example javascript:x() data:text/html,x http://[::1 //[ http://127.0.0.1/ "
            "https://www.loreal.com/ https://amzn.to/x https://shop.example/?tag=a-21&utm_source=b http://\u202e.ex/ "
            "https://user:pw@x.example/ ?a=1 http:/// https://x.example:99999/ tel:+1 //blog.example/2025/01/one "
            "https://www.googletagmanager.com/gtm.js?id=GTM-ABCD12 https://a.example/%ff%00 ..//.. \\\\x.example"
        )
    ),
    st.text(max_size=40),
)
TAGS = _split("a p div span b h1 h2 footer header nav article aside table tr td ul li blockquote code time img br form")
NAMES = _split("href rel class id style hidden src alt title datetime itemprop content role aria-hidden lang data-x")
VALUES = _split(
    "sponsored nofollow display:none font-size:1px footer ad sponsor author legal affiliate hidden 2025-01-01"
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    words,
    addresses,
    st.sampled_from(["Organization", "BlogPosting", "Person", "\ud800", "9" * 30]),
)
KEYS = _split(
    "@type @id @graph name legalName publisher author sponsor funder url sameAs vatID address email datePublished"
)
json_values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)


@st.composite
def markup(draw: Callable[..., Any]) -> str:
    """Draw a page: elements open and close as they like."""
    parts = ["<!doctype html><html lang=en>", f"<title>{draw(words)}</title>"]
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(st.integers(0, 9))
        if kind < 4:
            parts.append(_element(draw))
        elif kind < 6:
            parts.append(f"<a href='{draw(addresses)}' rel={draw(st.sampled_from(VALUES))}>{draw(words)}</a>")
        elif kind == 6:
            document = json.dumps(draw(json_values))
            parts.append(f"<script type=application/ld+json>{document[: draw(st.integers(0, 2000))]}</script>")
        elif kind == 7:
            sheet = draw(
                st.lists(st.sampled_from(_split("{ } ( p .a , ; : display none @media screen /* */ \\61 url( > * ! #")))
            )
            parts.append(
                f"<style>{' '.join(sheet)}</style><script>{draw(words)} ga('create','UA-1-{draw(st.integers())}')"
            )
        elif kind == 8:
            name = draw(
                st.sampled_from(["generator", "author", "og:site_name", "keywords", "article:published_time", "robots"])
            )
            parts.append(f'<meta name="{name}" property="{name}" content="{draw(words)}"><link href="{draw(addresses)}')
        else:
            parts.append(draw(st.text(max_size=60)))
    return "".join(parts)


def _element(draw: Callable[..., Any]) -> str:
    attributes = " ".join(
        f'{draw(st.sampled_from(NAMES))}="{draw(st.sampled_from(VALUES) | words)}"'
        for _ in range(draw(st.integers(0, 3)))
    )
    tag = draw(st.sampled_from(TAGS))
    close = draw(st.sampled_from(["", f"</{tag}>", "</div>", "<!--", "</footer></p>"]))
    return f"<{tag} {attributes}>{draw(words)}{close}"


@st.composite
def pages(draw: Callable[..., Any], url: str, view: str = "desktop") -> Page:
    html = draw(markup())
    headers = draw(
        st.lists(st.tuples(st.sampled_from(["server", "link", "refresh", "x-powered-by"]), words), max_size=3)
    )
    final = draw(st.sampled_from([url, url, url, "https://other.example/x", "https://medium.com/@someone/x"]))
    return Page(seen(url, html), url, final, 200, html, view, (), tuple(headers))


whois = st.lists(
    st.tuples(
        st.sampled_from(["Registrant Organization", "Registrar", "Creation Date", "owner", "Name Server", "org", "%"]),
        words,
    )
).map(lambda rows: "\n".join(f"{key}: {value}" for key, value in rows))
registrations = st.one_of(
    whois.map(lambda text: redact(parse_whois(decode_whois(text.encode("utf-8", "replace")), HOST))),
    st.dictionaries(
        st.sampled_from(
            _split("objectClassName entities events links status nameservers redacted errorCode ldhName port43")
        ),
        json_values,
    ).map(lambda found: redact(parse_rdap(json.loads(without_halves(json.dumps(found))), HOST))),
)
names = st.sampled_from(["ns1.loreal.com", "mail.acme.example", "localhost", ".", "", "\\255.x", "a" * 300]) | st.text(
    max_size=20
)
dns_records = st.builds(
    lambda ns, mx, txt: DnsRecords(seen(f"dns://{HOST}"), HOST, ns=tuple(ns), mx=tuple(mx), txt=tuple(txt)),
    st.lists(names, max_size=4),
    st.lists(names, max_size=4),
    st.lists(words, max_size=4),
)
certificates = st.builds(
    lambda organization, hosts: Certificate(
        seen=seen(HOME),
        host=HOST,
        organization=organization,
        names=tuple(hosts),
        issuer="",
        not_before=AT,
        not_after=AT,
    ),
    st.none() | words,
    st.lists(names | st.sampled_from(["*.example", "*", "www.loreal.com"]), max_size=5),
)
FILES = {
    "/ads.txt": st.lists(
        st.sampled_from(["OWNERDOMAIN=", "MANAGERDOMAIN=", "google.com, pub-1, DIRECT, ", "#", "="]) | words, max_size=8
    ),
    "/trust.txt": st.lists(
        st.sampled_from(["controlledby=", "member=", "https://loreal.com/", "="]) | words, max_size=8
    ),
    "/.well-known/security.txt": st.lists(
        st.sampled_from(["Contact: mailto:a@loreal.com", "Policy: "]) | words, max_size=5
    ),
}
gone = st.sampled_from(list(MissingReason)).map(Missing)


@st.composite
def captures(draw: Callable[..., Any]) -> Capture:
    """Draw what one check may have read; any source may be missing."""
    reads: list[tuple[Want, Source]] = []

    def add(source: Any, key: str, why: str, value: st.SearchStrategy[Any]) -> None:
        if draw(st.integers(0, 4)):
            reads.append((Want(source, key, why), draw(value if draw(st.integers(0, 5)) else gone)))

    reads.append((Want("page", HOME, "checked"), draw(pages(HOME))))
    add("mobile", HOME, "checked", pages(HOME, "mobile"))
    for why in ("legal", "about", "post"):
        add("page", f"{HOME}{why}", why, pages(f"{HOME}{why}"))
    add("page", "https://www.loreal.com/", "promoted", pages("https://www.loreal.com/"))
    add("registration", HOST, "", registrations)
    add("dns", HOST, "", dns_records)
    add("certificate", HOST, "", certificates)
    for path, lines in FILES.items():
        text = lines.map("\n".join)
        add(
            "file",
            HOME.rstrip("/") + path,
            "well-known",
            text.map(lambda t, p=path: TextFile(seen(HOME + p), HOME + p, t)),
        )
    add("file", f"{HOME}a.css", "style", words.map(lambda t: TextFile(seen(HOME), f"{HOME}a.css", t)))
    return Capture(HOME, AT).with_reads(tuple(Read(want, value) for want, value in reads))
