"""Checks across records: references that lead nowhere, and names that no register has.

A record can check only itself. These checks need other reports and the registers, so they
run when asked for, here or by ``ncpi check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import attrs

from ncpi import fields, registers
from ncpi.archive import Archive
from ncpi.errors import OWN_NUMBER, Fault, NcpiError, listed, nearest, path_step, shown
from ncpi.model import (
    FRAMEWORKS,
    CaseAudit,
    CauseOfConcern,
    Finding,
    ItemRef,
    Judgment,
    Measure,
    MonitoringStage,
    PressRelease,
    Recommendation,
    Report,
)
from ncpi.model.responses import Response
from ncpi.model.tracking import Tracker
from ncpi.owed import addressee_names, is_addressee, outsider_in
from ncpi.schedule._applying import programme_names
from ncpi.vocabulary import Completeness, ItemKind

__all__ = ["reference_faults"]


def reference_faults(archive: Archive, *, against: Archive | None = None) -> tuple[Fault, ...]:
    """Every reference in *archive* that leads nowhere, with the nearest that leads somewhere.

    Checked are the earlier reports that a report follows, answers or restates; the
    items of those reports; the reports and items that responses, trackers and press releases
    name; the bodies and inspectorates, which have to be in `ncpi.registers`; the bodies of
    findings, figures, grades and claims, which the report has to concern; addressees that are
    nearly a known name; programmes that are nearly one of a shipped report or deadline rule; and
    themes, which have to be of the report's framework or of another that ncpi ships. The body of a
    response or tracker has to be one that its reports are about, the local policing body of
    one, or one that an item is addressed to. An item that
    isn't listed is a fault if the report lists all that it made, if its key is the register's
    own number, if one with that own number is listed, or if it is a finding that isn't a
    concern. Bodies of kinds that no register has, such as councils,
    can't be checked.

    Args:
        archive: what to check. Its reports may refer to one another.
        against: further reports that they may refer to, such as ``Archive.shipped()``.
    """
    found: list[Fault] = []
    archive = fields.accept(Archive, archive, "archive", found)
    against = None if against is None else fields.accept(Archive, against, "against", found)
    fields.refuse(found, "reference_faults")
    for field, index, fault in faults_by_record(archive, against=against):
        is_report = field == "reports"
        step = path_step(archive.reports[index].key) if is_report else f"[{index}]"
        found.append(fault.below(f"{field}{step}"))
    return tuple(found)


def faults_by_record(
    archive: Archive, *, against: Archive | None = None
) -> Iterator[tuple[str, int, Fault]]:
    """The faults of `reference_faults`, each with its record's field and index in *archive*."""
    others = against.reports if against is not None else ()
    known = {report.key: report for report in (*others, *archive.reports)}

    for field, faults in _FAULTS.items():
        for index, record in enumerate(getattr(archive, field)):
            for fault in faults(record, known):
                yield field, index, fault


def _in_report(report: Report, known: Mapping[str, Report]) -> Iterator[Fault]:
    yield from _links(report, known)
    yield from _names(report)


def _in_response(response: Response, known: Mapping[str, Report]) -> Iterator[Fault]:
    yield from _report_faults("report", response.report, known)
    yield from _party_faults(response.body, [response.report], known)
    for place, answer in enumerate(response.answers):
        yield from _item_faults(f"answers[{place}].item", answer.item, known)


def _in_tracker(tracker: Tracker, known: Mapping[str, Report]) -> Iterator[Fault]:
    reports = dict.fromkeys(entry.item.report for entry in tracker.entries)
    yield from _party_faults(tracker.body, reports, known)
    for place, entry in enumerate(tracker.entries):
        yield from _item_faults(f"entries[{place}].item", entry.item, known)


def _in_stage(stage: MonitoringStage, _: Mapping[str, Report]) -> Iterator[Fault]:
    yield from _body_faults("body", stage.body)


def _in_release(release: PressRelease, known: Mapping[str, Report]) -> Iterator[Fault]:
    if release.report is not None:
        yield from _report_faults("report", release.report, known)
    for place, body in enumerate(release.bodies):
        yield from _body_faults(f"bodies[{place}]", body)


