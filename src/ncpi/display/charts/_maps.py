"""Maps of the forces: what is held, how recent it is, stated grades, and monitoring.

A map of counts invites a ranking. So none shows a count of what an analyst or a matcher coded,
of what is known only from accounts, or of lists that may be incomplete.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ncpi import fields
from ncpi.archive import Archive
from ncpi.comparison import ReportHeading
from ncpi.comparison._accounts import is_second_hand
from ncpi.comparison._entries import heading
from ncpi.display._names import in_words, joined, reworded
from ncpi.display.charts import _colours as colours
from ncpi.display.charts._captions import (
    number_word,
    published_key,
    sentence_case,
    source_note,
)
from ncpi.display.charts._chart import Chart, accepted
from ncpi.display.charts._hexagons import Cell, Look, forces, hexagon_map
from ncpi.errors import Fault, InvalidError, UnknownNameError, candidates, counted
from ncpi.model import Judgment, MonitoringStage, PartialDate, Report
from ncpi.model.dates._written import MONTHS
from ncpi.programme import BodyCoverage, Coverage, ReportCoverage
from ncpi.vocabulary import JudgmentStatus, MonitoringStageKind

__all__ = ["coverage_map", "dates_map", "grades_map", "monitoring_map"]

_NOTE = "One hexagon of equal area a force, roughly where it is."
_WHY_NOT = (
    "a map shows what is held, dates, stated grades and monitoring. Counts of what an analyst or a "
    "matcher coded, of accounts or of incomplete lists would rank forces by how they were read"
)


_FULL = Look("a report and its follow-up each have case grades with all counts", colours.BLUE)
_SOME = Look("both have case grades, but counts are unknown", colours.MID_BLUE)
_ONE = Look("one of the two has case grades", colours.PALE_BLUE)
_PAIR = Look("a report and its follow-up, no case grades", colours.GREY)
_ALONE = Look("no follow-up held", colours.WHITE)
_NOTHING = Look("no report held", colours.WHITE, dashed=True)
_COVERAGE = (_FULL, _SOME, _ONE, _PAIR, _ALONE, _NOTHING)


def coverage_map(coverage: Coverage) -> Chart:
    """What is held on each force, above all whether its case grades can be compared.

    The number in a hexagon is how many reports on the force are held.

    Args:
        coverage: as `Archive.coverage` gives it.

    Raises:
        ncpi.errors.InvalidError: it isn't a coverage; the reason is given.
    """
    coverage = accepted(Coverage, coverage, "coverage_map", f"Pass Coverage: {_WHY_NOT}")
    held = {body.body: body for body in coverage.bodies}
    cells = {key: _coverage_cell(held.get(key)) for key in forces()}
    looks = Counter(cell.look for cell in cells.values())
    title = (
        f"For {number_word(looks[_FULL]).replace('no', 'none')} of {len(cells)} forces, a "
        "report and its follow-up each have case grades with all counts"
    )
    notes = (
        f"{_NOTE} The number is how many reports on the force are held; others may exist.",
        source_note(_headings(held.values())),
    )
    return hexagon_map(cells, _COVERAGE, title, notes)


def _headings(bodies: Iterable[BodyCoverage]) -> Iterator[ReportHeading]:
    known = set(forces())
    return (report.report for body in bodies if body.body in known for report in body.reports)


def _coverage_cell(body: BodyCoverage | None) -> Cell:
    if body is None or not body.reports:
        return Cell(_NOTHING, "0", "no report held")
    by_key = {report.key: report for report in body.reports}
    found = [
        _pair_look(by_key[link.report], report)
        for report in body.reports
        for link in report.report.follows
        if link.report in by_key
    ]
    look = min(found, key=_COVERAGE.index, default=_ALONE)
    second_hand = sum(report.is_second_hand for report in body.reports)
    long = counted(len(body.reports), "report")
    if second_hand:
        long += f", {second_hand} known only from someone else's account"
    return Cell(look, str(len(body.reports)), long)


def _pair_look(before: ReportCoverage, after: ReportCoverage) -> Look:
    graded = [one for one in (before, after) if one.case_audits]
    if len(graded) < 2:
        return _ONE if graded else _PAIR
    return _SOME if any(one.uncounted_audits == one.case_audits for one in graded) else _FULL


def dates_map(coverage: Coverage) -> Chart:
    """When the last dated report on each force was published.

    Args:
        coverage: as `Archive.coverage` gives it.

    Raises:
        ncpi.errors.InvalidError: it isn't a coverage, or no report on a force is dated.
    """
    coverage = accepted(Coverage, coverage, "dates_map", f"Pass Coverage: {_WHY_NOT}")
    bodies = {body.body: body for body in coverage.bodies}
    last = {key: _last(bodies.get(key)) for key in forces()}
    years = sorted(report.published.year for report in last.values() if report and report.published)
    if not years:
        fault = Fault("coverage", "empty", "no report on any of the forces is dated")
        raise InvalidError([fault], "charts.dates_map")
    looks = _periods(years[0], years[-1])
    undated = Look("reports held, none dated", colours.WHITE)
    cells: dict[str, Cell] = {}
    for key, report in last.items():
        if report and (when := report.published):
            look = next(look for first, end, look in looks if first <= when.year <= end)
            cells[key] = Cell(look, _short(when), f"{report.kind.value}, {in_words(when)}")
        else:
            body = bodies.get(key)
            cells[key] = Cell(undated if body and body.reports else _NOTHING)
    since = max(years[0], years[-1] - 2)
    recent = sum(year >= since for year in years)
    verb = "has" if recent == 1 else "have"
    title = (
        f"{sentence_case(number_word(recent))} of {len(cells)} forces {verb} a report held from "
        f"{since} or later"
    )
    if recent < len(years):
        title += f"; for the others with a dated one, the last is as old as {years[0]}"
    notes = (
        f"{_NOTE} The date is that of the last dated report held; a later one may exist.",
        source_note(_headings(bodies.values())),
    )
    order = [*(look for *_, look in reversed(looks)), undated, _NOTHING]
    return hexagon_map(cells, order, title, notes)


def _last(body: BodyCoverage | None) -> ReportHeading | None:
    dated = [report.report for report in body.reports if report.report.published] if body else []
    return max(dated, key=published_key, default=None)


def _periods(first: int, last: int) -> list[tuple[int, int, Look]]:
    """Up to four periods of whole years, the latest the darkest."""
    years = max(1, -(-(last - first + 1) // 4))
    found: list[tuple[int, int, Look]] = []
    end = last
    for colour in (colours.BLUE, colours.MID_BLUE, colours.PALE_BLUE, colours.PALE):
        if end < first:
            break
        start = max(first, end - years + 1)
        words = str(end) if start == end else f"{start} to {end}"
        found.insert(0, (start, end, Look(words, colour)))
        end = start - 1
    return found


def _short(when: PartialDate) -> str:
    return f"{MONTHS[when.month - 1][:3]} {when.year}" if when.month else str(when.year)


_UNREAD = Look("graded or inspected, no grade held", colours.WHITE)
_SECOND_HAND = Look(
    "known only from someone else's account, so not shown", colours.WHITE, dashed=True
)
_UNGRADED = Look("no report with graded topics held", colours.PALE_GREY)


def grades_map(archive: Archive, topic: str) -> Chart:
    """The last grade of one topic for each force, as a report of the inspectorate states it.

    Args:
        archive: the reports.
        topic: the topic, or the question below it, as the reports name it.

    Raises:
        ncpi.errors.UnknownNameError: no report grades this topic.
        ncpi.errors.InvalidError: it isn't an archive, or the topic was graded on several
            scales, whose grades can't be compared.
    """
    archive = accepted(Archive, archive, "grades_map", f"Pass Archive: {_WHY_NOT}")
    judged = [(report, one) for report in archive.reports for one in report.judgments]
    named = [
        (report, one)
        for report, one in judged
        if topic.casefold() in (one.topic.casefold(), (one.question or "").casefold())
        and (one.question is None or one.topic.casefold() != topic.casefold())
    ]
    if not named:
        known = [*dict.fromkeys(one.question or one.topic for _, one in judged)]
        near = candidates(topic, known) or known[:10]
        raise UnknownNameError(topic, "graded topics of these reports", near)
    scales = {one.scale.identity: one.scale for _, one in named}
    if len(scales) > 1:
        keys = ", ".join(sorted(scale.key for scale in scales.values()))
        fault = Fault("topic", "inconsistent", f"it was graded on several scales: {keys}")
        raise InvalidError([fault], "charts.grades_map")
    (scale,) = scales.values()
    looks = {grade: Look(grade, one) for grade, one in colours.grade_colours(scale.grades).items()}
    cells = {key: _grade_cell(_last_judged(key, named), looks) for key in forces()}
    stated = Counter(cell.look.words for cell in cells.values() if cell.look.words in looks)
    parts = [f"{grade} in {number_word(stated[grade])}" for grade in scale.grades if stated[grade]]
    graded = sum(stated.values())
    title = (
        f"{sentence_case(topic)}: of {number_word(graded)} graded forces, it is {joined(parts)}"
        if graded
        else f"{sentence_case(topic)}: no stated grade is held"
    )
    notes = (
        f"{_NOTE} The date is that of the report with the force's last grade of this topic.",
        f"Grades of the scale {scale.title}, as the inspectorate states them.",
        source_note(heading(report) for report, _ in named),
    )
    return hexagon_map(cells, [*looks.values(), _UNREAD, _SECOND_HAND, _UNGRADED], title, notes)


def _last_judged(
    key: str, judged: Sequence[tuple[Report, Judgment]]
) -> tuple[Report, Judgment] | None:
    here = [
        (report, one)
        for report, one in judged
        if key in report.bodies
        and one.body in (None, key)
        and (one.body == key or len(report.bodies) == 1)
    ]
    return max(here, key=lambda one: published_key(one[0]), default=None)


def _grade_cell(found: tuple[Report, Judgment] | None, looks: Mapping[str, Look]) -> Cell:
    if found is None:
        return Cell(_UNGRADED)
    report, judgment = found
    when = _short(report.published) if report.published else "undated"
    long = f"{judgment.result}, {report.kind.value}, {in_words(report.published)}"
    if is_second_hand(report):
        return Cell(_SECOND_HAND, long="not shown: known only from someone else's account")
    if judgment.grade is None or judgment.status is JudgmentStatus.NOT_READ:
        return Cell(_UNREAD, when, long)
    return Cell(looks[judgment.grade], when, long)


_ENGAGE = Look("in the enhanced stage (Engage)", colours.PINK)
_MAYBE = Look("may be in the enhanced stage: the dates can't tell", colours.PALE_PINK, dashed=True)
_SCAN = Look("in the default stage (Scan)", colours.MID_BLUE)
_WAS = Look("in the enhanced stage earlier", colours.GREY)
_NO_RECORD = Look("no stage on record for this day", colours.WHITE)


def monitoring_map(archive: Archive, *, on: date | str) -> Chart:
    """The stage of monitoring of each force on one day.

    A force without a record isn't at the default stage: its stage is unknown.

    Args:
        archive: the archive with the stages, such as `Archive.shipped`.
        on: the day.

    Raises:
        ncpi.errors.InvalidError: it isn't an archive, has no stage, or *on* isn't a day.
    """
    archive = accepted(Archive, archive, "monitoring_map", f"Pass Archive: {_WHY_NOT}")
    faults: list[Fault] = []
    day = fields.accept(date, on, "on", faults)
    fields.refuse(faults, "charts.monitoring_map")
    if not archive.monitoring:
        fault = Fault("archive", "empty", "it has no stage of monitoring")
        raise InvalidError([fault], "charts.monitoring_map")
    cells = {
        key: _stage_cell([one for one in archive.monitoring if one.body == key], day)
        for key in forces()
    }
    looks = Counter(cell.look for cell in cells.values())
    number = looks[_ENGAGE]
    who = "forces are" if number > 1 else "force is"
    title = (
        f"{sentence_case(number_word(number))} {who} known to have been in the enhanced stage of "
        f"monitoring on {in_words(day)}"
    )
    if looks[_MAYBE]:
        title += f"; for {number_word(looks[_MAYBE])}, the dates can't tell"
    sources = {source.url for stage in archive.monitoring for source in stage.sources}
    seen = f"{counted(len(archive.monitoring), 'period')} of monitoring held in ncpi"
    notes = (
        f"{_NOTE} A force without a record may be at either stage.",
        'The date is when the stage began or, after "to", when it ended.',
        f"Source: {seen}, from {counted(len(sources), 'page')} of HMICFRS, forces and the press.",
    )
    return hexagon_map(cells, (_ENGAGE, _MAYBE, _SCAN, _WAS, _NO_RECORD), title, notes)


def _stage_cell(stages: Sequence[MonitoringStage], day: date) -> Cell:
    for stage in stages:
        if stage.covers(day):
            look = _ENGAGE if stage.stage is MonitoringStageKind.ENGAGE else _SCAN
            since = _short(stage.span.first) if stage.span.first else ""
            return Cell(look, since, reworded(stage.label()))
    engaged = [stage for stage in stages if stage.stage is MonitoringStageKind.ENGAGE]
    for stage in engaged:
        if stage.covers(day) is None:
            return Cell(_MAYBE, "?", reworded(stage.label()))
    ended = [(last, one) for one in engaged if (last := one.span.last) and last.latest < day]
    if not ended:
        return Cell(_NO_RECORD)
    last, stage = max(ended, key=lambda one: one[0].latest)
    return Cell(_WAS, f"to {_short(last)}", reworded(stage.label()))
