"""The files of the reports: the index says what they hold, and each is read when it is needed.

``python tests/registers/test_report_files.py`` writes the index anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import ncpi
from ncpi import registers
from ncpi.errors import UnknownNameError
from ncpi.model.responses import Response
from ncpi.registers import RegisterData
from ncpi.registers._reports import file_of

DATA = Path(ncpi.__file__).parent / "registers" / "data"
INDEX = DATA / "reports" / "index.json"
FILES = sorted(path for path in (DATA / "reports").glob("*.json") if path != INDEX)
HEADING = ("key", "title", "kind", "programme", "bodies", "published", "year_by_context")


def heading(report: ncpi.Report) -> ncpi.Report:
    """What the index has of *report*."""
    links = [ncpi.ReportLink(report=link.report, basis=link.basis) for link in report.follows]
    return ncpi.Report(**{name: getattr(report, name) for name in HEADING}, follows=links)


def rows(path: Path) -> tuple[ncpi.Record, ...]:
    return ncpi.load(path, RegisterData).rows


def indexed() -> list[ncpi.Report]:
    held = [row for path in FILES for row in rows(path) if isinstance(row, ncpi.Report)]
    return [heading(report) for report in sorted(held, key=lambda report: report.key)]


def test_the_index_has_the_heading_of_every_report_and_no_other():
    assert list(ncpi.load(INDEX, RegisterData).rows) == indexed()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_has_what_its_name_says_in_our_own_layout(path):
    """One file a body, in the library's own format, with what was said in answer."""
    text = path.read_text(encoding="utf-8")
    data = ncpi.from_json(text, RegisterData)
    assert ncpi.to_json(data) == text
    assert data.name == f"reports/{path.stem}"
    reports = [row for row in data.rows if isinstance(row, ncpi.Report)]
    responses = [row for row in data.rows if isinstance(row, Response)]
    assert len(reports) + len(responses) == len(data.rows)
    keys = [report.key for report in reports]
    assert keys == sorted(keys)
    assert {file_of(key) for key in keys} == {data.name}
    assert {response.report for response in responses} <= set(keys)


def test_the_files_have_the_licence_of_the_index_and_are_no_newer():
    whole = ncpi.load(INDEX, RegisterData)
    for path in FILES:
        data = ncpi.load(path, RegisterData)
        assert data.licence == whole.licence, path
        assert data.as_of.latest <= whole.as_of.latest, path
        assert data.title.startswith("Reports on "), path


def test_only_the_file_of_the_body_asked_for_is_read():
    """Asking for one report doesn't read the others, which most programs never need."""
    code = """
import sys
from ncpi import registers
from ncpi.registers import _reports
registers.reports["police/kent/2019-inspection"]
len(registers.reports), "police/kent/2021-review" in registers.reports
registers.reports.on("2020-01-01"), registers.reports.cells()
print(_reports._read.cache_info().currsize)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "1"


def test_the_register_as_a_record_has_whole_reports():
    """Its headings are for look-up only: what is stored or iterated over is whole."""
    for known, row in zip(registers.reports, registers.reports.data.rows, strict=True):
        assert known == row == registers.reports[known.key]
        assert known.sources


def test_what_was_said_in_answer_to_a_report_is_found_by_its_key():
    said = registers.responses_to("police/warwickshire/2023-review")
    assert [(one.party.value, one.body) for one in said] == [
        ("force", "police/warwickshire"),
        ("local policing body", "local-policing-body/warwickshire"),
    ]
    assert registers.responses_to("police/merseyside/2018-inspection") == ()
    with pytest.raises(UnknownNameError):
        registers.responses_to("police/nowhere/2018-inspection")


def _write_index() -> None:
    old = json.loads(INDEX.read_text(encoding="utf-8")) if INDEX.exists() else None
    if old is None:
        raise SystemExit(f"{INDEX} is missing: restore it first, since it has the register's notes")
    old["content"]["rows"] = []
    data = ncpi.from_dict(old, RegisterData)
    INDEX.write_text(ncpi.to_json(attrs.evolve(data, rows=indexed())), encoding="utf-8")


if __name__ == "__main__":
    _write_index()
