"""A matcher and people's rulings reach every comparison of an archive, and nothing else."""

from functools import partial

import attrs
import pytest

import ncpi
from ncpi.comparison._added_links import Linking
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError
from ncpi.testing import make_ruling
from ncpi.vocabulary import Basis, LinkBasis, Outcome, Progress, ReportKind

BODY = "police/exampleshire"
FIRST, SECOND, THIRD = (f"{BODY}/{name}" for name in ("2018", "2019", "2020"))


def report(key, published, *, follows=(), asks=None, finds=None):
    """A report whose recommendations and findings are linked to nothing."""
    return ncpi.Report(
        key=key,
        title=key,
        kind=ReportKind.POST_INSPECTION_REVIEW if follows else ReportKind.INSPECTION,
        bodies=[BODY],
        published=published,
        follows=[ncpi.ReportLink(report=one, basis=LinkBasis.STATED) for one in follows],
        recommendations=[
            ncpi.Recommendation(key=name, text=text) for name, text in (asks or {}).items()
        ],
        findings=[
            ncpi.Finding(key=name, text=text, progress=Progress.IMPROVED)
            for name, text in (finds or {}).items()
        ],
    )


@pytest.fixture
def unlinked():
    """Three reports that speak of overdue visits in other words, and don't say so."""
    return ncpi.Archive(
        reports=[
            report(FIRST, "2018-03-01", asks={"1": "Visit registered sex offenders on time"}),
            report(
                SECOND,
                "2019-03-01",
                follows=[FIRST],
                asks={"A": "Make visits to registered sex offenders when they are due"},
                finds={"a": "The backlog of RSO home visits has fallen"},
            ),
            report(
                THIRD,
                "2020-03-01",
                follows=[SECOND],
                finds={"b": "Visits to registered sex offenders take place on time"},
            ),
        ]
    )


ruling = partial(
    make_ruling,
    item=f"{FIRST}#recommendation-1",
    follow_up=SECOND,
    finding="a",
    answers=False,
    by="A. Reader",
    dated="2026-11-01",
)


def threads_of(timeline, report, key):
    return [
        thread
        for thread in timeline.threads
        if (report, key) in [(one.report, one.key) for one in thread.items]
    ]


def entry(programme, baseline=FIRST, follow_up=SECOND):
    comparison = programme.pair(baseline, follow_up).comparison
    assert comparison is not None
    return comparison.recommendations[0]


def test_a_matcher_proposes_answers_in_every_pair_and_they_are_marked(unlinked):
    programme = unlinked.compare_all(matcher=Matcher())
    for keys in ((FIRST, SECOND), (SECOND, THIRD)):
        item = entry(programme, *keys)
        assert (item.progress, item.basis) == (Outcome.IMPROVED, Basis.PROPOSED)
    (row,) = programme.outcomes().rows
    assert {(count.what, count.basis) for count in row.counts} == {
        (Outcome.IMPROVED, Basis.PROPOSED)
    }


def test_a_ruling_reaches_its_own_pair_alone(unlinked):
    programme = unlinked.compare_all(matcher=Matcher(), rulings=[ruling()])
    assert entry(programme).progress is not Outcome.IMPROVED
    assert entry(programme, SECOND, THIRD).progress is Outcome.IMPROVED
    assert programme.pair(FIRST, SECOND).comparison.rulings == (ruling(),)
    assert programme.pair(SECOND, THIRD).comparison.rulings == ()


def test_a_ruling_needs_no_matcher(unlinked):
    item = entry(unlinked.compare_all(rulings=[ruling(answers=True)]))
    assert (item.progress, item.basis) == (Outcome.IMPROVED, Basis.CODED)
    assert item.answers[0].answer.by == "A. Reader"


