"""How old something is: in days, as a range where dates are partial, and in plain words."""

import pytest

from ncpi.errors import InvalidError
from ncpi.timeline import Age


@pytest.mark.parametrize(
    ("since", "until", "least", "most", "words"),
    [
        ("2018-08-30", "2018-08-30", 0, 0, "0 days"),
        ("2018-08-30", "2018-08-31", 1, 1, "1 day"),
        ("2018-08-30", "2019-08-30", 365, 365, "1 year"),
        ("2018-08-30", "2021-03-24", 937, 937, "2 years 6 months"),
        ("2018-08-30", "2019-09", 367, 396, "1 year to 1 year 1 month"),
        ("2018", "2019", 1, 729, "1 day to 1 year 11 months"),
        ("2018", "2018-06", 0, 180, "0 days to 5 months"),
        ("2018-11-30", "2019-02-28", 90, 90, "3 months"),
    ],
)
def test_an_age_is_a_range_of_days_and_of_words(since, until, least, most, words):
    age = Age(since=since, until=until)
    assert (age.least, age.most, age.label()) == (least, most, words)


def test_what_may_be_older_has_no_most():
    age = Age(since="2018-08-30", until="2019-08-30", is_least=True)
    assert age.least == 365
    assert age.most is None
    assert age.label() == "1 year or more"


def test_an_age_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidError, match="it ends in 2018, before it begins in 2019"):
        Age(since="2019", until="2018")
