"""Notices in Dutch, Portuguese and Polish: who publishes, and whom none of these sentences name."""

import pytest

from detectors.legal import Site, read_notice
from detectors.model import Role
from tests.unit.detectors.legal.reading import published

SITE = Site("kruimels.example", ("Kruimels en koffie",))
LEGAL = Site("kruimels.example", ("Kruimels en koffie",), legal=True)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("nl", "Deze website wordt uitgegeven door Olivar B.V. te Utrecht.", "Olivar B.V."),
        ("nl", "Deze website is eigendom van en wordt beheerd door Olivar B.V.", "Olivar B.V."),
        ("nl", "Deze website wordt door Olivar B.V. beheerd.", "Olivar B.V."),
        ("nl", "Verwerkingsverantwoordelijke: Olivar B.V.\nHosting: TransIP B.V.", "Olivar B.V."),
        ("nl", "Olivar B.V. (KvK: 17001910), hierna te noemen Olivar, verleent toegang.", "Olivar B.V."),
        ("pt", "Este site é propriedade da Olivar, Lda., com sede em Braga.", "Olivar, Lda."),
        ("pt", "A loja é explorada pela empresa Olivar, Unipessoal Lda", "Olivar, Unipessoal Lda"),
        ("pt", "Responsável pelo tratamento: Olivar, S.A.\nEncarregado: Kiwi, Lda.", "Olivar, S.A."),
        ("pt", "O site é mantido por Olivar Comércio Ltda, CNPJ 11.222.333/0001-81", "Olivar Comércio Ltda"),
        ("pl", "Właściciel serwisu: Olivar Sp. z o.o.\nRealizacja: Kiwi", "Olivar Sp. z o.o."),
        ("pl", "Sklep prowadzony jest przez Olivar S.A. z siedzibą w Łodzi.", "Olivar S.A."),
        ("pl", "Administratorem danych osobowych jest Olivar Sp. z o.o.", "Olivar Sp. z o.o."),
        ("pt", "Um site da responsabilidade de Olivar, S.A.", "Olivar, S.A."),
        ("pl", "Portal powstał z inicjatywy Olivar Sp. z o.o.", "Olivar Sp. z o.o."),
        ("pl", "Wydawcą portalu jest Fundacja Czysta Narew.", "Fundacja Czysta Narew"),
        ("pl", "Serwis Kruimels en koffie to projekt firmy Olivar Sp. z o.o.", "Olivar Sp. z o.o."),
    ],
)  # fmt: skip
def test_publishers_are_read(lang: str, text: str, name: str) -> None:
    assert published(lang, text, SITE) == [name]


@pytest.mark.parametrize("site", [SITE, LEGAL])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Ik kocht deze fiets vorig jaar bij Olivar Fietsen B.V. en ik ben er blij mee."),
        ("nl", "Dit boek is uitgegeven door Uitgeverij Olivar en ik las het in een nacht."),
        ("nl", "Olivar is een merk van Olivar Fietsen B.V. Ik fiets er graag op."),
        ("nl", "Deze website is niet van Olivar B.V. en heeft er geen band mee."),
        ("nl", "De wedstrijd wordt georganiseerd door Olivar Nederland B.V."),
        ("nl", "Betalingen op deze site worden verwerkt door Olivar B.V."),
        ("nl", "Deze site gebruikt Olivar Analytics, een dienst aangeboden door Olivar B.V."),
        ("nl", "In maart schreef Olivar B.V., KvK 17001910, mij een brief."),
        ("nl", "De website van Olivar Nederland B.V. is leesbaarder dan deze."),
        ("nl", "Ik werk voor Olivar Nederland B.V. maar schrijf hier op persoonlijke titel."),
        ("nl", "Technisch beheer: Olivar B.V., KvK 17001910"),
        ("pt", "Comprei este colchão na Colchoaria Olivar, S.A. e devolvi-o ao fim de um mês."),
        ("pt", "O romance foi publicado pela Olivar Editora, S.A. em 2010."),
        ("pt", "Este site não é da Olivar, S.A. nem está ligado a ela."),
        ("pt", "O passatempo é organizado pela Olivar Cafés, S.A."),
        ("pt", "Os pagamentos neste site são processados pela Olivar S.A., CNPJ 11.222.333/0001-81."),
        ("pt", "Em janeiro a Olivar, S.A., NIPC 503504564, pediu-me para apagar um texto."),
        ("pt", "O site da Colchoaria Olivar, S.A. é lento."),
        ("pl", "Kupiłam ten krem w Olivar Polska Sp. z o.o. i oddałam."),
        ("pl", "Olivar to marka Olivar Polska Sp. z o.o. i lubię ją."),
        ("pl", "Ta strona nie jest prowadzona przez Olivar S.A."),
        ("pl", "Organizatorem konkursu jest Olivar Sp. z o.o."),
        ("pl", "Płatności na tej stronie obsługuje Olivar S.A. z siedzibą w Poznaniu, KRS 0000274399."),
        ("pl", "W styczniu Olivar Sp. z o.o., NIP 5260250995, poprosiła mnie o usunięcie wpisu."),
        ("pl", "Strona Olivar Sp. z o.o. działa wolno."),
        ("pl", "Partnerem bloga jest Olivar Sp. z o.o."),
        ("pl", "Pracuję w Olivar Sp. z o.o., ale piszę prywatnie."),
        ("pl", "Newsletter wysyła system, którego operatorem jest Olivar Sp. z o.o."),
        ("pl", "Inspektorem ochrony danych jest Olivar Sp. z o.o."),
    ],
)
def test_no_other_sentence_names_a_publisher(lang: str, text: str, site: Site) -> None:
    assert published(lang, text, site) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Eigenaar: Marieke de Wit\nKvK: 17001910"),
        ("nl", "Deze website is eigendom van Joost Verbeek, fotograaf te Zwolle."),
        ("pt", "Proprietário: Pedro Nunes Faria"),
        ("pt", "A loja é gerida por Teresa Fragoso, empresária em nome individual, com o NIF 212000000."),
        ("pl", "Blog prowadzi Anna Zięba."),
        ("pl", "Administratorem danych osobowych jest Jan Kos wykonujący działalność gospodarczą pod firmą Janex."),
        ("pl", "Sklep prowadzi Jan Kos prowadzący działalność gospodarczą pod firmą Janex, NIP 5260250995"),
        ("pl", "Właściciel serwisu: Gliniane Cuda Anna Wójcik\nNIP 5260250995"),
        ("pl", "Sprzedawca: PHU Janex Jan Zawada, NIP 5260250995"),
    ],
)
def test_persons_and_sole_traders_are_told_and_never_named(lang: str, text: str) -> None:
    found = [m for m in read_notice(text, lang, SITE) if m.role is Role.PUBLISHER]
    assert [(m.person, m.name, m.numbers) for m in found] == [(True, "", ())]


def test_a_polish_company_in_the_register_may_bear_a_name() -> None:
    assert published("pl", "Wydawca: Drukarnia Jan Zawada, KRS 0000274399", SITE) == ["Drukarnia Jan Zawada"]
