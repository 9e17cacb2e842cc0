"""What the site does to the pages of the repository: it lists every decision, and links to no file that it has not."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)\s#]+)[^)\s]*\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Append the section of decisions to the navigation, in their order."""
    pages = sorted(path.name for path in Path(config.docs_dir, "decisions").glob("[0-9]*.md"))
    config.nav = [*(config.nav or []), {"Decisions": ["decisions/README.md", *(f"decisions/{name}" for name in pages)]}]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the words of a link that leads out of docs/ to the code; in the repository it works."""
    del files
    docs, here = Path(config.docs_dir).resolve(), Path(page.file.abs_src_path or "").parent

    def plain(link: re.Match[str]) -> str:
        return link[0] if (here / link[2]).resolve().is_relative_to(docs) else link[1]

    return _LINK.sub(plain, markdown)
