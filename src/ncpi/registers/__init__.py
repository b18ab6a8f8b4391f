"""The shipped registers: inspectorates, inspectors, bodies, reports and deadline rules.

Each register is read from its file on first use, and has a version, an as-of date and a
citation. Every row names its sources.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from ncpi.model import (
    Body,
    FireAndRescueService,
    Force,
    Inspector,
    Inspectorate,
    LawEnforcementBody,
    Record,
    Report,
)
from ncpi.registers._register import Register, RegisterData, Spellings, shipped

if TYPE_CHECKING:
    from ncpi.model.deadline_rules import DeadlineRule

__all__ = [
    "Register",
    "RegisterData",
    "bodies",
    "deadline_rules",
    "fire_services",
    "forces",
    "inspectorates",
    "inspectors",
    "reports",
]

B = TypeVar("B", bound=Body)


# The part of a name that gives the kind of body; the rest is the bare name of its area.
_KIND_OF_BODY = r" (Police( Service)?|Constabulary|Fire (and|&) Rescue Service|Fire Brigade)$"


def _spell_body(body: Body) -> Spellings:
    names = [dated.name for dated in body.names]
    short = [dated.abbreviation for dated in body.names if dated.abbreviation]
    bare = [re.sub(_KIND_OF_BODY, "", name) for name in names]
    weak = (*body.weak_aliases, *((body.area,) if body.area else ()), *bare)
    cells = (body.name, body.area_code or "", body.region or "")
    return Spellings(body.slug, (*names, *short, *body.aliases), weak, cells)


def _body_live(body: Body, day: date) -> bool | None:
    return body.span.covers(day)


def _bodies(name: str, kind: type[B]) -> Register[B]:
    return shipped(name, kind, _spell_body, _body_live, ("name", "code", "region"))


def _spell_inspectorate(inspectorate: Inspectorate) -> Spellings:
    strong = [dated.name for dated in inspectorate.names]
    strong += [dated.abbreviation for dated in inspectorate.names if dated.abbreviation]
    cells = (inspectorate.name, inspectorate.nation or "")
    return Spellings(inspectorate.key, (*strong, *inspectorate.aliases), (), cells)


def _inspectorate_live(inspectorate: Inspectorate, day: date) -> bool | None:
    return inspectorate.span.covers(day)


def _spell_inspector(inspector: Inspector) -> Spellings:
    terms = "; ".join(term.label() for term in inspector.terms)
    return Spellings(
        inspector.key, (inspector.name, *inspector.aliases), (), (inspector.name, terms)
    )


def _spell_report(report: Report) -> Spellings:
    slugs = tuple(body.partition("/")[2] for body in report.bodies)
    cells = (report.kind.value, str(report.published or "undated"), report.title)
    return Spellings(report.key, (report.title,), slugs, cells)


def _report_live(report: Report, day: date) -> bool | None:
    if report.published is None:
        return None
    if report.published.latest <= day:
        return True
    return False if report.published.earliest > day else None


def _spell_rule(rule: DeadlineRule) -> Spellings:
    cells = (rule.period or "none", "yes" if rule.verified else "no", rule.basis or "")
    return Spellings(rule.key, (), (), cells)


def _rule_live(rule: DeadlineRule, day: date) -> bool | None:
    return rule.span.covers(day)


forces: Register[Force] = _bodies("forces", Force)
"""The 43 territorial police forces of England and Wales, by slug."""

bodies: Register[LawEnforcementBody] = _bodies("bodies", LawEnforcementBody)
"""The other policing and law-enforcement bodies that HMICFRS inspects, by slug."""

fire_services: Register[FireAndRescueService] = _bodies("fire_services", FireAndRescueService)
"""The fire and rescue services of England since 2016 and two before, by slug."""

inspectorates: Register[Inspectorate] = shipped(
    "inspectorates",
    Inspectorate,
    _spell_inspectorate,
    _inspectorate_live,
    ("name", "nation"),
)
"""HMICFRS and the inspectorates it works with, by key."""

inspectors: Register[Inspector] = shipped(
    "inspectors",
    Inspector,
    _spell_inspector,
    lambda inspector, day: inspector.in_office(day),
    ("name", "terms of office"),
)
"""HM Chief Inspectors and HM Inspectors of Constabulary since 2014, by key."""

reports: Register[Report] = shipped(
    "reports", Report, _spell_report, _report_live, ("kind", "published", "title")
)
"""The reports of the programme as found in archived public pages, by key."""

deadline_rules: Register[DeadlineRule] = shipped(
    "deadline_rules",
    # Record, because importing DeadlineRule here would create its class on every import.
    cast("type[DeadlineRule]", Record),
    _spell_rule,
    _rule_live,
    ("period", "verified", "basis"),
)
"""What is due after a report, from whom and by when, set by law or by the inspectorate, by key."""


def __dir__() -> list[str]:
    return sorted(__all__)
