"""Put recorded cases into a store, to be looked at: ``python -m server.demo FOLDER`` (used by ``make run``).

A case is ``FOLDER/<name>/capture.json.gz``. It is examined with the knowledge of today and listed; doing it again
changes nothing.
"""

from __future__ import annotations

import gzip
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from detectors.model import Capture
from server.check import Thinks
from server.children import Children
from server.settings import Settings
from server.store import Store
from server.web.recorded import OWNER, titled


def import_cases(folder: Path, store: Store, thinker: Thinks, wanted: Callable[[str], bool] = lambda _: True) -> int:
    """Examine and keep every `wanted` case below `folder` that the store lacks; returns how many were added."""
    added = 0
    for path in sorted(folder.glob("*/capture.json.gz")):
        data = gzip.decompress(path.read_bytes())
        identifier = urlsafe_b64encode(sha256(data).digest()[:16]).decode().rstrip("=")
        if wanted(path.parent.name) and store.verdicts.get(identifier) is None:
            capture = Capture.from_json(data)
            judged = thinker.judge(capture)
            owner = OWNER + path.parent.name
            store.verdicts.save(
                identifier, judged.verdict, capture, consulted=judged.consulted, owner=owner, private=False, listed=True
            )
            added += 1
    return added


def main() -> int:
    """Import the titled cases of the folder named on the command line into the store of the settings."""
    settings = Settings.load()
    store = Store(settings.store)
    with Children.by(settings) as children:
        added = import_cases(Path(sys.argv[1]), store, children, titled)
    store.close()
    print(f"{added} recorded cases added", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
