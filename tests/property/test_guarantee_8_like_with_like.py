"""Guarantee 8: what isn't alike gives no number, and what can't be a pair is refused or stated."""

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.comparison import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._case_audits import audit_comparison
from ncpi.errors import InvalidError, NotComparableError
from ncpi.model import GRADE_SCALES, crosswalk
from ncpi.testing import instances, pairs
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    Comparability,
    CrosswalkMatch,
    Outcome,
    Relation,
    Sampling,
)

Pair = tuple[ncpi.Report, ncpi.Report]


def _codes(record: CaseAuditComparison | JudgmentComparison | ncpi.Comparison) -> set[CaveatCode]:
    return {caveat.code for caveat in record.caveats}


@given(instances(ncpi.CaseAudit), instances(ncpi.CaseAudit))
def test_audits_on_different_scales_give_no_number(
    before: ncpi.CaseAudit, after: ncpi.CaseAudit
) -> None:
    assume(before.scale.key != after.scale.key)
    entry = audit_comparison(before, after)
    assert entry.comparability is Comparability.NOT_COMPARABLE
    assert all(change.difference is None for change in entry.changes)
    assert {entry.change(grade).difference for grade in before.scale.grades} == {None}
    assert CaveatCode.DIFFERENT_SCALE in _codes(entry)


@given(instances(ncpi.CaseAudit), instances(ncpi.CaseAudit))
def test_no_entry_made_or_loaded_by_hand_gets_a_number_from_two_scales(
    before: ncpi.CaseAudit, after: ncpi.CaseAudit
) -> None:
    assume(not before.scale.is_same(after.scale))
    try:
        entry = CaseAuditComparison(
            comparability=Comparability.COMPARABLE, baseline=before, follow_up=after
        )
    except InvalidError:
        return
    assert all(change.difference is None for change in entry.changes)


@given(instances(ncpi.Judgment), instances(ncpi.Judgment))
def test_no_topic_made_or_loaded_by_hand_gets_steps_from_two_scales(
    before: ncpi.Judgment, after: ncpi.Judgment
) -> None:
    assume(not before.scale.is_same(after.scale))
    try:
        entry = JudgmentComparison(
            topic=before.topic,
            comparability=Comparability.COMPARABLE,
            baseline=before,
            follow_up=after,
        )
    except InvalidError:
        return
    assert entry.steps is None


promised = Promises[Pair]()


@promised
def a_number_is_only_given_for_one_area_or_topic_on_one_scale(pair: Pair) -> None:
    baseline, follow_up = pair
    comparison = ncpi.compare(baseline, follow_up)
    for entry in comparison.case_audits:
        if any(change.difference is not None for change in entry.changes):
            assert entry.baseline is not None
            assert entry.follow_up is not None
            assert entry.baseline.scale.is_same(entry.follow_up.scale)
            assert entry.baseline.area == entry.follow_up.area
            graded_by_force = [
                audit.sampling is Sampling.SELF_ASSESSED
                for audit in (entry.baseline, entry.follow_up)
            ]
            assert graded_by_force[0] == graded_by_force[1]
    for topic in comparison.judgments:
        if topic.steps is not None:
            assert topic.baseline is not None
            assert topic.follow_up is not None
            assert topic.baseline.scale.is_same(topic.follow_up.scale)
            match = crosswalk(
                topic.baseline.topic, baseline.framework, topic.follow_up.topic, follow_up.framework
            )
            assert match in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
            if match is CrosswalkMatch.BROAD:
                assert CaveatCode.BROAD_CROSSWALK in _codes(topic)


@promised
def topics_of_frameworks_without_a_crosswalk_are_not_set_together(pair: Pair) -> None:
    baseline, follow_up = pair
    other = ncpi.Framework(key="unrelated", title="Unrelated", themes=["leadership"])
    comparison = ncpi.compare(
        attrs.evolve(baseline, framework=other), attrs.evolve(follow_up, framework=None)
    )
    for entry in comparison.judgments:
        assert entry.baseline is None or entry.follow_up is None
        assert entry.comparability is Comparability.NOT_COMPARABLE
        assert entry.steps is None
        assert CaveatCode.NO_CROSSWALK in _codes(entry)


