"""Registration numbers as files give them."""

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as checked


def siren(text: str) -> str:
    """Return a SIREN without its spaces, or "" for what is none."""
    try:
        digits: str = checked.validate(text)
    except ValidationError:
        return ""
    return digits
