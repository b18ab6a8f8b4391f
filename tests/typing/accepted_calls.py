"""What callers may write for a field, for their type checker: checked, never run."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, assert_type

import attrs

import ncpi
from ncpi import fields
from ncpi.fields import FrozenMapping, Name
from ncpi.owed import owed_items
from ncpi.programme import DayRange
from ncpi.vocabulary import Completeness, Other, Party, ReportKind, Season, Weekday


class Priority(StrEnum):
    """How urgent another project finds a recommendation."""

    URGENT = "urgent"
    ROUTINE = "routine"


@attrs.frozen(kw_only=True)
class Planned(ncpi.Recommendation):
    """A subclass with every kind of converter, as another project writes it."""

    TAG = "typing.planned"

    owner: Name | None = None
    percent: Annotated[int, fields.whole(0, 100)] = 0
    priority: Priority = attrs.field(default=Priority.ROUTINE, converter=fields.one_of[Priority])
    target: date | None = attrs.field(default=None, converter=fields.one_of[date | None])
    met_on: tuple[date, ...] = attrs.field(default=(), converter=fields.many_of[date])
    tags: tuple[str, ...] = attrs.field(default=(), converter=fields.tuple_of[str])
    costs: FrozenMapping[int] = attrs.field(
        factory=FrozenMapping[int], converter=fields.mapping_of[int]
    )


def records() -> None:
    """Enumerations, dates, timescales, scales and frameworks may be text."""
    report = ncpi.Report(
        key="k",
        title="t",
        kind="inspection",
        published="2018-08-30",
        fieldwork="23 April to 4 May 2018",
        framework="ncpi-2014",
        completeness=ncpi.ReportCompleteness(findings="partial"),
        recommendations=[ncpi.Recommendation(key="1", text="t", timescale="3 months")],
        case_audits=[ncpi.CaseAudit(scale="ncpi-cases-2016", counts={"good": 3})],
        judgments=(ncpi.Judgment(topic="t", grade="good", scale="ncpi-topics-2024"),),
    )
    assert_type(report.kind, ReportKind | Other)
    assert_type(report.published, ncpi.PartialDate | None)
    assert_type(report.fieldwork, ncpi.DateSpan | None)
    assert_type(ncpi.DatedName(name="Kent Police", span="1857 to 2018").span, ncpi.DateSpan)
    assert_type(ncpi.PartialDate(year=2018, season="summer").season, Season | None)
    assert_type(ncpi.PartialDate.parse("30 August 2018"), ncpi.PartialDate)
    assert_type(ncpi.DateSpan.parse("2018/19"), ncpi.DateSpan)
    timescale = ncpi.Timescale(weeks=6, by="31 March 2015", wording="within six weeks")
    assert_type(timescale.due_between("30 August 2018"), tuple[date, date] | None)
    assert_type(report.framework, ncpi.Framework | None)
    assert_type(report.completeness.findings, Completeness)
    assert_type(report.recommendations[0].timescale, ncpi.Timescale)
    assert_type(report.case_audits[0].scale, ncpi.GradeScale)
    hours = ncpi.OpeningHours(
        days=["Monday", Weekday.TUESDAY], opens="08:30", closes=time(17), time_zone="Europe/London"
    )
    assert_type(hours.days, tuple[Weekday, ...])
    assert_type(hours.opens, time)
    event = ncpi.StatusEvent(party="force", dated=date(2018, 9, 5), status="complete")
    assert_type(event.party, Party | Other)


def subclasses() -> None:
    """A list is taken for a tuple, text for a member, a dict for a mapping; types stay exact."""
    planned = Planned(
        key="1",
        text="t",
        priority="urgent",
        target="2019-03-31",
        met_on=["2019-03-01", date(2019, 3, 2)],
        tags=["custody"],
        costs={"2019": 12},
    )
    assert_type(planned.priority, Priority)
    assert_type(planned.target, date | None)
    assert_type(planned.met_on, tuple[date, ...])
    assert_type(planned.tags, tuple[str, ...])
    assert_type(planned.costs, FrozenMapping[int])


def functions(report: ncpi.Report, archive: ncpi.Archive) -> None:
    """Arguments take the same forms as fields."""
    assert_type(archive.of_kind("inspection", ReportKind.THEMATIC), ncpi.Archive)
    ncpi.deadlines(report, on="2018-10-24")
    report.recommendations[0].latest_status("force", on="2018-10-24")
    ncpi.registers.forces.on("2019-08-30")
    owed_items(archive.reports, "police/kent", "2019-08-30")
    DayRange.between("2018", date(2019, 8, 30))


def mistakes(report: ncpi.Report) -> None:
    """What is converted nowhere is refused by both checkers."""
    ncpi.Report(key="k", title="t", kind=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Report(key="k", title="t", kind=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Recommendation(key="1", text="t", timescale=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Report(key="k", title="t", kind="inspection", fieldwork=2018)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.DateSpan.parse(2018)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.CaseAudit(scale=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Planned(key="1", text="t", tags=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Planned(key="1", text="t", met_on=[5])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    Planned(key="1", text="t", costs={"2019": "12"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    report.recommendations[0].latest_status(5, on="2018-10-24")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
