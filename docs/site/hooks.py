"""What the site does to the pages of the repository.

It lists every decision, links to no file that it has not, and says on every page who publishes it, as the operator's
file does that the setting `MASTHEAD_OPERATOR` names.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from server.operator import Operator, load_operator
from server.settings import Settings

_WHO = re.compile(r"<!-- operator -->.*?<!-- /operator -->", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)\s#]+)[^)\s]*\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Append the section of decisions to the navigation, in their order."""
    pages = sorted(path.name for path in Path(config.docs_dir, "decisions").glob("[0-9]*.md"))
    config.nav = [*(config.nav or []), {"Decisions": ["decisions/README.md", *(f"decisions/{name}" for name in pages)]}]
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """Copy the fonts of a server's pages, which the style sheet asks for."""
    fonts = Path(config.site_dir, "fonts")
    fonts.mkdir(exist_ok=True)
    for file in (Path(config.docs_dir).parent / "server" / "web" / "static" / "fonts").iterdir():
        shutil.copyfile(file, fonts / file.name)


def on_post_page(output: str, **_: object) -> str:
    """Say what the bar at the top is to those who do not see it; the theme does not."""
    return output.replace('<div class="navbar ', '<div role="navigation" aria-label="Pages" class="navbar ', 1)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say who publishes the page, and leave the words of a link that leads out of docs/; in the repository it works."""
    del files
    docs, here = Path(config.docs_dir).resolve(), Path(page.file.abs_src_path or "").parent

    def plain(link: re.Match[str]) -> str:
        return link[0] if (here / link[2]).resolve().is_relative_to(docs) else link[1]

    return _LINK.sub(plain, _stated(markdown, load_operator(Settings.load().operator)))


def _stated(markdown: str, operator: Operator | None) -> str:
    if operator is None:
        return markdown
    published = f"This site is owned and published by {operator.name}."
    said = [operator.legal, *operator.owners.values(), *operator.funding.values(), operator.contact]
    whole = _WHO.sub(lambda _: " ".join([published, *filter(None, said)]), markdown)
    return f"{published}\n\n{whole}"