@promised
def sharing_a_theme_without_a_crosswalk_says_nothing_of_progress(pair: Pair) -> None:
    baseline, follow_up = pair
    only_themes = [
        attrs.evolve(
            finding,
            answers=[attrs.evolve(answer, basis=Basis.SAME_THEME) for answer in finding.answers],
        )
        for finding in follow_up.findings
    ]
    comparison = ncpi.compare(
        attrs.evolve(baseline, framework=GRADED_ELSEWHERE),
        attrs.evolve(follow_up, framework=None, findings=only_themes),
    )
    for entry in comparison.recommendations:
        assert entry.progress in (Outcome.NOT_STATED, Outcome.NOT_MENTIONED)
        if entry.answers:
            assert CaveatCode.NO_CROSSWALK in {caveat.code for caveat in entry.caveats}


GRADED_ELSEWHERE = ncpi.Framework(key="elsewhere", title="Elsewhere", themes=["theirs"])


@given(pair=pairs(), report=instances(ncpi.Report))
def test_the_same_report_twice_is_refused(pair: Pair, report: ncpi.Report) -> None:
    for one in (*pair, report):
        with pytest.raises(NotComparableError):
            ncpi.compare(one, one)


@promised
def reports_on_different_bodies_are_refused_by_an_error_that_names_both(pair: Pair) -> None:
    baseline, follow_up = pair
    baseline = attrs.evolve(baseline, bodies=["police/here"])
    for elsewhere in (["police/there", "fire/here"], []):
        moved = attrs.evolve(follow_up, bodies=elsewhere)
        with pytest.raises(NotComparableError) as caught:
            ncpi.compare(baseline, moved)
        assert (caught.value.baseline, caught.value.follow_up) == (baseline.key, moved.key)
        assert baseline.key in str(caught.value)
        assert moved.key in str(caught.value)


_dates = st.none() | instances(ncpi.PartialDate, year=st.integers(2018, 2019))


@given(pair=pairs(), first=_dates, second=_dates)
def test_what_is_provably_not_later_is_refused_and_what_is_unknown_is_said(
    pair: Pair, first: ncpi.PartialDate | None, second: ncpi.PartialDate | None
) -> None:
    baseline = attrs.evolve(pair[0], published=first, fieldwork=None)
    follow_up = attrs.evolve(pair[1], published=second, fieldwork=None)
    relation = Relation.CANNOT_TELL if first is None or second is None else second.relation(first)
    if relation in (Relation.BEFORE, Relation.SAME):
        with pytest.raises(NotComparableError) as caught:
            ncpi.compare(baseline, follow_up)
        assert (caught.value.baseline, caught.value.follow_up) == (baseline.key, follow_up.key)
        return
    comparison = ncpi.compare(baseline, follow_up)
    entry = CaveatCode.DATES_CANNOT_TELL in _codes(comparison)
    assert entry == (relation is Relation.CANNOT_TELL)


@given(pair=pairs(), spans=st.tuples(instances(ncpi.DateSpan), instances(ncpi.DateSpan)))
def test_undated_reports_are_refused_only_where_fieldwork_proves_it(
    pair: Pair, spans: tuple[ncpi.DateSpan, ncpi.DateSpan]
) -> None:
    baseline = attrs.evolve(pair[0], published=None, fieldwork=spans[0])
    follow_up = attrs.evolve(pair[1], published=None, fieldwork=spans[1])
    ends, starts = spans[1].end, spans[0].start
    proven = (
        isinstance(ends, ncpi.PartialDate)
        and isinstance(starts, ncpi.PartialDate)
        and ends.relation(starts) is Relation.BEFORE
    )
    if proven:
        with pytest.raises(NotComparableError):
            ncpi.compare(baseline, follow_up)
    else:
        assert CaveatCode.DATES_CANNOT_TELL in _codes(ncpi.compare(baseline, follow_up))


def test_the_scales_that_ncpi_ships_are_all_different() -> None:
    scales = list(GRADE_SCALES.values())
    assert [(one.key, other.key) for one in scales for other in scales if one.is_same(other)] == [
        (scale.key, scale.key) for scale in scales
    ]


@given(pairs())
def test_every_promise_of_guarantee_8_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
