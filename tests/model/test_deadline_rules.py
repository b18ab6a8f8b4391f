from typing import Any

import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.testing import make_deadline_rule
from ncpi.vocabulary import PeriodUnit, ReportKind


def rule(**changes: Any) -> ncpi.DeadlineRule:
    return make_deadline_rule(**changes)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"length": 56}, "unit"),
        ({"unit": PeriodUnit.DAYS}, "length"),
        ({"first_day_counts": True}, "first_day_counts"),
        ({"length": 0, "unit": PeriodUnit.DAYS, "first_day_counts": True}, "first_day_counts"),
        ({"length": 3, "unit": PeriodUnit.MONTHS, "first_day_counts": True}, "first_day_counts"),
        (
            {"kinds": [ReportKind.THEMATIC], "doubtful_kinds": [ReportKind.THEMATIC]},
            "doubtful_kinds[0]",
        ),
        ({"length": -1, "unit": PeriodUnit.DAYS}, "length"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidError) as caught:
        rule(**changes)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_every_contradiction_of_a_rule_is_reported_at_once() -> None:
    with pytest.raises(InvalidError) as caught:
        rule(
            unit=PeriodUnit.DAYS,
            first_day_counts=True,
            kinds=[ReportKind.THEMATIC],
            doubtful_kinds=[ReportKind.THEMATIC],
        )
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("length", "unit", "words"),
    [
        (56, PeriodUnit.DAYS, "56 days"),
        (1, PeriodUnit.WEEKS, "1 week"),
        (70, PeriodUnit.WORKING_DAYS, "70 working days"),
        (1, PeriodUnit.WORKING_DAYS, "1 working day"),
        (None, None, None),
    ],
)
def test_a_period_is_reported_in_words(
    length: int | None, unit: PeriodUnit | None, words: str | None
) -> None:
    assert rule(length=length, unit=unit).period == words


def test_the_label_of_a_rule_says_whether_it_is_verified() -> None:
    assert rule().label() == "example-rule: no period (no basis seen)"
    assert rule(verified=False).label().endswith(", unverified)")
