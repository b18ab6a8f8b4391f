"""Reports as rows: what each column says, and what is left over."""

import json
from unittest.mock import patch

import attrs
import pytest
from hypothesis import given

import ncpi
from ncpi import fields, tables
from ncpi.errors import InvalidError
from ncpi.tables import _from_reports
from ncpi.testing import instances, make, make_answer, make_finding, make_report
from ncpi.vocabulary import Edge


@attrs.frozen(kw_only=True)
class Tracked(ncpi.Recommendation):
    TAG = "tests-tables.tracked"

    owner: fields.Name | None = None


def test_a_date_known_to_a_month_has_its_first_and_last_day(archive, row_of):
    row = row_of("reports", archive, report="police/kent/2018")
    entry = (row["published"], str(row["published_earliest"]), str(row["published_latest"]))
    assert entry == ("2018-08", "2018-08-01", "2018-08-31")
    assert (row["fieldwork_start"], row["fieldwork_end"]) == ("2018-04-23", "2018-05-04")
    assert row["extra"] is None


def test_a_pair_that_only_an_answer_makes_has_no_link():
    asked = make_report(key="police/a/2018")
    answer = make_answer(item="police/a/2018#recommendation-1")
    later = make_report(key="police/a/2019", findings=[make_finding(answers=[answer])])
    (row,) = tables.plain("pairs", ncpi.Archive(reports=[asked, later]))
    assert (row["baseline"], row["link_basis"]) == ("police/a/2018", None)


@pytest.mark.parametrize(
    ("table", "kind"),
    [("recommendations", ncpi.Recommendation), ("findings", ncpi.Finding)],
)
def test_for_one_table_only_the_records_of_its_rows_are_written(archive, table, kind):
    with patch.object(_from_reports, "to_dict", wraps=ncpi.to_dict) as written:
        rows = tables.plain(table, archive).rows
    assert [type(call.args[0]) for call in written.call_args_list] == [kind] * len(rows)
    assert list(rows) == _from_reports.archive_rows(archive)[0][table]


def test_one_body_is_named_and_several_are_listed(row_of):
    several = make(ncpi.Report, bodies=["police/kent", "police/essex"])
    row = row_of("reports", several)
    assert (row["body"], row["bodies"]) == (None, ("police/kent", "police/essex"))


def test_a_timescale_is_reported_in_words_and_by_its_parts(archive, row_of):
    row = row_of("recommendations", archive, report="police/kent/2018", key="1")
    entry = (row["timescale"], row["immediately"], row["months"], row["due_by"])
    assert entry == ("within 3 months", False, 3, None)
    full = ncpi.Timescale(weeks=6, by="2019", wording="in six weeks")
    recommendations = [make(ncpi.Recommendation, timescale=full)]
    row = row_of("recommendations", make(ncpi.Report, recommendations=recommendations))
    entry = (row["weeks"], row["days"], row["ongoing"], row["due_by"], row["timescale_wording"])
    assert entry == (6, None, False, "2019", "in six weeks")
    assert row["timescale"] == 'within 6 weeks and by 2019 ("in six weeks")'


def test_open_closed_and_unknown_are_three_things():
    causes = [
        ncpi.CauseOfConcern(key=key, text="t", span=ncpi.DateSpan(start="2018", end=end))
        for key, end in (("a", Edge.OPEN), ("b", Edge.UNKNOWN), ("c", "2019"))
    ]
    rows = tables.plain("causes_of_concern", make(ncpi.Report, causes_of_concern=causes))
    entry = [(row["closed"], row["still_open"], row["extra"]) for row in rows]
    assert entry == [(None, True, None), (None, None, None), ("2019", False, None)]


def test_a_source_names_the_row_that_it_is_for(archive):
    rows = tables.plain("sources", archive)
    entry = [(row["table"], row["owner"], row["owner_position"], row["position"]) for row in rows]
    name = "police/kent/2018#recommendation-1"
    assert entry == [("reports", None, None, 0), ("status_events", name, 1, 0)]


def test_a_subclass_keeps_its_type_and_fields_in_extra():
    report = make(ncpi.Report, recommendations=[Tracked(key="1", text="t", owner="PC")])
    (row,) = tables.plain("recommendations", report)
    assert json.loads(str(row["extra"])) == {"type": "tests-tables.tracked", "owner": "PC"}


