from datetime import date

import attrs

from ncpi import CauseOfConcern, DateSpan
from ncpi.vocabulary import Edge


def test_a_cause_of_concern_is_open_closed_or_is_unknown():
    span = DateSpan(start="2018-08-30", end=Edge.OPEN)
    opened = CauseOfConcern(key="a", text="Risk goes unseen.", span=span)
    closed = attrs.evolve(opened, span=DateSpan(start="2018-08-30", end="2019-08-30"))
    assert opened.is_open(date(2026, 1, 1)) is True
    assert closed.is_open(date(2019, 8, 30)) is True
    assert closed.is_open(date(2019, 8, 31)) is False
    assert CauseOfConcern(key="a", text="t").is_open(date(2026, 1, 1)) is None
    assert opened.span.end is Edge.OPEN
