"""Documents on disk: replaced whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import ncpi
from ncpi import pages, tables
from ncpi.errors import InvalidError
from ncpi.serial import lines
from ncpi.serial._codec.replacing import replacing
from ncpi.vocabulary import ReportKind

RECORD = ncpi.Recommendation(key="1", text="Dŵr: keep records.")
OTHER = ncpi.Recommendation(key="2", text="Keep better records.")


@attrs.frozen(kw_only=True)
class Loose(ncpi.Record):
    TAG = "tests.loose-file"

    anything: bytes | None = None


def archive(*keys):
    """What every format can hold."""
    return ncpi.Archive(
        reports=[ncpi.Report(key=key, title="Dŵr", kind=ReportKind.INSPECTION) for key in keys]
    )


FIRST, SECOND = archive("a", "b"), archive("c")
ENDINGS = ["json", "jsonl", "ndjson", "yaml", "yml"]


@pytest.fixture
def target(tmp_path):
    return tmp_path / "record.json"


@pytest.fixture(params=ENDINGS)
def any_target(request, tmp_path):
    """A path of each ending."""
    return tmp_path / f"archive.{request.param}"


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_holds_what_to_json_says_in_utf_8_with_plain_newlines(target):
    ncpi.save(RECORD, target)
    assert target.read_bytes() == ncpi.to_json(RECORD).encode("utf-8")


def test_loading_leaves_a_faulty_file_as_it_was(target):
    target.write_bytes(b"\xff not json")
    before = target.stat()
    with pytest.raises(InvalidError):
        ncpi.load(target)
    after = target.stat()
    assert target.read_bytes() == b"\xff not json"
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_saving_below_a_file_fails_and_leaves_it_as_it_was(target):
    ncpi.save(RECORD, target)
    with pytest.raises(NotADirectoryError):
        ncpi.save(OTHER, target / "record.json")
    assert ncpi.load(target) == RECORD


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write into any folder"
)
def test_a_folder_that_may_not_be_written_leaves_the_old_file_as_it_was(target):
    ncpi.save(RECORD, target)
    target.parent.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            ncpi.save(OTHER, target)
    finally:
        target.parent.chmod(0o700)
    assert ncpi.load(target) == RECORD


def test_whoever_has_the_old_file_open_goes_on_reading_it_whole(target):
    ncpi.save(RECORD, target)
    with target.open(encoding="utf-8") as held:
        ncpi.save(OTHER, target)
        assert held.read() == ncpi.to_json(RECORD)
    assert ncpi.load(target) == OTHER


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_a_file_that_was_there_keeps_its_rights(target, mode):
    ncpi.save(RECORD, target)
    target.chmod(mode)
    ncpi.save(OTHER, target)
    assert rights(target) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_gets_the_rights_that_any_new_file_would_get(target, mask):
    before = os.umask(mask)
    try:
        ncpi.save(RECORD, target)
        (target.parent / "other").touch()
        assert rights(target) == rights(target.parent / "other") == 0o666 & ~mask
        assert os.umask(mask) == mask
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path, target):
    real = tmp_path / "deeper" / "real.json"
    real.parent.mkdir()
    ncpi.save(RECORD, real)
    target.symlink_to(real)
    ncpi.save(OTHER, target)
    assert target.is_symlink()
    assert ncpi.load(real) == OTHER
    assert list(real.parent.iterdir()) == [real]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_nothing_yet_makes_the_file_that_it_points_to(tmp_path, target):
    target.symlink_to(tmp_path / "real.json")
    ncpi.save(RECORD, target)
    assert target.is_symlink()
    assert ncpi.load(tmp_path / "real.json") == RECORD


@pytest.mark.parametrize("letter", ["a", "é", "€", "🙂"])
def test_any_name_that_the_disk_takes_may_be_saved_to(tmp_path, letter):
    name = letter * ((250 - len(".json")) // len(letter.encode())) + ".json"
    (tmp_path / name).touch()  # the disk takes it
    ncpi.save(RECORD, tmp_path / name)
    assert ncpi.load(tmp_path / name) == RECORD


def test_what_is_saved_in_any_format_is_loaded(any_target):
    ncpi.save(FIRST, any_target)
    assert ncpi.load(any_target, ncpi.Archive) == FIRST
    assert ncpi.load(str(any_target)) == FIRST


def test_every_format_is_utf_8_with_plain_newlines_and_no_mark_before_it(any_target):
    ncpi.save(FIRST, any_target)
    written = any_target.read_bytes()
    assert "Dŵr".encode() in written
    assert b"\r" not in written
    assert not written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\n")


def test_saving_what_was_loaded_gives_the_same_bytes_in_every_format(any_target):
    ncpi.save(FIRST, any_target)
    before = any_target.read_bytes()
    ncpi.save(ncpi.load(any_target), any_target)
    assert any_target.read_bytes() == before


@pytest.mark.parametrize("name", ["archive.txt", "archive", "archive.json"])
@pytest.mark.parametrize("named", ["json", "jsonl", "yaml"])
def test_a_format_that_is_named_is_written_and_read_whatever_the_ending(tmp_path, name, named):
    ncpi.save(FIRST, tmp_path / name, format=named)
    ncpi.save(FIRST, tmp_path / f"other.{named}")
    assert (tmp_path / name).read_bytes() == (tmp_path / f"other.{named}").read_bytes()
    assert ncpi.load(tmp_path / name, ncpi.Archive, format=named) == FIRST


def test_what_goes_wrong_leaves_the_old_file_of_any_format_as_it_was(any_target):
    ncpi.save(FIRST, any_target)
    before = any_target.read_bytes()
    for wrong in (Loose(anything=b"bytes"), "no record"):
        with pytest.raises(InvalidError):
            ncpi.save(wrong, any_target)
    assert any_target.read_bytes() == before
    assert list(any_target.parent.iterdir()) == [any_target]


# A limit on the size of files stops the writing half-way, as a full disk does.
FULL_DISK = """
import resource, sys, ncpi
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
archive = ncpi.Archive(reports=list(ncpi.registers.reports))
for path in sys.argv[1:]:
    try:
        ncpi.save(archive, path)
    except OSError:
        print("refused")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX systems")
