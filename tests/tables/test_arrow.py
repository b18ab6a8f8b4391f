"""Arrow tables of other programs are taken for what they hold, or refused."""

from datetime import date

import pytest

from ncpi import tables
from ncpi.errors import InvalidError

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("ncpi.tables.arrow")


def of_pairs(**changed):
    columns = {
        "baseline": pa.array(["a"]),
        "follow_up": pa.array(["b"]),
        "link_basis": pa.array(["stated"]),
    }
    return pa.table(columns | changed)


WANTED = [{"baseline": "a", "follow_up": "b", "link_basis": "stated"}]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["stated"], pa.large_string()),
        pa.array(["stated"]).dictionary_encode(),
        pa.chunked_array([["stated"], []], pa.string()),
    ],
    ids=["large", "dictionary", "chunks"],
)
def test_text_of_every_kind_is_text(column):
    found = arrow.from_arrow(of_pairs(link_basis=column), tables.SCHEMAS["pairs"])
    assert [dict(row) for row in found] == WANTED


def test_a_column_without_anything_needs_no_type():
    found = arrow.from_arrow(of_pairs(link_basis=pa.nulls(1)), tables.SCHEMAS["pairs"])
    assert found[0]["link_basis"] is None


def test_a_column_that_stands_twice_is_refused():
    column = pa.array(["a"])
    twice = pa.Table.from_arrays([column] * 2, names=["baseline", "baseline"])
    with pytest.raises(InvalidError) as caught:
        arrow.from_arrow(twice, tables.SCHEMAS["pairs"])
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("pairs.baseline", "repeated"),
        ("pairs.follow_up", "missing"),
        ("pairs.link_basis", "missing"),
    ]


def test_a_table_without_rows_keeps_its_types():
    assert tables.plain("reports", []).to_arrow().schema == arrow.arrow_schema(
        tables.SCHEMAS["reports"]
    )


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_day_that_python_knows_is_kept(day):
    schema = tables.Schema("days", "", (tables.Column("day", tables.ColumnType.DAY, ""),), "")
    table = tables.PlainTable(schema, [{"day": day}])
    assert arrow.from_arrow(table.to_arrow(), schema) == table


def test_a_number_that_needs_more_than_64_bits_is_refused():
    with pytest.raises(InvalidError):
        arrow.from_arrow(pa.table({"n": pa.array([2**63], pa.uint64())}))


def test_text_that_is_not_utf_8_is_refused_with_its_column():
    broken = pa.array([b"\xff"]).cast(pa.binary()).view(pa.string())
    with pytest.raises(InvalidError) as caught:
        arrow.from_arrow(of_pairs(baseline=broken), tables.SCHEMAS["pairs"])
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("pairs.baseline", "encoding")
    ]
