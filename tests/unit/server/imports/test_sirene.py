"""SIRENE: companies in, natural persons out."""

from server.imports.sirene import reader
from server.imports.statements import Organisation, OtherName
from tests.unit.server.imports.reading import read

UNITS = (
    "siren,statutDiffusionUniteLegale,sigleUniteLegale,nomUniteLegale,prenom1UniteLegale,denominationUniteLegale,"
    "denominationUsuelle1UniteLegale,categorieJuridiqueUniteLegale,etatAdministratifUniteLegale\n"
)
PLACES = (
    "siren,siret,statutDiffusionEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,"
    "denominationUsuelleEtablissement\n"
)


def test_companies_in_and_persons_out(tmp_path):
    rows = (
        "552081317,O,KVN,,,KERVRAN SAS,BISCUITERIE KERVRAN,5710,A\n"
        "552081317,O,,DURAND,JEANNE,,,1000,A\n"
        "552081317,O,,DURAND,JEANNE,DURAND PEINTURE,,5499,A\n"
        "552081317,P,,,,[ND],,5710,A\n"
        "552081317,O,,,,OLD SAS,,5710,C\n"
        "552081317,O,,,,,,5710,A\n"
        "552081318,O,,,,WRONG SAS,,5710,A\n"
    )
    said, bad, out = read(tmp_path / "f", UNITS + rows, reader)
    assert said == [
        Organisation("siren:552081317", "KERVRAN SAS", ("KVN", "BISCUITERIE KERVRAN"), "FR", (("siren", "552081317"),))
    ]
    assert out == {3: "natural person", 4: "natural person", 5: "not open to all", 6: "closed", 7: "no name"}
    assert bad == {8: "not a SIREN"}
    assert "DURAND" not in repr((said, bad, out))


def test_establishments_give_trade_names(tmp_path):
    rows = (
        "552081317,55208131700012,O,A,LE FOUR BRETON,\n"
        "552081317,55208131700020,O,F,SHUT,\n"
        "552081317,55208131700038,P,A,HIDDEN,\n"
        "552081317,55208131700046,O,A,,\n"
        "1,1,O,A,X,\n"
    )
    said, bad, out = read(tmp_path / "f", PLACES + rows, reader)
    assert said == [OtherName("siren:552081317", "LE FOUR BRETON")]
    assert out == {3: "closed", 4: "not open to all", 5: "no name"}
    assert bad == {6: "not a SIREN"}
