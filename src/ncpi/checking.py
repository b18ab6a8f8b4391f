"""Checks across records: references that lead nowhere, and names that no register has.

A record can check only itself. These checks need other reports and the registers, so they
run when asked for, here or by ``ncpi check --references``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ncpi import registers
from ncpi.archive import Archive
from ncpi.errors import Fault, member_fault, path_step
from ncpi.model import Item, Reference, Report
from ncpi.vocabulary import Completeness

__all__ = ["reference_faults"]

_BODIES = (registers.forces, registers.fire_services, registers.bodies)
_BODY = "a body in the registers"


def reference_faults(archive: Archive, *, against: Archive | None = None) -> tuple[Fault, ...]:
    """Every reference in *archive* that leads nowhere, with the nearest that leads somewhere.

    Checked are the earlier reports that a report follows, answers, restates or continues; the
    items of those reports, if the report lists all that it made; and the bodies and
    inspectorates, which have to be in `ncpi.registers`.

    Args:
        archive: the reports to check. They may refer to one another.
        against: further reports that they may refer to, such as ``Archive.shipped()``.
    """
    others = against.reports if against is not None else ()
    known = {report.key: report for report in (*others, *archive.reports)}
    return tuple(
        fault.below(f"reports{path_step(report.key)}")
        for report in archive.reports
        for fault in (*_links(report, known), *_names(report))
    )


def _links(report: Report, known: Mapping[str, Report]) -> Iterator[Fault]:
    for index, link in enumerate(report.follows):
        if link.report not in known:
            yield _unknown_report(link.report, known).below(f"follows[{index}].report")
    for name, items in (
        ("recommendations", report.recommendations),
        ("causes_of_concern", report.causes_of_concern),
    ):
        for index, item in enumerate(items):
            field = "restates" if name == "recommendations" else "continues"
            for place, reference in enumerate(item.takes_up):
                for fault in _reference(reference, name, known):
                    yield fault.below(f"{name}[{index}].{field}[{place}]")
    for index, finding in enumerate(report.findings):
        for place, answer in enumerate(finding.answers):
            for fault in _reference(answer, "recommendations", known):
                yield fault.below(f"findings[{index}].answers[{place}]")


def _reference(reference: Reference, name: str, known: Mapping[str, Report]) -> Iterator[Fault]:
    report = known.get(reference.report)
    if report is None:
        yield _unknown_report(reference.report, known).below("report")
        return
    listed: tuple[Item, ...] = getattr(report, name)
    keys = [item.key for item in listed]
    # An item that isn't listed may be one of those that weren't read.
    complete = getattr(report.completeness, name) is Completeness.COMPLETE
    if complete and reference.item not in keys:
        field = name.removesuffix("s").replace("causes", "cause")
        what = f"a {field.replace('_', ' ')} of {reference.report}"
        yield member_fault(reference.item, keys, what).below(field)


def _unknown_report(key: str, known: Mapping[str, Report]) -> Fault:
    return member_fault(key, [*known], "the key of a known report")


def _names(report: Report) -> Iterator[Fault]:
    bodies = [body.key for register in _BODIES for body in register]
    for index, key in enumerate(report.bodies):
        if key not in bodies:
            yield member_fault(key, bodies, _BODY).below(f"bodies[{index}]")
    inspectorates = [inspectorate.key for inspectorate in registers.inspectorates]
    for index, key in enumerate(report.inspectorates):
        if key not in inspectorates:
            fault = member_fault(key, inspectorates, "an inspectorate in the registers")
            yield fault.below(f"inspectorates[{index}]")
    for index, recommendation in enumerate(report.recommendations):
        for place, key in enumerate(recommendation.addressed_to):
            # Without a slash it is a group, such as "chief constables".
            if "/" in key and key not in bodies:
                path = f"recommendations[{index}].addressed_to[{place}]"
                yield member_fault(key, bodies, _BODY).below(path)
