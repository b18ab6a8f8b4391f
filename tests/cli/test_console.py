"""However a command ends, it ends with a status of its own and without a traceback."""

import json
import os
import signal
import subprocess
import sys

import pytest

import ncpi

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of it")


@ON_POSIX
def test_a_user_s_interruption_gives_status_130_and_a_word(folder):
    (folder / "bad.json").write_text("nonsense", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "ncpi", "check", "bad.json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        # Once this is out, it waits for the standard input that never comes.
        assert process.stdout.readline().startswith("bad.json")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err == "ncpi: stopped\n"


def test_an_interruption_before_the_arguments_are_read_is_answered_too(run, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ncpi.__main__._parser", interrupted)
    assert run("forces") == (130, "", "ncpi: stopped\n")


@ON_POSIX
def test_a_reader_that_stops_early_is_reported_by_status_141_and_no_word(spawn):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as nowhere:  # noqa: PTH123 - a pipe has no path
        done = spawn("forces", capture_output=False, stdout=nowhere, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")  # noqa: PTH110 - as short as it gets
@pytest.mark.parametrize("words", [["forces"], ["check", "a.json"]])
def test_output_that_cannot_be_written_is_reported_once(words, spawn):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - as above
        done = spawn(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "ncpi: No space left on device\n")


@ON_POSIX
@pytest.mark.parametrize(
    ("words", "closed", "said"),
    [
        (["check", "-"], "<&-", "1 file, 1 fault\n"),
        (["convert", "a.json", "-", "--to", "json"], ">&-", "ncpi: Standard output is closed\n"),
        (["check", "missing.json"], ">&-", "1 file, 1 fault\n"),
        (["show", "missing.json"], "2>&-", ""),
    ],
)
def test_streams_that_the_shell_closed_cause_no_traceback(words, closed, said, archive):
    ncpi.save(archive, "a.json")
    script = f'exec "$0" -m ncpi "$@" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == said


def test_an_error_says_nothing_that_steers_a_terminal(run, folder, faulty):
    faulty["content"]["kind"] = "\x1b[31m"
    (folder / "red.json").write_text(json.dumps(faulty), "utf-8")
    done = run("show", "red.json")
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 4
