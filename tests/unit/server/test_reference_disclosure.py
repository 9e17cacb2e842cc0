"""The page about disclosure says what the data say."""

from detectors.data_files import load_toml
from server.reference_disclosure import disclosure_page


def test_every_label_has_its_row_with_the_grade_of_each_country_and_its_source():
    page = disclosure_page("")
    law = load_toml("adequacy.toml")["label"]
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    assert law.keys() <= rows.keys()
    for name, label in law.items():
        assert rows[name].endswith(f"| {label.get('source', 'none read')} |")
        assert label["means"] in rows[name]
    heads = next(line for line in page.splitlines() if line.startswith("| words")).split(" | ")
    cells = rows["hash_ad"].split(" | ")
    assert (cells[heads.index("US")], cells[heads.index("DE")], cells[heads.index("FR")]) == ("A", "I", "I")


def test_every_programme_has_its_row():
    page = disclosure_page("")
    for entry in load_toml("affiliate_links.toml")["network"]:
        assert f"| {entry['name']} |" in page