_FAULTS: dict[str, Callable[[Any, Mapping[str, Report]], Iterator[Fault]]] = {
    "reports": _in_report,
    "responses": _in_response,
    "trackers": _in_tracker,
    "monitoring": _in_stage,
    "press_releases": _in_release,
}
"""The faults of a record in each list of an archive."""


def _party_faults(
    body: str | None, reports: Iterable[str], known: Mapping[str, Report]
) -> Iterator[Fault]:
    """The faults of the body whose tracker of, or response to, *reports* it is."""
    misspelt = [*_body_faults("body", body)]
    yield from misspelt
    for key in reports:
        if body is None or misspelt or key not in known:
            continue
        if fault := outsider_in(known[key], body):
            yield fault


def _report_faults(path: str, key: str, known: Mapping[str, Report]) -> Iterator[Fault]:
    if key not in known:
        yield _unlisted(key, [*known], "the key of a known report").below(path)


def _links(report: Report, known: Mapping[str, Report]) -> Iterator[Fault]:
    for index, link in enumerate(report.follows):
        yield from _report_faults(f"follows[{index}].report", link.report, known)
    for name, index, item in _themed(report):
        field = "answers" if name == "findings" else "restates"
        for place, reference in enumerate(item.earlier):
            path = f"{name}[{index}].{field}[{place}].item"
            yield from _item_faults(path, reference.item, known)


def _themed(
    report: Report,
) -> Iterator[tuple[str, int, Recommendation | CauseOfConcern | Finding]]:
    """What may have a theme and refer to earlier items, with its list and its index there."""
    for name in ("recommendations", "causes_of_concern", "findings"):
        for index, item in enumerate(getattr(report, name)):
            yield name, index, item


_LISTS = {
    ItemKind.RECOMMENDATION: "recommendations",
    ItemKind.AREA_FOR_IMPROVEMENT: "recommendations",
    ItemKind.CAUSE_OF_CONCERN: "causes_of_concern",
    ItemKind.CONCERN: "findings",
}
"""The list of a report that holds each kind of item."""


def _item_faults(path: str, item: ItemRef, known: Mapping[str, Report]) -> Iterator[Fault]:
    report = known.get(item.report)
    if report is None:
        yield from _report_faults(path, item.report, known)
        return
    listed = [one.ref(report.key) for one in report.items]
    if item in listed:
        return
    if item.kind is ItemKind.CONCERN and item.key in [one.key for one in report.findings]:
        message = f"finding {shown(item.key)} of {item.report} isn't a concern"
        advice = "If it is one, set its concern to true; otherwise it is no item to be answered"
        yield Fault(path, "choice", message, str(item), advice)
        return
    same = [str(one) for one in listed if one.kind is item.kind]
    own = attrs.evolve(item, key=f"{OWN_NUMBER}{item.key}")
    # Any other item that isn't listed may be one of those that weren't read.
    complete = getattr(report.completeness, _LISTS[item.kind]) is Completeness.COMPLETE
    if complete or item.key.startswith(OWN_NUMBER) or own in listed:
        article = "an" if item.kind.value[0] == "a" else "a"
        fault = _unlisted(str(item), same, f"{article} {item.kind.value} of {item.report}")
        if own in listed:
            advice = f"Did you mean {shown(str(own))}? That is the register's own number"
            fault = attrs.evolve(fault, suggestion=advice)
        yield fault.below(path)


def _unlisted(value: str, choices: Sequence[str], what: str, *, named: Sequence[str] = ()) -> Fault:
    """The fault that *value* is none of *choices*, with the way out.

    That is one of those *named* by it, or the nearest, or else the first three.
    """
    near = nearest(value, choices)
    meant = [shown(one) for one in named] or ([shown(near)] if near else [])
    few = listed([shown(choice) for choice in choices], most=3)
    advice = f"Did you mean {' or '.join(meant[:3])}?" if meant else f"Choose from: {few}"
    return Fault("", "choice", f"{shown(value)} is not {what}", shown(value), advice)


