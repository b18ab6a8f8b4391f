"""The view of a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ncpi.comparison import (
    CaseAuditComparison,
    Comparison,
    JudgmentComparison,
    ReportHeading,
)
from ncpi.comparison._grade_shares import in_points
from ncpi.comparison._proposals import BASIS_IN_WORDS
from ncpi.comparison.pairs import PairResult
from ncpi.display._phrases import counted_share, signed_steps
from ncpi.display._sheets import Sheet, Table
from ncpi.display._threads import causes_table, concerns_table, recommendations_table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.timeline import Timeline
from ncpi.timeline._reports import TimelineReport
from ncpi.timeline._series import CaseGradeSeries, TopicGradeSeries
from ncpi.vocabulary import Basis, Comparability

__all__ = ["timeline_sheet"]


@view(Timeline)
def timeline_sheet(timeline: Timeline) -> Sheet:
    """The whole *timeline*, as tables."""
    return Sheet(
        title=f"Timeline: {timeline.body}",
        tables=tuple(_tables(timeline)),
        notes=(*(caveat.label() for caveat in timeline.caveats), *_bases_in_words(timeline)),
    )


def _bases_in_words(timeline: Timeline) -> Iterator[str]:
    """The meaning of each basis used whose name doesn't say it."""
    used = {
        reference.basis
        for thread in timeline.threads
        for reference in (
            *(reference for again in thread.items for reference in again.references),
            *(item.answer for entry in thread.entries for item in entry.answers),
        )
    }
    for basis in Basis:
        if basis in used and basis not in (Basis.STATED, Basis.SAME_THEME):
            yield f"{basis.value!r} means: {BASIS_IN_WORDS[basis]}"


def _tables(timeline: Timeline) -> Iterator[Table]:
    places = {entry.key: place for place, entry in enumerate(timeline.reports)}
    unknown = {entry.key: entry.order_unknown for entry in timeline.reports}
    yield Table(_summary(timeline))
    yield Table(
        [_report_row(place, entry) for place, entry in enumerate(timeline.reports, 1)],
        (
            "report",
            "kind",
            "published",
            "fieldwork",
            "report",
            "follows",
            "recommendations listed",
            "caveats",
        ),
        "Reports",
    )
    yield Table(
        [_comparison_row(result, places, unknown) for result in timeline.comparisons],
        (
            "after",
            "compared with",
            "link",
            "items",
            "case grades",
            "topics",
            "undecided",
            "refused",
            "caveats",
        ),
        "Comparisons",
    )
    yield from (_case_grades(series) for series in timeline.case_grades)
    yield from _topic_grades(timeline.topic_grades)
    yield recommendations_table(timeline.recommendations)
    yield causes_table(timeline.causes_of_concern)
    yield concerns_table(timeline.concerns)


def _summary(timeline: Timeline) -> list[tuple[str, str]]:
    rows = [("reports", str(len(timeline.reports)))]
    if timeline.recommendations:
        rows += [
            ("recommendations and areas for improvement", str(len(timeline.recommendations))),
            (
                "restated by a later report",
                _counted(entry.is_repeated_firmly for entry in timeline.repeated),
            ),
            (
                "rolled forward: restated by two or more",
                _counted(entry.is_rolled_forward_firmly for entry in timeline.rolled_forward),
            ),
            (
                "not mentioned since in what was read",
                f"{len(timeline.not_mentioned_since)} (they aren't necessarily closed)",
            ),
            ("first made at the last report", str(len(timeline.made_in_last_report))),
        ]
    rows += [("excluded", entry.label()) for entry in timeline.excluded]
    return rows


def _counted(are_firm: Iterable[bool]) -> str:
    """How many there are, and how many of those have no firm link."""
    found = Counter(are_firm)
    weak = found[False]
    only = f", of which {weak} only as proposed by a matcher or by theme" if weak else ""
    return f"{found.total()}{only}"


def _report_row(place: int, entry: TimelineReport) -> tuple[str, ...]:
    report = entry.report
    follows = [link.label() for link in report.follows]
    if entry.begins_cycle and place > 1:
        follows.append("none: starts a new cycle")
    return (
        f"{place}: {report.key}",
        report.kind.value,
        str(report.published or "undated"),
        str(report.fieldwork or ""),
        report.title,
        "\n".join(follows),
        _listed(report),
        "\n".join(caveat.text for caveat in entry.caveats),
    )


def _listed(report: ReportHeading) -> str:
    made, listed = report.recommendations_made, report.recommendations_listed
    text = str(listed or "none") if made is None else f"{listed or 'none'} of {made}"
    if improving := report.areas_for_improvement_listed:
        text += f", and {counted(improving, 'area')} for improvement"
    return text


