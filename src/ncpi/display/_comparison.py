"""The views of a comparison, of its summary and of one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from ncpi.comparison._compare import Comparison
from ncpi.comparison._counts import ComparisonSummary, Count, KindSummary
from ncpi.comparison._entries import Caveat, FindingAnswer, ItemComparison, ReportMention
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._proposals import Proposal, Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.display._names import bodies_in_words, claims, in_words, joined
from ncpi.display._phrases import (
    accounts,
    counted_share,
    due_of,
    finding_row,
    heading_in_words,
    note_of,
    signed_steps,
    with_note,
)
from ncpi.display._sheets import GLYPHS, Sheet, Table
from ncpi.display._views import view
from ncpi.errors import counted
from ncpi.model import CaseAudit, Finding, Reference
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    Comparability,
    Completeness,
    ItemKind,
    KnownFrom,
    Outcome,
)

__all__ = ["comparison_sheet", "item_sheet", "summary_sheet"]


@view(Comparison)
def comparison_sheet(comparison: Comparison) -> Sheet:
    """What changed, in counts and a line an item; then, folded, the evidence and the sources."""
    return Sheet(
        title=_title(comparison),
        summary=" ".join(_summary(comparison)),
        tables=tuple(_tables(comparison)),
        notes=tuple(_by_kind(comparison.caveats)),
    )


def _by_kind(caveats: Iterable[Caveat]) -> Iterator[str]:
    """A note for each kind of caveat, with all its texts."""
    texts: dict[str, list[str]] = {}
    for caveat in caveats:
        texts.setdefault(caveat.code.value, []).append(caveat.text)
    return (f"{kind}: {'; '.join(several)}" for kind, several in texts.items())


@view(ComparisonSummary)
def summary_sheet(summary: ComparisonSummary) -> Sheet:
    """How the items of each kind were answered."""
    return Sheet(_title(summary), (Table([*_kind_rows(summary)]),))


@view(ItemComparison)
def item_sheet(entry: ItemComparison) -> Sheet:
    """One *entry* of a comparison, as in the whole comparison."""
    heading = [
        ("baseline", heading_in_words(entry.baseline)),
        ("follow-up", heading_in_words(entry.follow_up)),
    ]
    columns = (entry.item_kind.value, "progress", _ASKED[entry.item_kind], *_EVIDENCE)
    verdict = "\n".join([entry.verdict, *_known_from(entry)])
    row = (entry.key, verdict, _asked(entry), *_evidence(entry))
    return Sheet(f"What became of {entry.ref}", (Table(heading), Table([row], columns)))


def _title(comparison: Comparison | ComparisonSummary) -> str:
    before, after = comparison.baseline, comparison.follow_up
    whose = bodies_in_words(before.bodies, before.published)
    changed = f"what changed between {_dated(before)} and {_dated(after)}"
    return f"{whose}: {changed}" if whose else changed


def _dated(report: ReportMention) -> str:
    when = f"of {in_words(report.published)}" if report.published else "of unknown date"
    return f"the {report.kind.value} {when}"


def _summary(comparison: Comparison) -> Iterator[str]:
    """When the inspectors were there, and whose words the outcomes are."""
    spans = [one.fieldwork for one in (comparison.baseline, comparison.follow_up)]
    known = [in_words(span) if span else "unknown" for span in spans]
    there = f"; fieldwork {known[0]}, then {known[1]}" if any(spans) else ""
    yield f"Dates of publication{there}."
    bases = {entry.basis for entry in comparison.items} - {None}
    if bases and Basis.STATED not in bases:
        yield "The inspectorate itself stated none of these outcomes."
    if bases:
        meanings = [
            f"“{one.value}”: {_of_what(one)} {one.in_words}" for one in Basis if one in bases
        ]
        yield f"{'; '.join(meanings)}."


def _of_what(basis: Basis) -> str:
    """What has the *basis* of an outcome, which is the weaker of that of the link and progress."""
    return "link and progress" if basis is Basis.STATED else "link or progress"


def _tables(comparison: Comparison) -> Iterator[Table]:
    changes = [[*_changes(audit)] for audit in comparison.case_audits]
    overall = comparison.follow_up.overall
    verdict = [("the follow-up overall", overall)] if overall else []
    yield Table([*verdict, *_kind_rows(comparison.summary), *_graded_rows(comparison, changes)])
    kinds = (
        (ItemKind.RECOMMENDATION, comparison.recommendations),
        (ItemKind.AREA_FOR_IMPROVEMENT, comparison.areas_for_improvement),
        (ItemKind.CAUSE_OF_CONCERN, comparison.causes_of_concern),
        (ItemKind.CONCERN, comparison.earlier_concerns),
    )
    for kind, entries in kinds:
        shared = _shared(entries)
        yield Table(
            [(entry.key, _marked(entry, shared), _asked(entry)) for entry in entries],
            (kind.value, "progress", _ASKED[kind]),
            f"{_raised_in(kind, comparison.baseline)}{''.join(f', each {one}' for one in shared)}",
            stacked=True,
            marked="progress",
        )
    for kind, entries in kinds:
        evidence = [(entry.key, *_evidence(entry)) for entry in entries]
        yield Table(
            [row for row in evidence if any(row[1:])],
            (kind.value, *_EVIDENCE),
            f"Evidence on the {kind.plural}",
            folded="Evidence",
        )
    for section, tables in (
        ("Other findings and items", _others(comparison)),
        ("Case audits, topics and themes", _graded(comparison, changes)),
        ("Reports and sources", [Table([*_reports(comparison)], (), "Reports and sources")]),
    ):
        yield from (attrs.evolve(table, folded=section) for table in tables)


def _kind_rows(summary: ComparisonSummary) -> Iterator[tuple[str, str]]:
    is_read_in_full = summary.follow_up.completeness.findings is Completeness.COMPLETE
    for one in summary.kinds:
        counts = [_count(count, is_read_in_full=is_read_in_full) for count in one.counts]
        lines = ["; ".join(counts), *_of_these(one)]
        yield counted(one.entries, one.kind.value, one.kind.plural), "\n".join(lines)


def _of_these(summary: KindSummary) -> Iterator[str]:
    """A line for each count of items that the outcomes have counted already."""
    statuses = [_count(count) for count in summary.statuses if count.what in _STATUSES]
    if statuses:
        yield f"status: {'; '.join(statuses)}"
    for number, how in (
        (summary.only_reported, "known only as reported by others"),
        (summary.only_followed_up, "listed only by a follow-up's pages"),
    ):
        if number:
            part = f"of these {summary.entries}, {number}"
            yield f"{'all' if number == summary.entries else part} {how}"


_STATUSES = {CauseStatus.STILL_OPEN, CauseStatus.CLOSED, CauseStatus.NOT_STATED}
"""The statuses that say more than the outcomes."""


def _count(count: Count[Outcome] | Count[CauseStatus], *, is_read_in_full: bool = True) -> str:
    what, _, number = count.label().rpartition(": ")
    is_open = count.what is Outcome.NOT_MENTIONED and not is_read_in_full
    return f"{number} {what}{' in what was read' if is_open else ''}"


def _graded_rows(
    comparison: Comparison, changes: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """A line on each audited area and topic that can be compared, and how many can't."""
    for audit, changed in zip(comparison.case_audits, changes, strict=True):
        if audit.comparability is Comparability.COMPARABLE:
            line = f"{_totals(audit)}: {'; '.join(changed)}"
            yield f"cases in {audit.name}", "\n".join([line, *_care(audit.caveats)])
    for topic in comparison.judgments:
        if topic.comparability is Comparability.COMPARABLE:
            yield f"topic {topic.name}", "\n".join([_steps(topic), *_care(topic.caveats)])
    for words, entries in (
        (("audited area", "audited areas"), comparison.case_audits),
        (("graded topic", "graded topics"), comparison.judgments),
    ):
        others = Counter(
            entry.comparability.value
            for entry in entries
            if entry.comparability is not Comparability.COMPARABLE
        )
        if number := others.total():
            yield (
                counted(number, *words),
                ", ".join(
                    f"{how} {what}" if len(others) > 1 else what for what, how in others.items()
                ),
            )


