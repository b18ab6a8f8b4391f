"""Spark, run in local mode, gives the answer in process, because it runs the same code."""

import os
import re
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from made_up_bodies import made_up_bodies

import ncpi
from ncpi import tables
from ncpi.testing import make_report

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
pyspark = pytest.importorskip("pyspark")

BODIES = 10_000
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "engines.md"


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # where ncpi is, whatever is on PATH
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "7")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    yield session
    session.stop()


def in_spark(spark, documents, folder):
    """The block of the how-to, run on the Parquet file *documents*."""
    block = re.search(
        r"^:class: spark\n\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    names = {"spark": spark, "tables": tables, "warehouse": str(folder)}
    exec(block[1], names)  # noqa: S102 - our own page
    return pq.read_table(folder / "body_comparisons.parquet")


def in_order(table):
    keys = ["documents_of", "baseline", "follow_up", "table", "item", "area"]
    keys += ["baseline_scale", "baseline_sampling", "follow_up_sampling", "grade_rank"]
    return table.sort_by([(key, "ascending") for key in keys]).to_pylist()


def test_spark_gives_the_answer_in_process_on_ten_thousand_bodies(spark, tmp_path):
    grouped = [*made_up_bodies(BODIES)]
    long = [(body, document) for body, documents in grouped for document in documents]
    bodies, documents = zip(*reversed(long), strict=True)
    (tmp_path / "documents.parquet").mkdir()
    for part in range(4):
        table = pa.table({"body": bodies[part::4], "document": documents[part::4]})
        pq.write_table(table, tmp_path / "documents.parquet" / f"{part}.parquet")
    found = in_spark(spark, documents, tmp_path)
    bodies, documents = zip(*grouped, strict=True)
    wanted = tables.compare_bodies(pa.table({"body": bodies, "documents": documents}))
    assert found.column_names == wanted.column_names
    assert found.num_rows == wanted.num_rows > BODIES
    assert in_order(found) == in_order(wanted)


def test_spark_fails_with_the_body_and_the_place_of_a_broken_document(spark):
    document = ncpi.to_json(make_report(key="a", bodies=["police/essex"]))
    rows = spark.createDataFrame(
        [("police/kent", ["{"]), ("police/essex", [document])],
        "body string, documents array<string>",
    )
    schema = spark.createDataFrame(tables.compare_bodies(tables.table("body_documents", []))).schema
    with pytest.raises(Exception, match=r"body_documents\['police/kent'\]\.documents\[0\]"):
        rows.mapInArrow(tables.compare_bodies, schema).collect()


def test_frames_of_spark_become_an_archive_too(spark, archive):
    frames = {name: spark.createDataFrame(tables.table(name, archive)) for name in tables.COMPLETE}
    assert tables.to_archive(frames) == archive
