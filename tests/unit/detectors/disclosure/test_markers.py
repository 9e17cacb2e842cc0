"""What is said, and how far a negation, a condition or a report of others reaches."""

import pytest

from detectors.disclosure import find_markers
from detectors.model import DISCLOSING, MarkerKind


def kinds(text, lang=None):
    return {marker.kind for marker in find_markers(text, lang) if marker.kind in DISCLOSING}


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("This post is sponsored by Olivar.", "en", "sponsored"),
        ("We may earn a commission from links on this page.", "en", "affiliate"),
        ("The company sent me a free sample.", "en", "gift"),
        ("Advertisement", "en", "ad_label"),
        ("A blog by Vichy Laboratories (L'Oréal group)", "en", "ownership"),
        ("Disclosure: I work for Ford.", "en", "employment"),
        ("Article rédigé en partenariat rémunéré avec Téréva", "fr", "sponsored"),
        ("Certains liens sont affiliés, je touche une commission si vous achetez.", "fr", "affiliate"),
        ("Ce livre m'a été envoyé par la maison d'édition.", "fr", "gift"),
        ("Ce blog est une initiative de la marque Vichy.", "fr", "ownership"),
        ("Anzeige", "de", "ad_label"),
        ("Este vídeo está patrocinado por Brisa.", "es", "sponsored"),
        ("Se acquisti tramite questi link, ricevo una piccola commissione.", "it", "affiliate"),
        ("Deze video is gesponsord door Molenwiek.", "nl", "sponsored"),
        ("#publi Meu novo tênis", "pt", "ad_label"),
        ("Ten artykuł zawiera linki afiliacyjne.", "pl", "affiliate"),
    ],
)
def test_statements_of_every_kind_and_language_are_found(text, lang, kind):
    assert MarkerKind(kind) in kinds(text, lang)
    assert MarkerKind(kind) in kinds(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("This post is NOT sponsored.", "en"),
        ("Nobody paid me to say any of this.", "en"),
        ("#unsponsored #honestreview", "en"),
        ("I wish this were sponsored!", "en"),
        ("Werbung, unbezahlt, selbst gekauft", "de"),
        ("Cet article n'est pas sponsorisé.", "fr"),
        ("How to write sponsored posts that sell", "en"),
        ("If a post is sponsored, it will be marked.", "en"),
        ("Faut-il accepter les produits offerts ?", "fr"),
        ("Advertise with us", "en"),
        ("The senator sponsored a bill.", "en"),
        ("The charity run was sponsored by local bakeries.", "en"),
        ("She was fined for failing to label three posts as advertising.", "en"),
        ('The caption read: "This post is sponsored by MegaCorp."', "en"),
        ("Her employer-sponsored pension plan lost a tenth of its value.", "en"),
        ("Their gifted child goes to another school.", "en"),
        ("Mon père m'a offert une guitare pour mes douze ans.", "fr"),
        ("See our affiliate policy.", "en"),
        ("No, este blog no lo paga Olivar.", "es"),
        ("Ten blog prowadzi Anna Nowak.", "pl"),
        ("This is Anna's blog about Vichy.", "en"),
        ("This is Schnuffel's blog.", "en"),  # a nickname
        ("This is not Olivar Foods' blog.", "en"),
        ("If this were Olivar Foods' blog, I would say so.", "en"),
        ("Olivar Foods' blog is better than mine.", "en"),
        ("Olivar is the company behind the app.", "en"),
        ("The company behind Vichy is called L'Oréal.", "en"),
        ("These pages are not Olivar Foods'.", "en"),
        ("A Vichy-inspired website", "en"),
        ("A Nintendo fan website", "en"),
        ("A Disney website", "en"),  # its fans' perhaps
        ("Ceci est le blog d'Anna sur Vichy.", "fr"),
        ("Olivar est la société derrière cette application.", "fr"),
        ("Diese Seiten sind von Schnuffel.", "de"),
        ("Die Firma hinter Persil heißt Henkel.", "de"),
        ("Este es el blog de Ana sobre Vichy.", "es"),
        ("Questo non è il blog di Olivar Foods.", "it"),
        ("Dit is het blog van Anna de Wit.", "nl"),
        ("A Olivar é a empresa por trás daquele aplicativo.", "pt"),
        ("To jest blog Anny o Vichy.", "pl"),
    ],
)
def test_denials_conditions_reports_and_other_meanings_disclose_nothing(text, lang):
    assert not kinds(text, lang)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I was not paid, but the brand sent me the headphones for nothing.", "gift"),
        ("It isn't sponsored; links are affiliate.", "affiliate"),
        ("This is not just a recipe, it is a sponsored post.", "sponsored"),
        ("At no extra cost to you, I earn a commission when you buy through these links.", "affiliate"),
    ],
)
def test_a_negation_ends_with_its_clause(text, kind):
    assert MarkerKind(kind) in kinds(text, "en")


