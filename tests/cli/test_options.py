"""Every option: what a command needs, what it takes for granted, and what it does with the rest."""

import json
import os
import sys
from datetime import date

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.cli._console import why
from ncpi.cli._progress import LONG, Progress
from ncpi.testing import make, make_follow_up, make_report, make_tracker, make_tracking

SUFFOLK = "police/suffolk/2022-inspection"
GLOUCESTERSHIRE = "police/gloucestershire/2025-inspection"
WARWICKSHIRE = "police/warwickshire/2022-inspection"


@pytest.mark.parametrize("name", ["kent", "Kent Police", "police/kent"])
def test_coverage_of_a_body_is_of_its_reports_alone(name, run, folder):
    """A body chooses from the shipped reports or from a file; a name of none is refused."""
    done = run("coverage", name, "--full")
    shipped = ncpi.Archive.shipped()
    held = len(shipped.for_body("police/kent"))
    assert done.out.startswith(f"What is held: {held} reports on 1 of 1 given bodies")
    assert "police/merseyside" not in done.out
    ncpi.save(shipped, "all.json")
    assert run("coverage", "all.json", name, "--full") == done
    assert "Candidates: police/kent" in run("coverage", "kennt").err


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["export", "suffolk"], "--to"),
        (["track", "start", SUFFOLK, "--body", "suffolk"], "-o"),
        (["track", "start", SUFFOLK, "-o", "a.csv"], "--body"),
        (["track", "public", "a.csv"], "-o"),
        (["track", "due"], "FILE"),
        (["track", "since", "a.csv"], "LATER"),
        (["respond", SUFFOLK], "--output"),
        (["timeline"], "BODY"),
        (["show"], "FILE|KEY|NAME"),
        (["check"], "FILE"),
        (["convert", "a.json"], "OUT"),
        (["compare"], "BODY|BASELINE"),
    ],
)
def test_what_a_command_needs_is_named_if_it_is_missing(words, missing, run, folder):
    """A command that lacks an argument names it, and does nothing."""
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert missing in done.err.splitlines()[-1]
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "suffolk", "--match"],
        ["compare", "suffolk"],
        ["compare", "suffolk", "--entry", "1"],
        ["timeline", "suffolk"],
        ["programme", "--by", "nation"],
        ["programme", "--times"],
        ["programme", "--times", "--by", "nation"],
        ["coverage"],
        ["show", SUFFOLK],
        ["show", "local-policing-body/kent"],
        ["forces"],
        ["contact", "--at", "2026-11-22T18:30"],
        ["deadlines", GLOUCESTERSHIRE, "--on", "2025-07-01"],
    ],
)
def test_each_result_is_shown_as_text_by_default_and_as_markdown_and_json(words, run):
    """The three formats are really three, and text is the one that nobody need ask for."""
    default, text, markdown, data = (
        run(*words, *more)
        for more in ([], ["--format", "text"], ["--format", "markdown"], ["--format", "json"])
    )
    assert default == text
    assert markdown.status == data.status == text.status == 0
    assert "\n| --- |" in markdown.out
    assert "| --- |" not in text.out
    assert [json.loads(data.out)] if data.out.startswith("{\n") else data.out.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        ["check", "a.json", "--strict", "a.json"],
        ["convert", "a.json", "--force", "b.json"],
        ["track", "start", SUFFOLK, "--body", "suffolk", WARWICKSHIRE, "-o", "a.csv"],
    ],
)
def test_options_may_stand_between_files(words, run, folder):
    """The order of options and files doesn't matter, below steps too."""
    ncpi.save(make_report(bodies=["police/kent"], inspectorates=["hmicfrs"]), folder / "a.json")
    assert "usage:" not in run(*words).err


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["check", "a.json", "--refernces", "b.json"], "check"),
        (["convert", "a.json", "b.json", "c.json"], "convert"),
        (["track", "due", "a.csv", "--at", "2025-01-01"], "track due"),
    ],
)
def test_wrong_usage_is_answered_with_the_usage_of_the_command(words, command, run):
    """What isn't recognised is named under the command to which it was given."""
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"usage: ncpi {command} ")
    assert f"ncpi {command}: error: unrecognized arguments: " in done.err


