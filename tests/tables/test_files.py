"""Single tables go into files and come back; a file that was there is never harmed."""

from datetime import date

import pytest

from ncpi import registers, tables
from ncpi.errors import InvalidError

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
REGISTERS = [
    name
    for name in registers.__all__
    if isinstance(getattr(registers, name), registers.Register) and name != "reports"
]


@pytest.mark.parametrize("name", tables.COMPLETE)
def test_a_table_comes_back_from_csv_and_from_parquet(archive, name, tmp_path):
    arrow = tables.table(name, archive)
    tables.write_csv(arrow, tmp_path / "t.csv")
    tables.write_parquet(arrow, tmp_path / "t.parquet", metadata={"mine": "yes"})
    assert tables.read_csv(tmp_path / "t.csv", name).to_arrow().equals(arrow, check_metadata=True)
    assert tables.read_parquet(tmp_path / "t.parquet", name).equals(arrow)
    assert parquet.read_schema(tmp_path / "t.parquet").metadata[b"mine"] == b"yes"


def test_the_schema_is_the_declared_one_with_its_meanings(archive):
    arrow = tables.table("case_audits", archive)
    assert arrow.schema.field("count").type == pa.int64()
    assert arrow.schema.field("count").nullable
    assert not arrow.schema.field("grade").nullable
    assert b"an unknown count is empty" in arrow.schema.field("count").metadata[b"meaning"]
    assert tables.table("reports", archive).schema.field("bodies").type == pa.list_(pa.string())
    assert tables.table("reports", archive).schema.field("published_latest").type == pa.date32()


def test_a_part_of_a_table_is_written_as_one(archive, tmp_path):
    some = tables.table("recommendations", archive).slice(1, 1)
    tables.write_csv(some, tmp_path / "t.csv")
    assert tables.read_csv(tmp_path / "t.csv", "recommendations").to_arrow().equals(some)


def test_any_table_of_plain_columns_can_be_written_guarded(tmp_path):
    table = pa.table({"=name": ["=1"], "day": [date(2020, 1, 1)], "n": [1.5], "t": [["a"]]})
    tables.write_csv(table, tmp_path / "t.csv", bom=True)
    assert (tmp_path / "t.csv").read_bytes() == (
        b'\xef\xbb\xbf\'=name,day,n,t\r\n\'=1,2020-01-01,1.5,"[""a""]"\r\n'
    )


def test_a_table_of_other_columns_is_refused_and_the_old_file_stays(tmp_path):
    (tmp_path / "t.csv").write_text("mine")
    with pytest.raises(InvalidError, match="blob: a column of the type binary can't be written"):
        tables.write_csv(pa.table({"blob": [b"a"]}), tmp_path / "t.csv")
    with pytest.raises(
        InvalidError, match=r"table: it is a list, not a PlainTable or a data frame"
    ):
        tables.write_csv([{"a": 1}], tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "mine"


def test_a_column_without_anything_is_written_as_empty_cells(tmp_path):
    table = pa.table({"a": ["x", "y"], "nothing": pa.nulls(2)})
    tables.write_csv(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"a,nothing\r\nx,\r\ny,\r\n"


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        (pa.decimal128(5, 2), "Cast it to float64, or to string to keep every digit"),
        (pa.timestamp("us"), "Cast it to date32, or to string to keep the time"),
        (pa.date64(), "Cast it to date32, or to string to keep the time"),
        (pa.binary(), "Cast it to string, or drop it"),
    ],
    ids=str,
)
def test_a_column_that_cannot_be_written_is_refused_with_the_cast(
    kind, advice, tmp_path, faults_of
):
    table = pa.table({"a": pa.nulls(1, kind)})
    (fault,) = faults_of(tables.write_csv, table, tmp_path / "t.csv")
    assert fault.suggestion == advice


@pytest.mark.parametrize("name", ["polars.DataFrame", "polars.LazyFrame", "pandas.DataFrame"])
def test_a_frame_of_another_library_is_written_as_its_table_is(archive, name, tmp_path):
    library, _, kind = name.partition(".")
    make = getattr(pytest.importorskip(library), kind)
    tables.write_csv(make({"a": ["x", None], "n": [1, 2]}), tmp_path / "frame")
    tables.write_csv(pa.table({"a": ["x", None], "n": [1, 2]}), tmp_path / "table")
    assert (tmp_path / "frame").read_bytes() == (tmp_path / "table").read_bytes()


