"""Reports and rules that the tests of the schedule share."""

from collections.abc import Callable
from typing import Any

import pytest

import ncpi
from ncpi.testing import make_report


@pytest.fixture
def inspected() -> Callable[..., ncpi.Report]:
    """Makes an inspection of the programme, of one force, published in 2018."""

    def report(**changes: Any) -> ncpi.Report:
        entry = {
            "key": "police/merseyside/2018-example",
            "published": "2018-08-30",
            "bodies": ["police/merseyside"],
            "inspectorates": ["hmicfrs"],
            "programme": "NCPI",
            "recommendations": [],
            "causes_of_concern": [],
            "recommendations_made": None,
            "completeness": ncpi.ReportCompleteness(),
        }
        return make_report(**(entry | changes))

    return report
