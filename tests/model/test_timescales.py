"""Timescales: what they say, how they are written, and when they fall due."""

from datetime import date

import pytest

from ncpi import Timescale
from ncpi.errors import InvalidError

TEXTS = {
    "immediately": Timescale(immediately=True),
    "ongoing": Timescale(ongoing=True),
    "within 56 days": Timescale(days=56),
    "within 1 week": Timescale(weeks=1),
    "within 3 months": Timescale(months=3),
    "by 2015-03-31": Timescale(by="2015-03-31"),
    "by summer 2015": Timescale(by="summer 2015"),
    "within 6 months and by 2015-03-31": Timescale(months=6, by="2015-03-31"),
    "not stated": Timescale(),
    '"as soon as practicable"': Timescale(wording="as soon as practicable"),
    'immediately ("with immediate effect")': Timescale(
        immediately=True, wording="with immediate effect"
    ),
}


@pytest.mark.parametrize(("text", "timescale"), TEXTS.items())
def test_a_timescale_is_shown_with_all_that_it_holds_and_read_again(text, timescale):
    """The text of a timescale keeps everything, its wording too."""
    assert str(timescale) == text
    assert Timescale.parse(text) == timescale
    assert timescale.is_stated is (text != "not stated")


@pytest.mark.parametrize(
    ("text", "timescale"),
    [
        ("Immediately", Timescale(immediately=True)),
        ("3 months", Timescale(months=3)),
        ("Within three months", Timescale(months=3)),
        ("twelve weeks", Timescale(weeks=12)),
        ("one day", Timescale(days=1)),
        ("by 31 March 2015", Timescale(by="2015-03-31")),
        ("Not later than 31 March 2015", Timescale(by="2015-03-31")),
        ("no later than March 2015", Timescale(by="2015-03")),
        ("within 6 months and by 31st March 2015", Timescale(months=6, by="2015-03-31")),
        ('not stated ("soon")', Timescale(wording="soon")),
        *(
            (text, Timescale(by=by, wording=text))
            for text, by in {
                "by the end of March 2022": "2022-03-31",
                "By end of February 2024": "2024-02-29",
                "by end March 2022": "2022-03-31",
                "by the end of 2022": "2022-12-31",
                "by Q1 2022/23": "2022-06-30",
                "by Q1 2022": "2022-03-31",
                "by the end of Q4 2022/23": "2023-03-31",
                "by 2022/23": "2023-03-31",
                "by the end of 2022/23": "2023-03-31",
                "no later than the end of the 2022-23 financial year": "2023-03-31",
                "by the end of 31 March 2022": "2022-03-31",
            }.items()
        ),
        (
            "within 6 months and by the end of March 2022",
            Timescale(
                months=6, by="2022-03-31", wording="within 6 months and by the end of March 2022"
            ),
        ),
        ('by Q1 2022/23 ("early")', Timescale(by="2022-06-30", wording="early")),
        ("by March 2022", Timescale(by="2022-03")),
    ],
)
def test_a_timescale_is_read_as_people_write_it(text, timescale):
    """Number words, British dates and the report's own phrases are understood."""
    assert Timescale.parse(text) == timescale


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("immediatly", "Did you mean 'immediately'? Write immediately, ongoing, 3 months"),
        ("on-going", "Did you mean 'ongoing'?"),
        ("within a year", "Write 12 months."),
        ("2 years", "Write 24 months."),
        ("as soon as practicable", "Write immediately, ongoing, 3 months"),
        ("fifteen weeks", "Write immediately, ongoing, 3 months"),
        ("3 months and 2 weeks", "Write immediately, ongoing, 3 months"),
        ("by 02/03/2018", "It could be 2 March 2018 or 3 February 2018"),
        ("by Q1", "It could be January to March, in a calendar year, or April to June, in a"),
        ("by the end of Q1", "It could be January to March, in a calendar year, or April to"),
        ("by 2022-23", "It could be the financial year 2022/23 or the years 2022 to 2023"),
        ("by the end of summer 2022", "Write immediately, ongoing, 3 months"),
        ("by the end of March", "Write a year, a year and month, or a day"),
        ("10 dyas", "Did you mean '10 days'? "),
        ("whithin 3 months", "Did you mean 'within 3 months'? "),
        ("between 3 and 6 months", "Write immediately, ongoing, 3 months"),
        ("121 months", "Write immediately, ongoing, 3 months"),
        ("\uff13 months", "Write immediately, ongoing, 3 months"),
        ('""', "Write immediately, ongoing, 3 months"),
        ('"', "Write immediately, ongoing, 3 months"),
    ],
)
def test_another_form_is_refused_with_the_nearest_and_all_that_are_accepted(text, advice, fault_of):
    """Whoever writes a timescale wrongly learns how to write it."""
    fault = fault_of(Timescale.parse, text)
    assert fault.code == "choice"
    assert fault.suggestion.startswith(advice)


