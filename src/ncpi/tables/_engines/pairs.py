"""Pairs of reports in data frames: the facts about both, and which can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import narwhals as nw

from ncpi.tables._engines.frames import Lazy, flag, true, whole
from ncpi.tables._engines.statements import OTHER, PROGRESS_BASES
from ncpi.vocabulary import Basis, LinkBasis, Progress, Season

__all__ = ["every_pair", "with_foreign_words"]

_DATES = ("published", "fieldwork_start", "fieldwork_end")
_ATTRIBUTES = ("body", *_DATES, "framework", "recommendations_made")
_SEASON = f"^(?:{'|'.join(Season)}) [0-9]{{4}}$"
_PATTERN = "^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$|" + _SEASON
_WRITTEN = "isn't written as 2018, 2018-08, 2018-08-30 or summer 2018"


def every_pair(frames: Mapping[str, Lazy]) -> Lazy:
    """A row for each pair, with facts about both reports, and why it can't be compared."""
    pairs, reports = frames["pairs"], _reports(frames["reports"])
    facts = ("rows", "misdated", *_ATTRIBUTES)
    before, after = (
        reports.select(
            nw.col("report").alias(key), *(nw.col(name).alias(f"{side}_{name}") for name in facts)
        )
        for side, key in (("b", "baseline"), ("f", "follow_up"))
    )
    backwards = pairs.filter(nw.col("link_basis") == LinkBasis.STATED.value).select(
        nw.col("follow_up").alias("baseline"),
        nw.col("baseline").alias("follow_up"),
        whole(1).alias("backwards"),
    )
    b_framework, f_framework = nw.col("b_framework"), nw.col("f_framework")
    neither = b_framework.is_null() & f_framework.is_null()
    dated = nw.coalesce(nw.col("f_published"), nw.col("f_fieldwork_end"))
    misdated = true(nw.col("b_misdated") == 1) | true(nw.col("f_misdated") == 1)
    return (
        pairs.select("baseline", "follow_up")
        .unique()
        .join(before, on="baseline", how="left")
        .join(after, on="follow_up", how="left")
        .join(backwards.unique(), on=["baseline", "follow_up"], how="left")
        .with_columns(
            nw.coalesce(nw.col("f_body"), nw.col("b_body")).alias("body"),
            nw.when(~misdated).then(_year(dated)).alias("period"),
            nw.col("b_recommendations_made").alias("recommendations_made"),
            (neither | true(b_framework == f_framework)).alias("same_framework"),
            _refused().alias("refused"),
        )
    )


def _reports(reports: Lazy) -> Lazy:
    """A row for each report; if it has several rows, its attributes are null."""
    misdated = [true(~nw.col(name).is_null()) & ~_is_date(name) for name in _DATES]
    marked = reports.with_columns(flag(misdated[0] | misdated[1] | misdated[2]).alias("misdated"))
    facts = ("misdated", *_ATTRIBUTES)
    single = marked.group_by("report").agg(
        nw.len().alias("rows"), *(nw.col(name).max() for name in facts)
    )
    return single.select(
        "report",
        "rows",
        *(nw.when(nw.col("rows") == 1).then(nw.col(name)).alias(name) for name in facts),
    )


def _is_date(name: str) -> nw.Expr:
    text = nw.col(name)
    # In some engines $ also matches before a final line break, so the length is checked too.
    return true(text.str.contains(_PATTERN) & text.str.len_chars().is_in([4, 7, 10, 11]))


def _is_winter(text: nw.Expr) -> nw.Expr:
    return text.str.starts_with(Season.WINTER.value)


def _year(text: nw.Expr) -> nw.Expr:
    """The year of a date; null for a winter, which may be in any of three."""
    return nw.when(~_is_winter(text)).then(
        nw.when(text.str.contains(_SEASON)).then(text.str.slice(-4)).otherwise(text.str.slice(0, 4))
    )


