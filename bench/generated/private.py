"""Private hands: sites that nobody but their author controls. Each function is one scenario."""

from __future__ import annotations

from bench.generated.cast import Firm, invented_firm, slug, studio
from bench.generated.registries import HIDDEN, Holder, registration, unanswered
from bench.generated.scenes import (
    CALM,
    LICENCE,
    PAID,
    Stage,
    Story,
    analytics,
    held_by,
    held_privately,
    notice_of,
    official,
    personal,
    praise,
)
from bench.generated.site import link, voiced_posts
from bench.generated.world import certificate, dns_of

NETWORKS = ("Studio71", "Webedia Talent", "Fullscreen, Inc.", "BroadbandTV Corp", "Gleam Futures Limited", "Wizdeo")
PLATFORMS = ("blogspot.com", "wordpress.com", "github.io", "over-blog.com")
GAME = {
    "fr": "Jeu organisé par {}.",
    "en": "Prize draw organised by {}.",
    "de": "Gewinnspiel veranstaltet von {}.",
    "es": "Sorteo organizado por {}.",
    "it": "Concorso organizzato da {}.",
}


def diary(stage: Stage) -> Story:
    """Somebody's days; no brand."""
    return Story(personal(stage.draw))


def fan(stage: Stage) -> Story:
    """A collector who loves a brand, puts it into the domain and its copyright line into the footer."""
    draw, firm = stage.draw, stage.firm()
    site = personal(
        draw, [*draw.parts("fan", 5, brand=firm.brand), *praise(draw, firm, 3)], f"{draw.part('title')} {firm.brand}"
    )
    if draw.happens(0.5):
        site.domain = f"{slug(firm.brand)}-fan-{draw.chance.randrange(1000)}.example"
        site.registration = held_privately(draw, site.author, site.domain)
    site.footer = f"© {draw.chance.randrange(1990, 2024)} {draw.chance.choice((firm.brand, firm.name))}"
    return Story(site, others=(firm,))


def critic(stage: Stage) -> Story:
    """An angry customer with the brand in the name and domain of the site."""
    draw, firm = stage.draw, stage.firm()
    told = draw.parts("critic", 8, brand=firm.brand)
    told[0] = told[0].replace(firm.brand, link(firm), 1)
    site = personal(draw, told, f"{firm.brand} Hell")
    site.domain = f"{slug(firm.brand)}-hell-{draw.chance.randrange(1000)}.example"
    site.registration = held_privately(draw, site.author, site.domain)
    return Story(site, others=(firm,))


def ex_employee(stage: Stage) -> Story:
    """Somebody who left a firm, and still likes it."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, [*praise(draw, firm, 4), *draw.parts("ex_employee", 2, brand=firm.brand)])
    site.about += f"<p>{draw.part('ex_employee', brand=firm.brand)}</p>"
    return Story(site, others=(firm,))


def employee(stage: Stage) -> Story:
    """An employee's private blog; the employer is said, and its mail address stands in the registration of some."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 3))
    said = draw.part("employed", brand=firm.brand)
    site.about = f"<p>{said}</p>{site.about}"
    site.banner = f'<p class="about-me">{said}</p>'
    if draw.happens(0.4):
        site.registration = registration(
            draw, site.domain, Holder("person", site.author, f"{slug(site.author)}@{firm.domain}")
        )
    return Story(site, others=(firm,))


def satisfied_customer(stage: Stage) -> Story:
    """A private blog that praises a brand, with links, for nothing."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, draw.chance.randrange(3, 8)))
    if draw.happens(0.5):
        site.scripts = analytics(draw)
        site.footer += f" {draw.part('independence')}"
    return Story(site, others=(firm,))


def reviewer(stage: Stage) -> Story:
    """An independent reviewer, with an own firm, who ranks a brand first and labels the links."""
    draw, firm, own = stage.draw, stage.firm(), invented_firm(stage.draw)
    site = personal(draw, name=draw.part("site_review"))
    told = [*draw.parts("independence", 1), *praise(draw, firm, 2)]
    site.posts = voiced_posts(draw, "review", 3, firm, told)
    for post in site.posts:
        post.paragraphs.append(f"<p>{' '.join(draw.parts('diary', 12))}</p>")
        post.before = f"<p><em>{draw.part('affiliate')}</em></p>"
    if draw.happens(0.5):
        site.legal, site.registration = notice_of(draw, own), held_by(draw, own, site.domain)
        return Story(site, owner=own, others=(firm,))
    return Story(site, others=(firm,))


def affiliate(stage: Stage) -> Story:
    """Links that pay, with a label or without: a matter of the page, never of control."""
    draw, firm, labelled = stage.draw, stage.firm(), stage.draw.happens(0.6)
    site = personal(draw, praise(draw, firm, 4))
    for post in site.posts:
        post.before = f"<p>{draw.part('affiliate')}</p>" if labelled else ""
        product = f"B00{draw.chance.randrange(1000000, 9999999)}?tag=day{draw.chance.randrange(99)}-21"
        shop = f'<a href="https://www.amazon.com/dp/{product}">'
        post.paragraphs.insert(1, f"<p>{shop}{draw.part('product')}</a></p>")
    return Story(site, others=(firm,), expected=CALM if labelled else PAID)


def sponsored(stage: Stage) -> Story:
    """A campaign or a gift that is said on top of the post."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 5))
    kind = draw.chance.choice(("sponsored", "gift"))
    for post in site.posts:
        post.before = f"<p><strong>{draw.part(kind, brand=firm.brand)}</strong></p>"
    return Story(site, others=(firm,))


