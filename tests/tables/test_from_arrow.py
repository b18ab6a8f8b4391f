"""Arrow tables of other programs are taken for what they hold, or refused."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("ncpi.tables._from_arrow")
arrow_schema = pytest.importorskip("ncpi.tables._arrow").arrow_schema


# The table of pairs, without the columns that say what the two reports are.
PAIRS = attrs.evolve(
    tables.schema("pairs"),
    columns=[tables.schema("pairs").column(one) for one in ("baseline", "follow_up", "link_basis")],
)


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
    found = arrow.from_arrow(of_pairs(link_basis=column), PAIRS)
    assert [dict(row) for row in found] == WANTED


def test_names_of_columns_in_capitals_are_those_columns():
    """As some engines write them."""
    table = of_pairs()
    capitals = table.rename_columns([name.upper() for name in table.column_names])
    assert [dict(row) for row in arrow.from_arrow(capitals, PAIRS)] == WANTED


@pytest.mark.parametrize("kind", [pa.null(), pa.float64()])
def test_a_column_without_anything_may_be_of_any_type(kind):
    found = arrow.from_arrow(of_pairs(link_basis=pa.nulls(1, kind)), PAIRS)
    assert found[0]["link_basis"] is None


def of_counts(counts):
    schema = tables.Schema(
        "counts", "", (tables.Column("n", tables.ColumnType.WHOLE, "", nullable=True),), ""
    )
    return arrow.from_arrow(pa.table({"n": counts}), schema).column("n")


def test_decimals_that_are_whole_are_whole_numbers_and_nan_is_nothing():
    counts = of_counts(pa.array([1.0, None, float("nan"), 2.0**53 - 1]))
    assert counts == [1, None, None, 2**53 - 1]
    assert [type(count) for count in counts if count is not None] == [int, int]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1.0, 1.5]),
        pa.array([2.0**53]),
        pa.array([float("inf")]),
        pa.array([1.0], pa.float32()),
    ],
    ids=["fraction", "rounded", "infinite", "single"],
)
def test_decimals_that_may_be_no_whole_numbers_are_refused_with_the_way_out(column, faults_of):
    (fault,) = faults_of(of_counts, column)
    assert (fault.path, fault.code) == ("counts.n", "type")
    assert "to_pandas(types_mapper=pd.ArrowDtype)" in fault.suggestion


def test_lists_of_which_none_holds_anything_need_no_type(archive):
    table = tables.table("reports", archive)
    empty = pa.array([[]] * table.num_rows, pa.list_(pa.null()))
    place = table.schema.get_field_index("notes")
    found = arrow.from_arrow(table.set_column(place, "notes", empty), tables.schema("reports"))
    assert set(found.column("notes")) == {()}


@pytest.mark.parametrize(
    ("column", "advice"),
    [
        ({"baseline": pa.array([1])}, "Cast it to string"),
        ({"__index_level_0__": pa.array([0])}, "preserve_index=False"),
    ],
)
def test_a_column_of_another_type_or_an_index_is_refused_with_the_way_out(
    column, advice, faults_of
):
    (fault,) = faults_of(arrow.from_arrow, of_pairs(**column), PAIRS)
    assert advice in fault.suggestion


def test_a_column_that_stands_twice_is_refused(faults_of):
    column = pa.array(["a"])
    twice = pa.Table.from_arrays([column] * 2, names=["baseline", "baseline"])
    assert [(fault.path, fault.code) for fault in faults_of(arrow.from_arrow, twice, PAIRS)] == [
        ("pairs.baseline", "repeated"),
        ("pairs.follow_up", "missing"),
        ("pairs.link_basis", "missing"),
    ]


def test_a_table_without_rows_keeps_its_types():
    assert tables.plain("reports", []).to_arrow().schema == arrow_schema(tables.schema("reports"))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_day_that_python_knows_is_kept(day):
    schema = tables.Schema("days", "", (tables.Column("day", tables.ColumnType.DAY, ""),), "")
    table = tables.PlainTable(schema, [{"day": day}])
    assert arrow.from_arrow(table.to_arrow(), schema) == table


def test_a_number_that_needs_more_than_64_bits_is_refused():
    with pytest.raises(InvalidError):
        arrow.from_arrow(pa.table({"n": pa.array([2**63], pa.uint64())}))


def test_text_that_is_not_utf_8_is_refused_with_its_column(faults_of):
    broken = pa.array([b"\xff"]).cast(pa.binary()).view(pa.string())
    assert [
        (fault.path, fault.code)
        for fault in faults_of(arrow.from_arrow, of_pairs(baseline=broken), PAIRS)
    ] == [("pairs.baseline", "encoding")]


def test_a_table_says_of_itself_which_it_is_unless_a_column_was_taken_from_it():
    whole = tables.plain("pairs", ncpi.Archive()).to_arrow()
    assert arrow.from_arrow(whole).schema is tables.schema("pairs")
    cut = arrow.from_arrow(whole.select(["baseline", "follow_up"]))
    assert (cut.schema.name, cut.schema.names) == ("table", ("baseline", "follow_up"))
