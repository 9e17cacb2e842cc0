"""Sites in a private person's or an "independent" voice that a firm controls and promotes.

Each function is one scenario: what gives the owner away differs, and how much of it readers are told.
"""

from __future__ import annotations

import json

from bench.generated.cast import Firm, numbers, slug
from bench.generated.registries import HIDDEN, registration
from bench.generated.scenes import (
    ACCUSED,
    Stage,
    Story,
    analytics,
    held_by,
    held_privately,
    notice_of,
    official,
    personal,
    praise,
    site_node,
)
from bench.generated.site import Site, voiced_posts
from bench.generated.world import certificate, dns_of
from detectors.model import Level

WEAK = frozenset({Level.WEAKLY_DISCLOSED})
_AGENCIES = ("Euro RSCG 4D", "BETC", "FullSIX", "Rosapark", "Zeno Group", "Havas Worldwide")


def persona(stage: Stage, firm: Firm) -> Site:
    """Return a persona's blog that praises a firm's brand, and says nothing."""
    site = personal(stage.draw, praise(stage.draw, firm, stage.draw.chance.randrange(4, 8)))
    site.legal = ""
    site.registration = registration(stage.draw, site.domain, HIDDEN)
    return site


def review_site(stage: Stage, firm: Firm) -> Site:
    """Return an "independent" comparison that ranks a firm's brand first."""
    draw = stage.draw
    site = personal(draw, name=draw.part("site_review"))
    site.organisation, site.legal = True, ""
    site.posts = voiced_posts(draw, "review", 3, firm, [*draw.parts("independence", 2), *praise(draw, firm, 4)])
    for post in site.posts:
        post.paragraphs.append(f"<p>{' '.join(draw.parts('diary', 14))}</p>")
    site.about = f"<p>{draw.part('independence')} {' '.join(draw.parts('diary', 4))}</p>"
    site.registration = registration(draw, site.domain, HIDDEN)
    return site


def _voice(stage: Stage, firm: Firm) -> Site:
    return persona(stage, firm) if stage.draw.happens(0.6) else review_site(stage, firm)


def registrant_and_mail(stage: Stage) -> Story:
    """The registrant is a group, and reads mail in the group's domain."""
    firm = stage.group()
    site = _voice(stage, firm)
    site.registration = held_by(stage.draw, firm, site.domain, email=firm.domain)
    return Story(site, firm, expected=ACCUSED)


def registrant_alone(stage: Stage) -> Story:
    """The registrant is a group, as registries write names: in capitals, perhaps without accents."""
    firm = stage.group()
    site = _voice(stage, firm)
    site.registration = held_by(stage.draw, firm, site.domain, written=firm.name.upper())
    return Story(site, firm, expected=ACCUSED)


def same_registrant(stage: Stage) -> Story:
    """A firm that no list knows holds the blog's domain and the shop's."""
    firm = stage.newcomer()
    site = _voice(stage, firm)
    site.registration = held_by(stage.draw, firm, site.domain)
    return Story(site, firm, expected=ACCUSED)


def buried_notice(stage: Stage) -> Story:
    """Only the legal notice names the owner."""
    firm = stage.firm()
    site = _voice(stage, firm)
    site.legal = notice_of(stage.draw, firm)
    return Story(site, firm, expected=WEAK)


def notice_and_registrant(stage: Stage) -> Story:
    """The legal notice and the registry name the owner; the posts do not."""
    firm = stage.firm()
    site = _voice(stage, firm)
    site.legal = notice_of(stage.draw, firm)
    site.registration = held_by(stage.draw, firm, site.domain)
    return Story(site, firm, expected=WEAK)


def vetted_certificate(stage: Stage) -> Story:
    """The certificate was issued to the owner, and the shop's too."""
    firm = stage.firm()
    site = _voice(stage, firm)
    site.certificate = certificate(site, firm.name)
    shop = official(stage.draw, firm)
    shop.certificate = certificate(shop, firm.name)
    stage.world.add(shop)
    return Story(site, firm, expected=ACCUSED)


