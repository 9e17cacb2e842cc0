"""The apps that a site vouches for, in assetlinks.json or apple-app-site-association.

Both files are read as text, since what cannot be parsed whole names its apps all the same. Names of apps are domains
read backwards: "fr.vichy.skinapp" is an app of vichy.fr. Source of the fields: Google, Digital Asset Links; Apple,
Supporting associated domains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.model import TextFile

_PACKAGE = re.compile(r"\"package_name\"\s*:\s*\"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+){1,8})\"", re.IGNORECASE)
_APPLE = re.compile(r"\"([A-Z0-9]{10})\.([A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+){1,8})\"")  # team, bundle
_MOST = 50


def app_names(file: TextFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each app and the words that give it, at most `_MOST`."""
    pattern, group = (_PACKAGE, 1) if file.url.endswith(".json") else (_APPLE, 2)
    for match in list(pattern.finditer(file.text))[:_MOST]:
        yield match[group].lower(), match[0]


def team_ids(file: TextFile) -> tuple[str, ...]:
    """Return the identifiers of the Apple developer teams whose apps the file names, each once, sorted.

    A team is who publishes the apps: a firm, an agency, or an app factory with thousands of customers.
    """
    if file.url.endswith(".json"):
        return ()
    return tuple(sorted({match[1] for match in list(_APPLE.finditer(file.text))[:_MOST]}))