def test_a_scale_that_ncpi_does_not_ship_is_written_out_in_extra(row_of):
    scale = ncpi.GradeScale(key="theirs", title="Theirs", grades=["fine", "poor"])
    judgment = ncpi.Judgment(topic="t", grade="poor", scale=scale)
    row = row_of("judgments", make(ncpi.Report, judgments=[judgment]))
    assert (row["scale"], row["grade_rank"]) == ("theirs", 1)
    assert json.loads(str(row["extra"]))["scale"]["grades"] == ["fine", "poor"]


def test_items_of_every_kind_have_a_row_with_the_name_that_other_tables_use(archive):
    """Every item that a table of an archive names, and that a report lists, is in ``items``."""
    rows = tables.plain("items", archive.reports[0])
    assert [(row["kind"], row["item"]) for row in rows] == [
        ("recommendation", "police/kent/2018#recommendation-1"),
        ("recommendation", "police/kent/2018#recommendation-2"),
        ("cause of concern", "police/kent/2018#cause-of-concern-c1"),
        ("concern", "police/kent/2018#concern-p"),
    ]
    names = set(tables.plain("items", archive).column("item"))
    for table in ("recommendations", "causes_of_concern", "findings", "status_events"):
        assert set(tables.plain(table, archive).column("item")) - {None} <= names
    for table in ("answers", "restatements"):
        assert set(tables.plain(table, archive).column("item")) <= names


def test_a_finding_that_is_no_concern_is_no_item():
    """It has a key, but no name as an item."""
    report = make(ncpi.Report, findings=[make(ncpi.Finding, key="a", concern=False)])
    (row,) = tables.plain("findings", report)
    assert (row["finding"], row["item"]) == ("a", None)
    assert len(tables.plain("items", report)) == len(report.recommendations)


def test_values_of_open_lists_are_written_as_in_documents(archive, row_of):
    """What isn't among the known values begins with other."""
    finding = row_of("findings", archive, finding="p")
    assert (finding["progress"], finding["progress_basis"]) == ("other: much the same", "coded")
    assert row_of("status_events", archive, party="force")["reason"] == "other: merged"


def test_reports_may_be_one_or_several_or_an_archive(archive):
    one, two = archive.reports
    assert tables.plain("reports", [two, one]) == tables.plain("reports", archive)
    assert len(tables.plain("reports", one)) == 1


def test_two_reports_of_one_key_are_refused(archive):
    one, _ = archive.reports
    with pytest.raises(InvalidError):
        tables.plain("reports", [one, one])


@given(instances(ncpi.Archive))
def test_every_record_of_an_archive_has_its_rows(archive):
    wanted = {
        "reports": len(archive),
        "links": sum(len(report.follows) for report in archive),
        "findings": sum(len(report.findings) for report in archive),
        "answers": sum(len(one.answers) for report in archive for one in report.findings),
        "case_audits": sum(
            len(audit.scale.grades) for report in archive for audit in report.case_audits
        ),
    }
    assert {name: len(tables.plain(name, archive)) for name in wanted} == wanted


@pytest.mark.parametrize("dated", [None, "2020-01-31"])
def test_nothing_of_a_link_is_left_over_dated_or_not(dated):
    answer = make_answer(dated=dated)
    report = make(ncpi.Report, findings=[make(ncpi.Finding, answers=[answer])])
    (row,) = tables.plain("answers", report)
    assert (row["dated"], row["extra"]) == (dated, None)
    back = tables.to_archive({name: tables.plain(name, report) for name in tables.COMPLETE})
    assert back.reports[0] == report


@pytest.mark.parametrize("given", [5, "police/kent/2018"])
@pytest.mark.parametrize(
    ("table", "wanted"),
    [("reports", "an archive, a report or several"), ("pairs", "a list or a tuple")],
)
def test_what_holds_no_reports_or_pairs_is_refused_in_plain_words(table, wanted, given):
    with pytest.raises(InvalidError, match=f"not {wanted}"):
        tables.plain(table, given)


def test_how_complete_each_list_of_a_report_is_has_a_column():
    """Every count of a completeness is said for each list of a report."""
    known = ncpi.ReportCompleteness(findings="complete", judgments="partial")
    (row,) = tables.plain("reports", make(ncpi.Report, completeness=known))
    said = {
        name.partition("_completeness")[0]: row[name] for name in row if "_completeness" in name
    }
    assert said == {
        "recommendations": "unknown",
        "causes_of_concern": "unknown",
        "findings": "complete",
        "case_audits": "unknown",
        "judgments": "partial",
    }
