"""Chance, bound to one family of templates and one language."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

Side = Literal["training", "judging"]
LANGUAGES = ("fr", "en", "de", "es", "it")
HERE = Path(__file__).parent
T = TypeVar("T")


@cache
def texts(lang: str) -> dict[str, Any]:
    """Return the sentences and words of a language."""
    return tomllib.loads((HERE / "texts" / f"{lang}.toml").read_text(encoding="utf-8"))


def half(parts: Sequence[T], side: Side) -> tuple[T, ...]:
    """Return the parts of one family: those of even places train, those of odd places judge."""
    return tuple(parts[0::2] if side == "training" else parts[1::2])


class Draw:
    """Draws parts of one family in one language; the same seed draws the same parts in the same order."""

    def __init__(self, side: Side, seed: str, lang: str = "") -> None:
        self.side = side
        self.chance = random.Random(f"{side}:{seed}")
        self.lang = lang or self.chance.choice(LANGUAGES)
        self._left: dict[str, list[str]] = {}

    def label(self, key: str) -> str:
        """Return a fixed word of the language ("Home")."""
        return str(texts(self.lang)["label"][key])

    def one_of(self, parts: Sequence[T]) -> T:
        """Return a part of this family."""
        return self.chance.choice(half(parts, self.side))

    def happens(self, share: float) -> bool:
        """Tell whether something that happens to this share of sites happens here."""
        return self.chance.random() < share

    def part(self, key: str, /, **names: str) -> str:
        """Return a sentence or word of a list, none twice before all were drawn, its slots filled."""
        left = self._left.setdefault(key, [])
        if not left:
            left += half(texts(self.lang)[key], self.side)
            self.chance.shuffle(left)
        return self.fill(left.pop(), names)

    def parts(self, key: str, count: int, /, **names: str) -> list[str]:
        """Return so many parts of a list."""
        return [self.part(key, **names) for _ in range(count)]

    def fill(self, template: str, names: Mapping[str, str]) -> str:
        """Fill ``{slot}`` from `names`, else from the list of that name; ``{Slot}`` begins with a capital."""
        out, rest = "", template
        while "{" in rest:
            before, _, rest = rest.partition("{")
            slot, _, rest = rest.partition("}")
            key = slot.lower()
            value = names[key] if key in names else self.part(key, **names)
            out += before + (value[:1].upper() + value[1:] if slot[:1].isupper() else value)
        filled = out + rest
        return filled[:1].upper() + filled[1:] if template.startswith("{") and key_begins(template, names) else filled


def key_begins(template: str, names: Mapping[str, str]) -> bool:
    """Tell whether a sentence begins with a drawn part: names keep their own first letter."""
    return template[1 : template.index("}")].lower() not in names
