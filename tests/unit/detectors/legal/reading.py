"""Whom a notice names as its publisher."""

from detectors.legal import Site, read_notice
from detectors.model import Role


def published(lang: str, text: str, site: Site) -> list[str]:
    """Return the publishers that a notice of `site` names."""
    return [
        mention.name for mention in read_notice(text, lang, site) if mention.role is Role.PUBLISHER and mention.name
    ]