def _totals(audit: CaseAuditComparison) -> str:
    totals = [one.total if one else None for one in (audit.baseline, audit.follow_up)]
    before, after = ("unknown" if total is None else str(total) for total in totals)
    return f"{before} cases, then {after}"


def _steps(topic: JudgmentComparison) -> str:
    before, after = (one.result if one else "" for one in (topic.baseline, topic.follow_up))
    steps = "" if topic.steps is None else f" ({signed_steps(topic.steps)})"
    return f"{before}, then {after}{steps}"


def _marked(entry: ItemComparison, shared: Collection[str]) -> str:
    """The verdict after a glyph, and the caveats that change its reading unless all share them."""
    own = "; ".join([*_known_from(entry, shared), *_care(entry.caveats)])
    return "\n".join(filter(None, [f"{GLYPHS[entry.progress]} {entry.verdict}", own]))


def _care(caveats: Iterable[Caveat]) -> Iterator[str]:
    """The kinds of *caveats*, if there are any, whose words are among the evidence."""
    if kinds := ", ".join(dict.fromkeys(caveat.code.value for caveat in caveats)):
        yield f"read with care: {kinds}"


def _shared(entries: Sequence[ItemComparison]) -> list[str]:
    """The caveats that change the reading of every one of several *entries*."""
    lines = [[*_accounts(entry), *_late(entry)] for entry in entries]
    return [line for line in lines[0] if all(line in one for one in lines)] if lines[1:] else []