@pytest.mark.parametrize("verb", ["compare_all", "timeline"])
def test_what_is_no_matcher_and_rulings_that_fit_nothing_are_refused_all_at_once(unlinked, verb):
    wrong = [
        ruling(),
        ruling(finding="z"),
        ruling(item=f"{THIRD}#recommendation-1", follow_up=FIRST),
        "improved",
    ]
    arguments = (BODY,) if verb == "timeline" else ()
    with pytest.raises(InvalidError) as caught:
        getattr(unlinked, verb)(*arguments, matcher="text", rulings=wrong)
    assert {fault.path for fault in caught.value.faults} == {
        "rulings[1].finding",
        "rulings[2]",
        "rulings[3]",
        "matcher",
    }


def test_a_thread_goes_on_through_a_proposed_restatement_and_says_so(unlinked):
    plain = unlinked.timeline(BODY)
    assert [len(thread.items) for thread in plain.threads] == [1, 1]
    (thread,) = unlinked.timeline(BODY, matcher=Matcher()).threads
    assert [(one.report, one.key) for one in thread.items] == [(FIRST, "1"), (SECOND, "A")]
    assert thread.times_repeated == 1
    assert thread.items[-1].basis is Basis.PROPOSED
    assert "proposed" in str(unlinked.timeline(BODY, matcher=Matcher()))


def test_what_a_person_ruled_out_is_shown_in_thread_and_step_and_counts_in_neither(unlinked):
    coded = ncpi.Answer(item=f"{FIRST}#recommendation-1", basis=Basis.STATED)
    archive = unlinked.with_reports(unlinked[SECOND].with_answer("a", coded))
    ruled = archive.timeline(BODY, rulings=[ruling()])
    (at_second, *_) = threads_of(ruled, FIRST, "1")[0].entries
    assert at_second.report == SECOND
    assert at_second.outcome is Outcome.NOT_MENTIONED
    assert [entry.counted for entry in at_second.answers] == [False]
    step = ruled.comparison(FIRST, SECOND)
    assert step.comparison is not None
    (entry,) = step.comparison.recommendations[0].answers
    assert not entry.counted


def test_what_is_only_proposed_is_marked_in_every_summary(unlinked):
    (row,) = unlinked.compare_all(matcher=Matcher()).outcomes().rows
    assert row.label().endswith(", 2 of them only as proposed or by theme")
    timeline = unlinked.timeline(BODY, matcher=Matcher())
    assert "1, of which 1 only as proposed by a matcher or by theme" in str(timeline)
    assert not timeline.repeated[0].times_repeated_firmly


def test_a_roll_forward_that_rests_on_proposals_is_marked_in_the_summary(four):
    rolled = four.with_reports(report(CHAIN[2], "2018-03-01", asks={"A": VISITS}))
    timeline = rolled.timeline(BODY, matcher=Matcher())
    (thread,) = timeline.rolled_forward
    assert thread.times_repeated_firmly < 2
    shown = " ".join(str(timeline).split())
    assert "two or more 1, of which 1 only as proposed by a matcher or by theme" in shown
    # Of its two restatements one is firm, which makes it repeated and no more.
    half = ruling(
        item=f"{CHAIN[0]}#recommendation-1",
        follow_up=CHAIN[2],
        finding=None,
        restated_by=f"{CHAIN[2]}#recommendation-A",
        answers=True,
    )
    (thread,) = rolled.timeline(BODY, matcher=Matcher(), rulings=[half]).rolled_forward
    assert thread.times_repeated_firmly == 1


def test_a_thread_says_of_a_concern_and_of_a_restatement_how_firmly_each_is_linked(unlinked):
    second = unlinked[SECOND].with_answer(
        "a", ncpi.Answer(item=f"{FIRST}#recommendation-1", basis=Basis.STATED)
    )
    worry = ncpi.Finding(
        key="w",
        text="x",
        concern=True,
        answers=[ncpi.Answer(item=f"{FIRST}#recommendation-1", basis=Basis.PROPOSED)],
    )
    again = ncpi.Restatement(item=f"{FIRST}#recommendation-1", basis=Basis.PROPOSED)
    (asked,) = second.recommendations
    second = attrs.evolve(
        second,
        findings=[*second.findings, worry],
        recommendations=[attrs.evolve(asked, restates=[again])],
    )
    (at_second, *_) = unlinked.with_reports(second).timeline(BODY).threads[0].entries
    assert at_second.verdict == (
        "improved (stated), and a concern (proposed); restated as A (proposed)"
    )


