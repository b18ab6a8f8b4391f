"""The shipped registers: inspectorates, inspectors, bodies, reports and deadline rules.

Each register is read from its file on first use, and has a version, an as-of date and a
citation. Every row names its sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from ncpi import fields
from ncpi.errors import AmbiguousNameError, Fault, InvalidError, UnknownNameError, nearest
from ncpi.model import (
    Body,
    FireAndRescueService,
    Force,
    Inspector,
    Inspectorate,
    LawEnforcementBody,
    LocalPolicingBody,
    MonitoringStage,
    PartialDate,
    Record,
    Report,
)
from ncpi.model._shown import Several
from ncpi.model.monitoring import stage_on
from ncpi.model.naming import Named
from ncpi.registers._groups import group_of, holders, titled
from ncpi.registers._register import Register, RegisterData, Spellings, plain
from ncpi.registers._reports import file_of, report_of, responses_in

if TYPE_CHECKING:
    from ncpi.model.deadline_rules import DeadlineRule
    from ncpi.model.responses import Response

__all__ = [
    "Register",
    "RegisterData",
    "bodies",
    "bodies_in_group",
    "bodies_named",
    "deadline_rules",
    "fire_services",
    "forces",
    "inspectorates",
    "inspectors",
    "local_policing_bodies",
    "local_policing_body_of",
    "monitoring",
    "monitoring_stage_of",
    "reports",
    "responses_to",
]

B = TypeVar("B", bound=Body)


# The part of a name that gives the kind of body; the rest is the bare name of its area.
_MOST_CANDIDATES = 5
_KIND_OF_BODY = r" (Police( Service)?|Constabulary|Fire (and|&) Rescue Service|Fire Brigade)$"


def _spell_body(body: Body) -> Spellings:
    bare = [re.sub(_KIND_OF_BODY, "", dated.name) for dated in body.names]
    if isinstance(body, Force):
        bare += [f"{name} {kind}" for name in bare for kind in ("Constabulary", "Police")]
    weak = (*body.weak_aliases, *((body.area,) if body.area else ()), *bare)
    cells = (body.name, body.area_code or "", body.region or "")
    codes = (body.area_code,) if body.area_code else ()
    return Spellings(body.slug, (*_names(body), *codes), weak, cells)


def _names(named: Named) -> tuple[str, ...]:
    short = [dated.abbreviation for dated in named.names if dated.abbreviation]
    return (*(dated.name for dated in named.names), *short, *named.aliases)


def _bodies(name: str, kind: type[B]) -> Register[B]:
    return Register(name, kind, _spell_body, kind.existed_on, ("name", "code", "region"))


def _spell_policing_body(body: LocalPolicingBody) -> Spellings:
    office = body.names[-1]
    cells = (office.name, office.kind, ", ".join(body.forces))
    spelt = _spell_body(body)
    titles = (office.kind, office.kind.removesuffix("'s office"))
    return attrs.evolve(spelt, weak=(*spelt.weak, *titles), cells=cells)


def _spell_stage(stage: MonitoringStage) -> Spellings:
    cells = (stage.stage.value, str(stage.span), stage.reasons_in or "")
    return Spellings(stage.key, (), (stage.body.partition("/")[2],), cells)


def _spell_inspectorate(inspectorate: Inspectorate) -> Spellings:
    cells = (inspectorate.name, inspectorate.nation or "")
    return Spellings(inspectorate.key, _names(inspectorate), (), cells)


def _spell_inspector(inspector: Inspector) -> Spellings:
    terms = "; ".join(term.label() for term in inspector.terms)
    return Spellings(
        inspector.key, (inspector.name, *inspector.aliases), (), (inspector.name, terms)
    )


def _spell_report(report: Report) -> Spellings:
    slugs = tuple(body.partition("/")[2] for body in report.bodies)
    cells = (report.kind.value, str(report.published or "undated"), report.title)
    return Spellings(report.key, (report.title,), slugs, cells)


def _in_span(row: Inspectorate | DeadlineRule, day: date) -> bool | None:
    return row.span.covers(day)


def _report_live(report: Report, day: date) -> bool | None:
    if report.published is None:
        return None
    if report.published.latest <= day:
        return True
    return False if report.published.earliest > day else None


def _spell_rule(rule: DeadlineRule) -> Spellings:
    cells = (rule.period or "none", "yes" if rule.verified else "no", rule.basis or "")
    return Spellings(rule.key, (), (), cells)


forces: Register[Force] = _bodies("forces", Force)
"""The 43 territorial police forces of England and Wales, by slug."""

bodies: Register[LawEnforcementBody] = _bodies("bodies", LawEnforcementBody)
"""The other policing and law-enforcement bodies that HMICFRS inspects, by slug."""

local_policing_bodies: Register[LocalPolicingBody] = Register(
    "local_policing_bodies",
    LocalPolicingBody,
    _spell_policing_body,
    LocalPolicingBody.existed_on,
    ("name", "kind", "forces"),
)
"""The bodies that hold the 43 forces to account, with the offices that followed one another."""

fire_services: Register[FireAndRescueService] = _bodies("fire_services", FireAndRescueService)
"""The fire and rescue services of England since 2016 and two before, by slug."""

BODY_REGISTERS = (forces, fire_services, bodies, local_policing_bodies)
"""The registers of bodies, those that can be inspected first."""


@cache
def known_bodies() -> Mapping[str, Body]:
    """Every body of the registers, by key."""
    return {body.key: body for register in BODY_REGISTERS for body in register}


def is_of_other_kind(key: str) -> bool:
    """Whether *key* is of a kind of body that no register has, such as a council.

    A kind that is nearly one of theirs is misspelt.
    """
    kinds = {one.partition("/")[0] for one in known_bodies()}
    kind, slash, _ = key.partition("/")
    return slash != "" and kind not in kinds and nearest(kind, kinds) is None


inspectorates: Register[Inspectorate] = Register(
    "inspectorates",
    Inspectorate,
    _spell_inspectorate,
    _in_span,
    ("name", "nation"),
)
"""HMICFRS and the inspectorates it works with, by key."""

inspectors: Register[Inspector] = Register(
    "inspectors",
    Inspector,
    _spell_inspector,
    Inspector.in_office,
    ("name", "terms of office"),
)
"""HM Chief Inspectors and HM Inspectors of Constabulary since 2014, by key."""

monitoring: Register[MonitoringStage] = Register(
    "monitoring",
    MonitoringStage,
    _spell_stage,
    MonitoringStage.covers,
    ("stage", "period", "reasons for entering"),
)
"""The periods that forces spent in enhanced monitoring (Engage) since 2019, by key."""

reports: Register[Report] = Register(
    "reports/index",
    Report,
    _spell_report,
    _report_live,
    ("kind", "published", "title"),
    report_of,
)
"""The reports on child protection as found in archived public pages, by key.

