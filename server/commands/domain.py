"""``masthead domain D``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from server.editions import knowledge_of
from server.known import domain_of, known_of
from server.report.domain import print_domain
from server.settings import Settings
from server.store import LOCAL, Store


def run(args: Namespace) -> int:
    """Print what the store and the knowledge have of a domain; raises `UsageError` for what is none."""
    settings = Settings.load()
    domain = domain_of(args.domain)
    store = Store(settings.store)
    try:
        found = known_of(
            domain,
            store,
            knowledge_of(settings.knowledge),
            owner=LOCAL,
            lang=settings.lang,
            base_url=settings.public_url or "",
        )
    finally:
        store.close()
    if args.json:
        print(json.dumps(found, indent=2))
    else:
        print_domain(found, settings.lang, sys.stdout)
    return 0
