"""Labelled captures: scenarios played in turn, each with its own seed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.generated import guilty as guilty_sites
from bench.generated import open_firms, private
from bench.generated.cast import Firm
from bench.generated.draw import HERE, Draw, Side
from bench.generated.scenes import Stage, Story
from bench.generated.world import World
from detectors.knowledge import Knowledge
from detectors.model import Capture, Level

INNOCENT, GUILTY = 3120, 760
_SCENARIOS: dict[bool, tuple[Callable[[Stage], Story], ...]] = {
    False: (*private.SCENARIOS, *open_firms.SCENARIOS),
    True: guilty_sites.SCENARIOS,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One generated site with its truth: who controls it (`owner`, None for its author), which firms it could be
    mistaken for (`others`), and the verdicts that are right."""

    name: str
    scenario: str
    lang: str
    guilty: bool
    owner: Firm | None
    others: tuple[Firm, ...]
    expected: frozenset[Level]
    capture: Capture


def corpus(
    side: Side, knowledge: Knowledge, *, seed: int = 1, innocent: int = INNOCENT, guilty: int = GUILTY
) -> Iterator[Labelled]:
    """Yield the innocent sites of a family of templates, then the guilty ones; scenarios take turns."""
    for is_guilty, count in ((False, innocent), (True, guilty)):
        scenarios = _SCENARIOS[is_guilty]
        for number in range(count):
            yield _played(side, knowledge, scenarios[number % len(scenarios)], f"{seed}:{number}", guilty=is_guilty)


def _played(
    side: Side, knowledge: Knowledge, scenario: Callable[[Stage], Story], seed: str, *, guilty: bool
) -> Labelled:
    draw = Draw(side, f"{scenario.__name__}:{seed}")
    world = World(draw)
    story = scenario(Stage(draw, knowledge, world))
    world.add(story.site)
    whole = draw.happens(0.35)
    path = story.path or ("/" if whole else story.site.posts[0].path)
    capture = world.capture(f"https://{story.site.host}{path}", knowledge)
    name = f"{scenario.__name__}:{seed}"
    return Labelled(name, scenario.__name__, draw.lang, guilty, story.owner, story.others, story.expected, capture)


def fingerprint(side: Side, knowledge: Knowledge, *, seed: int = 1) -> str:
    """Return 12 hexadecimal digits of the SHA-256 of what makes a corpus: its parts, its code and its casting."""
    digest = hashlib.sha256(f"{side}:{seed}:{INNOCENT}:{GUILTY}:{knowledge.version}".encode())
    for path in sorted(HERE.rglob("*")):
        if path.suffix in (".py", ".toml", ".html"):
            digest.update(Path(path).relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
