"""Guarantee 2: dates, spans and timescales as text are read as what they say, or refused."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ncpi
from ncpi import DateSpan, PartialDate, Timescale
from ncpi.errors import InvalidError
from ncpi.model.dates import partial_date
from ncpi.testing import instances

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
READERS = pytest.mark.parametrize("cls", [PartialDate, DateSpan, Timescale])

# Pieces of which dates are made, so that drawn text is nearly right.
PIECES = st.sampled_from(
    (
        *("2018", "2018-08", "30", "3", "02/03", "9999", "0000", "31", "18", "Q1", "/19", "99999"),
        *("August", "aug", "Sept", "February", "Thursday", "Mon,", "winter", "spring", "of"),
        *(" ", "  ", " to ", "-", " - ", "\u2013", "/", ".", ",", "\n", "\u00a0", "\x00"),
        *("st", "th", "within ", "months", "six", "by ", " and by ", "ongoing", '"', ' ("', '")'),
        *("(open start)", "(still current)", "\u0663", "\uff12", "\u017f", "\U0001f600", "\ud800"),
    )
)
HOSTILE = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=40)


def ordinal(day: int) -> str:
    teen = 10 < day < 20
    return f"{day}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@given(instances(ncpi.PartialDate))
def test_the_text_of_a_date_is_read_as_that_date(dated: PartialDate) -> None:
    """Whatever the precision, what is shown can be read again."""
    assert PartialDate.parse(str(dated)) == dated


@given(instances(ncpi.DateSpan))
def test_the_text_of_a_span_is_read_as_that_span(span: DateSpan) -> None:
    """Open and unknown ends, too, are shown so that they can be read again."""
    assert DateSpan.parse(str(span)) == span


@given(instances(ncpi.Timescale))
def test_the_text_of_a_timescale_is_read_as_that_timescale(timescale: Timescale) -> None:
    """Its text holds every field, whatever is in the wording."""
    assert Timescale.parse(str(timescale)) == timescale


@given(st.dates(), st.sampled_from((str.lower, str.upper, str.title, str)), st.booleans())
def test_every_written_form_of_a_day_equals_its_iso_form(day, case, is_short) -> None:
    """A day in words is the same day, however it is written."""
    iso = partial_date(day)
    month, weekday = MONTHS[day.month - 1], DAYS[day.weekday()]
    if is_short:
        month, weekday = month[:3], weekday[:3]
    for number in (str(day.day), f"{day.day:02}", ordinal(day.day)):
        written = f"{number} {case(month)} {day.year:04}"
        forms = (written, f"{case(weekday)} {written}", f"{weekday}, {written}")
        assert {PartialDate.parse(form) for form in forms} == {iso}
    assert PartialDate.parse(f"{case(month)} {day.year:04}") == PartialDate.parse(str(iso)[:7])


@given(st.dates(), st.sampled_from(DAYS))
def test_a_wrong_day_of_the_week_is_never_read(day, weekday) -> None:
    """A date with a day of the week is read only if they agree."""
    text = f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year:04}"
    if weekday == DAYS[day.weekday()]:
        assert PartialDate.parse(text) == partial_date(day)
    else:
        with pytest.raises(InvalidError, match="not a"):
            PartialDate.parse(text)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1, 9999), st.sampled_from("/.-"))
def test_figures_that_could_be_two_dates_are_refused_with_both(day, month, year, mark) -> None:
    """What is only figures is never read in either order."""
    for form in (PartialDate, DateSpan):
        with pytest.raises(InvalidError):
            form.parse(f"{day:02}{mark}{month:02}{mark}{year:04}")
    with pytest.raises(InvalidError) as caught:
        PartialDate.parse(f"{day:02}{mark}{month:02}{mark}{year:04}")
    advice = str(caught.value.faults[0].suggestion)
    if day <= 12 and day != month:
        assert f"{day} {MONTHS[month - 1]} {year:04} or {month} {MONTHS[day - 1]}" in advice


@given(st.dates(), st.dates(), st.sampled_from((" to ", " - ", " \u2013 ", "\u2013")))
def test_a_span_in_words_equals_that_of_the_iso_dates(one, other, mark) -> None:
    """A start without its year has that of the end."""
    start, end = sorted((one, other))
    first = f"{start.day} {MONTHS[start.month - 1]}"
    last = f"{end.day} {MONTHS[end.month - 1]} {end.year:04}"
    span = DateSpan(start=start, end=end)
    assert DateSpan.parse(f"{first} {start.year:04}{mark}{last}") == span
    if start.year == end.year:
        assert DateSpan.parse(f"{first}{mark}{last}") == span
    if (start.year, start.month) == (end.year, end.month):
        assert DateSpan.parse(f"{start.day}-{last}") == span


@given(st.integers(1, 9998))
def test_the_quarters_of_a_year_follow_each_other_and_fill_it(year) -> None:
    """A calendar year and a financial year are each four quarters, without gap or overlap."""
    after = f"{(year + 1) % 100:02}"
    financial = DateSpan.parse(f"{year:04}/{after}")
    calendar = DateSpan(start=date(year, 1, 1), end=date(year, 12, 31))
    for whole, words in ((calendar, f"{year:04}"), (financial, f"{year:04}/{after}")):
        quarters = [DateSpan.parse(f"Q{number} {words}") for number in (1, 2, 3, 4)]
        assert (quarters[0].first, quarters[-1].last) == (whole.first, whole.last)
        for earlier, later in pairwise(quarters):
            gap = later.first.exact.toordinal() - earlier.last.exact.toordinal()
            assert gap == 1


@READERS
@given(text=HOSTILE)
@example(text="(open start) to ")
@example(text="within 3 months and by ")
@example(text="1" * 100_000)
@example(text='("' * 10_000)
def test_hostile_text_is_read_or_refused_and_no_other_error_is_raised(cls, text) -> None:
    """What is read is kept: its own text is read as the same; all else is an InvalidError."""
    try:
        found = cls.parse(text)
    except InvalidError as error:
        (fault,) = error.faults
        assert fault.suggestion
        return
    assert cls.parse(str(found)) == found
