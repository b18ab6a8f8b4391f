"""The view of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.comparison._compare import Comparison
from ncpi.comparison._entries import Caveat, FindingAnswer, ItemComparison, ReportMention
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._proposals import BASIS_IN_WORDS, Proposal, Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.display._phrases import counted_share, note_of, signed_steps, with_note
from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import CaseAudit, Finding, Item, Recommendation, Reference
from ncpi.vocabulary import Comparability, ItemKind, KnownFrom

__all__ = ["comparison_sheet", "item_sheet"]


@view(Comparison)
def comparison_sheet(comparison: Comparison) -> Sheet:
    """The whole *comparison*, as tables."""
    return Sheet(
        title=f"What changed: {comparison.baseline.key} and {comparison.follow_up.key}",
        tables=tuple(_tables(comparison)),
        notes=tuple(caveat.label() for caveat in comparison.caveats),
    )


@view(ItemComparison)
def item_sheet(entry: ItemComparison) -> Sheet:
    """One *entry* of a comparison, as in the whole comparison."""
    heading = [("baseline", entry.baseline.label()), ("follow-up", entry.follow_up.label())]
    return Sheet(
        title=f"What became of {entry.ref}",
        tables=(Table(heading), _items_table(entry.item_kind, [entry])),
    )


def _tables(comparison: Comparison) -> Iterator[Table]:
    heading = [
        ("baseline", comparison.baseline.label()),
        ("follow-up", comparison.follow_up.label()),
        ("claims up to", _as_of(comparison)),
        *(("source", place) for place in _places(comparison)),
    ]
    yield Table(heading)
    for kind, entries in (
        (ItemKind.RECOMMENDATION, comparison.recommendations),
        (ItemKind.AREA_FOR_IMPROVEMENT, comparison.areas_for_improvement),
        (ItemKind.CAUSE_OF_CONCERN, comparison.causes_of_concern),
        (ItemKind.CONCERN, comparison.earlier_concerns),
    ):
        yield _items_table(kind, entries, raised_in(kind, comparison.baseline))
    for items, caption in (
        (comparison.unlinked_items, "In the follow-up, and linked to nothing in the baseline"),
        (comparison.restating_unread, "Restating items that the baseline doesn't list"),
    ):
        rows = [
            (
                f"{item.item_kind.value} {item.key}",
                with_note(item),
                item.theme or "",
                _due(item),
                "\n".join(f"{link.item}: {_linked(link)}" for link in item.restates),
            )
            for item in items
        ]
        yield Table(rows, ("item", "text", "theme", "timescale", "restates"), caption)
    yield Table(
        [_undecided_row(item) for item in comparison.undecided],
        ("item", "may go with", "similarity", "words", "why undecided"),
        "Undecided: similar texts, not counted",
    )
    yield Table(
        [_ruling_row(ruling) for ruling in comparison.rulings],
        ("item", "in the follow-up", "ruled", "by", "when", "note"),
        "Rulings",
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
    after = comparison.follow_up.year
    for caption, findings in (
        (f"Concerns in {after}", comparison.concerns),
        (f"Effective practice in {after}", comparison.effective_practice),
        ("Improvements that answer nothing in the baseline", comparison.other_improvements),
        ("Other findings of the follow-up", _remaining_findings(comparison)),
        (f"Other findings in {comparison.baseline.year}", _without_concerns(comparison)),
    ):
        found = [_finding_row(finding) for finding in findings]
        yield Table(found, ("finding", "what was found", "theme", "progress"), caption)


def _places(comparison: Comparison) -> Iterator[str]:
    reports = (comparison.baseline, comparison.follow_up)
    labels = (source.label() for report in reports for source in report.sources)
    return iter(dict.fromkeys(labels))


def _as_of(comparison: Comparison) -> str:
    published = comparison.follow_up.published
    if published is None or published.exact is not None:
        return str(comparison.as_of or "the last known")
    return f"{comparison.as_of}, the first possible day of {published}"


def _remaining_findings(comparison: Comparison) -> tuple[Finding, ...]:
    parts = (comparison.concerns, comparison.effective_practice, comparison.other_improvements)
    shown = {finding.key for part in parts for finding in part}
    return tuple(finding for finding in comparison.other_findings if finding.key not in shown)


def _without_concerns(comparison: Comparison) -> tuple[Finding, ...]:
    """The baseline's findings that aren't among its concerns."""
    return tuple(finding for finding in comparison.baseline_findings if not finding.is_concern)


_ASKED = {
    ItemKind.RECOMMENDATION: "what was asked",
    ItemKind.AREA_FOR_IMPROVEMENT: "what was asked",
    ItemKind.CAUSE_OF_CONCERN: "what failed",
    ItemKind.CONCERN: "what was of concern",
}


def raised_in(kind: ItemKind, report: ReportMention) -> str:
    """The heading of items of one *kind*: ``Concerns raised in 2018``."""
    is_asked = kind in (ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT)
    return f"{kind.plural.capitalize()} {'made' if is_asked else 'raised'} in {report.year}"


def _items_table(kind: ItemKind, entries: Iterable[ItemComparison], caption: str = "") -> Table:
    columns = (kind.value, "progress", _ASKED[kind], "found", "restated", "claims", "caveats")
    return Table([_item_row(entry) for entry in entries], columns, caption)


def _item_row(entry: ItemComparison) -> tuple[str, ...]:
    item = entry.item
    place = f" [{item.theme}]" if item.theme else ""
    due = _due(item)
    is_late = item.known_from is KnownFrom.FOLLOW_UP
    listed = "\nlisted only by the follow-up's pages" if is_late else ""
    reported = f"\nas reported by {', '.join(entry.reported_by)}" if entry.reported_by else ""
    return (
        entry.key,
        f"{entry.verdict}{reported}{listed}",
        f"{item.text}{place}{f', {due}' if due else ''}{note_of(item)}",
        "\n".join(_found(answer) for answer in entry.answers),
        "\n".join(
            f"{again.item.key}: {again.item.text}; {_linked(again.restatement)}"
            for again in entry.restated_by
        ),
        "\n".join(event.label() for event in entry.claims),
        _caveats(entry.caveats),
    )


def _linked(link: Reference) -> str:
    """The basis of a link, who made it and its evidence."""
    by = ", ".join(str(part) for part in (link.by, link.dated) if part)
    who = f" ({by})" if by else ""
    evidence = f"; evidence: {link.evidence}" if link.evidence else ""
    return f"{BASIS_IN_WORDS[link.basis]}{who}{evidence}"


def _found(entry: FindingAnswer) -> str:
    finding = entry.finding
    counted = "" if entry.counted else "; not counted"
    link = f"{_linked(entry.answer)}{counted}{note_of(finding)}"
    return f"{finding.label()} [{finding.verdict}]; {link}"


def _due(item: Item) -> str:
    if isinstance(item, Recommendation) and item.timescale.is_stated:
        return str(item.timescale)
    return ""


def _caveats(caveats: Iterable[Caveat]) -> str:
    return "\n".join(caveat.text for caveat in caveats)


def _undecided_row(entry: Proposal) -> tuple[str, ...]:
    return (
        entry.item.name,
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
        ruling.item.name,
        ruling.other,
        _ruled(ruling),
        ruling.by,
        str(ruling.dated),
        ruling.note or "",
    )


def _audit_row(entry: CaseAuditComparison) -> tuple[str, ...]:
    comparable = entry.comparability is Comparability.COMPARABLE
    changes = [
        f"{change.grade} {change.difference.in_points if change.difference else 'unknown'}"
        for change in (entry.changes if comparable else ())
    ]
    return (
        entry.name,
        entry.comparability.value,
        _audited(entry.baseline),
        _audited(entry.follow_up),
        "\n".join(changes),
        _caveats(entry.caveats),
    )


def _audited(audit: CaseAudit | None) -> str:
    if audit is None:
        return ""
    grades = [f"{grade} {counted_share(audit, grade)}" for grade in audit.counts]
    grades += [merged.label() for merged in audit.merged]
    total = "number unknown" if audit.total is None else f"{audit.total} cases"
    note = f"; {audit.note}" if audit.note else ""
    return f"{total}: {', '.join(grades)}{note}"


def _judgment_row(entry: JudgmentComparison) -> tuple[str, ...]:
    steps = "" if entry.steps is None else signed_steps(entry.steps)
    return (
        entry.name,
        entry.comparability.value,
        entry.baseline.result if entry.baseline else "",
        entry.follow_up.result if entry.follow_up else "",
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
    return (finding.name, with_note(finding), finding.theme or "", finding.verdict)
