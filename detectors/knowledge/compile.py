"""Write the compiled index of the shipped knowledge: ``python -m detectors.knowledge.compile`` after editing a file."""

from pathlib import Path

import msgspec

import detectors
from detectors.knowledge.load import INDEX, encode, sources


def compiled() -> bytes:
    """Return the bytes of the index: the canonical JSON of all files, one value a line so that changes can be read."""
    return msgspec.json.format(encode(sources()), indent=1) + b"\n"


if __name__ == "__main__":
    (Path(detectors.__file__).parent / "data" / INDEX).write_bytes(compiled())
