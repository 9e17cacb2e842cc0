"""Pages from parts: a site's home, About, legal and privacy pages and its posts, in one layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from string import Template

from bench.generated.cast import Firm, person, slug
from bench.generated.draw import HERE, Draw
from detectors.model import Certificate, DnsRecords, Missing, Registration

_ABOUT_US = {"fr": "Qui sommes-nous", "en": "About us", "de": "Über uns", "es": "Quiénes somos", "it": "Chi siamo"}
_PARAGRAPH = 4  # sentences


@dataclass(slots=True)
class Post:
    """One post: paragraphs are HTML; `before` and `after` stand around them (a label, a note)."""

    title: str
    paragraphs: list[str]
    before: str = ""
    after: str = ""
    day: str = "2024-03-11"

    @property
    def path(self) -> str:
        """Return its path."""
        return f"/{self.day[:4]}/{self.day[5:7]}/{slug(self.title)}/"


@dataclass(slots=True)
class Site:
    """A site as its owner made it, and what the world says of its domain. HTML fields go into the layout's slots."""

    name: str
    domain: str
    author: str
    posts: list[Post] = field(default_factory=list)
    about: str = ""
    legal: str = ""
    privacy: str = ""
    tagline: str = ""
    banner: str = ""
    aside: str = ""
    footer: str = ""
    head: str = ""
    scripts: str = ""
    home_lead: str = ""
    organisation: bool = False  # speaks as "we": its About page is "About us"
    registration: Registration | Missing | None = None
    dns: DnsRecords | None = None
    certificate: Certificate | None = None
    files: dict[str, str] = field(default_factory=dict)
    prefix: str = ""  # "www."
    shown_to_mobile: bool = True  # the banner stands on the mobile page too

    @property
    def host(self) -> str:
        """Return the host that its pages are read from."""
        return self.prefix + self.domain


@cache
def _layouts() -> tuple[Template, ...]:
    return tuple(Template(p.read_text(encoding="utf-8")) for p in sorted((HERE / "layouts").glob("*.html")))


def diary_posts(draw: Draw, count: int, asides: Iterable[str] = ()) -> list[Post]:
    """Return posts of somebody's days; the `asides` (sentences) are spread over them."""
    told = list(asides)
    posts = []
    for number in range(count):
        mine = told[number::count]
        sentences = draw.parts("diary", 3 * _PARAGRAPH + draw.chance.randrange(4))
        for sentence in mine:
            sentences.insert(draw.chance.randrange(1, len(sentences)), sentence)
        day = f"20{draw.chance.randrange(22, 26)}-{draw.chance.randrange(10, 13)}-{10 + number}"
        posts.append(Post(draw.part("title"), paragraphs(sentences), day=day))
    return posts


def voiced_posts(draw: Draw, key: str, count: int, firm: Firm, more: Iterable[str] = ()) -> list[Post]:
    """Return posts in another voice than a diary's (`key`), with some weather around it."""
    told = [*more]
    posts = []
    for number in range(count):
        sentences = [*draw.parts(key, 2 * _PARAGRAPH + 5, **firm.facts), *told[number::count]]
        draw.chance.shuffle(sentences)
        posts.append(Post(draw.part("title"), paragraphs(sentences), day=f"2025-1{number % 3}-0{number + 1}"))
    return posts


def paragraphs(sentences: list[str]) -> list[str]:
    """Return sentences in paragraphs."""
    return [f"<p>{' '.join(sentences[at : at + _PARAGRAPH])}</p>" for at in range(0, len(sentences), _PARAGRAPH)]


def link(firm: Firm, words: str = "", path: str = "") -> str:
    """Return a link to a firm's own site."""
    return f'<a href="{firm.home}{path}">{escape(words or firm.brand)}</a>'


def new_site(draw: Draw, name: str = "") -> Site:
    """Return an empty site of a person, with a name and a domain."""
    author = person(draw)
    name = name or draw.part("site", first=author.split()[0], last=author.split()[1])
    domain = f"{slug(name)}-{draw.chance.randrange(10000)}.example"
    prefix = "www." if draw.happens(0.4) else ""
    return Site(name, domain, author, tagline=draw.part("title"), prefix=prefix)


def pages_of(draw: Draw, site: Site, *, mobile: bool = False) -> dict[str, str]:
    """Return the pages of a site by path, in one layout of the family. `draw` must be fresh: both views are alike."""
    layout = draw.one_of(_layouts())
    about = _ABOUT_US[draw.lang] if site.organisation else draw.label("about")
    entries = [("/", draw.label("home"))]
    entries += [("/about/", about)] if site.about else []
    entries += [("/legal/", draw.label("legal"))] if site.legal else []
    entries += [("/privacy/", draw.label("privacy"))] if site.privacy else []
    low = draw.happens(0.5)  # legal and privacy links stand in the footer alone
    top = [entry for entry in entries if not low or entry[0] in ("/", "/about/")]
    nav = "".join(f'<li><a href="{path}">{escape(label)}</a></li>' for path, label in top)
    foot = " · ".join(f'<a href="{path}">{escape(label)}</a>' for path, label in entries[1:])
    fixed = {
        "lang": draw.lang,
        "name": escape(site.name),
        "tagline": escape(site.tagline),
        "banner": site.banner if site.shown_to_mobile or not mobile else "",
        "nav": nav,
        "aside": site.aside,
        "footer": f"{site.footer} {foot}",
        "head": site.head,
        "scripts": site.scripts,
    }

    def made(title: str, body: str, comments: str = "") -> str:
        return layout.substitute(fixed, title=escape(title), body=body, comments=comments)

    pages = {"/": made(f"{site.name} - {site.tagline}", site.home_lead + _home(draw, site))}
    for post in site.posts:
        pages[post.path] = made(f"{post.title} - {site.name}", _post(draw, site, post), _comments(draw))
    for path, label in entries[1:]:
        text = {"/about/": site.about, "/legal/": site.legal, "/privacy/": site.privacy}[path]
        pages[path] = made(f"{label} - {site.name}", f"<h1>{escape(label)}</h1>{text}")
    return pages


def _home(draw: Draw, site: Site) -> str:
    whole = draw.happens(0.4)
    items = []
    for post in site.posts:
        text = "".join(post.paragraphs) if whole else post.paragraphs[0]
        after = post.after if whole else ""
        more = "" if whole else f'<a class="more-link" href="{post.path}">{draw.label("more")}</a>'
        head = f'<h2 class="entry-title"><a href="{post.path}" rel="bookmark">{escape(post.title)}</a></h2>'
        items.append(f'<div class="post">{head}{_dated(draw, site, post)}{post.before}{text}{after}{more}</div>')
    return "".join(items)


def _post(draw: Draw, site: Site, post: Post) -> str:
    return f"<h1>{escape(post.title)}</h1>{_dated(draw, site, post)}{post.before}{''.join(post.paragraphs)}{post.after}"


def _dated(draw: Draw, site: Site, post: Post) -> str:
    if site.organisation:
        return f'<p class="meta"><time datetime="{post.day}">{post.day}</time></p>'
    first = site.author.split()[0]
    return f'<p class="meta"><time datetime="{post.day}">{post.day}</time> {draw.label("by")} {escape(first)}</p>'


def _comments(draw: Draw) -> str:
    if draw.happens(0.5):
        return ""
    said = "".join(f'<li class="comment"><p>{s}</p></li>' for s in draw.parts("diary", 2))
    return f'<div id="comments"><h3>2 {draw.label("comments")}</h3><ol class="commentlist">{said}</ol></div>'
