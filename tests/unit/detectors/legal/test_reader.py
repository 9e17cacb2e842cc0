import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.legal import LegalMention, Site, read_notice
from detectors.legal.reader import LONGEST_QUOTE
from detectors.model import Role

CORPUS = Path(__file__).parents[3] / "corpus" / "legal" / "notices.jsonl"
NOTICES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
PERSONS = ["Jeanne Martin", "Karim Belkacem", "Émilie Dubois", "Max Mustermann", "Emily Carter", "Giulia Rossi"]
TEMPLATES = [
    "Ce blog est édité par {}, particulier.",
    "Éditeur : {}\nSIREN : 303 265 045",
    "Directrice de la publication : {}",
    "Impressum\nAngaben gemäß § 5 DDG\n{}\nMusterstraße 1",
    "Inhaber: {}",
    "This blog is written and edited by {}.",
    "Titolare del sito: {}",
    "Titular: {}",
    "© 2020 {}",
    "{} est l'éditrice du site.",
]


def of_role(text: str, role: Role) -> list[LegalMention]:
    return [mention for mention in read_notice(text) if mention.role is role]


def test_numbers_stay_in_their_own_section() -> None:
    text = "Éditeur : Dupont Habitat SAS\nRCS Paris 303 265 045\nHébergeur : OVH SAS\nRCS Lille 424 761 419"
    (publisher,), (host,) = of_role(text, Role.PUBLISHER), of_role(text, Role.HOST)
    assert (publisher.name, publisher.numbers) == ("Dupont Habitat SAS", (("siren", "303265045"),))
    assert (host.name, host.numbers) == ("OVH SAS", (("siren", "424761419"),))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Le jeu est organisé par L'Oréal SA.", Role.ORGANISER),
        ("We are a participant in the Amazon Services LLC Associates Program.", Role.PROGRAMME),
        ("Site hébergé par OVH SAS", Role.HOST),
        ("Website by Tangent Creative Ltd", Role.OPERATOR),
        ("Mario is a registered trademark of Nintendo Co., Ltd.", Role.LICENSOR),
    ],
)
def test_other_roles_are_no_publishers(text: str, role: Role) -> None:
    assert [mention.role for mention in read_notice(text)] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "J'ai lu ce roman, édité par Gallimard, en une nuit.",
        "Nike is owned by Nike Holdings Inc.",
        "Éditeur : [Nom de la société]",
        "Ce site est édité par Votre Société.",
        "About us\nOur Team\nSocial media links",
        "© Getty Images. All images and trademarks belong to their owners.",
        "Assassin's Creed © 2013 Ubisoft Entertainment. Unofficial translation, made by fans.",
        "Betreibergesellschaft dieses Dienstes ist die Google LLC, USA.",
        "",
    ],
)
def test_prose_templates_and_menus_name_no_publisher(text: str) -> None:
    assert of_role(text, Role.PUBLISHER) == []


@pytest.mark.parametrize(
    "text",
    [
        "Green Mill is a registered charity. I gave it ten pounds last week.",
        "Green Mill is a company that sold me a broken oven.",
        "J'ai testé la crème de la société Laboratoires Moulin SAS (RCS Nice) pendant un mois.",
        "He comprado en Muebles Molino S.L. y no me devuelven el dinero.",
        "Ho scritto alla Mulino S.p.A. tre volte: nessuna risposta.",
        "I bought this oven from Green Mill Ltd in March.",
        "Partenaire officiel : Moulin SAS. Nos sponsors : Banque du Sud.",
        "Analyse-Tools\nAnbieter ist die Mühlen GmbH, Jena.",
    ],
)
def test_what_a_page_is_about_publishes_nothing(text: str) -> None:
    assert of_role(text, Role.PUBLISHER) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Green Mill is a charity registered in England and Wales (1098765).", "Green Mill"),
        ('Diese AGB gelten zwischen der Mühlen GmbH, Jena (nachfolgend "Verkäufer"), und Ihnen.', "Mühlen GmbH"),
        ("Camping Azur\nSAS Moulin Loisirs\nRCS Nice 303 265 045", "SAS Moulin Loisirs"),
        ("Responsable de la publication : SARL Moulin - SIREN 303 265 045", "SARL Moulin"),
        ("Anschrift: Mühlenverein e.V., Allee 1\nVereinsregister 12", "Mühlenverein e.V."),
        ("*Éditeur* : Moulin SARL", "Moulin SARL"),
        ("Green Mill (Bath) Ltd, company number 06123987", "Green Mill (Bath) Ltd"),
        ("Site non professionnel édité par Moulin SARL.", "Moulin SARL"),
    ],
)
def test_layouts_that_name_a_publisher(text: str, name: str) -> None:
    assert [mention.name for mention in of_role(text, Role.PUBLISHER)] == [name]


def test_a_named_site_may_say_who_owns_it() -> None:
    text = "The Sleep Judge is owned and operated by Beacon Street Media, Inc."
    assert read_notice(text) == ()
    (mention,) = read_notice(text, site="The Sleep Judge")
    assert (mention.role, mention.name) == (Role.PUBLISHER, "Beacon Street Media, Inc")


