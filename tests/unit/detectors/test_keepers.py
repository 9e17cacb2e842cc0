"""Who holds a site's domain for itself, and who may hold it for a customer."""

import pytest

from detectors.keepers import grade_of_holder
from detectors.model import Grade


@pytest.mark.parametrize(
    ("holder", "stated", "label", "grade"),
    [
        ("Harbour Soap Limited", ["Harbour Soap Ltd"], "suds", Grade.A),
        ("Groupe Kerbastic", ["Moulin de Kerbastic SARL"], "crepes", Grade.A),
        ("Wendle Bags Ltd", [], "wendlebags", Grade.A),
        ("Harrow Peak Holdings Ltd", [], "kestrelvpn", Grade.B),
        ("Harrow Peak Holdings Ltd", ["Kestrel Software Ltd"], "kestrelvpn", Grade.C),
        ("Bluewave Online Ltd", ["Harbour Soap Ltd"], "harboursoap", Grade.C),
        ("Bluewave Online Ltd", [], "harboursoap", Grade.C),
        ("Bluewave Online Ltd", ["Bluewave Online Ltd"], "harboursoap", Grade.A),
        ("Pixel & Plume, agence de communication", [], "savonnerie", Grade.C),
        ("Moulins du Sud SARL", [""], "olivar", Grade.C),
        ("Studio Conseil SARL", ["Savons Conseil SAS"], "savons", Grade.C),  # a word of every adviser's ties nobody
    ],
)
def test_how_well_a_holder_stands_for_the_publisher(holder: str, stated: list[str], label: str, grade: Grade) -> None:
    assert grade_of_holder(holder, stated, label) is grade
