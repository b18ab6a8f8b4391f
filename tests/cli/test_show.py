"""``ncpi show``: files, and whatever the registers have."""

import pytest

import ncpi

SUFFOLK = "police/suffolk/2022-inspection"


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
def test_a_key_is_looked_up_in_the_register_of_its_kind(key, cls, run):
    record = ncpi.from_json(run("show", key, "--format", "json").out)
    assert (type(record), record.key) == (cls, key)


def test_a_file_that_looks_like_no_document_is_shown_if_its_format_is_known(refused, folder):
    (folder / "report.txt").write_text("x", "utf-8")
    assert "'.txt' is not the file extension" in refused("show", "report.txt")


def test_an_archive_without_reports_is_shown(run, folder):
    ncpi.save(ncpi.Archive(), "empty.jsonl")
    done = run("show", "empty.jsonl")
    assert (done.status, done.out) == (0, "Archive of no reports\n\n  reports  none\n")


def test_a_tracker_and_a_response_are_shown_in_the_formats_that_people_edit(run, refused, folder):
    report = "police/warwickshire/2022-inspection"
    run("track", "start", report, "--body", "warwickshire", "--as-of", "2022-11-01", "-o", "t.csv")
    run("respond", report, "-o", "r.md")
    assert run("show", "t.csv").out.startswith("Tracker of Warwickshire Police as of 1 November")
    kind = "response: Police and Crime Commissioner for Warwickshire"
    assert run("show", "r.md").out.startswith(kind)
    for missing in ("no.csv", "no.md"):
        assert f"{missing}: No such file" in refused("show", missing)


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
def test_whatever_a_register_lists_is_shown_by_its_name(what, title, run):
    done = run("show", what)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(title)