def _comparison_row(
    result: PairResult, places: Mapping[str, int], unknown: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    before, after = result.keys
    roles: list[str] = []
    if places[after] - places[before] == 1:
        roles.append("the one before")
    if places[before] == 0:
        roles.append("the first")
    remarks = [" and ".join(roles)] if roles else []
    if before in unknown[after]:
        remarks.append("the dates don't show which came first")
    role = f" ({'; '.join(remarks)})" if remarks else ""
    comparison = result.comparison
    return (
        after,
        f"{before}{role}",
        result.link_in_words,
        _outcomes(comparison) if comparison else "",
        _case_changes(comparison) if comparison else "",
        _topic_changes(comparison) if comparison else "",
        "\n".join(entry.label() for entry in comparison.undecided) if comparison else "",
        result.refused or "",
        "\n".join(_graded_caveats(comparison)) if comparison else "",
    )


def _graded_caveats(comparison: Comparison) -> dict[str, None]:
    """The caveats on the grades of a comparison, without duplicates."""
    audits = [caveat for entry in comparison.case_audits for caveat in entry.caveats]
    topics = [caveat for entry in comparison.judgments for caveat in entry.caveats]
    return dict.fromkeys(caveat.text for caveat in (*audits, *topics))


def _outcomes(comparison: Comparison) -> str:
    """How many items of each kind have each outcome, with its basis."""
    found = Counter((entry.item_kind, entry.verdict) for entry in comparison.items)
    lines = [
        f"{counted(number, kind.value, kind.plural)}: {verdict}"
        for (kind, verdict), number in found.items()
    ]
    later = Counter(item.item_kind for item in comparison.unlinked_items)
    lines += [
        f"{counted(number, kind.value, kind.plural)} linked to no earlier one"
        for kind, number in later.items()
    ]
    return "\n".join(lines)


def _case_changes(comparison: Comparison) -> str:
    return _grouped_by_text(
        (entry.area or "all areas", _changes(entry)) for entry in comparison.case_audits
    )


def _grouped_by_text(entries: Iterable[tuple[str, str]]) -> str:
    """A line for each text, after all the names that have it."""
    names: dict[str, list[str]] = {}
    for name, text in entries:
        names.setdefault(text, []).append(name)
    return "\n".join(f"{', '.join(of)}: {text}" for text, of in names.items())


_NOT_COMPARABLE = {
    Comparability.NOT_COMPARABLE: "not comparable",
    Comparability.BASELINE_ONLY: "in the earlier report only",
    Comparability.FOLLOW_UP_ONLY: "in the later report only",
}


def _changes(entry: CaseAuditComparison) -> str:
    if entry.comparability is not Comparability.COMPARABLE:
        return _NOT_COMPARABLE[entry.comparability]
    if all(change.difference is None for change in entry.changes):
        return "changes in shares unknown"
    return ", ".join(
        f"{change.grade} {in_points(change.difference.value) if change.difference else 'unknown'}"
        for change in entry.changes
    )


def _topic_changes(comparison: Comparison) -> str:
    return _grouped_by_text((entry.name, _grade_change(entry)) for entry in comparison.judgments)


def _grade_change(entry: JudgmentComparison) -> str:
    if entry.steps is None:
        return _NOT_COMPARABLE.get(entry.comparability, "not comparable")
    if not entry.steps:
        return "the same grade"
    return f"{signed_steps(entry.steps)} grade{'s' if abs(entry.steps) > 1 else ''}"


def _case_grades(series: CaseGradeSeries) -> Table:
    rows = [
        (
            key,
            "unknown" if audit.total is None else str(audit.total),
            *(counted_share(audit, grade) for grade in series.scale.grades),
            audit.sampling.value,
            audit.note or "",
        )
        for key, audit in series.audits
    ]
    by_force = ", graded by the force itself" if series.by_force else ""
    return Table(
        rows,
        ("report", "cases", *series.scale.grades, "sample", "note"),
        f"Grades of case files, {series.area or 'all areas'}{by_force}: {series.scale.title}",
    )


def _topic_grades(every: Iterable[TopicGradeSeries]) -> Iterator[Table]:
    """A table for each scale and framework, because their grades aren't comparable."""
    found: dict[object, list[TopicGradeSeries]] = {}
    for series in every:
        mark = (series.scale.identity, series.framework)
        found.setdefault(mark, []).append(series)
    for alike in found.values():
        rows = [
            (series.topic, key, judgment.result)
            for series in alike
            for key, judgment in series.judgments
        ]
        framework = f", {alike[0].framework}" if alike[0].framework else ""
        caption = f"Grades of topics: {alike[0].scale.title}{framework}"
        yield Table(rows, ("topic", "report", "grade"), caption)
