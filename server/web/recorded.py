"""What recorded cases are called on the front page of a demo."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from server.store import Stored

OWNER = "demo/"  # who asked for the check of a recorded case: this and the case's name


def title(stored: Stored, lang: str) -> str:
    """Return the title of a recorded case; one without a title is called by its name, other verdicts by their site."""
    if not stored.owner.startswith(OWNER):
        return stored.core.site
    name = stored.owner.removeprefix(OWNER)
    return _titles().get(name, {}).get(lang) or name.replace("-", " ")


def titled(name: str) -> bool:
    """Tell whether a case has a title: the ones with a title are there to be looked at, the others to be tested."""
    return name in _titles()


@cache
def _titles() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("recorded.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
