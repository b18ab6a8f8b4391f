"""The views of a programme and its outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ncpi.display._case_grades import grades_sheet
from ncpi.display._names import framework_title
from ncpi.display._phrases import PAIR_COLUMNS, YEAR, caveats_table, left_out
from ncpi.display._programme_figures import (
    cause_statuses_sheet,
    judgment_changes_sheet,
    time_notes,
    times_summary,
)
from ncpi.display._sheets import FIRST, Sheet, Table, fold
from ncpi.display._views import table_of, view
from ncpi.errors import counted
from ncpi.programme._outcomes import OutcomeRow, OutcomeTable
from ncpi.programme._programme import ProgrammeComparison
from ncpi.vocabulary import Grouping, ItemKind, LinkBasis, Outcome

__all__ = ["outcomes_sheet", "programme_sheet"]

_OUTCOME_COLUMNS = (
    "entries",
    "what the follow-ups said",
    Outcome.NOT_MENTIONED.value,
    "other frameworks",
)
_NOT_MENTIONED = (
    "\"Not mentioned in what was read\" isn't evidence that nothing was done, and isn't an "
    "outcome like the others."
)


@view(ProgrammeComparison)
def programme_sheet(programme: ProgrammeComparison) -> Sheet:
    """The whole programme: outcomes, causes of concern, times, case grades and topics."""
    times = programme.follow_up_times()
    grades = grades_sheet(programme.case_grades())
    kept = [
        table
        for table in (programme.outcomes(kind=kind) for kind in ItemKind)
        if table.kind is ItemKind.RECOMMENDATION or table.entries or table.only_reported
    ]
    answered = [outcomes_sheet(table) for table in kept]
    causes = cause_statuses_sheet(programme.causes_of_concern())
    judged = judgment_changes_sheet(programme.judgments())
    baselines = {pair.baseline.key for pair in programme.pairs}
    links = Counter(pair.link.basis if pair.link else None for pair in programme.pairs)
    unlinked = links[None]
    heading = [
        ("reports", f"{programme.reports}, of which {len(programme.unpaired)} are in no pair"),
        (
            "pairs",
            f"{len(programme.pairs)}, of {counted(len(baselines), 'baseline')} and "
            f"{counted(len(programme.forces), 'force')}; "
            f"the link is inferred, not stated, in {links[LinkBasis.INFERRED]}"
            + (f", and there is none in {unlinked}" if unlinked else ""),
        ),
        ("case grades", programme.case_grades().label()),
    ]
    if programme.dangling:
        heading.append(("follow an earlier report that isn't held", ", ".join(programme.dangling)))
    if programme.excluded:
        excluded = "; ".join(pair.label() for pair in programme.excluded)
        heading.append(("not attributed to a force", excluded))
    if undecided := sum(
        len(pair.comparison.undecided) for pair in programme.pairs if pair.comparison
    ):
        number = counted(undecided, "answer or restatement")
        heading.append(("undecided by text", f"{number} for review by a person, not counted"))
    if programme.refused:
        heading.append(("not compared", f"{counted(len(programme.refused), 'pair')}, named below"))
    refused = [(*pair.keys, pair.refused) for pair in programme.refused]
    return Sheet(
        title=f"The programme: {programme.label()}",
        tables=(
            Table(heading),
            Table(refused, ("baseline", "follow-up", "why"), "Pairs that can't be compared"),
            Table(
                [
                    (table.kind.plural, *_outcome_row(row, table.by)[2:])
                    for table in kept
                    for row in table.rows
                ],
                ("", "items", *_OUTCOME_COLUMNS),
                "How they were answered",
            ),
            causes.tables[0],
            table_of(programme.pairs, PAIR_COLUMNS, "Pairs", folded="Pairs", first=FIRST),
            *fold([times_summary(times), _notes(time_notes(times))], "Times"),
            *fold([*grades.tables, _notes(grades.notes)], "Case grades"),
            *fold([*judged.tables, _notes(judged.notes)], "Graded topics"),
            *fold(
                (
                    *(table for sheet in (*answered, causes) for table in sheet.tables[1:]),
                    caveats_table(programme.caveats, "Caveats on whole pairs"),
                ),
                "Caveats",
            ),
        ),
        notes=(
            *dict.fromkeys(note for sheet in answered for note in sheet.notes),
            *causes.notes,
        ),
    )


def _notes(notes: Iterable[str]) -> Table:
    """The notes of a folded section, as a table in it."""
    return Table([("note", note) for note in notes])


@view(OutcomeTable)
def outcomes_sheet(table: OutcomeTable) -> Sheet:
    """Every row of the outcomes, each outcome with its basis."""
    grouped = "" if table.by is Grouping.ALL else f", by {table.by.value}"
    columns = (
        "" if table.by is Grouping.ALL else table.by.value,
        "pairs",
        table.kind.plural,
        *_OUTCOME_COLUMNS,
    )
    title = f"How {table.kind.plural} were answered{grouped}"
    return Sheet(
        title=title,
        tables=(
            Table([_outcome_row(row, table.by) for row in table.rows], columns, title),
            caveats_table(table.caveats, "Caveats on outcomes"),
        ),
        notes=tuple(_outcome_notes(table)),
    )


def _outcome_row(row: OutcomeRow, by: Grouping) -> tuple[str, ...]:
    where = f" [{framework_title(row.framework)}]" if by is Grouping.THEME else ""
    refused = f"; {row.refused} more could not be compared" if row.refused else ""
    mentioned = [count for count in row.counts if count.what is not Outcome.NOT_MENTIONED]
    return (
        f"{row.group}{where}",
        f"{row.pairs}, of {counted(row.baselines, 'baseline')}{refused}",
        _listed(row),
        str(row.entries),
        "\n".join(count.label() for count in mentioned),
        str(row.not_mentioned) if row.entries else "",
        "\n".join(row.crosswalks),
    )


def _listed(row: OutcomeRow) -> str:
    """How many are counted, and how many are listed out of how many if that is known."""
    parts = [f"{row.items} counted"]
    if row.made is None:
        return parts[0]
    stating = row.baselines - (row.made_unknown or 0)
    if stating:
        made = f"of the {row.made} that {counted(stating, 'baseline')} made"
        are = "is" if row.made_listed == 1 else "are"
        parts.append(f"{made}, {row.made_listed} {are} listed")
    if row.made_unknown:
        parts.append(f"number made unknown for {counted(row.made_unknown, 'baseline')}")
    return "; ".join(parts)


def _outcome_notes(table: OutcomeTable) -> Iterator[str]:
    if table.entries:
        yield (
            "An entry is one item in one pair: a baseline with several follow-ups has an entry in "
            "each. Each outcome is shown with its basis; bases are never added up."
        )
        yield _NOT_MENTIONED
    else:
        yield f"No {table.kind.value} of a baseline is counted, so there are no outcomes."
    yield from left_out(table, table.kind.plural, "--accounts, in Python outcomes(accounts=True),")
    if table.by is Grouping.YEAR:
        yield YEAR
    if table.by is Grouping.THEME:
        yield "Themes of different frameworks are kept separate, even if their names are the same."
