"""Causes of concern: still open, closed, not stated or not mentioned; and the unlinked ones."""

import attrs
import pytest

import ncpi
from ncpi.vocabulary import CauseStatus, Edge, Outcome

SINCE = "2018-08-30"


def entry_of(comparison, key):
    return comparison.item(f"cause-of-concern-{key}")


@pytest.fixture
def compared_causes(make):
    """The comparison of baseline causes with the follow-up's."""

    def made(before, after, **entry):
        return ncpi.compare(
            make.baseline(causes_of_concern=before, completeness=make.complete()),
            make.follow_up(causes_of_concern=after, **entry),
        )

    return made


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("closed", CauseStatus.CLOSED),
        ("going on", CauseStatus.STILL_OPEN),
        ("not stated", CauseStatus.NOT_MENTIONED),
        ("touched", CauseStatus.NOT_STATED),
        ("withdrawn", CauseStatus.CLOSED),
    ],
)
def test_a_cause_of_concern_has_a_status_at_the_follow_up(compared, key, status):
    assert entry_of(compared("causes"), key).status is status


def test_a_cause_that_only_a_finding_answers_is_mentioned(make):
    """What became of it is said, though not whether it is closed."""
    before = make.baseline(causes_of_concern=[make.cause("A", SINCE, Edge.OPEN)])
    answer = ncpi.Answer(item=f"{before.key}#cause-of-concern-A", basis="stated")
    found = ncpi.Finding(key="a", text="Better.", progress="improved", answers=[answer])
    comparison = ncpi.compare(before, make.follow_up(findings=[found]))
    entry = entry_of(comparison, "A")
    assert entry.status is CauseStatus.NOT_STATED
    assert entry.verdict == "mentioned, status not stated; improved (stated)"


def test_a_verdict_says_the_status_before_the_progress(compared):
    assert entry_of(compared("causes"), "closed").verdict == (
        "closed; restated (stated), progress not stated"
    )
    assert entry_of(compared("causes"), "not stated").verdict == "not mentioned in what was read"


def test_keys_that_happen_to_agree_prove_nothing(make, compared_causes):
    comparison = compared_causes(
        [make.cause("A", SINCE, Edge.OPEN)], [make.cause("A", "2019-08-30", Edge.OPEN)]
    )
    assert entry_of(comparison, "A").status is CauseStatus.NOT_MENTIONED
    assert [cause.key for cause in comparison.unlinked_causes_of_concern] == ["A"]


def test_open_in_the_baseline_alone_is_not_still_open(make, compared_causes):
    """Open then says nothing of a year later."""
    comparison = compared_causes([make.cause("A", SINCE, Edge.OPEN)], [])
    assert entry_of(comparison, "A").status is CauseStatus.NOT_MENTIONED


def test_a_cause_that_continues_one_of_a_third_report_is_new_only_to_this_pair(
    make, compared_causes
):
    link = ncpi.Restatement(item="police/northshire/2018-letter#cause-of-concern-L", basis="stated")
    cause = attrs.evolve(make.cause("A", "2018-12-19", Edge.OPEN), restates=[link])
    comparison = compared_causes([], [cause])
    assert comparison.unlinked_causes_of_concern == (cause,)
    assert (
        "cause of concern A restates police/northshire/2018-letter#cause-of-concern-L, so it is "
        "new only to this pair"
    ) in [caveat.text for caveat in comparison.caveats]


def test_a_cause_open_since_before_the_baseline_is_not_new_without_a_caveat(make, compared_causes):
    """Met by 2023: a cause can be released on its own, before the report on it."""
    comparison = compared_causes([], [make.cause("A", "2017-01-01", Edge.OPEN)])
    texts = [caveat.text for caveat in comparison.caveats]
    assert any("was opened in 2017-01-01, before the baseline" in text for text in texts)


def test_a_cause_that_continues_one_the_baseline_does_not_list_is_kept_apart(make, compared_causes):
    """It is neither linked to an entry nor unlinked."""
    cause = make.cause("B", SINCE, Edge.OPEN, "Z")
    comparison = compared_causes([make.cause("A", SINCE, Edge.OPEN)], [cause])
    assert comparison.restating_unread == (cause,)
    assert comparison.unlinked_items == ()
    assert entry_of(comparison, "A").restated_by == ()


def test_a_continued_cause_whose_span_starts_anew_is_still_open(make, compared_causes):
    """The follow-up dates it from its own publication, known to the month."""
    comparison = compared_causes(
        [make.cause("A", SINCE, Edge.UNKNOWN)],
        [make.cause("B", "2019-08-30", Edge.OPEN, "A")],
        published="2019-08",
    )
    assert entry_of(comparison, "A").status is CauseStatus.STILL_OPEN


@pytest.mark.parametrize(
    ("ends", "status"),
    [
        (["2019-06-30", "2019-07-31"], CauseStatus.CLOSED),
        (["2019-06-30", Edge.OPEN], CauseStatus.STILL_OPEN),
        (["2019-06-30", Edge.UNKNOWN], CauseStatus.NOT_STATED),
        ([Edge.UNKNOWN, Edge.OPEN], CauseStatus.STILL_OPEN),
        ([Edge.UNKNOWN, Edge.UNKNOWN], CauseStatus.NOT_STATED),
    ],
)
def test_a_cause_that_several_continue_is_open_if_any_is_and_closed_if_all_are(
    make, compared_causes, ends, status
):
    """One cause may be split: what is known of a part isn't said of the whole."""
    later = [make.cause(f"B{place}", SINCE, end, "A") for place, end in enumerate(ends)]
    comparison = compared_causes([make.cause("A", SINCE, Edge.UNKNOWN)], later)
    assert entry_of(comparison, "A").status is status


def test_a_status_is_that_on_the_firmest_basis_which_is_shown_beside_it(make, compared_causes):
    """A matcher's proposal neither closes a cause that is stated to go on, nor goes unmarked."""

    def continued(key, end, basis):
        link = ncpi.Restatement(item=f"{make.BASELINE}#cause-of-concern-A", basis=basis)
        return attrs.evolve(make.cause(key, SINCE, end), restates=[link])

    before = [make.cause("A", SINCE, Edge.UNKNOWN)]
    closed = continued("B", "2019-06-30", "proposed")
    both = compared_causes(before, [closed, continued("C", Edge.OPEN, "stated")])
    assert entry_of(both, "A").status is CauseStatus.STILL_OPEN
    answer = ncpi.Answer(item=f"{make.BASELINE}#cause-of-concern-A", basis="stated")
    entry = entry_of(
        compared_causes(before, [closed], findings=[make.found("f", "improved", answer)]), "A"
    )
    assert (entry.progress, entry.status) == (Outcome.IMPROVED, CauseStatus.CLOSED)
    assert entry.verdict == "closed (proposed); improved (stated)"


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


def test_the_status_is_that_of_the_causes_that_continue_it_on_the_firmest_basis(
    make, compared_causes
):
    closed = make.cause("2", SINCE, "2018-12-01", "1")
    still_open = make.cause("3", SINCE, Edge.OPEN, "1")
    weaker = [attrs.evolve(link, basis="proposed", by="a matcher") for link in still_open.restates]
    before = [make.cause("1", SINCE, Edge.UNKNOWN)]
    after = [closed, attrs.evolve(still_open, restates=weaker)]
    assert entry_of(compared_causes(before, after), "1").status is CauseStatus.CLOSED