def on_platform(stage: Stage) -> Story:
    """A blog on a shared platform: the platform's registration says nothing about it."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 4))
    site.domain = f"{slug(site.name)}{draw.chance.randrange(999)}.{draw.one_of(PLATFORMS)}"
    site.prefix = ""
    site.registration = None
    return Story(site, others=(firm,))


def talent_network(stage: Stage) -> Story:
    """A creator whose domain a talent network registered."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 4))
    network = draw.one_of(NETWORKS)
    site.registration = held_by(draw, Firm(network, network, ""), site.domain, email=f"{slug(network)}.example")
    return Story(site, others=(firm,))


def expired_domain(stage: Stage) -> Story:
    """An old blog's domain that a link network bought: posts before the registration, paid links."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 2), created="2025-11-02")
    for number, post in enumerate(site.posts):
        post.day = f"2014-0{number + 1}-11"
        post.paragraphs.insert(0, f'<p><a rel="sponsored" href="{firm.home}">{draw.part("product")}</a></p>')
    site.registration = registration(draw, site.domain, HIDDEN, created="2025-11-02")
    return Story(site, others=(firm,), expected=PAID)


def shared_agency(stage: Stage) -> Story:
    """A blog and a brand with one web studio: its account, its credit, its certificate, perhaps its name as holder."""
    draw, firm, maker = stage.draw, stage.newcomer(), studio(stage.draw)
    account = f"UA-{draw.chance.randrange(1000000, 9999999)}"
    shop = official(draw, firm)
    shop.scripts = analytics(draw, f"{account}-1")
    shop.legal = notice_of(draw, firm, maker)
    site = personal(draw, praise(draw, firm, 4))
    site.scripts = analytics(draw, f"{account}-2")
    site.footer += " " + draw.part("legal_maker", agency=maker.name)
    site.files["/ads.txt"] = "google.com, pub-2892341250670811, DIRECT, f08c47fec0942fa0\n"
    shop.files["/ads.txt"] = "google.com, pub-2892341250670811, DIRECT, f08c47fec0942fa0\n"
    if draw.happens(0.4):
        site.registration = held_by(draw, maker, site.domain, email=maker.domain)
        shop.registration = held_by(draw, maker, shop.domain, email=maker.domain)
    site.dns = dns_of(draw, site.domain, txt=("atlassian-domain-verification=abcdefghijklmnop0123456789",))
    shop.dns = dns_of(draw, shop.domain, txt=("atlassian-domain-verification=abcdefghijklmnop0123456789",))
    site.certificate = certificate(site, names=[f"client{n}.example" for n in range(8)] + [shop.domain])
    stage.world.add(shop)
    return Story(site, others=(firm,))


def unread_registry(stage: Stage) -> Story:
    """A private blog whose registry did not answer."""
    draw, firm = stage.draw, stage.firm()
    site = personal(draw, praise(draw, firm, 3))
    site.registration = unanswered(draw, site.domain)
    return Story(site, others=(firm,))


def game_and_licence(stage: Stage) -> Story:
    """A blog whose notice names a group in other roles: organiser of a game, holder of a trademark."""
    draw, firm = stage.draw, stage.group()
    site = personal(draw, praise(draw, firm, 4))
    site.legal += f"<p>{GAME[draw.lang].format(firm.name)}</p>"
    site.legal += f"<p>{LICENCE[draw.lang].format(firm.brand, firm.name)}</p>"
    return Story(site, others=(firm,))


SCENARIOS = (
    diary,
    fan,
    critic,
    ex_employee,
    employee,
    satisfied_customer,
    reviewer,
    affiliate,
    sponsored,
    on_platform,
    talent_network,
    expired_domain,
    shared_agency,
    unread_registry,
    game_and_licence,
)