@pytest.mark.parametrize(
    ("text", "site", "name"),
    [
        ("Foo GmbH. Bilder: Bar AG", "", "Foo GmbH."),
        ("Comune di Alba - Sito realizzato da Bar S.r.l.", "", "Comune di Alba"),
        ("© Alba University", "", "Alba University"),
        ("© 2013 Olivar GmbH. An unofficial guide.", "", "Olivar GmbH"),
        ("The Blue Guide © 2013 Olivar GmbH", "", "Olivar GmbH"),
        ("Green Mill is a trading name of Mill Foods Ltd.", "", "Mill Foods Ltd."),
        ("Nom commercial : Le Moulin\nRaison sociale : Moulin SARL\nSIREN : 303 265 045", "", "Moulin SARL"),
        ("Le site est exploité par l'Association des parents d'élèves.", "", "Association des parents d'élèves"),
        ("Grünmühle ist eine Marke der Mühlen GmbH.", "gruenmuehle.example", None),
        ("Nordmühle ist eine Marke der Mühlen GmbH.", "nordmuhle.example", "Mühlen GmbH."),
        ('Foo, Inc. ("we") is the data controller.', "", "Foo, Inc."),
    ],
)
def test_publishers_in_other_words(text: str, site: str, name: str | None) -> None:
    names = [mention.name.rstrip(".") for mention in read_notice(text, site=site) if mention.role is Role.PUBLISHER]
    assert names == ([] if name is None else [name.rstrip(".")])


def test_a_service_on_the_site_is_not_its_publishers() -> None:
    text = "Éditeur : Foo SAS\nSIREN : 303 265 045\nLe site utilise un outil de mesure, fourni par Bar SAS."
    assert [mention.name for mention in of_role(text, Role.PUBLISHER)] == ["Foo SAS"]


def test_a_firm_keeps_the_number_behind_its_owners_name() -> None:
    (mention,) = read_notice("Optik Foo e.K., Inhaber: Uwe Foo, Amtsgericht Jena HRA 81349", "de")
    assert mention.numbers == (("de_register", "Jena HRA 81349"),)


def test_kinds_are_told_apart() -> None:
    assert of_role("Responsable du traitement : Nutrivia SAS", Role.PUBLISHER)[0].kind == "privacy"
    assert of_role("© 2019 L'Oréal", Role.PUBLISHER)[0].kind == "copyright"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("person", PERSONS)
def test_a_persons_name_is_never_given_away(template: str, person: str) -> None:
    mentions = read_notice(template.format(person))
    assert all(person not in mention.name and person not in mention.quote for mention in mentions)
    assert all(not m.name and not m.numbers for m in mentions if m.person)


def test_a_person_who_publishes_is_a_private_party() -> None:
    (mention,) = of_role("Ce blog est édité par Jeanne Martin, particulier.", Role.PUBLISHER)
    assert mention.person


@pytest.mark.parametrize("notice", NOTICES, ids=[notice["id"] for notice in NOTICES])
def test_quotes_are_verbatim_and_bounded(notice: dict[str, str]) -> None:
    for mention in read_notice(notice["text"], notice["lang"]):
        assert mention.quote == notice["text"][mention.start : mention.end]
        assert 0 < len(mention.quote) <= LONGEST_QUOTE
        assert mention.name in notice["text"]


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from([t.format("Foo SA") for t in TEMPLATES])), max_size=8))
def test_any_text_is_survived(parts: list[str]) -> None:
    text = "\n".join(parts)
    for mention in read_notice(text):
        assert mention.quote == text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("© 2024 Foo GmbH & Co. KG Über uns · Impressum", "de", "Foo GmbH & Co. KG"),
        ("© 2024 Foo Corporation About us", "en", "Foo Corporation"),
    ],
)
def test_a_copyright_line_ends_where_the_menu_begins(text: str, lang: str, name: str) -> None:
    assert [mention.name for mention in read_notice(text, lang)] == [name]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Note legali\nCC BY-SA", "it"),  # a licence
        ("Foo.com, Inc. Hell\nBefore the rain\nAbout\nMy name is Rowan and I write when the house sleeps.", "en"),
        ("T-Foo USA, Inc. m'a fait attendre six semaines.\nHébergeur : OVH SAS, RCS Lille 424 761 419", "fr"),
        ("Foo, Inc. kept me waiting for six weeks.", "en"),
        ("Titolare\nBlog personale di Delia Dalmasso\nFornitore di hosting\nOspitato presso Foo S.r.l.", "it"),
    ],
)
def test_a_title_a_licence_and_a_heading_publish_nothing(text: str, lang: str) -> None:
    assert not [m.name for m in read_notice(text, lang) if m.role is Role.PUBLISHER and m.name]


@pytest.mark.parametrize(
    "text",
    [
        "Legal\nIn January Olivar Foods Ltd, company number 01234567, asked me to remove a post.\n",
        "Legal notice\nBank details: account of Olivar Foods Ltd, company number 01234567.\n",
        "Legal notice\nI write here for pleasure.\nLandlord\nOlivar Foods Ltd\n12 Mill Lane, Leeds LS1 4AB\n",
        "About\nOur next meeting\nVenue\nOlivar Foods Ltd, 12 Mill Lane, Leeds LS1 4AB\n",
        "Legal notice\nOur hosts\nOlivar Foods Ltd, company number 01234567\n",
        "Impressum\nAngaben: privat.\nAbmahnung der Olivar GmbH, HRB 12345 Amtsgericht Jena, vom 3. Mai.\n",
        "Aviso legal\nTraducción: Olivar SL, CIF B12345674\n",
    ],
)
def test_whoever_a_notice_merely_deals_with_is_no_publisher(text: str) -> None:
    site = Site("www.quietharbour.example", ("Legal notice - Quiet Harbour",), legal=True)
    assert not [found.name for found in read_notice(text, None, site) if found.role is Role.PUBLISHER and found.name]
