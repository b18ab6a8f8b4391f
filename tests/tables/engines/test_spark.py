"""Spark, run for real in local mode, says what the object path and Polars say."""

import random
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frames_path import AUDIT_KEYS, ENGINES, OUTCOME_KEYS, answer, asked, by_key
from object_path import LAYOUT, TEXT, TRUTH, WHOLE, accepted, object_path, tables

from ncpi.archive import Archive
from ncpi.comparison.pairs import Pair
from ncpi.model.reports import link_in
from ncpi.tables import save_tables
from ncpi.testing import (
    make_answer,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
)
from ncpi.vocabulary import Basis, Other, Progress, Sampling

pytestmark = pytest.mark.spark
pyspark = pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
    yield session
    session.stop()


def rich_archive():
    """Pairs with something of everything, the same at every run."""
    draw = random.Random(4)  # noqa: S311 - it only has to vary
    pairs = []
    for number in range(12):
        recommendations = [
            make_recommendation(key=str(key), theme=draw.choice(["custody", "Records", None]))
            for key in range(4)
        ]
        audits = [
            [
                make_case_audit(
                    area=area,
                    sampling=sampling,
                    counts={
                        "good": draw.choice([None, 0, 7]),
                        "inadequate": draw.choice([None, 3]),
                    },
                    stated_total=draw.choice([None, 10]),
                )
                for area in (None, "custody")
                for sampling in draw.sample(list(Sampling), draw.randint(0, 4))
            ]
            for _ in range(2)
        ]
        baseline = make_report(
            key=f"baseline-{number}",
            bodies=[f"police/{number % 5}"],
            recommendations=recommendations,
            recommendations_made=draw.choice([None, 4]),
            case_audits=audits[0],
        )
        findings = [
            make_finding(
                key=f"F{place}",
                theme=draw.choice(["custody", "records", None]),
                progress=draw.choice([*Progress, Other("much the same")]),
                progress_basis=draw.choice([Basis.STATED, Basis.CODED]),
                concern=draw.random() < 0.3,
                answers=[
                    make_answer(
                        item=f"{baseline.key}#recommendation-{draw.randrange(4)}",
                        basis=draw.choice(list(Basis)),
                    )
                ],
            )
            for place in range(6)
        ]
        follow_up = make_follow_up(
            baseline,
            key=f"follow-up-{number}",
            findings=findings,
            case_audits=audits[1],
            published=draw.choice(["2019", "2020-03", "2021-04-05"]),
        )
        pairs.append(Pair(baseline, follow_up, link_in(follow_up.follows, baseline.key)))
    return pairs


def spark_engine(spark):
    from pyspark.sql.types import BooleanType, LongType, StringType, StructField, StructType

    kinds = {TEXT: StringType(), WHOLE: LongType(), TRUTH: BooleanType()}

    def frame(name, rows):
        columns = LAYOUT[name]
        schema = StructType([StructField(column, kinds[kind]) for column, kind in columns.items()])
        return spark.createDataFrame([[row[column] for column in columns] for row in rows], schema)

    return frame


def test_spark_says_of_a_rich_archive_what_polars_and_the_object_path_say(spark):
    keyed = rich_archive()
    rows = tables(keyed, [report for pair in keyed for report in pair])
    entry = answer(asked(spark_engine(spark), rows))
    assert entry == answer(asked(ENGINES["polars"], rows))
    assert entry == object_path(keyed)


def test_spark_says_of_the_shipped_register_what_the_object_path_says(spark):
    archive = Archive.shipped()
    keyed = accepted(archive)
    assert answer(asked(spark_engine(spark), tables(keyed, list(archive)))) == object_path(keyed)


def test_the_how_to_reads_the_files_of_save_tables_and_writes_parquet_as_it_shows(spark, tmp_path):
    page = Path(__file__).parents[3] / "docs" / "how-to" / "engines.md"
    block = re.search(
        r"^:class: spark\n\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    keyed = rich_archive()
    archive = Archive(reports=[report for pair in keyed for report in pair])
    warehouse = tmp_path / "inspections"
    save_tables(archive, warehouse)
    exec(block[1], {"spark": spark, "warehouse": str(warehouse)})  # noqa: S102 - our own page
    keyed = accepted(archive)
    written = pq.read_table(warehouse / "case_audit_changes.parquet")
    assert by_key(written, AUDIT_KEYS) == object_path(keyed).case_audits
    written = pq.read_table(warehouse / "outcomes.parquet")
    assert by_key(written, OUTCOME_KEYS) == object_path(keyed).outcomes
