"""The programme-level comparison, written once for every engine that narwhals knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables.audit_frames import audit_shifts
from ncpi.tables.frames import Lazy, taken
from ncpi.tables.outcome_frames import outcomes
from ncpi.vocabulary import LinkBasis

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["compared"]

FrameT = TypeVar("FrameT", bound="IntoFrame")


def compared(
    given: Mapping[str, FrameT], frameworks: Sequence[Framework]
) -> tuple[FrameT, FrameT, FrameT]:
    """The pairs, the case-audit shifts and the outcomes; see `ncpi.tables.compare_frames`.

    Raises:
        ncpi.errors.InvalidError: the frames aren't what they should be.
    """
    frames, eager = taken(given)
    every = _pairs(frames["pairs"], frames["reports"])
    pairs = every.filter(nw.col("refused").is_null())
    results = (
        every.select("baseline", "follow_up", "body", "period", "recommendations_made", "refused"),
        audit_shifts(pairs, frames["case_audits"]),
        outcomes(pairs, frames, frameworks),
    )
    finished: list[Any] = [
        nw.to_native(result.collect() if eager else result) for result in results
    ]
    # What came in as a FrameT goes out as one, which narwhals can't say through lazy().
    return cast("tuple[FrameT, FrameT, FrameT]", tuple(finished))


def _pairs(given: Lazy, reports: Lazy) -> Lazy:
    """A row for each pair, with what both reports say of themselves."""
    told = ("body", "published", "fieldwork_start", "fieldwork_end", "framework")
    before = reports.select(
        nw.col("report").alias("baseline"),
        "recommendations_made",
        *(nw.col(name).alias(f"b_{name}") for name in told),
    )
    after = reports.select(
        nw.col("report").alias("follow_up"), *(nw.col(name).alias(f"f_{name}") for name in told)
    )
    backwards = given.filter(nw.col("link_basis") == LinkBasis.STATED.value).select(
        nw.col("follow_up").alias("baseline"),
        nw.col("baseline").alias("follow_up"),
        nw.lit(1, nw.Int64()).alias("backwards"),
    )
    b_body, f_body = nw.col("b_body"), nw.col("f_body")
    dated = nw.coalesce(nw.col("f_published"), nw.col("f_fieldwork_end"))
    b_framework, f_framework = nw.col("b_framework"), nw.col("f_framework")
    neither = b_framework.is_null() & f_framework.is_null()
    return (
        given.select("baseline", "follow_up")
        .unique()
        .join(before, on="baseline", how="left")
        .join(after, on="follow_up", how="left")
        .join(backwards.unique(), on=["baseline", "follow_up"], how="left")
        .with_columns(
            nw.coalesce(f_body, b_body).alias("body"),
            dated.str.slice(0, 4).alias("period"),
            (neither | _true(b_framework == f_framework)).alias("same_framework"),
            _refused().alias("refused"),
        )
    )


def _true(condition: nw.Expr) -> nw.Expr:
    """*condition*, false where it can't be told."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)) == 1


def _before(one: str, other: str) -> nw.Expr:
    """Whether one date is over before another begins; false where it can't be told.

    Of "2018" and "2018-08" nobody can say. As texts the last day of a date comes just
    before the date with a sign behind it that is greater than any in a date.
    """
    return _true(nw.concat_str(nw.col(one), nw.lit("~")) < nw.col(other))


def _same_day(one: str, other: str) -> nw.Expr:
    whole = nw.col(one).str.len_chars() == 10
    return _true(whole & (nw.col(one) == nw.col(other)))


def _refused() -> nw.Expr:
    """Why a pair can't be compared, or null; the rules of `ncpi.compare`."""
    told = _before("b_published", "f_published")
    not_later = (
        _before("f_published", "b_fieldwork_end")
        | _before("f_published", "b_published")
        | _same_day("f_published", "b_published")
        | (_before("f_fieldwork_end", "b_fieldwork_start") & ~told)
    )
    backwards = _true(nw.col("backwards") == 1)
    reasons = (
        (nw.col("baseline") == nw.col("follow_up"), "they are the same report"),
        (_true(nw.col("b_body") != nw.col("f_body")), "they are about different bodies"),
        (not_later, "the follow-up is not the later one"),
        (backwards, "the baseline says that it follows the other"),
    )
    reason = nw.lit(None, nw.String())
    for condition, words in reversed(reasons):
        reason = nw.when(condition).then(nw.lit(words)).otherwise(reason)
    return reason
