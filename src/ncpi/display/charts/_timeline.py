"""The reports on one force through the years, and which of them follow which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from ncpi.comparison._accounts import is_second_hand
from ncpi.display._names import in_words, joined, reworded
from ncpi.display._phrases import recommendations_listed
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import number_word, sentence_case, source_note
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._colours import BLUE, DARK, FAINT, GREY, PINK, WHITE
from ncpi.display.charts._panels import Row, key_panel, layered, row_axis, row_labels, values
from ncpi.display.charts._style import distinct, shortened
from ncpi.display.charts._times import TimeAxis, dated_points, middle, spans
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
    timeline = accepted(Timeline, timeline, "force_timeline", way_out)
    if not any(one.report.published for one in timeline.reports):
        message = "none of the reports is dated, so there is nothing to place in time"
        raise InvalidError([Fault("timeline", "empty", message)], "charts.force_timeline")
    drawn = _Reports(timeline.reports)
    panel = layered(drawn.layers(), width=_WIDTH, height=_ROW * len(timeline.reports))
    sheet = Sheet(_title(timeline), (drawn.table(),), tuple(_notes(timeline)))
    return chart([drawn.key(), panel], sheet, width=_WIDTH + _LABELS + 120)


@attrs.frozen(slots=False)
class _Reports:
    """The reports, with a row each."""

    reports: tuple[TimelineReport, ...]

    @cached_property
    def labels(self) -> dict[str, str]:
        """A label for each report by its key, all different."""
        labels = (
            f"{sentence_case(shortened(one.report.kind.value, 190))}, "
            f"{in_words(one.report.published)}"
            for one in self.reports
        )
        return dict(zip((one.key for one in self.reports), distinct(labels), strict=True))

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The row of each report by its key."""
        return {one.key: {"report": self.labels[one.key], **_row(one)} for one in self.reports}

    @cached_property
    def fieldwork(self) -> list[Row]:
        found: list[Row] = []
        for one in self.reports:
            span, days = one.report.fieldwork, _fieldwork_days(one)
            if span and days:
                is_sure = all(edge.month for edge in (span.first, span.last) if edge)
                look = {"fill": FAINT if is_sure else WHITE, "dash": [1, 0] if is_sure else [3, 3]}
                row = {"report": self.labels[one.key], "from": days[0], "to": days[1]}
                found.append({**row, "sure": is_sure, "stroke": GREY, **look})
        return found

    @cached_property
    def links(self) -> list[Row]:
        """A line for each report that is followed, at its own height in the follower's row."""
        found: list[Row] = []
        dated = {key: row for key, row in self.rows.items() if row["at"]}
        for one in self.reports:
            links = [link for link in one.report.follows if {one.key, link.report} <= {*dated}]
            for place, link in enumerate(links):
                found.append(
                    {
                        "report": self.labels[one.key],
                        "earlier": self.labels[link.report],
                        "from": dated[link.report]["at"],
                        "to": dated[one.key]["at"],
                        "basis": link.basis.value,
                        "dash": _DASHES[link.basis],
                        "shift": 6 * (place - (len(links) - 1) / 2),
                    }
                )
        return found

    def layers(self) -> Iterator[Any]:
        rows = [*self.rows.values()]
        days = (row[end] for row in (*rows, *self.fieldwork) for end in ("from", "to"))
        times = TimeAxis.over(day for day in days if day)
        across = times.across
        down = row_axis("report", [*self.labels.values()], row_labels(_LABELS))
        yield spans(self.fieldwork, times, down, size=16)
        links = values(self.links).encode(x=across("from:T"), y=down)
        line: Any = {"strokeWidth": 2, "color": DARK, "yOffset": alt.expr("datum.shift")}
        yield links.mark_rule(strokeDash=alt.expr("datum.dash"), **line).encode(x2="to:T")
        yield links.mark_point(shape="stroke", angle=90, size=60, opacity=1, **line)
        dated = [row for row in rows if row["at"]]
        yield from dated_points(dated, times, down, size=150, width=3)
        held = values(dated).mark_text(align="left", dx=14)
        yield held.encode(x=across("after:T"), y=down, text="holds:N")
        words = {"undated": "undated, so its place isn't known"}
        undated = values({**row, **words} for row in rows if not row["at"])
        yield undated.mark_text(align="left", fontStyle="italic").encode(
            x=alt.value(4), y=down, text="undated:N"
        )

    def key(self) -> alt.LayerChart:
        marks: list[Row] = [
            {"word": "inspection that begins a cycle", "fill": BLUE, "stroke": BLUE},
            {"word": "other report", "shape": "circle", "fill": PINK, "stroke": PINK},
        ]
        if any(row["to"] for row in self.rows.values()):
            marks.append(
                {"word": "hollow: only month or year known", "shape": "circle", "stroke": PINK}
            )
        bases = {link["basis"] for link in self.links}
        words = {LinkBasis.STATED: "follows, as it states", LinkBasis.INFERRED: "follows, inferred"}
        marks += [
            {"word": words[basis], "dash": _DASHES[basis], "stroke": DARK}
            for basis in LinkBasis
            if basis.value in bases
        ]
        fieldwork = {row["sure"] for row in self.fieldwork}
        if True in fieldwork:
            marks.append({"word": "fieldwork", "fill": FAINT, "stroke": GREY})
        if False in fieldwork:
            marks.append({"word": "fieldwork, month not known", "dash": [3, 3], "stroke": GREY})
        return key_panel(marks, _WIDTH)

    def table(self) -> Table:
        rows: list[tuple[str, ...]] = []
        for one in self.reports:
            follows = "\n".join(
                f"{self.labels.get(link.report, link.report)} ({link.basis.value})"
                for link in one.report.follows
            )
            fieldwork = in_words(one.report.fieldwork) if one.report.fieldwork else ""
            published = in_words(one.report.published)
            rows.append((published, one.report.kind.value, follows, fieldwork, _held(one)))
        columns = ("published", "report", "follows", "fieldwork", "held here")
        return Table(rows, columns, "Reports")


def _row(one: TimelineReport) -> Row:
    published, is_start = one.report.published, one.begins_cycle
    colour = BLUE if is_start else PINK
    is_day = published is not None and published.exact is not None
    at, work = middle(published) if published else None, _fieldwork_days(one)
    return {
        "kind": one.report.kind.value,
        "from": published.earliest if published else None,
        "at": at,
        "to": published.latest if published and not is_day else None,
        "shape": "square" if is_start else "circle",
        "stroke": colour,
        "fill": colour if is_day else WHITE,
        "holds": _held(one),
        "after": max((day for day in (at, work and work[1]) if day), default=None),
    }


def _held(one: TimelineReport) -> str:
    """What is held of the report, in a few words."""
    report = one.report
    parts: list[str] = []
    if report.recommendations_listed or report.areas_for_improvement_listed:
        parts.append(f"recommendations: {recommendations_listed(report)}")
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


def _title(timeline: Timeline) -> str:
    name, reports = reworded(timeline.body), timeline.reports
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