def _end(name: str, years: int, month: str) -> nw.Expr:
    """A date as text that sorts like ISO: a season is a year, a winter a month beside it."""
    text = nw.col(name)
    season = text.str.slice(-4)
    beside = (nw.when(_is_winter(text)).then(season).cast(nw.Int64()) + years).cast(nw.String())
    return (
        nw.when(_is_winter(text))
        .then(nw.concat_str(beside, nw.lit(month)))
        .otherwise(nw.when(text.str.contains(_SEASON)).then(season).otherwise(text))
    )


def _before(one: str, other: str) -> nw.Expr:
    """Whether the date *one* is certainly earlier than *other*; false if unknown.

    The order of "2018" and "2018-08" is unknown. A date with "~" appended, a character that sorts
    after any in a date, sorts after every date within it and before any later date.
    """
    return true(nw.concat_str(_end(one, 1, "-03"), nw.lit("~")) < _end(other, -1, "-12"))


def _same_day(one: str, other: str) -> nw.Expr:
    day = nw.col(one).str.len_chars() == 10
    return true(day & (nw.col(one) == nw.col(other)))


def _refused() -> nw.Expr:
    """Why a pair can't be compared, or null; the rules of `ncpi.compare`."""
    later = _before("b_published", "f_published")
    not_later = (
        _before("f_published", "b_fieldwork_end")
        | _before("f_published", "b_published")
        | _same_day("f_published", "b_published")
        | (_before("f_fieldwork_end", "b_fieldwork_start") & ~later)
    )
    sides = (("b", "baseline"), ("f", "follow-up"))
    reasons = (
        (nw.col("baseline") == nw.col("follow_up"), "they are the same report"),
        *(
            (nw.col(f"{side}_rows").is_null(), f"the {name} isn't among the reports")
            for side, name in sides
        ),
        *(
            (nw.col(f"{side}_rows") > 1, f"several rows for the report that is the {name}")
            for side, name in sides
        ),
        (nw.col("b_body") != nw.col("f_body"), "they are about different bodies"),
        *(
            (nw.col(f"{side}_misdated") == 1, f"a date of the {name} {_WRITTEN}")
            for side, name in sides
        ),
        (not_later, "the follow-up is not the later one"),
        (nw.col("backwards") == 1, "the baseline says that it follows the other"),
    )
    reason = nw.lit(None, nw.String())
    for condition, words in reversed(reasons):
        reason = nw.when(true(condition)).then(nw.lit(words)).otherwise(reason)
    return reason


def with_foreign_words(pairs: Lazy, frames: Mapping[str, Lazy]) -> Lazy:
    """The pairs, with how many values of basis and progress aren't in ncpi's vocabulary."""
    baselines = frames["items"].select(nw.col("report").alias("baseline"), "item").unique()
    progress = _foreign("progress", Progress) & ~true(nw.col("progress").str.starts_with(OTHER))
    answers = (
        frames["answers"]
        .filter(_foreign("basis", Basis))
        .join(baselines, on="item", how="inner")
        .select("baseline", nw.col("report").alias("follow_up"), "finding", "item")
        .unique()
        .group_by("baseline", "follow_up")
        .agg(nw.len().alias("foreign_answers"))
    )
    findings = (
        frames["findings"]
        .filter(progress | _foreign("progress_basis", PROGRESS_BASES))
        .select(nw.col("report").alias("follow_up"), "finding")
        .unique()
        .group_by("follow_up")
        .agg(nw.len().alias("foreign_findings"))
    )
    counts = (nw.col(f"foreign_{name}").fill_null(0) for name in ("answers", "findings"))
    both = sum((count.cast(nw.Int64()) for count in counts), start=whole(0))
    return (
        pairs.join(answers, on=["baseline", "follow_up"], how="left")
        .join(findings, on="follow_up", how="left")
        .with_columns(both.alias("foreign_words"))
    )


def _foreign(column: str, words: Iterable[Basis | Progress]) -> nw.Expr:
    """Whether a column has none of *words*; null is none of them."""
    return flag(nw.col(column).is_in([word.value for word in words])) == 0
