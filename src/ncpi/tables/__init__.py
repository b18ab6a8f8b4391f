"""Reports and comparisons as tidy tables; the extra ``tables`` brings pyarrow."""

from ncpi.tables.folder import load_tables, save_tables, to_archive

__all__ = ["load_tables", "save_tables", "to_archive"]
