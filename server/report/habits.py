"""The names of habits of a hand in the reader's language (``habits.toml`` beside this file)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_AROUND = re.compile(r"“(.)” between (.+) and (.+)")  # as detectors.style.habits names a mark and its surroundings


def habit_in_words(name: str, lang: str) -> str:
    """Return the name of a habit (`detectors.style.explaining.Trait.name`) in a reader's language."""
    names = _names().get(lang, {})
    mark = _AROUND.fullmatch(name)
    if mark and "between" in names:
        return names["between"].format(sign=mark[1], before=names[mark[2]], after=names[mark[3]])
    return names.get(name, name)


@cache
def _names() -> dict[str, dict[str, str]]:
    table = resources.files(__package__).joinpath("habits.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)
