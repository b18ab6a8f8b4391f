"""A trajectory as rows for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ncpi.archive.cause_threads import CauseThread
from ncpi.archive.looks import Look, Step
from ncpi.archive.series import CaseGrades, TopicGrades
from ncpi.archive.threads import RecommendationAtLook, RecommendationThread
from ncpi.comparison import CaseAuditComparison, Comparison
from ncpi.model import CaseAudit
from ncpi.model.ties import Tie
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Comparability

if TYPE_CHECKING:
    from ncpi.archive.trajectory import Trajectory

__all__ = ["trajectory_sheet"]


def trajectory_sheet(trajectory: Trajectory) -> Sheet:
    """Everything that *trajectory* says, as tables."""
    return Sheet(
        title=f"Through time: {trajectory.body}",
        tables=tuple(_tables(trajectory)),
        notes=tuple(caveat.label() for caveat in trajectory.caveats),
    )


def _tables(trajectory: Trajectory) -> Iterator[Table]:
    yield Table(_summary(trajectory))
    yield Table(
        [_look_row(place, look) for place, look in enumerate(trajectory.looks, 1)],
        (
            "look",
            "kind",
            "published",
            "fieldwork",
            "report",
            "follows",
            "recommendations listed",
            "caveats",
        ),
        "Looks",
    )
    yield Table(
        [_step_row(trajectory, step) for step in trajectory.steps],
        ("after", "compared with", "link", "recommendations", "case grades", "topics", "refused"),
        "Steps",
    )
    yield from (_case_grades(series) for series in trajectory.case_grades)
    yield Table(
        [row for series in trajectory.topic_grades for row in _topic_rows(series)],
        ("topic", "look", "grade", "scale"),
        "Grades of topics",
    )
    yield Table(
        [_thread_row(thread) for thread in trajectory.threads],
        (
            "first made",
            "asked",
            "since then",
            "age at the last look",
            "restated",
            "weakest basis",
            "claims",
            "caveats",
        ),
        "Recommendations through the looks",
    )
    yield Table(
        [_cause_row(thread) for thread in trajectory.causes_of_concern],
        ("first named", "what fails", "since then", "continued", "weakest basis", "caveats"),
        "Causes of concern through the looks",
    )


def _summary(trajectory: Trajectory) -> list[tuple[str, str]]:
    rows = [("looks", str(len(trajectory.looks)))]
    if trajectory.threads:
        rows += [
            ("recommendations followed", str(len(trajectory.threads))),
            ("restated by a later look", str(len(trajectory.repeated))),
            ("restated by two or more", str(len(trajectory.rolled_forward))),
            (
                "not mentioned since in what was read",
                f"{len(trajectory.not_mentioned_since)} (which doesn't say that they are closed)",
            ),
            ("first made at the last look", str(len(trajectory.made_at_last_look))),
        ]
    rows += [("set aside", told.label()) for told in trajectory.set_aside]
    return rows


def _look_row(place: int, look: Look) -> tuple[str, ...]:
    report = look.report
    follows = [link.label() for link in look.follows]
    if look.begins_cycle and place > 1:
        follows.append("nothing: it begins a new cycle")
    return (
        f"{place}: {report.key}",
        report.kind.value,
        str(report.published or "undated"),
        str(report.fieldwork or ""),
        report.title,
        "\n".join(follows),
        _listed(look),
        "\n".join(caveat.text for caveat in look.caveats),
    )


def _listed(look: Look) -> str:
    made, listed = look.recommendations_made, look.recommendations_listed
    told = str(listed or "none") if made is None else f"{listed or 'none'} of {made}"
    if improving := look.areas_for_improvement_listed:
        told += f", and {improving} area{'s' if improving > 1 else ''} for improvement"
    return told


def _step_row(trajectory: Trajectory, step: Step) -> tuple[str, ...]:
    place = {look.key: place for place, look in enumerate(trajectory.looks)}
    roles: list[str] = []
    if place[step.after] - place[step.before] == 1:
        roles.append("the one before")
    if place[step.before] == 0:
        roles.append("the first")
    role = f" ({' and '.join(roles)})" if roles else ""
    comparison = step.comparison
    return (
        step.after,
        f"{step.before}{role}",
        step.tie,
        _outcomes(comparison) if comparison else "",
        _case_steps(comparison) if comparison else "",
        _topic_steps(comparison) if comparison else "",
        step.refused or "",
    )


def _outcomes(comparison: Comparison) -> str:
    """How many recommendations came to what, and on what basis."""
    found = Counter(entry.verdict for entry in comparison.recommendations)
    told = [f"{number} {verdict}" for verdict, number in found.items()]
    if comparison.new_recommendations:
        told.append(f"{len(comparison.new_recommendations)} new to this pair")
    return "\n".join(told)


def _case_steps(comparison: Comparison) -> str:
    return "\n".join(
        f"{entry.area or 'all areas'}: {_changes(entry)}" for entry in comparison.case_audits
    )


_APART = {
    Comparability.NOT_COMPARABLE: "not comparable",
    Comparability.BASELINE_ONLY: "in the earlier look only",
    Comparability.FOLLOW_UP_ONLY: "in the later look only",
}


def _changes(entry: CaseAuditComparison) -> str:
    if entry.comparability is not Comparability.COMPARABLE:
        return _APART[entry.comparability]
    if all(change is None for _, change in entry.changes):
        return "how shares changed isn't known"
    return ", ".join(
        f"{grade} {'unknown' if change is None else _points(change)}"
        for grade, change in entry.changes
    )


def _points(change: float) -> str:
    points = round(100 * change, 1)
    return f"{points:+.1f} points" if points else "0 points"


def _topic_steps(comparison: Comparison) -> str:
    return "\n".join(
        f"{entry.topic}: "
        + (
            _APART[entry.comparability]
            if entry.steps is None
            else f"{entry.steps:+d} grades"
            if entry.steps
            else "the same grade"
        )
        for entry in comparison.judgments
    )


def _case_grades(series: CaseGrades) -> Table:
    rows = [
        (
            key,
            "unknown" if audit.total is None else str(audit.total),
            *(_graded(audit, grade) for grade in series.scale.grades),
            audit.sampling.value,
            audit.note or "",
        )
        for key, audit in series.audits
    ]
    by_force = ", graded by the force itself" if series.by_force else ""
    return Table(
        rows,
        ("look", "cases", *series.scale.grades, "sample", "note"),
        f"Grades of case files, {series.area or 'all areas'}{by_force}: {series.scale.title}",
    )


def _graded(audit: CaseAudit, grade: str) -> str:
    count, share = audit.count(grade), audit.share(grade)
    told = "unknown" if count is None else str(count)
    return told if share is None else f"{told} ({share:.1%})"


def _topic_rows(series: TopicGrades) -> Iterator[tuple[str, ...]]:
    scale = series.scale.title + (f", {series.framework}" if series.framework else "")
    for key, judgment in series.judgments:
        yield series.topic, key, judgment.grade, scale


def _thread_row(thread: RecommendationThread) -> tuple[str, ...]:
    asked = thread.first.recommendation
    place = f" [{asked.theme}]" if asked.theme else ""
    due = f", {asked.timescale}" if asked.timescale.is_stated else ""
    kinds = f" ({', then '.join(thread.kinds)})" if len(thread.kinds) > 1 else ""
    return (
        f"{thread.first.look}, {thread.first.key}",
        f"{asked.text}{place}{due}{kinds}",
        "\n".join(_at_look(told) for told in thread.at_looks) or "no later look",
        thread.age.label() if thread.age else "unknown" if thread.at_looks else "",
        _times(thread.times_repeated),
        thread.basis.value if thread.basis else "",
        "\n".join(event.label() for event in thread.at_looks[-1].claims) if thread.at_looks else "",
        "\n".join(caveat.text for caveat in thread.caveats),
    )


def _times(number: int) -> str:
    return "" if not number else "once" if number == 1 else f"{number} times"


def _at_look(told: RecommendationAtLook) -> str:
    found = [
        f"finding {answer.finding.key} [{answer.finding.verdict}] {_tied(answer.answer)}"
        + ("" if answer.counted else ", not counted")
        for answer in told.answers
    ]
    found += [
        f"restated as {again.recommendation.key}, {_tied(again.restatement)}"
        for again in told.restated_by
    ]
    age = f", {told.age.label()} after" if told.age and told.is_mentioned else ""
    return "; ".join([f"{told.look}{age}: {told.verdict}", *found])


def _tied(tie: Tie) -> str:
    who = f"; {tie.by}" if tie.by else ""
    return f"({tie.basis.value}{who})"


def _cause_row(thread: CauseThread) -> tuple[str, ...]:
    cause = thread.first.cause_of_concern
    return (
        f"{thread.first.look}, {thread.first.key}",
        f"{cause.text} [{cause.theme}]" if cause.theme else cause.text,
        "\n".join(told.label() for told in thread.at_looks) or "no later look",
        _times(thread.times_continued),
        thread.basis.value if thread.basis else "",
        "\n".join(caveat.text for caveat in thread.caveats),
    )
