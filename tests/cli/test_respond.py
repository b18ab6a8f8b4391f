"""``ncpi respond``: a response to fill in, and what one lacks."""

import json
import re

import pytest

import ncpi
from ncpi.model.responses import Response
from ncpi.serial.responses import from_markdown
from ncpi.testing import make_report

WARWICKSHIRE = "police/warwickshire/2022-inspection"


def read(path):
    if path.suffix in (".md", ".markdown"):
        return from_markdown(path.read_text("utf-8"))
    return ncpi.load(path, Response)


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.yaml", "a.yml", "a.json"])
def test_the_response_has_a_place_for_each_item_and_is_that_of_the_forces_policing_body(
    run, folder, name
):
    done = run("respond", WARWICKSHIRE, "-o", name)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith(f"written: {name} (5 items to answer)\n")
    report = ncpi.registers.reports[WARWICKSHIRE]
    body = "local-policing-body/warwickshire"
    assert read(folder / name) == Response.start(report, body=body)


def test_the_body_is_found_by_any_of_its_names(run, folder):
    run("respond", WARWICKSHIRE, "-o", "a.md", "--body", "PCC for Warwickshire")
    assert read(folder / "a.md").body == "local-policing-body/warwickshire"
    run("respond", "national/2020-thematic", "-o", "c.md", "--body", "PCC for Kent")
    assert read(folder / "c.md").body == "local-policing-body/kent"


def test_a_report_on_other_forces_is_not_answered_for_a_policing_body(run, folder):
    done = run("respond", WARWICKSHIRE, "-o", "a.md", "--body", "PCC for Kent")
    refusal = "is about police/warwickshire and addresses no item to local-policing-body/kent"
    assert done.status == 1
    assert done.err.startswith(f"ncpi: body: {WARWICKSHIRE} {refusal}. Name police/warwickshire")
    assert not (folder / "a.md").exists()
    response = Response(report=WARWICKSHIRE, body="local-policing-body/kent")
    ncpi.save(response, folder / "a.json")
    done = run("respond", "--check", "a.json")
    assert (done.status, done.out, refusal in done.err) == (1, "", True)


def test_where_only_concerns_are_listed_it_says_how_to_answer_one(run, folder):
    item = "police/wiltshire/2022-inspection#concern-own-1"
    done = run("respond", "police/wiltshire/2022-inspection", "-o", "a.md")
    assert "it lists 19 concerns, which may be answered too" in done.err
    named = re.findall(r"#+ [A-Z][a-z ]+[a-z](?=[,;]| and #)|### \S+(?=,)", done.err)
    named = named[:5]
    assert named == [
        *("## Concerns", f"### {item}", "#### Action taken"),
        *("#### Action proposed", "#### Reason for none"),
    ]
    with (folder / "a.md").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", *named, "Not ours.", ""]))
    (answer,) = read(folder / "a.md").answers
    assert (str(answer.item), answer.reason_for_none) == (item, "Not ours.")


@pytest.mark.parametrize(
    ("report", "listed"), [(WARWICKSHIRE, "5"), ("police/wiltshire/2022-inspection", "none")]
)
def test_what_the_report_made_and_does_not_list_is_answered_as_the_message_says(
    report, listed, run, folder
):
    said = run("respond", report, "-o", "a.md").err.splitlines()
    (words,) = [line for line in said if f"({listed} listed here). To answer another: " in line]
    text = (folder / "a.md").read_text("utf-8")
    group = "" if listed == "5" else "\n## Recommendations\n"
    assert ("below ## Recommendations write" if listed == "5" else "## Recommendations,") in words
    (item,) = re.findall(r"### (\S+)-NUMBER, #### Action taken,", words)
    parts = "".join(f"\n#### {part}\n" for part in ("Action taken", "Action proposed"))
    answer = f"{group}\n### {item}-6\n{parts}\n#### Reason for none\n\nNot ours.\n"
    (folder / "a.md").write_text(text + answer, encoding="utf-8")
    assert read(folder / "a.md").answers[-1].reason_for_none == "Not ours."


def test_a_report_that_may_make_more_recommendations_is_said_to(run, folder):
    ncpi.save(make_report(key="police/kent/2031", recommendations_made=None), folder / "r.json")
    done = run("respond", "r.json", "-o", "a.md")
    assert "police/kent/2031 may make recommendations that aren't listed here." in done.err


