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


def test_arrow_tables_will_do(archive, whole):
    pytest.importorskip("pyarrow")
    assert tables.to_archive({name: table.to_arrow() for name, table in whole.items()}) == archive


def test_the_order_of_rows_plays_no_part(archive, whole):
    shuffled = {
        name: attrs.evolve(table, rows=reversed(table.rows)) for name, table in whole.items()
    }
    assert tables.to_archive(shuffled) == archive


def test_a_missing_table_is_named_and_so_is_the_next(whole):
    del whole["sources"], whole["answers"]
    assert set(faults_of(whole)) == {"sources", "answers"}


def test_a_row_that_belongs_to_nothing_is_named(spoilt):
    faults = faults_of(spoilt("answers", finding="b"))
    assert "there is no finding 'b' in report 'police/kent/2019'" in str(
        faults["answers[0].report"]
    )


def test_an_item_that_is_misnamed_is_refused(spoilt):
    """Its name must follow from the report and the key, and so must those of its rows."""
    faults = faults_of(spoilt("causes_of_concern", item="police/kent/2018#cause-of-concern-c2"))
    assert "causes_of_concern[0].item" in faults
    faults = faults_of(spoilt("status_events", item="police/kent/2018#recommendation-3"))
    assert "there is no item 'police/kent/2018#recommendation-3'" in str(
        faults["status_events[0].report"]
    )
    assert "answers[0].item" in faults_of(spoilt("answers", item="recommendation 1"))


def test_a_row_of_an_unknown_report_is_named(spoilt):
    assert "there is no report 'x'" in str(faults_of(spoilt("judgments", report="x")))


def test_an_unknown_grade_is_named_with_its_row_and_the_nearest(spoilt):
    fault = faults_of(spoilt("case_audits", 0, grade="goood"))["case_audits[0].grade"]
    assert "Did you mean 'good'?" in str(fault)


def test_an_unknown_scale_is_named(spoilt):
    assert "judgments[0].scale" in faults_of(spoilt("judgments", scale="ncpi-topics-2042"))


def test_a_grade_without_a_row_is_missed(spoilt):
    given = spoilt("case_audits", 1, drop=True)
    assert "requires improvement" in str(faults_of(given)["case_audits"])


def test_a_grade_with_two_rows_is_named(spoilt):
    assert "case_audits[9].grade" in faults_of(spoilt("case_audits", 0, again=True))


def test_rows_of_one_audit_must_agree(spoilt):
    assert "case_audits[1].stated_total" in faults_of(spoilt("case_audits", 1, stated_total=81))


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


def test_a_total_that_the_counts_contradict_is_refused(spoilt):
    assert "case_audits[8].total" in faults_of(spoilt("case_audits", slice(6, 9), total=99))


@pytest.mark.parametrize("place", [0, 7])
def test_places_count_from_zero_without_gaps_or_repeats(spoilt, place):
    faults = faults_of(spoilt("recommendations", 1, position=place))
    assert "recommendations[1].position" in faults


def test_a_date_that_is_none_is_named_with_its_cell(spoilt):
    assert "status_events[0].dated" in faults_of(spoilt("status_events", dated="2018-13"))


def test_every_fault_of_every_table_is_listed(spoilt, whole):
    given = spoilt("recommendations", timescale="soon")
    given |= {"findings": spoilt("findings", finding="")["findings"]}
    faults = faults_of(given)
    assert {"recommendations[0].timescale", "findings[0].finding"} <= set(faults)


def test_extra_must_be_a_json_object(spoilt):
    for extra in ("{", "[]", '{"a": 1, "a": 2}'):
        assert "findings[1].extra" in faults_of(spoilt("findings", 1, extra=extra))


def test_an_unknown_key_in_extra_is_refused_kept_or_ignored_as_asked(spoilt):
    given = spoilt("findings", 1, extra='{ "mood":  "grim" }')
    assert "findings[1].extra" in faults_of(given)
    kept = tables.to_archive(given, unknown="keep")
    assert kept["police/kent/2019"].finding("a").extra == {"mood": "grim"}
    assert tables.to_archive(given, unknown="ignore")["police/kent/2019"].finding("a").extra == {}


def test_what_has_a_table_of_its_own_may_not_stand_in_extra(spoilt):
    extra = '{"answers": [{"item": "r#recommendation-1", "basis": "stated"}]}'
    assert "findings[1].extra" in faults_of(spoilt("findings", 1, extra=extra))


def test_two_reports_of_one_key_are_refused(spoilt):
    assert "reports[2]" in faults_of(spoilt("reports", 1, again=True))


def test_a_scale_of_the_callers_own_comes_back(archive):
    scale = ncpi.GradeScale(key="ncpi-cases-2016", title="theirs", grades=["fine", "poor"])
    audit = ncpi.CaseAudit(scale=scale, counts={"fine": 1})
    mine = ncpi.Report(key="r", title="t", kind=archive.reports[0].kind, case_audits=[audit])
    given = {name: tables.plain(name, mine) for name in tables.COMPLETE}
    assert tables.to_archive(given).reports == (mine,)
