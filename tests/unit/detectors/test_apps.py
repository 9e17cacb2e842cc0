"""Apps that a site vouches for, in both files."""

import pytest

from detectors.apps import app_names, team_ids
from detectors.model import Seen, TextFile

SEEN = Seen("https://blog.example/", "2026-11-23T10:00:00Z", "0" * 64)


def file(name: str, text: str) -> TextFile:
    return TextFile(SEEN, f"https://blog.example/.well-known/{name}", text)


@pytest.mark.parametrize(
    ("name", "text", "names", "teams"),
    [
        ("assetlinks.json", '[{"target": {"package_name" : "Fr.Vichy.App"}}]', ["fr.vichy.app"], ()),
        ("assetlinks.json", '"AAAAA11111.fr.vichy.app"', [], ()),
        (
            "apple-app-site-association",
            '{"apps":["AAAAA11111.fr.vichy.app","BBBBB22222.com.x","AAAAA11111.y.z"]}',
            ["fr.vichy.app", "com.x", "y.z"],
            ("AAAAA11111", "BBBBB22222"),
        ),
        ("apple-app-site-association", '0\x82 not JSON "AAAAA11111.fr.vichy.app"', ["fr.vichy.app"], ("AAAAA11111",)),
        ("apple-app-site-association", '{"apps":["aaaaa11111.fr.x","AAAAA1111.fr.x","AAAAA11111.x"]}', [], ()),
    ],
)
def test_names_and_teams(name: str, text: str, names: list[str], teams: tuple[str, ...]) -> None:
    assert [found for found, _ in app_names(file(name, text))] == names
    assert team_ids(file(name, text)) == teams


def test_a_flood_is_cut() -> None:
    text = " ".join(f'"AAAAA{number:05d}.fr.vichy.app"' for number in range(1000))
    assert len(list(app_names(file("apple-app-site-association", text)))) == 50
    assert len(team_ids(file("apple-app-site-association", text))) == 50