def servers_and_mail(stage: Stage) -> Story:
    """The name servers are the group's own, and the registrant reads mail there; the holder's name is hidden."""
    draw, firm = stage.draw, stage.group()
    site = _voice(stage, firm)
    site.dns = dns_of(draw, site.domain, ns=(f"ns1.{firm.domain}", f"ns2.{firm.domain}"))
    hidden = Firm("Domain Services Department", "", "")
    site.registration = held_by(draw, hidden, site.domain, email=firm.domain)
    return Story(site, firm, expected=ACCUSED)


def servers_and_own_data(stage: Stage) -> Story:
    """Mail goes to the group's own servers, and the site's machine-readable data name its parent."""
    draw, firm = stage.draw, stage.group()
    site = _voice(stage, firm)
    site.dns = dns_of(draw, site.domain, mx=(f"10 mx.{firm.domain}",))
    site.head = site_node(site, name=site.name, parentOrganization={"@type": "Organization", "name": firm.name})
    return Story(site, firm, expected=ACCUSED)


def declared_to_machines(stage: Stage) -> Story:
    """ads.txt and schema.org name the owner, where no reader looks."""
    firm = stage.group()
    site = _voice(stage, firm)
    site.files["/ads.txt"] = f"OWNERDOMAIN={firm.domain}\ngoogle.com, pub-2892341250670811, DIRECT, f08c47fec0942fa0\n"
    site.head = site_node(site, name=firm.name, legalName=firm.name)
    return Story(site, firm, expected=ACCUSED)


def same_number(stage: Stage) -> Story:
    """The site's machine-readable data bear the VAT number that the shop's notice states."""
    draw, firm = stage.draw, stage.newcomer()
    site = _voice(stage, firm)
    shop = official(draw, firm)
    shop.head = site_node(shop, name=firm.brand, legalName=firm.name, vatID=firm.numbers["vat"])
    shop.legal += f"<p>VAT number: {firm.numbers['vat']}</p>"
    stage.world.add(shop)
    site.head = site_node(site, name=firm.name, legalName=firm.name, vatID=firm.numbers["vat"])
    return Story(site, firm, expected=ACCUSED)


def mutual_claim(stage: Stage) -> Story:
    """trust.txt of both sides say that one controls the other."""
    draw, firm = stage.draw, stage.firm()
    site = _voice(stage, firm)
    shop = official(draw, firm)
    site.files["/trust.txt"] = f"controlledby=https://{firm.domain}\n"
    shop.files["/trust.txt"] = f"control=https://{site.domain}\n"
    stage.world.add(shop)
    return Story(site, firm, expected=ACCUSED)


def front_group(stage: Stage) -> Story:
    """A front group of a company is named as sponsor, and the company is praised."""
    draw, knowledge = stage.draw, stage.knowledge
    fronts = [
        f
        for f in knowledge.contents.fronts
        if f.kind == "front" and f.distinctive and f.cited and _reads_as_name(f.name)
    ]
    known = [f for f in fronts if f.of and f.of[0] in knowledge.groups and knowledge.group_name(f.of[0])]
    front = draw.one_of(known)
    group = knowledge.groups[front.of[0]]
    domain = next(iter(group.own_domains), f"{slug(group.name)}.example")
    firm = Firm(group.entities[0].name if group.entities else group.name, group.name, domain, group.id, numbers(draw))
    stage.world.add(official(draw, firm))
    site = persona(stage, firm)
    site.banner = f'<p class="by">{draw.part("owner_clear", firm=front.name)}</p>'
    return Story(site, firm, expected=WEAK)


def _reads_as_name(words: str) -> bool:
    """Tell whether "published by" may stand before these words: some fronts are slogans."""
    return all(word[0].isupper() or word in ("for", "of", "the", "and") for word in words.split())


