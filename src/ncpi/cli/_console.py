"""Writes results to standard output, and messages to standard error."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

__all__ = ["abandon", "finish", "one_line", "prepare", "say", "tell", "why"]

_HANDLER = "ncpi.escapes"


def _escapes(error: UnicodeError) -> tuple[str, int]:
    """Escape the characters that an encoding doesn't support, as JSON does."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    codes = (units[place : place + 4] for place in range(0, len(units), 4))
    return "".join(f"\\u{code}" for code in codes), error.end


def prepare() -> None:
    """Make both streams escape characters that they can't encode, instead of raising."""
    codecs.register_error(_HANDLER, _escapes)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def say(text: str) -> None:
    """Write *text* to standard output, ending in one newline."""
    print(text.rstrip("\n"))  # noqa: T201 - a command prints


def tell(text: str) -> None:
    """Write *text* to standard error, after flushing standard output."""
    finish()
    if sys.stderr is not None:
        print("\n".join(map(one_line, text.split("\n"))), file=sys.stderr, flush=True)  # noqa: T201 - as above


def finish() -> None:
    """Flush standard output.

    Raises:
        OSError: it can't be written.
    """
    if sys.stdout is not None:  # None if the shell closed it
        sys.stdout.flush()


def abandon() -> None:
    """Discard output that can't be written, so that Python doesn't try again at exit."""
    try:
        finish()
    except OSError:
        with suppress(OSError):  # a replacement for standard output may have no file descriptor
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(text: str) -> str:
    """*text* on one line, with control characters escaped."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def why(error: Exception) -> str:
    """The message of *error* for a user."""
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, OSError) and error.strerror:
        name = error.filename
        return f"{os.fsdecode(name)}: {error.strerror}" if name else error.strerror
    return str(error)
