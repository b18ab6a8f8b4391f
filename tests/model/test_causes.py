from datetime import date

import attrs
import pytest

from ncpi import CauseOfConcern, DateSpan, Restatement
from ncpi.errors import InvalidError
from ncpi.vocabulary import Basis, Edge


def test_a_cause_of_concern_is_open_closed_or_is_unknown():
    span = DateSpan(start="2018-08-30", end=Edge.OPEN)
    opened = CauseOfConcern(key="a", text="Risk goes unseen.", span=span)
    closed = attrs.evolve(opened, span=DateSpan(start="2018-08-30", end="2019-08-30"))
    assert opened.is_open(date(2026, 1, 1)) is True
    assert closed.is_open(date(2019, 8, 30)) is True
    assert closed.is_open(date(2019, 8, 31)) is False
    assert CauseOfConcern(key="a", text="t").is_open(date(2026, 1, 1)) is None
    assert opened.span.end is Edge.OPEN


def test_a_cause_of_concern_takes_up_each_earlier_one_once():
    again = Restatement(item="r#cause-of-concern-a", basis=Basis.CODED)
    with pytest.raises(InvalidError) as caught:
        CauseOfConcern(key="a", text="t", restates=[again, again])
    assert caught.value.faults[0].path == "restates[1]"
