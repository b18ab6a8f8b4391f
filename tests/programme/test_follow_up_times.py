"""How long follow-ups took: a range where a date is partial, unknown where it is missing."""

import pytest

import ncpi
from ncpi.display._programme_figures import _bounds
from ncpi.errors import InvalidError
from ncpi.programme import Distribution, DistributionValue
from ncpi.programme._follow_up_times import DayRange
from ncpi.vocabulary import Basis, FollowUpInterval, ReportKind

A18, A19 = "police/arden/2018", "police/arden/2019"


@pytest.fixture(scope="module")
def times(archive):
    return archive.compare_all().follow_up_times()


def test_days_are_counted_from_one_date_to_the_other(times):
    first = times.pairs[0]
    assert first.pair.keys == (A18, A19)
    assert first.published_to_published == DayRange(least=365, most=365)
    assert first.published_to_fieldwork == DayRange(least=275, most=305)
    assert first.fieldwork_to_fieldwork == DayRange(least=379, most=409)
    assert first.fieldwork_to_published == DayRange(least=469, most=469)


def test_a_re_issue_and_a_year_by_context_tell_nothing(times):
    borset = times.pairs[2]
    assert borset.pair.follow_up.key == "police/borset/2019"
    assert [borset.days(interval) for interval in FollowUpInterval] == [None] * 4


def test_a_force_counts_once_with_its_first_follow_up(times):
    distribution = times.distribution()
    assert [(entry.force, entry.value) for entry in distribution.values] == [
        ("police/arden", 365.0),
        ("police/borset", None),
        ("police/cambria", None),
    ]
    assert [entry.note for entry in distribution.values[1:]] == [
        "a date is missing",
        "known only as 366 to 396 days",
    ]


def test_with_ranges_both_ends_are_reported(times):
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
    assert times.distribution().unknown == ("police/a",)
    assert len(times.pairs) == 2


def test_an_unknown_interval_is_refused_with_the_choices(times):
    with pytest.raises(InvalidError, match="from publication to publication"):
        times.distribution("for ever")


@pytest.fixture
def backwards(make):
    """A force with a pair that is provably the wrong way round, and one that isn't."""
    late = make.report("police/a/2019", "2019-01-01")
    early = make.report("police/a/2018", "2018-01-01", follows=[late.key])
    again = make.report("police/a/2020", "2020-01-01", follows=[late.key])
    return [late, early, again]


def test_a_refused_pair_never_stands_for_its_force(backwards):
    times = ncpi.Archive(reports=backwards).compare_all().follow_up_times()
    distribution = times.distribution()
    assert [(value.force, value.value) for value in distribution.values] == [("police/a", 365.0)]
    assert distribution.left_out == ("1 pair that can't be compared",)
    (refused,) = times.refused
    assert refused.published_to_published == DayRange(least=-365, most=-365)
    assert refused.pair.refused.startswith("the follow-up is not the later one")
    assert "the follow-up is not the later one" in " ".join(str(times).split())


def test_a_force_of_which_every_pair_was_refused_is_unknown(backwards):
    times = ncpi.Archive(reports=backwards[:2]).compare_all().follow_up_times()
    (value,) = times.distribution().values
    assert (value.value, value.note) == (None, "its pairs can't be compared")
    assert "0 of 1 force" in times.distribution().sentence


def test_days_below_zero_are_reported_for_what_they_are(make):
    span = ncpi.DateSpan(start="2017-12-01", end="2017-12-05")
    times = make.programme({}, {"fieldwork": span}).follow_up_times()
    assert times.distribution("from publication to the follow-up's fieldwork").known == (-31.0,)
    assert "if the second date is or may be earlier" in " ".join(str(times).split())


def test_a_thematic_report_on_several_bodies_is_no_forces_first_report(make):
    bodies = ["police/a", "police/b"]
    archive = ncpi.Archive(
        reports=[
            make.report("x/1", "2016-01-01", bodies=bodies, kind=ReportKind.THEMATIC),
            make.report("police/a/2", "2018-01-01", follows=["x/1"]),
            make.report("police/a/3", "2019-01-01", follows=["police/a/2"]),
        ]
    )
    times = archive.compare_all().follow_up_times()
    assert [(value.force, value.value) for value in times.distribution().values] == [
        ("police/a", 365.0)
    ]
    assert times.distribution().left_out == (
        "1 pair not attributed to a force: thematic on several bodies, or not a follow-up",
    )
    assert "1 pair not attributed to a force" in " ".join(str(times).split())


def test_bodies_are_one_group_in_whatever_order_a_report_names_them(make):
    both = ["police/a", "police/b"]
    reports = make.pair(of="x", bodies=both)
    reports += make.pair({"bodies": both[::-1]}, of="y", bodies=both)
    programme = ncpi.Archive(reports=reports).compare_all()
    assert programme.forces == ("police/a and police/b",)
    assert programme.follow_up_times().distribution().forces == 1


def test_the_bodies_of_a_pair_are_in_alphabetical_order(make):
    bodies = [f"police/{slug}" for slug in "edcba"]
    (pair,) = make.programme(of="x", bodies=bodies).pairs
    assert pair.bodies == tuple(sorted(bodies))


def test_a_report_that_only_takes_something_up_is_no_follow_up(make):
    asked = make.report("police/a/1", "2018-01-01", recommendations=make.asked("1"))
    answer = ncpi.Answer(item="police/a/1#recommendation-1", basis=Basis.CODED)
    found = ncpi.Finding(key="f", text="it is done", answers=[answer])
    later = make.report("police/a/2", "2019-01-01", findings=[found])
    programme = ncpi.Archive(reports=[asked, later]).compare_all()
    assert programme.outcomes().rows[0].entries == 1
    assert programme.follow_up_times().distribution().values == ()
    assert "there is none in 1" in " ".join(str(programme).split())


def later(make, number, published):
    """The pairs of so many forces, whose follow-ups were published at *published*."""
    return [
        report
        for force in range(number)
        for report in make.pair(of=f"police/f{force}", dates=("2018-01-01", published))
    ]


def summary(reports):
    """What the first row of the summary says: known to the day, and with ranges."""
    times = ncpi.Archive(reports=reports).compare_all().follow_up_times()
    _, _, exact, ranges = times.describe().tables[0].rows[0]
    return exact, ranges


def test_ranges_of_enough_forces_are_summed_up_between_their_ends(make):
    exact, ranges = summary(later(make, 8, "2019-01"))
    assert exact == "known for 0 of 8 forces, so no figures can be given."
    assert ranges == (
        "8 of 8 forces: the minimum is between 365 and 395, the median is between 365 and 395, "
        "the maximum is between 365 and 395"
    )


def test_ranges_of_a_handful_are_not_summed_up(make):
    assert summary(later(make, 7, "2019-01"))[1] == "7 of 7 forces, too few to summarise"


def test_without_a_range_nothing_is_said_of_ranges(make):
    exact, ranges = summary(later(make, 1, "2019-01-01"))
    assert exact.endswith("fewer than 8, so they are not summarised: police/f0 365 days.")
    assert ranges == ""


def test_a_median_of_half_a_day_is_not_rounded_in_the_ranges():
    values = (DistributionValue(force=f"police/{days}", value=float(days)) for days in range(8))
    times = Distribution(subject="days", unit="days", values=tuple(values))
    assert "the median is 3.5" in times.sentence
    assert "the median is between 3.5 and 3.5" in _bounds(times, times)
