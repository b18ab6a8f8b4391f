from datetime import date

import pytest

from ncpi import DatedName, DateSpan, Force, PartialDate
from ncpi.errors import InvalidError
from ncpi.vocabulary import Edge

HMIC = DatedName(
    name="Her Majesty's Inspectorate of Constabulary",
    abbreviation="HMIC",
    span=DateSpan(start="1856", end="2017-07"),
)
HER = DatedName(
    name="Her Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
    abbreviation="HMICFRS",
    span=DateSpan(start="2017-07", end="2022-09"),
)
HIS = DatedName(
    name="His Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
    abbreviation="HMICFRS",
    span=DateSpan(start="2022-09", end=Edge.OPEN),
)
NAMES = (HMIC, HER, HIS)


def named(*names):
    return Force(key="police/gwent", names=names)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2014-08-29", (HMIC,)),
        ("2017-06-30", (HMIC,)),
        ("2017-07-01", (HMIC, HER)),
        ("2017-07-19", (HMIC, HER)),
        ("2017-07-31", (HMIC, HER)),
        ("2017-07", (HMIC, HER)),
        ("2017-08-01", (HER,)),
        ("2022-08-31", (HER,)),
        ("2022-09-08", (HER, HIS)),
        ("2022-10-21", (HIS,)),
        ("2017", (HMIC, HER)),
        ("1855", ()),
    ],
)
def test_a_name_holds_for_its_time_and_in_the_month_of_a_change_there_are_two(when, expected):
    assert named(*NAMES).names_on(PartialDate.parse(when)) == expected


def test_names_may_be_asked_for_by_a_day():
    assert named(*NAMES).names_on(date(2017, 7, 10)) == (HMIC, HER)


def test_a_name_of_unknown_dates_is_always_a_candidate():
    undated = DatedName(name="The Inspectorate")
    assert named(undated).names_on(date(1999, 1, 1)) == (undated,)


def test_the_latest_name_is_the_one_still_current():
    assert named(*NAMES).name == HIS.name
    assert named(HIS, HER).name == HIS.name


def test_the_latest_name_is_the_last_one_where_none_is_current():
    assert named(HMIC, HER).name == HER.name


def test_the_latest_name_is_in_english_if_there_is_one():
    welsh = DatedName(name="Heddlu Gwent", language="cy")
    english = DatedName(name="Gwent Police")
    assert named(english, welsh).name == "Gwent Police"
    assert named(welsh).name == "Heddlu Gwent"


def test_a_name_is_shown_with_its_short_form_and_its_time():
    assert HMIC.label() == "Her Majesty's Inspectorate of Constabulary (HMIC), 1856 to 2017-07"


def test_the_span_of_a_name_is_unknown_unless_it_is_said():
    assert DatedName(name="Kent Police").span == DateSpan()


def test_a_span_may_be_text_and_is_refused_with_the_forms_if_it_is_none():
    """A field for a span takes what `DateSpan.parse` reads."""
    assert DatedName(name="Kent Police", span="1856 to 2017-07").span == DateSpan(
        start="1856", end="2017-07"
    )
    with pytest.raises(InvalidError) as caught:
        DatedName(name="Kent Police", span="2017-2018")
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("span", "date")
    assert fault.suggestion.startswith("It could be the financial year 2017/18 or the years")
