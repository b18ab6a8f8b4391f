"""How far a long reading has come: a bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeVar

from ncpi.cli._console import tell
from ncpi.errors import MissingExtraError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from tqdm import tqdm

__all__ = ["LONG", "MANY", "Progress", "counting", "watching"]

T = TypeVar("T")

LONG = 5_000_000
"""So many bytes take long enough for a user to wonder."""
MANY = 2_000
"""So many pairs to compare take as long."""

_BUFFER = 2**17


class Progress:
    """Counts the bytes that were read, before a user's eyes or unseen."""

    def __init__(self, bar: tqdm[NoReturn] | None = None) -> None:
        self._bar = bar

    def advance(self, count: int) -> None:
        """So many bytes more were read."""
        if self._bar is not None:
            self._bar.update(count)

    def follow(self, file: BinaryIO) -> BinaryIO:
        """*file*, of which all that is read is counted."""
        if self._bar is None:
            return file
        return io.BufferedReader(_Counted(file, self), _BUFFER)

    def make_room(self) -> None:
        """Take the bar away, since a line is to be written; it comes back by itself."""
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
    """Show how much of *total* bytes has been read, if that is much and someone looks on.

    *what* says what is read. What isn't read *in_steps* gets no bar, which could only stand
    at zero and then at the end. Nor does anything where tqdm isn't installed.
    """
    if total < LONG or not _is_watched():
        yield Progress()
        return
    if not in_steps:
        tell(f"reading {what}")
        yield Progress()
        return
    try:
        from tqdm import tqdm  # noqa: PLC0415 - of an extra, and rarely asked for
    except ImportError:
        tell(f"reading {what}; {MissingExtraError('progress', 'tqdm').command} shows progress")
        yield Progress()
        return
    has_size = _has_size()
    shown: tqdm[NoReturn] = tqdm(
        total=total,
        unit="B",
        unit_scale=True,
        leave=False,
        ncols=None if has_size else 80,
        nrows=None if has_size else 24,
        dynamic_ncols=has_size,
        file=sys.stderr,
    )
    with shown as bar:
        yield Progress(bar)


def counting(things: Sequence[T]) -> Iterable[T]:
    """*things*, with a bar while they go by if they are many and someone looks on."""
    if len(things) < MANY or not _is_watched():
        return things
    try:
        from tqdm import tqdm  # noqa: PLC0415 - of an extra, and rarely asked for
    except ImportError:
        command = MissingExtraError("progress", "tqdm").command
        tell(f"comparing {len(things):,} pairs; {command} shows progress")
        return things
    has_size = _has_size()
    return tqdm(
        things,
        leave=False,
        ncols=None if has_size else 80,
        nrows=None if has_size else 24,
        dynamic_ncols=has_size,
        file=sys.stderr,
    )


def _has_size() -> bool:
    # Some terminals say that they have no columns and lines, and would be shown nothing.
    return min(os.get_terminal_size(sys.stderr.fileno())) > 0


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()  # where the shell closed it
