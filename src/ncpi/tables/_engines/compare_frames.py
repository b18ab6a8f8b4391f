"""Compares a whole programme in the caller's data frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ncpi import fields
from ncpi.errors import Fault, MissingExtraError
from ncpi.model import FRAMEWORKS, Framework

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["ProgrammeFrames", "compare_frames"]

F = TypeVar("F", bound="IntoFrame")


class ProgrammeFrames(NamedTuple, Generic[F]):
    """The result of `compare_frames`: three frames of the same kind as the arguments.

    Attributes:
        pairs: a row for each pair, with the body and the year under which it is counted, and
            how many of its values aren't in ncpi's vocabulary. A pair that can't be compared
            has the reason in ``refused``, and isn't counted.
        case_audits: a row for each grade, by body, area and year.
        outcomes: a row for each kind of item and outcome, by body, theme and year, with its
            basis and the basis of a concern about it.
    """

    pairs: F
    case_audits: F
    outcomes: F


def compare_frames(  # noqa: PLR0913 - one argument for each table
    *,
    pairs: F,
    reports: F,
    case_audits: F,
    items: F,
    findings: F,
    answers: F,
    restatements: F | None = None,
    frameworks: Iterable[Framework | str] = tuple(FRAMEWORKS.values()),
) -> ProgrammeFrames[F]:
    """Case-audit changes and the outcomes of items by body, theme and year.

    All the frames must be of one engine: pandas, Polars (eager or lazy), PyArrow, DuckDB or
    PySpark. They have the columns of the tables of those names; other columns are ignored. The
    results are of the same engine, and lazy if the arguments are: nothing is computed until you
    ask for it. No figure is an estimate, and none has an interval.

    The rules are those of `ncpi.compare`. A sum that includes an unknown count is unknown
    (null). An audit or an item counts once, however many pairs it is in; only
    single audits have shares. No engine guarantees an order of rows; sort by every column that
    isn't a figure.

    Args:
        pairs: which report follows which.
        reports: the facts about each report.
        case_audits: a row for each grade of each audit.
        items: the items of the reports, of any kind.
        findings: their findings, with progress, whose word it is, and whether each is a concern.
        answers: which finding answers which item, and on what basis.
        restatements: which report restates which item; without it, an item that is only restated
            counts as not mentioned.
        frameworks: frameworks, or their keys, whose crosswalks match themes between frameworks.

    Raises:
        ncpi.errors.InvalidError: a column is missing, repeated or of another type, or the
            frames are of several engines; every fault is listed.
        ncpi.errors.MissingExtraError: narwhals isn't installed (extra ``tables``).
    """
    try:
        from ncpi.tables._engines import programme  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("tables", error.name or "narwhals") from error
    frames = {
        "pairs": pairs,
        "reports": reports,
        "case_audits": case_audits,
        "items": items,
        "findings": findings,
        "answers": answers,
    }
    if restatements is not None:
        frames["restatements"] = restatements
    faults: list[Fault] = []
    used = fields.accept(tuple[Framework, ...], frameworks, "frameworks", faults)
    fields.refuse(faults, "compare_frames")
    return ProgrammeFrames(*programme.compared(frames, used))
