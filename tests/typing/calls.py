"""How users call ncpi, for their type checker: checked by mypy and pyright, never run.

A line that a checker must refuse carries both checkers' ignore; each checker reports an
ignore that it didn't need, so that a mistake which goes unnoticed fails the check.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import assert_type

import attrs
import cattrs

import ncpi
from ncpi import fields, serial
from ncpi.comparison import Estimate, ItemComparison
from ncpi.comparison.pairs import Pair
from ncpi.errors import Fault
from ncpi.model.dates import partial_date
from ncpi.registers import Register
from ncpi.serial.lines import read_lines, write_lines
from ncpi.vocabulary import Basis, Other, Outcome, Party, Progress, ReportKind


@attrs.frozen(kw_only=True)
class Tracked(ncpi.Recommendation):
    """What another project writes."""

    TAG = "typing.tracked"

    owner: fields.Name | None = None
    payload: fields.JsonValue = None


def records() -> None:
    """Lists become tuples, text becomes dates, and the checker knows both."""
    recommendation = ncpi.Recommendation(key="1", text="visit on time", actions=["visit"])
    assert_type(recommendation.actions, tuple[str, ...])
    report = ncpi.Report(
        key="police/kent/2020",
        title="Kent",
        kind=ReportKind.INSPECTION,
        published="2020-03",
        bodies=["police/kent"],
        recommendations=[recommendation],
    )
    assert_type(report.published, ncpi.PartialDate | None)
    assert_type(report.recommendations, tuple[ncpi.Recommendation, ...])
    assert_type(report.recommendation("1"), ncpi.Recommendation)
    assert_type(report.recommendation(1), ncpi.Recommendation)
    assert_type(report.finding("a"), ncpi.Finding)
    assert_type(report.cause_of_concern("a"), ncpi.CauseOfConcern)
    assert_type(recommendation.due(date(2020, 3, 2)), date | None)
    assert_type(
        report.with_status(
            "1", ncpi.StatusEvent(party=Party.FORCE, dated="2020", status="complete")
        ),
        ncpi.Report,
    )

    ncpi.Recommendation("1", "text")  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]
    ncpi.Recommendation(key="1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.Recommendation(key=1, text="t")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Report(key="k", title="t", kind=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Finding(key="a", text="t", progress=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.Report(
        key="k",
        title="t",
        kind=ReportKind.INSPECTION,
        recommendations=["1"],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    )
    report.key = "another"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def dates() -> None:
    """Partial dates have no order."""
    one, other = ncpi.PartialDate.parse("2019"), partial_date(date(2019, 8, 30))
    assert_type(one.earliest, date)
    assert_type(other.exact, date | None)
    _ = one < other  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]


def subclasses() -> None:
    """A subclass keeps its own type through domain-named changes and loading."""
    tracked = Tracked(key="1", text="t", owner="A. Superintendent")
    event = ncpi.StatusEvent(party=Party.FORCE, dated=date(2020, 1, 1), comment="in hand")
    assert_type(tracked.with_status(event), Tracked)
    report = ncpi.load("report.json", ncpi.Report)
    assert_type(Tracked.of(report.recommendation(1), owner="A. Superintendent"), Tracked)
    assert_type(report.replacing(tracked), ncpi.Report)
    assert_type(report.recommendation(1, Tracked), Tracked)
    report.recommendation("1", ncpi.Finding)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    report.recommendation(1.5)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    report.replacing(event)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Tracked.of("1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(ncpi.from_json(ncpi.to_json(tracked), Tracked), Tracked)
    assert_type(ncpi.from_json("{}"), ncpi.Record)
    assert_type(ncpi.load("report.json", ncpi.Report, unknown="keep"), ncpi.Report)
    Tracked(key="1", text="t", payload={"rows": [1, None, {"done": True}]})
    Tracked(key="1", text="t", payload={1})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Tracked(key="1", text="t", owner=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.to_json("report")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(ncpi.from_json("{}", Tracked, unknown="ignore"), Tracked)
    ncpi.from_json("{}", unknown="drop")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]


def documents(report: ncpi.Report, archive: ncpi.Archive, path: Path) -> None:
    """Formats and ways to treat unknown keys are words that the checker knows."""
    ncpi.save(report, path, format="yaml")
    ncpi.save(archive, "archive.jsonl")
    assert_type(ncpi.load(path), ncpi.Record)
    assert_type(ncpi.load(path, ncpi.Report, format="yaml", unknown="ignore"), ncpi.Report)
    assert_type(ncpi.load("archive.jsonl", ncpi.Archive), ncpi.Archive)
    assert_type(ncpi.check(path), list[Fault])
    assert_type(ncpi.check(b"{}", format="jsonl", unknown="keep"), list[Fault])
    assert_type(ncpi.check("{}")[0].line, int | None)
    assert_type(ncpi.load(b"{}", ncpi.Report, format="yaml"), ncpi.Report)
    assert_type(serial.make_converter("ignore"), cattrs.Converter)
    chosen: serial.Format = "yaml"
    way: serial.Unknown = "ignore"
    assert_type(ncpi.load(path, Tracked, format=chosen, unknown=way), Tracked)

    ncpi.save(report, path, format="xml")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.load(path, ncpi.Report, format="yml")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    ncpi.load(path, ncpi.Report, "yaml")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    ncpi.load(path, "report")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    ncpi.check(path, unknown="drop")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.check({"format": "ncpi"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.load(5)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    serial.make_converter("drop")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def streams(reports: Iterable[ncpi.Report], path: Path) -> None:
    """JSON Lines give records of the class that is expected, one after the other."""
    assert_type(read_lines(path), Iterator[ncpi.Record])
    assert_type(read_lines(path, ncpi.Report), Iterator[ncpi.Report])
    assert_type(read_lines("a.jsonl", Tracked, unknown="keep"), Iterator[Tracked])
    assert_type(write_lines(reports, path), int)
    assert_type(write_lines((report for report in reports), "a.jsonl"), int)
    write_lines(["report"], path)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    write_lines(ncpi.Source(title="t"), path)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    read_lines(path, unknown="drop")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]


def comparing(baseline: ncpi.Report, follow_up: ncpi.Report) -> None:
    """The main job, and what comes out of it."""
    comparison = ncpi.compare(baseline, follow_up)
    assert_type(comparison, ncpi.Comparison)
    for entry in comparison.recommendations:
        assert_type(entry, ItemComparison)
        assert_type(entry.item, ncpi.Item)
        assert_type(entry.ref, ncpi.ItemRef)
        assert_type(entry.progress, Outcome)
        assert_type(entry.basis, Basis | None)
        assert_type(entry.answers[0].finding.progress, Progress | Other)
    assert_type(comparison.item("recommendation-6"), ItemComparison)
    assert_type(comparison.earlier_concerns, tuple[ItemComparison, ...])
    assert_type(comparison.unlinked_concerns, tuple[ncpi.Finding, ...])
    assert_type(comparison.case_audits[0].change("good").difference, Estimate | None)
    assert_type(comparison.judgments[0].steps, int | None)
    ncpi.compare(baseline)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.compare("merseyside", follow_up)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def registers_and_archives(archive: ncpi.Archive) -> None:
    """Registers know what they hold."""
    assert_type(ncpi.registers.forces, Register[ncpi.Force])
    assert_type(ncpi.registers.forces["kent"], ncpi.Force)
    assert_type(ncpi.registers.forces.get("kent"), ncpi.Force | None)
    assert_type(ncpi.registers.forces.get("kent", 0), ncpi.Force | int)
    assert_type(iter(ncpi.registers.reports), Iterator[ncpi.Report])
    assert_type(
        ncpi.registers.fire_services.on(date(2019, 8, 30)), Register[ncpi.FireAndRescueService]
    )
    assert_type(archive.pair("merseyside"), Pair)
    assert_type(archive.for_body("kent"), ncpi.Archive)
    office = ncpi.registers.inspectorates["hmicfrs"]
    assert_type(office.contact_at(datetime(2026, 1, 1)), ncpi.PressContact | None)  # noqa: DTZ001 - only its type matters
    assert_type(office.contacts_at(datetime(2026, 1, 1)), tuple[ncpi.PressContact, ...])  # noqa: DTZ001 - only its type matters
    assert_type(office.contacts[0].is_dated(date(2026, 1, 1)), bool | None)
    ncpi.PressContact(name="Line", phone="1", hours="any time")
    policing_body = ncpi.registers.local_policing_body_of("kent")
    assert_type(policing_body, ncpi.LocalPolicingBody)
    assert_type(policing_body.office_on("2018-08-30"), ncpi.PolicingOffice | None)
    assert_type(
        ncpi.registers.monitoring_stage_of("kent", on="2022-06-30"), ncpi.MonitoringStage | None
    )
    ncpi.MonitoringStage(body="police/kent", stage="engage", seen_on=["2022-06-30"])
    ncpi.MonitoringStage(body="police/kent", stage=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.registers.monitoring_stage_of("kent")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    archive.of_kind(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
