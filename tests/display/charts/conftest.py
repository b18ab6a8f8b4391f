"""The charts of what is shipped, drawn once for all tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import ncpi
from ncpi.display import charts

ARCHIVE = ncpi.Archive.shipped()


def _programme() -> Any:
    return ARCHIVE.compare_all(bodies=ncpi.registers.forces)


def _coverage() -> Any:
    return ARCHIVE.coverage(bodies=ncpi.registers.forces)


FOUR = ("dorset", "north-yorkshire", "suffolk", "warwickshire")
SHIPPED: dict[str, Callable[[], charts.Chart]] = {
    "case_grades": lambda: charts.case_grades(_programme().case_grades(), forces=FOUR),
    "every_case_grade": lambda: charts.case_grades(_programme().case_grades()),
    "coverage_map": lambda: charts.coverage_map(_coverage()),
    "dates_map": lambda: charts.dates_map(_coverage()),
    "force_timeline": lambda: charts.force_timeline(ARCHIVE.timeline("metropolitan")),
    "grades_map": lambda: charts.grades_map(ARCHIVE, "investigation"),
    "judgments": lambda: charts.judgments(ARCHIVE.between("2024", "2026")),
    "monitoring_map": lambda: charts.monitoring_map(ARCHIVE, on="2022-07-01"),
    "outcomes": lambda: charts.outcomes(_programme()),
    "recommendations": lambda: charts.recommendations(ARCHIVE.compare("lancashire")),
}


@pytest.fixture(scope="session")
def shipped() -> Iterator[dict[str, charts.Chart]]:
    """Every chart of the shipped data, by the name of its function."""
    return {name: make() for name, make in SHIPPED.items()}
