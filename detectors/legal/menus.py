"""What sites call their own pages: in footers these words stand right behind a name, and are none of it."""

from __future__ import annotations

import re
from functools import cache

from detectors.data_files import load_toml
from detectors.legal.folding import fold


@cache
def page_names() -> re.Pattern[str]:
    """Return the pattern, for folded text: "© 2024 Foo Ltd About us" names Foo Ltd."""
    table = load_toml("html/site_pages.toml")
    called = sorted({fold(name) for kind in table.values() for name in kind["texts"]}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, called)) + r")(?!\w)")
