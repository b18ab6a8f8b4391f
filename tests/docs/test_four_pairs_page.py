"""The page on case grades gives the figures that the library gives."""

import re
from pathlib import Path

import pytest

import ncpi
from ncpi.comparison import statistics

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "four-pairs.md"
FORCES = {
    "Dorset": "dorset",
    "North Yorkshire": "north-yorkshire",
    "Suffolk": "suffolk",
    "Warwickshire": "warwickshire",
}


def points(estimate):
    return estimate.in_points.replace(" points (95% interval ", " (")


def whole_audits(pair):
    """The tests of the files of all areas together."""
    tests = ncpi.compare(pair.baseline, pair.follow_up).case_audit_tests()
    return [one for one in tests if one.entry.area is None]


@pytest.mark.parametrize("force", FORCES)
def test_the_row_of_a_force_holds_its_figures(force):
    (row,) = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith(f"| {force}, ")
    ]
    pair = ncpi.Archive.shipped().pair(FORCES[force])
    (case_audit_test,) = whole_audits(pair)
    years = f"{pair.baseline.fieldwork.start.year} and {pair.follow_up.fieldwork.end.year}"
    effect = case_audit_test.effect
    assert row == [
        f"{force}, {years}",
        points(case_audit_test.entry.change("good").difference),
        points(case_audit_test.entry.change("inadequate").difference),
        f"{effect.value:.2f} ({effect.low:.2f} to {effect.high:.2f})",
        f"{case_audit_test.p_value:.3f}",
        case_audit_test.verdict.value,
    ]


def test_the_rule_of_the_page_has_the_librarys_thresholds():
    page = " ".join(PAGE.read_text("utf-8").split())
    assert f"Fewer than {statistics.FEWEST_CASES} files on either side" in page
    assert f"a p-value of at most {statistics.SIGNIFICANCE}" in page
    assert f"Past {statistics.MAX_ALLOCATIONS:,} allocations" in page


def test_only_one_of_the_twelve_differences_leaves_out_zero():
    archive = ncpi.Archive.shipped()
    differences = [
        one.difference
        for force in FORCES.values()
        for case_audit_test in whole_audits(archive.pair(force))
        for one in case_audit_test.changes
    ]
    assert len(differences) == 12
    (clear,) = [one for one in differences if not one.low <= 0 <= one.high]
    assert points(clear).split(" ", 1) == ["-22.3", "(-38.4 to -2.3)"]
    assert re.search(r"22\.3 points \(-38\.4 to -2\.3\)", PAGE.read_text("utf-8"))
