"""A function for each table of reports, comparisons, programmes, timelines and deadlines.

All but `plain` need pyarrow, and raise `ncpi.errors.MissingExtraError` without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.model import Report
from ncpi.tables._bodies import body_rows, compared_rows
from ncpi.tables._comparisons_of import Compared
from ncpi.tables._files import as_plain
from ncpi.tables._from_comparisons import COMPARISON_ROWS, comparison_rows
from ncpi.tables._from_deadlines import Due, deadline_rows
from ncpi.tables._from_matching import Ruled, ruling_rows
from ncpi.tables._from_reports import DERIVED, archive_of, archive_rows, derived_rows
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.bodies import BODIES
from ncpi.tables._schemas.by_name import schema_called
from ncpi.tables._schemas.columns import Row
from ncpi.tables._schemas.programmes import PROGRAMME_SCHEMAS

if TYPE_CHECKING:
    import pyarrow as pa

    from ncpi.programme import ProgrammeComparison
    from ncpi.timeline import Timeline

__all__ = [
    "answers",
    "bodies",
    "case_audit_changes",
    "case_audit_tests",
    "case_audits",
    "causes_of_concern",
    "caveats",
    "claims",
    "comparisons",
    "corrections",
    "deadlines",
    "findings",
    "follow_up_times",
    "grade_changes",
    "items",
    "judgment_changes",
    "judgments",
    "links",
    "outcome_evidence",
    "outcomes",
    "pairs",
    "plain",
    "programme_outcomes",
    "recommendations",
    "reports",
    "restatements",
    "rulings",
    "sources",
    "status_events",
    "theme_comparisons",
    "threads",
    "undecided",
    "unlinked_items",
]


def plain(table: str, of: object, *, on: date | str | None = None) -> PlainTable:
    """The table called *table* without pyarrow.

    Args:
        table: its name, as in `SCHEMAS`.
        of: the argument of the function of that name: reports, pairs, comparisons, a
            programme comparison, timelines, rulings or deadlines; for ``body_comparisons``,
            the table ``bodies``. Of an archive, every pair is compared, and every body has a
            timeline.
        on: only for ``deadlines``: the date for which the status of each deadline is given.

    Raises:
        ncpi.errors.InvalidError: there is no such table, or *of* is something else.
        ncpi.errors.MissingExtraError: the table needs SciPy (extra ``stats``).
    """
    schema = schema_called(table)
    content: Any = _results_of(of, table) if isinstance(of, Archive) else of  # checked below
    if table == "bodies":
        rows = body_rows(content)
    elif table == "body_comparisons":
        rows = [*compared_rows(as_plain(content, BODIES))]
    elif table in COMPARISON_ROWS:
        rows = comparison_rows(table, content)
    elif table == "deadlines":
        rows = deadline_rows(content, on)
    elif table == "rulings":
        rows = ruling_rows(content)
    elif table in DERIVED:
        rows = derived_rows(table, content)
    elif table in _PROGRAMME_TABLES:
        rows = _programme_rows(table, content)
    else:
        rows = archive_rows(archive_of(content))[0][table]
    return PlainTable(schema, rows)


_PROGRAMME_TABLES = frozenset(schema.name for schema in PROGRAMME_SCHEMAS)


def _results_of(archive: Archive, table: str) -> object:
    """The results that *table* is about, if it isn't about an archive itself."""
    if table == "threads":
        return [archive.timeline(body) for body in archive.bodies]
    is_of_pairs = table in COMPARISON_ROWS or table in _PROGRAMME_TABLES
    return archive.compare_all() if is_of_pairs else archive


def _programme_rows(table: str, content: Any) -> list[Row]:
    # Few programs need the modules that this imports.
    from ncpi.tables._from_programmes import programme_rows, thread_rows  # noqa: PLC0415 - see above

    return thread_rows(content) if table == "threads" else programme_rows(table, content)


def pairs(reports: Archive | Iterable[Pair]) -> pa.Table:
    """A row for each pair of a report and its follow-up."""
    return plain("pairs", reports).to_arrow()


