"""Frames of every library become the records that they hold, or say all that is wrong."""

import pytest

from ncpi import tables
from ncpi.errors import InvalidError

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

ENGINES = {
    "pandas": lambda table: table.to_pandas(),
    "pandas with Arrow's types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


def frames_of(archive, engine):
    return {name: ENGINES[engine](tables.table(name, archive)) for name in tables.COMPLETE}


def faults_of(frames):
    with pytest.raises(InvalidError) as caught:
        tables.to_archive(frames)
    return {fault.path: fault for fault in caught.value.faults}


@pytest.mark.parametrize("engine", ENGINES)
def test_an_archive_comes_back_from_the_frames_of_every_engine(archive, engine):
    assert tables.to_archive(frames_of(archive, engine)) == archive


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_may_bring_rows_and_columns_into_another_order(archive, engine):
    mixed = {}
    for name in tables.COMPLETE:
        table = tables.table(name, archive)
        backwards = table.take([*range(table.num_rows)][::-1])
        mixed[name] = ENGINES[engine](backwards.select(sorted(table.column_names)))
    assert tables.to_archive(mixed) == archive


@pytest.mark.parametrize("engine", ENGINES)
def test_every_fault_of_every_table_is_listed_with_its_table_row_and_column(archive, engine):
    frames = frames_of(archive, engine)
    findings, audits = tables.table("findings", archive), tables.table("case_audits", archive)
    wrong = findings.set_column(
        findings.column_names.index("progress"), "progress", pa.array(["improved", "improvd"])
    )
    ranks = audits.column("grade_rank").to_pylist()[:-1]
    off = audits.set_column(
        audits.column_names.index("grade_rank"), "grade_rank", pa.array([*ranks, 7])
    )
    other = (
        tables.table("links", archive)
        .drop_columns(["basis"])
        .append_column("bases", pa.array(["x"]))
    )
    del frames["sources"]
    frames |= {
        "findings": ENGINES[engine](wrong),
        "case_audits": ENGINES[engine](off),
        "links": ENGINES[engine](other),
        "recomendations": ENGINES[engine](findings),
    }
    faults = faults_of(frames)
    assert {*faults} == {
        "sources",
        "findings[1].progress",
        "links.basis",
        "links.bases",
        "table",
    }
    assert "Did you mean 'improved'" in str(faults["findings[1].progress"])
    assert "Did you mean 'recommendations'" in str(faults["table"])


def test_frames_of_several_libraries_make_one_archive(archive):
    engines = [*ENGINES]
    frames = {
        name: frames_of(archive, engines[place % len(engines)])[name]
        for place, name in enumerate(tables.COMPLETE)
    }
    assert tables.to_archive(frames) == archive


def test_the_index_of_pandas_is_left_out(archive):
    frames = frames_of(archive, "pandas")
    frames["findings"] = frames["findings"].iloc[::-1]
    assert tables.to_archive(frames) == archive


def test_each_cell_of_pandas_that_is_no_whole_number_is_a_fault_of_its_row(archive):
    frames = frames_of(archive, "pandas")
    counts = [20, "thirty", None, 3.5]
    audits = frames["case_audits"].iloc[: len(counts)]
    frames["case_audits"] = audits.assign(count=pd.Series(counts, dtype=object))
    assert {*faults_of(frames)} == {"case_audits[1].count", "case_audits[3].count"}


def test_a_column_that_no_table_can_hold_is_a_fault_of_its_column(archive):
    frames = frames_of(archive, "pandas")
    frames["links"] = frames["links"].assign(note=[1j], more=[object()])
    assert {*faults_of(frames)} == {"links[0].note", "links.more"}


@pytest.mark.parametrize("engine", ["pandas", "pyarrow", "duckdb"])
def test_a_column_that_stands_twice_is_refused_with_its_name(archive, engine):
    frames = frames_of(archive, engine)
    links = tables.table("links", archive)
    twice = pa.Table.from_arrays(
        [*links.columns, links.column("note")], names=[*links.column_names, "note"]
    )
    if engine == "pandas":
        frames["links"] = pd.concat([links.to_pandas(), links.to_pandas()[["note"]]], axis=1)
    elif engine == "duckdb":
        frames["links"] = duckdb.from_arrow(links).project("*, note as note")
    else:
        frames["links"] = twice
    (fault,) = faults_of(frames).values()
    assert (fault.path.partition(".")[0], fault.code) == ("links", "repeated")
    assert "note" in str(fault)


@pytest.mark.parametrize("given", [[1], "links", None])
def test_what_is_no_mapping_of_tables_is_refused(given):
    with pytest.raises(InvalidError, match="not a mapping of the names of tables to frames"):
        tables.to_archive(given)


@pytest.mark.parametrize("kept", [True, False])
def test_an_index_of_pandas_with_a_columns_name_is_that_column_if_there_is_no_other(archive, kept):
    frames = frames_of(archive, "pandas")
    indexed = {name: frame.set_index("report", drop=not kept) for name, frame in frames.items()}
    assert tables.to_archive(indexed) == archive
