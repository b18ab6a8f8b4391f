"""``ncpi check``: all the faults, a line each."""

import json
import os
import re
import sys
from pathlib import Path
from threading import Thread

import attrs
import pytest

import ncpi
from ncpi.testing import make_report

LINE = re.compile(r"^(?P<file>[^:]+)(:(?P<line>\d+))?:( (?P<path>\$\S*):)? .+ \[[a-z-]+\]$")


def test_sound_files_print_nothing_and_are_counted_on_standard_error(run, archive):
    ncpi.save(archive, "all.jsonl")
    ncpi.save(archive, "all.json")
    assert run("check", "all.jsonl", "all.json") == (0, "", "2 files, no faults\n")
    assert json.loads(run("check", "--format", "json", "all.json").out) == []


def test_a_yaml_file_is_checked_with_the_line_of_each_fault(run, archive, folder):
    pytest.importorskip("yaml")
    ncpi.save(archive.reports[0], "one.yaml")
    text = (folder / "one.yaml").read_text("utf-8")
    (folder / "one.yaml").write_text(text.replace("kind: ", "kind: x"), "utf-8")
    wrong = 1 + next(i for i, line in enumerate(text.splitlines()) if "kind: " in line)
    done = run("check", "one.yaml")
    assert done.status == 1
    assert done.out.startswith(f"one.yaml:{wrong}: $.content.kind: ")
    assert done.out.count("\n") == 1


def test_every_fault_is_one_line_with_file_path_and_code(run, faulty, folder):
    (folder / "a file.json").write_text(json.dumps(faulty, indent=1), "utf-8")
    done = run("check", "a file.json")
    assert done.status == 1
    found = [LINE.match(line) for line in done.out.splitlines()]
    assert [(each["file"], each["path"]) for each in found if each] == [
        ("a file.json", "$.content.kind"),
        ("a file.json", "$.content.published"),
        ("a file.json", "$.content.colour"),
    ]
    assert done.err == "1 file, 3 faults\n"


def test_a_fault_in_json_lines_names_its_line(run, archive, folder):
    ncpi.save(archive, "all.jsonl")
    with (folder / "all.jsonl").open("a") as file:
        file.write("\n{nonsense\n")
    done = run("check", "all.jsonl")
    assert done.out.startswith("all.jsonl:7: ")
    assert done.err == "1 file, 1 fault\n"


def test_nothing_in_a_document_or_a_name_breaks_the_line_or_steers_the_terminal(
    run, faulty, folder
):
    faulty["content"]["kind"] = "a\nb\x1b[31m\r\u2028"
    name = "two\nlines\x1b.json"
    try:
        (folder / name).write_text(json.dumps(faulty), "utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    done = run("check", name)
    assert len(done.out.splitlines()) == 3
    assert all(line.isprintable() for line in done.out.splitlines())


def test_what_cannot_be_read_is_a_fault_and_the_other_files_are_checked_all_the_same(
    run, faulty, folder
):
    (folder / "last.json").write_text(json.dumps(faulty), "utf-8")
    (folder / "inner").mkdir()
    (folder / "notes.txt").touch()
    (folder / "noise.json").write_bytes(bytes(range(128, 256)))
    done = run("check", "missing.json", "missing", "inner", "notes.txt", "noise.json", "last.json")
    assert done.status == 1
    said = [line.partition(":")[0] for line in done.out.splitlines()]
    assert said == [
        *("missing.json", "missing", "inner", "notes.txt", "noise.json"),
        *["last.json"] * 3,
    ]
    assert done.out.count("[unreadable]") == 3
    assert done.err == "6 files, 8 faults\n"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("t.csv", "ncpi track due t.csv"),
        ("t.XLSX", "ncpi track due t.XLSX"),
        ("r.md", "ncpi respond --check r.md"),
    ],
)
def test_a_tracker_or_response_for_people_is_left_to_the_command_that_checks_it(
    run, folder, name, command
):
    (folder / name).touch()
    done = run("check", name)
    assert done.status == 1
    assert f"{command}; check reads documents: .json" in done.out
    assert "state the format" not in done.out


def test_as_json_every_fault_is_an_object(run, faulty, folder):
    (folder / "bad.json").write_text(json.dumps(faulty), "utf-8")
    done = run("check", "--format", "json", "bad.json", "missing.json")
    assert done.status == 1
    found = json.loads(done.out)
    assert [set(each) for each in found] == [
        {"file", "path", "code", "message", "value", "suggestion", "line", "warning"}
    ] * 4
    assert [each["file"] for each in found] == ["bad.json"] * 3 + ["missing.json"]
    said = [(each["path"], each["code"]) for each in found[:3]]
    assert said == [(each.path, each.code) for each in ncpi.check(Path("bad.json"))]


