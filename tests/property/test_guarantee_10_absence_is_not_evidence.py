"""Guarantee 10: what isn't known isn't zero, what isn't mentioned isn't undone."""

import json

import attrs
from hypothesis import given
from promises import Promises

import ncpi
from ncpi.comparison import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._case_audits import SMALL_SAMPLE
from ncpi.testing import instances, pairs
from ncpi.vocabulary import (
    CauseStatus,
    CaveatCode,
    Comparability,
    Completeness,
    Outcome,
    Sampling,
)

Pair = tuple[ncpi.Report, ncpi.Report]


@given(instances(ncpi.CaseAudit))
def test_an_unknown_count_is_zero_nowhere(audit: ncpi.CaseAudit) -> None:
    back = ncpi.from_json(ncpi.to_json(audit), ncpi.CaseAudit)
    for grade in audit.unknown_grades:
        assert audit.count(grade) is None
        assert back.count(grade) is None
        span = audit.share_range(grade)
        if span is None or span[0] != span[1]:
            assert audit.share(grade) == _printed(audit, grade)
    if audit.stated_total is None and audit.unknown_grades:
        assert audit.total is None
        assert all(audit.share(grade) == _printed(audit, grade) for grade in audit.scale.grades)


def _printed(audit: ncpi.CaseAudit, grade: str) -> float | None:
    """The share that is printed as a percentage; None if it isn't."""
    return audit.percentages[grade] / 100 if grade in audit.percentages else None


@given(instances(ncpi.CaseAudit))
def test_an_unknown_count_is_stored_as_null_and_never_as_a_number(audit: ncpi.CaseAudit) -> None:
    counts = json.loads(ncpi.to_json(audit))["content"]["counts"]
    assert counts == {grade: audit.count(grade) for grade in audit.scale.grades}


@given(instances(ncpi.CaseAudit, merged=(), percentages={}))
def test_a_known_share_leaves_room_for_every_unknown_count(audit: ncpi.CaseAudit) -> None:
    """Whatever the unknown counts turn out to be, no share leaves its range."""
    if audit.total is None or not audit.unknown_grades:
        return
    rest = audit.total - audit.known
    for lucky in audit.unknown_grades:
        filled = {
            grade: (rest if grade == lucky else 0) if count is None else count
            for grade, count in audit.counts.items()
        }
        complete = attrs.evolve(audit, counts=filled, stated_total=audit.total)
        for grade in audit.scale.grades:
            span, share = audit.share_range(grade), complete.share(grade)
            assert (span is None) == (share is None)
            assert span is None or share is None or span[0] <= share <= span[1]


promised = Promises[Pair]()


@promised
def an_unknown_count_is_shown_as_unknown_and_has_its_caveat(pair: Pair) -> None:
    comparison = ncpi.compare(*pair)
    shown = " ".join(str(comparison).split())
    for entry in comparison.case_audits:
        for audit in (entry.baseline, entry.follow_up):
            if audit is not None and (audit.unknown_grades or audit.total is None):
                assert CaveatCode.UNKNOWN_COUNT in {caveat.code for caveat in entry.caveats}
                assert all(f"{grade} unknown" in shown for grade in audit.unknown_grades)


@promised
def a_small_targeted_or_self_assessed_sample_is_called_so(pair: Pair) -> None:
    for entry in ncpi.compare(*pair).case_audits:
        codes = {caveat.code for caveat in entry.caveats}
        for audit in (entry.baseline, entry.follow_up):
            if audit is None:
                continue
            if audit.total is not None and audit.total < SMALL_SAMPLE:
                assert CaveatCode.SMALL_SAMPLE in codes
            if audit.sampling is Sampling.TARGETED:
                assert CaveatCode.TARGETED_SAMPLE in codes
            if audit.sampling is Sampling.SELF_ASSESSED:
                assert CaveatCode.SELF_ASSESSED in codes
            if audit.sampling is Sampling.UNKNOWN:
                assert CaveatCode.UNKNOWN_SAMPLING in codes