class TestShow:
    """``ncpi show`` takes the key of a body of any kind."""

    @pytest.mark.parametrize(
        ("key", "cls"),
        [
            ("police/kent", ncpi.Force),
            ("fire/kent", ncpi.FireAndRescueService),
            ("law-enforcement/border-force", ncpi.LawEnforcementBody),
            ("local-policing-body/kent", ncpi.LocalPolicingBody),
            (SUFFOLK, ncpi.Report),
        ],
    )
    def test_a_key_is_looked_up_in_the_register_of_its_kind(self, key, cls, run):
        """What is shown has the key and the class that were asked for."""
        record = ncpi.from_json(run("show", key, "--format", "json").out)
        assert (type(record), record.key) == (cls, key)

    def test_a_file_that_looks_like_no_document_is_shown_if_its_format_is_known(self, run, folder):
        """A file with another extension is a file, and is refused as one."""
        (folder / "report.txt").write_text("x", "utf-8")
        done = run("show", "report.txt")
        assert done.status == 1
        assert "'.txt' is not the file extension" in done.err


class TestCheck:
    """``ncpi check``: files that can't be checked like others."""

    def test_only_sound_files_have_their_references_checked(self, run, faulty, folder):
        """A file with faults is reported with those alone, and the sound ones are checked."""
        (folder / "bad.json").write_text(json.dumps(faulty), "utf-8")
        ncpi.save(make_report(bodies=["police/kentt"], inspectorates=["hmicfrs"]), "good.json")
        done = run("check", "--strict", "bad.json", "good.json")
        assert [line.partition(":")[0] for line in done.out.splitlines()] == ["bad.json"] * 3 + [
            "good.json"
        ]
        assert done.err == "2 files, 4 faults\n"

    def test_a_result_has_no_references_to_look_up(self, run):
        """A file of something that no archive holds is checked for itself alone."""
        ncpi.save(ncpi.registers.forces["kent"], "one.json")
        assert run("check", "one.json") == (0, "", "1 file, no faults\n")

    def test_sound_references_have_the_status_0(self, run):
        """A file whose references all exist is without faults."""
        ncpi.save(make_report(bodies=["police/kent"], inspectorates=["hmicfrs"]), "one.json")
        assert run("check", "--strict", "one.json") == (0, "", "1 file, no faults\n")

    def test_the_advice_follows_the_fault(self, run, folder):
        """A fault with a remedy shows both on its line."""
        report = ncpi.to_dict(make_report())
        report["content"]["kind"] = "inspektion"
        (folder / "one.json").write_text(json.dumps(report), "utf-8")
        (line,) = run("check", "one.json").out.splitlines()
        assert "Did you mean 'inspection'?" in line
        assert line.index("is not") < line.index("Did you mean") < line.index("[choice]")

    def test_without_its_library_a_file_cannot_be_read_and_the_others_are(
        self, run, folder, monkeypatch
    ):
        """A missing extra is a fault of the file that needs it, with the command to install it."""
        monkeypatch.setitem(sys.modules, "yaml", None)
        (folder / "one.yaml").write_text("a: b", "utf-8")
        ncpi.save(make_report(), "two.json")
        done = run("check", "one.yaml", "two.json")
        assert (done.status, done.err) == (1, "2 files, 1 fault, 2 warnings\n")
        assert done.out.startswith("one.yaml: it can't be read: ")
        assert 'pip install "ncpi[yaml]"' in done.out
        assert done.out.splitlines()[0].endswith("[unreadable]")


class TestExport:
    """``ncpi export``: the folder and what it says of itself."""

    def test_tables_are_csv_unless_another_format_is_named(self, run, folder):
        """Without ``--format`` every program can read the tables."""
        done = run("export", "suffolk", "--to", "out")
        assert done.err == "written: out (2 reports, 1 response)\n"
        assert {path.suffix for path in (folder / "out").iterdir()} == {".csv", ".json"}

    def test_an_empty_folder_needs_no_force(self, run, folder):
        """Where nothing can be lost, nothing has to be confirmed."""
        (folder / "out").mkdir()
        assert run("export", "suffolk", "--to", "out").status == 0

    @pytest.mark.parametrize(
        ("names", "cited"),
        [
            ([], True),
            (["suffolk"], True),
            ([SUFFOLK], True),
            (["mine.json"], False),
            (["suffolk", "mine.json"], False),
        ],
    )
    def test_the_register_is_cited_only_if_every_report_comes_from_it(
        self, names, cited, run, folder
    ):
        """A citation never claims a user's own report for the register."""
        ncpi.save(make_report(), "mine.json")
        assert run("export", *names, "--to", "out").status == 0
        manifest = json.loads((folder / "out" / tables.MANIFEST).read_text("utf-8"))
        wanted = ncpi.registers.reports.cite() if cited else None
        assert manifest["citation"] == wanted


