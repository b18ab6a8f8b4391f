"""The comparison of a baseline with its follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Self

import attrs

from ncpi import fields
from ncpi.comparison._case_audit_tests import CaseAuditTest, case_audit_test
from ncpi.comparison._case_audits import compare_case_audits
from ncpi.comparison._concerns import compare_causes_of_concern
from ncpi.comparison._entries import (
    CauseOfConcernComparison,
    Caveat,
    RecommendationComparison,
    ReportHeading,
    heading,
)
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._judgments import compare_judgments
from ncpi.comparison._pairing import as_of_day, pair_caveats, refuse_unlike
from ncpi.comparison._proposals import (
    Denial,
    Proposal,
    Ruling,
)
from ncpi.comparison._recommendations import (
    Uncounted,
    compare_recommendations,
    not_restated_caveat,
)
from ncpi.comparison._themes import ThemeComparison, compare_themes
from ncpi.comparison._unmatched import not_in_baseline, unlisted_caveats, without_overruled
from ncpi.errors import Fault, with_key
from ncpi.model import Finding, Recommendation, Record, Report, same_framework
from ncpi.vocabulary import CaveatCode, Progress

if TYPE_CHECKING:
    from ncpi.comparison.matching import Matcher

__all__ = ["Comparison", "compare"]


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Record):
    """What changed between an inspection and its follow-up; made by `ncpi.compare`.

    Attributes:
        baseline: the earlier report.
        follow_up: the later report.
        as_of: the day up to which each party's claims are given: the first possible day of
            the follow-up's publication, or, if that is unknown, the last day of its fieldwork.
            None if both are unknown; then the last known claims are given.
        recommendations: one entry for every recommendation of the baseline.
        new_recommendations: the follow-up's recommendations that restate none of the
            baseline's. Those that may restate one, as a matcher proposes, are included with
            a caveat.
        restating_unread: the follow-up's recommendations that restate one that the baseline
            doesn't list.
        causes_of_concern: one entry for every cause of concern of either report.
        case_audits: one entry for every area that either report audited.
        judgments: one entry for every topic that either report graded.
        themes: one entry for every theme of either report, with its counterparts in the
            crosswalk. Empty if both reports have the same framework.
        other_findings: findings of the follow-up that answer no listed recommendation.
        baseline_findings: the findings of the baseline.
        undecided: pairs that the matcher found similar but didn't propose, for review by a
            person. They are never counted.
        rulings: people's rulings on this pair of reports, including superseded ones.
        caveats: caveats on the comparison as a whole.
    """

    TAG = "comparison"

    baseline: ReportHeading
    follow_up: ReportHeading
    as_of: date | None = attrs.field(default=None, converter=fields.one_of[date | None])
    recommendations: tuple[RecommendationComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[RecommendationComparison]
    )
    new_recommendations: tuple[Recommendation, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Recommendation]
    )
    restating_unread: tuple[Recommendation, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Recommendation]
    )
    causes_of_concern: tuple[CauseOfConcernComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[CauseOfConcernComparison]
    )
    case_audits: tuple[CaseAuditComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[CaseAuditComparison]
    )
    judgments: tuple[JudgmentComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[JudgmentComparison]
    )
    themes: tuple[ThemeComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ThemeComparison]
    )
    other_findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Finding]
    )
    baseline_findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=fields.tuple_of[Finding]
    )
    undecided: tuple[Proposal, ...] = attrs.field(default=(), converter=fields.tuple_of[Proposal])
    rulings: tuple[Ruling, ...] = attrs.field(default=(), converter=fields.tuple_of[Ruling])
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    @classmethod
    def of(
        cls,
        baseline: Report,
        follow_up: Report,
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Self:
        """The comparison of two reports; see `ncpi.compare`."""
        faults: list[Fault] = []
        baseline = fields.accept(Report, baseline, "baseline", faults)
        follow_up = fields.accept(Report, follow_up, "follow_up", faults)
        given_rulings = fields.accept(tuple[Ruling, ...], rulings, "rulings", faults)
        if matcher is not None:
            from ncpi.comparison.matching import Matcher  # noqa: PLC0415 - few need it

            fields.accept(Matcher, matcher, "matcher", faults)
        fields.refuse(faults, "compare")
        refuse_unlike(baseline, follow_up)
        undecided: tuple[Proposal, ...] = ()
        overruled: Mapping[tuple[str, str], Ruling] = {}
        not_restated: Mapping[str, Sequence[Denial]] = {}
        if matcher is not None or given_rulings:
            from ncpi.comparison.matching._linking import linked  # noqa: PLC0415 - few need it

            links = linked(baseline, follow_up, matcher, given_rulings)
            follow_up, undecided, overruled = links.follow_up, links.undecided, links.overruled
            not_restated = links.not_restated
            given_rulings = links.rulings
        as_of = as_of_day(follow_up)
        listed = {recommendation.key for recommendation in baseline.recommendations}
        new, unread = not_in_baseline(baseline, follow_up, listed)
        return cls(
            baseline=heading(baseline),
            follow_up=heading(follow_up),
            as_of=as_of,
            recommendations=compare_recommendations(
                baseline, follow_up, as_of, overruled, Uncounted(undecided, not_restated)
            ),
            new_recommendations=new,
            restating_unread=unread,
            causes_of_concern=compare_causes_of_concern(baseline, follow_up, as_of),
            case_audits=compare_case_audits(baseline, follow_up),
            judgments=compare_judgments(baseline, follow_up),
            themes=(
                ()
                if same_framework(baseline.framework, follow_up.framework)
                else compare_themes(baseline, follow_up)
            ),
            other_findings=[
                finding
                for finding in without_overruled(
                    follow_up.findings, baseline.key, overruled, by_theme=True
                )
                if not any(
                    answer.report == baseline.key and answer.recommendation in listed
                    for answer in finding.answers
                )
            ],
            baseline_findings=baseline.findings,
            undecided=undecided,
            rulings=given_rulings,
            caveats=[
                *([] if matcher is None else [_matched_caveat(matcher)]),
                *pair_caveats(baseline, follow_up),
                *unlisted_caveats(baseline, follow_up, listed, new),
                *(
                    not_restated_caveat(denial)
                    for denials in not_restated.values()
                    for denial in denials
                ),
            ],
        )

    def recommendation(self, key: str) -> RecommendationComparison:
        """What became of the baseline's recommendation *key*.

        Raises:
            ncpi.errors.UnknownNameError: the baseline lists no such recommendation.
        """
        return with_key(self.recommendations, key, f"recommendations of {self.baseline.key}")

    def case_audit_tests(self) -> tuple[CaseAuditTest, ...]:
        """How the grades of each audited area changed, with intervals and a verdict.

        Raises:
            ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and
                there are enough cases to test.
        """
        return tuple(case_audit_test(entry, self.caveats) for entry in self.case_audits)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the follow-up once; those that answer a recommendation come first."""
        answering = {
            item.finding.key: item.finding
            for entry in self.recommendations
            for item in entry.answers
        }
        others = (finding for finding in self.other_findings if finding.key not in answering)
        return (*answering.values(), *others)

    @property
    def concerns(self) -> tuple[Finding, ...]:
        """The follow-up's findings that are a concern."""
        return tuple(finding for finding in self.findings if finding.concern)

    @property
    def effective_practice(self) -> tuple[Finding, ...]:
        """The follow-up's findings of effective practice."""
        return tuple(finding for finding in self.findings if finding.effective_practice)

    @property
    def other_improvements(self) -> tuple[Finding, ...]:
        """Findings of full or partial improvement that answer no recommendation of the baseline."""
        better = (Progress.IMPROVED, Progress.PARTLY_IMPROVED)
        return tuple(
            finding
            for finding in self.other_findings
            if finding.progress in better
            and all(answer.report != self.baseline.key for answer in finding.answers)
        )

    def label(self) -> str:
        return f"{self.baseline.key} and {self.follow_up.key}"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.baseline.key!r} with {self.follow_up.key!r}: "
            f"{len(self.recommendations)} recommendations, {len(self.case_audits)} audited "
            f"areas, {len(self.judgments)} topics, {len(self.caveats)} caveats>"
        )


def compare(
    baseline: Report,
    follow_up: Report,
    *,
    matcher: Matcher | None = None,
    rulings: Iterable[Ruling] = (),
) -> Comparison:
    """What changed between an inspection and its follow-up.

    Every recommendation, audited area and graded topic of the baseline has an entry
    with its evidence and basis. Nothing is concluded from silence, and grades on
    different scales are never compared.

    Args:
        baseline: the earlier report.
        follow_up: the later report.
        matcher: proposes answers and restatements by text if the follow-up gives none:
            ``ncpi.comparison.matching.Matcher()``. Without one, only the links in the reports
            count.
        rulings: people's rulings on which finding answers which recommendation. They override
            everything else, including what the follow-up states.

    Raises:
        ncpi.errors.NotComparableError: the reports are the same, are about different
            bodies, or the follow-up is known not to be the later one.
        ncpi.errors.InvalidError: one of them isn't a report, or a ruling names something that
            isn't in them or contradicts another of the same date.
    """
    return Comparison.of(baseline, follow_up, matcher=matcher, rulings=rulings)


def _matched_caveat(matcher: Matcher) -> Caveat:
    text = f"links were also proposed by text: {matcher.name}; no person has checked them"
    return Caveat(code=CaveatCode.MATCHER, text=text)
