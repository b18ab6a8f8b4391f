"""The comparison of a baseline with its follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ncpi import fields
from ncpi.comparison._added_links import given_links, linked
from ncpi.comparison._case_audit_tests import CaseAuditTest, case_audit_test
from ncpi.comparison._case_audits import compare_case_audits
from ncpi.comparison._counts import ComparisonSummary, summary_of
from ncpi.comparison._entries import (
    Caveat,
    ItemComparison,
    ReportHeading,
    heading,
)
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._items import compare_items
from ncpi.comparison._judgments import compare_judgments
from ncpi.comparison._pairing import as_of_day, pair_caveats, refuse_unlike
from ncpi.comparison._proposals import Proposal, Ruling
from ncpi.comparison._themes import ThemeComparison, compare_themes
from ncpi.comparison._unmatched import (
    listed_in,
    not_in_baseline,
    unlisted_caveats,
    without_overruled,
)
from ncpi.errors import Fault, counted, with_key
from ncpi.model import Finding, ItemRef, NumberedItem, Record, Report, same_framework
from ncpi.model._shown import Several
from ncpi.model.items import item_named
from ncpi.vocabulary import CaveatCode, ItemKind, Progress

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
        items: one entry for every item of the baseline: its recommendations, areas for
            improvement, causes of concern and findings of concern.
        unlinked_items: the follow-up's recommendations, areas for improvement and causes of
            concern that restate none of the baseline's. Those that may restate one, as a
            matcher proposes, are included with a caveat.
        restating_unread: those that restate one that the baseline doesn't list.
        case_audits: one entry for every area that either report audited.
        judgments: one entry for every topic that either report graded.
        themes: one entry for every theme of either report, with its counterparts in the
            crosswalk. Empty if both reports have the same framework.
        other_findings: findings of the follow-up that answer no listed item.
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
    items: tuple[ItemComparison, ...] = attrs.field(
        default=(), converter=fields.tuple_of[ItemComparison]
    )
    unlinked_items: tuple[NumberedItem, ...] = attrs.field(
        default=(), converter=fields.tuple_of[NumberedItem]
    )
    restating_unread: tuple[NumberedItem, ...] = attrs.field(
        default=(), converter=fields.tuple_of[NumberedItem]
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

    @property
    def summary(self) -> ComparisonSummary:
        """How many items of each kind have each outcome, on each basis."""
        return summary_of(self.baseline, self.follow_up, self.items)

    @property
    def recommendations(self) -> tuple[ItemComparison, ...]:
        """What became of each recommendation of the baseline."""
        return self._of_kind(ItemKind.RECOMMENDATION)

    @property
    def areas_for_improvement(self) -> tuple[ItemComparison, ...]:
        """What became of each area for improvement of the baseline."""
        return self._of_kind(ItemKind.AREA_FOR_IMPROVEMENT)

    @property
    def causes_of_concern(self) -> tuple[ItemComparison, ...]:
        """What became of each cause of concern of the baseline."""
        return self._of_kind(ItemKind.CAUSE_OF_CONCERN)

    @property
    def earlier_concerns(self) -> tuple[ItemComparison, ...]:
        """What became of each concern of the baseline that no report numbers."""
        return self._of_kind(ItemKind.CONCERN)

    def _of_kind(self, kind: ItemKind) -> tuple[ItemComparison, ...]:
        return Several(entry for entry in self.items if entry.item_kind is kind)

    def item(self, name: ItemRef | str | int) -> ItemComparison:
        """What became of one item of the baseline.

        *name* is an `ItemRef` or its text, with or without the report
        (``recommendation-6``), or the item's key if only one item has it.

        Raises:
            ncpi.errors.UnknownNameError: the baseline lists no such item.
            ncpi.errors.AmbiguousNameError: items of several kinds have this key.
        """
        return item_named(self.items, name, self.baseline.key)

    def recommendation(self, key: str | int) -> ItemComparison:
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
        return Several(case_audit_test(entry, self.caveats) for entry in self.case_audits)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the follow-up once; those that answer an item come first."""
        answering = {
            answer.finding.key: answer.finding for entry in self.items for answer in entry.answers
        }
        others = (finding for finding in self.other_findings if finding.key not in answering)
        return Several([*answering.values(), *others])

    @property
    def concerns(self) -> tuple[Finding, ...]:
        """The follow-up's findings that are a concern."""
        return Several(finding for finding in self.findings if finding.is_concern)

    @property
    def unlinked_causes_of_concern(self) -> tuple[NumberedItem, ...]:
        """The follow-up's causes of concern that continue none of the baseline's."""
        causes = ItemKind.CAUSE_OF_CONCERN
        return Several(item for item in self.unlinked_items if item.item_kind is causes)

    @property
    def unlinked_concerns(self) -> tuple[Finding, ...]:
        """The follow-up's findings of concern that answer no item of the baseline.

        They aren't called new, because only the inspectorate can say so.
        """
        return Several(finding for finding in self._unlinked if finding.is_concern)

    @property
    def effective_practice(self) -> tuple[Finding, ...]:
        """The follow-up's findings of effective practice."""
        return Several(finding for finding in self.findings if finding.effective_practice)

    @property
    def other_improvements(self) -> tuple[Finding, ...]:
        """Findings of full or partial improvement that answer no item of the baseline."""
        better = (Progress.IMPROVED, Progress.PARTLY_IMPROVED)
        return Several(finding for finding in self._unlinked if finding.progress in better)

    @property
    def _unlinked(self) -> Iterator[Finding]:
        for finding in self.other_findings:
            if all(answer.item.report != self.baseline.key for answer in finding.answers):
                yield finding

    def label(self) -> str:
        return f"{self.baseline.key} and {self.follow_up.key}"

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} of {self.baseline.key!r} with {self.follow_up.key!r}: "
            f"{counted(len(self.items), 'item')}, "
            f"{counted(len(self.case_audits), 'audited area')}, "
            f"{counted(len(self.judgments), 'topic')}, {counted(len(self.caveats), 'caveat')}>"
        )


