"""The periods that forces spent in enhanced monitoring."""

import pytest

from ncpi import registers
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.vocabulary import MonitoringStageKind

stage_of = registers.monitoring_stage_of


def test_each_row_is_about_a_force_of_the_register():
    """Every force in the register of monitoring is in the register of forces."""
    assert len(registers.monitoring) == 10
    for stage in registers.monitoring:
        assert registers.forces[stage.body]
        assert stage.stage is MonitoringStageKind.ENGAGE
        assert stage.reasons_in


@pytest.mark.parametrize(
    ("force", "day", "is_engage"),
    [
        ("metropolitan", "2022-06-27", False),
        ("metropolitan", "2022-06-28", True),
        ("Met", "2025-01-23", True),
        ("Commissioner of Police of the Metropolis", "2025-01-23", True),
        ("POLICE/Metropolitan", "2025-01-23", True),
        ("metropolitan", "2025-01-24", False),
        ("cleveland", "2019-06-01", False),  # entered on an unknown day of 2019
        ("cleveland", "2022-06-30", True),
        ("west-midlands", "2024-12-06", False),  # left on an unknown day of 2024
        ("lincolnshire", "2024-12-05", False),
        ("lincolnshire", "2024-12-06", True),
        ("lincolnshire", "2024-12-07", False),  # no exit was seen
        ("kent", "2023-01-01", False),
    ],
)
def test_a_stage_is_given_only_on_a_day_on_which_it_is_certain(force, day, is_engage):
    """Engage is the answer if a record says so; otherwise the stage is unknown, never Scan."""
    stage = stage_of(force, on=day)
    assert (stage is not None) == is_engage
    assert stage is None or stage.body in registers.bodies_named(force)


def test_every_list_of_a_day_agrees_with_the_periods():
    """The forces that a source lists in Engage on a day were in Engage by the register."""
    listed = {
        day: [
            stage.body.partition("/")[2] for stage in registers.monitoring if day in stage.seen_on
        ]
        for stage in registers.monitoring
        for day in stage.seen_on
    }
    assert sorted((str(day), len(forces)) for day, forces in listed.items()) == [
        ("2022-06-30", 6),
        ("2024", 3),
        ("2024-12-06", 4),
    ]
    for day, forces in listed.items():
        if day.exact is None:  # in 2024, on a day that isn't known
            continue
        assert [force for force in forces if stage_of(force, on=day) is None] == []


def test_the_register_of_a_day_holds_what_was_certain_then():
    """`on` and `cannot_tell_on` keep the certain and the possible periods apart."""
    assert [row.body for row in registers.monitoring.on("2025-06-01")] == [
        "police/devon-and-cornwall"
    ]
    assert [row.body for row in registers.monitoring.cannot_tell_on("2025-06-01")] == [
        "police/lincolnshire"
    ]


def test_an_unknown_force_or_day_is_an_error():
    """Neither an unknown force nor what isn't a day is answered with None."""
    with pytest.raises(UnknownNameError):
        stage_of("kant", on="2022-01-01")
    with pytest.raises(InvalidError):
        stage_of("kent", on="yesterday")