class TestConvert:
    """``ncpi convert``: what it says, and which format counts."""

    def test_everything_in_an_archive_is_counted_by_kind(self, run):
        """The message names how many records of each kind were written."""
        report = make_report()
        response = ncpi.Response(report=report.key)
        held = ncpi.Archive(reports=[report], responses=[response], trackers=[make_tracker()])
        for name, more in (("in.json", []), ("in.jsonl", ["--force"])):
            ncpi.save(held, name)
            done = run("convert", name, "out.jsonl", *more)
            assert done.err == "written: out.jsonl (1 report, 1 response, 1 tracker)\n"
            assert ncpi.load("out.jsonl") == held

    @pytest.mark.parametrize("end", ["json", "jsonl"])
    def test_an_empty_archive_is_written_and_said_to_be_empty(self, end, run):
        """Nothing to convert is not an error."""
        ncpi.save(ncpi.Archive(), "in.jsonl")
        done = run("convert", "in.jsonl", f"out.{end}")
        assert done == (0, "", f"written: out.{end} (0 reports)\n")

    def test_the_format_named_counts_for_more_than_the_extension(self, run, archive, folder):
        """``--to`` decides what is written, and ``--from`` how the input is read."""
        ncpi.save(archive, "in.json")
        assert run("convert", "in.json", "out.json", "--to", "jsonl").status == 0
        assert len((folder / "out.json").read_text("utf-8").splitlines()) == 5
        assert run("convert", "out.json", "back.json").status == 1
        assert run("convert", "out.json", "back.json", "--from", "jsonl").status == 0
        assert ncpi.load("back.json") == archive

    @pytest.mark.parametrize("end", ["json", "jsonl"])
    def test_unknown_keys_are_left_out_if_that_is_asked_for(self, end, run, archive, folder):
        """``--unknown ignore`` writes the document without them."""
        document = ncpi.to_dict(archive.reports[0])
        document["content"]["colour"] = "red"
        (folder / f"in.{end}").write_text(json.dumps(document), "utf-8")
        assert run("convert", f"in.{end}", f"out.{end}").status == 1
        assert run("convert", f"in.{end}", f"out.{end}", "--unknown", "ignore").status == 0
        assert "colour" not in (folder / f"out.{end}").read_text("utf-8")


class TestDeadlines:
    """``ncpi deadlines``: whose, and under which rules."""

    def test_unverified_rules_are_used_in_a_list_too_only_if_asked_for(self, run):
        """``--unverified`` has the same meaning for one report as for several."""
        words = ("deadlines", GLOUCESTERSHIRE, SUFFOLK, "--on", "2025-07-01")
        assert "UNVERIFIED" not in run(*words).out
        assert "UNVERIFIED ncpi-revisit-six-months" in run(*words, "--unverified").out

    def test_a_list_is_that_of_today_too(self, run):
        """Without ``--on``, what is due in a list is stated for today."""
        before = date.today()  # noqa: DTZ011 - the command line's own clock
        done = run("deadlines", "--due-from", "PCC for Kent", "--format", "json")
        assert before <= date.fromisoformat(json.loads(done.out)["on"]) <= date.today()  # noqa: DTZ011 - as above

    def test_a_response_alone_is_read_with_the_shipped_reports(self, run):
        """A file without a report is about those that ncpi ships."""
        said = ncpi.Response(
            report=GLOUCESTERSHIRE,
            body="local-policing-body/gloucestershire",
            published="2025-07-01",
        )
        ncpi.save(said, "answer.json")
        words = ("deadlines", "answer.json", "--due-from", "PCC for Gloucestershire")
        done = run(*words, "--on", "2025-08-01")
        assert done.status == 0
        assert done.err == "ncpi: no reports in answer.json: the shipped reports are used\n"
        assert "met: published comments of Police and Crime Commissioner" in done.out
        assert "report: national/2020-thematic" in done.out

    def test_a_register_of_other_things_holds_no_report_to_look_at(self, run):
        """A file of a register's rows is read as what it holds."""
        kent = ncpi.registers.reports["police/kent/2019-inspection"]
        data = ncpi.registers.reports.data
        ncpi.save(attrs.evolve(data, rows=[kent]), "rows.json")
        by_rows = run("deadlines", "rows.json", "--on", "2020-01-01")
        assert by_rows == run("deadlines", kent.key, "--on", "2020-01-01")

    def test_the_ending_of_markdown_may_be_in_capitals(self, run, folder):
        """``.MD`` is as good as ``.md``, for writing and for reading."""
        assert run("respond", GLOUCESTERSHIRE, "-o", "answer.MD").status == 0
        assert (folder / "answer.MD").read_text("utf-8").startswith("#")
        assert run("deadlines", GLOUCESTERSHIRE, "answer.MD", "--on", "2025-07-01").status == 0


