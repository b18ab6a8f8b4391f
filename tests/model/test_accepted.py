"""What a caller may write for a value, and that one error says all that is wrong."""

import datetime as dt
from enum import Enum

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError
from ncpi.fields._converters import text_reader
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.model.record import record_class, record_tags, resolve_types
from ncpi.vocabulary import Completeness, Weekday

EXAMPLES = {
    dt.date: (dt.date(2018, 8, 30), "2018-08-30"),
    dt.time: (dt.time(8, 30), "08:30"),
    ncpi.PartialDate: (ncpi.PartialDate(year=2018, month=8), "2018-08"),
    ncpi.DateSpan: (ncpi.DateSpan(start="2018-04-01", end="2019-03-31"), "2018/19"),
    ncpi.ItemRef: (
        ncpi.ItemRef(report="r", kind="concern", key="1"),
        "r#concern-1",
    ),
    ncpi.vocabulary.Other: (ncpi.vocabulary.Other("JTAI letter"), "other: JTAI letter"),
    ncpi.Timescale: (ncpi.Timescale(months=3), "3 months"),
    ncpi.GradeScale: (GRADE_SCALES["ncpi-cases-2016"], "ncpi-cases-2016"),
    ncpi.Framework: (FRAMEWORKS["ncpi-2014"], "ncpi-2014"),
}


def text_fields():
    """Every field of a shipped record that holds something which text can stand for."""
    for cls in filter(None, map(record_class, record_tags())):
        if not cls.__module__.startswith("ncpi."):
            continue
        resolve_types(cls)
        for field in attrs.fields(cls):
            kinds = [kind for kind in getattr(field.type, "__args__", (field.type,)) if kind]
            for kind in kinds:
                is_enumeration = isinstance(kind, type) and issubclass(kind, Enum)
                if is_enumeration or kind in EXAMPLES:
                    yield cls, field, kind


def test_text_stands_for_the_value_in_every_field_that_can_hold_it():
    for cls, field, kind in text_fields():
        value, text = (
            (next(iter(kind)), next(iter(kind)).value) if issubclass(kind, Enum) else EXAMPLES[kind]
        )
        if getattr(field.type, "__origin__", None) is tuple:
            (found,) = field.converter([text])
        else:
            found = field.converter(text)
        assert (type(found), found) == (type(value), value), f"{cls.__name__}.{field.name}"


def test_a_record_is_written_with_plain_text_for_its_words():
    report = ncpi.Report(
        key="k",
        title="t",
        kind="inspection",
        published="2018-08-30",
        framework="ncpi-2014",
        completeness=ncpi.ReportCompleteness(findings="partial"),
        recommendations=[ncpi.Recommendation(key="1", text="t", timescale="immediately")],
        case_audits=[ncpi.CaseAudit(scale="ncpi-cases-2016", counts={"good": 3})],
    )
    assert report.framework is FRAMEWORKS["ncpi-2014"]
    assert report.completeness.findings is Completeness.PARTIAL
    assert report.recommendations[0].timescale == ncpi.Timescale(immediately=True)
    assert report.case_audits[0].scale is GRADE_SCALES["ncpi-cases-2016"]


def test_a_constructor_reports_the_faults_of_all_its_arguments_at_once():
    with pytest.raises(InvalidError) as caught:
        ncpi.Report(
            key=5,
            title=" ",
            kind="inspektion",
            published="2018-13",
            framework="ncpi-2015",
            bodies=["police/kent", "police/kent"],
            findings=[ncpi.Finding(key="a", text="t"), "b"],
            unknown_fields=5,
        )
    assert {fault.path for fault in caught.value.faults} == {
        "key",
        "title",
        "kind",
        "published",
        "framework",
        "bodies[1]",
        "findings[1]",
        "unknown_fields",
    }


def test_a_misspelt_word_is_refused_with_the_nearest_and_where_to_import_it_from():
    with pytest.raises(InvalidError) as caught:
        ncpi.Report(key="k", title="t", kind="inspektion")
    advice = caught.value.faults[0].suggestion
    assert advice.startswith("Did you mean 'inspection'?")
    assert advice.endswith('(ncpi.vocabulary.ReportKind). For any other, write Other("...")')


def test_an_unknown_key_of_a_scale_is_refused_with_the_nearest_and_where_they_are():
    with pytest.raises(InvalidError) as caught:
        ncpi.CaseAudit(scale="peal")
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("scale", "choice")
    assert fault.suggestion.startswith("Did you mean 'peel'? Choose from: 'ncpi-cases-2014'")
    assert fault.suggestion.endswith("(ncpi.model.GRADE_SCALES), or make a grade scale of your own")


def test_faults_between_fields_come_from_every_class_of_the_family_together():
    @attrs.frozen(kw_only=True)
    class Costed(ncpi.Source):
        TAG = "tests.costed-source"
        cost: int | None = None
        currency: str | None = None

        def _inconsistencies(self):
            if (self.cost is None) != (self.currency is None):
                yield ncpi.errors.Fault("cost", "inconsistent", "a cost needs a currency")

    with pytest.raises(InvalidError) as caught:
        Costed(cost=5)
    assert [fault.path for fault in caught.value.faults] == ["", "cost"]


@pytest.mark.parametrize("text", ["2018-8-30", "2018-02-30", "30 August 2018", "20180830", ""])
def test_only_iso_text_is_a_day(text):
    assert text_reader(dt.date)(text) == text


@pytest.mark.parametrize("text", ["8:30", "25:00", "0830", "08:30+01:00"])
def test_only_iso_text_without_a_zone_is_a_time(text):
    assert text_reader(dt.time)(text) == text


def test_a_converter_leaves_alone_what_it_cannot_convert():
    given = object()
    assert fields.one_of[Weekday](given) is given
    assert fields.one_of[Weekday]("noday") == "noday"
    assert fields.many_of[Weekday]("Monday") == "Monday"
    assert fields.many_of[Weekday](["Monday", 5]) == (Weekday.MONDAY, 5)
    assert fields.mapping_of[int]("kent") == "kent"


def test_arguments_of_verbs_take_text_as_fields_do():
    archive = ncpi.Archive(reports=[ncpi.Report(key="k", title="t", kind="inspection")])
    assert len(archive.of_kind("inspection")) == 1
    assert ncpi.PartialDate(year=2018).relation("2019").value == "before"
    assert ncpi.DateSpan(start="2018", end="open").covers("2019-08-30") is True
    assert len(ncpi.registers.forces.on("2019-08-30")) == 43
    with pytest.raises(InvalidError) as caught:
        archive.of_kind("inspection", "inspektion", 5)
    assert [fault.path for fault in caught.value.faults] == ["kinds[1]", "kinds[2]"]
