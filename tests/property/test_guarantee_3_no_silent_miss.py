"""Guarantee 3: a name or key that matches nothing is an error, never an empty result."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi import registers, tables
from ncpi.errors import InvalidError, UnknownNameError

ARCHIVE = ncpi.Archive.shipped()
BASELINE = ARCHIVE.pair("merseyside").baseline
AUDIT = ARCHIVE["police/dorset/2021-inspection"].case_audits[0]
COMPARISON = ARCHIVE.compare("merseyside")
TIMELINE = ARCHIVE.timeline("merseyside")
PROGRAMME = ARCHIVE.for_body("merseyside").compare_all(bodies=registers.forces)

LOOKUPS: dict[str, Callable[[str], object]] = {
    "a report of an archive": lambda name: ARCHIVE[name],
    "a body of an archive": ARCHIVE.for_body,
    "a kind of report": ARCHIVE.of_kind,
    "a pair": ARCHIVE.pair,
    "the baseline of a pair": lambda name: ARCHIVE.pair("merseyside", baseline=name),
    "a body to compare": ARCHIVE.compare,
    "a body to follow": ARCHIVE.timeline,
    "a comparison of a timeline": lambda name: TIMELINE.comparison(BASELINE.key, name),
    "a recommendation of a report": BASELINE.recommendation,
    "a recommendation of a comparison": COMPARISON.recommendation,
    "a grade": AUDIT.count,
    "a grouping of a programme": PROGRAMME.outcomes,
    "a group of a programme": lambda name: PROGRAMME.groups("region")[name],
    "an interval between reports": lambda name: PROGRAMME.follow_up_times().distribution(name),
    "a force by name": registers.forces.find,
    "a force by slug": lambda name: registers.forces[name],
    "a table": lambda name: tables.plain(name, ARCHIVE),
}


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
@given(rest=st.text("abcdefghijklmnopqrstuvwxyz0123456789-/ ", max_size=20))
def test_a_name_that_matches_nothing_is_refused(lookup, rest):
    with pytest.raises((UnknownNameError, InvalidError)):
        lookup(f"no such name {rest}x")
