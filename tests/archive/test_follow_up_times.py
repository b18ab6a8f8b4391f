"""How long follow-ups took: a range where a date is partial, unknown where it is missing."""

import pytest

import ncpi
from ncpi.archive.follow_up_times import DayRange
from ncpi.errors import InvalidError
from ncpi.vocabulary import Stretch

A18, A19 = "police/arden/2018", "police/arden/2019"


@pytest.fixture(scope="module")
def times(archive):
    return archive.compare_all().follow_up_times()


def test_days_are_counted_from_one_date_to_the_other(times):
    first = times.pairs[0]
    assert (first.baseline, first.follow_up) == (A18, A19)
    assert first.published_to_published == DayRange(least=365, most=365)
    assert first.published_to_return == DayRange(least=275, most=305)
    assert first.fieldwork_to_return == DayRange(least=379, most=409)
    assert first.fieldwork_to_published == DayRange(least=469, most=469)


def test_a_re_issue_and_a_year_by_context_tell_nothing(times):
    borset = times.pairs[2]
    assert borset.follow_up == "police/borset/2019"
    assert [borset.days(stretch) for stretch in Stretch] == [None] * 4


def test_a_force_counts_once_with_its_first_follow_up(times):
    spread = times.spread()
    assert [(told.force, told.value) for told in spread.values] == [
        ("police/arden", 365.0),
        ("police/borset", None),
        ("police/cambria", None),
    ]
    assert [told.note for told in spread.values[1:]] == [
        "a date is missing",
        "known only as 366 to 396 days",
    ]


def test_with_ranges_both_ends_are_told(times):
    least, most = times.bounds("from publication to publication")
    assert (least.known, most.known) == ((365.0, 366.0), (365.0, 396.0))


def test_where_the_dates_cannot_tell_the_first_follow_up_none_is_taken(make):
    archive = ncpi.Archive(
        reports=[
            make.report("police/a/1", "2018-01-01"),
            make.report("police/a/2", "2019", follows=["police/a/1"]),
            make.report("police/a/3", "2019-05-01", follows=["police/a/1"]),
        ]
    )
    times = archive.compare_all().follow_up_times()
    assert times.unordered == ("police/a",)
    assert times.spread().unknown == ("police/a",)
    assert len(times.pairs) == 2


def test_an_unknown_stretch_is_refused_with_the_choices(times):
    with pytest.raises(InvalidError, match="from publication to publication"):
        times.spread("for ever")


def test_a_range_backwards_is_refused():
    with pytest.raises(InvalidError, match="no range"):
        DayRange(least=2, most=1)
