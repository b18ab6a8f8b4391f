"""Rows as a stranger may have them, which no archive would let through."""

from __future__ import annotations

from typing import Any

from object_path import LAYOUT, Rows

GRADES = ("good", "requires improvement", "inadequate")


def rows(**tables: Rows) -> dict[str, Rows]:
    """Every table, with null in the cells that aren't given."""
    return {
        name: [dict.fromkeys(layout) | row for row in tables.get(name, [])]
        for name, layout in LAYOUT.items()
    }


def two_reports(**changes: Any) -> dict[str, Any]:
    """A baseline and a follow-up of one body, and the pair of them."""
    reports = [
        {"report": "inspection", "body": "police/x", "published": "2018"},
        {"report": "review", "body": "police/x", "published": "2019"},
    ]
    pairs = [{"baseline": "inspection", "follow_up": "review"}]
    return {"reports": reports, "pairs": pairs} | changes


def audit(report: str, *counts: int | None, **cells: Any) -> Rows:
    """A row for each of *counts*, from the best grade on."""
    given = {"report": report, "sampling": "chosen by the inspectors", "scale": "s", **cells}
    return [
        given | {"grade": grade, "grade_rank": rank, "count": count}
        for rank, (grade, count) in enumerate(zip(GRADES, counts, strict=False))
    ]
