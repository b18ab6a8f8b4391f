"""Bodies that an engine groups are compared as the archive compares them all."""

import functools

import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.testing import make_answer, make_finding, make_follow_up, make_recommendation, make_report

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")


def joint_archive():
    """A joint report on two forces, and one that takes up a recommendation of it."""
    baseline = make_report(
        key="joint/1",
        bodies=["police/kent", "police/essex"],
        published="2018",
        recommendations=[make_recommendation(key="1")],
    )
    answer = make_answer(item="joint/1#recommendation-1")
    later = make_follow_up(baseline, key="joint/2", findings=[make_finding(answers=[answer])])
    return ncpi.Archive(reports=[baseline, later, make_report(key="nobody", bodies=[])])


def entries(table, name):
    """The rows of one table among those of `compare_bodies`, each once."""
    columns = tables.schema(name).names
    return {
        str({column: row[column] for column in columns})
        for row in table.to_pylist()
        if row["table"] == name
    }


def wanted(archive, name):
    return {str(row) for row in tables.table(name, archive.compare_all()).to_pylist()}


ENGINES = {
    "pandas": lambda long: (
        long.to_pandas()
        .groupby("body", dropna=False, as_index=False)
        .agg(documents=("document", list))
    ),
    "polars": lambda long: pl.from_arrow(long).group_by("body").agg(documents=pl.col("document")),
    "lazy polars": lambda long: (
        pl.from_arrow(long).lazy().group_by("body").agg(documents=pl.col("document"))
    ),
    "pyarrow": lambda long: (
        long.group_by("body")
        .aggregate([("document", "list")])
        .rename_columns(["body", "documents"])
    ),
    "duckdb": lambda long: duckdb.from_arrow(long).aggregate("body, list(document) as documents"),
}


@pytest.mark.parametrize("shipped", [False, True], ids=["joint", "shipped"])
@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_engine_grouped_is_compared_as_the_archive_compares_all(engine, shipped):
    archive = ncpi.Archive.shipped() if shipped else joint_archive()
    rows = [
        {"body": body, "document": ncpi.to_json(report)}
        for report in reversed(archive.reports)
        for body in report.bodies or [None]
    ]
    compared = tables.compare_bodies(ENGINES[engine](pa.Table.from_pylist(rows)))
    for name in ("outcomes", "case_audit_changes"):
        assert entries(compared, name) == wanted(archive, name)
    keys = {(row["baseline"], row["follow_up"], row["refused"]) for row in compared.to_pylist()}
    assert keys == {(*pair.keys, pair.refused) for pair in archive.compare_all().pairs}


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_batches_of_any_size_are_compared_as_the_whole_table_is(size):
    bodies = tables.table("body_documents", ncpi.Archive.shipped())
    batches = tables.compare_bodies(iter(bodies.to_batches(size)))
    whole = tables.compare_bodies(bodies)
    assert pa.Table.from_batches(batches, whole.schema).equals(whole)


def test_the_answer_has_the_declared_columns_even_without_a_pair():
    compared = tables.compare_bodies(tables.table("body_documents", []))
    assert compared.num_rows == 0
    assert compared.column_names == list(tables.schema("body_comparisons").names)
    (batch,) = tables.compare_bodies(iter([]))
    assert batch.schema == compared.schema


def test_every_row_is_one_that_the_schema_allows():
    bodies = tables.plain("body_documents", ncpi.Archive.shipped())
    assert len(tables.plain("body_comparisons", bodies)) > len(bodies)


def test_a_joint_report_is_in_the_row_of_each_body_and_one_on_no_body_in_the_last():
    rows = tables.plain("body_documents", joint_archive())
    assert [row["body"] for row in rows] == ["police/essex", "police/kent", None]
    assert [len(row["documents"]) for row in rows] == [2, 2, 1]
    (one, other) = (row["documents"] for row in rows[:2])
    assert one == other


def test_a_pair_of_joint_reports_is_there_for_each_body_with_the_same_cells():
    compared = tables.compare_bodies(tables.table("body_documents", joint_archive())).to_pylist()
    of = {body: [row for row in compared if row["documents_of"] == body] for body in BOTH}
    kent, essex = ([{**row, "documents_of": None} for row in of[body]] for body in BOTH)
    assert kent == essex
    assert [row["table"] for row in kent] == ["comparisons", "outcomes"]


BOTH = ("police/kent", "police/essex")


def test_a_pair_that_cannot_be_compared_is_a_row_with_the_reason():
    baseline = make_report(key="a", bodies=["police/kent"], published="2019")
    later = make_follow_up(baseline, key="b", published="2018")
    (row,) = tables.compare_bodies(tables.table("body_documents", [baseline, later])).to_pylist()
    assert (row["table"], row["baseline"], row["follow_up"]) == ("comparisons", "a", "b")
    assert "not the later one" in row["refused"]
    assert row["caveats"] is None


def test_caveats_are_counted_as_the_table_of_caveats_lists_them(comparison, archive):
    listed = tables.plain("caveats", comparison)
    for row in tables.compare_bodies(tables.table("body_documents", archive)).to_pylist():
        key = {"outcomes": row["item"], "case_audit_changes": row["area"]}.get(row["table"])
        about = [one for one in listed if (one["table"], one["key"]) == (row["table"], key)]
        assert row["caveats"] == len(about)


def broken():
    """Rows with a fault of every kind, among sound ones."""
    kent, essex = (
        ncpi.to_json(make_report(key=key, bodies=[f"police/{key}"])) for key in ("kent", "essex")
    )
    return pa.table(
        {
            "body": ["police/kent", "police/essex", "police/kent", None],
            "documents": [
                [kent, kent.replace('"title": "', '"titel": "'), "{"],
                [essex, essex],
                [kent],
                [kent],
            ],
        }
    )


WANTED = [
    ("body_documents['police/kent'].documents[1].content.title", "missing"),
    ("body_documents['police/kent'].documents[1].content.titel", "unknown-key"),
    ("body_documents['police/kent'].documents[2]", "syntax"),
    ("body_documents['police/essex'].documents[1]", "repeated"),
    ("body_documents['police/kent']", "repeated"),
    ("body_documents[None].documents[0]", "inconsistent"),
]


@pytest.mark.parametrize("size", [None, 1])
def test_whatever_cannot_be_read_is_an_error_with_the_body_and_the_place(size):
    rows = broken()
    with pytest.raises(InvalidError) as caught:
        [*tables.compare_bodies(rows if size is None else iter(rows.to_batches(size)))]
    assert sorted((one.path, one.code) for one in caught.value.faults) == sorted(WANTED)


def test_reading_stops_after_a_thousand_faults(faults_of):
    rows = pa.table({"body": ["police/kent"] * 3_000, "documents": [[]] * 3_000})
    assert len(faults_of(tables.compare_bodies, rows)) == 1_000


def test_columns_that_are_wrong_are_all_named(faults_of):
    rows = pa.table({"bodies": ["police/kent"], "documents": ["{}"]})
    assert [fault.path for fault in faults_of(tables.compare_bodies, rows)] == [
        "body_documents.body",
        "body_documents.documents",
        "body_documents.bodies",
    ]


def test_unknown_fields_are_kept_if_the_caller_says_so():
    report = make_report(key="a", bodies=["police/kent"])
    text = ncpi.to_json(report).replace('"title": "', '"colour": "red", "title": "')
    rows = pa.table({"body": ["police/kent"], "documents": [[text]]})
    keeping = functools.partial(tables.compare_bodies, unknown="keep")
    assert keeping(rows).num_rows == 0
    with pytest.raises(InvalidError, match="colour"):
        tables.compare_bodies(rows)
