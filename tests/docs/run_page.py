"""Runs one page of the documentation, top to bottom, and says where it tells an untruth.

    python tests/docs/run_page.py docs/tutorial.md

In a page, blocks at the left margin mean:

``python``       runs, all of a page in one namespace, as in a notebook
``text``         after one that ran: what it printed, errors as Python prints them;
                 ``...`` stands for anything
``console``      commands after ``$ ``, each followed by what it printed
``{code-block}`` with a ``:caption:``: a file of that name, which later blocks can read

Whatever is printed must stand in the page. Files go to the working directory.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

FENCE = re.compile(r"(?ms)^(?P<ticks>`{3,})(?P<kind>\S*)[^\n]*\n(?P<body>.*?)^(?P=ticks)$")
CAPTION = re.compile(r":caption: (?P<name>\S+)\n\n?")
FLAGS = doctest.ELLIPSIS | doctest.DONT_ACCEPT_TRUE_FOR_1 | doctest.REPORT_UDIFF


class Block(NamedTuple):
    kind: str
    line: int
    body: str


class Told(NamedTuple):
    """What was run, what the page says that it prints, and what it printed."""

    block: Block
    source: str
    want: str
    got: str


def blocks(text: str) -> list[Block]:
    return [
        Block(found["kind"], text.count("\n", 0, found.start()) + 1, found["body"])
        for found in FENCE.finditer(text)
    ]


def run(page: Path) -> Iterator[Told]:
    os.environ.pop("COLUMNS", None)  # the pages show the width of a pipe
    names = ModuleType("__main__")
    # Classes that the page defines are looked up here, as those of a notebook are.
    sys.modules["__main__"] = names
    steps = blocks(page.read_text("utf-8"))
    for block, after in zip(steps, [*steps[1:], None], strict=True):
        if block.kind == "python":
            want = after.body if after is not None and after.kind == "text" else ""
            yield Told(block, block.body, want, run_python(block, page, names))
        elif block.kind == "console":
            # Nothing that Python blocks did to this process may help a command.
            alone = any(step.kind == "python" for step in steps)
            yield from run_console(block, alone=alone)
        elif block.kind == "{code-block}" and (caption := CAPTION.search(block.body)):
            Path(caption["name"]).write_text(block.body[caption.end() :], "utf-8")


def run_python(block: Block, page: Path, names: ModuleType) -> str:
    out = io.StringIO()
    # Empty lines before it, so that a traceback names the line of the page.
    source = "\n" * block.line + block.body
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, str(page), "exec"), vars(names))  # noqa: S102 - our own pages
        except Exception as error:  # noqa: BLE001 - any may be what the page shows
            out.write("Traceback (most recent call last):\n  ...\n")
            out.writelines(traceback.format_exception_only(error))
    return out.getvalue()


def run_console(block: Block, *, alone: bool) -> Iterator[Told]:
    status = 0
    for command in block.body.removeprefix("$ ").split("\n$ "):
        line, _, want = command.partition("\n")
        if line == "echo $?":
            yield Told(block, line, want, f"{status}\n")
            continue
        words = shlex.split(line)
        if words[0] != "ncpi":
            raise SystemExit(f"{line!r}: only ncpi runs in a console block; use shell for others")
        status, printed = run_alone(words) if alone else run_here(words)
        yield Told(block, line, want, printed)


def run_alone(words: list[str]) -> tuple[int, str]:
    """The status of a command, and what it prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def run_here(words: list[str]) -> tuple[int, str]:
    """The same without the time that a process takes to start."""
    from ncpi.__main__ import main

    held = io.BytesIO()
    # Written at once, so that both streams stay in the order in which they were written.
    stream = io.TextIOWrapper(held, "utf-8", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        try:
            status = main(words[1:])
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
    return status, held.getvalue().decode()


def untruths(page: Path) -> Iterator[str]:
    checker = doctest.OutputChecker()
    for block, source, page_says, printed in run(page):
        # How many empty lines end it can't be seen in a page.
        want, got = (text.rstrip("\n") + "\n" if text else "" for text in (page_says, printed))
        if not checker.check_output(want, got, FLAGS):
            example = doctest.Example(source, want)
            entry = checker.output_difference(example, got, FLAGS)
            yield f"{page.name}, line {block.line}:\n{source.rstrip()}\n{entry}"


def never_mind_slowness() -> None:
    """Let examples of Hypothesis take their time: a slow machine makes none of them wrong."""
    with contextlib.suppress(ImportError):
        from hypothesis import HealthCheck, settings

        slow = [HealthCheck.too_slow]
        settings.register_profile("pages", deadline=None, suppress_health_check=slow)
        settings.load_profile("pages")


if __name__ == "__main__":
    never_mind_slowness()
    found = list(untruths(Path(sys.argv[1]).resolve()))
    print("\n".join(found))  # noqa: T201 - what it is for
    sys.exit(bool(found))
