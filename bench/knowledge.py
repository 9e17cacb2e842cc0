"""Look organisations up in three million imported names: ``python -m bench.knowledge``.

A register in GLEIF's format is generated (NAMES organisations with names of two to four words, legal forms, some other
names, parents for one in five), imported and compiled as a user would. Then a fresh process loads the knowledge and
looks up NAMES that are there, half of them spelled otherwise, and as many that are not. Floors: issue texts' 1 ms a
look-up, 1.5 GB, 2 s to start; and the import, in processor time beside Python's own csv reader over the same files in
the same run. Set MASTHEAD_BENCH_NAMES for a smaller one; the floors hold for it too.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import floors_hold
from server.imports.compiling import compile_imports
from server.imports.importing import import_file
from server.imports.staging import Staging

NAMES = int(os.environ.get("MASTHEAD_BENCH_NAMES", "3000000"))
LOOK_UPS = 20_000
SYLLABLES = [a + b for a in "bcdfgjklmnprstvz" for b in ("a", "e", "i", "o", "u", "ou", "an", "er")]
TRADES = ["Marine", "Energy", "Foods", "Logistics", "Media", "Pharma", "Textile", "Digital", "Holding", "Bau"]
FORMS = ["SAS", "SA", "SARL", "GmbH", "AG", "Ltd", "Limited", "LLC", "Inc.", "B.V.", "S.p.A.", "S.L.", "AB", "Oy", ""]
COLUMNS = (
    "LEI",
    "Entity.LegalName",
    "Entity.OtherEntityNames.OtherEntityName.1",
    "Entity.LegalAddress.Country",
    "Entity.EntityCategory",
    "Entity.EntityStatus",
    "Registration.RegistrationStatus",
)
RELATION = ("Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType")


def lei(number: int) -> str:
    """Return the made-up identifier of an organisation."""
    return f"{number:018d}{number % 97:02d}"


def name_of(number: int) -> str:
    """Return the made-up name of an organisation; the same number gives the same name."""
    draw = random.Random(number)
    words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).title() for _ in range(draw.randint(1, 2))]
    return " ".join([*words, draw.choice(TRADES), draw.choice(FORMS)]).strip()


def generate(folder: Path) -> list[Path]:
    """Write the two files of the register."""
    one, two = folder / "level1.csv", folder / "level2.csv"
    with one.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(NAMES):
            other = name_of(-number - 1) if number % 10 == 0 else ""
            writer.writerow((lei(number), name_of(number), other, "FR", "GENERAL", "ACTIVE", "ISSUED"))
    with two.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*RELATION, "Relationship.RelationshipStatus"))
        for number in range(5, NAMES, 5):
            writer.writerow((lei(number), lei(number // 7), "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE"))
    return [one, two]


def look_up(folder: Path) -> dict[str, float]:
    """Load the knowledge of a folder in this process and measure; seconds, bytes, and processor seconds a look-up."""
    begun = time.perf_counter()
    from detectors import load_knowledge  # noqa: PLC0415 - its import is part of the start

    registers = load_knowledge((folder,)).registers
    started = time.perf_counter() - begun
    draw, spent, right = random.Random(1), [], 0
    for _ in range(LOOK_UPS):
        number = draw.randrange(NAMES)
        known = draw.random() < 0.5
        asked = name_of(number) if known else f"{name_of(number)} {draw.randrange(10**6)} Nowhere"
        asked = asked.upper() if draw.random() < 0.5 else asked
        at = time.thread_time()
        found = registers.match_name(asked)
        spent.append(time.thread_time() - at)
        right += (found is not None) <= known
    spent.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "start": started,
        "median": spent[LOOK_UPS // 2],
        "p99": spent[LOOK_UPS * 99 // 100],
        "memory": peak,
        "right": right / LOOK_UPS,
    }


def read_bare(files: list[Path]) -> float:
    """Return the processor seconds that reading every row of some files takes, without looking at it."""
    at = time.process_time()
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            for _ in csv.reader(rows):
                pass
    return time.process_time() - at


def prepare(folder: Path) -> float:
    """Generate, import and compile, and say how fast; return how many times a bare reading the import took."""
    files = generate(folder)
    bare = read_bare(files)
    with Staging(folder) as staging:
        at, worked = time.perf_counter(), time.process_time()
        rows = sum(import_file("gleif", file, staging).rows for file in files)
        times = (time.process_time() - worked) / bare
        imported, at = time.perf_counter() - at, time.perf_counter()
        header = compile_imports("gleif", folder, staging)
        compiled = time.perf_counter() - at
    size = (folder / "registers.index").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{rows} rows imported at {rows / imported:,.0f} a second, {times:.1f} times a bare csv reading;", end=" ")
    print(f"{header.keys} keys compiled in {compiled:.0f} s")
    print(f"file of {size / 1e6:,.0f} MB; importing and compiling took {peak / 1e6:,.0f} MB of memory at most")
    return times


def main() -> int:
    """Print the figures; return 1 when one is over its limit or a look-up is wrong."""
    if len(sys.argv) > 1:
        print(json.dumps(look_up(Path(sys.argv[1]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        times = prepare(Path(folder))
        done = subprocess.run([sys.executable, "-m", "bench.knowledge", folder], check=True, capture_output=True)
    figures: dict[str, float] = json.loads(done.stdout) | {"import": times}
    print(f"{NAMES} names: start {figures['start']:.2f} s, memory {figures['memory'] / 1e6:,.0f} MB;", end=" ")
    print(f"a look-up takes {figures['median'] * 1e3:.3f} ms (median), {figures['p99'] * 1e3:.3f} ms (p99)")
    return int(not floors_hold("knowledge", figures) or figures["right"] < 1.0)


if __name__ == "__main__":
    sys.exit(main())
