from datetime import UTC, date, datetime

import pytest

from ncpi import DateSpan, PartialDate
from ncpi.errors import InvalidError
from ncpi.model.dates import partial_date
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
        "2018-13", "2018-00", "2018-02-30", "2019-02-29", "2018-08-00", "2018-8",
        "20180830", "18-08-30", "2018-08-30T12:00", "30 August 18", "31 February 2018",
        "Wednesday 30 August 2018", "Thursday August 2018", "Fall 2018", "30 Augu\u017ft 2018",
        "0000", "", "\uff12\uff10\uff11\uff18", "-2018", "2018-", "soon",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_to_write(text):
    with pytest.raises(InvalidError) as caught:
        on(text)
    fault = caught.value.faults[0]
    assert fault.code == "date"
    assert "2018, 2018-08 or 2018-08-30" in fault.suggestion


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (" 2018", "Write 2018"),
        ("2018\n", "Write 2018"),
        ("30\u00a0August  2018", "Write 30 August 2018"),
        ("2018-8-30", "Write 30 August 2018"),
        ("2018/08/30", "Write 30 August 2018"),
        ("August 30, 2018", "Write 30 August 2018"),
        ("the 30th of August, 2018", "Write 30 August 2018"),
        ("30st August 2018", "Write 30 August 2018"),
        ("30/08/2018", "Write the month as a word: 30 August 2018"),
        ("5.5.2018", "Write the month as a word: 5 May 2018"),
        (
            "02/03/2018",
            "It could be 2 March 2018 or 3 February 2018: write the month as a word",
        ),
        ("02/03", "It could be 2 March or 3 February: write the month as a word, and the year"),
        ("winter 2018/19", "Write the year in which it starts: winter 2018"),
        ("Q3 2018", "A quarter or a financial year is a span of dates, not a date: ncpi.DateSpan"),
        ("2018/19", "A quarter or a financial year is a span of dates, not a date: ncpi.DateSpan"),
    ],
)
def test_the_advice_gives_the_right_form_or_both_readings(text, advice):
    """A date that is nearly right is refused with what to write instead."""
    with pytest.raises(InvalidError) as caught:
        on(text)
    assert caught.value.faults[0].suggestion == advice


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2022",
        "2022/02/31",
        "31.11.2022",
        "31/11",
        "the 31st of April, 2022",
        "April 31, 2022",
    ],
)
def test_a_day_that_does_not_exist_is_refused_as_such(text):
    """In whatever order it is written, the fault is the day, and the advice how to write one."""
    with pytest.raises(InvalidError, match="is not a date: there is no such day") as caught:
        on(text)
    assert "2018, 2018-08 or 2018-08-30" in caught.value.faults[0].suggestion


@pytest.mark.parametrize("text", [" 2018-13", "2018-00 ", " 0000"])
def test_what_is_no_date_without_its_blanks_is_not_proposed(text):
    with pytest.raises(InvalidError) as caught:
        on(text)
    assert caught.value.faults[0].suggestion.startswith("Write a year, a year and month, or a day")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("30 August 2018", "2018-08-30"),
        ("30th August 2018", "2018-08-30"),
        ("1st Aug 2018", "2018-08-01"),
        ("01 Sept 2018", "2018-09-01"),
        ("Thursday 30 August 2018", "2018-08-30"),
        ("Thu, 30 AUG 2018", "2018-08-30"),
        ("11th may 2018", "2018-05-11"),
        ("August 2018", "2018-08"),
    ],
)
def test_a_date_may_be_in_words_in_british_order(text, iso):
    """A written date is the same record as the ISO date, and is shown as that."""
    assert on(text) == on(iso)
    assert str(on(text)) == iso


def test_a_wrong_day_of_the_week_is_refused_with_the_right_one():
    """A date that contradicts itself isn't settled by choosing one half."""
    with pytest.raises(InvalidError, match="it is a Thursday, not a Wednesday"):
        on("Wednesday 30 August 2018")


@pytest.mark.parametrize("season", ["spring", "summer", "autumn"])
def test_a_season_is_a_word_with_a_year_and_no_invented_months(season):
    """Nothing is known of a season but its year."""
    dated = on(f"{season} 2018")
    assert dated == PartialDate(year=2018, season=season)
    assert (dated.earliest, dated.latest) == (date(2018, 1, 1), date(2018, 12, 31))
    assert dated.exact is None
    assert dated.relation("2018-12-31") is dated.relation("2018") is CANNOT_TELL
    assert dated.relation("2017") is AFTER
    assert str(dated) == f"{season} 2018"


def test_a_winter_may_be_either_of_the_two_of_its_year():
    """Winter 2018 may begin in December 2017 or end in March 2019."""
    dated = on("Winter 2018")
    assert (dated.earliest, dated.latest) == (date(2017, 12, 1), date(2019, 3, 31))
    assert dated.relation("2017-12-25") is dated.relation("2019-03") is CANNOT_TELL
    assert dated.relation("2017-11") is AFTER
    assert dated.relation("2019-04-01") is BEFORE
    assert on("winter 0001").earliest == date.min
    assert on("winter 9999").latest == date.max


def test_a_season_has_no_month():
    """A season and a month say different things of one date."""
    with pytest.raises(InvalidError, match="either a season or a month"):
        PartialDate(year=2018, month=7, season="summer")


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
    assert partial_date(date(2018, 8, 30)) == on("2018-08-30")
    assert on("2018-08").relation(date(2018, 9, 1)) is BEFORE
    with pytest.raises(InvalidError, match=r"Drop the time of day: value\.date\(\)"):
        on("2018").relation(NOON)


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


