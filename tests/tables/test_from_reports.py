"""Reports as rows: what each column says, and what is left over."""

import json

import attrs
import pytest
from hypothesis import given

import ncpi
from ncpi import fields, tables
from ncpi.errors import InvalidError
from ncpi.testing import archives, make, make_answer
from ncpi.vocabulary import Edge


@attrs.frozen(kw_only=True)
class Tracked(ncpi.Recommendation):
    TAG = "tests-tables.tracked"

    owner: str | None = attrs.field(default=None, validator=fields.optional(fields.name))


def row_of(table, archive, **wanted):
    (row,) = [
        row
        for row in tables.plain(table, archive)
        if all(row[name] == cell for name, cell in wanted.items())
    ]
    return row


def test_a_date_known_to_a_month_has_its_first_and_last_day(archive):
    row = row_of("reports", archive, report="police/kent/2018")
    entry = (row["published"], str(row["published_earliest"]), str(row["published_latest"]))
    assert entry == ("2018-08", "2018-08-01", "2018-08-31")
    assert (row["fieldwork_start"], row["fieldwork_end"]) == ("2018-04-23", "2018-05-04")
    assert row["extra"] is None


def test_one_body_is_named_and_several_are_listed():
    several = make(ncpi.Report, bodies=["police/kent", "police/essex"])
    row = row_of("reports", several)
    assert (row["body"], row["bodies"]) == (None, ("police/kent", "police/essex"))


def test_a_timescale_is_reported_in_words_and_by_its_parts(archive):
    row = row_of("recommendations", archive, report="police/kent/2018", recommendation="1")
    entry = (row["timescale"], row["immediately"], row["months"], row["due_by"])
    assert entry == ("within 3 months", False, 3, None)


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
    assert entry == [("reports", None, None, 0), ("status_events", "1", 1, 0)]


def test_a_subclass_keeps_its_type_and_fields_in_extra():
    report = make(ncpi.Report, recommendations=[Tracked(key="1", text="t", owner="PC")])
    (row,) = tables.plain("recommendations", report)
    assert json.loads(str(row["extra"])) == {"type": "tests-tables.tracked", "owner": "PC"}


def test_a_scale_that_ncpi_does_not_ship_is_written_out_in_extra():
    scale = ncpi.GradeScale(key="theirs", title="Theirs", grades=["fine", "poor"])
    judgment = ncpi.Judgment(topic="t", grade="poor", scale=scale)
    row = row_of("judgments", make(ncpi.Report, judgments=[judgment]))
    assert (row["scale"], row["grade_rank"]) == ("theirs", 1)
    assert json.loads(str(row["extra"]))["scale"]["grades"] == ["fine", "poor"]


def test_reports_may_be_one_or_several_or_an_archive(archive):
    one, two = archive.reports
    assert tables.plain("reports", [two, one]) == tables.plain("reports", archive)
    assert len(tables.plain("reports", one)) == 1


def test_two_reports_of_one_key_are_refused(archive):
    one, _ = archive.reports
    with pytest.raises(InvalidError):
        tables.plain("reports", [one, one])


@given(archives())
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
    answer = make_answer(report="r", dated=dated)
    report = make(ncpi.Report, findings=[make(ncpi.Finding, answers=[answer])])
    (row,) = tables.plain("answers", report)
    assert (row["dated"], row["extra"]) == (dated, None)
    back = tables.to_archive({name: tables.plain(name, report) for name in tables.COMPLETE})
    assert back.reports[0] == report


@pytest.mark.parametrize("given", [5, "police/kent/2018"])
@pytest.mark.parametrize(
    ("table", "wanted"),
    [("reports", "an archive, a report or several"), ("pairs", "pairs")],
)
def test_what_holds_no_reports_or_pairs_is_refused_in_plain_words(table, wanted, given):
    with pytest.raises(InvalidError, match=f"not {wanted}"):
        tables.plain(table, given)