def _others(comparison: Comparison) -> Iterator[Table]:
    """Findings and items that are linked to nothing, or not for certain, and rulings."""
    for items, caption in (
        (comparison.unlinked_items, "In the follow-up, and linked to nothing in the baseline"),
        (comparison.restating_unread, "Restating items that the baseline doesn't list"),
    ):
        rows = [
            (
                f"{item.item_kind.value} {item.key}",
                with_note(item),
                item.theme or "",
                due_of(item),
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
    after = comparison.follow_up.year
    for caption, findings in (
        (f"Concerns in {after}", comparison.concerns),
        (f"Effective practice in {after}", comparison.effective_practice),
        ("Improvements not linked to a listed item", comparison.other_improvements),
        ("Other findings of the follow-up", _remaining_findings(comparison)),
        (f"Other findings in {comparison.baseline.year}", _without_concerns(comparison)),
    ):
        found = [finding_row(finding) for finding in findings]
        yield Table(found, ("finding", "what was found", "theme", "progress"), caption)


def _graded(comparison: Comparison, changes: Sequence[Sequence[str]]) -> Iterator[Table]:
    """What was graded in either report, and the themes of two frameworks."""
    yield Table(
        [*map(_audit_row, comparison.case_audits, changes)],
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


def _reports(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The two reports, and each source once."""
    reports = (comparison.baseline, comparison.follow_up)
    for name, report in zip(_SIDES, reports, strict=True):
        yield name, heading_in_words(report)
    yield "claims up to", _as_of(comparison)
    places = [{source.url or source.label(): source for source in one.sources} for one in reports]
    for place, source in (places[0] | places[1]).items():
        sides = [name for name, held in zip(_SIDES, places, strict=True) if place in held]
        yield f"source of the {joined(sides)}", source.label()


_SIDES = ("baseline", "follow-up")


def _as_of(comparison: Comparison) -> str:
    published = comparison.follow_up.published
    if published is None or published.exact is not None:
        return in_words(comparison.as_of) if comparison.as_of else "the last known"
    return f"{in_words(comparison.as_of)}, the first possible day of {in_words(published)}"


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


def _raised_in(kind: ItemKind, report: ReportMention) -> str:
    """The heading of items of one *kind*: ``Concerns raised in 2018``."""
    is_asked = kind in (ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT)
    return f"{kind.plural.capitalize()} {'made' if is_asked else 'raised'} in {report.year}"


def _known_from(entry: ItemComparison, shared: Collection[str] = ()) -> Iterator[str]:
    """From whom the item and its outcome are known, except for what is among *shared*."""
    sides: dict[str, list[str]] = {}
    for side, names in accounts(entry).items():
        if own := [name for name in names if _reported(side, name) not in shared]:
            sides.setdefault(", ".join(own), []).append(side)
    yield from (_reported(" and ".join(several), names) for names, several in sides.items())
    yield from (line for line in _late(entry) if line not in shared)


def _reported(side: str, name: str) -> str:
    return f"{side} as reported by {name}"


def _accounts(entry: ItemComparison) -> list[str]:
    """Who else's accounts the item and its outcome are known from."""
    return [_reported(side, name) for side, names in accounts(entry).items() for name in names]


def _late(entry: ItemComparison) -> list[str]:
    """A remark on an item that the report that made it isn't known to list."""
    is_late = entry.item.known_from is KnownFrom.FOLLOW_UP
    return ["listed only by a follow-up's pages"] if is_late else []


def _asked(entry: ItemComparison) -> str:
    item = entry.item
    due = due_of(item)
    return f"{item.text}{f', {due}' if due else ''}"


_EVIDENCE = ("theme", "found", "restated", "claims", "note", "caveats")


def _evidence(entry: ItemComparison) -> tuple[str, ...]:
    return (
        entry.item.theme or "",
        "\n".join(_found(answer) for answer in entry.answers),
        "\n".join(
            f"{again.item.key}: {again.item.text}; {_linked(again.restatement)}"
            for again in entry.restated_by
        ),
        claims(entry.claims),
        entry.item.note or "",
        _caveats(entry.caveats),
    )


def _linked(link: Reference) -> str:
    """The basis of a link, who made it and its evidence."""
    by = ", ".join(filter(None, (link.by, in_words(link.dated) if link.dated else "")))
    who = f" ({by})" if by else ""
    evidence = f"; evidence: {link.evidence}" if link.evidence else ""
    return f"link {link.basis.in_words}{who}{evidence}"


def _found(entry: FindingAnswer) -> str:
    finding = entry.finding
    counted = "" if entry.counted else "; not counted"
    link = f"{_linked(entry.answer)}{counted}{note_of(finding)}"
    return f"{finding.label()} [{finding.verdict}]; {link}"


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
        in_words(ruling.dated),
        ruling.note or "",
    )


def _audit_row(entry: CaseAuditComparison, changes: Sequence[str]) -> tuple[str, ...]:
    return (
        entry.name,
        entry.comparability.value,
        _audited(entry.baseline),
        _audited(entry.follow_up),
        "\n".join(changes),
        _caveats(entry.caveats),
    )


def _changes(entry: CaseAuditComparison) -> Iterator[str]:
    """The change of each grade in words; none if the two can't be compared."""
    for change in entry.changes if entry.comparability is Comparability.COMPARABLE else ():
        difference = change.difference.in_points if change.difference else "unknown"
        yield f"{change.grade} {difference}"


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