def _names(report: Report) -> Iterator[Fault]:
    outsiders: dict[str, Fault | None] = {}
    for path, body in _bodies_named(report):
        misspelt = [*_body_faults(path, body)]
        yield from misspelt
        # What is addressed to a body makes it one that the report concerns.
        if misspelt or ".addressed_to" in path:
            continue
        if body not in outsiders:
            outsiders[body] = outsider_in(report, body)
        if fault := outsiders[body]:
            yield attrs.evolve(fault, path=path)
    inspectorates = [inspectorate.key for inspectorate in registers.inspectorates]
    for index, key in enumerate(report.inspectorates):
        if key not in inspectorates:
            named: list[str] = []
            with suppress(NcpiError):
                named = [registers.inspectorates.find(key).key]
            what = "an inspectorate in the registers"
            fault = _unlisted(key, inspectorates, what, named=named)
            yield fault.below(f"inspectorates[{index}]")
    yield from _programme_faults(report.programme)
    yield from _addressees(report)
    yield from _themes(report)


_MISSPELT = 0.85
"""How like a known name an unknown one is that must be meant for it."""
_MISSPELT_CODE = 0.75
"""The same of a name that may be of four letters: one wrong letter, or two in the wrong order."""


def _programme_faults(programme: str | None) -> Iterator[Fault]:
    """The fault of a programme that is nearly a known one; any other is free text."""
    known = [*registers.known_programmes()]
    known += [name for rule in registers.deadline_rules for name in programme_names(rule)]
    if programme is None or programme.casefold() in [name.casefold() for name in known]:
        return
    if near := nearest(programme, known, similarity=_MISSPELT_CODE):
        yield _unlisted(programme, [near], "a programme that ncpi knows").below("programme")


def _addressees(report: Report) -> Iterator[Fault]:
    """The addressees that are nearly the name of a party, a group or a body."""
    for index, recommendation in enumerate(report.recommendations):
        for place, name in enumerate(recommendation.addressed_to):
            # A key is checked as one.
            if "/" in name or is_addressee(name):
                continue
            if near := nearest(name, addressee_names(), similarity=_MISSPELT):
                fault = _unlisted(name, [near], "a party, a group or a body that ncpi knows")
                yield fault.below(f"recommendations[{index}].addressed_to[{place}]")


def _themes(report: Report) -> Iterator[Fault]:
    """The themes that are neither of the report's framework nor of another shipped one.

    A report without a framework may have any theme that isn't nearly one of those.
    """
    shipped = dict.fromkeys(theme for one in FRAMEWORKS.values() for theme in one.themes)
    own = report.framework.themes if report.framework is not None else ()
    for name, index, item in _themed(report):
        theme = item.theme
        if theme is None or theme in own or theme in shipped:
            continue
        if own or nearest(theme, shipped, similarity=_MISSPELT):
            what = f"a theme of {report.framework.key}" if report.framework else "a known theme"
            yield _unlisted(theme, [*(own or shipped)], what).below(f"{name}[{index}].theme")


def _body_faults(path: str, key: str | None) -> Iterator[Fault]:
    bodies = registers.known_bodies()
    if key is not None and key not in bodies and not registers.is_of_other_kind(key):
        named = registers.bodies_named(key)
        yield _unlisted(key, [*bodies], "a body in the registers", named=named).below(path)


def _bodies_named(report: Report) -> Iterator[tuple[str, str]]:
    """The path and the key of every body that the report names."""
    for index, key in enumerate(report.bodies):
        yield f"bodies[{index}]", key
    for index, recommendation in enumerate(report.recommendations):
        path = f"recommendations[{index}]"
        for place, key in enumerate(recommendation.addressed_to):
            if "/" in key:  # without a slash it is a group, such as "chief constables"
                yield f"{path}.addressed_to[{place}]", key
        for place, event in enumerate(recommendation.history):
            if event.body is not None:
                yield f"{path}.history[{place}].body", event.body
    for name in ("findings", "case_audits", "judgments", "measures"):
        held: tuple[Finding | CaseAudit | Judgment | Measure, ...] = getattr(report, name)
        for index, one in enumerate(held):
            if one.body is not None:
                yield f"{name}[{index}].body", one.body
