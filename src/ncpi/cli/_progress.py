"""The progress of long work: a bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TypeVar

from ncpi.cli._console import tell
from ncpi.errors import MissingExtraError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from tqdm import tqdm

__all__ = ["LONG", "MANY", "Progress", "counting", "watching"]

T = TypeVar("T")

LONG = 5_000_000
"""The number of bytes from which reading takes long enough to show progress."""
MANY = 2_000
"""The number of pairs from which comparing takes long enough to show progress."""

_BUFFER = 2**17


class Progress:
    """Counts the bytes read, and shows them if there is a bar."""

    def __init__(self, bar: tqdm[NoReturn] | None = None) -> None:
        self._bar = bar

    def advance(self, count: int) -> None:
        """Add *count* to the bytes read."""
        if self._bar is not None:
            self._bar.update(count)

    def follow(self, file: BinaryIO) -> BinaryIO:
        """*file*, wrapped so that the bytes read from it are counted."""
        if self._bar is None:
            return file
        return io.BufferedReader(_Counted(file, self), _BUFFER)

    def make_room(self) -> None:
        """Clear the bar before writing a line; the next update shows it again."""
        if self._bar is not None:
            self._bar.clear()


class _Counted(io.RawIOBase):
    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        super().__init__()
        self._file = file
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        piece = self._file.read(len(view))
        view[: len(piece)] = piece
        self._progress.advance(len(piece))
        return len(piece)


@contextmanager
def watching(total: int, what: str, *, in_steps: bool) -> Generator[Progress]:
    """Show progress in reading *total* bytes, if they are many and a user is watching.

    *what* names the input. A line replaces the bar if the input is not read *in_steps*, since
    the bar would jump from the start to the end, or if tqdm isn't installed.
    """
    if total < LONG or not _is_watched():
        yield Progress()
        return
    if not in_steps:
        tell(f"reading {what}")
        yield Progress()
        return
    bar = _bar(f"reading {what}", None, total=total, unit="B", unit_scale=True)
    with bar or nullcontext():
        yield Progress(bar)


def counting(things: Sequence[T]) -> Iterable[T]:
    """*things*, with a bar during iteration if they are many and a user is watching."""
    if len(things) < MANY or not _is_watched():
        return things
    return _bar(f"comparing {len(things):,} pairs", things) or things


def _bar(what: str, things: Iterable[Any] | None, **options: Any) -> tqdm[Any] | None:
    """A bar on the terminal; if tqdm isn't installed, a line says *what* is being done."""
    try:
        from tqdm import tqdm  # noqa: PLC0415 - needs an extra, and rarely used
    except ImportError:
        tell(f"{what}; {MissingExtraError('progress', 'tqdm').command} shows progress")
        return None
    # Some terminals report a size of zero, for which tqdm would show nothing.
    has_size = min(os.get_terminal_size(sys.stderr.fileno())) > 0
    return tqdm(
        things,
        leave=False,
        ncols=None if has_size else 80,
        nrows=None if has_size else 24,
        dynamic_ncols=has_size,
        file=sys.stderr,
        **options,
    )


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()  # None if the shell closed it
