"""How two reports were set together, as rows, and rulings back from theirs."""

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError
from ncpi.model import FRAMEWORKS
from ncpi.testing import make, make_follow_up, make_report, make_ruling

AGAIN = f"{make_ruling().follow_up}#recommendation-1"


def asked_and_found(asked, found):
    before = make_report(recommendations=[make(ncpi.Recommendation, key="1", text=asked)])
    return before, make_follow_up(before, findings=[make(ncpi.Finding, key="a", text=found)])


def test_what_is_undecided_has_a_row_with_similarity_words_and_reason():
    pair = asked_and_found("visit offenders on time", "visits to offenders were made")
    matcher = Matcher(threshold=0.99)
    comparison = ncpi.compare(*pair, matcher=matcher)
    (entry,) = comparison.undecided
    (row,) = tables.plain("undecided", comparison)
    name = f"{pair[0].key}#recommendation-1"
    assert (row["item"], row["finding"], row["restated_by"]) == (name, "a", None)
    assert row["similarity"] == entry.similarity.value
    assert (row["words"], row["other_words"]) == (
        entry.similarity.words,
        entry.similarity.other_words,
    )
    assert (row["basis"], row["reason"]) == ("proposed", entry.reason)


def test_themes_of_two_frameworks_have_a_row_each_and_their_caveats_name_them():
    before = make_report(
        framework=FRAMEWORKS["ncpi-2014"],
        recommendations=[make(ncpi.Recommendation, key="1", theme="initial contact")],
    )
    found = make(ncpi.Finding, key="a", theme="initial response")
    after = make_follow_up(before, framework=FRAMEWORKS["ncpi-2024"], findings=[found])
    comparison = ncpi.compare(before, after)
    rows = {row["theme"]: row for row in tables.plain("theme_comparisons", comparison)}
    assert rows["initial contact"] | {"baseline": "", "follow_up": ""} == {
        "baseline": "",
        "follow_up": "",
        "theme": "initial contact",
        "comparability": "comparable",
        "match": "broad",
        "counterparts": ("initial response",),
        "overlaps": (),
        "recommendations": ("1",),
        "findings": ("a",),
    }
    assert rows["police detention"]["match"] is None
    caveats = tables.plain("caveats", comparison)
    about = {row["key"] for row in caveats if row["table"] == "theme_comparisons"}
    assert {"initial contact", "police detention"} <= about


def test_on_one_framework_no_theme_has_a_row(comparison):
    assert len(tables.plain("theme_comparisons", comparison)) == 0


def test_rulings_come_back_from_every_format_of_their_table(tmp_path):
    pytest.importorskip("pyarrow")
    several = (
        make_ruling(note="=seen by both"),
        make_ruling(restated_by=AGAIN, answers=False),
    )
    table = tables.table("rulings", several)
    tables.write_csv(table, tmp_path / "rulings.csv")
    tables.write_parquet(table, tmp_path / "rulings.parquet")
    assert tables.to_rulings(table) == several
    assert tables.to_rulings(tables.read_csv(tmp_path / "rulings.csv", "rulings")) == several
    assert tables.to_rulings(tables.read_parquet(tmp_path / "rulings.parquet", "rulings")) == (
        several
    )


def test_the_rulings_of_a_comparison_and_those_given_have_a_row_once():
    pair = asked_and_found("visit offenders on time", "visits to offenders were made")
    one = make_ruling(finding="a")
    comparison = ncpi.compare(*pair, rulings=[one])
    assert tables.to_rulings(tables.plain("rulings", [one, comparison])) == (one,)
    assert tables.to_rulings(tables.plain("rulings", comparison)) == (one,)


def test_the_order_in_which_rulings_are_given_changes_nothing():
    several = [make_ruling(by=name, answers=said) for name in "ab" for said in (True, False)]
    table = tables.plain("rulings", several)
    assert tables.plain("rulings", several[::-1]) == table


def test_a_row_whose_item_is_no_name_is_reported_with_the_way_out():
    """A key alone, as in other spreadsheets, isn't enough."""
    table = tables.plain("rulings", [make_ruling()])
    with pytest.raises(InvalidError, match=r"rulings\[0\]\.item: .*Write it as police/"):
        tables.to_rulings(attrs.evolve(table, rows=[{**table[0], "item": "6"}]))


def test_every_row_that_is_no_ruling_is_reported(faults_of):
    table = tables.plain("rulings", [make_ruling(), make_ruling(item="police/kent/2018#concern-2")])
    rows = [{**row, "restated_by": AGAIN, "dated": "2020-05"} for row in table]
    assert [
        fault.path for fault in faults_of(tables.to_rulings, attrs.evolve(table, rows=rows))
    ] == [
        "rulings[0].finding",
        "rulings[1].finding",
    ]
