"""From text, a file or bytes to a page."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import logging
import os
import re

from ncpi.errors import Fault, InvalidError, MissingExtraError, type_fault
from ncpi.pages._markup import page_of_html
from ncpi.pages._page import Page, clean
from ncpi.serial._codec.replacing import path_of

__all__ = ["Source", "opened"]

_MOST_OF_A_PDF = 20_000_000
_MOST_PAGES = 400
# How many characters of a page are read: many times those of the longest report.
_MOST_TEXT = 5_000_000
_HTML = re.compile(
    rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:p|div|h[1-6]|li|ul|article|main)[\s>]|"
    rb"<!--",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = ("iso8859", "cp125")
Source = str | bytes | os.PathLike[str]
_Warnings = list[tuple[str, str]]


def opened(source: Source, address: str | None) -> tuple[Page, str, _Warnings]:
    """The page in *source*, its digest, and warnings as pairs of code and text.

    Raises:
        ncpi.errors.InvalidError: it is too large, a broken or encrypted PDF, or of another type.
        ncpi.errors.MissingExtraError: HTML or PDF, and a library isn't installed.
        OSError: the file can't be read.
    """
    if isinstance(source, str):
        _refuse_size(len(source), _MOST_TEXT)
        warnings: _Warnings = []
        if re.match(r"\s*(?:<!doctype html|<html)", source[:200], re.IGNORECASE):
            text = "the text looks like HTML: pass bytes or a path to have it read as HTML"
            warnings.append(("looks-like-html", text))
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        return Page(clean(source), address), f"sha256:{digest}", warnings
    unchecked: object = source
    if isinstance(source, bytes):
        content = source
    elif isinstance(unchecked, os.PathLike):
        path = path_of(source)
        _refuse_size(path.stat().st_size, _MOST_OF_A_PDF)
        content = path.read_bytes()
    else:
        fault = type_fault(source, "text, bytes or a path").below("source")
        raise InvalidError([fault], "read")
    _refuse_size(len(content), _MOST_OF_A_PDF if _is_pdf(content) else _MOST_TEXT)
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    page, warnings = _page(content, address)
    return page, digest, warnings


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _refuse_size(size: int, most: int) -> None:
    if size > most:
        message = f"it has {size:,} bytes or characters; at most {most:,} are read"
        raise InvalidError([Fault("source", "too-long", message)], "read")


def _page(content: bytes, address: str | None) -> tuple[Page, _Warnings]:
    if _is_pdf(content):
        return _page_of_pdf(content, address)
    head = content[:4096]
    bom = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    is_html = bom in (None, "utf-8") and _HTML.search(head) is not None
    encoding, warnings = _encoding(content, bom, is_html=is_html)
    if is_html:
        if encoding != "utf-8":
            content = content.decode(encoding, "replace").encode()
        # At a NUL byte lxml would stop.
        return page_of_html(content.replace(b"\0", b" "), address), warnings
    return Page(clean(content.decode(encoding, "replace")), address), warnings


def _encoding(content: bytes, bom: str | None, *, is_html: bool) -> tuple[str, _Warnings]:
    """The encoding of *content*. Valid UTF-8 is UTF-8, whatever is declared."""
    if bom is not None:
        return bom, []
    with contextlib.suppress(UnicodeDecodeError):
        content.decode("utf-8")
        return "utf-8", []
    declared = _CHARSET.search(content[:4096]) if is_html else None
    text = "it isn't UTF-8 and declares no character set"
    if declared is not None:
        name = declared[1].decode("ascii", "replace")
        text = f"it declares the character set {name}, which it doesn't have"
        with contextlib.suppress(LookupError, ValueError):
            found = codecs.lookup(name).name
            if found.startswith(_LATIN):
                content.decode(found)
                # Browsers read Latin-1 as Windows-1252.
                return ("cp1252" if found == "iso8859-1" else found), []
    return "cp1252", [("charset", f"{text}; it was read as Windows-1252")]


def _page_of_pdf(content: bytes, address: str | None) -> tuple[Page, _Warnings]:
    """The page in the PDF *content*, and what to warn of.

    Raises:
        ncpi.errors.InvalidError: it is encrypted or broken.
        ncpi.errors.MissingExtraError: pypdf isn't installed.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above
    except ImportError:
        raise MissingExtraError("pages", "pypdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    parts: list[str] = []
    warnings: list[str] = []
    length = 0
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _refused("it is encrypted")
        for number, sheet in enumerate(reader.pages):
            if number >= _MOST_PAGES or length >= _MOST_TEXT:
                warnings.append(f"only the first {number} pages were read")
                break
            text = clean(sheet.extract_text())
            parts.append(text)
            length += len(text)
    except InvalidError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise _refused(f"it is broken ({type(error).__name__})") from None
    except (RecursionError, NotImplementedError, AssertionError, OSError) as error:
        raise _refused(f"it can't be read ({type(error).__name__})") from None
    whole = "\n\n".join(parts)
    if not whole.strip():
        warnings.append("it has no text: it may be a scan")
    return Page(whole, address, form="pdf"), [("pdf", text) for text in warnings]


def _refused(why: str) -> InvalidError:
    return InvalidError([Fault("", "unreadable", f"the PDF file can't be read: {why}")])
