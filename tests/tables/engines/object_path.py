"""Rows of the long tables made from an archive, and what the object path says of its pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import ncpi
from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.model import CaseAudit, Report
from ncpi.vocabulary import Comparability

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
    "recommendations": {"report": TEXT, "recommendation": TEXT, "kind": TEXT, "theme": TEXT},
    "findings": {
        "report": TEXT,
        "finding": TEXT,
        "theme": TEXT,
        "progress": TEXT,
        "concern": TRUTH,
    },
    "answers": {
        "report": TEXT,
        "finding": TEXT,
        "baseline": TEXT,
        "recommendation": TEXT,
        "basis": TEXT,
        "by": TEXT,
    },
    "restatements": {
        "report": TEXT,
        "recommendation": TEXT,
        "baseline": TEXT,
        "baseline_recommendation": TEXT,
        "basis": TEXT,
    },
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
        for entry in report.recommendations:
            key = entry.key
            rows["recommendations"].append(
                {**here, "recommendation": key, "kind": entry.kind.value, "theme": entry.theme}
            )
            rows["restatements"] += [
                {
                    **here,
                    "recommendation": key,
                    "baseline": reference.report,
                    "baseline_recommendation": reference.recommendation,
                    "basis": reference.basis.value,
                }
                for reference in entry.restates
            ]
        for found in report.findings:
            rows["findings"].append(
                {
                    **here,
                    "finding": found.key,
                    "theme": found.theme,
                    "progress": found.progress.value,
                    "concern": found.concern,
                }
            )
            rows["answers"] += [
                {
                    **here,
                    "finding": found.key,
                    "baseline": reference.report,
                    "recommendation": reference.recommendation,
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
    date = report.published and str(report.published)
    date = date or (_edge(report.fieldwork.end) if report.fieldwork else None)
    return (singles[0] if singles else None), (date[:4] if date else None)


def object_path(pairs: list[Pair]) -> Answer:
    """What `ncpi.compare` says of each pair, counted: an audit, and a recommendation, once."""
    audits: dict[tuple[Any, ...], dict[tuple[Any, ...], CaseAudit]] = defaultdict(dict)
    entries: dict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)
    places: dict[tuple[Any, ...], list[Report]] = defaultdict(list)
    for pair in pairs:
        body, year = place(pair)
        compared = ncpi.compare(pair.baseline, pair.follow_up)
        places[body, year].append(pair.baseline)
        for entry in compared.recommendations:
            item = entry.recommendation
            bases = [basis.value if basis else None for basis in (entry.basis, entry.concern_basis)]
            key = (body, item.theme, year, item.kind.value, entry.progress.value, *bases)
            entries[key].append((pair.baseline.key, item.key))
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
            key: (len(set(item)), len(item), *_asked(places[key[0], key[2]]))
            for key, item in entries.items()
        },
    )


def _asked(baselines: list[Report]) -> tuple[int, int, int | None]:
    once = {report.key: report.recommendations_made for report in baselines}
    return len(baselines), len(once), _sum(list(once.values()))


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
