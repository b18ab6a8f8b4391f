"""A body that a report is neither about nor addressed to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ncpi.errors import Fault, listed, shown
from ncpi.model.reports import Report

__all__ = ["body_faults", "is_outsider", "outsider_fault"]


def body_faults(body: str, reports: Sequence[Report]) -> Iterator[Fault]:
    """Why a tracker of *reports*, or a response to them, can't be that of *body*."""
    if "/" not in body:
        message = f"{shown(body)} is not the key of a body"
        advice = "Write its key, such as police/merseyside: registers.bodies_named() gives it"
        yield Fault("body", "text", message, shown(body), advice)
        return
    yield from (outsider_fault(one, body) for one in reports if is_outsider(one, body))


def is_outsider(report: Report, body: str) -> bool:
    """Whether *report* alone shows that it asks nothing of the body with the key *body*.

    A body of another kind may answer for one that the report is about, and a group may include
    any: the registers know, see `ncpi.owed.outsider_in`. A local policing body has the slug of
    its force.
    """
    asked = [name for item in report.recommendations for name in item.addressed_to]
    if body in (*report.bodies, *asked):
        return False
    force = re.sub("^local-policing-body/", "police/", body)
    if force != body and is_outsider(report, force):
        return True
    kinds = [one.partition("/")[0].casefold() for one in report.bodies]
    return body.partition("/")[0].casefold() in kinds and all("/" in name for name in asked)


def outsider_fault(report: Report, body: str) -> Fault:
    """The fault that *report* is neither about *body* nor addressed to it, with the way out."""
    message = f"{report.key} is about {listed(report.bodies)} and addresses no item to {body}"
    advice = (
        f"Name {' or '.join(report.bodies)}, the local policing body, or a body that an "
        "item is addressed to"
    )
    return Fault("body", "inconsistent", message, body, advice)