def test_dates_are_listed_by_a_key_with_a_year_before_its_months_before_their_days():
    texts = [
        "2019-01-02",
        "winter 2019",
        "2019",
        "2018-12-31",
        "spring 2019",
        "2019-01",
        "2019-01-01",
    ]
    assert sorted(texts, key=lambda text: on(text).sort_key) == [
        "2018-12-31", "2019", "spring 2019", "winter 2019", "2019-01", "2019-01-01", "2019-01-02",
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018-08-01 to 2018-08-05", "2018-08-01", "2018-08-05"),
        ("23 April to 4 May 2018", "2018-04-23", "2018-05-04"),
        ("23 April - 4 May 2018", "2018-04-23", "2018-05-04"),
        ("23 April \u2013 4 May 2018", "2018-04-23", "2018-05-04"),
        ("23 April\u20134 May 2018", "2018-04-23", "2018-05-04"),
        ("20 December 2018 to 4 January 2019", "2018-12-20", "2019-01-04"),
        ("4-15 February 2019", "2019-02-04", "2019-02-15"),
        ("8\u201319 October 2018", "2018-10-08", "2018-10-19"),
        ("4th to 15th February 2019", "2019-02-04", "2019-02-15"),
        ("Monday 4 to Friday 15 February 2019", "2019-02-04", "2019-02-15"),
        ("April to May 2018", "2018-04", "2018-05"),
        ("2018 to 2019", "2018", "2019"),
        ("August 2018", "2018-08", "2018-08"),
        ("spring to summer 2018", "spring 2018", "summer 2018"),
        ("2018 to (still current)", "2018", Edge.OPEN),
        ("(start unknown) to 2018", Edge.UNKNOWN, "2018"),
        ("(open start) to 2018", Edge.OPEN, "2018"),
        ("(start unknown) to (end unknown)", Edge.UNKNOWN, Edge.UNKNOWN),
        ("Q3 2018", "2018-07-01", "2018-09-30"),
        ("q1 2020", "2020-01-01", "2020-03-31"),
        ("2018/19", "2018-04-01", "2019-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("2018-19 financial year", "2018-04-01", "2019-03-31"),
        ("financial year 2018-19", "2018-04-01", "2019-03-31"),
        ("Q1 2018/19", "2018-04-01", "2018-06-30"),
        ("Q4 2018-19", "2019-01-01", "2019-03-31"),
        ("2011-12", "2011-12", "2011-12"),
    ],
)  # fmt: skip
def test_a_span_is_read_as_it_is_written(text, start, end):
    """Two dates, a quarter and a financial year are read exactly."""
    span = DateSpan.parse(text)
    assert span == DateSpan(start=start, end=end)
    assert DateSpan.parse(str(span)) == span


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            "Q1",
            "It could be January to March, in a calendar year, or April to June, in a",
        ),
        ("Q4", "It could be October to December, in a calendar year, or January to March, in a"),
        ("2018-19", "It could be the financial year 2018/19 or the years 2018 to 2019: write one"),
        ("2018/2019", "It could be the financial year 2018/19 or the years 2018 to 2019: write"),
        (
            "2018 \u2013 2019",
            "It could be the financial year 2018/19 or the years 2018 to 2019: write",
        ),
        ("2018/20", "Write 2018 to 2020"),
        ("20 December to 4 January 2019", "Write the year of both dates"),
        ("02/03/2018 to 5 May 2018", "It could be 2 March 2018 or 3 February 2018"),
        ("23 April to May 2018", "Write a date, two dates, a quarter or a financial year"),
        ("April to 2018", "Write a date, two dates, a quarter or a financial year"),
        ("2018-09 to 2018-08", "Write a date, two dates, a quarter or a financial year"),
        ("2017 to 2018 to 2019", "Write a date, two dates, a quarter or a financial year"),
        ("9999/00", "Write a date, two dates, a quarter or a financial year"),
        ("0000/01", "Write a date, two dates, a quarter or a financial year"),
        ("Q5 2018", "Write a date, two dates, a quarter or a financial year"),
        ("last year", "Write a date, two dates, a quarter or a financial year"),
    ],
)
def test_a_span_that_is_ambiguous_or_none_is_refused_with_what_to_write(text, advice, fault_of):
    """What could be two spans is refused with both readings."""
    fault = fault_of(DateSpan.parse, text)
    assert fault.code == "date"
    assert fault.suggestion.startswith(advice)


@pytest.mark.parametrize("bad", [2018, None, b"2018", date(2018, 8, 30)])
def test_only_text_is_parsed_as_a_span(bad):
    """A date or a number isn't taken for text."""
    with pytest.raises(InvalidError, match="not text"):
        DateSpan.parse(bad)


@pytest.mark.parametrize("other", [PartialDate.parse("2019-03"), date(2019, 3, 1)])
def test_dates_that_are_put_in_order_are_refused_with_how_to_do_it(other):
    for dates in ([PartialDate.parse("2019"), other], [other, PartialDate.parse("2019")]):
        with pytest.raises(TypeError, match=r"sort with key=.*sort_key, or ask one\.relation"):
            sorted(dates)
    with pytest.raises(TypeError, match="not supported between"):
        assert PartialDate.parse("2019") < "2020"


def test_a_date_is_padded_as_any_text_is():
    assert f"{PartialDate.parse('2019-03'):>10}|" == "   2019-03|"
