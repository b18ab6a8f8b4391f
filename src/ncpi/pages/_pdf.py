"""PDF files as text, page by page."""

from __future__ import annotations

import io
import logging

from ncpi.errors import Fault, InvalidError, MissingExtraError
from ncpi.pages._page import Page, clean

__all__ = ["MOST_TEXT", "page_of_pdf"]

_MOST_PAGES = 400
MOST_TEXT = 5_000_000
"""How many characters of a page are read: many times those of the longest report."""


def page_of_pdf(content: bytes, address: str | None) -> tuple[Page, list[str]]:
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
            if number >= _MOST_PAGES or length >= MOST_TEXT:
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
    text = "\n\n".join(parts)
    if not text.strip():
        warnings.append("it has no text: it may be a scan")
    return Page(text, address, form="pdf"), warnings


def _refused(why: str) -> InvalidError:
    return InvalidError([Fault("", "unreadable", f"the PDF file can't be read: {why}")])
