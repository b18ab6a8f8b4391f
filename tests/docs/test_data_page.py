"""The page on the shipped data says what the shipped data are."""

import re
from pathlib import Path

import pytest

from ncpi import registers
from ncpi.vocabulary import LinkBasis

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "data.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE)


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


def test_only_the_reports_that_the_page_names_have_recommendations():
    entry = [report.key for report in registers.reports if report.recommendations]
    assert entry == ["police/merseyside/2018-inspection"]
