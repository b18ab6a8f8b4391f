"""Records written as a single text, and the same records written out."""

import json

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.vocabulary import Edge, ReportKind

REPORT = ncpi.Report(key="k", title="t", kind=ReportKind.INSPECTION)


def content(record):
    return ncpi.to_dict(record)["content"]


@pytest.mark.parametrize("text", ["2018", "2018-08", "2018-08-30", "0001", "9999-12-31"])
def test_a_date_is_written_as_published_and_keeps_its_precision(survives, text):
    report = attrs.evolve(REPORT, published=text)
    assert content(report)["published"] == text
    survives(report)


def test_a_date_may_be_written_out_too():
    document = ncpi.to_dict(REPORT)
    document["content"]["published"] = {"year": 2018, "month": 8}
    assert ncpi.from_dict(document).published == ncpi.PartialDate(year=2018, month=8)


@pytest.mark.parametrize(
    ("written", "advice"),
    [(2018, 'Put it in quotes: "2018"'), (20180830, None), (5, None), (True, None), (2018.5, None)],
)
def test_a_year_that_lacks_its_quotes_is_reported_so(refusal, written, advice):
    document = ncpi.to_dict(REPORT)
    document["content"]["published"] = written
    (fault,) = refusal(document).faults
    assert (fault.path, fault.code) == ("$.content.published", "type")
    assert fault.suggestion == advice


def test_a_number_where_a_scale_belongs_is_not_mended_by_quotes(refusal):
    document = ncpi.to_dict(ncpi.CaseAudit(scale=GRADE_SCALES["peel"]))
    document["content"]["scale"] = 2014
    (fault,) = refusal(document).faults
    assert (fault.code, fault.suggestion) == ("type", None)


@pytest.mark.parametrize("edge", [Edge.OPEN, Edge.UNKNOWN, "2018-08"])
def test_the_edge_of_a_span_stays_open_unknown_or_a_date(survives, edge):
    span = ncpi.DateSpan(start="2010", end=edge)
    assert survives(span).end == span.end


@pytest.mark.parametrize("key", GRADE_SCALES)
def test_a_shipped_scale_is_written_by_its_key(survives, key):
    audit = ncpi.CaseAudit(scale=GRADE_SCALES[key])
    assert content(audit)["scale"] == key
    survives(audit)


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_a_shipped_framework_is_written_by_its_key(survives, key):
    report = attrs.evolve(REPORT, framework=FRAMEWORKS[key])
    assert content(report)["framework"] == key
    survives(report)


def test_a_scale_of_ones_own_is_written_out(survives):
    scale = ncpi.GradeScale(key="ours", title="Ours", grades=["a", "b"], inflections={"A": "a"})
    audit = ncpi.CaseAudit(scale=scale, counts={"a": 1, "b": 0})
    assert content(audit)["scale"] == {
        "key": "ours",
        "title": "Ours",
        "grades": ["a", "b"],
        "inflections": {"A": "a"},
    }
    survives(audit)


def test_a_scale_that_only_borrows_a_shipped_key_is_written_out(survives):
    borrowed = attrs.evolve(GRADE_SCALES["peel"], grades=["good", "requires improvement"])
    audit = ncpi.CaseAudit(scale=borrowed)
    assert isinstance(content(audit)["scale"], dict)
    assert survives(audit).scale == borrowed


@attrs.frozen(kw_only=True)
class WelshScale(ncpi.GradeScale):
    TAG = "tests.welsh-scale"

    welsh: tuple[str, ...] = ()


def test_a_derived_scale_is_written_out_with_its_type(survives):
    scale = WelshScale(key="w", title="W", grades=["da", "gwael"], welsh=("da", "gwael"))
    audit = ncpi.CaseAudit(scale=scale)
    assert content(audit)["scale"]["type"] == "tests.welsh-scale"
    survives(audit)


def test_an_unknown_key_of_a_scale_names_the_nearest_shipped_one(refusal):
    document = ncpi.to_dict(ncpi.CaseAudit(scale=GRADE_SCALES["peel"]))
    document["content"]["scale"] = "ncpi-case-2014"
    (fault,) = refusal(document).faults
    assert (fault.path, fault.code) == ("$.content.scale", "choice")
    assert fault.suggestion.startswith("Did you mean 'ncpi-cases-2014'?")


def test_a_text_where_a_record_without_shorthand_belongs_is_refused(faults):
    document = ncpi.to_dict(ncpi.Report(key="k", title="t", kind="inspection"))
    document["content"]["fieldwork"] = "2018"
    assert faults(document) == [("$.content.fieldwork", "type")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2018-08", {"start": "2018-08", "end": "2018-08"}),
        ("summer 2018 to (still current)", {"start": "summer 2018", "end": "open"}),
        ("4-15 February 2019", {"start": "2019-02-04", "end": "2019-02-15"}),
    ],
)
def test_a_span_as_text_is_refused_with_the_object_to_write(refusal, text, written):
    """The advice is JSON, and YAML too, and means the same span."""
    document = ncpi.to_dict(ncpi.Report(key="k", title="t", kind="inspection"))
    document["content"]["fieldwork"] = text
    (fault,) = refusal(document).faults
    assert json.loads(fault.suggestion.removeprefix("Write ")) == written
    document["content"]["fieldwork"] = written
    assert ncpi.from_dict(document).fieldwork == ncpi.DateSpan.parse(text)


def test_advice_on_a_timescale_in_words_holds_in_a_document(refusal):
    """In a file, text is in quotes already, so quotes can't be the advice."""
    document = ncpi.to_dict(ncpi.Recommendation(key="1", text="t"))
    document["content"]["timescale"] = "as soon as practicable"
    (fault,) = refusal(document).faults
    written = json.loads(fault.suggestion.partition("in a document ")[2])
    document["content"]["timescale"] = written
    meant = ncpi.Timescale(wording="as soon as practicable")
    assert ncpi.from_dict(document).timescale == meant


@pytest.mark.parametrize(
    ("text", "timescale"),
    [
        ("immediately", ncpi.Timescale(immediately=True)),
        ("within 1 month", ncpi.Timescale(months=1)),
        ("within 120 months", ncpi.Timescale(months=120)),
        ("by 2015-03", ncpi.Timescale(by="2015-03")),
    ],
)
def test_a_timescale_is_written_as_its_text_and_read_again(survives, text, timescale):
    recommendation = ncpi.Recommendation(key="1", text="t", timescale=timescale)
    assert content(recommendation)["timescale"] == text
    assert survives(recommendation).timescale == timescale


@pytest.mark.parametrize("text", ["soon", "0 months", "121 months", "3 month's", "by 30 March", ""])
def test_a_text_that_is_no_timescale_is_refused_in_a_document_and_in_a_call(faults, text):
    document = ncpi.to_dict(ncpi.Recommendation(key="1", text="t"))
    document["content"]["timescale"] = text
    assert faults(document) == [("$.content.timescale", "choice")]
    with pytest.raises(InvalidError) as caught:
        ncpi.Recommendation(key="1", text="t", timescale=text)
    assert [fault.path for fault in caught.value.faults] == ["timescale"]
