"""The views of a comparison, of its summary and of one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ncpi.comparison._compare import Comparison
from ncpi.comparison._counts import ComparisonSummary, Count, KindSummary
from ncpi.comparison._entries import Caveat, FindingAnswer, ItemComparison, ReportMention
from ncpi.comparison._graded import CaseAuditComparison, JudgmentComparison
from ncpi.comparison._proposals import Ruling
from ncpi.comparison._themes import ThemeComparison
from ncpi.display._names import bodies_in_words, claims, in_words, joined
from ncpi.display._phrases import (
    FINDING_COLUMNS,
    ITEM_COLUMNS,
    accounts,
    counted_share,
    due_of,
    heading_in_words,
    note_of,
    signed_steps,
    totals,
)
from ncpi.display._sheets import GLYPHS, Sheet, Table, fold
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.model import CaseAudit, Reference
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
    overall = comparison.follow_up.overall
    verdict = [("the follow-up overall", overall)] if overall else []
    yield Table([*verdict, *_kind_rows(comparison.summary), *_graded_rows(comparison)])
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
        ("Case audits, topics and themes", _graded(comparison)),
        ("Reports and sources", [Table([*_reports(comparison)], (), "Reports and sources")]),
    ):
        yield from fold(tables, section)


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


def _graded_rows(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """A line on each audited area and topic that can be compared, and how many can't."""
    for audit in comparison.case_audits:
        if audit.comparability is Comparability.COMPARABLE:
            line = f"{totals(audit)}: {'; '.join(_changes(audit))}"
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
        yield table_of(
            items,
            {
                **ITEM_COLUMNS,
                "timescale": due_of,
                "restates": lambda item: (f"{one.item}: {_linked(one)}" for one in item.restates),
            },
            caption,
        )
    yield table_of(
        comparison.undecided,
        {
            "item": lambda one: one.item.name,
            "may go with": lambda one: one.other,
            "similarity": lambda one: f"{one.similarity.value:.2f}",
            "words": lambda one: one.similarity.evidence,
            "why undecided": lambda one: one.reason,
        },
        "Undecided: similar texts, not counted",
    )
    yield table_of(
        comparison.rulings,
        {
            "item": lambda one: one.item.name,
            "in the follow-up": lambda one: one.other,
            "ruled": _ruled,
            "by": lambda one: one.by,
            "when": lambda ruling: in_words(ruling.dated),
            "note": lambda one: one.note,
        },
        "Rulings",
    )
    after, rest = comparison.follow_up.year, comparison.other_findings
    parts = {
        f"Concerns in {after}": comparison.concerns,
        f"Effective practice in {after}": comparison.effective_practice,
        "Improvements not linked to a listed item": comparison.other_improvements,
    }
    shown = {finding.key for part in parts.values() for finding in part}
    for caption, findings in (
        *parts.items(),
        ("Other findings of the follow-up", (one for one in rest if one.key not in shown)),
        (
            f"Other findings in {comparison.baseline.year}",
            (one for one in comparison.baseline_findings if not one.is_concern),
        ),
    ):
        yield table_of(findings, FINDING_COLUMNS, caption)


def _graded(comparison: Comparison) -> Iterator[Table]:
    """What was graded in either report, and the themes of two frameworks."""
    yield table_of(
        comparison.case_audits,
        {
            "cases in": lambda one: one.name,
            "comparability": lambda one: one.comparability,
            "before": lambda entry: _audited(entry.baseline),
            "after": lambda entry: _audited(entry.follow_up),
            "change in share": _changes,
            "caveats": _caveats,
        },
        "Case audits",
    )
    yield table_of(
        comparison.judgments,
        {
            "topic": lambda one: one.name,
            "comparability": lambda one: one.comparability,
            "before": lambda entry: entry.baseline and entry.baseline.result,
            "after": lambda entry: entry.follow_up and entry.follow_up.result,
            "steps": lambda entry: None if entry.steps is None else signed_steps(entry.steps),
            "caveats": _caveats,
        },
        "Graded topics",
    )
    yield table_of(
        comparison.themes,
        {
            "theme": lambda one: one.theme,
            "counterparts": _counterparts,
            "match": lambda entry: entry.match or "unknown",
            "recommendations": lambda entry: ", ".join(entry.recommendations),
            "findings": lambda entry: ", ".join(entry.findings),
            "caveats": _caveats,
        },
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
        _caveats(entry),
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


def _caveats(
    entry: ItemComparison | CaseAuditComparison | JudgmentComparison | ThemeComparison,
) -> str:
    return "\n".join(caveat.text for caveat in entry.caveats)


def _ruled(ruling: Ruling) -> str:
    verb = "answer" if ruling.finding else "restate"
    return f"{verb}s it" if ruling.answers else f"doesn't {verb} it"


def _changes(entry: CaseAuditComparison) -> Iterator[str]:
    """The change of each grade in words; none if the two can't be compared."""
    for change in entry.changes if entry.comparability is Comparability.COMPARABLE else ():
        difference = change.difference.in_points if change.difference else "unknown"
        yield f"{change.grade} {difference}"


def _audited(audit: CaseAudit | None) -> str:
    if audit is None:
        return ""
    shares = {one: counted_share(audit.count(one), audit.share(one)) for one in audit.counts}
    grades = [f"{grade} {share}" for grade, share in shares.items()]
    grades += [merged.label() for merged in audit.merged]
    total = "number unknown" if audit.total is None else f"{audit.total} cases"
    note = f"; {audit.note}" if audit.note else ""
    return f"{total}: {', '.join(grades)}{note}"


def _counterparts(entry: ThemeComparison) -> str:
    others = [*entry.counterparts, *(f"{other} (overlaps)" for other in entry.overlaps)]
    return ", ".join(others) or entry.comparability.value
