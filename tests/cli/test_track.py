"""``ncpi track``: a body's own record, from its start to what changed."""

import json

import attrs
import pytest

import ncpi
from ncpi.tables import read_tracker, write_tracker
from ncpi.testing import make_report, make_tracker, make_tracking

REPORT = "police/warwickshire/2022-inspection"


@pytest.fixture
def started(run, folder):
    """The tracker that the command starts, in a file."""
    words = ("track", "start", REPORT, "--body", "Warwickshire Police", "--as-of", "2022-11-01")
    done = run(*words, "-o", "a.csv")
    assert done.status == 0
    assert done.err.startswith("written: a.csv (5 items)\n")
    return read_tracker("a.csv")


def test_a_tracker_starts_with_every_item_of_the_report(started):
    report = ncpi.registers.reports[REPORT]
    assert started == ncpi.Tracker.start(report, body="police/warwickshire", as_of="2022-11-01")


def test_a_row_that_is_certainly_for_others_is_left_out(run, folder):
    """A national report's items for a ministry or an agency are no rows of a force's tracker."""
    national = "national/2023-group-based-exploitation"
    run("track", "start", national, "--body", "Merseyside Police", "-o", "a.csv")
    rows = [entry.item.key for entry in read_tracker("a.csv").entries]
    owed = ncpi.Archive.shipped().applying_to("merseyside", on="2025-12-01")
    theirs = [*owed.items, *owed.cannot_tell]
    assert sorted(rows) == sorted(one.ref.key for one in theirs if one.report.key == national)


def test_what_a_report_made_and_does_not_list_is_said_with_the_row_to_add(run, folder):
    done = run("track", "start", REPORT, "--body", "warwickshire", "-o", "a.csv")
    said = f"{REPORT} made 8 recommendations (5 listed here). Add a row for each other, with an "
    line = done.err.splitlines()[1]
    assert line == f"ncpi: {said}item such as {REPORT}#recommendation-NUMBER"
    item = line.split()[-1].replace("NUMBER", "6")
    with (folder / "a.csv").open("a", encoding="utf-8") as file:
        file.write(f"{item},inspect custody\n")
    assert str(read_tracker("a.csv").entries[-1].item) == item
    complete = make_report(
        key="police/kent/2031", bodies=["police/kent"], recommendations_made=None
    )
    listed = ncpi.ReportCompleteness(recommendations="complete")
    ncpi.save(attrs.evolve(complete, completeness=listed), "r.json")
    done = run("track", "start", "r.json", "--body", "police/kent", "-o", "b.csv")
    assert "listed here" not in done.err


@pytest.mark.parametrize("name", ["Wiltshire", "Wiltshire Police", "wiltshire"])
def test_a_force_in_place_of_a_report_is_answered_with_its_reports(name, run, folder):
    started = run("track", "start", name, "--body", "wiltshire", "-o", "a.csv")
    ncpi.save(make_tracker(), "due.json")
    for done in (started, run("track", "due", "due.json", "--report", name)):
        assert done.status == 1
        assert "police/wiltshire/2022-inspection" in done.err
        assert "national/" not in done.err


def test_a_report_on_another_force_gives_no_tracker(run, refused, folder):
    err = refused("track", "start", REPORT, "--body", "Kent Police", "-o", "a.csv")
    assert f"{REPORT} is about police/warwickshire and addresses no item to police/kent" in err
    assert "Name police/warwickshire, the local policing body" in err
    assert not (folder / "a.csv").exists()
    done = run("track", "start", REPORT, "--body", "PCC for Warwickshire", "-o", "a.csv")
    assert done.status == 0


def test_where_only_concerns_are_listed_the_option_that_adds_them_is_named(run, folder):
    words = ("track", "start", "police/wiltshire/2022-inspection", "--body", "wiltshire")
    done = run(*words, "-o", "t.csv")
    assert "number no item for police/wiltshire, but list 19 concerns: --concerns" in done.err
    done = run(*words, "-o", "t.csv", "--concerns", "--force")
    assert done.status == 0
    assert done.err.startswith("written: t.csv (19 items)\n")
    assert run("track", "due", "t.csv").err == ""


def test_what_is_due_is_stated_for_a_day_with_a_warning_of_new_wording(run, started):
    entry = attrs.evolve(started.entries[4], text="Another text.").with_target("2022-11-30")
    write_tracker(started.with_entry(entry), "a.json")
    done = run("track", "due", "a.json", "--on", "2022-12-05")
    assert done.status == 0
    assert "5 days ago" in done.out
    assert "the wording has changed: recommendation 5" in done.err
    groups = json.loads(run("track", "due", "a.json", "--format", "json").out)
    assert [one["text"] for one in groups["passed"]] == ["Another text."]


def test_a_row_of_an_item_that_the_report_does_not_list_is_named_as_that(run, started):
    item = f"{REPORT}#concern-own-99"
    write_tracker(started.with_entry(ncpi.Tracking(item=item, text="t")), "a.json")
    done = run("track", "due", "a.json")
    assert done.err == f"ncpi: {REPORT} lists no such item: concern own-99\n"


