"""The page on the shipped data says what the shipped data are."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ncpi import registers
from ncpi.vocabulary import ItemKind, LinkBasis, Progress, Provenance

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "data.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE)

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def says(words: str) -> bool:
    return words in " ".join(PAGE.split())


def test_every_register_has_its_line():
    every = {name: getattr(registers, name) for name in registers.__all__}
    kinds = {name for name, value in every.items() if isinstance(value, registers.Register)}
    assert {name for name, _ in ROWS} == kinds


@pytest.mark.parametrize(("name", "rows"), ROWS)
def test_the_number_of_rows_is_right(name, rows):
    assert len(getattr(registers, name)) == int(rows)


def test_how_many_reports_were_not_seen_is_right():
    unseen = sum(report.secondary_source is not None for report in registers.reports)
    assert says(f"Of the {len(registers.reports)}, {unseen} are known only from")


def test_how_many_reports_are_undated_is_right():
    undated = sum(report.published is None for report in registers.reports)
    assert says(f"and {undated} have no date of publication")


def test_how_many_links_are_stated_is_right():
    bases = [link.basis for report in registers.reports for link in report.follows]
    stated = bases.count(LinkBasis.STATED)
    assert says(f"Of the {len(bases)} links, {stated} are stated by the later report")


def test_how_many_deadline_rules_were_seen_in_a_source_is_right():
    seen = [rule.verified for rule in registers.deadline_rules]
    assert says(f"{NUMBERS[seen.count(True)]} were seen in a source.")
    assert says(f"{NUMBERS[seen.count(False)]} are unverified")


def test_how_precisely_reports_are_dated_is_right():
    dates = [report.published for report in registers.reports if report.published]
    to_the_day = sum(date.exact is not None for date in dates)
    vaguer = len(dates) - to_the_day
    assert says(f"{to_the_day} reports are dated to the day, {vaguer} to the month or year")


def test_how_many_topics_are_graded_is_right():
    graded = [len(report.judgments) for report in registers.reports if report.judgments]
    assert says(f"{NUMBERS[len(graded)]} list graded topics, {sum(graded)} in all")


def test_how_much_is_listed_is_right():
    every = list(registers.reports)
    items = [item for report in every for item in report.items]
    counts = Counter(item.item_kind for item in items)
    assert says(
        f"{counts[ItemKind.RECOMMENDATION]} recommendations, "
        f"{counts[ItemKind.CAUSE_OF_CONCERN]} causes of concern and "
        f"{counts[ItemKind.CONCERN]} concerns are listed"
    )
    assert says(f"with {sum(len(report.findings) for report in every)} findings in all")
    said = [one for report in every for one in registers.responses_to(report.key)]
    assert says(f"and {len(said)} statements")


def test_how_many_adverse_findings_are_second_hand_is_right():
    adverse = [
        finding
        for report in registers.reports
        if report.follows
        for finding in report.findings
        if finding.concern or finding.progress in (Progress.NOT_IMPROVED, Progress.WORSE)
    ]
    told = [
        finding
        for finding in adverse
        if {source.provenance for source in finding.sources} == {Provenance.ACCOUNT}
    ]
    assert says(f"{len(told)} of {len(adverse)} adverse findings in follow-ups")
