"""``ncpi export`` writes reports as tables, and harms nothing that was there."""

import json
from importlib.util import find_spec

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.testing import make

FORMATS = ["csv", "parquet"] if find_spec("pyarrow") else ["csv"]


@pytest.mark.parametrize("form", FORMATS)
def test_without_names_every_shipped_report_is_written(form, folder, run):
    done = run("export", "--to", "out", "--format", form)
    archive = ncpi.Archive.shipped()
    assert done == (0, "", f"written: out ({archive.label()})\n")
    assert tables.load_tables(folder / "out") == archive


def test_everything_that_files_hold_is_written_and_counted(folder, run):
    """Not only the reports of an archive, and one alone of what an archive holds."""
    archive = ncpi.Archive.shipped().with_tracker(make(ncpi.Tracker))
    archive = attrs.evolve(archive, press_releases=[make(ncpi.PressRelease)])
    ncpi.save(archive, folder / "full.jsonl")
    done = run("export", "full.jsonl", "--to", "out")
    assert done == (0, "", f"written: out ({archive.label()})\n")
    assert "1 tracker" in done.err
    assert tables.load_tables(folder / "out") == archive
    ncpi.save(archive.trackers[0], folder / "tracker.json")
    done = run("export", "tracker.json", "full.jsonl", "--to", "out", "--force")
    assert done.status == 0, done.err
    assert tables.load_tables(folder / "out") == archive


def test_shipped_reports_are_written_with_the_responses_to_them(folder, run):
    key = "police/warwickshire/2022-inspection"
    assert run("export", key, "--to", "out").status == 0
    found = tables.load_tables(folder / "out")
    assert found.responses == ncpi.registers.responses_to(key) != ()


def test_bodies_keys_and_files_may_be_mixed(folder, run):
    report = make(ncpi.Report, key="mine")
    ncpi.save(ncpi.Archive(reports=[report]), folder / "mine.jsonl")
    ncpi.save(report, folder / "mine.json")
    key = "police/dorset/2021-inspection"
    done = run("export", "Suffolk Constabulary", key, key, "mine.jsonl", "mine.json", "--to", "out")
    assert done.status == 0, done.err
    found = tables.load_tables(folder / "out")
    assert set(found.bodies) == {"police/suffolk", "police/dorset", *report.bodies}
    assert found["mine"] == report


def test_a_folder_that_is_there_needs_force_and_a_strangers_file_stops_even_that(folder, run):
    (folder / "out").mkdir()
    done = run("export", "suffolk", "--to", "out")
    assert done.err == "written: out (2 reports, 1 response)\n"
    assert {path.suffix for path in (folder / "out").iterdir()} == {".csv", ".json"}
    done = run("export", "dorset", "--to", "out")
    assert (done.status, "--force" in done.err) == (1, True)
    assert run("export", "dorset", "--to", "out", "--force").status == 0
    (folder / "out" / "notes.txt").write_text("mine")
    assert run("export", "suffolk", "--to", "out", "--force").status == 1
    assert tables.load_tables(folder / "out").bodies == ("police/dorset",)


@pytest.mark.parametrize(
    ("names", "cited"),
    [
        ([], True),
        (["suffolk"], True),
        (["police/suffolk/2022-inspection"], True),
        (["mine.json"], False),
        (["suffolk", "mine.json"], False),
    ],
)
def test_the_register_is_cited_only_if_every_report_comes_from_it(names, cited, run, folder):
    ncpi.save(make(ncpi.Report), "mine.json")
    assert run("export", *names, "--to", "out").status == 0
    manifest = json.loads((folder / "out" / tables.MANIFEST).read_text("utf-8"))
    wanted = ncpi.registers.reports.cite() if cited else None
    assert manifest["citation"] == wanted
