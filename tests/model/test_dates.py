from datetime import UTC, date, datetime

import pytest

from ncpi import DateSpan, PartialDate
from ncpi.errors import InvalidError
from ncpi.vocabulary import Edge, Relation

BEFORE, AFTER, SAME = Relation.BEFORE, Relation.AFTER, Relation.SAME
CANNOT_TELL = Relation.CANNOT_TELL
NOON = datetime(2018, 8, 30, 12, tzinfo=UTC)


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2018", "2018-08", "2018-08-30", "0001", "9999-12-31"])
def test_a_date_is_written_as_it_was_published(text):
    assert str(on(text)) == text


def test_a_date_keeps_its_precision():
    assert on("2018") == PartialDate(year=2018)
    assert on("2018-08") == PartialDate(year=2018, month=8)
    assert on("2018-08-30") == PartialDate(year=2018, month=8, day=30)
    assert on("2018") != on("2018-01") != on("2018-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "2018-13", "2018-00", "2018-02-30", "2019-02-29", "2018-08-00", "2018-8-30", "2018-8",
        "30 August 2018", "2018/08/30", "20180830", "18-08-30", "2018-08-30T12:00", " 2018",
        "2018\n", "0000", "", "\uff12\uff10\uff11\uff18", "-2018", "2018-",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_to_write(text):
    with pytest.raises(InvalidError) as caught:
        on(text)
    fault = caught.value.faults[0]
    assert fault.code == "date"
    assert "2018, 2018-08 or 2018-08-30" in fault.suggestion


def test_a_day_that_its_month_lacks_is_refused_with_how_long_the_month_is():
    with pytest.raises(InvalidError, match="2019-02 has 28 days, not 29"):
        PartialDate(year=2019, month=2, day=29)
    assert PartialDate(year=2020, month=2, day=29).exact == date(2020, 2, 29)


def test_a_day_without_a_month_is_refused():
    with pytest.raises(InvalidError, match="a day needs a month"):
        PartialDate(year=2018, day=30)


@pytest.mark.parametrize("bad", [20180830, None, b"2018", date(2018, 8, 30)])
def test_only_text_is_parsed(bad):
    with pytest.raises(InvalidError):
        PartialDate.parse(bad)


def test_a_day_is_taken_and_a_datetime_is_not():
    assert PartialDate.of(date(2018, 8, 30)) == on("2018-08-30")
    with pytest.raises(InvalidError, match=r"Drop the time of day: value\.date\(\)"):
        PartialDate.of(NOON)


@pytest.mark.parametrize(
    ("text", "exact", "earliest", "latest"),
    [
        ("2020", None, date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", None, date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02", None, date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02-10", date(2020, 2, 10), date(2020, 2, 10), date(2020, 2, 10)),
    ],
)
def test_a_date_knows_the_days_that_it_can_be(text, exact, earliest, latest):
    assert (on(text).exact, on(text).earliest, on(text).latest) == (exact, earliest, latest)


@pytest.mark.parametrize(
    ("one", "relation", "other"),
    [
        ("2018-08-30", SAME, "2018-08-30"),
        ("2018-08-29", BEFORE, "2018-08-30"),
        ("2018-08-31", AFTER, "2018-08-30"),
        ("2018-07", BEFORE, "2018-08"),
        ("2018", BEFORE, "2019-01-01"),
        ("2019", AFTER, "2018-12-31"),
        ("2018-08", CANNOT_TELL, "2018-08-30"),
        ("2018-08", CANNOT_TELL, "2018-08-01"),
        ("2018", CANNOT_TELL, "2018-08"),
        ("2018", CANNOT_TELL, "2018"),
        ("2018-08", CANNOT_TELL, "2018-08"),
    ],
)
def test_the_relation_of_two_dates_is_reported_only_where_it_is_certain(one, relation, other):
    opposite = {BEFORE: AFTER, AFTER: BEFORE}.get(relation, relation)
    assert on(one).relation(on(other)) is relation
    assert on(other).relation(on(one)) is opposite


def test_a_date_stands_in_relation_to_a_day_but_not_to_a_datetime():
    assert on("2018-08").relation(date(2018, 9, 1)) is BEFORE
    with pytest.raises(InvalidError):
        on("2018-08").relation(NOON)


def test_dates_are_listed_by_a_key_with_a_year_before_its_months_before_their_days():
    texts = ["2019-01-02", "2019", "2018-12-31", "2019-01", "2019-01-01"]
    assert sorted(texts, key=lambda text: on(text).sort_key) == [
        "2018-12-31", "2019", "2019-01", "2019-01-01", "2019-01-02",
    ]  # fmt: skip


def test_dates_cannot_be_sorted_without_that_key():
    with pytest.raises(TypeError):
        sorted([on("2018"), on("2019")])


def test_a_partial_date_equals_no_day():
    assert on("2018-08-30") != date(2018, 8, 30)


def test_a_span_takes_dates_in_any_form():
    assert DateSpan(start="2018", end=date(2019, 8, 30)) == DateSpan(
        start=on("2018"), end=on("2019-08-30")
    )


def test_an_end_that_nothing_is_said_of_is_unknown_and_not_open():
    assert DateSpan() == DateSpan(start=Edge.UNKNOWN, end=Edge.UNKNOWN)
    assert DateSpan(start="2018") != DateSpan(start="2018", end=Edge.OPEN)


def test_only_an_open_end_is_current_and_an_unknown_one_cannot_tell():
    assert DateSpan(start="2018", end=Edge.OPEN).is_current is True
    assert DateSpan(start="2018", end=Edge.UNKNOWN).is_current is None
    assert DateSpan(start="2018", end="2019").is_current is False


@pytest.mark.parametrize(
    ("start", "end", "when", "covered"),
    [
        ("2018-08-30", "2019-08-30", "2018-08-30", True),
        ("2018-08-30", "2019-08-30", "2019-08-30", True),
        ("2018-08-30", "2019-08-30", "2018-08-29", False),
        ("2018-08-30", "2019-08-30", "2019-08-31", False),
        ("2018-08-30", "2019-08-30", "2019", None),
        ("2018-08-30", "2019-08-30", "2019-01", True),
        ("2018", "2019", "2018-06-01", None),
        ("2017", "2019", "2018-06-01", True),
        ("2017-07", "2022-09", "2017-07-19", None),
        ("2017-07", "2022-09", "2017-06-30", False),
        ("2018", Edge.OPEN, "2099-01-01", True),
        ("2018", Edge.UNKNOWN, "2099-01-01", None),
        ("2018", Edge.UNKNOWN, "2017-12-31", False),
        (Edge.OPEN, "2018", "1700-01-01", True),
        (Edge.UNKNOWN, "2018", "1700-01-01", None),
        (Edge.UNKNOWN, "2018", "2019-01-01", False),
        (Edge.UNKNOWN, Edge.OPEN, "2018", None),
        (Edge.OPEN, Edge.OPEN, "2018", True),
    ],
)
def test_a_span_covers_a_date_or_does_not_or_cannot_tell(start, end, when, covered):
    assert DateSpan(start=start, end=end).covers(on(when)) is covered


def test_a_span_is_asked_about_a_day_but_not_about_a_datetime():
    span = DateSpan(start="2018", end="2019")
    assert span.covers(date(2020, 1, 1)) is False
    with pytest.raises(InvalidError):
        span.covers(NOON)


def test_a_span_that_provably_ends_before_it_starts_is_refused():
    with pytest.raises(InvalidError) as caught:
        DateSpan(start="2019-03-02", end="2019-03-01")
    assert caught.value.faults[0].path == "end"
    assert "2019-03-01, before it starts in 2019-03-02" in caught.value.faults[0].message


def test_a_span_whose_ends_cannot_be_distinguished_is_taken():
    assert str(DateSpan(start="2019-03-05", end="2019-03")) == "2019-03-05 to 2019-03"
    assert str(DateSpan(start="2019-03", end="2019")) == "2019-03 to 2019"


def test_a_span_says_in_words_which_end_is_open_and_which_unknown():
    assert str(DateSpan(start="2018", end=Edge.OPEN)) == "2018 to (still current)"
    assert str(DateSpan(start="2018")) == "2018 to (end unknown)"
    assert str(DateSpan(start=Edge.OPEN, end="2018")) == "(open start) to 2018"
    assert str(DateSpan(end="2018")) == "(start unknown) to 2018"


def test_a_span_within_one_date_is_written_as_that_date():
    assert str(DateSpan(start="2018-08-30", end="2018-08-30")) == "2018-08-30"


def test_a_misspelt_edge_is_refused():
    with pytest.raises(InvalidError) as caught:
        DateSpan(start="2018", end="opne")
    assert caught.value.faults[0].path == "end"
