"""Standard output, for what was asked for, and standard error, for all else that is said."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

__all__ = ["abandon", "finish", "one_line", "prepare", "say", "tell", "why"]

_HANDLER = "ncpi.numbers"


def _numbers(error: UnicodeError) -> tuple[str, int]:
    """Signs that an encoding doesn't know, by number, as JSON writes them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    numbers = (units[place : place + 4] for place in range(0, len(units), 4))
    return "".join(f"\\u{number}" for number in numbers), error.end


def prepare() -> None:
    """Make both streams show the number of a sign that they can't show, not a traceback."""
    codecs.register_error(_HANDLER, _numbers)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def say(text: str) -> None:
    """Write *text* to standard output, ending in one newline."""
    print(text.rstrip("\n"))  # noqa: T201 - a command prints


def tell(text: str) -> None:
    """Write *text* to standard error, after all that was said before."""
    finish()
    if sys.stderr is not None:
        print("\n".join(map(one_line, text.split("\n"))), file=sys.stderr, flush=True)  # noqa: T201 - as above


def finish() -> None:
    """See that all that was said is on its way.

    Raises:
        OSError: it can't be written.
    """
    if sys.stdout is not None:  # where the shell closed it
        sys.stdout.flush()


def abandon() -> None:
    """Let go of what can't be written, so that Python doesn't try again at its exit."""
    try:
        finish()
    except OSError:
        with suppress(OSError):  # a stand-in for standard output has no number
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(text: str) -> str:
    """*text* on one line, with nothing in it that steers a terminal."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def why(error: Exception) -> str:
    """What went wrong, as a user would say it."""
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, OSError) and error.strerror:
        named = error.filename
        return f"{os.fsdecode(named)}: {error.strerror}" if named else error.strerror
    return str(error)
