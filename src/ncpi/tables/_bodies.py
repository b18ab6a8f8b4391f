"""The reports of each body as a row of documents, and our own comparison of such rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, overload

import attrs

from ncpi.archive import Archive
from ncpi.comparison.pairs import pair_result
from ncpi.errors import Fault, InvalidError, shown
from ncpi.model import Report
from ncpi.serial import Unknown, from_json
from ncpi.serial._documents import json_bytes
from ncpi.serial.lines import MAX_FAULTS
from ncpi.tables._files import Frame, as_plain
from ncpi.tables._from_comparisons import comparison_rows
from ncpi.tables._from_reports import archive_of
from ncpi.tables._schemas.bodies import BODIES, BODY_COMPARISONS, COMPARED_TABLES
from ncpi.tables._schemas.columns import Cell, Row

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["body_rows", "compare_bodies", "compared_rows"]

_SUBJECT = "compare_bodies"
_EMPTY: Row = dict.fromkeys(BODY_COMPARISONS.names)


def body_rows(reports: Archive | Report | Iterable[Report]) -> list[Row]:
    """The rows of the table ``bodies``."""
    documents: dict[str | None, list[str]] = defaultdict(list)
    for report in archive_of(reports):
        text = json_bytes(report).decode()
        for body in report.bodies or (None,):
            documents[body].append(text)
    in_order = sorted(documents, key=lambda body: (body is None, body or ""))
    return [{"body": body, "documents": tuple(documents[body])} for body in in_order]


@overload
def compare_bodies(
    rows: Iterator[pa.RecordBatch], *, unknown: Unknown = ...
) -> Iterator[pa.RecordBatch]: ...
@overload
def compare_bodies(rows: Frame, *, unknown: Unknown = ...) -> pa.Table: ...
def compare_bodies(
    rows: Frame | Iterator[pa.RecordBatch], *, unknown: Unknown = "error"
) -> pa.Table | Iterator[pa.RecordBatch]:
    """Compare the reports of each body, as `Archive.compare_all` does, inside any engine.

    A row is a body with all its reports as JSON documents: the table ``bodies``. Since it is
    compared by itself, an engine may spread rows as it likes, and the answer is the one in
    process. The result is the table ``body_comparisons``. Documents may be in any order.

    Pairs are those of reports in one row. Reports on different bodies can't be compared, so
    nothing is lost; only the refusal of such a pair isn't listed. A pair of joint reports is in
    the result once for each of the bodies, with the same cells except ``documents_of``.

    Args:
        rows: the rows as a frame; or as an iterator of Arrow batches, which are then compared
            one after another, as by ``mapInArrow`` of PySpark.
        unknown: how to treat fields that a class doesn't know; see `ncpi.from_dict`.

    Raises:
        ncpi.errors.InvalidError: a column is missing, unknown or of another type, a body has
            two rows, or a document isn't a valid report on its body. Every fault of the rows is
            listed with the body and the place in the document; after 1,000, reading stops. It
            is an error and no row of the result, because a result that lacks a report looks as
            complete as any other. With batches, it is raised when they are asked for.
        ncpi.errors.MissingExtraError: pyarrow or narwhals isn't installed (extra ``tables``).
    """
    from ncpi.tables._arrow import in_batches  # noqa: PLC0415 - needs an extra

    if isinstance(rows, Iterator):
        from ncpi.tables._from_arrow import from_batch  # noqa: PLC0415 - as above

        bodies = (row for batch in rows for row in from_batch(batch, BODIES))
        return in_batches(BODY_COMPARISONS, compared_rows(bodies, unknown))
    compared = compared_rows(as_plain(rows, BODIES), unknown)
    return in_batches(BODY_COMPARISONS, compared).read_all()


def compared_rows(bodies: Iterable[Row], unknown: Unknown = "error") -> Iterator[Row]:
    """The rows of the table ``body_comparisons`` for *bodies*, one body after another.

    Raises:
        ncpi.errors.InvalidError: as `compare_bodies`, after the rows of the bodies before.
    """
    faults: list[Fault] = []
    seen: set[Cell] = set()
    for row in bodies:
        body = row["body"]
        place = f"{BODIES.name}[{shown(body)}]"
        if body in seen:
            message = "the body has two rows; its reports must stand in one"
            faults.append(Fault(place, "repeated", message, "", "Group the documents by body"))
        seen.add(body)
        reports = _reports(row, place, unknown, faults)
        if len(faults) >= MAX_FAULTS:
            break
        if not faults:
            yield from _rows_of(body, Archive(reports=reports))
    if faults:
        raise InvalidError(faults, _SUBJECT)


def _reports(row: Row, place: str, unknown: Unknown, faults: list[Fault]) -> list[Report]:
    """The reports in the documents of a *row*; what is wrong with them joins the *faults*."""
    body, documents = row["body"], row["documents"]
    reports: dict[str, Report] = {}
    for index, document in enumerate(documents if isinstance(documents, tuple) else ()):
        here = f"{place}.documents[{index}]"
        try:
            report = from_json(document, Report, unknown=unknown)
        except InvalidError as error:
            for fault in error.faults:
                inside = attrs.evolve(fault, path=fault.path.removeprefix("$").removeprefix("."))
                faults.append(inside.below(here))
            continue
        if body not in (report.bodies or (None,)):
            about = ", ".join(report.bodies) or "no body"
            message = f"{report.key} is on {about}, not on {body or 'no body'}"
            faults.append(Fault(here, "inconsistent", message))
        if report.key in reports:
            faults.append(Fault(here, "repeated", f"the report {report.key} is repeated"))
        reports[report.key] = report
    return [*reports.values()]


def _rows_of(body: Cell, archive: Archive) -> Iterator[Row]:
    """The rows of every pair of the *archive* of one body."""
    for pair in archive.pairs():
        result = pair_result(pair.baseline, pair.follow_up)
        before, after = result.keys
        head = {**_EMPTY, "documents_of": body, "baseline": before, "follow_up": after}
        comparison = result.comparison
        if comparison is None:
            yield {**head, "table": "comparisons", "refused": result.refused}
            continue
        yield {**head, "table": "comparisons", "caveats": len(comparison.caveats)}
        for table in COMPARED_TABLES:
            for row in comparison_rows(table, comparison):
                yield {**head, "table": table, **row}
