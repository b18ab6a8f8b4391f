"""Converts comparisons to rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ncpi.comparison import Comparison
from ncpi.comparison._entries import Caveat, ItemComparison, ReportHeading
from ncpi.comparison._grade_shares import Estimate
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.model import CaseAudit, Judgment
from ncpi.model.items import Item
from ncpi.tables._comparisons_of import Compared, comparisons_of
from ncpi.tables._layouts import (
    day_cells,
    heading_cells,
    only,
    plain,
    provenance,
    row_of,
    shared_bodies,
)
from ncpi.tables._schemas.columns import Cell, Row
from ncpi.vocabulary import Basis

__all__ = ["COMPARISON_ROWS", "comparison_rows"]

_Cells = dict[str, Cell]
_Entries = Iterator[tuple[object, _Cells]]


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
        row_of(table, entry, **{**head, **cells})
        for one in ordered
        for head in [_head(one)]
        for entry, cells in COMPARISON_ROWS[table](one)
    ]


def _on(record: object, /, **cells: Cell) -> tuple[object, _Cells]:
    """What a row is on, and the cells that aren't its own fields."""
    return record, cells


def _head(comparison: Comparison) -> _Cells:
    """The cells that are the same in every row of *comparison*, where its table has them."""
    before, after = comparison.baseline, comparison.follow_up
    return {
        "baseline": before.key,
        "follow_up": after.key,
        "body": only(shared_bodies(before, after)),
        **heading_cells(before, "baseline"),
        **heading_cells(after, "follow_up"),
    }


def _body_of(entry: CaseAuditComparison | JudgmentComparison) -> _Cells:
    """The body graded, if a report names it, or else the only body of both reports."""
    return {"body": entry.body} if entry.body else {}


def _heading(side: str, heading: ReportHeading) -> _Cells:
    return {
        **day_cells(heading.published, f"{side}_published"),
        f"{side}_framework": heading.framework,
    }


def _comparisons(comparison: Comparison) -> _Entries:
    yield _on(
        comparison,
        bodies=shared_bodies(comparison.baseline, comparison.follow_up),
        **_heading("baseline", comparison.baseline),
        **_heading("follow_up", comparison.follow_up),
        caveats=len(comparison.caveats),
    )


def _outcomes(comparison: Comparison) -> _Entries:
    for entry in comparison.items:
        item = entry.item
        yield _on(
            entry,
            **_named(item, comparison.baseline),
            key=item.key,
            theme=item.theme,
            text=item.text,
            provenance=provenance(item),
            outcome=entry.progress.value,
            **_bases(entry),
            answers=len(entry.answers),
            answers_counted=sum(answer.counted for answer in entry.answers),
            restated_by=_restating(entry),
            restated_bases=tuple(one.restatement.basis.value for one in entry.restated_by),
            caveats=len(entry.caveats),
        )


def _named(item: Item, report: ReportHeading) -> _Cells:
    return {"item": str(item.ref(report.key)), "kind": item.item_kind.value}


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


def _unlinked(comparison: Comparison) -> _Entries:
    unlinked: Iterable[tuple[bool, Iterable[Item]]] = (
        (False, comparison.unlinked_items),
        (True, comparison.restating_unread),
        (False, comparison.unlinked_concerns),
    )
    for restates, items in unlinked:
        for item in items:
            named = _named(item, comparison.follow_up)
            yield _on(item, **named, restates_unlisted=restates)


def _evidence(comparison: Comparison) -> _Entries:
    of_findings = ("finding", "counted", "progress", "progress_basis", "concern")
    for entry in comparison.items:
        item = str(entry.ref)
        for one in entry.answers:
            found = one.finding
            yield _on(
                one.answer,
                item=item,
                finding=found.key,
                restated_by=None,
                counted=one.counted,
                progress=plain(found.progress),
                progress_basis=found.progress_basis.value,
                concern=found.concern,
                text=found.text,
            )
        for name, again in zip(_restating(entry), entry.restated_by, strict=True):
            yield _on(
                again.restatement,
                item=item,
                restated_by=name,
                text=again.item.text,
                **dict.fromkeys(of_findings),
            )


def _claims(comparison: Comparison) -> _Entries:
    for entry in comparison.items:
        for claim in entry.claims:
            days = day_cells(claim.dated, "dated")
            yield _on(claim, item=str(entry.ref), body=claim.body, **days)


def _changes(comparison: Comparison) -> _Entries:
    for entry in comparison.case_audits:
        for sides in _scales(entry):
            audit = next(side for side in sides if side)
            for rank, grade in enumerate(audit.scale.grades):
                yield _on(
                    entry,
                    **_body_of(entry),
                    grade=grade,
                    grade_rank=rank,
                    **_audit("baseline", sides[0], grade),
                    **_audit("follow_up", sides[1], grade),
                    change=_difference(entry, grade) if all(sides) else None,
                    caveats=len(entry.caveats),
                )


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


def _case_audit_tests(comparison: Comparison) -> _Entries:
    for test in comparison.case_audit_tests():
        yield _on(
            test,
            **_body_of(test.entry),
            comparability=test.entry.comparability.value,
            **_estimate("effect", test.effect),
            **_totals(test.entry),
        )


def _grade_changes(comparison: Comparison) -> _Entries:
    for entry in comparison.case_audits:
        for rank, one in enumerate(entry.changes):
            yield _on(
                one,
                **_body_of(entry),
                area=entry.area,
                grade_rank=rank,
                **_estimate("baseline_share", one.baseline),
                **_estimate("follow_up_share", one.follow_up),
                **_estimate("difference", one.difference),
                **_totals(entry),
            )


def _judgments(comparison: Comparison) -> _Entries:
    for entry in comparison.judgments:
        before, after = entry.baseline, entry.follow_up
        yield _on(
            entry,
            **_body_of(entry),
            question=next((one.question for one in (before, after) if one), None),
            follow_up_topic=after.topic if after else None,
            **_graded("baseline", before),
            **_graded("follow_up", after),
        )


def _graded(side: str, judgment: Judgment | None) -> _Cells:
    return {
        f"{side}_status": judgment.status.value if judgment else None,
        f"{side}_grade": judgment.grade if judgment else None,
        f"{side}_scale": judgment.scale.key if judgment else None,
    }


def _caveats(comparison: Comparison) -> _Entries:
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
                yield _on(caveat, table=table, key=key)


def _themes(comparison: Comparison) -> _Entries:
    for entry in comparison.themes:
        yield _on(entry)


def _undecided(comparison: Comparison) -> _Entries:
    for entry in comparison.undecided:
        alike = entry.similarity
        words: _Cells = {"words": alike.words, "other_words": alike.other_words}
        yield _on(entry, similarity=alike.value, **words)


COMPARISON_ROWS: Mapping[str, Callable[[Comparison], _Entries]] = {
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
    "theme_comparisons": _themes,
    "undecided": _undecided,
}
"""For each table of comparisons, the function that gives what its rows are on."""
