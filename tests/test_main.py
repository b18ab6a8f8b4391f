"""The command line, run as its users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ncpi
from ncpi.__main__ import main
from ncpi.comparison.matching import Matcher

pytestmark = pytest.mark.usefixtures("tmp_cwd")


@pytest.fixture
def tmp_cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "ncpi", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_comparing_merseyside_prints_seven_answers_with_basis_and_evidence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "merseyside", "--full"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "own-9212  ○ not mentioned in what was read\n" in out
    assert [f"concern own-{n}\n" in out for n in range(1, 7)] == [True] * 6
    assert "own-2  ○ not mentioned in what was read" in out
    assert "own-6  ● still a concern (coded)\n" in out
    assert "evidence: standard recording practices are named" in " ".join(out.split())


@pytest.mark.parametrize("name", ["merseyside", "police/merseyside", "Merseyside Police"])
def test_a_body_may_be_given_by_slug_key_or_name(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", name]) == 0
    assert "Merseyside Police: what changed between" in capsys.readouterr().out


def test_json_output_is_a_document_that_loads_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "merseyside", "--format", "json"]) == 0
    pair = ncpi.Archive.shipped().pair("merseyside")
    said = ncpi.from_json(capsys.readouterr().out, ncpi.Comparison)
    assert said == ncpi.compare(pair.baseline, pair.follow_up)


def test_markdown_output_has_a_row_for_each_item(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "merseyside", "--format", "markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [sum(line.startswith(f"| own-{n} |") for line in lines) for n in range(1, 7)] == [1] * 6


def test_two_files_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    pair = ncpi.Archive.shipped().pair("dorset")
    ncpi.save(pair.baseline, "before.json")
    ncpi.save(pair.follow_up, "after.json")
    assert main(["compare", "before.json", "after.json"]) == 0
    assert "83 cases" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "mersyside"], "merseyside"),
        (["compare", "metropolitan"], "police/metropolitan/2016-inspection"),
        (["compare", "before.json", "missing.json"], "missing.json"),
        (["compare", "before.json", "before.json"], "the same report"),
        (["show", "broken.json"], "line 1, $: not JSON at column 1"),
        (["show", "nobody"], "nobody"),
    ],
)
def test_refused_input_gives_status_1_and_one_message_without_traceback(
    arguments: list[str], said: str, tmp_cwd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ncpi.save(ncpi.registers.reports["police/dorset/2021-inspection"], "before.json")
    (tmp_cwd / "broken.json").write_text("nonsense", "utf-8")
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("ncpi: ")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compare"],
        ["compare", "a", "b", "c"],
        ["compar", "merseyside"],
        ["compare", "merseyside", "--format", "pdf"],
        ["contact", "--at", "noon"],
        ["contact", "--at", "2026-11-22"],
        ["contact", "--closed", "Christmas"],
    ],
)
def test_wrong_usage_gives_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: ncpi" in err


def test_every_fault_of_a_file_is_printed_with_its_path(
    tmp_cwd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = ncpi.to_dict(ncpi.registers.reports["police/dorset/2021-inspection"])
    report["content"] |= {"kind": "inspektion", "published": "2021-13", "colour": "red"}
    (tmp_cwd / "bad.json").write_text(json.dumps(report), "utf-8")
    assert main(["show", "bad.json"]) == 1
    err = capsys.readouterr().err
    assert "bad.json: 3 faults" in err
    for path in ("$.content.kind:", "$.content.published:", "$.content.colour:"):
        assert path in err


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("police/merseyside/2019-review", "post-inspection review"),
        ("merseyside", "Merseyside Police"),
        ("police/merseyside", "Merseyside Police"),
        ("the Met", "Metropolitan Police Service"),
    ],
)
def test_show_takes_a_report_by_key_and_a_force_by_any_name(
    what: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", what]) == 0
    assert said in capsys.readouterr().out


def test_forces_lists_all_43_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forces"]) == 0
    text = capsys.readouterr().out
    assert main(["forces", "--format", "markdown"]) == 0
    markdown = capsys.readouterr().out
    assert main(["forces", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["content"]["rows"]
    assert len(rows) == 43
    for row in rows:
        english = [name["name"] for name in row["names"] if name.get("language", "en") == "en"]
        assert english[-1] in text
        assert english[-1] in markdown


@pytest.mark.parametrize(
    ("at", "phone"),
    [
        ("2026-11-22T18:30", "07836 217729"),  # a Sunday evening
        ("2026-11-23T08:29", "07836 217729"),
        ("2026-11-23T08:30", "020 3513 0600"),
        ("2026-11-23T16:59", "020 3513 0600"),
        ("2026-11-23T17:00", "07836 217729"),
        ("2026-07-01T07:30:00+00:00", "020 3513 0600"),  # half past eight of summer time
        ("2026-12-01T07:30:00+00:00", "07836 217729"),  # half past seven of winter time
    ],
)
def test_contact_names_the_line_that_answers_then(
    at: str, phone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["contact", "--at", at]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "ring: Press office, 0300 071 6781 answers: hours not stated" in out
    assert f", {phone} answers" in out


def test_contact_says_that_a_time_without_zone_was_read_as_london_time_and_the_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["contact", "--at", "2026-11-22T18:30"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "no UTC offset given, so London time is assumed" in out
    assert "as of: 21 May 2024" in out
    assert "Warning: 0300 071 6781 was published on 21 May 2024, more than two years before" in out
    assert main(["contact", "--at", "2026-11-22T18:30Z"]) == 0
    assert "no zone was given" not in capsys.readouterr().out


def test_contact_takes_closed_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contact", "--at", "2026-12-25T12:00", "--closed", "2026-12-25"]) == 0
    assert "07836 217729" in capsys.readouterr().out
    assert main(["contact", "--at", "2026-12-25T12:00"]) == 0
    assert "020 3513 0600" in capsys.readouterr().out


def test_contact_without_a_time_uses_the_present(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contact"]) == 0
    assert "in London" in capsys.readouterr().out


def test_a_terminal_without_the_signs_gets_their_numbers_not_a_traceback() -> None:
    done = run("compare", "merseyside", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u25b2 improved" in done.stdout


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"ncpi {ncpi.__version__}\n"


def test_a_time_outside_the_calendar_is_refused_without_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["contact", "--at", "9999-12-31T23:59-12:00"]) == 1
    assert "is out of range" in capsys.readouterr().err


def test_json_of_a_contact_says_on_standard_error_how_the_time_was_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["contact", "--at", "2026-11-22T18:30", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert ncpi.from_json(out, ncpi.PressContact).phone == "0300 071 6781"
    assert "London time is assumed" in err
    assert "more than two years before" in err
    assert "or ring Out-of-hours press line: 07836 217729" in err


def test_a_recent_number_is_given_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """Within two years of publication there is nothing to warn of."""
    assert main(["contact", "--at", "2020-11-20T10:00"]) == 0
    out = capsys.readouterr().out
    assert "020 3513 0600" in out
    assert "Warning" not in out
    assert "0300 071 6781" not in out


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("police/merseyside/2018-inspektion", "police/merseyside/2018-inspection"),
        ("fire/mersyside", "merseyside"),
    ],
)
def test_show_looks_for_a_key_where_its_kind_is_kept(
    what: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", what]) == 1
    err = capsys.readouterr().err
    assert what in err
    assert named in err


def test_show_takes_a_fire_service_by_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "fire/merseyside"]) == 0
    assert "Merseyside Fire" in capsys.readouterr().out


def test_answers_are_proposed_by_text_only_if_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = "police/merseyside/2018-inspection", "police/merseyside/2019-review"
    pair = ncpi.Archive.shipped().pair("merseyside")
    assert main(["compare", before, after, "--match", "--format", "json"]) == 0
    said = ncpi.from_json(capsys.readouterr().out)
    assert said == ncpi.compare(pair.baseline, pair.follow_up, matcher=Matcher())