The index is read on first use, and each body's reports when one of them is asked for.
"""

deadline_rules: Register[DeadlineRule] = Register(
    "deadline_rules",
    # Record, because importing DeadlineRule here would create its class on every import.
    cast("type[DeadlineRule]", Record),
    _spell_rule,
    _in_span,
    ("period", "verified", "basis"),
)
"""What is due after a report, from whom and by when, set by law or by the inspectorate, by key."""


@cache
def known_programmes() -> tuple[str, ...]:
    """Every programme that a shipped report or deadline rule names."""
    named = [one.programme for one in reports.headings() if one.programme is not None]
    return tuple(dict.fromkeys(chain(named, *(rule.programmes for rule in deadline_rules))))


def local_policing_body_of(force: str) -> LocalPolicingBody:
    """The local policing body of the *force* with this slug, key or name.

    Ask the body for a day: ``local_policing_body_of("kent").office_on("2018-08-30")`` is the
    office that then held the force to account, and None if that isn't certain.

    Raises:
        ncpi.errors.UnknownNameError: no force has this name.
        ncpi.errors.AmbiguousNameError: several do.
    """
    key = _force(force)
    return next(body for body in local_policing_bodies if key in body.forces)


def responses_to(report: str) -> tuple[Response, ...]:
    """What bodies are known to have said in answer to the report with this key.

    Comments, statements and action plans as found. That none is here doesn't mean that nothing
    was said.

    Raises:
        ncpi.errors.UnknownNameError: no shipped report has this key.
    """
    key = reports[report].key
    return Several(one for one in responses_in(file_of(key)) if one.report == key)


def bodies_named(name: str) -> tuple[str, ...]:
    """The keys of the bodies that have this key, slug or name in any register; often one or none.

    A name of several bodies, such as "PCC", "mayor" or the name of an area, gives the keys of all
    of them. A title and a force mean one: "Chief Constable of Kent" the force, "PCC of Kent
    Police" its local policing body.

    Raises:
        ncpi.errors.InvalidError: *name* isn't text.
    """
    return _bodies_named(fields.accepted(str, name, "name", "bodies_named"))


@lru_cache(maxsize=4096)
def _bodies_named(name: str) -> tuple[str, ...]:
    name = name.strip()
    found = [*_named(name)]
    if not found and (parts := titled(name)):
        title, of = parts
        return holders_of(title, [*_named(of)]) or ()
    return tuple(found)


def holders_of(title: str, bodies: Sequence[str]) -> tuple[str, ...] | None:
    """Those of *bodies*, or of their local policing bodies, with this *title*; None if it is none.

    "chief constable" means the forces among them, "PCC" those that hold them to account.
    """
    return holders(title, bodies, local_policing_bodies)


def _named(name: str) -> Iterator[str]:
    with suppress(InvalidError):
        for register in BODY_REGISTERS:
            yield from (body.key for body in register.find_all(name))


def bodies_like(name: str) -> tuple[str, ...]:
    """The keys of the bodies with the names most similar to *name*, which is none of a body."""
    found: list[str] = []
    for register in BODY_REGISTERS:
        with suppress(AmbiguousNameError, InvalidError):
            try:
                register.find(name)
            except UnknownNameError as error:
                found += [register[slug].key for slug in error.candidates]
    return tuple(found)


def body_among(asked: str, known: Sequence[str], among: str) -> str:
    """Which of the *known* keys, described as *among*, *asked* is: by key, slug or name.

    Raises:
        ncpi.errors.UnknownNameError: it is none; the candidates are keys.
        ncpi.errors.AmbiguousNameError: it may be several.
    """
    named = bodies_named(asked)
    wanted = asked.strip().casefold()
    found = (
        [key for key in known if key.casefold() == wanted]
        or [key for key in known if key.casefold().partition("/")[2] == wanted]
        or [key for key in named if key in known]
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousNameError(asked, among, found)
    if named:
        among += f" ({' and '.join(named)}: nothing here)"
    by_name = {plain(name): key for key in known for name in (key, key.partition("/")[2])}
    within = [key for name, key in by_name.items() if plain(asked) in name]
    near = nearest(plain(asked), by_name)
    registered = [key for key in bodies_like(asked) if key in known]
    found = [*within, *([by_name[near]] if near else []), *registered]
    if not found and len(known) <= _MOST_CANDIDATES:
        found = [*known]
    raise UnknownNameError(asked, among, list(dict.fromkeys(found))[:_MOST_CANDIDATES])


def bodies_in_group(name: str, *, on: date | str) -> tuple[str, ...] | None:
    """The keys of the bodies that the name of a group means on a day.

    Such as "chief constables" or "all forces in England and Wales"; None if it isn't the name of
    a group that ncpi knows.

    Raises:
        ncpi.errors.InvalidError: *on* isn't a day.
    """
    faults: list[Fault] = []
    name = fields.accept(str, name, "name", faults)
    day = fields.accept(date, on, "on", faults)
    fields.refuse(faults, "bodies_in_group")
    return group_of(
        name,
        day,
        forces=forces,
        policing_bodies=local_policing_bodies,
        fire_services=fire_services,
    )


def monitoring_stage_of(force: str, *, on: PartialDate | date | str) -> MonitoringStage | None:
    """The monitoring stage of the *force* with this slug, key or name on a day, with its reasons.

    None if unknown: a force without a record isn't at the default stage.

    Raises:
        ncpi.errors.UnknownNameError: no force has this name.
        ncpi.errors.AmbiguousNameError: several do.
    """
    return stage_on(monitoring, _force(force), on)


def _force(name: str) -> str:
    return body_among(name, [force.key for force in forces], "rows of the register of forces")


def __dir__() -> list[str]:
    return __all__