def test_a_denial_is_a_marker_of_its_own():
    (marker,) = find_markers("Not sponsored!", "en")
    assert (marker.kind, marker.negated, marker.adequate) == (MarkerKind.NEGATED, True, None)


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("This post is sponsored by Olivar Foods.", "en", "Olivar Foods"),
        ("A blog by Vichy Laboratories (L'Oréal group)", "en", "Vichy Laboratories"),
        ("I work for Ford.", "en", "Ford"),
        ("Édité par L'Oréal SA", "fr", "L'Oréal SA"),
        ("Opinions here are my own and not those of my employer, Dell.", "en", "Dell"),
        ("Thanks to Nordhaven for sponsoring today's video!", "en", "Nordhaven"),
        ("Ce blog est écrit par l'équipe de Vichy.", "fr", "Vichy"),
        ("Contenu sponsorisé par la région Bretagne", "fr", ""),
        ("Édité par Prisma Média", "fr", "Prisma Média"),
        ("Ce blog est une initiative de la marque Vichy.", "fr", "Vichy"),
        ("This blog is published by Vichy Laboratories, a L'Oréal brand.", "en", "Vichy Laboratories"),
        ("Sponsored by Working Families for Wal-Mart", "en", "Working Families for Wal-Mart"),
        ("Este blog lo paga y lo edita Olivar del Sur, S.L., donde trabajo.", "es", "Olivar del Sur, S.L."),
        ("Olivar del Sur publica este blog.", "es", "Olivar del Sur"),
        ("Este blogue é propriedade de Vinhas do Monte, Lda., Sabrosa.", "pt", "Vinhas do Monte, Lda"),
        ("Quem paga este blogue é a Vinhas do Monte.", "pt", "Vinhas do Monte"),
        ("Questo blog lo paga Olivar S.r.l.", "it", "Olivar S.r.l."),
        ("Ten blog prowadzi Mleczarnia Olivar.", "pl", "Mleczarnia Olivar"),
        ("Za tym blogiem stoi Mleczarnia Olivar.", "pl", "Mleczarnia Olivar"),
        ("This is Olivar Foods' own blog.", "en", "Olivar Foods"),
        ("Olivar is the company behind these pages.", "en", "Olivar"),
        ("The company behind this website is called Olivar.", "en", "Olivar"),
        ("These pages are Olivar Foods'.", "en", "Olivar Foods"),
        ("Olivar est l'entreprise qui se trouve derrière ce site.", "fr", "Olivar"),
        ("C'est Olivar qui se cache derrière ce blog.", "fr", "Olivar"),
        ("Olivar ist das Unternehmen hinter diesen Seiten.", "de", "Olivar"),
        ("Das ist das Blog der Olivar GmbH.", "de", "Olivar GmbH"),
        ("La empresa que hay detrás de esta web se llama Olivar.", "es", "Olivar"),
        ("Olivar è l'azienda dietro queste pagine.", "it", "Olivar"),
        ("Het bedrijf achter deze website heet Olivar.", "nl", "Olivar"),
        ("Dit is het blog van Olivar Nederland B.V.", "nl", "Olivar Nederland B.V."),
        ("A Olivar é a empresa por trás destas páginas.", "pt", "Olivar"),
        ("Olivar to firma stojąca za tym blogiem.", "pl", "Olivar"),
        ("To jest blog firmy Olivar.", "pl", "Olivar"),
    ],
)
def test_the_owner_payer_or_employer_is_named(text, lang, name):
    (marker,) = find_markers(text, lang)
    assert marker.names == name or not name