class TestContact:
    """``ncpi contact``: when, and how far the number can be trusted."""

    def test_the_time_is_shown_in_london_whatever_its_offset(self, run):
        """A time with an offset is converted, and no assumption is stated."""
        done = run("contact", "--at", "2020-07-01T23:30-05:00")
        assert "when: Thursday 02 July 2020, 05:30 in London\n" in done.out
        assert "assumed" not in done.out

    def test_several_days_may_be_closed(self, run):
        """Each ``--closed`` counts, not only the last."""
        closed = ("--closed", "2020-12-25", "--closed", "2020-12-28")
        for day, phone in (("25", "07836 217729"), ("28", "07836 217729"), ("29", "020 3513 0600")):
            done = run("contact", "--at", f"2020-12-{day}T12:00", *closed)
            assert f", {phone}\n" in done.out

    @pytest.mark.parametrize("wrong", ["noon", "2026-11-22", "2026-11-22T25:00", "T"])
    def test_what_is_no_time_is_wrong_usage(self, wrong, run):
        """A time that can't be read is never taken for now."""
        done = run("contact", "--at", wrong)
        assert (done.status, done.out) == (2, "")
        assert f"'{wrong}' is not a date and time" in done.err

    def test_each_contact_stands_with_its_hours_date_note_and_source(self, run):
        """A user sees on what each number rests, and that holidays aren't known."""
        out = " ".join(run("contact", "--at", "2026-11-22T18:30").out.split())
        first, _, second = out.partition("or: Out-of-hours press line, 07836 217729")
        assert "ring: Press office, 0300 071 6781 answers: hours not stated" in first
        assert "as of: 2024-05-21 note: " in first
        assert "source: Press release: Staffordshire Police" in first
        assert "answers: out of hours as of: 2019-08-30 note: For urgent" in second
        assert "Bank holidays count as other days: see --closed" in second

    def test_a_number_that_was_published_only_later_is_warned_of(self, run):
        """In 2014 the number of 2024 wasn't known."""
        then, now = (
            " ".join(run("contact", "--at", when).out.split())
            for when in ("2014-05-06T11:00", "2026-11-22T18:30")
        )
        assert "was published on 2019-08-30, after the day asked for: no earlier" in then
        assert "after the day asked for" not in now

    def test_bank_holidays_may_be_closed_days_beside_dates(self, run):
        """Those of a division by its name, from the holidays library."""
        closed = ("--closed", "england-and-wales", "--closed", "2020-12-24")
        for day, phone in (
            ("24", "07836 217729"),
            ("25", "07836 217729"),
            ("28", "07836 217729"),
            ("29", "020 3513 0600"),
        ):
            done = run("contact", "--at", f"2020-12-{day}T12:00", *closed)
            assert f", {phone}\n" in done.out
            assert "Bank holidays count" not in done.out

    def test_bank_holidays_without_the_library_are_answered_with_the_command(
        self, run, monkeypatch
    ):
        """What is installed never changes an answer."""
        monkeypatch.setitem(sys.modules, "holidays", None)
        done = run("contact", "--at", "2020-12-25T12:00", "--closed", "england-and-wales")
        assert (done.status, done.out) == (1, "")
        assert "pip install" in done.err
        assert "[holidays]" in done.err

    def test_a_division_that_is_misspelt_is_answered_with_all(self, run):
        done = run("contact", "--closed", "England and Wales")
        assert (done.status, done.out) == (2, "")
        assert "choose from: england-and-wales, northern-ireland, scotland" in done.err

    def test_a_closed_office_is_shown_with_when_it_opens_again(self, run):
        """Whoever rings out of hours learns when the office itself answers."""
        closed = ("--closed", "2020-12-25", "--closed", "2020-12-28")
        done = run("contact", "--at", "2020-12-25T11:00", *closed)
        assert "office opens again: Tuesday 29 December 2020, 08:30 in London" in done.out
        assert "opens again" not in run("contact", "--at", "2020-12-23T11:00").out