def compare(
    baseline: Report,
    follow_up: Report,
    *,
    matcher: Matcher | None = None,
    rulings: Iterable[Ruling] = (),
) -> Comparison:
    """What changed between an inspection and its follow-up.

    Every recommendation, area for improvement, cause of concern and concern, audited area and
    graded topic of the baseline has an entry with its evidence and basis. Nothing is concluded
    from silence, and grades on different scales are never compared.

    Args:
        baseline: the earlier report.
        follow_up: the later report.
        matcher: proposes answers and restatements by text if the follow-up gives none:
            ``ncpi.comparison.matching.Matcher()``. Without one, only the links in the reports
            count.
        rulings: people's rulings on which finding answers which item. They override
            everything else, including what the follow-up states.

    Raises:
        ncpi.errors.NotComparableError: the reports are the same, are about different
            bodies, or the follow-up is known not to be the later one.
        ncpi.errors.InvalidError: one of them isn't a report, or a ruling names something that
            isn't in them or contradicts another of the same date.
    """
    faults: list[Fault] = []
    baseline = fields.accept(Report, baseline, "baseline", faults)
    follow_up = fields.accept(Report, follow_up, "follow_up", faults)
    given = given_links(matcher, rulings, faults)
    fields.refuse(faults, "compare")
    refuse_unlike(baseline, follow_up)
    links = linked(baseline, follow_up, matcher, given)
    follow_up = links.follow_up
    as_of = as_of_day(follow_up)
    listed = listed_in(baseline)
    unlinked, unread = not_in_baseline(baseline, follow_up, listed)
    return Comparison(
        baseline=heading(baseline),
        follow_up=heading(follow_up),
        as_of=as_of,
        items=compare_items(baseline, links, as_of),
        unlinked_items=unlinked,
        restating_unread=unread,
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
                follow_up.findings, baseline.key, links.overruled, by_theme=True
            )
            if not any(listed(answer.item) for answer in finding.answers)
        ],
        baseline_findings=baseline.findings,
        undecided=links.undecided,
        rulings=links.rulings,
        caveats=[
            *([] if matcher is None else [_matched_caveat(matcher)]),
            *pair_caveats(baseline, follow_up),
            *unlisted_caveats(baseline, follow_up, listed, unlinked),
            *chain.from_iterable(links.not_restated.values()),
        ],
    )


def _matched_caveat(matcher: Matcher) -> Caveat:
    text = f"links were also proposed by text: {matcher.name}; no person has checked them"
    return Caveat(code=CaveatCode.MATCHER, text=text)
