"""A set of tables gives its archive back, or says all that is wrong with it."""

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError


def faults_of(given, **how):
    with pytest.raises(InvalidError) as caught:
        tables.to_archive(given, **how)
    return {fault.path: fault for fault in caught.value.faults}


def test_a_complete_set_gives_the_archive_back(archive, whole):
    assert all(len(table) for table in whole.values())
    assert tables.to_archive(whole) == archive


def test_the_order_of_rows_plays_no_part(archive, whole):
    shuffled = {
        name: attrs.evolve(table, rows=reversed(table.rows)) for name, table in whole.items()
    }
    assert tables.to_archive(shuffled) == archive


def test_a_missing_table_is_named_and_so_is_the_next(whole):
    del whole["sources"], whole["answers"]
    assert set(faults_of(whole)) == {"sources", "answers"}


OTHER = '{"answers": [{"item": "r#recommendation-1", "basis": "stated"}]}'
# A table, its row and how it is changed; the place of the fault, and what is said of it.
WRONG = [
    ("answers", 0, {"finding": "b"}, "[0].report", "no finding 'b' in report 'police/kent/2019'"),
    ("answers", 0, {"item": "recommendation 1"}, "[0].item", "doesn't name an item"),
    ("causes_of_concern", 0, {"item": "x#cause-of-concern-c2"}, "[0].item", "contradicts"),
    ("status_events", 0, {"item": "x#recommendation-3"}, "[0].report", "no item 'x#recommend"),
    ("restatements", 0, {"restated_by": "x#recommendation-8"}, "[0].report", "no item 'x#recom"),
    ("sources", 0, {"owner_position": 7}, "[0].report", "no row of reports for"),
    ("judgments", 0, {"report": "x"}, "[0].report", "there is no report 'x'"),
    ("reports", 1, {"again": True}, "[2]", "police/kent/2019"),
    ("judgments", 0, {"scale": "ncpi-topics-2042"}, "[0].scale", "ncpi-topics-2042"),
    ("case_audits", 0, {"grade": "goood"}, "[0].grade", "Did you mean 'good'?"),
    ("case_audits", 1, {"drop": True}, "", "requires improvement"),
    ("case_audits", 0, {"again": True}, "[9].grade", "'good' is repeated"),
    ("case_audits", 1, {"stated_total": 81}, "[1].stated_total", "81 here, and 80"),
    ("case_audits", slice(6, 9), {"total": 99}, "[8].total", "It should be 31"),
    ("recommendations", 1, {"position": 0}, "[1].position", "must count from 0"),
    ("recommendations", 1, {"position": 7}, "[1].position", "must count from 0"),
    ("status_events", 0, {"dated": "2018-13"}, "[0].dated", "2018-13"),
    ("findings", 1, {"extra": "{"}, "[1].extra", ""),
    ("findings", 1, {"extra": "[]"}, "[1].extra", "not a JSON object"),
    ("findings", 1, {"extra": '{"a": 1, "a": 2}'}, "[1].extra", "'a'"),
    ("findings", 1, {"extra": OTHER}, "[1].extra", "belongs in the table answers"),
]


@pytest.mark.parametrize(("table", "index", "change", "place", "words"), WRONG)
def test_what_is_wrong_in_a_table_is_named_with_its_cell(
    spoilt, table, index, change, place, words
):
    """Rows that belong to nothing, unknown words, contradictions, gaps and repeats."""
    assert words in str(faults_of(spoilt(table, index, **change))[f"{table}{place}"])


def test_what_follows_from_other_cells_must_still_do_so(spoilt):
    given = spoilt("reports", published="2018-09")
    faults = faults_of(given)
    assert set(faults) == {
        "reports[0].published_earliest",
        "reports[0].published_latest",
        "recommendations[0].published",
        "recommendations[1].published",
    }
    entry = str(faults["reports[0].published_earliest"])
    assert "2018-08-01 contradicts the other cells. It should be 2018-09-01" in entry


def test_every_fault_of_every_table_is_listed(spoilt, whole):
    given = spoilt("recommendations", timescale="soon")
    given |= {"findings": spoilt("findings", finding="")["findings"]}
    faults = faults_of(given)
    assert {"recommendations[0].timescale", "findings[0].finding"} <= set(faults)


def test_an_unknown_key_in_extra_is_refused_kept_or_ignored_as_asked(spoilt):
    given = spoilt("findings", 1, extra='{ "mood":  "grim" }')
    assert "findings[1].extra" in faults_of(given)
    kept = tables.to_archive(given, unknown="keep")
    assert kept["police/kent/2019"].finding("a").extra == {"mood": "grim"}
    assert tables.to_archive(given, unknown="ignore")["police/kent/2019"].finding("a").extra == {}


def test_a_scale_of_the_callers_own_comes_back(archive):
    scale = ncpi.GradeScale(key="ncpi-cases-2016", title="theirs", grades=["fine", "poor"])
    audit = ncpi.CaseAudit(scale=scale, counts={"fine": 1})
    mine = ncpi.Report(key="r", title="t", kind=archive.reports[0].kind, case_audits=[audit])
    given = {name: tables.plain(name, mine) for name in tables.COMPLETE}
    assert tables.to_archive(given).reports == (mine,)