def test_a_disk_that_fills_up_leaves_the_old_files_as_they_were_and_nothing_beside_them(tmp_path):
    targets = [tmp_path / f"archive.{ending}" for ending in ENDINGS]
    for path in targets:
        ncpi.save(FIRST, path)
    before = [path.read_bytes() for path in targets]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *map(str, targets)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "refused\n" * len(targets)
    assert [path.read_bytes() for path in targets] == before
    assert sorted(tmp_path.iterdir()) == sorted(targets)


def test_a_file_of_any_format_is_replaced_whole_and_nothing_stays_beside_it(any_target):
    ncpi.save(FIRST, any_target)
    ncpi.save(SECOND, any_target)
    assert ncpi.load(any_target) == SECOND
    assert list(any_target.parent.iterdir()) == [any_target]


def test_a_faulty_file_of_any_format_is_named_as_the_subject(any_target):
    ncpi.save(FIRST, any_target)
    text = any_target.read_text(encoding="utf-8").replace("inspection", "inspektion")
    any_target.write_text(text, encoding="utf-8")
    for given in (any_target, str(any_target)):
        with pytest.raises(InvalidError) as caught:
            ncpi.load(given)
        assert caught.value.subject == str(any_target)
        assert [fault.code for fault in caught.value.faults] == ["choice", "choice"]
        assert str(caught.value).startswith(f"{any_target}: 2 faults\n")


def test_a_missing_file_or_a_folder_is_the_error_of_python_in_every_format(any_target):
    with pytest.raises(FileNotFoundError):
        ncpi.load(any_target)
    any_target.mkdir()
    with pytest.raises(IsADirectoryError):
        ncpi.load(any_target)
    with pytest.raises(IsADirectoryError):
        ncpi.save(FIRST, any_target)


def test_unknown_keys_of_a_file_in_any_format_are_refused_kept_or_ignored(any_target):
    first, *others = FIRST.reports
    kept = attrs.evolve(first, unknown_fields={"strange": {"a": [1, None]}})
    whole = ncpi.Archive(reports=[kept, *others])
    ncpi.save(whole, any_target)
    with pytest.raises(InvalidError) as caught:
        ncpi.load(any_target)
    assert [fault.code for fault in caught.value.faults] == ["unknown-key"]
    assert ncpi.load(any_target, unknown="keep") == whole
    assert ncpi.load(any_target, unknown="ignore") == FIRST


WITHOUT_YAML = """
import sys
sys.modules["yaml"] = None  # importing it fails, as where it isn't installed
import ncpi
from ncpi.errors import MissingExtraError
record = ncpi.Recommendation(key="1", text="t")
ncpi.save(record, sys.argv[2] + ".json")
assert ncpi.load(sys.argv[2] + ".json") == record
for act in (
    lambda: ncpi.load(sys.argv[1]),
    lambda: ncpi.check(sys.argv[1]),
    lambda: ncpi.load(sys.argv[2] + ".json", format="yaml"),
):
    try:
        act()
    except MissingExtraError as error:
        print(error.extra, error.command)
    else:
        print("nothing was missing")
"""