class TestTrack:
    """``ncpi track``: its warnings, and the day that counts."""

    def test_a_tracker_without_rows_is_said_to_have_none(self, run, folder):
        """A body that a report asks for nothing gets its table, with a warning."""
        report = make_report(bodies=["police/kent"], recommendations=())
        ncpi.save(report, "one.json")
        done = run("track", "start", "one.json", "--body", "police/kent", "-o", "a.csv")
        assert done.status == 0
        assert "ncpi: the reports list no item for police/kent" in done.err
        assert done.err.endswith("written: a.csv (0 items)\n")
        assert tables.read_tracker(folder / "a.csv").entries == ()

    def test_a_tracker_with_rows_is_written_without_a_warning(self, run, folder):
        """The day of a new tracker is today, unless another is named."""
        before = date.today()  # noqa: DTZ011 - the command line's own clock
        done = run("track", "start", WARWICKSHIRE, "--body", "warwickshire", "-o", "a.json")
        assert done.err.count("\n") == 1
        assert before <= tables.read_tracker(folder / "a.json").as_of <= date.today()  # noqa: DTZ011 - as above

    def test_the_items_of_several_reports_are_in_one_tracker(self, run, folder):
        """A file with an archive counts as all its reports."""
        reports = [make_report(key=f"police/kent/{n}", bodies=["police/kent"]) for n in "123"]
        ncpi.save(ncpi.Archive(reports=reports[:2]), "two.json")
        ncpi.save(reports[2], "three.json")
        words = ("track", "start", "two.json", "three.json", "--body", "police/kent")
        assert run(*words, "-o", "a.csv").status == 0
        entries = tables.read_tracker(folder / "a.csv").entries
        assert [entry.item.report for entry in entries] == [report.key for report in reports]

    def test_what_is_due_is_that_of_today_and_every_report_named_is_checked(self, run):
        """Targets are compared with today's date, and wording with the reports that are named."""
        entries = [make_tracking(), make_tracking(item="police/kent/1#recommendation-1")]
        entries = [attrs.evolve(one, text="Old.").with_target("2000-01-01") for one in entries]
        tables.write_tracker(make_tracker(entries=entries), "a.json")
        ncpi.save(make_report(), "one.json")
        ncpi.save(make_report(key="police/kent/1"), "two.json")
        done = run("track", "due", "a.json", "--report", "one.json", "--report", "two.json")
        assert done.err.count("ncpi: the wording has changed: ") == 2
        assert run("track", "due", "a.json").err == ""
        today = json.loads(run("track", "due", "a.json", "--format", "json").out)
        assert len(today["passed"]) == 2
        early = run("track", "due", "a.json", "--on", "1999-12-31", "--format", "json")
        assert json.loads(early.out)["passed"] == []


class TestCompare:
    """``ncpi compare``: trackers beside the comparison."""

    def test_each_tracker_stands_beside_the_comparison_and_a_foreign_one_is_named(self, run):
        """Every ``--tracker`` counts, and only the one without an item of the baseline warns."""
        baseline = make_report()
        ncpi.save(baseline, "before.json")
        ncpi.save(make_follow_up(baseline), "after.json")
        foreign = make_tracking(item="elsewhere#recommendation-1")
        tables.write_tracker(make_tracker(entries=[foreign, make_tracking()]), "mixed.json")
        tables.write_tracker(make_tracker(body="police/kent", entries=[foreign]), "kent.json")
        words = ("compare", "before.json", "after.json")
        done = run(*words, "--tracker", "mixed.json", "--tracker", "kent.json")
        assert done.err == (f"ncpi: kent.json: no item of {baseline.key} is tracked in it\n")
        assert "own status: police/exampleshire, 15 January 2019: awaiting allocation" in done.out
        assert "own status" not in run(*words).out

    @pytest.mark.parametrize("view", ["json", "markdown"])
    def test_a_sentence_is_text_only(self, view, run):
        """``--cite`` refuses every format of data or markup, by its name."""
        done = run("compare", "merseyside", "--entry", "1", "--cite", "--format", view)
        assert done.status == 2
        assert f"not {view}" in done.err

    def test_with_both_reports_named_only_the_second_may_be_missing(self, run):
        """One file alone is no pair, and it is said which report is missing."""
        ncpi.save(make_report(), "before.json")
        done = run("compare", "before.json")
        assert done.status == 2
        assert "before.json is a single file; name its follow-up too" in done.err


