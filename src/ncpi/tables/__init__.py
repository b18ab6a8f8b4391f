"""Reports and comparisons as tidy tables, in Arrow, Parquet and CSV, and back into records.

`to_archive` reads frames of pandas, Polars, PyArrow, DuckDB and PySpark, and `compare_bodies`
compares inside such an engine. The extra ``tables`` installs pyarrow and narwhals. Plain tables
(`plain`) and CSV need no extra. A body's tracker is a table of its own, which people edit:
`read_tracker` and `write_tracker`.
"""

from ncpi.tables._bodies import compare_bodies
from ncpi.tables._comparisons_of import Compared
from ncpi.tables._files import Frame, read_csv, read_parquet, write_csv, write_parquet
from ncpi.tables._folder import MANIFEST, TableFormat, load_tables, save_tables, to_archive
from ncpi.tables._from_deadlines import Due
from ncpi.tables._from_matching import Ruled, to_rulings
from ncpi.tables._from_reports import COMPLETE
from ncpi.tables._functions import (
    answers,
    bodies,
    case_audit_changes,
    case_audit_tests,
    case_audits,
    causes_of_concern,
    caveats,
    claims,
    comparisons,
    corrections,
    deadlines,
    findings,
    follow_up_times,
    grade_changes,
    items,
    judgment_changes,
    judgments,
    links,
    outcome_evidence,
    outcomes,
    pairs,
    plain,
    programme_outcomes,
    recommendations,
    reports,
    restatements,
    rulings,
    sources,
    status_events,
    theme_comparisons,
    threads,
    undecided,
    unlinked_items,
)
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import SCHEMA_VERSION, Cell, Column, ColumnType, Row, Schema
from ncpi.tables._trackers import read_tracker, write_tracker

__all__ = [
    "COMPLETE",
    "MANIFEST",
    "SCHEMAS",
    "SCHEMA_VERSION",
    "Cell",
    "Column",
    "ColumnType",
    "Compared",
    "Due",
    "Frame",
    "PlainTable",
    "Row",
    "Ruled",
    "Schema",
    "TableFormat",
    "answers",
    "bodies",
    "case_audit_changes",
    "case_audit_tests",
    "case_audits",
    "causes_of_concern",
    "caveats",
    "claims",
    "compare_bodies",
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
    "load_tables",
    "outcome_evidence",
    "outcomes",
    "pairs",
    "plain",
    "programme_outcomes",
    "read_csv",
    "read_parquet",
    "read_tracker",
    "recommendations",
    "reports",
    "restatements",
    "rulings",
    "save_tables",
    "sources",
    "status_events",
    "theme_comparisons",
    "threads",
    "to_archive",
    "to_rulings",
    "undecided",
    "unlinked_items",
    "write_csv",
    "write_parquet",
    "write_tracker",
]


def __dir__() -> list[str]:
    return sorted(__all__)
