"""A plain table is checked when it is made, and needs no pyarrow."""

import subprocess
import sys

import attrs
import pytest

from ncpi import tables
from ncpi.errors import MissingExtraError, UnknownNameError

PAIRS, KEPT = tables.schema("pairs"), ("baseline", "follow_up", "link_basis")


def test_every_bad_cell_is_listed_with_its_row_and_column(faults_of):
    faults = faults_of(
        tables.PlainTable,
        attrs.evolve(PAIRS, columns=[PAIRS.column(one) for one in KEPT]),
        [
            {"baseline": "a", "follow_up": 1, "link_basis": None},
            {"baseline": "a", "link_basis": "statde", "colour": "red"},
            "row",
        ],
    )
    assert [(fault.path, fault.code) for fault in faults] == [
        ("pairs[0].follow_up", "type"),
        ("pairs[1].follow_up", "missing"),
        ("pairs[1].link_basis", "choice"),
        ("pairs[1].colour", "unknown-key"),
        ("pairs[2]", "type"),
    ]


def test_it_is_shown_with_its_columns_cells_and_meaning(archive):
    book = tables.codebook("judgments")
    (table,) = book.describe().tables
    assert table.columns == book.schema.names
    assert [row[0] for row in table.rows] == book.column("column")
    assert book.column("meaning")[0] in str(book)
    assert "<td>" in book._repr_html_()
    assert repr(book) == f"<PlainTable 'codebook': {len(book)} rows>"


def test_it_is_a_sequence_of_rows_with_columns_by_name(archive):
    table = tables.plain("judgments", archive)
    assert len(table) == 1
    assert table[0]["grade"] == "adequate"
    assert [dict(row) for row in table] == [dict(row) for row in table[:]]
    assert table.column("grade_rank") == [1]
    assert repr(table) == "<PlainTable 'judgments': 1 row>"
    with pytest.raises(UnknownNameError, match=r"colour.*columns of the table judgments"):
        table.column("colour")


def run(program):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_loads_no_pyarrow_nor_does_csv(tmp_path):
    program = f"""
import sys
import ncpi
from ncpi import tables
archive = ncpi.Archive.shipped()
tables.save_tables(archive, {str(tmp_path / "t")!r}, format="csv")
assert tables.load_tables({str(tmp_path / "t")!r}) == archive
print("pyarrow" in sys.modules)
"""
    assert run(program) == "False\n"


def test_without_pyarrow_the_error_names_the_extra(archive, monkeypatch):
    monkeypatch.delitem(sys.modules, "ncpi.tables._arrow", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as caught:
        tables.table("reports", archive)
    assert (caught.value.extra, caught.value.package) == ("tables", "pyarrow")