def test_without_the_library_yaml_names_its_extra_and_the_rest_works(tmp_path):
    old = tmp_path / "old.yaml"
    ncpi.save(FIRST, old)
    before = old.read_bytes()
    new = tmp_path / "new"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_YAML, str(old), str(new)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ['yaml pip install "ncpi[yaml]"'] * 3
    assert old.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"old.yaml", "new.json"}


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="regular file"):
        ncpi.save(ncpi.PartialDate(year=2018), pipe)
    assert pipe.is_fifo()


def test_what_a_killed_process_left_is_removed_by_the_next_save(target):
    """A file that another process still writes stays."""
    (target.parent / f".ncpi-{'0' * 16}").write_text("half a report")
    (target.parent / ".ncpi-notes").write_text("somebody's own")
    with replacing(target.with_name("other.json")) as file:
        ncpi.save(RECORD, target)
        file.write(b"{}")
    names = {path.name for path in target.parent.iterdir()}
    assert names == {".ncpi-notes", "other.json", "record.json"}


@pytest.mark.parametrize("name", ["a" * 300 + ".json", "missing/a.json"])
def test_an_error_names_the_file_that_the_caller_named(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match=r"a\.json") as caught:
        ncpi.save(RECORD, name)
    assert caught.value.filename == name


def test_a_full_disk_is_reported_with_the_name_of_the_file(target, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: .*record\.json"):
        ncpi.save(RECORD, target)
    assert [*target.parent.iterdir()] == []


_SAVED = """
import ncpi, sys
for name in sys.argv[1:]:
    try:
        ncpi.save(ncpi.Archive(), name, format="json")
    except OSError as error:
        print(error, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such devices")
def test_standard_output_is_never_replaced_by_a_file_though_it_is_one(tmp_path):
    """Neither under its own name nor through a link."""
    link, output = tmp_path / "link.json", tmp_path / "output"
    link.symlink_to("/dev/stdout")
    names = ("/dev/stdout", "/proc/self/fd/1", "/dev/fd/1", str(link))
    with output.open("wb") as file:
        ran = subprocess.run(
            [sys.executable, "-c", _SAVED, *names], stdout=file, stderr=subprocess.PIPE, check=False
        )
    assert ran.stderr.count(b"Not a regular file") == len(names)
    assert output.read_bytes() == b""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give")
def test_the_owner_of_a_replaced_file_is_kept(target):
    target.write_text("{}")
    os.chown(target, 1234, 1235)
    target.chmod(0o640)
    ncpi.save(RECORD, target)
    status = target.stat()
    assert (status.st_uid, status.st_gid, rights(target)) == (1234, 1235, 0o640)


@pytest.mark.parametrize("name", ["a\0.json", "a\0.jsonl", "a\ud800.json", "a\ud800.csv"])
def test_a_name_that_no_file_can_have_is_refused_by_everything_that_reads_or_writes(name):
    uses = [
        lambda: ncpi.save(archive("a"), name, format="json"),
        lambda: ncpi.load(name, format="json"),
        lambda: lines.write_lines([], name),
        lambda: [*lines.read_lines(name)],
        lambda: tables.save_tables(archive("a"), name),
        lambda: tables.load_tables(name),
        lambda: tables.write_csv(tables.plain("reports", archive("a")), name),
        lambda: tables.read_csv(name, "reports"),
        lambda: tables.read_tracker(name),
        lambda: pages.read(Path(name)),
    ]
    for use in uses:
        with pytest.raises(InvalidError, match="file name"):
            use()


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \r\n"])
def test_json_lines_that_were_emptied_are_a_fault_and_an_empty_archive_is_not(text, tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_text(text, encoding="utf-8")
    assert [(fault.code, fault.line) for fault in ncpi.check(path)] == [("empty", 1)]
    with pytest.raises(InvalidError, match="the file is empty"):
        ncpi.load(path)
    with pytest.raises(InvalidError, match="the file is empty"):
        [*lines.read_lines(path)]
    assert lines.write_lines([], path) == 0
    assert [*lines.read_lines(path, ncpi.Report)] == []
    assert ncpi.load(path) == ncpi.Archive()
    ncpi.save(archive("a"), tmp_path / "other.jsonl")
    path.write_bytes(path.read_bytes() + (tmp_path / "other.jsonl").read_bytes())
    assert ncpi.load(path) == archive("a")
