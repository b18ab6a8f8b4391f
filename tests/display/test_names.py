"""Names in place of keys, and dates in words, in every view that people read."""

import re

import pytest

import ncpi
from ncpi.display._names import in_words, reworded
from ncpi.testing import make_tracker, make_tracking

SHIPPED = ncpi.Archive.shipped()
FIRST = "police/gloucestershire/2025-inspection"
BODIES = {body.key for register in ncpi.registers.BODY_REGISTERS for body in register}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("due from police/kent on 2018-08-30", "due from Kent Police on 30 August 2018"),
        ("police/kent/2014-inspection of 2014-08", "police/kent/2014-inspection of August 2014"),
        ("hmicfrs and ofsted", "HMICFRS and Ofsted"),
        ("police/nowhere, 2018-13-01, 2018", "police/nowhere, 2018-13-01, 2018"),
        (
            "https://example.org/police/kent/2018-08-30 and x.org/hmicfrs",
            "https://example.org/police/kent/2018-08-30 and x.org/hmicfrs",
        ),
        ("police/kent#recommendation-1", "police/kent#recommendation-1"),
    ],
)
def test_keys_of_bodies_and_inspectorates_become_names_and_dates_words(text, shown):
    """Keys of reports and items stay, because a reader types them; so do addresses."""
    assert reworded(text) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (ncpi.PartialDate.parse("2018-08-30"), "30 August 2018"),
        (ncpi.PartialDate.parse("autumn 2018"), "autumn 2018"),
        (ncpi.DateSpan(start="2018-08", end="2018-09-03"), "August 2018 to 3 September 2018"),
        (ncpi.DateSpan(start="2018-08", end="2018-08"), "August 2018"),
        (ncpi.DateSpan(start="2018-08"), "August 2018 to (end unknown)"),
        (None, "undated"),
    ],
)
def test_a_date_or_period_is_in_words_as_precise_as_it_is(when, shown):
    assert in_words(when) == shown


def _tracker():
    return make_tracker(body="police/kent", entries=[make_tracking().with_target("2019-01-05")])


@pytest.mark.parametrize(
    "make",
    [
        lambda: SHIPPED,
        lambda: SHIPPED.coverage(bodies=ncpi.registers.forces),
        lambda: SHIPPED.compare("merseyside"),
        lambda: SHIPPED.compare("merseyside").items[0],
        lambda: SHIPPED.compare_all(bodies=ncpi.registers.forces),
        lambda: SHIPPED.compare_all(bodies=ncpi.registers.forces).case_grades(),
        lambda: SHIPPED.timeline("metropolitan"),
        lambda: ncpi.deadlines(SHIPPED[FIRST], on="2025-07-01"),
        lambda: ncpi.schedule.archive_deadlines(SHIPPED, on="2025-07-01"),
        lambda: SHIPPED["police/merseyside/2019-review"],
        lambda: next(iter(ncpi.registers.monitoring)),
        lambda: ncpi.registers.inspectorates["hmicfrs"],
        _tracker,
        lambda: _tracker().due(on="2019-01-01"),
    ],
)
def test_no_view_shows_the_key_of_a_body_or_a_date_in_figures(make):
    """But for the key of a record itself, and what a report or a source says."""
    sheet = make().describe()
    cells = [sheet.title, sheet.summary, *sheet.notes]
    cells += [
        cell for table in sheet.tables for row in table.rows if row[0] != "key" for cell in row
    ]
    text = re.sub(r"https?://\S+|\"[^\"]*\"", "", "\n".join(cells))
    keys = re.findall(r"(?<![\w/.-])[a-z-]+/[a-z0-9-]+(?![\w/#-])", text)
    assert BODIES.intersection(keys) == set()
    assert re.findall(r"(?<![\w/-])\d{4}-\d\d(?:-\d\d)?(?![\w/-])", text) == []
