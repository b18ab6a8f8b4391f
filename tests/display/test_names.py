"""Names in place of keys, and dates in words, in every view that people read."""

import re

import pytest

import ncpi
from ncpi import pages
from ncpi.display._names import in_words, reworded
from ncpi.pages import Found, Reading

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


def test_no_view_shows_the_key_of_a_body_or_a_date_in_figures(shown):
    """But for the key of a record itself, and what a report, a page or a source says."""
    for name, thing in shown.items():
        if name.startswith("register ") or name in _AS_WRITTEN:
            continue
        sheet = thing.describe()
        cells = [sheet.title, sheet.summary, *sheet.notes]
        cells += [
            cell for table in sheet.tables for row in table.rows if row[0] != "key" for cell in row
        ]
        text = re.sub(r"https?://\S+|\"[^\"]*\"", "", "\n".join(cells))
        keys = re.findall(r"(?<![\w/.-])[a-z-]+/[a-z0-9-]+(?![\w/#-])", text)
        assert BODIES.intersection(keys) == set()
        assert re.findall(r"(?<![\w/-])\d{4}-\d\d(?:-\d\d)?(?![\w/-])", text) == []


_AS_WRITTEN = ("reading", "PageWarning", "Deadline")
"""What is shown in the words of a page or of a rule."""


def test_a_body_that_a_coverage_was_not_given_has_its_name_all_the_same():
    """An archive has keys; the registers have the names."""
    coverage = ncpi.Archive.shipped().coverage()
    keys = {body.body for body in coverage.bodies}
    shown = {row[0] for table in coverage.describe().tables for row in table.rows}
    assert keys
    assert not keys & shown


def test_the_periods_of_a_register_are_in_words_and_its_keys_as_users_type_them():
    """A key that is shown can be asked for."""
    stages = ncpi.registers.monitoring
    rows = stages.describe().tables[0].rows
    assert all(row[0] in stages for row in rows)
    assert not [row for row in rows if re.search(r"\d{4}-\d{2}", row[2])]


def test_a_trackers_dates_are_in_words_and_a_partys_own_words_stay():
    """A date in a reason is the body's."""
    targets = [
        ncpi.TargetDate(target="2022-11-30", set_on="2022-10-01", reason="after 2022-09-01"),
        ncpi.TargetDate(target="2023-01-15", set_on="2022-12-01"),
    ]
    entry = ncpi.Tracking(
        item="police/merseyside/2018-inspection#recommendation-1",
        text="Train staff.",
        targets=targets,
        actions=[ncpi.Action(text="Plan for 2022-10-10", due="2023-01-15")],
    )
    tracker = ncpi.Tracker(body="police/merseyside", as_of="2023-01-01", entries=[entry])
    text = " ".join(str(tracker).split())
    assert "30 November 2022, set on 1 October 2022: after 2022-09-01" in text
    assert "Plan for 2022-10-10 (due 15 January 2023)" in text
    assert ncpi.registers.reports["police/merseyside/2018-inspection"].title in text


def test_the_key_of_a_body_that_a_party_wrote_stays_where_a_name_stands_for_others():
    """Guarantee 7: the words of a party are its own, in a view of all as of one."""
    entry = ncpi.Tracking(
        item="police/merseyside/2018-inspection#recommendation-1",
        text="police/kent",
        owner="police/essex",
        notes="police/surrey",
        actions=[ncpi.Action(text="police/dorset", owner="police/gwent", status="police/cumbria")],
        sign_off=ncpi.SignOff(by="police/norfolk"),
    )
    tracker = ncpi.Tracker(body="police/merseyside", as_of="2023-01-01", entries=[entry])
    text = f"{tracker} {tracker.due(on='2023-01-01').describe()} {entry.describe()}"
    written = ("kent", "essex", "surrey", "dorset", "gwent", "cumbria", "norfolk")
    assert all(f"police/{force}" in text for force in written)
    for force in written:
        assert ncpi.registers.forces[f"police/{force}"].name not in str(tracker)
    rows = dict(entry.describe().tables[0].rows)
    assert (rows["text"], rows["owner"]) == ("police/kent", "police/essex")
    assert dict(entry.actions[0].describe().tables[0].rows)["owner"] == "police/gwent"
    archive = ncpi.Archive(trackers=[tracker])
    assert "Merseyside Police" in [row[0] for one in archive.describe().tables for row in one.rows]


def test_answers_of_several_bodies_are_listed_by_the_names_of_the_bodies():
    """In a collection as in a view of one."""
    said = ncpi.registers.responses_to("police/warwickshire/2022-inspection")
    rows = said.describe().tables[0].rows
    assert any(row[0].startswith("Warwickshire Police on ") for row in rows)


def test_what_a_reading_warns_of_is_shown_with_what_it_is_about():
    (warning, *_) = pages.read("Ofsted says that Kent Police listens.").warnings
    reading = Reading(kind="entry", digest=f"sha256:{'0' * 64}", warnings=[warning])
    table = reading.describe().tables[1]
    assert (table.columns, table.rows) == (
        ("warning", "what it is about"),
        ((warning.code, warning.text),),
    )


def test_a_readings_values_are_in_words_and_its_fields_as_users_type_them():
    """`reading.value(field)` takes the field."""
    found = [
        {"field": "report_announced", "value": {"published_on": "2022-10-13", "at": None}},
        {"field": "bodies", "value": ["police/wiltshire"]},
        {"field": "inspectorate", "value": "hmicfrs"},
    ]
    reading = Reading(
        kind="press-release",
        digest=f"sha256:{'0' * 64}",
        found=[Found(rule="r", basis="stated", **one) for one in found],
    )
    sheet = reading.describe()
    assert sheet.title == "Press release"
    assert [row[:2] for row in sheet.tables[0].rows] == [
        ("report_announced", "published on: 13 October 2022"),
        ("bodies", "Wiltshire Police"),
        ("inspectorate", "HMICFRS"),
    ]
