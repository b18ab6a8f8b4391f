"""The view of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.comparison._compare import Comparison
from ncpi.comparison._entries import (
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    RecommendationComparison,
)
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._proposals import BASIS_IN_WORDS, Proposal, Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import (
    Answer,
    CaseAudit,
    Continuation,
    Finding,
    Recommendation,
    Restatement,
    Source,
)
from ncpi.vocabulary import Comparability

__all__ = ["comparison_sheet"]


@view(Comparison)
def comparison_sheet(comparison: Comparison) -> Sheet:
    """The whole *comparison*, as tables."""
    return Sheet(
        title=f"What changed: {comparison.baseline.key} and {comparison.follow_up.key}",
        tables=tuple(_tables(comparison)),
        notes=tuple(caveat.label() for caveat in comparison.caveats),
    )


def _tables(comparison: Comparison) -> Iterator[Table]:
    heading = [
        ("baseline", comparison.baseline.label()),
        ("follow-up", comparison.follow_up.label()),
        ("claims up to", str(comparison.as_of or "the last known")),
        *(("source", place) for place in _places(comparison)),
    ]
    yield Table(heading)
    yield Table(
        [_recommendation_row(entry) for entry in comparison.recommendations],
        ("recommendation", "progress", "asked", "found", "restated", "claims", "caveats"),
        "Recommendations of the baseline",
    )
    for caption, recommendations in (
        ("New recommendations of the follow-up", comparison.new_recommendations),
        ("Restating recommendations that the baseline doesn't list", comparison.restating_unread),
    ):
        rows = [
            (
                item.key,
                item.text,
                item.theme or "",
                _due(item),
                "\n".join(
                    f"{link.report}, {link.recommendation}: {_linked(link)}"
                    for link in item.restates
                ),
            )
            for item in recommendations
        ]
        columns = ("recommendation", "asked", "theme", "timescale", "restates")
        yield Table(rows, columns, caption)
    yield Table(
        [_undecided_row(item) for item in comparison.undecided],
        ("recommendation", "may go with", "similarity", "words", "why undecided"),
        "Undecided: similar texts, not counted",
    )
    yield Table(
        [_ruling_row(ruling) for ruling in comparison.rulings],
        ("recommendation", "item of the follow-up", "ruled", "by", "when", "note"),
        "Rulings",
    )
    yield Table(
        [_cause_row(entry) for entry in comparison.causes_of_concern],
        ("before", "status", "after", "basis", "caveats"),
        "Causes of concern",
    )
    yield Table(
        [_audit_row(entry) for entry in comparison.case_audits],
        ("cases in", "comparability", "before", "after", "change in share", "caveats"),
        "Case audits",
    )
    yield Table(
        [_judgment_row(entry) for entry in comparison.judgments],
        ("topic", "comparability", "before", "after", "steps", "caveats"),
        "Graded topics",
    )
    yield Table(
        [_theme_row(entry) for entry in comparison.themes],
        ("theme", "counterparts", "match", "recommendations", "findings", "caveats"),
        "Themes of two frameworks",
    )
    for caption, findings in (
        ("Concerns", comparison.concerns),
        ("Effective practice", comparison.effective_practice),
        (
            "Improvements that answer no recommendation of the baseline",
            comparison.other_improvements,
        ),
        ("Other findings of the follow-up", _remaining_findings(comparison)),
        ("Findings of the baseline", comparison.baseline_findings),
    ):
        found = [_finding_row(finding) for finding in findings]
        yield Table(found, ("finding", "what was found", "theme", "progress"), caption)


def _places(comparison: Comparison) -> Iterator[str]:
    seen: dict[Source, None] = {}
    for report in (comparison.baseline, comparison.follow_up):
        seen |= dict.fromkeys(report.sources)
    return (source.label() for source in seen)


def _remaining_findings(comparison: Comparison) -> tuple[Finding, ...]:
    parts = (comparison.concerns, comparison.effective_practice, comparison.other_improvements)
    shown = {finding.key for part in parts for finding in part}
    return tuple(finding for finding in comparison.other_findings if finding.key not in shown)


def _recommendation_row(entry: RecommendationComparison) -> tuple[str, ...]:
    asked = entry.recommendation
    place = f" [{asked.theme}]" if asked.theme else ""
    return (
        entry.key,
        entry.verdict,
        f"{asked.text}{place}" + (f", {_due(asked)}" if asked.timescale.is_stated else ""),
        "\n".join(_found(item) for item in entry.answers),
        "\n".join(
            f"{again.recommendation.key}: {again.recommendation.text}; {_linked(again.restatement)}"
            for again in entry.restated_by
        ),
        "\n".join(event.label() for event in entry.claims),
        _caveats(entry.caveats),
    )


def _linked(link: Answer | Restatement | Continuation) -> str:
    """The basis of a link, who made it and its evidence."""
    by = ", ".join(str(part) for part in (link.by, link.dated) if part)
    who = f" ({by})" if by else ""
    evidence = f"; evidence: {link.evidence}" if link.evidence else ""
    return f"{BASIS_IN_WORDS[link.basis]}{who}{evidence}"


def _found(entry: FindingAnswer) -> str:
    finding = entry.finding
    uncounted = "" if entry.counted else "; not counted"
    return f"{finding.key}: {finding.text} [{finding.verdict}]; {_linked(entry.answer)}{uncounted}"


def _due(recommendation: Recommendation) -> str:
    return str(recommendation.timescale)


def _caveats(caveats: Iterable[Caveat]) -> str:
    return "\n".join(caveat.text for caveat in caveats)


def _undecided_row(entry: Proposal) -> tuple[str, ...]:
    return (
        entry.recommendation,
        entry.other,
        f"{entry.similarity.value:.2f}",
        entry.similarity.evidence,
        entry.reason or "",
    )


def _ruled(ruling: Ruling) -> str:
    verb = "answer" if ruling.finding else "restate"
    return f"{verb}s it" if ruling.answers else f"doesn't {verb} it"


def _ruling_row(ruling: Ruling) -> tuple[str, ...]:
    return (
        ruling.recommendation,
        f"finding {ruling.finding}" if ruling.finding else f"recommendation {ruling.restated_by}",
        _ruled(ruling),
        ruling.by,
        str(ruling.dated),
        ruling.note or "",
    )


def _cause_row(entry: CauseOfConcernComparison) -> tuple[str, ...]:
    return (
        entry.baseline.label() if entry.baseline else "",
        entry.status.value,
        entry.follow_up.label() if entry.follow_up else "",
        _linked(entry.continuation) if entry.continuation else "",
        _caveats(entry.caveats),
    )


def _audit_row(entry: CaseAuditComparison) -> tuple[str, ...]:
    comparable = entry.comparability is Comparability.COMPARABLE
    changes = [
        f"{change.grade} {change.difference.in_points if change.difference else 'unknown'}"
        for change in (entry.changes if comparable else ())
    ]
    return (
        entry.area or "all areas",
        entry.comparability.value,
        _audited(entry.baseline),
        _audited(entry.follow_up),
        "\n".join(changes),
        _caveats(entry.caveats),
    )


def _audited(audit: CaseAudit | None) -> str:
    if audit is None:
        return ""
    grades: list[str] = []
    for grade, count in audit.counts.items():
        share = audit.share(grade)
        part = "" if share is None else f" ({share:.1%})"
        grades.append(f"{grade} {'unknown' if count is None else count}{part}")
    total = "number unknown" if audit.total is None else f"{audit.total} cases"
    note = f"; {audit.note}" if audit.note else ""
    return f"{total}: {', '.join(grades)}{note}"


def _judgment_row(entry: JudgmentComparison) -> tuple[str, ...]:
    steps = "" if entry.steps is None else f"{entry.steps:+d}" if entry.steps else "0"
    return (
        entry.topic,
        entry.comparability.value,
        entry.baseline.grade if entry.baseline else "",
        entry.follow_up.grade if entry.follow_up else "",
        steps,
        _caveats(entry.caveats),
    )


def _theme_row(entry: ThemeComparison) -> tuple[str, ...]:
    others = [*entry.counterparts, *(f"{other} (overlaps)" for other in entry.overlaps)]
    return (
        entry.theme,
        ", ".join(others) or entry.comparability.value,
        entry.match.value if entry.match else "unknown",
        ", ".join(entry.recommendations),
        ", ".join(entry.findings),
        _caveats(entry.caveats),
    )


def _finding_row(finding: Finding) -> tuple[str, ...]:
    return (finding.key, finding.text, finding.theme or "", finding.verdict)