class TestRespond:
    """``ncpi respond``: whose response it is."""

    def test_a_report_on_several_forces_has_no_body_of_its_own(self, run):
        """Of two forces neither is guessed; the user is told how to name the body."""
        bodies = ["police/kent", "police/suffolk"]
        ncpi.save(make_report(bodies=bodies), "two.json")
        ncpi.save(make_report(bodies=["fire/kent", "police/kent"]), "one.json")
        done = run("respond", "two.json", "-o", "two-answer.json")
        assert done.err.splitlines()[1:] == [
            "ncpi: whose response it is isn't known: name the body with --body, or in the file"
        ]
        assert ncpi.load("two-answer.json").body is None
        assert (
            run("respond", "one.json", "-o", "a.json").err == "written: a.json (1 item to answer)\n"
        )
        assert ncpi.load("a.json").body == "local-policing-body/kent"


class TestTimeline:
    """``ncpi timeline``: rulings and files."""

    def test_only_the_files_are_used_if_there_are_some(self, run):
        """A shipped report on the same body doesn't slip in."""
        ncpi.save(make_report(key="police/kent/mine", bodies=["police/kent"]), "mine.json")
        done = run("timeline", "kent", "mine.json", "--format", "json")
        timeline = ncpi.from_json(done.out)
        assert [report.report.key for report in timeline.reports] == ["police/kent/mine"]


class TestProgramme:
    """``ncpi programme``: its notes, and figures that belong to a pair."""

    def test_what_a_year_is_is_explained_only_where_years_are_shown(self, run):
        """Times by year have a note more than times by nation, and both have the same first one."""
        by_year, by_nation = (
            json.dumps(" ".join(run("programme", "--times", "--by", by).out.split()))
            for by in ("year", "nation")
        )
        year = "the year is that in which the baseline was published"
        assert (year in by_year.lower(), year in by_nation.lower()) == (True, False)

    def test_verdicts_say_what_chance_has_to_do_with_them(self, run):
        """Each verdict stands with its pair, and all with a warning against misreading them."""
        pytest.importorskip("scipy")
        out = " ".join(run("programme", "--verdicts").out.split())
        assert out.startswith("Changes in case grades: ")
        assert "police/dorset/2021-inspection, police/dorset/2022-review" in out
        assert "'No clear change' doesn't mean that nothing changed" in out


def test_rulings_on_no_items_are_none(run, folder):
    """An empty file of rulings changes nothing."""
    tables.write_csv(tables.plain("rulings", []), folder / "none.CSV")
    with_none = run("compare", "suffolk", "--rulings", "none.CSV")
    assert with_none == run("compare", "suffolk")


def test_the_reports_of_two_files_are_one_archive_and_other_records_are_refused(run):
    """What is neither a report nor an archive is named by its class."""
    ncpi.save(make(ncpi.Finding), "finding.json")
    done = run("coverage", "finding.json")
    assert done.status == 1
    assert "finding.json" in done.err
    assert "it contains a finding, not a report or an archive of reports" in done.err