def agency_registrant(stage: Stage) -> Story:
    """The registrant is an agency that the knowledge lists; the client is not named."""
    draw, firm = stage.draw, stage.firm()
    site = persona(stage, firm)
    name = draw.one_of(_AGENCIES)
    site.registration = held_by(draw, Firm(name, name, ""), site.domain)
    return Story(site, None, (), frozenset({Level.AGENCY_RUN}))


def small_print(stage: Stage) -> Story:
    """The owner stands in a small line at the bottom of the page."""
    draw, firm = stage.draw, stage.firm()
    site = _voice(stage, firm)
    site.registration = held_by(draw, firm, site.domain, email=firm.domain)
    said = draw.part("owner_clear", **firm.facts)
    site.footer = f'<span style="font-size:8px">{said}</span>'
    return Story(site, firm, expected=WEAK)


def hidden_on_mobile(stage: Stage) -> Story:
    """The owner is said on top, to desktop readers alone."""
    draw, firm = stage.draw, stage.firm()
    site = _voice(stage, firm)
    site.registration = held_by(draw, firm, site.domain)
    site.banner = f'<p class="by">{draw.part("owner_clear", **firm.facts)}</p>'
    site.shown_to_mobile = False
    return Story(site, firm, expected=WEAK)


def leads_home(stage: Stage) -> Story:
    """The pages name the group's site as their canonical address, and its mailbox stands in the registration."""
    draw, firm = stage.draw, stage.group()
    site = persona(stage, firm)
    site.head = f'<link rel="canonical" href="{firm.home}">'
    hidden = Firm("Domain Services Department", "", "")
    site.registration = held_by(draw, hidden, site.domain, email=firm.domain)
    return Story(site, firm, expected=ACCUSED, path="/")


def certificate_of_the_family(stage: Stage) -> Story:
    """One certificate stands for the blog and the group's own domains; its privacy page names who answers for data."""
    draw, firm = stage.draw, stage.group()
    site = _voice(stage, firm)
    site.certificate = certificate(site, names=[firm.domain, f"www.{firm.domain}"])
    said = {"fr": "Responsable du traitement : {}", "en": "Data controller: {}", "de": "Verantwortlicher: {}",
            "es": "Responsable del tratamiento: {}", "it": "Titolare del trattamento: {}"}[draw.lang]  # fmt: skip
    site.privacy = f"<p>{said.format(firm.name)}</p>{draw.part('legal_rest')}"
    return Story(site, firm, expected=WEAK)


def app_and_security(stage: Stage) -> Story:
    """The site vouches for the group's app and sends security reports to it; the registrant is the group."""
    draw, firm = stage.draw, stage.group()
    site = persona(stage, firm)
    package = ".".join([*reversed(firm.domain.split(".")), "diary"]).replace("-", "_")
    links = [{"relation": ["delegate_permission/common.handle_all_urls"], "target": {"package_name": package}}]
    site.files["/.well-known/assetlinks.json"] = json.dumps(links)
    site.files["/.well-known/security.txt"] = f"Contact: mailto:security@{firm.domain}\n"
    site.registration = held_by(draw, firm, site.domain)
    return Story(site, firm, expected=ACCUSED)


def hidden_holder(stage: Stage) -> Story:
    """Nothing but a shared account ties the site to the brand: it is guilty, and cannot be found."""
    draw, firm = stage.draw, stage.newcomer()
    site, shop = _voice(stage, firm), official(draw, firm)
    account = f"UA-{draw.chance.randrange(1000000, 9999999)}"
    site.scripts, shop.scripts = analytics(draw, f"{account}-2"), analytics(draw, f"{account}-1")
    stage.world.add(shop)
    site.registration = held_privately(draw, site.author, site.domain)
    return Story(site, firm, expected=ACCUSED)


SCENARIOS = (
    registrant_and_mail, registrant_alone, same_registrant, buried_notice, notice_and_registrant, vetted_certificate,
    servers_and_mail, servers_and_own_data, declared_to_machines, same_number, mutual_claim, front_group,
    agency_registrant, small_print, hidden_on_mobile, leads_home, certificate_of_the_family, app_and_security,
    hidden_holder,
)  # fmt: skip
