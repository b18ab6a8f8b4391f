"""Converts comparisons to rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ncpi.comparison import Comparison
from ncpi.comparison._entries import Caveat, ItemComparison, ReportHeading
from ncpi.comparison._grade_shares import Estimate
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.model import CaseAudit
from ncpi.model.items import Item, Reference
from ncpi.tables._comparisons_of import Compared, comparisons_of
from ncpi.tables._from_matching import theme_rows, undecided_rows
from ncpi.tables._layouts import day_cells, heading_cells, only, plain, provenance, shared_bodies
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.vocabulary import Basis

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
    return shared_bodies(comparison.baseline, comparison.follow_up)


def _body(comparison: Comparison) -> _Cells:
    return {"body": only(_bodies(comparison))}


def _body_of(entry: CaseAuditComparison | JudgmentComparison, comparison: Comparison) -> _Cells:
    """The body graded, if a report names it, or else the only body of both reports."""
    return {"body": entry.body} if entry.body else _body(comparison)


def _heading(side: str, heading: ReportHeading) -> _Cells:
    return {
        **heading_cells(heading, side),
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
        "caveats": len(comparison.caveats),
    }


def _outcomes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.items:
        yield {
            **_body(comparison),
            **heading_cells(comparison.baseline, "baseline"),
            **heading_cells(comparison.follow_up, "follow_up"),
            **_item(entry.item, comparison.baseline),
            "provenance": provenance(entry.item),
            "outcome": entry.progress.value,
            "basis": plain(entry.basis),
            **_bases(entry),
            "status": plain(entry.status),
            "concern": entry.concern,
            "concern_basis": plain(entry.concern_basis),
            "reported_by": entry.reported_by,
            "answers": len(entry.answers),
            "answers_counted": sum(answer.counted for answer in entry.answers),
            "restated_by": _restating(entry),
            "restated_bases": tuple(one.restatement.basis.value for one in entry.restated_by),
            "caveats": len(entry.caveats),
        }


def _item(item: Item, report: ReportHeading) -> _Cells:
    return {
        "item": str(item.ref(report.key)),
        "kind": item.item_kind.value,
        "key": item.key,
        "theme": item.theme,
        "text": item.text,
    }


def _bases(entry: ItemComparison) -> _Cells:
    """The weakest bases of the links and of the progress that decided the outcome."""
    deciding = entry.deciding
    links: list[Basis | None] = [answer.answer.basis for answer in deciding]
    progress = [answer.progress_basis for answer in deciding if answer.progress_basis]
    return {
        "link_basis": plain(Basis.weakest(links or [entry.basis])),
        "progress_basis": plain(Basis.weakest(progress)),
    }


def _restating(entry: ItemComparison) -> tuple[str, ...]:
    return tuple(str(again.item.ref(entry.follow_up.key)) for again in entry.restated_by)


def _unlinked(comparison: Comparison) -> Iterator[_Cells]:
    unlinked: Iterable[tuple[bool, Iterable[Item]]] = (
        (False, comparison.unlinked_items),
        (True, comparison.restating_unread),
        (False, comparison.unlinked_concerns),
    )
    for restates, items in unlinked:
        for item in items:
            cells = _item(item, comparison.follow_up)
            yield {**_body(comparison), **cells, "restates_unlisted": restates}


def _reference(reference: Reference) -> _Cells:
    return {
        "basis": reference.basis.value,
        "by": reference.by,
        "evidence": reference.evidence,
        "caveat": reference.caveat,
        "dated": plain(reference.dated),
    }


def _evidence(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.items:
        for one in entry.answers:
            yield {
                "item": str(entry.ref),
                "finding": one.finding.key,
                "restated_by": None,
                "counted": one.counted,
                "progress": plain(one.finding.progress),
                "progress_basis": one.finding.progress_basis.value,
                "concern": one.finding.concern,
                "text": one.finding.text,
                **_reference(one.answer),
            }
        for name, again in zip(_restating(entry), entry.restated_by, strict=True):
            yield {
                "item": str(entry.ref),
                "finding": None,
                "restated_by": name,
                "counted": None,
                "progress": None,
                "progress_basis": None,
                "concern": None,
                "text": again.item.text,
                **_reference(again.restatement),
            }


def _claims(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.items:
        for claim in entry.claims:
            yield {
                "item": str(entry.ref),
                "party": plain(claim.party),
                "body": claim.body,
                "dated": str(claim.dated),
                **day_cells(claim.dated, "dated"),
                "status": claim.status,
                "reason": plain(claim.reason),
                "comment": claim.comment,
                "by": claim.by,
                "recorded_in": claim.recorded_in,
            }


def _changes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.case_audits:
        for sides in _scales(entry):
            audit = next(side for side in sides if side)
            for rank, grade in enumerate(audit.scale.grades):
                yield {
                    **_body_of(entry, comparison),
                    "area": entry.area,
                    "comparability": entry.comparability.value,
                    "grade": grade,
                    "grade_rank": rank,
                    **_audit("baseline", sides[0], grade),
                    **_audit("follow_up", sides[1], grade),
                    "change": _difference(entry, grade) if all(sides) else None,
                    "caveats": len(entry.caveats),
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


def _totals(entry: CaseAuditComparison) -> _Cells:
    before, after = entry.baseline, entry.follow_up
    return {
        "baseline_total": before.total if before else None,
        "follow_up_total": after.total if after else None,
    }


def _case_audit_tests(comparison: Comparison) -> Iterator[_Cells]:
    for case_audit_test in comparison.case_audit_tests():
        yield {
            **_body_of(case_audit_test.entry, comparison),
            "area": case_audit_test.area,
            "comparability": case_audit_test.entry.comparability.value,
            "verdict": case_audit_test.verdict.value,
            "other_verdicts": tuple(verdict.value for verdict in case_audit_test.other_verdicts),
            **_estimate("effect", case_audit_test.effect),
            "p_value": case_audit_test.p_value,
            "exact": case_audit_test.exact,
            **_totals(case_audit_test.entry),
        }


def _grade_changes(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.case_audits:
        for rank, one in enumerate(entry.changes):
            yield {
                **_body_of(entry, comparison),
                "area": entry.area,
                "grade": one.grade,
                "grade_rank": rank,
                **_estimate("baseline_share", one.baseline),
                **_estimate("follow_up_share", one.follow_up),
                **_estimate("difference", one.difference),
                **_totals(entry),
            }


def _judgments(comparison: Comparison) -> Iterator[_Cells]:
    for entry in comparison.judgments:
        before, after = entry.baseline, entry.follow_up
        yield {
            **_body_of(entry, comparison),
            "topic": entry.topic,
            "question": next((one.question for one in (before, after) if one), None),
            "comparability": entry.comparability.value,
            "baseline_status": before.status.value if before else None,
            "baseline_grade": before.grade if before else None,
            "baseline_scale": before.scale.key if before else None,
            "follow_up_topic": after.topic if after else None,
            "follow_up_status": after.status.value if after else None,
            "follow_up_grade": after.grade if after else None,
            "follow_up_scale": after.scale.key if after else None,
            "steps": entry.steps,
        }


def _caveats(comparison: Comparison) -> Iterator[_Cells]:
    by_table: Mapping[str, Iterable[tuple[str | None, Iterable[Caveat]]]] = {
        "comparisons": [(None, comparison.caveats)],
        "outcomes": ((str(entry.ref), entry.caveats) for entry in comparison.items),
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
    "unlinked_items": _unlinked,
    "outcome_evidence": _evidence,
    "claims": _claims,
    "case_audit_changes": _changes,
    "case_audit_tests": _case_audit_tests,
    "grade_changes": _grade_changes,
    "judgment_changes": _judgments,
    "caveats": _caveats,
    "theme_comparisons": theme_rows,
    "undecided": undecided_rows,
}
"""The function that makes the rows of each table of comparisons."""
