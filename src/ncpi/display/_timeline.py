"""The view of a timeline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ncpi.comparison import CaseAuditComparison, Comparison, JudgmentComparison
from ncpi.comparison._case_audits import SMALL_SAMPLE
from ncpi.comparison._grade_shares import Estimate, grade_change, in_points, share_of_cases
from ncpi.comparison.pairs import PairResult
from ncpi.display._names import body_name, framework_title, in_words
from ncpi.display._phrases import counted_share, recommendations_listed, signed_steps
from ncpi.display._sheets import Sheet, Table
from ncpi.display._threads import thread_tables
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.model import CaseAudit
from ncpi.timeline import Timeline
from ncpi.timeline._reports import TimelineReport
from ncpi.timeline._series import CaseGradeSeries, TopicGradeSeries
from ncpi.vocabulary import Basis, Comparability, Sampling

__all__ = ["timeline_sheet"]


@view(Timeline)
def timeline_sheet(timeline: Timeline) -> Sheet:
    """The shares of cases below good, counts and a line a report; then, folded, everything."""
    own = rf"(?<![\w/-]){re.escape(timeline.body)}/"
    return Sheet(
        title=f"Timeline: {body_name(timeline.body) or timeline.body}",
        summary="\n".join(_shares_below_good(timeline)),
        tables=tuple(_tables(timeline)),
        notes=tuple(re.sub(own, "", caveat.label()) for caveat in timeline.caveats),
    )


def _bases_in_words(timeline: Timeline) -> Iterator[tuple[str, str]]:
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
            yield f"{basis.value!r} means", f"link {basis.in_words}"


def _shares_below_good(timeline: Timeline) -> Iterator[str]:
    """A line for each series of audits: the share of cases below good at each report."""
    when = {entry.key: in_words(entry.report.published) for entry in timeline.reports}
    for series in timeline.case_grades:
        grades = series.scale.grades
        below = grades[grades.index("good") + 1 :] if "good" in grades else ()
        shares = [(when[key], _share(audit, below)) for key, audit in series.audits if below]
        known = [
            f"{share_of_cases(share)} ({date}{', a small sample' if _is_small(share) else ''})"
            for date, share in shares
            if share
        ]
        if known:
            chosen = {audit.sampling for _, audit in series.audits}
            care = "; how the cases were chosen isn't known" if Sampling.UNKNOWN in chosen else ""
            yield f"Cases below good, {_of_what(series)}: {', then '.join(known)}{care}."


def _is_small(share: Estimate) -> bool:
    return share.cases is not None and share.cases < SMALL_SAMPLE


def _share(audit: CaseAudit, grades: Sequence[str]) -> Estimate | None:
    return grade_change("", grades, (None, audit), comparable=False).follow_up


def _tables(timeline: Timeline) -> Iterator[Table]:
    places = {entry.key: place for place, entry in enumerate(timeline.reports)}
    unknown = {entry.key: entry.order_unknown for entry in timeline.reports}
    yield Table(_summary(timeline))
    yield table_of(
        timeline.reports,
        {
            # Without the key of the body, which the title gives.
            "report": lambda entry: entry.key.removeprefix(f"{timeline.body}/"),
            "published": lambda entry: in_words(entry.report.published),
            "kind": lambda one: one.report.kind.value,
            "recommendations listed": lambda entry: recommendations_listed(entry.report),
        },
        "Reports",
    )
    yield table_of(
        timeline.reports,
        {
            "report": lambda entry: f"{places[entry.key] + 1}: {entry.key}",
            "kind": lambda one: one.report.kind.value,
            "published": lambda entry: in_words(entry.report.published),
            "fieldwork": lambda one: one.report.fieldwork,
            "title": lambda one: one.report.title,
            "follows": lambda entry: _follows(entry, is_first=not places[entry.key]),
            "recommendations listed": lambda entry: recommendations_listed(entry.report),
            "caveats": lambda entry: (caveat.text for caveat in entry.caveats),
        },
        "Reports in full",
        folded="Reports in full",
    )
    yield table_of(
        timeline.comparisons,
        {
            "after": lambda result: result.keys[1],
            "compared with": lambda result: _compared_with(*result.keys, places, unknown),
            "link": lambda one: one.link_in_words,
            "items": _of_comparison(_outcomes),
            "case grades": _of_comparison(_case_changes),
            "topics": _of_comparison(_topic_changes),
            "undecided": _of_comparison(lambda one: (each.label() for each in one.undecided)),
            "refused": lambda one: one.refused,
            "caveats": _of_comparison(_graded_caveats),
        },
        "Comparisons",
        folded="Comparisons",
    )
    yield from (_case_grades(series) for series in timeline.case_grades)
    yield from _topic_grades(timeline.topic_grades)
    yield from thread_tables(timeline)
    # Folded like the tables that have these words.
    yield Table([*_bases_in_words(timeline)], caption="Meanings", folded="Meanings")


def _summary(timeline: Timeline) -> list[tuple[str, str]]:
    rows = [("reports", str(len(timeline.reports)))]
    if made := len(timeline.recommendations):
        rows.append(("recommendations and areas for improvement", str(made)))
    if repeated := timeline.repeated:
        firm = _counted(thread.times_repeated_firmly > 0 for thread in repeated)
        rows.append(("restated by a later report", firm))
    if rolled := timeline.rolled_forward:
        firm = _counted(thread.times_repeated_firmly > 1 for thread in rolled)
        rows.append(("rolled forward: restated by two or more", firm))
    if unmentioned := len(timeline.not_mentioned_since):
        number = f"{unmentioned} (they aren't necessarily closed)"
        rows.append(("not mentioned since in what was read", number))
    if new := len(timeline.made_in_last_report):
        rows.append(("first made at the last report", str(new)))
    kinds = {"causes of concern": timeline.causes_of_concern, "concerns": timeline.concerns}
    for name, threads in kinds.items():
        if threads:
            later = sum(thread.last_mention is not None for thread in threads)
            said = f"{len(threads)}, of which a later report mentions {later or 'none'}"
            rows.append((name, f"{said} in what was read"))
    rows += [("excluded", entry.label()) for entry in timeline.excluded]
    return rows


def _counted(are_firm: Iterable[bool]) -> str:
    """How many there are, and how many of those have no firm link."""
    found = Counter(are_firm)
    weak = found[False]
    only = f", of which {weak} only as proposed by a matcher or by theme" if weak else ""
    return f"{found.total()}{only}"


def _follows(entry: TimelineReport, *, is_first: bool) -> Iterator[str]:
    yield from (link.label() for link in entry.report.follows)
    if entry.begins_cycle and not is_first:
        yield "none: starts a new cycle"


def _of_comparison(cell: Callable[[Comparison], object]) -> Callable[[PairResult], object]:
    """The *cell* of a comparison; nothing for a pair that can't be compared."""
    return lambda result: result.comparison and cell(result.comparison)


