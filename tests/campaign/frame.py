"""What every campaign gets: a seed, steps that are done once, a folder, and where to say how far it is."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Campaign:
    """One campaign: `scale` 1.0 is the full length; `complaints` are the failures found so far."""

    name: str
    seed: int
    folder: Path
    scale: float = 1.0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._diary = self.folder / f"{self.name}.jsonl"
        lines = self._diary.read_text(encoding="utf-8").splitlines() if self._diary.exists() else []
        entries = [entry for entry in map(json.loads, lines) if entry["seed"] == self.seed]
        self._done = {entry["step"] for entry in entries}
        self.complaints += [entry["complaint"] for entry in entries if entry["complaint"]]

    def chance(self, step: str) -> random.Random:
        """Return the dice of a step: the same for the same seed, whatever ran before."""
        return random.Random(f"{self.seed} {self.name} {step}")

    def each(self, steps: Iterable[tuple[str, T]], do: Callable[[T], str]) -> None:
        """Do every step that is not done yet; what `do` returns is a complaint, or ""."""
        todo = [(step, value) for step, value in steps if step not in self._done]
        started = time.monotonic()
        for number, (step, value) in enumerate(todo, 1):
            complaint = do(value)
            self._write(step, complaint)
            pace = (time.monotonic() - started) / number
            left = f"{(len(todo) - number) * pace / 60:.0f} min left"
            sys.stderr.write(f"\r{self.name} {number}/{len(todo)}, {len(self.complaints)} complaints, {left}   ")
        sys.stderr.write("\n" if todo else "")

    def _write(self, step: str, complaint: str) -> None:
        self._done.add(step)
        if complaint:
            self.complaints.append(complaint)
            sys.stderr.write(f"\n{self.name}: {step}: {complaint}\n")
        with self._diary.open("a", encoding="utf-8") as diary:
            diary.write(json.dumps({"seed": self.seed, "step": step, "complaint": complaint}) + "\n")
