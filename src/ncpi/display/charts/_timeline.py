"""The reports on one force through the years, and which of them follow which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ncpi.comparison._accounts import is_second_hand
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import (
    body_name,
    in_words,
    joined,
    number_word,
    sentence_case,
    source_note,
)
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._style import (
    BLUE,
    DARK,
    FAINT,
    GREY,
    PINK,
    WHITE,
    Row,
    distinct,
    key_panel,
    layered,
    row_labels,
    shortened,
    values,
)
from ncpi.display.charts._times import middle, time_axis, time_scale
from ncpi.errors import Fault, InvalidError, counted
from ncpi.timeline import Timeline, TimelineReport
from ncpi.vocabulary import LinkBasis

__all__ = ["force_timeline"]

_WIDTH, _LABELS, _ROW = 640, 300, 34
_DASHES = {LinkBasis.STATED: [1, 0], LinkBasis.INFERRED: [6, 4]}


def force_timeline(timeline: Timeline) -> Chart:
    """The reports on one force through the years, and which of them follow which.

    A report has a row and a mark at its date of publication: a hollow one, with a line from the
    first to the last possible day, if only its month or year is known. A line leads from each
    report that it follows: solid if the report states that, dashed if it was inferred. No line
    joins shares of case files, which are samples of different kinds.

    Raises:
        ncpi.errors.InvalidError: the timeline has no dated report.
    """
    way_out = 'Pass archive.timeline("merseyside")'
    reports = accepted(Timeline, timeline, "force_timeline", way_out).reports
    if not any(one.report.published for one in reports):
        message = "none of the reports is dated, so there is nothing to place in time"
        raise InvalidError([Fault("timeline", "empty", message)], "charts.force_timeline")
    panel = layered(
        [*_layers(reports)],
        width=_WIDTH,
        height=_ROW * len(reports),
    )
    sheet = Sheet(_title(timeline), (_table(reports),), tuple(_notes(timeline)))
    width = _WIDTH + _LABELS
    return chart([_key(reports), panel], sheet, width=width + 120)


def _rows(reports: Sequence[TimelineReport]) -> Iterator[Row]:
    labels = _labels_of(reports)
    for one in reports:
        report, published = one.report, one.report.published
        is_start = one.begins_cycle
        colour = BLUE if is_start else PINK
        is_day = published is not None and published.exact is not None
        at = middle(published) if published else None
        work = _fieldwork_days(one)
        ends = [end for end in (at, work and work[1]) if end is not None]
        yield {
            "report": labels[one.key],
            "kind": report.kind.value,
            "from": published.earliest.isoformat() if published else None,
            "at": at.isoformat() if at else None,
            "to": published.latest.isoformat() if published and not is_day else None,
            "shape": "square" if is_start else "circle",
            "stroke": colour,
            "fill": colour if is_day else WHITE,
            "holds": _held(one),
            "after": max(ends).isoformat() if ends else None,
        }


def _labels_of(reports: Sequence[TimelineReport]) -> dict[str, str]:
    """A label for each report by its key, all different."""
    labels = (
        f"{sentence_case(shortened(one.report.kind.value, 190))}, {in_words(one.report.published)}"
        for one in reports
    )
    return dict(zip((one.key for one in reports), distinct(labels), strict=True))


def _held(one: TimelineReport) -> str:
    """What is held of the report, in a few words."""
    report = one.report
    listed = report.recommendations_listed + report.areas_for_improvement_listed
    parts: list[str] = []
    if listed:
        what = counted(listed, "recommendation")
        made = report.recommendations_made
        parts.append(f"{listed} of {made} recommendations" if made else what)
    if one.case_audits:
        parts.append("case grades")
    if one.judgments:
        parts.append(counted(len(one.judgments), "graded topic"))
    if is_second_hand(report):
        parts.append("second-hand")
    return ", ".join(parts)


def _fieldwork_days(one: TimelineReport) -> tuple[date, date] | None:
    """The first and last day on which there may have been fieldwork, up to publication."""
    span, published = one.report.fieldwork, one.report.published
    if span is None or span.first is None or span.last is None:
        return None
    first, last = span.first.earliest, span.last.latest
    if published and first <= published.latest:
        last = min(last, published.latest)
    return first, last


def _fieldwork(reports: Sequence[TimelineReport]) -> Iterator[Row]:
    labels = _labels_of(reports)
    for one in reports:
        span, days = one.report.fieldwork, _fieldwork_days(one)
        if span and days:
            first, last = (day.isoformat() for day in days)
            months = [edge.month for edge in (span.first, span.last) if edge]
            yield {"report": labels[one.key], "from": first, "to": last, "sure": all(months)}


def _links(reports: Sequence[TimelineReport]) -> Iterator[Row]:
    """A line for each report that is followed, at its own height in the follower's row."""
    at = {row["report"]: row["at"] for row in _rows(reports)}
    known = _labels_of(reports)
    for one in reports:
        if not at[known[one.key]]:
            continue
        links = [link for link in one.report.follows if at.get(known.get(link.report))]
        for place, link in enumerate(links):
            earlier = known[link.report]
            yield {
                "report": known[one.key],
                "earlier": earlier,
                "from": at[earlier],
                "to": at[known[one.key]],
                "basis": link.basis.value,
                "shift": 6 * (place - (len(links) - 1) / 2),
            }


