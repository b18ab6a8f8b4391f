"""Documents on disk. A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, overload

from ncpi.errors import Fault, InvalidError, shown
from ncpi.model import Noun
from ncpi.serial.documents import from_json, to_json
from ncpi.serial.plan import Unknown

__all__ = ["load", "save"]

N = TypeVar("N", bound=Noun)
_ENDINGS = (".json",)


def save(noun: Noun, path: str | os.PathLike[str]) -> None:
    """Write *noun* to the file *path*, in the format that its ending names: ``.json``.

    The document is written beside the target, which it then replaces in one step; if
    anything goes wrong, a file that was there before is still there, unchanged.

    Raises:
        ncpi.errors.InvalidError: the ending is unknown, or something in the noun can't
            be stored without loss.
        OSError: the file can't be written.
    """
    target = Path(path)
    _refuse_ending(target)
    text = to_json(noun)
    # Through a link, so that the link stays one.
    real = Path(os.path.realpath(target))
    if not real.parent.exists():
        raise FileNotFoundError(errno.ENOENT, "No such folder for the file", str(target))
    beside = real.with_name(f".ncpi-{os.urandom(8).hex()}")
    # A new file of its own: never one that was there, with the rights any new one gets.
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(real.stat().st_mode))
        beside.replace(real)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


@overload
def load(path: str | os.PathLike[str], *, unknown: Unknown = ...) -> Noun: ...
@overload
def load(path: str | os.PathLike[str], expect: type[N], *, unknown: Unknown = ...) -> N: ...
def load(
    path: str | os.PathLike[str], expect: type[Noun] = Noun, *, unknown: Unknown = "error"
) -> Noun:
    """The noun in the file *path*; see `from_dict` for *expect* and *unknown*.

    Raises:
        ncpi.errors.InvalidError: with every fault of the document; ``subject`` is the
            file's name.
        OSError: the file can't be read.
    """
    source = Path(path)
    _refuse_ending(source)
    try:
        return from_json(source.read_bytes(), expect, unknown=unknown)
    except InvalidError as error:
        raise InvalidError(error.faults, str(path)) from None


def _refuse_ending(path: Path) -> None:
    if path.suffix.lower() not in _ENDINGS:
        message = f"{shown(path.suffix)} is not the ending of a format that ncpi knows"
        advice = f"Use {' or '.join(_ENDINGS)}"
        raise InvalidError([Fault("", "choice", message, shown(str(path)), advice)], str(path))