@promised
def an_item_that_nothing_answers_is_not_mentioned_and_nothing_else(
    pair: Pair,
) -> None:
    for entry in ncpi.compare(*pair).items:
        silent = not entry.answers and not entry.restated_by
        if silent:
            assert entry.progress is Outcome.NOT_MENTIONED
            assert entry.basis is None
            assert not entry.concern
            words = {None, CauseStatus.NOT_MENTIONED}
            closed = "" if entry.status in words else f"{CauseStatus.CLOSED.value}; "
            read = "" if entry.is_read_in_full else " in what was read"
            assert entry.verdict == f"{closed}not mentioned{read}"
        if entry.progress is Outcome.NOT_MENTIONED:
            assert not any(item.counted for item in entry.answers)
            assert not entry.restated_by


@promised
def a_follow_up_without_findings_says_nothing_of_any_item(pair: Pair) -> None:
    baseline, follow_up = pair
    silent = attrs.evolve(
        follow_up,
        findings=(),
        causes_of_concern=(),
        recommendations=(),
        recommendations_made=None,
    )
    comparison = ncpi.compare(baseline, silent)
    assert {entry.progress for entry in comparison.items} <= {Outcome.NOT_MENTIONED}
    assert {entry.status for entry in comparison.causes_of_concern} <= {
        CauseStatus.NOT_MENTIONED,
        CauseStatus.CLOSED,
    }


def _absent_side(
    entry: CaseAuditComparison | JudgmentComparison, baseline: Completeness, follow_up: Completeness
) -> Completeness | None:
    """How complete the list is on which the entry is missing."""
    if entry.baseline is None:
        return baseline
    return follow_up if entry.follow_up is None else None


@promised
def what_stands_on_one_side_only_says_whether_the_other_was_read_in_full(pair: Pair) -> None:
    baseline, follow_up = (report.completeness for report in pair)
    comparison = ncpi.compare(*pair)
    absent = [
        (entry, _absent_side(entry, baseline.case_audits, follow_up.case_audits))
        for entry in comparison.case_audits
    ]
    absent += [
        (entry, _absent_side(entry, baseline.judgments, follow_up.judgments))
        for entry in comparison.judgments
    ]
    for entry, completeness in absent:
        codes = {caveat.code for caveat in entry.caveats}
        if completeness is None:
            assert entry.comparability in (Comparability.COMPARABLE, Comparability.NOT_COMPARABLE)
        else:
            assert entry.comparability is not Comparability.COMPARABLE
            assert (CaveatCode.INCOMPLETE in codes) == (completeness is not Completeness.COMPLETE)


@promised
def lists_not_known_to_be_complete_are_named_in_the_comparisons_caveats(pair: Pair) -> None:
    baseline, follow_up = pair
    entry = [
        caveat.text
        for caveat in ncpi.compare(baseline, follow_up).caveats
        if caveat.code is CaveatCode.INCOMPLETE
    ]
    for completeness, what in (
        (baseline.completeness.recommendations, "baseline's recommendations"),
        (follow_up.completeness.recommendations, "follow-up's recommendations"),
        (follow_up.completeness.findings, "follow-up's findings"),
    ):
        if completeness is not Completeness.COMPLETE:
            assert any(what in text for text in entry)


@promised
def nothing_of_either_report_is_lost_in_the_comparison(pair: Pair) -> None:
    baseline, follow_up = pair
    comparison = ncpi.compare(baseline, follow_up)
    assert tuple(entry.item for entry in comparison.items) == baseline.items
    assert sorted(finding.key for finding in comparison.findings) == sorted(
        finding.key for finding in follow_up.findings
    )
    assert comparison.baseline_findings == baseline.findings
    followed = {again.item for entry in comparison.items for again in entry.restated_by}
    followed |= {*comparison.unlinked_items, *comparison.restating_unread}
    assert followed == set(follow_up.numbered_items)
    for whole, name in ((baseline, "baseline"), (follow_up, "follow_up")):
        for list_name in ("case_audits", "judgments"):
            sides = [getattr(entry, name) for entry in getattr(comparison, list_name)]
            held = [side for side in sides if side is not None]
            assert len(held) == len(set(held))
            assert set(held) == set(getattr(whole, list_name))


@promised
def every_finding_and_recommendation_is_in_the_stored_comparison(pair: Pair) -> None:
    stored = ncpi.to_json(ncpi.compare(*pair))
    for report in pair:
        for entry in (*report.recommendations, *report.findings):
            assert f'"key": {json.dumps(entry.key, ensure_ascii=False)}' in stored
            assert f'"text": {json.dumps(entry.text, ensure_ascii=False)}' in stored


@given(pairs())
def test_every_promise_of_guarantee_10_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
