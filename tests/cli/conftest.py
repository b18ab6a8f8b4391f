"""Commands as a user runs them: in a folder of its own, in a pipe and on a terminal."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import ncpi
from ncpi.__main__ import main


class Done(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which every command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command in this process, with wrong usage as a status."""

    def command(*arguments: str) -> Done:
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code
        return Done(status, *capsys.readouterr())

    return command


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in a process of its own, its streams being pipes."""

    def command(*arguments: str, **how: Any) -> subprocess.CompletedProcess[str]:
        how = {"capture_output": True, "encoding": "utf-8", "timeout": 60, "check": False} | how
        return subprocess.run([sys.executable, "-W", "error", "-m", "ncpi", *arguments], **how)  # noqa: PLW1510 - see above

    return command


@pytest.fixture
def on_terminal() -> Callable[..., Done]:
    """Runs Python with standard error on a terminal of some width; its output is a pipe."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    termios = pytest.importorskip("termios", reason="there are no pseudo-terminals here")

    def command(words: Iterable[str], size: tuple[int, int] = (24, 80)) -> Done:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, size)
        with subprocess.Popen(
            [sys.executable, "-W", "error", *words], stdout=subprocess.PIPE, stderr=theirs
        ) as process:
            os.close(theirs)
            pieces = []
            while piece := _read(ours):
                pieces.append(piece)
            os.close(ours)
            assert process.stdout is not None
            out = process.stdout.read().decode()
        return Done(process.returncode, out, b"".join(pieces).decode())

    return command


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # how Linux says that the other end was closed
        return b""


@pytest.fixture
def archive() -> ncpi.Archive:
    """Five reports."""
    return ncpi.Archive(reports=list(ncpi.registers.reports)[:5])


@pytest.fixture
def faulty(archive: ncpi.Archive) -> dict[str, Any]:
    """A document with three faults."""
    document = ncpi.to_dict(archive.reports[0])
    document["content"] |= {"kind": "inspektion", "published": "2021-13", "colour": "red"}
    return document
