"""Forces by topics: the grades that reports state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ncpi.archive import Archive
from ncpi.comparison._accounts import is_second_hand
from ncpi.comparison._entries import heading
from ncpi.display._names import in_words, joined, reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import (
    number_word,
    published_key,
    sentence_case,
    source_note,
)
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._colours import DARK, WHITE, grade_colours, ink_on
from ncpi.display.charts._panels import Row, as_given, layered, row_axis, row_labels, values
from ncpi.display.charts._style import distinct, shortened, wrapped
from ncpi.errors import Fault, InvalidError, counted
from ncpi.model import GradeScale, Judgment, Report
from ncpi.vocabulary import JudgmentStatus

__all__ = ["judgments"]

_LABELS, _COLUMN, _ROW = 310, 150, 34
_WIDEST = 7

_Graded = tuple[Report, str, Judgment]


def judgments(archive: Archive) -> Chart:
    """The graded topics of every report that grades any: a row a report, a column a topic.

    Each cell has the grade in words. Topics of different frameworks and scales stand in
    separate panels, because their grades can't be compared. A grade known only from someone
    else's account, carried over or not read says so, and has no colour.

    Args:
        archive: the reports, such as ``archive.between("2024", "2026")``.

    Raises:
        ncpi.errors.InvalidError: no report of the archive has a graded topic.
    """
    groups: dict[object, list[_Graded]] = {}
    for report in accepted(Archive, archive, "judgments", "Pass an archive").reports:
        for judgment in report.judgments:
            framework = report.framework.key if report.framework else ""
            mark = (judgment.scale.identity, framework)
            for body in [judgment.body] if judgment.body else report.bodies or ("",):
                groups.setdefault(mark, []).append((report, body, judgment))
    if not groups:
        fault = Fault("archive", "empty", "no report of it has a graded topic")
        raise InvalidError([fault], "charts.judgments")
    panels: list[Any] = []
    tables: list[Table] = []
    widest = 0
    for graded in sorted(groups.values(), key=len, reverse=True):
        topics = [*dict.fromkeys(_topic(judgment) for _, _, judgment in graded)]
        scale = graded[0][2].scale
        rows = [*_rows(graded)]
        for start in range(0, len(topics), _WIDEST):
            here = topics[start : start + _WIDEST]
            title = f"{scale.title}, continued" if start else scale.title
            panels.append(_panel(rows, here, title if len(groups) > 1 or start else None))
            widest = max(widest, len(here))
        tables.append(_table(rows, topics, scale))
    every = [one for graded in groups.values() for one in graded]
    sheet = Sheet(_title([*groups.values()]), tuple(tables), tuple(_notes(every)))
    width = _LABELS + _COLUMN * max(widest, 5)
    return chart(panels, sheet, width=width, spacing=24)


def _topic(judgment: Judgment) -> str:
    return judgment.question or judgment.topic


def _names(graded: Sequence[_Graded]) -> dict[tuple[str, str], str]:
    """A name for each body in each report, all different."""
    once: dict[tuple[str, str], str] = {}
    for report, body, _ in graded:
        name = shortened(reworded(body) or report.title, _LABELS - 110)
        once[report.key, body] = f"{name}, {in_words(report.published)}"
    return dict(zip(once, distinct(once.values()), strict=True))


def _rows(graded: Sequence[_Graded]) -> Iterator[Row]:
    ordered = sorted(graded, key=lambda one: (reworded(one[1]), published_key(one[0]), one[0].key))
    names = _names(ordered)
    for report, body, judgment in ordered:
        second_hand = is_second_hand(report)
        is_plain = judgment.status is JudgmentStatus.GRADED and not second_hand
        words = judgment.grade or judgment.status.value
        if judgment.status is JudgmentStatus.CARRIED_OVER:
            words = f"{words} (carried over)"
        elif second_hand and judgment.grade:
            words = f"{words}*"
        colour = WHITE
        if is_plain and judgment.grade:
            colour = grade_colours(judgment.scale.grades)[judgment.grade]
        yield {
            "report": names[report.key, body],
            "topic": _topic(judgment),
            "grade": words,
            "stated": is_plain,
            "fill": colour,
            "ink": ink_on(colour),
        }


def _panel(rows: Sequence[Row], topics: Sequence[str], title: str | None) -> alt.LayerChart:
    here = [row for row in rows if row["topic"] in topics]
    order = [*dict.fromkeys(row["report"] for row in here)]
    heads = [
        {"topic": topic, "lines": "\n".join(wrapped(sentence_case(topic), _COLUMN - 16, bold=True))}
        for topic in topics
    ]
    across = alt.X("topic:N", sort=[*topics], scale=alt.Scale(domain=[*topics]), axis=None)
    base = values(here).encode(x=across, y=row_axis("report", order, row_labels(_LABELS)))
    hollow = base.mark_rect(
        fillOpacity=0,
        stroke=DARK,
        strokeWidth=1,
        strokeDash=[3, 3],
        width={"band": 0.92},
        height={"band": 0.8},
    )
    layers = (
        base.mark_rect(stroke=WHITE, strokeWidth=3).encode(**as_given(fill="fill")),
        hollow.transform_filter("!datum.stated"),
        base.mark_text(lineBreak="\n").encode(text="grade:N", **as_given(color="ink")),
        values(heads)
        .mark_text(lineBreak="\n", fontWeight="bold", baseline="line-bottom", dy=-22)
        .encode(x=across, y=alt.value(0), text="lines:N"),
    )
    size = {"width": _COLUMN * len(topics), "height": _ROW * len(order)}
    return layered(layers, **size, title=title, title_from=-_LABELS)


def _title(groups: Sequence[Sequence[_Graded]]) -> str:
    """The topic that is most often graded in the lower half of its scale."""
    graded = max(groups, key=len)
    scale = graded[0][2].scale
    low = set(scale.grades[len(scale.grades) // 2 :])
    total: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for report, _, judgment in graded:
        if judgment.status is JudgmentStatus.GRADED and not is_second_hand(report):
            total[_topic(judgment)] += 1
            below[_topic(judgment)] += judgment.grade in low
    if not total:
        return "No grade of a topic is stated in a report that was seen"
    worst = max(below.values())
    which = [topic for topic, number in below.items() if number == worst]
    grades = joined([grade for grade in scale.grades if grade in low], "or")
    if not worst:
        return f"No topic was graded {grades} in {counted(len(total), 'topic')}"
    if len(which) > 2:
        number = sum(below.values())
        return f"{number} of {counted(sum(total.values()), 'stated grade')} are {grades}"
    reports = total[which[0]]
    verb = "was" if len(which) == 1 else "were"
    often = f"{number_word(worst)} of {number_word(reports)} reports"
    return f"{sentence_case(joined(which))} {verb} most often graded {grades}: in {often}"


def _notes(every: Sequence[_Graded]) -> Iterator[str]:
    yield (
        "Grades as the inspectorate's reports state them. Each report is of one time; they don't "
        "rank forces."
    )
    if any(is_second_hand(report) for report, _, _ in every):
        yield "* Known only from someone else's account: no colour, and not counted in the title."
    yield source_note(heading(report) for report, _, _ in every)


def _table(rows: Sequence[Row], topics: Sequence[str], scale: GradeScale) -> Table:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(str(row["report"]), {})[str(row["topic"])] = str(row["grade"])
    lines = [(name, *(grades.get(topic, "") for topic in topics)) for name, grades in found.items()]
    return Table(lines, ("report", *topics), f"Grades: {scale.title}")
