"""Bytes to text, as a browser would read them: BOM, header, meta element, then what the bytes look like."""

from __future__ import annotations

import codecs
import logging
import re

import webencodings
from bs4.dammit import EncodingDetector, UnicodeDammit

logging.getLogger("bs4.dammit").setLevel(logging.ERROR)  # it warns of every page that is not text

_PRESCAN = 4096  # bytes searched for <meta charset>; the standard asks for the first 1024
_SAMPLE = 65536  # bytes shown to the detector
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|!--|html|head|body|title|meta|script|div|h1|p|a|br|table)\b",
    re.IGNORECASE,
)
_SIGNATURES = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"wOF")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_ALONE = 0.8  # share of isolated bytes above which they are accents
_WRONG = 0.02  # share of undecodable characters above which a declared encoding is not believed


def is_html(content_type: str, body: bytes) -> bool:
    """Tell whether an answer is a page: by its declared type, by its first bytes when none is declared.

    A document, picture or archive that is declared as a page is none.
    """
    if body.startswith(_SIGNATURES):
        return False
    declared = content_type.split(";", 1)[0].strip().lower()
    if declared:
        return declared in _HTML_TYPES
    return _HTML_START.match(body.removeprefix(codecs.BOM_UTF8)[:1024]) is not None


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of `body`, NUL characters dropped; never raises.

    A declared encoding in which much of the body cannot be read is taken for a mistake of the server's, and the bytes
    decide (Beautiful Soup's UnicodeDammit).
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _clean(body[len(mark) :].decode(name, "replace"))
    for label in (_header_label(content_type), EncodingDetector.find_declared_encoding(body[:_PRESCAN], is_html=True)):
        encoding = webencodings.lookup(label) if label else None
        if encoding is None:
            continue
        # A page that says UTF-16 in ASCII letters is not UTF-16 (HTML Standard, prescan).
        name = "utf-8" if encoding.name.startswith("utf-16") else encoding.codec_info.name
        text = body.decode(name, "replace")
        if text.count("\N{REPLACEMENT CHARACTER}") <= _WRONG * len(text):
            return _clean(text)
    return _clean(body.decode(_guess(body), "replace"))


def _header_label(content_type: str) -> str:
    match = _CHARSET.search(content_type[:1000])
    return match[1] if match else ""


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        # Accents stand alone among ASCII letters; the bytes of other scripts stand in runs. Detectors of charsets need
        # long texts to see the difference and read a short French page as Chinese.
        runs = _HIGH_BYTES.findall(body[:_SAMPLE])
        if sum(len(run) == 1 for run in runs) >= _ALONE * sum(map(len, runs)):
            return "windows-1252"
        return UnicodeDammit(body[:_SAMPLE], is_html=True).original_encoding or "windows-1252"
    return "utf-8"


def _clean(text: str) -> str:
    return text.replace("\0", "")