def _compared_with(
    before: str, after: str, places: Mapping[str, int], unknown: Mapping[str, Sequence[str]]
) -> str:
    roles: list[str] = []
    if places[after] - places[before] == 1:
        roles.append("the one before")
    if places[before] == 0:
        roles.append("the first")
    remarks = [" and ".join(roles)] if roles else []
    if before in unknown[after]:
        remarks.append("the dates don't show which came first")
    return f"{before} ({'; '.join(remarks)})" if remarks else before


def _graded_caveats(comparison: Comparison) -> list[str]:
    """The caveats on the grades of a comparison, without duplicates."""
    graded: list[CaseAuditComparison | JudgmentComparison] = [
        *comparison.case_audits,
        *comparison.judgments,
    ]
    return [*dict.fromkeys(caveat.text for entry in graded for caveat in entry.caveats)]


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
    return _grouped_by_text((entry.name, _changes(entry)) for entry in comparison.case_audits)


def _grouped_by_text(entries: Iterable[tuple[str, str]]) -> str:
    """A line for each text, after all the names that have it."""
    names: dict[str, list[str]] = {}
    for name, text in entries:
        names.setdefault(text, []).append(name)
    return "\n".join(f"{', '.join(of)}: {text}" for text, of in names.items())


def _changes(entry: CaseAuditComparison) -> str:
    if entry.comparability is not Comparability.COMPARABLE:
        return entry.comparability.value
    if all(change.difference is None for change in entry.changes):
        return "changes in shares unknown"
    return ", ".join(
        f"{change.grade} {in_points(change.difference.value) if change.difference else 'unknown'}"
        for change in entry.changes
    )


def _topic_changes(comparison: Comparison) -> str:
    return _grouped_by_text((entry.name, _grade_change(entry)) for entry in comparison.judgments)


def _grade_change(entry: JudgmentComparison) -> str:
    if entry.comparability is not Comparability.COMPARABLE:
        return entry.comparability.value
    if entry.steps is None:
        return "unknown"
    if not entry.steps:
        return "the same grade"
    return f"{signed_steps(entry.steps)} grade{'s' if abs(entry.steps) > 1 else ''}"


def _case_grades(series: CaseGradeSeries) -> Table:
    grades = series.scale.grades
    merged = {one.grades: one.name for _, audit in series.audits for one in audit.merged}
    rows = [
        (
            key,
            "unknown" if audit.total is None else str(audit.total),
            *(counted_share(audit.count(grade), audit.share(grade)) for grade in grades),
            *(counted_share(audit.merged_count(of), _share(audit, of)) for of in merged),
            audit.sampling.value,
            audit.note or "",
        )
        for key, audit in series.audits
    ]
    return Table(
        rows,
        ("report", "cases", *grades, *merged.values(), "sample", "note"),
        f"Grades of case files, {_of_what(series)}: {series.scale.title}",
        folded=_GRADES,
    )


_GRADES = "Grades of case files and topics"


def _of_what(series: CaseGradeSeries) -> str:
    by_force = ", graded by the force itself" if series.by_force else ""
    return f"{series.area or 'all areas'}{by_force}"


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
        framework = f", {framework_title(alike[0].framework)}" if alike[0].framework else ""
        caption = f"Grades of topics: {alike[0].scale.title}{framework}"
        yield Table(rows, ("topic", "report", "grade"), caption, folded=_GRADES)
