import pytest

from ncpi import DateSpan, MonitoringStage
from ncpi.model.monitoring import stage_on

ENGAGE = MonitoringStage(
    body="police/gwent",
    stage="engage",
    span=DateSpan(start="2019", end="2021-03"),
    seen_on=["2020-06-30"],
)
SCAN = MonitoringStage(
    body="police/gwent", stage="scan", span=DateSpan(start="2021-03", end="open")
)


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("2018", False),
        ("2019-05-01", None),
        ("2020-06-30", True),
        ("2021-02-28", True),
        ("2021-03-05", None),
        ("2021-04-01", False),
    ],
)
def test_a_stage_is_certain_between_its_latest_start_and_its_earliest_end(when, answer):
    """On a day that may be before the start or after the end, the stage is unknown."""
    assert ENGAGE.covers(when) is answer


def test_a_date_of_a_source_is_certain_although_the_span_is_not_known():
    """A force that a source lists was at the stage then, and between two such dates."""
    seen = MonitoringStage(body="police/gwent", stage="engage", seen_on=["2020-01-01", "2020-03"])
    assert seen.covers("2020-02-10") is True
    assert seen.covers("2020-01-01") is True
    assert seen.covers("2020-03-10") is None
    assert seen.covers("2019-12-31") is None


def test_the_stage_of_a_day_is_the_one_recorded_or_unknown():
    """The stage of another force or of no record is never assumed."""
    stages = [ENGAGE, SCAN]
    assert stage_on(stages, "police/gwent", "2020-06-30") is ENGAGE
    assert stage_on(stages, "police/gwent", "2022-01-01") is SCAN
    assert stage_on(stages, "police/gwent", "2021-03-05") is None
    assert stage_on(stages, "police/kent", "2022-01-01") is None


def test_two_records_that_contradict_each_other_give_no_answer():
    """If two stages are certain for one day, the stage is unknown."""
    scan = MonitoringStage(
        body="police/gwent", stage="scan", span=DateSpan(start="2020", end="2022")
    )
    assert stage_on([ENGAGE, scan], "police/gwent", "2021-02-01") is None


def test_a_stage_is_called_by_its_force_stage_and_start():
    """The key and the label name the force, the stage and when it began."""
    assert ENGAGE.key == "police/gwent/engage-2019"
    assert ENGAGE.label() == "police/gwent: engage, 2019 to 2021-03"
