"""Put every page of docs/decisions into the site's navigation, so that a new decision needs no second edit."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Append the section of decisions, in their order."""
    pages = sorted(path.name for path in Path(config.docs_dir, "decisions").glob("[0-9]*.md"))
    config.nav = [*(config.nav or []), {"Decisions": ["decisions/README.md", *(f"decisions/{name}" for name in pages)]}]
    return config
