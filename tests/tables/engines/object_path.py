"""Rows of the long tables made from an archive, and what the object path says of its pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import ncpi
from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.model import CaseAudit, ItemRef, Report
from ncpi.tables._layouts import plain
from ncpi.vocabulary import Comparability, ItemKind

Rows = list[dict[str, Any]]

TEXT, WHOLE, TRUTH = "text", "whole", "truth"
LAYOUT: dict[str, dict[str, str]] = {
    "pairs": {"baseline": TEXT, "follow_up": TEXT, "link_basis": TEXT},
    "reports": {
        "report": TEXT,
        "title": TEXT,
        "body": TEXT,
        "published": TEXT,
        "fieldwork_start": TEXT,
        "fieldwork_end": TEXT,
        "framework": TEXT,
        "recommendations_made": WHOLE,
    },
    "case_audits": {
        "report": TEXT,
        "area": TEXT,
        "sampling": TEXT,
        "scale": TEXT,
        "grade": TEXT,
        "grade_rank": WHOLE,
        "count": WHOLE,
        "total": WHOLE,
    },
    "items": {"report": TEXT, "item": TEXT, "kind": TEXT, "theme": TEXT},
    "findings": {
        "report": TEXT,
        "finding": TEXT,
        "theme": TEXT,
        "progress": TEXT,
        "progress_basis": TEXT,
        "concern": TRUTH,
    },
    "answers": {"report": TEXT, "finding": TEXT, "item": TEXT, "basis": TEXT, "by": TEXT},
    "restatements": {"report": TEXT, "restated_by": TEXT, "item": TEXT, "basis": TEXT},
}


def _edge(edge: object) -> str | None:
    return str(edge) if isinstance(edge, ncpi.PartialDate) else None


def tables(pairs: list[Pair], reports: list[Report]) -> dict[str, Rows]:
    rows: dict[str, Rows] = {name: [] for name in LAYOUT}
    for pair in pairs:
        link = pair.link.basis.value if pair.link else None
        rows["pairs"].append(
            {"baseline": pair.baseline.key, "follow_up": pair.follow_up.key, "link_basis": link}
        )
    for report in reports:
        here = {"report": report.key}
        span = report.fieldwork
        rows["reports"].append(
            {
                **here,
                "title": report.title,
                "body": report.bodies[0] if len(report.bodies) == 1 else None,
                "published": str(report.published) if report.published else None,
                "fieldwork_start": _edge(span.start) if span else None,
                "fieldwork_end": _edge(span.end) if span else None,
                "framework": report.framework.key if report.framework else None,
                "recommendations_made": report.recommendations_made,
            }
        )
        for audit in report.case_audits:
            rows["case_audits"] += [
                {
                    **here,
                    "area": audit.area,
                    "sampling": audit.sampling.value,
                    "scale": audit.scale.key,
                    "grade": grade,
                    "grade_rank": rank,
                    "count": audit.counts[grade],
                    "total": audit.total,
                }
                for rank, grade in enumerate(audit.scale.grades)
            ]
        for item in report.items:
            name, kind = str(item.ref(report.key)), item.item_kind.value
            rows["items"].append({**here, "item": name, "kind": kind, "theme": item.theme})
        for again in report.numbered_items:
            rows["restatements"] += [
                {
                    **here,
                    "restated_by": str(again.ref(report.key)),
                    "item": str(reference.item),
                    "basis": reference.basis.value,
                }
                for reference in again.restates
            ]
        for found in report.findings:
            rows["findings"].append(
                {
                    **here,
                    "finding": found.key,
                    "theme": found.theme,
                    "progress": plain(found.progress),
                    "progress_basis": found.progress_basis.value,
                    "concern": found.concern,
                }
            )
            rows["answers"] += [
                {
                    **here,
                    "finding": found.key,
                    "item": str(reference.item),
                    "basis": reference.basis.value,
                    "by": reference.by,
                }
                for reference in found.answers
            ]
    return rows


class Answer(NamedTuple):
    """What a path says: rows by their keys, so that order plays no part."""

    case_audits: dict[tuple[Any, ...], tuple[Any, ...]]
    outcomes: dict[tuple[Any, ...], tuple[Any, ...]]


def place(pair: Pair) -> tuple[str | None, str | None]:
    """The body and the year that a pair is counted under."""
    singles = [
        report.bodies[0] for report in (pair.follow_up, pair.baseline) if len(report.bodies) == 1
    ]
    report = pair.follow_up
    dated = report.published or (report.fieldwork.last if report.fieldwork else None)
    # A winter may be in any of three years.
    known = dated is not None and dated.earliest.year == dated.latest.year
    return (singles[0] if singles else None), (f"{dated.year:04}" if dated and known else None)


def object_path(pairs: list[Pair]) -> Answer:
    """What `ncpi.compare` says of each pair, counted: an audit, and an item, once."""
    audits: dict[tuple[Any, ...], dict[tuple[Any, ...], CaseAudit]] = defaultdict(dict)
    entries: dict[tuple[Any, ...], list[ItemRef]] = defaultdict(list)
    places: dict[tuple[Any, ...], list[Report]] = defaultdict(list)
    for pair in pairs:
        body, year = place(pair)
        compared = ncpi.compare(pair.baseline, pair.follow_up)
        places[body, year].append(pair.baseline)
        for entry in compared.items:
            bases = [basis.value if basis else None for basis in (entry.basis, entry.concern_basis)]
            kind = entry.item_kind.value
            key = (body, entry.item.theme, year, kind, entry.progress.value, *bases)
            entries[key].append(entry.ref)
        for entry in compared.case_audits:
            sides: list[CaseAudit | None] = [entry.baseline, entry.follow_up]
            about = [side.scale.key if side else None for side in sides]
            about += [side.sampling.value if side else None for side in sides]
            comparability = entry.comparability
            if None not in sides and any(len(report.bodies) != 1 for report in pair):
                comparability = Comparability.NOT_COMPARABLE  # frames can't know that they are
            start = (body, entry.area, year, comparability.value, *about)
            for report, side in zip(pair, sides, strict=True):
                for rank, grade in enumerate(side.scale.grades if side else ()):
                    which = (report is pair.follow_up, report.key, side.area, side.sampling)
                    audits[*start, rank, grade][which] = side
    return Answer(
        {key: _audit_row(key, sides) for key, sides in audits.items()},
        {
            key: (len(set(names)), len(names), *_asked(places[key[0], key[2]], key[3]))
            for key, names in entries.items()
        },
    )


def _asked(baselines: list[Report], kind: str) -> tuple[int, int, int | None]:
    once = {report.key: report.recommendations_made for report in baselines}
    made = _sum(list(once.values())) if kind == ItemKind.RECOMMENDATION.value else None
    return len(baselines), len(once), made


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None


def _audit_row(key: tuple[Any, ...], held: dict[tuple[Any, ...], CaseAudit]) -> tuple[Any, ...]:
    grade = key[-1]
    cells: list[Any] = []
    shares: list[float | None] = []
    for is_after in (False, True):
        here = [audit for which, audit in held.items() if which[0] is is_after]
        shares.append(here[0].share(grade) if len(here) == 1 else None)
        counts = _sum([audit.counts[grade] for audit in here])
        cells += [len(here), counts, _sum([audit.total for audit in here]), shares[-1]]
    known = key[3] == Comparability.COMPARABLE.value and None not in shares
    return (*cells, shares[1] - shares[0] if known else None)


def accepted(archive: Archive) -> list[Pair]:
    """The pairs that `ncpi.compare` takes."""
    taken = []
    for pair in archive.pairs():
        try:
            ncpi.compare(pair.baseline, pair.follow_up)
        except ncpi.errors.NotComparableError:
            continue
        taken.append(pair)
    return taken
