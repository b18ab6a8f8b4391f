"""Converts comparisons to rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ncpi.comparison import Comparison
from ncpi.comparison._entries import Caveat, ReportHeading
from ncpi.comparison._grade_shares import Estimate
from ncpi.comparison._graded import CaseAuditComparison
from ncpi.model import CaseAudit
from ncpi.model._references import Reference
from ncpi.tables._comparisons_of import Compared, comparisons_of
from ncpi.tables._from_matching import theme_rows, undecided_rows
from ncpi.tables._layouts import day_cells, plain
from ncpi.tables._schemas.columns import Cell, Row

__all__ = ["COMPARISON_ROWS", "comparison_rows"]

_Cells = dict[str, Cell]


def comparison_rows(table: str, compared: Compared) -> list[Row]:
    """The rows of *table* for the comparisons in *compared*, in the order of the reports' keys.

    Raises:
        ncpi.errors.InvalidError: *compared* is something else.
        ncpi.errors.MissingExtraError: the table needs SciPy, which isn't installed (extra
            ``stats``).
    """
    several = comparisons_of(compared)
    ordered = sorted(several, key=lambda one: (one.baseline.key, one.follow_up.key))
    return [
        {"baseline": one.baseline.key, "follow_up": one.follow_up.key, **cells}
        for one in ordered
        for cells in COMPARISON_ROWS[table](one)
    ]


def _bodies(comparison: Comparison) -> tuple[str, ...]:
    later = comparison.follow_up.bodies
    return tuple(body for body in comparison.baseline.bodies if body in later)


def _body(comparison: Comparison) -> _Cells:
    shared = _bodies(comparison)
    return {"body": shared[0] if len(shared) == 1 else None}


def _heading(side: str, heading: ReportHeading) -> _Cells:
    return {
        f"{side}_title": heading.title,
        f"{side}_kind": heading.kind.value,
        f"{side}_published": plain(heading.published),
        **day_cells(heading.published, f"{side}_published"),
        f"{side}_framework": heading.framework,
    }


def _comparisons(comparison: Comparison) -> Iterator[_Cells]:
    yield {
        **_body(comparison),
        "bodies": _bodies(comparison),
        **_heading("baseline", comparison.baseline),
        **_heading("follow_up", comparison.follow_up),
        "as_of": comparison.as_of,
        "new_recommendations": tuple(entry.key for entry in comparison.new_recommendations),
        "restating_unread": tuple(entry.key for entry in comparison.restating_unread),
    }


def _outcomes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.recommendations:
        item = entry.recommendation
        yield {
            **_body(comparison),
            "recommendation": item.key,
            "kind": item.kind.value,
            "theme": item.theme,
            "outcome": entry.progress.value,
            "basis": plain(entry.basis),
            "concern": entry.concern,
            "concern_basis": plain(entry.concern_basis),
            "text": item.text,
            "answers": len(entry.answers),
            "answers_counted": sum(answer.counted for answer in entry.answers),
            "restated_by": tuple(one.recommendation.key for one in entry.restated_by),
            "restated_bases": tuple(one.restatement.basis.value for one in entry.restated_by),
        }


def _reference(reference: Reference | None) -> _Cells:
    return {
        "basis": reference.basis.value if reference else None,
        "by": reference.by if reference else None,
        "evidence": reference.evidence if reference else None,
        "caveat": reference.caveat if reference else None,
        "dated": plain(getattr(reference, "dated", None)),
    }


def _evidence(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.recommendations:
        for item in entry.answers:
            yield {
                "recommendation": entry.key,
                "finding": item.finding.key,
                "restated_by": None,
                "counted": item.counted,
                "progress": item.finding.progress.value,
                "concern": item.finding.concern,
                "text": item.finding.text,
                **_reference(item.answer),
            }
        for again in entry.restated_by:
            yield {
                "recommendation": entry.key,
                "finding": None,
                "restated_by": again.recommendation.key,
                "counted": None,
                "progress": None,
                "concern": None,
                "text": again.recommendation.text,
                **_reference(again.restatement),
            }


def _claims(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.recommendations:
        for claim in entry.claims:
            yield {
                "recommendation": entry.key,
                "party": claim.party.value,
                "dated": str(claim.dated),
                **day_cells(claim.dated, "dated"),
                "status": claim.status,
                "comment": claim.comment,
                "by": claim.by,
            }


def _changes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.case_audits:
        for sides in _scales(entry):
            audit = next(side for side in sides if side)
            for rank, grade in enumerate(audit.scale.grades):
                yield {
                    **_body(comparison),
                    "area": entry.area,
                    "comparability": entry.comparability.value,
                    "grade": grade,
                    "grade_rank": rank,
                    **_audit("baseline", sides[0], grade),
                    **_audit("follow_up", sides[1], grade),
                    "change": _difference(entry, grade) if all(sides) else None,
                }


def _difference(entry: CaseAuditComparison, grade: str) -> float | None:
    difference = entry.change(grade).difference
    return difference.value if difference else None


def _scales(
    entry: CaseAuditComparison,
) -> Iterator[tuple[CaseAudit | None, CaseAudit | None]]:
    """The two sides together if they are on the same scale, else each separately."""
    before, after = entry.baseline, entry.follow_up
    if before and after and before.scale.is_same(after.scale):
        yield before, after
        return
    if before:
        yield before, None
    if after:
        yield None, after


def _audit(side: str, audit: CaseAudit | None, grade: str) -> _Cells:
    return {
        f"{side}_scale": audit.scale.key if audit else None,
        f"{side}_sampling": audit.sampling.value if audit else None,
        f"{side}_count": audit.count(grade) if audit else None,
        f"{side}_total": audit.total if audit else None,
        f"{side}_share": audit.share(grade) if audit else None,
    }


def _estimate(name: str, estimate: Estimate | None) -> _Cells:
    return {
        name: estimate.value if estimate else None,
        f"{name}_low": estimate.low if estimate else None,
        f"{name}_high": estimate.high if estimate else None,
    }


def _case_audit_tests(comparison: Comparison) -> Iterator[_Cells]:
    for case_audit_test in comparison.case_audit_tests():
        before, after = case_audit_test.of.baseline, case_audit_test.of.follow_up
        yield {
            **_body(comparison),
            "area": case_audit_test.area,
            "comparability": case_audit_test.of.comparability.value,
            "verdict": case_audit_test.verdict.value,
            "other_verdicts": tuple(verdict.value for verdict in case_audit_test.other_verdicts),
            **_estimate("effect", case_audit_test.effect),
            "p_value": case_audit_test.p_value,
            "exact": case_audit_test.exact,
            "baseline_total": before.total if before else None,
            "follow_up_total": after.total if after else None,
        }


def _grade_changes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.case_audits:
        for rank, one in enumerate(entry.changes):
            yield {
                **_body(comparison),
                "area": entry.area,
                "grade": one.grade,
                "grade_rank": rank,
                **_estimate("baseline_share", one.baseline),
                **_estimate("follow_up_share", one.follow_up),
                **_estimate("difference", one.difference),
            }


def _judgments(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.judgments:
        before, after = entry.baseline, entry.follow_up
        yield {
            **_body(comparison),
            "topic": entry.topic,
            "comparability": entry.comparability.value,
            "baseline_grade": before.grade if before else None,
            "baseline_scale": before.scale.key if before else None,
            "follow_up_topic": after.topic if after else None,
            "follow_up_grade": after.grade if after else None,
            "follow_up_scale": after.scale.key if after else None,
            "steps": entry.steps,
        }


def _statuses(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.causes_of_concern:
        if item := entry.baseline or entry.follow_up:
            yield {
                **_body(comparison),
                "baseline_cause_of_concern": entry.baseline.key if entry.baseline else None,
                "follow_up_cause_of_concern": entry.follow_up.key if entry.follow_up else None,
                "text": item.text,
                "theme": item.theme,
                "status": entry.status.value,
                **_reference(entry.continuation),
            }


def _caveats(comparison: Comparison) -> Iterator[_Cells]:
    causes = (
        (item.key if (item := entry.baseline or entry.follow_up) else None, entry.caveats)
        for entry in comparison.causes_of_concern
    )
    by_table: Mapping[str, Iterable[tuple[str | None, Iterable[Caveat]]]] = {
        "comparisons": [(None, comparison.caveats)],
        "outcomes": ((entry.key, entry.caveats) for entry in comparison.recommendations),
        "concern_statuses": causes,
        "case_audit_changes": ((entry.area, entry.caveats) for entry in comparison.case_audits),
        "judgment_changes": ((entry.topic, entry.caveats) for entry in comparison.judgments),
        "theme_comparisons": ((entry.theme, entry.caveats) for entry in comparison.themes),
    }
    for table, entries in by_table.items():
        for key, caveats in entries:
            for caveat in caveats:
                yield {"table": table, "key": key, "code": caveat.code.value, "text": caveat.text}


COMPARISON_ROWS: Mapping[str, Callable[[Comparison], Iterator[_Cells]]] = {
    "comparisons": _comparisons,
    "outcomes": _outcomes,
    "outcome_evidence": _evidence,
    "claims": _claims,
    "case_audit_changes": _changes,
    "case_audit_tests": _case_audit_tests,
    "grade_changes": _grade_changes,
    "judgment_changes": _judgments,
    "concern_statuses": _statuses,
    "caveats": _caveats,
    "theme_comparisons": theme_rows,
    "undecided": undecided_rows,
}
"""The function that makes the rows of each table of comparisons."""
