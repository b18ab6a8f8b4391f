"""From a press release on a follow-up to a report that can be compared with its baseline."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, UnknownNameError, listed
from ncpi.model import Finding, PressRelease, Report, ReportLink
from ncpi.pages._kinds import kind_of_title
from ncpi.pages._reading import Reading
from ncpi.pages._records import REPORT_KINDS, baseline_key, one_body, reports_on
from ncpi.vocabulary import Basis, LinkBasis, Progress, ReportKind

__all__ = ["baseline_of", "follow_up_report"]


def baseline_of(reading: Reading) -> Report:
    """The shipped inspection that the page of a *reading* follows up.

    It is the one of the force whose dates are those that the page gives.

    Raises:
        ncpi.errors.InvalidError: the page isn't recognised or follows up nothing, or it gives no
            force or no date of the inspection.
        ncpi.errors.UnknownNameError: no inspection surely has the date; the candidates are those
            of the force.
    """
    _accepted(reading, "baseline_of")
    _release_or_report(reading)
    body = _body(reading)
    inspections = [one for one in reports_on(body) if one.kind is ReportKind.INSPECTION]
    key = _baseline_key(reading)
    found = next((one for one in inspections if one.key == key), None)
    if found is None:
        keys = [one.key for one in inspections]
        stated = reading.value("baseline")
        if isinstance(stated, Mapping):
            among = f"dates of the inspections of {body} that ncpi ships; add --baseline"
            raise UnknownNameError(" and ".join(map(str, stated.values())), among, keys)
        message = "the page gives no date of the inspection that it follows"
        advice = f"add --baseline {' or '.join(keys) or 'FILE'}"
        raise InvalidError([Fault("", "missing", f"{message}; {advice}")])
    return found


def _baseline_key(reading: Reading) -> str | None:
    return baseline_key({one.field: one.value for one in reading.found})


def _release_or_report(reading: Reading) -> PressRelease | Report:
    """The record of the *reading*, which is of a page that may be on a follow-up."""
    if isinstance(reading.record, (PressRelease, Report)):
        return reading.record
    if reading.kind is None:
        message = "; ".join(one.text for one in reading.warnings)
    elif reading.record is None:
        lacking = ", ".join(reading.missing)
        message = f"no record could be made of this {reading.kind}; not found: {lacking}"
    else:
        message = f"it is of the kind {reading.kind}, not a press release or a report"
    raise InvalidError([Fault("kind", "type", message)])


def _body(reading: Reading) -> str:
    body = one_body({one.field: one.value for one in reading.found})
    if body is None:
        message = "the page names no force, or several"
        raise InvalidError([Fault("bodies", "missing", message)], "the reading")
    return body


def _accepted(reading: Reading, subject: str, *others: Report) -> None:
    """Check the arguments of a caller who may not use a type checker."""
    faults: list[Fault] = []
    fields.accept(Reading, reading, "reading", faults)
    for baseline in others:
        fields.accept(Report, baseline, "baseline", faults)
    fields.refuse(faults, subject)


def follow_up_report(reading: Reading, baseline: Report) -> Report:
    """The follow-up report that a press release announces, as far as the release tells it.

    Its improvements and concerns are findings, in the release's words; its dates are the
    release's or, if the report is a shipped one, those of the register. What they answer isn't
    known: compare it with a matcher, whose links are marked as proposed. If the page is itself
    a report, that report is returned, linked to *baseline*.

    Raises:
        ncpi.errors.InvalidError: the page is neither a release on a follow-up nor a report,
            names no force, or *baseline* is on another.
    """
    _accepted(reading, "follow_up_report", baseline)
    record = _release_or_report(reading)
    if isinstance(record, Report):
        return _linked(record, baseline, reading)
    body = _body(reading)
    kind = kind_of_title(record.report_title or "") or "post-inspection-review"
    if kind == "inspection":
        message = "it announces a first inspection, which follows up no other"
        raise InvalidError([Fault("report_announced", "inconsistent", message)], "the reading")
    improved = [
        Finding(
            key=f"improvement-{place}",
            text=text,
            progress=Progress.IMPROVED,
            progress_basis=Basis.STATED,
            sources=record.sources,
        )
        for place, text in enumerate(record.improvements, 1)
    ]
    concerns = [
        Finding(key=f"concern-{place}", text=text, concern=True, sources=record.sources)
        for place, text in enumerate(record.concerns, 1)
    ]
    shipped = next((one for one in reports_on(body) if one.key == record.report), None)
    report = Report(
        key=record.report or f"{body}/{REPORT_KINDS[kind][1]}-in-the-release",
        title=record.report_title or record.headline,
        kind=REPORT_KINDS[kind][0],
        inspectorates=[record.by] if record.by else [],
        bodies=[body],
        published=record.published or (shipped.published if shipped else None),
        fieldwork=shipped.fieldwork if shipped else None,
        secondary_source="the press release that announces it",
        findings=[*improved, *concerns],
        sources=[*record.sources, *(shipped.sources if shipped else ())],
    )
    return _linked(report, baseline, reading)


def _linked(report: Report, baseline: Report, reading: Reading) -> Report:
    if any(link.report == baseline.key for link in report.follows):
        return report
    if baseline.bodies and report.bodies and not set(baseline.bodies) & set(report.bodies):
        message = f"it is on {listed(baseline.bodies)}, the page on {listed(report.bodies)}"
        raise InvalidError([Fault("bodies", "inconsistent", message)], f"baseline {baseline.key}")
    stated = _baseline_key(reading) == baseline.key
    link = ReportLink(report=baseline.key, basis=LinkBasis.STATED if stated else LinkBasis.INFERRED)
    return attrs.evolve(report, follows=[*report.follows, link])
