"""Causes of concern: opened, going on, closed, or not stated."""

import attrs
import pytest

import ncpi
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, Edge


def entry_of(comparison, key):
    return next(
        entry
        for entry in comparison.causes_of_concern
        if key in {cause.key for cause in (entry.baseline, entry.follow_up) if cause}
    )


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("closed", CauseStatus.CLOSED),
        ("going on", CauseStatus.STILL_OPEN),
        ("not stated", CauseStatus.NOT_MENTIONED),
        ("touched", CauseStatus.NOT_STATED),
        ("withdrawn", CauseStatus.CLOSED),
        ("c4", CauseStatus.OPENED),
    ],
)
def test_a_cause_of_concern_stands(compared, key, status):
    assert entry_of(compared("causes"), key).status is status


def test_the_link_between_two_causes_is_reported_with_its_basis(compared):
    entry = entry_of(compared("causes"), "closed")
    assert (entry.follow_up.key, entry.continuation.basis) == ("c1", Basis.STATED)


def test_keys_that_happen_to_agree_prove_nothing(make):
    comparison = ncpi.compare(
        make.baseline(causes_of_concern=[make.cause("A", "2018-08-30", Edge.OPEN)]),
        make.follow_up(causes_of_concern=[make.cause("A", "2019-08-30", Edge.OPEN)]),
    )
    assert [(e.baseline is None, e.status) for e in comparison.causes_of_concern] == [
        (False, CauseStatus.NOT_MENTIONED),
        (True, CauseStatus.OPENED),
    ]


def test_open_in_the_baseline_alone_is_not_still_open(make):
    """Open then says nothing of a year later."""
    comparison = ncpi.compare(
        make.baseline(causes_of_concern=[make.cause("A", "2018-08-30", Edge.OPEN)]),
        make.follow_up(),
    )
    assert comparison.causes_of_concern[0].status is CauseStatus.NOT_MENTIONED


def test_what_reports_new_may_not_be_where_the_baseline_was_not_read_in_full(compared):
    entry = entry_of(compared("across methods"), "B")
    assert entry.status is CauseStatus.OPENED
    assert [caveat.code for caveat in entry.caveats] == [CaveatCode.INCOMPLETE]


def test_a_new_cause_needs_no_caveat_where_the_baseline_is_complete(compared):
    assert entry_of(compared("causes"), "c4").caveats == ()


def test_a_cause_opened_in_the_month_of_the_follow_up_is_not_closed(make):
    """Published in "2019-08", opened on 30 August and open ever since."""
    comparison = ncpi.compare(
        make.baseline(completeness=make.complete()),
        make.follow_up(
            published="2019-08",
            causes_of_concern=[make.cause("A", "2019-08-30", Edge.OPEN)],
        ),
    )
    assert comparison.causes_of_concern[0].status is CauseStatus.OPENED


def test_a_cause_opened_after_the_fieldwork_of_an_undated_follow_up_is_not_closed(make):
    fieldwork = ncpi.DateSpan(start="2019-01-07", end="2019-01-11")
    comparison = ncpi.compare(
        make.baseline(completeness=make.complete()),
        make.follow_up(
            published=None,
            fieldwork=fieldwork,
            causes_of_concern=[make.cause("A", "2019-03-01", Edge.OPEN)],
        ),
    )
    assert comparison.causes_of_concern[0].status is CauseStatus.OPENED


def test_a_continued_cause_whose_span_starts_anew_is_still_open(make):
    """The follow-up dates it from its own publication, known to the month."""
    comparison = ncpi.compare(
        make.baseline(causes_of_concern=[make.cause("A", "2018-08-30", Edge.UNKNOWN)]),
        make.follow_up(
            published="2019-08",
            causes_of_concern=[make.cause("B", "2019-08-30", Edge.OPEN, "A")],
        ),
    )
    assert comparison.causes_of_concern[0].status is CauseStatus.STILL_OPEN


def test_a_cause_that_takes_up_one_of_a_third_report_is_not_opened_without_a_word(make):
    link = ncpi.Continuation(
        report="police/northshire/2018-letter", cause_of_concern="L", basis=Basis.STATED
    )
    cause = attrs.evolve(make.cause("A", "2018-12-19", Edge.OPEN), continues=[link])
    comparison = ncpi.compare(
        make.baseline(completeness=make.complete()), make.follow_up(causes_of_concern=[cause])
    )
    (entry,) = comparison.causes_of_concern
    assert "police/northshire/2018-letter" in " ".join(c.text for c in entry.caveats)


def test_a_cause_open_since_before_the_baseline_was_not_opened_after_it(make):
    """Met by 2023: a cause can be released on its own, before the report on it."""
    comparison = ncpi.compare(
        make.baseline(completeness=make.complete()),
        make.follow_up(causes_of_concern=[make.cause("A", "2017-01-01", Edge.OPEN)]),
    )
    (entry,) = comparison.causes_of_concern
    assert entry.status is not CauseStatus.OPENED or entry.caveats


def test_a_cause_that_takes_up_one_the_baseline_does_not_list_says_so(make):
    comparison = ncpi.compare(
        make.baseline(),
        make.follow_up(causes_of_concern=[make.cause("B", "2018-08-30", Edge.OPEN, "Z")]),
    )
    (entry,) = comparison.causes_of_concern
    assert entry.status is CauseStatus.STILL_OPEN
    assert "'Z'" in entry.caveats[0].text


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("2019-08-29", CauseStatus.CLOSED),
        ("2019-08-30", CauseStatus.CLOSED),
        ("2019-08-31", CauseStatus.NOT_MENTIONED),
        ("2019-08", CauseStatus.NOT_MENTIONED),
    ],
)
def test_a_cause_is_closed_from_the_day_on_which_it_ended(make, end, status):
    baseline = make.baseline(causes_of_concern=[make.cause("A", "2018-01-01", end)])
    (entry,) = ncpi.compare(baseline, make.follow_up()).causes_of_concern
    assert entry.status is status