def items(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each item of any kind: the names on which other tables join."""
    return plain("items", of).to_arrow()


def deadlines(due: Due, *, on: date | str | None = None) -> pa.Table:
    """A row for each deadline, dated or undated.

    With *on*, the status of each deadline on that date is given; a schedule has its own date.
    """
    return plain("deadlines", due, on=on).to_arrow()


def reports(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each report."""
    return plain("reports", of).to_arrow()


def links(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each link of a report to an earlier one."""
    return plain("links", of).to_arrow()


def corrections(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each correction of a report."""
    return plain("corrections", of).to_arrow()


def recommendations(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each recommendation."""
    return plain("recommendations", of).to_arrow()


def restatements(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each link of an item to an earlier one that it restates or continues."""
    return plain("restatements", of).to_arrow()


def status_events(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each claim of a party about a recommendation."""
    return plain("status_events", of).to_arrow()


def causes_of_concern(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each cause of concern."""
    return plain("causes_of_concern", of).to_arrow()


def findings(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each finding."""
    return plain("findings", of).to_arrow()


def answers(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each link of a finding to an item that it answers."""
    return plain("answers", of).to_arrow()


def case_audits(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each grade of each audit of case files; an unknown count is null."""
    return plain("case_audits", of).to_arrow()


def judgments(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each graded topic."""
    return plain("judgments", of).to_arrow()


def bodies(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each body, with its reports as JSON documents, to be compared by an engine."""
    return plain("bodies", of).to_arrow()


def sources(of: Archive | Report | Iterable[Report]) -> pa.Table:
    """A row for each source of a fact."""
    return plain("sources", of).to_arrow()


def comparisons(of: Compared) -> pa.Table:
    """A row for each comparison."""
    return plain("comparisons", of).to_arrow()


def outcomes(of: Compared) -> pa.Table:
    """A row for each item of a baseline, of any kind, with its outcome."""
    return plain("outcomes", of).to_arrow()


def unlinked_items(of: Compared) -> pa.Table:
    """A row for each item of a follow-up that isn't linked to a listed item of the baseline."""
    return plain("unlinked_items", of).to_arrow()


def outcome_evidence(of: Compared) -> pa.Table:
    """A row for each finding or restatement behind an outcome."""
    return plain("outcome_evidence", of).to_arrow()


def claims(of: Compared) -> pa.Table:
    """A row for each party's latest status or comment, as of the follow-up."""
    return plain("claims", of).to_arrow()


def case_audit_changes(of: Compared) -> pa.Table:
    """A row for each grade of each audited area, before and after."""
    return plain("case_audit_changes", of).to_arrow()


def case_audit_tests(of: Compared) -> pa.Table:
    """A row for each audited area, with the effect size and the verdict.

    Raises:
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and there are
            audits to test.
    """
    return plain("case_audit_tests", of).to_arrow()


def grade_changes(of: Compared) -> pa.Table:
    """A row for each grade of each audited area, with 95% intervals.

    Raises:
        ncpi.errors.MissingExtraError: pyarrow isn't installed (extra ``tables``).
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``), and there are
            audits to test.
    """
    return plain("grade_changes", of).to_arrow()


def judgment_changes(of: Compared) -> pa.Table:
    """A row for each graded topic, before and after."""
    return plain("judgment_changes", of).to_arrow()


def caveats(of: Compared) -> pa.Table:
    """A row for each caveat of a comparison or of one of its entries."""
    return plain("caveats", of).to_arrow()


def theme_comparisons(of: Compared) -> pa.Table:
    """A row for each theme of a pair whose reports follow different frameworks."""
    return plain("theme_comparisons", of).to_arrow()


def undecided(of: Compared) -> pa.Table:
    """A row for each possible link that a matcher left for a person to decide."""
    return plain("undecided", of).to_arrow()


def rulings(of: Ruled) -> pa.Table:
    """A row for each ruling of a person; `to_rulings` converts the table to rulings again."""
    return plain("rulings", of).to_arrow()


def programme_outcomes(programme: ProgrammeComparison | Archive) -> pa.Table:
    """A row for each kind of item, grouping, group, outcome and basis.

    Groupings by nation and region need the bodies passed to `Archive.compare_all`.
    """
    return plain("programme_outcomes", programme).to_arrow()


def follow_up_times(programme: ProgrammeComparison | Archive) -> pa.Table:
    """A row for each pair, with the number of days until its follow-up."""
    return plain("follow_up_times", programme).to_arrow()


def threads(of: Archive | Timeline | Iterable[Timeline]) -> pa.Table:
    """A row for each item followed through the reports on a body."""
    return plain("threads", of).to_arrow()
