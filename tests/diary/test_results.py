"""What a diary says, and what it can't be made of."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError

DIARY = ncpi.deadlines(
    ncpi.registers.reports["police/merseyside/2018-inspection"], on=date(2018, 11, 1)
)


def test_an_entry_of_another_day_or_report_is_refused():
    (entry, *_) = DIARY.entries
    other = attrs.evolve(
        entry, on=date(2018, 11, 2), deadline=attrs.evolve(entry.deadline, report="another")
    )
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(DIARY, entries=[other])
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["entries[0].on", "entries[0].deadline.report"]


def test_what_one_owes_can_be_picked_out():
    told = DIARY.due_from("local policing body of police/merseyside")
    assert [entry.deadline.rule for entry in told] == ["pcc-response-56-days"]


def test_a_diary_is_stored_and_loaded_without_loss():
    assert ncpi.from_json(ncpi.to_json(DIARY)) == DIARY


def test_the_report_is_the_key_of_the_heading():
    assert DIARY.report == DIARY.heading.key == "police/merseyside/2018-inspection"
    assert DIARY.label() == "police/merseyside/2018-inspection on 2018-11-01"