def test_what_changed_is_shown_across_formats(run, started):
    entry = attrs.evolve(started.entries[0], rag="red", owner="Head of crime")
    write_tracker(attrs.evolve(started.with_entry(entry), as_of="2022-12-01"), "b.json")
    done = run("track", "since", "a.csv", "b.json")
    assert "1 turned red" in done.out
    figures = json.loads(run("track", "since", "a.csv", "b.json", "--format", "json").out)
    assert figures["changes"][0]["changes"]["owner"] == ["none", "Head of crime"]


@pytest.mark.parametrize("view", ["text", "markdown", "html"])
def test_a_board_reads_what_the_item_asks_and_who_owns_it(run, started, view):
    signed = ncpi.SignOff(by="Board")
    entry = attrs.evolve(started.entries[2], rag="red", owner="Head of crime", sign_off=signed)
    later = started.with_entry(entry)
    write_tracker(attrs.evolve(later, as_of="2022-12-01", entries=later.entries[1:]), "b.csv")
    done = run("track", "since", "a.csv", "b.csv", "--format", view)
    shown = " ".join(done.out.split())
    for words in (entry.text, "Head of crime", "RAG rating: none → red", "sign-off: none → Board"):
        assert words in shown
    assert started.entries[0].text in shown


def test_each_moved_target_is_kept_from_one_state_to_the_next(run, started, folder):

    def typed(name, old, new):
        text = (folder / name).read_text("utf-8-sig")
        (folder / name).write_text(text.replace(f",{old},", f",{new},"), "utf-8-sig")

    entry = started.entries[0].with_target("2022-11-30")
    write_tracker(attrs.evolve(started, entries=[entry]), "a.csv")
    typed("a.csv", "2022-11-30", "2023-01-31")
    before = (folder / "a.csv").read_bytes()
    done = run("track", "next", "a.csv", "--as-of", "2022-12-01", "-o", "b.csv")
    assert (done.status, done.err) == (0, "written: b.csv (1 item)\n")
    assert (folder / "a.csv").read_bytes() == before
    typed("b.csv", "2023-01-31", "2023-03-31")
    later = read_tracker("b.csv")
    assert str(later.as_of) == "2022-12-01"
    targets = [str(one.target) for one in later.entries[0].targets]
    assert targets == ["2022-11-30", "2023-01-31", "2023-03-31"]


def test_the_next_state_is_not_earlier(run, started, folder):
    done = run("track", "next", "a.csv", "--as-of", "2022-10-01", "-o", "b.csv")
    assert (done.status, (folder / "b.csv").exists()) == (1, False)
    assert "2022-10-01 is before the day of a.csv, 2022-11-01" in done.err


def test_what_is_public_is_written_to_another_file(run, started):
    write_tracker(started.with_entry(attrs.evolve(started.entries[0], owner="Someone")), "b.csv")
    assert run("track", "public", "b.csv", "-o", "public.csv").status == 0
    assert read_tracker("public.csv") == started


def test_faults_are_named_as_the_spreadsheet_shows_them(refused, started, folder):
    text = (folder / "a.csv").read_text("utf-8-sig")
    (folder / "a.csv").write_text(text.replace("awaiting allocation", "waiting", 1), "utf-8")
    assert "a.csv: 1 fault\n  row 5, Status: 'waiting' is not a tracking status" in refused(
        "track", "due", "a.csv"
    )


def test_a_tracker_without_rows_is_said_to_have_none(run, folder):
    report = make_report(bodies=["police/kent"], recommendations=())
    ncpi.save(report, "one.json")
    done = run("track", "start", "one.json", "--body", "police/kent", "-o", "a.csv")
    assert done.status == 0
    assert "ncpi: the reports list no item for police/kent" in done.err
    assert done.err.startswith("written: a.csv (0 items)\n")
    assert read_tracker("a.csv").entries == ()


def test_the_items_of_several_reports_are_in_one_tracker(run, folder):
    reports = [make_report(key=f"police/kent/{n}", bodies=["police/kent"]) for n in "123"]
    ncpi.save(ncpi.Archive(reports=reports[:2]), "two.json")
    ncpi.save(reports[2], "three.json")
    words = ("track", "start", "two.json", "three.json", "--body", "police/kent")
    assert run(*words, "-o", "a.csv").status == 0
    entries = read_tracker("a.csv").entries
    assert [entry.item.report for entry in entries] == [report.key for report in reports]


def test_what_is_due_is_that_of_today_and_every_report_named_is_checked(run):
    entries = [make_tracking(), make_tracking(item="police/kent/1#recommendation-1")]
    entries = [attrs.evolve(one, text="Old.").with_target("2000-01-01") for one in entries]
    write_tracker(make_tracker(entries=entries), "a.json")
    ncpi.save(make_report(), "one.json")
    ncpi.save(make_report(key="police/kent/1"), "two.json")
    done = run("track", "due", "a.json", "--report", "one.json", "--report", "two.json")
    assert done.err.count("ncpi: the wording has changed: ") == 2
    assert run("track", "due", "a.json").err == ""
    today = json.loads(run("track", "due", "a.json", "--format", "json").out)
    assert len(today["passed"]) == 2
    early = run("track", "due", "a.json", "--on", "1999-12-31", "--format", "json")
    assert json.loads(early.out)["passed"] == []