def test_standard_input_is_json_unless_another_format_is_named(run, archive, monkeypatch, folder):
    ncpi.save(archive, "all.jsonl")
    ncpi.save(archive, "all.json")

    def check(name, *options):
        with (folder / name).open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            return run("check", "-", *options)

    assert check("all.json").status == 0
    assert check("all.jsonl", "--from", "jsonl").status == 0
    done = check("all.jsonl")
    assert done.status == 1
    assert done.out.startswith("-:")


def test_references_are_checked_against_the_files_the_shipped_reports_and_the_registers(run):
    wrong = make_report(
        key="police/kent/2030-review",
        bodies=["police/kentt"],
        inspectorates=["hmicfrs"],
        follows=[ncpi.ReportLink(report="police/kent/2029-inspection", basis="stated")],
    )
    ncpi.save(wrong, "wrong.json")
    known = make_report(
        key="police/kent/2029-inspection", bodies=["police/kent"], inspectorates=["hmicfrs"]
    )
    ncpi.save(known, "old.json")
    warned = run("check", "wrong.json")
    assert (warned.status, warned.out.count(" warning: ")) == (0, 2)
    assert warned.err == "1 file, no faults, 2 warnings\n"
    alone = run("check", "--strict", "wrong.json")
    assert (alone.status, alone.out.count("\n")) == (1, 2)
    assert "warning" not in alone.out + alone.err
    assert re.search(r"wrong\.json:\d+: \$\.content\.bodies\[0\]: ", alone.out)
    assert "Did you mean 'police/kent'?" in alone.out
    together = run("check", "--format", "json", "wrong.json", "old.json")
    (warning,) = json.loads(together.out)
    assert (warning["file"], warning["warning"]) == ("wrong.json", True)


@pytest.mark.parametrize("name", ["all.json", "all.jsonl", "all.yaml", "one.json", "one.yaml"])
def test_a_warning_has_the_place_in_the_file(run, folder, name):
    """Its path is that of the document, and its line that of the name, whatever the order."""
    if name.endswith("yaml"):
        pytest.importorskip("yaml")
    right = make_report(key="police/kent/2029-inspection", bodies=["police/kent"])
    wrong = make_report(key="police/kent/2030-review", bodies=["police/kentt"])
    right_release = ncpi.PressRelease(headline="h", bodies=["police/kent"])
    releases = [right_release, attrs.evolve(right_release, bodies=["polic/kent"])]
    archive = ncpi.Archive(reports=[wrong, right], press_releases=releases)
    ncpi.save(archive if name.startswith("all") else wrong, folder / name)
    text = (folder / name).read_text("utf-8")
    if name == "all.json":  # as a person may have written it
        document = json.loads(text)
        document["content"]["reports"].reverse()
        text = json.dumps(document, indent=1)
        (folder / name).write_text(text, "utf-8")
    done = run("check", name, "--format", "json")
    found = [one for one in json.loads(done.out) if ".bodies" in one["path"]]
    for one in found:
        assert one["value"].strip("'") in text.splitlines()[one["line"] - 1]
    paths = [one["path"] for one in found]
    by_name = {
        "all.json": ["$.content.reports[0].bodies[0]", "$.content.press_releases[1].bodies[0]"],
        "all.yaml": ["$.content.reports[1].bodies[0]", "$.content.press_releases[1].bodies[0]"],
        "all.jsonl": ["$.content.bodies[0]", "$.content.bodies[0]"],
    }
    assert paths == by_name.get(name, ["$.content.bodies[0]"])


def test_references_of_standard_input_cannot_be_checked(refused):
    assert "name files" in refused("check", "--strict", "-", status=2)


def test_a_file_is_read_once(spawn, archive, folder):
    """A pipe that a shell makes of another command can be read only once."""
    document = ncpi.to_json(archive)
    os.mkfifo(folder / "pipe.json")
    writer = Thread(target=(folder / "pipe.json").write_text, args=(document, "utf-8"))
    writer.start()
    done = spawn("check", "pipe.json")
    writer.join()
    assert (done.returncode, done.stdout) == (0, "")
    assert "pipe.json: what it refers to isn't looked up; name a file" in done.stderr


MINE = """
import attrs, ncpi

@attrs.frozen(kw_only=True)
class Owned(ncpi.Recommendation):
    TAG = "my_records.owned"
    owner: str
"""


@pytest.fixture
def owned(folder):
    """A file with a record of another package, whose module lies beside it."""
    (folder / "my_records.py").write_text(MINE, "utf-8")
    content = {"type": "my_records.owned", "key": "1", "text": "t", "owner": "the chief's"}
    document = {"format": "ncpi", "version": 1, "content": content}
    (folder / "owned.json").write_text(json.dumps(document), "utf-8")