def _layers(reports: Sequence[TimelineReport]) -> Iterator[Any]:
    rows, links, fieldwork = [*_rows(reports)], [*_links(reports)], [*_fieldwork(reports)]
    order = [row["report"] for row in rows]
    scale = time_scale(row[name] for row in (*rows, *fieldwork) for name in ("from", "to"))
    axis = time_axis(scale)
    labels = row_labels(_LABELS)
    down = alt.Y("report:N", sort=order, scale=alt.Scale(domain=order), axis=labels)

    def across(field: str) -> alt.X:
        return alt.X(field, scale=scale, axis=axis)

    for is_sure, look in ((True, {"fill": FAINT}), (False, {"fill": WHITE, "strokeDash": [3, 3]})):
        here = [row for row in fieldwork if row["sure"] is is_sure]
        if here:
            bar: Any = {"size": 16, "stroke": GREY, "strokeWidth": 1, **look}
            yield (
                alt.Chart(values(here))
                .mark_bar(**bar)
                .encode(x=across("from:T"), x2="to:T", y=down)
            )
    for link in links:
        basis = LinkBasis(str(link["basis"]))
        shift: Any = link["shift"]
        one = alt.Chart(values([link]))
        yield one.mark_rule(
            strokeWidth=2, color=DARK, strokeDash=_DASHES[basis], yOffset=shift
        ).encode(x=across("from:T"), x2="to:T", y=down)
        yield one.mark_point(
            shape="stroke", angle=90, size=60, strokeWidth=2, color=DARK, opacity=1, yOffset=shift
        ).encode(x=across("from:T"), y=down)
    dated = [row for row in rows if row["at"]]
    base = alt.Chart(values(dated))
    yield (
        base.mark_rule(strokeWidth=3, color=DARK)
        .encode(x=across("from:T"), x2="to:T", y=down)
        .transform_filter("datum.to != null")
    )
    yield base.mark_point(size=150, opacity=1, strokeWidth=2).encode(
        x=across("at:T"),
        y=down,
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )
    yield base.mark_text(align="left", dx=14).encode(x=across("after:T"), y=down, text="holds:N")
    undated = [
        {**row, "undated": "undated, so its place isn't known"} for row in rows if not row["at"]
    ]
    if undated:
        yield (
            alt.Chart(values(undated))
            .mark_text(align="left", fontStyle="italic")
            .encode(x=alt.value(4), y=down, text="undated:N")
        )


def _key(reports: Sequence[TimelineReport]) -> alt.LayerChart:
    marks: list[Row] = [
        {"word": "inspection that begins a cycle", "fill": BLUE, "stroke": BLUE},
        {"word": "other report", "shape": "circle", "fill": PINK, "stroke": PINK},
    ]
    dates = [one.report.published for one in reports]
    if any(when and not when.exact for when in dates):
        marks.append(
            {"word": "hollow: only month or year known", "shape": "circle", "stroke": PINK}
        )
    bases = {link["basis"] for link in _links(reports)}
    words = {LinkBasis.STATED: "follows, as it states", LinkBasis.INFERRED: "follows, inferred"}
    marks += [
        {"word": words[basis], "dash": _DASHES[basis], "stroke": DARK}
        for basis in LinkBasis
        if basis.value in bases
    ]
    fieldwork = {row["sure"] for row in _fieldwork(reports)}
    if True in fieldwork:
        marks.append({"word": "fieldwork", "fill": FAINT, "stroke": GREY})
    if False in fieldwork:
        marks.append({"word": "fieldwork, month not known", "dash": [3, 3], "stroke": GREY})
    return key_panel(marks, _WIDTH)


def _title(timeline: Timeline) -> str:
    name, reports = body_name(timeline.body), timeline.reports
    followed: list[str] = []
    for one in reports:
        if one.begins_cycle:
            number = sum(other.cycle == one.key for other in reports) - 1
            verb = "follows" if number == 1 else "follow"
            what = "report" if number == 1 else "reports"
            many = f"{number_word(number)} {what} {verb}"
            followed.append(f"{many} the inspection of {one.report.year}")
    if not followed:
        return f"{name}: {counted(len(reports), 'report')}, and no inspection that begins a cycle"
    return f"{name}: {joined(followed)}"


def _notes(timeline: Timeline) -> Iterator[str]:
    links = [link for one in timeline.reports for link in one.report.follows]
    inferred = sum(link.basis is LinkBasis.INFERRED for link in links)
    if inferred:
        yield f"{inferred} of the {counted(len(links), 'link')} between reports are inferred."
    yield "What is listed beside a mark is what is held here; reports may hold more."
    yield source_note(one.report for one in timeline.reports)


def _table(reports: Sequence[TimelineReport]) -> Table:
    known = _labels_of(reports)
    rows: list[tuple[str, ...]] = []
    for one in reports:
        follows = "\n".join(
            f"{known.get(link.report, link.report)} ({link.basis.value})"
            for link in one.report.follows
        )
        fieldwork = in_words(one.report.fieldwork) if one.report.fieldwork else ""
        published = in_words(one.report.published)
        rows.append((published, one.report.kind.value, follows, fieldwork, _held(one)))
    columns = ("published", "report", "follows", "fieldwork", "held here")
    return Table(rows, columns, "Reports")