@pytest.mark.parametrize(
    "text", ["within 10 working days", "10 working days", "within ten business days"]
)
def test_working_days_are_only_words_and_the_advice_keeps_them(text, fault_of):
    """What is advised never changes ten working days into ten days."""
    advice = fault_of(Timescale.parse, text).suggestion
    assert "Working days aren't counted" in advice
    assert f'Timescale(wording="{text}")' in advice
    assert f"'\"{text}\"'" in advice
    assert "mean" not in advice
    assert Timescale.parse(f'"{text}"') == Timescale(wording=text)


def test_advice_on_working_days_quotes_a_hundred_characters(fault_of):
    text = f"within 10 working days{' or so' * 50}"
    assert f'Timescale(wording="{text[:100]}")' in fault_of(Timescale.parse, text).suggestion


@pytest.mark.parametrize("bad", [3, None, b"3 months"])
def test_only_text_is_parsed(bad):
    """A number isn't taken for months."""
    with pytest.raises(InvalidError, match="not text"):
        Timescale.parse(bad)


@pytest.mark.parametrize(
    "two",
    [
        {"immediately": True, "months": 3},
        {"immediately": True, "ongoing": True},
        {"ongoing": True, "days": 3},
        {"weeks": 2, "months": 3},
    ],
)
def test_a_timescale_is_only_one_of_them(two):
    """Two periods, or a period and none, contradict each other."""
    with pytest.raises(InvalidError, match="either immediate"):
        Timescale(**two)


@pytest.mark.parametrize("word", ["immediately", "ongoing"])
def test_a_date_stands_only_with_a_period(word):
    """What is due at once or without an end isn't due by a date."""
    with pytest.raises(InvalidError, match="not with immediately or ongoing"):
        Timescale(**{word: True}, by="2015-03-31")


@pytest.mark.parametrize("unit", ["days", "weeks", "months"])
@pytest.mark.parametrize("bad", [0, -3, 1000, 3.0, "3", True])
def test_a_timescale_has_a_sensible_whole_number(unit, bad):
    """A period is a whole number of at least one."""
    with pytest.raises(InvalidError) as caught:
        Timescale(**{unit: bad})
    assert caught.value.faults[0].path == unit


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("56 days", (date(2018, 10, 25), date(2018, 10, 25))),
        ("6 weeks", (date(2018, 10, 11), date(2018, 10, 11))),
        ("6 months", (date(2019, 2, 28), date(2019, 2, 28))),
        ("6 months and by 2018-12-31", (date(2018, 12, 31), date(2018, 12, 31))),
        ("6 months and by 2019-03-31", (date(2019, 2, 28), date(2019, 2, 28))),
        ("6 months and by 2019-02", (date(2019, 2, 1), date(2019, 2, 28))),
        ("by 2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("immediately", None),
        ("ongoing", None),
        ('"as soon as practicable"', None),
        ("not stated", None),
    ],
)
def test_only_what_states_a_day_is_due_on_one(text, due):
    """A period and a date both hold, so the earlier decides; without a day, nothing is due."""
    assert Timescale.parse(text).due_between("2018-08-30") == due


def test_a_period_without_a_day_of_publication_is_not_replaced_by_the_date_beside_it():
    """The earlier of an unknown day and a date isn't known."""
    assert Timescale(months=6, by="2015-03-31").due_between(None) is None
    assert Timescale(by="2015-03-31").due_between(None) == (date(2015, 3, 31),) * 2


def test_a_range_has_the_earlier_of_each_end():
    """The earlier of two days may be either of them, if one is known only to the month."""
    timescale = Timescale(months=6, by="2019-02-14")
    assert timescale.due_between("2018-08") == (date(2019, 2, 1), date(2019, 2, 14))


@pytest.mark.parametrize("word", ["immediately", "ongoing", "not stated"])
def test_a_misspelt_word_for_a_timescale_is_refused_with_the_word(word):
    assert Timescale.parse(word).label() == word
    with pytest.raises(InvalidError) as caught:
        Timescale.parse(f"{word[:-2]}{word[-1]}{word[-2]}")
    assert word in caught.value.faults[0].suggestion


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        ("wihtin 3 mnths", "within 3 months"),
        ("3 mnths", "3 months"),
        ("byy 2019-03", "by 2019-03"),
        ("3 of the months", None),
        ("3 zebras", None),
        ("3 dogs", None),
    ],
)
def test_a_timescale_is_suggested_only_if_every_word_of_it_is_alike(form, advice):
    with pytest.raises(InvalidError) as caught:
        Timescale.parse(form)
    suggestion = caught.value.faults[0].suggestion
    assert suggestion.startswith(f"Did you mean {advice!r}?" if advice else "Write ")
