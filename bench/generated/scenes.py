"""What several scenarios share: private blogs, firms' own sites, notices, registrations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bench.generated.cast import Firm, country, invented_firm, listed_firm, numbers, person, slug
from bench.generated.draw import Draw
from bench.generated.registries import HIDDEN, Holder, registration
from bench.generated.site import Site, diary_posts, link, new_site, voiced_posts
from bench.generated.world import World
from detectors.knowledge import Knowledge
from detectors.model import Level, Registration

CALM = frozenset({Level.NO_FINDING, Level.DISCLOSED, Level.CANNOT_SAY})
ACCUSED = frozenset({Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS})
PAID = CALM | {Level.UNDISCLOSED_MATERIAL_LINK, Level.WEAKLY_DISCLOSED}
LICENCE = {
    "fr": "{} est une marque déposée de {}.",
    "en": "{} is a trademark of {}.",
    "de": "{} ist eine Marke von {}.",
    "es": "{} es una marca de {}.",
    "it": "{} è un marchio di {}.",
}
_PROXIES = (
    "Domains By Proxy, LLC", "WhoisGuard, Inc.", "Withheld for Privacy ehf", "Contact Privacy Inc.",
    "Whois Privacy Protection Service, Inc.", "Perfect Privacy, LLC",
)  # fmt: skip
_FREE_MAIL = ("gmail.com", "orange.fr", "gmx.de", "yahoo.com", "hotmail.com", "libero.it")


@dataclass(slots=True)
class Story:
    """One scenario played: the checked site, who controls it (None: its author), and whom it could be mistaken for.

    `expected` are the verdicts that are right; `path` is what is checked, the newest post when empty.
    """

    site: Site
    owner: Firm | None = None
    others: tuple[Firm, ...] = ()
    expected: frozenset[Level] = CALM
    path: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a scenario plays on: its draw, the knowledge and the world."""

    draw: Draw
    knowledge: Knowledge
    world: World

    def firm(self) -> Firm:
        """Return a firm, of a listed group or of none, whose own site is in the world."""
        firm = listed_firm(self.draw, self.knowledge) if self.draw.happens(0.6) else invented_firm(self.draw)
        self.world.add(official(self.draw, firm))
        return firm

    def group(self) -> Firm:
        """Return a group of the knowledge, whose own site is in the world."""
        firm = listed_firm(self.draw, self.knowledge)
        self.world.add(official(self.draw, firm))
        return firm

    def newcomer(self) -> Firm:
        """Return a firm that no list knows, whose own site is in the world."""
        firm = invented_firm(self.draw)
        self.world.add(official(self.draw, firm))
        return firm


def held_by(draw: Draw, firm: Firm, domain: str, *, email: str = "", written: str = "") -> Registration:
    """Return a registration to an organisation; `email` is a domain in which its contact reads mail."""
    holder = Holder("organisation", written or firm.name, f"domains@{email}" if email else f"hostmaster@{domain}",
                    draw.part("street"), draw.part("town"), country(draw))  # fmt: skip
    return registration(draw, domain, holder, with_email=bool(email))


def held_privately(draw: Draw, author: str, domain: str, created: str = "") -> Registration:
    """Return the registration of a private person: hidden, behind a proxy, or with the person's name."""
    chance = draw.chance.random()
    if chance < 0.55:
        holder = HIDDEN
    elif chance < 0.75:
        proxy = draw.one_of(_PROXIES)
        holder = Holder("organisation", proxy, f"{domain}@{slug(proxy)}.com", country="US")
    else:
        mail = f"{slug(author)}@{draw.one_of(_FREE_MAIL)}"
        holder = Holder("person", author, mail, draw.part("street"), draw.part("town"), country(draw))
    return registration(draw, domain, holder, created=created)


def notice_of(draw: Draw, firm: Firm, maker: Firm | None = None) -> str:
    """Return a legal notice that names an organisation as publisher, its host, and who made the site."""
    facts = {
        **numbers(draw),
        **firm.facts,
        "street": draw.part("street"),
        "town": draw.part("town"),
        "person": person(draw),
    }
    made = draw.part("legal_maker", agency=maker.name) if maker else ""
    return draw.part("legal_org", **facts) + draw.part("legal_host") + made + draw.part("legal_rest")


def private_notice(draw: Draw, author: str) -> str:
    """Return a legal notice of a private person."""
    facts = {"person": author, "street": draw.part("street"), "town": draw.part("town"), "postcode": "10115"}
    return draw.part("legal_person", **facts) + draw.part("legal_host") + draw.part("legal_rest")


def personal(draw: Draw, asides: Iterable[str] = (), name: str = "", created: str = "") -> Site:
    """Return a private person's blog with an About page, perhaps a notice, and these sentences in its posts."""
    site = new_site(draw, name)
    site.posts = diary_posts(draw, 3, asides)
    told = [*draw.parts("about_person", 2, person=site.author), *draw.parts("diary", 6)]
    site.about = f"<p>{' '.join(told)}</p>"
    if draw.happens(0.6):
        site.legal = private_notice(draw, site.author)
    site.footer = draw.one_of(
        (f"© 2024 {site.author}", site.name, f"© {site.name}", "", "CC BY-SA", f"{site.name} 2024")
    )
    site.registration = held_privately(draw, site.author, site.domain, created)
    site.scripts = analytics(draw) if draw.happens(0.5) else ""
    return site


def official(draw: Draw, firm: Firm) -> Site:
    """Return a firm's own site, which says so."""
    site = Site(firm.brand, firm.domain, firm.name, organisation=True, prefix="www.")
    site.tagline = draw.part("product").capitalize()
    site.posts = voiced_posts(draw, "company", 2, firm)
    site.about = f"<p>{' '.join([*draw.parts('about_company', 2, **firm.facts), *draw.parts('company', 4)])}</p>"
    site.legal = notice_of(draw, firm)
    site.footer = f"© 2024 {firm.name}"
    site.registration = held_by(draw, firm, firm.domain, email=firm.domain)
    return site


def analytics(draw: Draw, account: str = "") -> str:
    """Return the script of an analytics account."""
    account = account or f"UA-{draw.chance.randrange(1000000, 9999999)}-1"
    if draw.happens(0.5):
        return f'<script>ga("create", "{account}", "auto");ga("send", "pageview");</script>'
    return f'<script async src="https://www.googletagmanager.com/gtag/js?id={account}"></script>'


def praise(draw: Draw, firm: Firm, count: int = 5) -> list[str]:
    """Return sentences that praise a firm's brand, some of them linked to its site."""
    told = draw.parts("praise", count, brand=firm.brand)
    return [said.replace(firm.brand, link(firm), 1) if at % 2 == 0 else said for at, said in enumerate(told)]


def site_node(site: Site, **publisher: object) -> str:
    """Return the site's own node of schema.org data, with its publisher."""
    node = {"@context": "https://schema.org", "@type": "WebSite", "name": site.name, "url": f"https://{site.host}/",
            "publisher": {"@type": "Organization", **publisher}}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'