@pytest.mark.parametrize(
    "text",
    [
        "ça va ? S p o n s o r e d by Olivar",
        "Spon\u200bsored by Olivar \u00ad",
        "\U0001d412\U0001d429\U0001d428\U0001d427\U0001d42c\U0001d428\U0001d42b\U0001d41e\U0001d41d by Olivar",
        "SPONSORED\u00a0BY\u00a0OLIVAR",
    ],
)
def test_broken_words_are_read_and_offsets_point_into_the_original(text):
    found = [marker for marker in find_markers(text, "en") if marker.kind in DISCLOSING]
    assert found
    for marker in found:
        assert text[marker.start : marker.end] == marker.quote


def test_a_bare_label_deep_in_a_text_stands_over_an_advertisement():
    lines = ["A headline", *["Some words of the story, long enough to be read."] * 6]
    assert not kinds("\n".join([*lines[:5], "Advertisement", *lines[5:]]), "en")
    assert kinds("\n".join(["Advertisement", *lines]), "en")


@pytest.mark.parametrize(
    ("country", "grade"), [(None, "A"), ("US", "A"), ("GB", "A"), ("IE", "A"), ("NL", "A"), ("DE", "I"), ("FR", "I")]
)
def test_the_same_word_flips_with_the_country(country, grade):
    (marker,) = find_markers("Heading home #ad", "en", country)
    assert marker.adequate == grade


def test_words_of_another_language_are_not_enough():
    (marker,) = find_markers("Nouvelle paire #ad", "fr")
    assert (marker.adequate, marker.reasons) == ("I", ("wrong_language",))


def test_a_text_that_is_all_candidates_is_read_to_a_limit():
    said = "This post is sponsored by Olivar.\n"
    found = find_markers(said * 20_000, "en")
    assert 500 < len(found) < 2_000
    assert found[0].start == 0
    assert found[-1].start > len(said) * 19_000  # the end is read too


def test_the_owner_of_a_brand_is_not_the_owner_of_the_site() -> None:
    said = find_markers("J'ai acheté une crème Vichy, une marque du groupe L'Oréal.", "fr")
    assert MarkerKind.OWNERSHIP not in {marker.kind for marker in said}


def test_a_gift_of_a_private_person_is_no_gift_of_a_maker():
    assert MarkerKind.GIFT in kinds("Thank you Trivento for sending me this palette!", "en")
    assert not kinds("Thank you Julie for sending me this palette!", "en")
    assert not kinds("I got free tickets from a friend.", "en")
    assert kinds("En collaboration avec Yves Rocher", "fr")
    assert not kinds("En collaboration avec Jeanne Martin", "fr")
    assert not kinds("Merci à ma mère pour ce cadeau.", "fr")


def test_a_label_before_an_address_of_mail_is_an_offer():
    assert not kinds("Collaborations: hello@jo.example", "en")
    assert not kinds("Współpraca: kontakt@ola.example", "pl")
    assert kinds("Sponsored by Trivento. Questions? hello@jo.example", "en")


def test_who_invites_her_own_customers_got_no_gift() -> None:
    assert not find_markers("Wir haben unsere Kunden am Sonntag eingeladen.", "de")
    assert find_markers("Der Hersteller hat mich zu einer Reise eingeladen.", "de")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("This post is sponsored by my savings account.", "en"),
        ("Ce billet est sponsorisé par mon livret A.", "fr"),
        ("Cette recette a été réalisée en collaboration avec ma belle-mère.", "fr"),
        ("Dieser Beitrag ist gesponsert von meiner Oma.", "de"),
    ],
)
def test_nobody_advertises_for_the_authors_own_purse_or_kin(text: str, lang: str) -> None:
    assert not kinds(text, lang)


def test_friends_at_a_firm_do_advertise() -> None:
    assert "sponsored" in kinds("This post is sponsored by my friends at Olivar.", "en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Coca-Cola Zero sponsored this post.", "en"),
        ("In paid partnership with Zero Waste Ltd", "en"),
        ("Die Kein Stress GmbH hat diesen Beitrag gesponsert.", "de"),
        ("Die Null Problemo AG hat diesen Beitrag gesponsert.", "de"),
        ("Coca-Cola Zero a sponsorisé cet article.", "fr"),
        ("La marca Cero Residuos S.L. patrocina este artículo.", "es"),
    ],
)
def test_a_name_with_a_word_that_denies_is_no_denial(text, lang):
    found = {marker.kind for marker in find_markers(text, lang)}
    assert MarkerKind.SPONSORED in found
    assert MarkerKind.NEGATED not in found