def test_a_module_of_ones_own_records_is_imported_if_it_is_named(run, spawn, owned):
    assert "is not the type of any known record" in run("check", "owned.json").out
    done = spawn("check", "owned.json", "--import", "my_records")
    assert (done.returncode, done.stdout) == (0, "")
    assert "the chief's" in spawn("show", "owned.json", "--import", "my_records").stdout


@pytest.mark.parametrize("name", ["mine.json", "mine.jsonl"])
def test_a_lone_record_of_an_unknown_class_may_be_kept_in_any_format(run, folder, name):
    """The option accepts it in a document as in a line, and the refusal names --import."""
    document = ncpi.to_dict(ncpi.registers.reports["police/dorset/2021-inspection"])
    document["content"] |= {"type": "mine.report", "colour": "red"}
    (folder / name).write_text(json.dumps(document), "utf-8")
    assert "--import MODULE" in run("check", name).out
    assert run("check", name, "--unknown", "keep") == (0, "", "1 file, no faults\n")


def test_every_module_that_cannot_be_imported_is_named_with_the_reason(spawn, folder):
    (folder / "broken.py").write_text("1 / 0", "utf-8")
    done = spawn("check", "a.json", "--import", "broken", "--import", "missing")
    assert done.returncode == 1
    assert "'broken' can't be imported: ZeroDivisionError: division by zero" in done.stderr
    assert "'missing' can't be imported: ModuleNotFoundError" in done.stderr


def test_installed_packages_that_list_their_records_are_imported(spawn, folder, owned):
    """One that can't be is only warned of."""
    for name, module in (("good", "my_records"), ("bad", "missing_records")):
        (folder / f"{name}-1.dist-info").mkdir()
        (folder / f"{name}-1.dist-info" / "METADATA").write_text(f"Name: {name}\nVersion: 1\n")
        (folder / f"{name}-1.dist-info" / "entry_points.txt").write_text(
            f"[ncpi.records]\n{name} = {module}\n"
        )
    path = os.pathsep.join([str(folder), *sys.path])
    done = spawn("check", "owned.json", env={**os.environ, "PYTHONPATH": path})
    assert (done.returncode, done.stdout) == (0, "")
    assert "ncpi: warning: missing_records can't be imported: ModuleNotFoundError" in done.stderr


def test_names_that_lead_nowhere_are_found_whatever_the_format_and_the_unknown_keys(run, folder):
    report = ncpi.to_dict(make_report(bodies=["police/merseysid"], inspectorates=["hmicfrs"]))
    report["content"]["colour"] = "red"
    (folder / "bad.txt").write_text(json.dumps(report), "utf-8")
    done = run("check", "--from", "json", "--unknown", "keep", "--strict", "bad.txt")
    assert done.status == 1
    assert "Did you mean 'police/merseyside'?" in done.out


def test_only_sound_files_have_their_references_checked(run, faulty, folder):
    (folder / "bad.json").write_text(json.dumps(faulty), "utf-8")
    ncpi.save(make_report(bodies=["police/kentt"], inspectorates=["hmicfrs"]), "good.json")
    done = run("check", "--strict", "bad.json", "good.json")
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["bad.json"] * 3 + [
        "good.json"
    ]
    assert done.err == "2 files, 4 faults\n"


def test_sound_references_and_a_record_without_any_have_the_status_0(run):
    ncpi.save(ncpi.registers.forces["kent"], "one.json")
    ncpi.save(make_report(bodies=["police/kent"], inspectorates=["hmicfrs"]), "two.json")
    assert run("check", "--strict", "one.json", "two.json") == (0, "", "2 files, no faults\n")


def test_the_advice_follows_the_fault(run, folder):
    report = ncpi.to_dict(make_report())
    report["content"]["kind"] = "inspektion"
    (folder / "one.json").write_text(json.dumps(report), "utf-8")
    (line,) = run("check", "one.json").out.splitlines()
    assert "Did you mean 'inspection'?" in line
    assert line.index("is not") < line.index("Did you mean") < line.index("[choice]")


def test_without_its_library_a_file_cannot_be_read_and_the_others_are(run, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    (folder / "one.yaml").write_text("a: b", "utf-8")
    ncpi.save(make_report(), "two.json")
    done = run("check", "one.yaml", "two.json")
    assert (done.status, done.err) == (1, "2 files, 1 fault, 2 warnings\n")
    assert done.out.startswith("one.yaml: it can't be read: ")
    assert 'pip install "ncpi[yaml]"' in done.out
    assert done.out.splitlines()[0].endswith("[unreadable]")
