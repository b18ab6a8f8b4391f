"""Reports and comparisons as tidy tables, in Arrow, Parquet and CSV, and back into records.

`table` makes any of them by its name: ``table("outcomes", archive)``. `names` lists them, `schema`
gives the columns of one, and `codebook` their meanings as a table.

`to_archive` reads frames of pandas, Polars, PyArrow, DuckDB and PySpark, and `compare_bodies`
compares inside such an engine. The extra ``tables`` installs pyarrow and narwhals. Plain tables
(`plain`) and CSV need no extra. A body's tracker is a table of its own, which people edit:
`read_tracker` and `write_tracker`.
"""

from ncpi.tables._bodies import compare_bodies
from ncpi.tables._files import Frame, read_csv, read_parquet, write_csv, write_parquet
from ncpi.tables._folder import MANIFEST, TableFormat, load_tables, save_tables, to_archive
from ncpi.tables._from_matching import to_rulings
from ncpi.tables._from_reports import COMPLETE
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import names, schema
from ncpi.tables._schemas.columns import SCHEMA_VERSION, Cell, Column, ColumnType, Row, Schema
from ncpi.tables._table import Content, codebook, plain, table
from ncpi.tables._trackers import read_tracker, write_tracker

__all__ = [
    "COMPLETE",
    "MANIFEST",
    "SCHEMA_VERSION",
    "Cell",
    "Column",
    "ColumnType",
    "Content",
    "Frame",
    "PlainTable",
    "Row",
    "Schema",
    "TableFormat",
    "codebook",
    "compare_bodies",
    "load_tables",
    "names",
    "plain",
    "read_csv",
    "read_parquet",
    "read_tracker",
    "save_tables",
    "schema",
    "table",
    "to_archive",
    "to_rulings",
    "write_csv",
    "write_parquet",
    "write_tracker",
]


def __dir__() -> list[str]:
    return __all__
