"""Commands as a user runs them: in a folder of its own, in a pipe and on a terminal."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
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
    """The folder in which every command runs, without a terminal's width."""
    monkeypatch.delenv("COLUMNS", raising=False)
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
def refused(run: Callable[..., Done]) -> Callable[..., str]:
    """Runs a command that is to fail and print no result, and gives its message."""

    def command(*arguments: str, status: int = 1) -> str:
        done = run(*arguments)
        assert (done.status, done.out) == (status, "")
        return done.err

    return command


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in a process of its own, its streams being pipes."""

    def command(*arguments: str, **how: Any) -> subprocess.CompletedProcess[str]:
        how = {"capture_output": True, "encoding": "utf-8", "timeout": 600, "check": False} | how
        return subprocess.run([sys.executable, "-W", "error", "-m", "ncpi", *arguments], **how)  # noqa: PLW1510 - see above

    return command


@pytest.fixture
def on_terminal(
    run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Done]]:
    """Runs a command in this process with standard error on a terminal of some width."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    termios = pytest.importorskip("termios", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()

    def command(*arguments: str, size: tuple[int, int] = (24, 80)) -> Done:
        termios.tcsetwinsize(theirs, size)
        pieces: list[bytes] = []
        # A terminal that nobody reads is soon full, and the command would wait.
        reading = Thread(target=lambda: pieces.extend(iter(lambda: _read(ours), b"")))
        reading.start()
        with monkeypatch.context() as patch, open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123 - a terminal has no path
            patch.setattr(sys, "stderr", screen)
            done = run(*arguments)
        reading.join()
        return done._replace(err=b"".join(pieces).decode())

    yield command
    os.close(ours)


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
