"""``--match`` and ``--rulings``: links beside those that the reports state."""

import json

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison.matching import Matcher
from ncpi.serial.lines import write_lines
from ncpi.testing import make_ruling

PAIR = ("police/merseyside/2018-inspection", "police/merseyside/2019-review")
RULING = make_ruling(
    item=f"{PAIR[0]}#concern-own-6",
    follow_up=PAIR[1],
    finding="e",
    answers=False,
    by="R. Person",
    dated="2020-05",
    note="about detention itself",
)


@pytest.fixture
def rulings(folder):
    tables.write_csv(tables.plain("rulings", [RULING]), folder / "rulings.csv")
    write_lines([RULING], folder / "rulings.jsonl")
    ncpi.save(RULING, folder / "ruling.json")
    pair = ncpi.Archive.shipped().pair("merseyside")
    ncpi.save(ncpi.compare(*pair, rulings=[RULING]), folder / "comparison.json")


@pytest.mark.usefixtures("rulings")
@pytest.mark.parametrize("name", ["rulings.csv", "rulings.jsonl", "ruling.json", "comparison.json"])
def test_rulings_come_from_a_table_from_lines_or_from_a_comparison(run, name):
    done = run("compare", "merseyside", "--rulings", name, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert ncpi.from_json(done.out, ncpi.Comparison).rulings == (RULING,)


@pytest.mark.usefixtures("rulings")
def test_one_file_of_rulings_serves_every_command(run):
    programme = run("programme", "--match", "--rulings", "rulings.csv", "--format", "json")
    assert Matcher().name in programme.out
    timeline = run("timeline", "merseyside", "--rulings", "rulings.csv", "--format", "json")
    for done in (programme, timeline):
        assert (done.status, done.err) == (0, "")
        assert "R. Person" in done.out


def test_a_timeline_takes_a_matcher(run):
    done = run("timeline", "merseyside", "--match", "--format", "json")
    assert Matcher().name in done.out


@pytest.mark.usefixtures("rulings")
def test_rulings_on_other_reports_are_counted_aloud_and_left(run):
    done = run("compare", "merseyside", "--full", "--rulings", "rulings.csv")
    assert "R. Person" in done.out
    other = run("compare", "dorset", "--rulings", "rulings.csv")
    assert other.status == 0
    assert "R. Person" not in other.out
    assert other.err == "ncpi: rulings.csv: 1 of 1 rulings are about other reports\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [("false", "maybe", "answers: 'maybe'"), (",e,,", ",e,7,", "dated: 'May'")],
)
def test_every_fault_of_a_table_of_rulings_is_reported_with_its_line(
    old, new, fault, refused, folder
):
    tables.write_csv(tables.plain("rulings", [RULING, RULING]), folder / "wrong.csv")
    text = (folder / "wrong.csv").read_text("utf-8")
    (folder / "wrong.csv").write_text(text.replace(old, new).replace("2020-05", "May"))
    err = refused("compare", "merseyside", "--rulings", "wrong.csv")
    assert "wrong.csv" in err
    assert f"line 2, rulings[0].{fault}" in err


def test_every_fault_of_lines_of_rulings_is_reported_with_its_line(refused, folder):
    line = json.loads(ncpi.to_json(RULING))
    del line["content"]["by"]
    (folder / "wrong.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(line)}\n")
    err = refused("compare", "merseyside", "--rulings", "wrong.jsonl")
    assert "line 1" in err
    assert "line 2" in err


def test_a_ruling_that_fits_nothing_is_reported_by_its_place_in_the_file(refused, folder):
    other = attrs.evolve(RULING, follow_up="another")
    wrong = attrs.evolve(RULING, finding="F9")
    write_lines([other, wrong], folder / "rulings.jsonl")
    err = refused("compare", "merseyside", "--rulings", "rulings.jsonl")
    assert "rulings.jsonl: 1 fault" in err
    assert "rulings[1].finding: 'F9'" in err


def test_rulings_on_no_items_are_none(run, folder):
    tables.write_csv(tables.plain("rulings", []), folder / "none.CSV")
    with_none = run("compare", "suffolk", "--rulings", "none.CSV")
    assert with_none == run("compare", "suffolk")