VISITS = "Visit registered sex offenders on time"
RECORDS = "Record the voice of each child in every case file"
CHAIN = tuple(f"{BODY}/{year}" for year in range(2016, 2020))


@pytest.fixture
def four():
    """Four reports, each following the last; the fourth asks again what the first two asked."""
    asks = [{"1": VISITS}, {"2": RECORDS}, {}, {"9": RECORDS, "10": VISITS}]
    return ncpi.Archive(
        reports=[
            report(key, f"{key[-4:]}-03-01", follows=CHAIN[place - 1 : place], asks=asks[place])
            for place, key in enumerate(CHAIN)
        ]
    )


def test_a_matcher_looks_for_restatements_in_every_earlier_report(four):
    threads = four.timeline(BODY, matcher=Matcher()).threads
    assert [[(one.report, one.key) for one in thread.items] for thread in threads] == [
        [(CHAIN[0], "1"), (CHAIN[3], "10")],
        [(CHAIN[1], "2"), (CHAIN[3], "9")],
    ]
    assert [thread.at(CHAIN[3]).basis for thread in threads] == [Basis.PROPOSED] * 2


def test_what_a_matcher_links_is_a_step_and_what_it_doesnt_is_none(four):
    def pairs(**entry):
        return {step.keys for step in four.timeline(BODY, **entry).comparisons}

    between = (CHAIN[1], CHAIN[3])
    assert pairs(matcher=Matcher()) - pairs() == {between}
    denied = ruling(
        item=f"{between[0]}#recommendation-2",
        follow_up=between[1],
        finding=None,
        restated_by=f"{between[1]}#recommendation-9",
    )
    assert pairs(rulings=[denied]) - pairs() == {between}


def test_what_a_matcher_leaves_undecided_between_any_two_reports_is_reported(four):
    like = report(CHAIN[3], "2019-03-01", follows=[CHAIN[2]], asks={"9": f"{RECORDS}, and visit"})
    matcher = Matcher(threshold=1.0, review_threshold=0.2)
    (thread,) = threads_of(four.with_reports(like).timeline(BODY, matcher=matcher), CHAIN[1], "2")
    entry = thread.at(CHAIN[3])
    assert entry.outcome is Outcome.NOT_MENTIONED
    assert any("for review by a person" in caveat.text for caveat in entry.caveats)


def test_a_ruling_on_any_two_reports_reaches_the_thread(four):
    again = ruling(
        item=f"{CHAIN[1]}#recommendation-2",
        follow_up=CHAIN[3],
        finding=None,
        restated_by=f"{CHAIN[3]}#recommendation-9",
        answers=True,
    )
    (thread,) = threads_of(four.timeline(BODY, rulings=[again]), CHAIN[1], "2")
    assert thread.at(CHAIN[3]).verdict == "restated as 9 (coded)"
    denied = attrs.evolve(again, answers=False)
    ruled = four.timeline(BODY, matcher=Matcher(), rulings=[denied])
    (thread,) = threads_of(ruled, CHAIN[1], "2")
    assert not thread.at(CHAIN[3]).is_mentioned
    assert any("(ruled by A. Reader" in caveat.text for caveat in thread.at(CHAIN[3]).caveats)


def test_a_ruling_on_reports_that_are_not_comparable_changes_no_thread(four):
    """Those on other bodies, or in the other order, are never linked to one another."""
    other = attrs.evolve(four[CHAIN[0]], inspectorates=["hmicfrs"], bodies=["police/elsewhere"])
    linking = Linking(matcher=Matcher(), rulings={})
    reports = (other, four[CHAIN[3]])
    assert linking.through(reports).reports == reports
