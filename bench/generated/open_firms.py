"""Open firms: sites of organisations that say who they are, and of those who bear another's name. One scenario each."""

from __future__ import annotations

from bench.generated.cast import Firm, invented_firm, shared_name, slug, studio
from bench.generated.scenes import (
    LICENCE,
    Stage,
    Story,
    held_by,
    held_privately,
    notice_of,
    official,
    personal,
    praise,
    site_node,
)
from bench.generated.site import voiced_posts


def retailer(stage: Stage) -> Story:
    """A shop with a company of its own that sells a brand."""
    draw, firm, own = stage.draw, stage.firm(), invented_firm(stage.draw)
    site = official(draw, own)
    site.posts = voiced_posts(draw, "shop", 3, firm, [*praise(draw, firm, 3), *draw.parts("company", 6)])
    return Story(site, owner=own, others=(firm,))


def franchisee(stage: Stage) -> Story:
    """A dealer under the brand's name: its own company, the brand's trademark."""
    draw, firm, own = stage.draw, stage.group(), invented_firm(stage.draw)
    site = official(draw, own)
    site.name, site.domain = (
        f"{firm.brand} {draw.part('town')}",
        f"{slug(firm.brand)}-{draw.chance.randrange(9999)}.example",
    )
    site.posts = voiced_posts(draw, "company", 3, firm, praise(draw, firm, 4))
    site.legal += f"<p>{LICENCE[draw.lang].format(firm.brand, firm.name)}</p>"
    site.registration = held_by(draw, own, site.domain)
    return Story(site, owner=own, others=(firm,))


def brand_site(stage: Stage) -> Story:
    """A brand's own site."""
    draw, firm = stage.draw, stage.firm()
    site = official(draw, firm)
    stage.world.add(site)
    return Story(site, owner=firm)


def brand_magazine(stage: Stage) -> Story:
    """A company's magazine on a domain of its own, which says whose it is on top."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 5))
    site.banner = f'<p class="by">{draw.part("owner_clear", **firm.facts)}</p>'
    site.legal, site.organisation = notice_of(draw, firm), True
    site.about = f"<p>{' '.join([*draw.parts('about_company', 2, **firm.facts), *draw.parts('company', 6)])}</p>"
    site.registration = held_by(draw, firm, site.domain, email=firm.domain)
    return Story(site, owner=firm)


def owned_medium(stage: Stage) -> Story:
    """A newspaper that belongs to a group and reports on it too."""
    draw, firm = stage.draw, stage.group()
    site = official(draw, firm)
    town = draw.part("town")
    site.name = draw.part("site_medium", town=town)
    site.domain = f"{slug(site.name)}-{draw.chance.randrange(9999)}.example"
    site.posts = voiced_posts(draw, "medium", 3, firm, draw.parts("medium", 4, brand=firm.brand))
    site.about = (
        f"<p>{' '.join([*draw.parts('medium', 5, brand=firm.brand), draw.part('about_company', **firm.facts)])}</p>"
    )
    site.head = site_node(site, name=site.name)
    site.registration = held_by(draw, firm, site.domain, email=firm.domain)
    return Story(site, owner=firm)


def namesake(stage: Stage) -> Story:
    """A baker who bears the name of a brand."""
    draw = stage.draw
    name, group = shared_name(draw, stage.knowledge)
    trade = {"fr": "Boulangerie", "en": "Bakery", "de": "Bäckerei", "es": "Panadería", "it": "Panificio"}[draw.lang]
    own = invented_firm(draw)
    own = Firm(f"{trade} {name} {own.form}", f"{trade} {name}", own.domain, None, own.numbers, own.form)
    site = official(draw, own)
    if draw.happens(0.5):
        site = personal(draw, draw.parts("diary", 3), f"{name} {draw.part('town')}")
        site.registration = held_by(draw, own, site.domain)
    listed = Firm(name, name, "", group)
    return Story(site, owner=own, others=(listed,))


def consultant(stage: Stage) -> Story:
    """A consultant whose firm begins with a group's name, and who likes the group's brand."""
    draw, firm = stage.draw, stage.group()
    word = draw.one_of(("CONSULTING", "ADVISORY", "TRAINING", "SERVICES"))
    own = Firm(f"{firm.brand.upper()} {word} LTD", f"{firm.brand} {word.title()}", "")
    site = personal(draw, praise(draw, firm, 4))
    site.registration = held_by(draw, own, site.domain)
    return Story(site, others=(firm,))


def several_authors(stage: Stage) -> Story:
    """An association's blog with many hands."""
    draw, firm = stage.draw, stage.firm()
    own = invented_firm(draw)
    site = personal(draw, praise(draw, firm, 2), draw.part("institution_site", town=draw.part("town")))
    site.posts = voiced_posts(draw, "institution", 3, firm, [*draw.parts("diary", 6), *praise(draw, firm, 2)])
    site.organisation = True
    if draw.happens(0.5):
        site.registration = held_by(draw, Firm(site.name, site.name, "", None, own.numbers), site.domain)
    return Story(site, others=(firm,))


def proxy_company(stage: Stage) -> Story:
    """A company behind a privacy service, which names itself in its notice."""
    draw, own = stage.draw, invented_firm(stage.draw)
    site = official(draw, own)
    site.registration = held_privately(draw, site.author, site.domain)
    return Story(site, owner=own)


def portfolio(stage: Stage) -> Story:
    """An agency's own site, with its clients."""
    draw, firm, maker = stage.draw, stage.firm(), studio(stage.draw)
    site = official(draw, maker)
    site.posts = voiced_posts(draw, "agency", 3, firm, [*praise(draw, firm, 2), *draw.parts("company", 4)])
    return Story(site, owner=maker, others=(firm,))


def own_venture(stage: Stage) -> Story:
    """A maker who praises what she makes under her firm's name, on a site of that name."""
    draw, own = stage.draw, invented_firm(stage.draw)
    site = personal(draw, praise(draw, own, 4), own.brand)
    site.domain, site.prefix = own.domain, "www."
    site.legal, site.registration = notice_of(draw, own), held_by(draw, own, site.domain)
    return Story(site, owner=own)


SCENARIOS = (
    retailer,
    franchisee,
    brand_site,
    brand_magazine,
    owned_medium,
    namesake,
    consultant,
    several_authors,
    proxy_company,
    portfolio,
    own_venture,
)