class TestInputs:
    """Files: what counts as one, and how large it is."""

    def test_the_bar_of_a_long_file_counts_bytes(self, on_terminal, folder):
        """A user who waits sees how much has been read, in bytes and not in pieces."""
        pytest.importorskip("tqdm")
        (folder / "long.jsonl").write_text((" " * 99_999 + "\n") * (LONG // 100_000 + 1), "utf-8")
        done = on_terminal("check", "long.jsonl")
        assert "B/s]" in done.err
        assert "it/s]" not in done.err

    @pytest.mark.parametrize(("short", "is_shown"), [(0, True), (1, False)])
    def test_a_file_is_long_from_a_certain_size(self, short, is_shown, on_terminal, folder):
        """A file of just that size shows its progress, and one a byte shorter doesn't."""
        pytest.importorskip("tqdm")
        (folder / "long.jsonl").write_text(" " * (LONG - short), "utf-8")
        assert ("B/s]" in on_terminal("check", "long.jsonl").err) is is_shown

    def test_several_files_are_counted_together_and_said_to_be_several(
        self, on_terminal, folder, monkeypatch
    ):
        """Without a bar, what is read is named: the file, or how many there are."""
        monkeypatch.setitem(sys.modules, "tqdm", None)
        for name in ("a.jsonl", "b.jsonl"):
            (folder / name).write_text((" " * 99_999 + "\n") * (LONG // 200_000 + 1), "utf-8")
        done = on_terminal("check", "a.jsonl", "b.jsonl")
        assert done.err.startswith("reading 2 files (5 MB); ")

    def test_a_fault_does_not_stand_in_the_line_of_the_bar(self, on_terminal, folder, monkeypatch):
        """The bar is cleared before a fault is written, so that both can be read."""
        pytest.importorskip("tqdm")
        cleared = []
        monkeypatch.setattr(Progress, "make_room", lambda _: cleared.append(1))
        (folder / "bad.jsonl").write_text("{nonsense\n", "utf-8")
        ncpi.save(make_report(), "good.json")
        assert on_terminal("check", "bad.jsonl", "good.json").status == 1
        assert len(cleared) == 1

    def test_empty_standard_input_is_a_fault_in_every_format(self, spawn):
        """Standard input is JSON unless its format is named."""
        assert spawn("check", "-", input="").returncode == 1
        assert spawn("check", "-", "--from", "jsonl", input="\n").returncode == 1


def test_an_error_of_memory_or_of_the_system_is_said_in_plain_words():
    """The message names the file and the reason, and never a number alone."""
    assert why(MemoryError()) == "there is not enough memory"
    assert why(FileNotFoundError(2, "No such file", "a.json")) == "a.json: No such file"
    assert why(OSError(28, "No space left")) == "No space left"
    assert why(OSError("odd")) == "odd"


def test_characters_that_a_terminal_lacks_are_escaped_as_in_json(spawn, folder):
    """A character beyond sixteen bits becomes two escapes, so that JSON stays JSON."""
    report = make_report(title="é€😀 and more")
    ncpi.save(report, "one.json")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = spawn("show", "one.json", "--format", "json", env=environment)
    assert "\\u00e9\\u20ac\\ud83d\\ude00 and more" in done.stdout
    assert ncpi.from_json(done.stdout) == report


class TestReports:
    """``ncpi reports``: the keys to name elsewhere."""

    def test_every_shipped_report_is_listed_by_its_key(self, run):
        """In text, a report has one line, and in CSV its title too."""
        lines = run("reports").out.splitlines()
        assert [line.split()[0] for line in lines[4:]] == [
            one.key for one in ncpi.Archive.shipped()
        ]
        assert run("reports", "--format", "csv").out.startswith("key,kind,published,title\n")

    def test_a_body_narrows_the_list(self, run):
        """By any of its names; an unknown one is answered with the nearest."""
        done = run("reports", "Kent Police", "--format", "json")
        assert [json.loads(line)["published"] for line in done.out.splitlines()] == [
            "2019-09",
            "2021-08-26",
        ]
        assert "police/kent" in run("reports", "kennt").err


class TestShowByName:
    """``ncpi show``: whatever the registers have."""

    @pytest.mark.parametrize(
        ("what", "title"),
        [
            ("hmicfrs", "inspectorate: "),
            ("HMICFRS", "inspectorate: "),
            ("PCC for Kent", "local-policing-body: Police and Crime Commissioner for Kent"),
            ("btp", "law-enforcement-body: British Transport Police"),
            ("Kent Fire and Rescue Service", "fire-and-rescue-service: "),
            ("E23000032", "force: Kent Police"),
            ("kent", "force: Kent Police"),
            ("wendy williams", "inspector: Wendy Williams"),
            ("pcc-response-56-days", "deadline-rule: pcc-response-56-days"),
        ],
    )
    def test_whatever_a_register_lists_is_shown_by_its_name(self, what, title, run):
        """Not only forces."""
        done = run("show", what)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith(title)

    @pytest.mark.parametrize(
        ("what", "near"),
        [
            ("kennt", "police/kent"),
            ("hmicfs", "hmicfrs"),
            ("PCC", "local-policing-body/kent"),
            ("police/kent/2019-inspektion", "police/kent/2019-inspection"),
        ],
    )
    def test_what_no_register_lists_is_answered_with_the_nearest(self, what, near, run):
        """A name of several bodies, too."""
        done = run("show", what)
        assert (done.status, done.out) == (1, "")
        assert near in done.err