def test_what_is_no_frame_is_refused_without_its_content(archive, tmp_path):
    series = pytest.importorskip("polars").Series(["secret"])
    with pytest.raises(InvalidError) as caught:
        tables.write_csv(series, tmp_path / "t")
    (fault,) = caught.value.faults
    assert (fault.path, fault.value) == ("table", "polars.Series")
    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_column_of_a_parquet_file_is_named(archive, tmp_path, faults_of):
    arrow = tables.table("judgments", archive)
    wrong = arrow.drop_columns(["topic"]).append_column("colour", pa.array(["red"]))
    wrong = wrong.set_column(
        wrong.schema.get_field_index("grade_rank"), "grade_rank", pa.array([1.5])
    )
    parquet.write_table(wrong, tmp_path / "t.parquet")
    assert [
        (fault.path, fault.code)
        for fault in faults_of(tables.read_parquet, tmp_path / "t.parquet", "judgments")
    ] == [
        ("judgments.topic", "missing"),
        ("judgments.grade_rank", "type"),
        ("judgments.colour", "unknown-key"),
    ]


def test_nulls_where_something_must_be_are_named(archive, tmp_path):
    arrow = tables.table("judgments", archive)
    wrong = arrow.set_column(2, "topic", pa.array([None], pa.string()))
    parquet.write_table(wrong, tmp_path / "t.parquet")
    with pytest.raises(InvalidError, match=r"judgments\[0\]\.topic"):
        tables.read_parquet(tmp_path / "t.parquet", "judgments")


def test_what_is_no_parquet_is_refused(tmp_path):
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    with pytest.raises(InvalidError, match="can't be read as Parquet"):
        tables.read_parquet(tmp_path / "t.parquet", "reports")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_other_libraries_wrote_is_read(archive, library, tmp_path):
    frames = pytest.importorskip(library)
    arrow = tables.table("findings", archive)
    if library == "pandas":
        arrow.to_pandas().to_parquet(tmp_path / "t.parquet")
    else:
        frames.from_arrow(arrow).write_parquet(tmp_path / "t.parquet")
    assert tables.read_parquet(tmp_path / "t.parquet", "findings").equals(arrow)


def test_every_table_is_made_from_an_archive_or_says_what_it_is_made_of(archive):
    """A table of comparisons compares the archive first, and a register's table needs nothing."""
    others = {
        "deadlines": [],
        "body_comparisons": tables.table("body_documents", archive),
        **dict.fromkeys(REGISTERS),
    }
    for name in tables.names():
        made = tables.table(name, others.get(name, archive))
        assert made.column_names == list(tables.schema(name).names)
        made.validate(full=True)


@pytest.mark.parametrize("name", tables.names())
def test_the_codebook_of_a_table_has_each_column_with_its_meaning(name):
    book = tables.codebook(name)
    assert book.column("column") == [*tables.schema(name).names]
    for row in book:
        assert row["meaning"]
        assert row["out_of"] is None or row["out_of"] in tables.schema(name).names


def test_shares_and_counts_of_files_say_what_they_are_out_of():
    out_of = {row["column"]: row["out_of"] for row in tables.codebook("case_audit_changes")}
    assert out_of["baseline_share"] == out_of["baseline_count"] == "baseline_total"
    assert out_of["follow_up_share"] == "follow_up_total"


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_a_table_of_its_rows(name):
    """Of all that it has, or of those that were picked, with what the row's class says of it."""
    register = getattr(registers, name)
    table = tables.plain(name)
    assert len(table) == len(register)
    first = next(iter(register))
    assert tables.plain(name, [first])[0] == table[0]
    if "name" in table.schema.names:
        assert table[0]["name"] == first.name
    assert table[0]["sources"]


def test_a_register_refuses_the_rows_of_another():
    with pytest.raises(InvalidError, match="a row of forces"):
        tables.plain("forces", registers.fire_services)


def test_a_wrong_record_is_one_fault_and_not_one_for_each_report(archive, faults_of):
    assert len(faults_of(tables.plain, "deadlines", archive)) == 1


def test_a_date_for_another_table_than_deadlines_is_refused(archive):
    with pytest.raises(InvalidError, match="only the table of deadlines"):
        tables.plain("reports", archive, on="2020-01-01")


def test_a_file_has_a_byte_order_mark_only_if_it_is_asked_for(archive, tmp_path):
    """Other programs than Excel don't expect one."""
    table = tables.plain("pairs", archive)
    for bom in (True, False):
        tables.write_csv(table, tmp_path / "t.csv", bom=bom)
        assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf") is bom
        assert tables.read_csv(tmp_path / "t.csv", "pairs") == table
    tables.write_csv(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"baseline,")
