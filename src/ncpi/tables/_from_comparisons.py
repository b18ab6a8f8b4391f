"""What the rows of the tables of comparisons are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from ncpi.comparison import Comparison
from ncpi.comparison._entries import Caveat, ItemComparison, ReportHeading
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.model import Report
from ncpi.model.items import Item
from ncpi.tables._arguments import Compared, comparisons_of
from ncpi.tables._rows import only, provenance, row_of, shared_bodies
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Row
from ncpi.vocabulary import Basis

__all__ = ["COMPARISON_ROWS", "comparison_rows"]

_Parts = dict[str, object]
_Entries = Iterator[tuple[object, _Parts]]


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
        row_of(SCHEMAS[table], entry, **{**head, **parts})
        for one in ordered
        for head in [pair_parts(one.baseline, one.follow_up)]
        for entry, parts in COMPARISON_ROWS[table](one)
    ]


def _on(entry: object, /, **parts: object) -> tuple[object, _Parts]:
    """What a row is on, and what the paths of columns begin with that isn't part of it."""
    return entry, parts


def pair_parts(before: Report | ReportHeading, after: Report | ReportHeading) -> _Parts:
    """What the columns on the two reports of a pair hold parts of."""
    return {
        "baseline_report": before,
        "follow_up_report": after,
        "only_body": only(shared_bodies(before, after)),
    }


def _body_of(entry: CaseAuditComparison | JudgmentComparison) -> _Parts:
    """The body graded, if a report names it, or else the only body of both reports."""
    return {"only_body": entry.body} if entry.body else {}


def _comparisons(comparison: Comparison) -> _Entries:
    yield _on(comparison, bodies=shared_bodies(comparison.baseline, comparison.follow_up))


def _outcomes(comparison: Comparison) -> _Entries:
    for entry in comparison.items:
        deciding = entry.deciding
        links = [answer.answer.basis for answer in deciding]
        yield _on(
            entry,
            provenance=provenance(entry.item),
            link_basis=Basis.weakest(links or [entry.basis]),
            progress_basis=Basis.weakest(answer.progress_basis for answer in deciding),
            answers_counted=sum(answer.counted for answer in entry.answers),
            restating=_restating(entry),
        )


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
            ref = item.ref(comparison.follow_up.key)
            yield _on(item, item=item, ref=ref, restates_unlisted=restates)


def _evidence(comparison: Comparison) -> _Entries:
    for entry in comparison.items:
        for one in entry.answers:
            yield _on(
                one.answer,
                item=entry.ref,
                found=one.finding,
                restated_by=None,
                counted=one.counted,
                text=one.finding.text,
            )
        for name, again in zip(_restating(entry), entry.restated_by, strict=True):
            yield _on(
                again.restatement,
                item=entry.ref,
                found=None,
                restated_by=name,
                counted=None,
                text=again.item.text,
            )


def _claims(comparison: Comparison) -> _Entries:
    for entry in comparison.items:
        for claim in entry.claims:
            yield _on(claim, item=entry.ref)


def _changes(comparison: Comparison) -> _Entries:
    for entry in comparison.case_audits:
        for audits in _on_one_scale(entry):
            sides = {"baseline": audits.baseline, "follow_up": audits.follow_up}
            both = all(sides.values())
            scale = next(audit.scale for audit in sides.values() if audit)
            for rank, grade in enumerate(scale.grades):
                difference = entry.change(grade).difference if both else None
                yield _on(
                    entry,
                    **_body_of(entry),
                    audits=audits,
                    grade=grade,
                    grade_rank=rank,
                    **{f"{side}_count": one and one.count(grade) for side, one in sides.items()},
                    **{f"{side}_share": one and one.share(grade) for side, one in sides.items()},
                    change=difference and difference.value,
                )


def _on_one_scale(entry: CaseAuditComparison) -> list[CaseAuditComparison]:
    """*entry* if its sides are on the same scale, else one with each side."""
    before, after = entry.baseline, entry.follow_up
    if not (before and after) or before.scale.is_same(after.scale):
        return [entry]
    return [attrs.evolve(entry, follow_up=None), attrs.evolve(entry, baseline=None)]


def _case_audit_tests(comparison: Comparison) -> _Entries:
    for test in comparison.case_audit_tests():
        yield _on(test, **_body_of(test.entry), audits=test.entry)


def _grade_changes(comparison: Comparison) -> _Entries:
    for entry in comparison.case_audits:
        for rank, one in enumerate(entry.changes):
            yield _on(one, **_body_of(entry), audits=entry, grade_rank=rank)


def _judgments(comparison: Comparison) -> _Entries:
    for entry in comparison.judgments:
        yield _on(entry, **_body_of(entry), either=entry.baseline or entry.follow_up)


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
        yield _on(entry)


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