def test_a_response_to_a_report_that_is_not_shipped_is_checked_with_its_file(run, refused, folder):
    ncpi.save(make_report(key="police/kent/2031"), folder / "report.json")
    run("respond", "report.json", "-o", "a.md")
    assert read(folder / "a.md").report == "police/kent/2031"
    assert run("respond", "--check", "a.md", "report.json").status == 1
    err = refused("respond", "--check", "a.md")
    assert "no shipped report has the key 'police/kent/2031'" in err
    assert "add its file: ncpi respond FILE --check a.md" in err


def test_check_lists_the_gaps_and_has_a_status_for_them(run, folder):
    run("respond", WARWICKSHIRE, "-o", "a.md")
    done = run("respond", "--check", "a.md")
    assert done.status == 1
    for number in range(1, 6):
        assert f"recommendation {number} " in done.out
    assert "the date of publication" in done.out
    response = read(folder / "a.md")
    for name in ("a.yaml", "a.json"):
        ncpi.save(response, folder / name)
        assert run("respond", "--check", name).out == done.out
    listed = json.loads(run("respond", "--check", "a.md", "--format", "json").out)
    assert len(listed["gaps"]) == 10
    assert "an answer on 3 of the 8 recommendations, not listed here" in done.out


def test_a_response_that_lacks_nothing_has_the_status_0(run, folder):
    report = ncpi.registers.reports[WARWICKSHIRE]
    run("respond", WARWICKSHIRE, "-o", "a.md")
    text = (folder / "a.md").read_text("utf-8")
    for old, new in (
        ("#### Action taken\n", "#### Action taken\n\nDone.\n"),
        ("## Comments\n", "## Comments\n\nWe welcome it.\n"),
        ("comment by:", "comment by: 2022-08-20"),
        ("- Published:", "- Published: 2022-09-20"),
        ("- Copied to:", "- Copied to: HMICFRS"),
    ):
        text = text.replace(old, new)
    (folder / "a.md").write_text(text, encoding="utf-8")
    assert run("respond", "--check", "a.md").status == 1
    last = text[text.rindex("### police") :]
    for number in "678":
        text += "\n" + last.replace("recommendation-5", f"recommendation-{number}")
    (folder / "a.md").write_text(text, encoding="utf-8")
    done = run("respond", "--check", "a.md")
    assert done.status == 0
    assert done.out.startswith(f"Response to {report.key}: nothing is missing")


def test_a_damaged_file_is_refused_with_its_lines(run, refused, folder):
    run("respond", WARWICKSHIRE, "-o", "a.md")
    text = (folder / "a.md").read_text("utf-8")
    (folder / "a.md").write_text(text.replace("## Comments", "## Coments"), encoding="utf-8")
    err = refused("respond", "--check", "a.md")
    assert "a.md: 2 faults" in err
    assert "line 16" in err
    (folder / "a.md").write_bytes(b"\xff\xff")
    assert "not UTF-8" in run("respond", "--check", "a.md").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((WARWICKSHIRE,), "one of the arguments -o/--output --check is required"),
        (("-o", "a.md"), "name the report to respond to"),
        ((WARWICKSHIRE, "-o", "a.txt"), "a.txt has none of the file extensions .md"),
        (("--check", "a.txt"), "a.txt has none of the file extensions .md"),
        ((WARWICKSHIRE, "-o", "a.md", "--format", "html"), "--format goes with --check"),
        ((WARWICKSHIRE, "-o", "a.jsonl"), "a.jsonl has none of the file extensions .md"),
        (("--check", "a.md", "--force"), "--force goes with -o"),
        (("--check", "a.md", "--body", "Kent"), "--body goes with -o"),
        ((WARWICKSHIRE, "-o", "a.md", "--check", "a.md"), "not allowed with argument"),
    ],
)
def test_wrong_usage_says_what_is_wrong(refused, words, message):
    assert message in refused("respond", *words, status=2)


def test_a_report_on_several_forces_has_no_body_of_its_own(run):
    bodies = ["police/kent", "police/suffolk"]
    ncpi.save(make_report(bodies=bodies), "two.json")
    ncpi.save(make_report(bodies=["fire/kent", "police/kent"]), "one.json")
    done = run("respond", "two.json", "-o", "two-answer.json")
    assert done.err.splitlines()[2:] == [
        "ncpi: whose response it is isn't known: name the body with --body, or in the file"
    ]
    assert ncpi.load("two-answer.json").body is None
    assert "whose response" not in run("respond", "one.json", "-o", "a.json").err
    assert ncpi.load("a.json").body == "local-policing-body/kent"
