"""The programme compared over data frames, on whatever engine the caller keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ncpi.errors import MissingExtraError
from ncpi.model import FRAMEWORKS, Framework

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["ProgrammeFrames", "compare_frames"]

F = TypeVar("F", bound="IntoFrame")


class ProgrammeFrames(NamedTuple, Generic[F]):
    """What `compare_frames` gives: three frames of the caller's own kind.

    Attributes:
        pairs: a row for each pair given, with the body and the year it is counted under,
            and how many words in it aren't ncpi's; one that can't be compared says in
            ``refused`` why, and is counted nowhere.
        case_audits: a row for each grade, by body, area and year.
        outcomes: a row for each outcome of recommendations, by body, theme and year, with
            its basis and that of a concern beside it.
    """

    pairs: F
    case_audits: F
    outcomes: F


def compare_frames(  # noqa: PLR0913 - each table is an argument of its own, by its name
    *,
    pairs: F,
    reports: F,
    case_audits: F,
    recommendations: F,
    findings: F,
    answers: F,
    restatements: F | None = None,
    frameworks: Iterable[Framework] = tuple(FRAMEWORKS.values()),
) -> ProgrammeFrames[F]:
    """Case-audit shifts and recommendation outcomes by body, theme and year.

    The frames are all of one engine: pandas, Polars (eager or lazy), PyArrow, DuckDB or
    PySpark. They have the columns of the tables of those names; others are left out of
    account. What comes back is of the same engine, and lazy where the input is: nothing is
    computed until it is asked for. No figure is an estimate, and none has an interval.

    The rules are those of `ncpi.compare`. A sum that meets an unknown count is unknown
    (null). An audit or a recommendation counts once, however many pairs it is in; only
    single audits have shares. No engine promises an order of rows; sort by every
    column that is no figure.

    Args:
        pairs: which report follows which.
        reports: what is known of each report.
        case_audits: a row for each grade of each audit.
        recommendations: what the reports ask for.
        findings: what they found, of progress and of concern.
        answers: which finding answers which recommendation, and on what basis.
        restatements: which recommendation restates which; without them, one that is only
            restated counts as not mentioned.
        frameworks: frameworks whose crosswalks say which themes of two frameworks meet.

    Raises:
        ncpi.errors.InvalidError: a column is missing, there twice or of another type, or
            the frames are of several engines; every fault is listed.
        ncpi.errors.MissingExtraError: narwhals isn't installed (extra ``tables``).
    """
    try:
        from ncpi.tables._engines import programme  # noqa: PLC0415 - only who asks for it has narwhals
    except ModuleNotFoundError as error:
        raise MissingExtraError("tables", error.name or "narwhals") from error
    given = {
        "pairs": pairs,
        "reports": reports,
        "case_audits": case_audits,
        "recommendations": recommendations,
        "findings": findings,
        "answers": answers,
    }
    if restatements is not None:
        given["restatements"] = restatements
    return ProgrammeFrames(*programme.compared(given, tuple(frameworks)))
