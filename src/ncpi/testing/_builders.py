"""Builders: valid records of which a test states only the fields that matter.

The places, people and figures are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any, TypeAlias, TypeVar

from ncpi import fields, model
from ncpi.comparison import Ruling
from ncpi.model.dates import partial_date
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Action, SignOff, TargetDate, Tracker, Tracking
from ncpi.vocabulary import (
    Basis,
    CrosswalkMatch,
    ItemKind,
    LinkBasis,
    MonitoringStageKind,
    Party,
    Progress,
    ReportKind,
    ResponseKind,
    Sampling,
    Weekday,
)

N = TypeVar("N", bound=model.Record)

# The types of the values depend on the class.
Values: TypeAlias = dict[str, Any]


def make(cls: type[N], **changes: Any) -> N:
    """A valid record of the class *cls*, which may belong to another package.

    *changes* are the fields that matter to the test; the others have simple values::

        make(TrackedRecommendation, owner="Detective Superintendent Example")

    Raises:
        ncpi.errors.InvalidError: the changes make it invalid.
    """
    for base in cls.__mro__:
        if base in _DEFAULTS:
            return cls(**{**_DEFAULTS[base](changes), **changes})
    return cls(**changes)


def make_follow_up(baseline: model.Report, **changes: Any) -> model.Report:
    """A post-inspection review that finds progress on every recommendation of *baseline*.

    Each recommendation has a finding that answers it and reports improvement. The review is
    published 365 days after the latest possible date of the baseline, or is undated if the
    baseline is.
    """
    published = None
    if baseline.published is not None:
        published = partial_date(baseline.published.latest + timedelta(days=365))
    findings = [
        make_finding(
            key=f"F{place}",
            progress=Progress.IMPROVED,
            answers=[make_answer(item=recommendation.ref(baseline.key))],
        )
        for place, recommendation in enumerate(baseline.recommendations, 1)
    ]
    defaults: Values = {
        "key": f"{baseline.key}-review",
        "title": "Exampleshire Police: how children are protected, a year later",
        "kind": ReportKind.POST_INSPECTION_REVIEW,
        "bodies": baseline.bodies,
        "inspectorates": baseline.inspectorates,
        "framework": baseline.framework,
        "published": published,
        "follows": [make(model.ReportLink, report=baseline.key)],
        "findings": findings,
        "recommendations": (),
    }
    return make_report(**{**defaults, **changes})


def _key_and_names(key: str, name: str) -> Callable[[Values], Values]:
    return lambda _: {"key": key, "names": [model.DatedName(name=name)]}


def _scale(changes: Values, usual: str) -> model.GradeScale:
    """The scale that is asked for; the constructor refuses one that isn't a scale."""
    scale: object = fields.one_of[model.GradeScale](changes.get("scale", usual))
    return scale if isinstance(scale, model.GradeScale) else model.GradeScale.parse(usual)


def _audit(changes: Values) -> Values:
    scale = _scale(changes, "ncpi-cases-2016")
    counts = {} if "stated_total" in changes else dict.fromkeys(scale.grades, 20)
    return {"scale": scale, "counts": counts, "sampling": Sampling.INSPECTORS}


def _judgment(changes: Values) -> Values:
    scale = _scale(changes, "ncpi-topics-2024")
    return {"topic": "investigation", "scale": scale, "grade": scale.grades[0]}


def _crosswalk(changes: Values) -> Values:
    none = "other" in changes and changes["other"] is None
    match = changes.get("match", CrosswalkMatch.NONE if none else CrosswalkMatch.BROAD)
    other = None if match is CrosswalkMatch.NONE else "custody"
    return {"theme": "detention", "framework": "other", "other": other, "match": match}


def _reference(_: Values) -> Values:
    return {"item": f"{_BASELINE}#recommendation-1", "basis": Basis.STATED}


_BASELINE = "police/exampleshire/2018-inspection"
_DEFAULTS: dict[type[model.Record], Callable[[Values], Values]] = {
    model.PartialDate: lambda _: {"year": 2018},
    model.Source: lambda _: {"title": "A page of an example", "url": "https://example.org/page"},
    model.DatedName: lambda _: {"name": "Exampleshire Police"},
    model.OpeningHours: lambda _: {
        "days": tuple(Weekday)[:5],
        "opens": time(9),
        "closes": time(17),
        "time_zone": "Europe/London",
    },
    model.PressContact: lambda _: {"name": "Press office", "phone": "020 7946 0000"},
    model.StatutoryBasis: lambda _: {"act": "Example Act 1999"},
    model.JointProgramme: lambda _: {"name": "Joint example inspections"},
    model.Inspectorate: _key_and_names("example-inspectorate", "The Example Inspectorate"),
    model.TermOfOffice: lambda _: {"role": "Inspector"},
    model.Inspector: lambda _: {"key": "robin-example", "name": "Robin Example"},
    model.Body: _key_and_names("agency/example", "The Example Agency"),
    model.Force: _key_and_names("police/exampleshire", "Exampleshire Police"),
    model.FireAndRescueService: _key_and_names("fire/exampleshire", "Exampleshire Fire and Rescue"),
    model.LawEnforcementBody: lambda _: {
        **_key_and_names("agency/example", "The Example Agency")(_),
        "kind": "agency",
    },
    model.MonitoringStage: lambda _: {
        "body": "police/exampleshire",
        "stage": MonitoringStageKind.ENGAGE,
    },
    model.PolicingOffice: lambda _: {
        "name": "Police and Crime Commissioner for Exampleshire",
        "kind": "police and crime commissioner",
    },
    model.LocalPolicingBody: lambda _: {
        "key": "local-policing-body/exampleshire",
        "names": [make(model.PolicingOffice)],
        "forces": ["police/exampleshire"],
    },
    model.GradeScale: lambda _: {
        "key": "example-scale",
        "title": "An example's scale",
        "grades": ("good", "fair", "poor"),
    },
    model.CaseAudit: _audit,
    model.Judgment: _judgment,
    model.MergedCount: lambda _: {"grades": ("requires improvement", "inadequate"), "count": 40},
    model.Measure: lambda _: {
        "what": "Visits to registered offenders that are overdue",
        "value": 12.0,
    },
    model.ItemCount: lambda changes: {
        "kind": ItemKind.RECOMMENDATION,
        **({} if {"still_open", "closed"} & changes.keys() else {"made": 6}),
    },
    model.Crosswalk: _crosswalk,
    model.Framework: lambda _: {
        "key": "example-framework",
        "title": "An example's themes",
        "themes": ("leadership", "detention"),
    },
    model.StatusEvent: lambda changes: {
        "party": Party.FORCE,
        "dated": date(2019, 1, 15),
        "status": None if changes.get("comment") else "being-progressed",
    },
    model.ItemRef: lambda _: {"report": _BASELINE, "kind": ItemKind.RECOMMENDATION, "key": "1"},
    TargetDate: lambda _: {"target": date(2019, 3, 1)},
    Action: lambda _: {"text": "Appoint a lead."},
    SignOff: lambda _: {"by": "The chief officers' board"},
    Tracking: lambda _: {
        "item": make(model.ItemRef),
        "text": make(model.Recommendation).text,
    },
    Tracker: lambda _: {
        "body": "police/exampleshire",
        "as_of": date(2019, 1, 15),
        "entries": (make(Tracking),),
    },
    model.Restatement: _reference,
    model.Recommendation: lambda _: {
        "key": "1",
        "text": "The force should see that every child in custody has someone to speak for it.",
    },
    model.CauseOfConcern: lambda _: {
        "key": "C1",
        "text": "Nobody checks what becomes of a report about a missing child.",
    },
    model.Answer: _reference,
    model.Finding: lambda _: {"key": "F1", "text": "Officers now ask what the child wants."},
    model.ReportLink: lambda _: {"report": _BASELINE, "basis": LinkBasis.STATED},
    Ruling: lambda changes: {
        "item": make(model.ItemRef),
        "follow_up": f"{_BASELINE}-review",
        "finding": None if changes.get("restated_by") else "F1",
        "answers": True,
        "by": "Robin Example",
        "dated": date(2020, 5, 1),
    },
    model.Correction: lambda _: {"dated": date(2018, 9, 3), "text": "A figure was put right."},
    model.Report: lambda _: {
        "key": _BASELINE,
        "title": "Exampleshire Police: how children are protected",
        "kind": ReportKind.INSPECTION,
        "bodies": ("police/exampleshire",),
        "inspectorates": ("example-inspectorate",),
        "published": date(2018, 8, 30),
        "recommendations": (make(model.Recommendation),),
    },
    model.Quote: lambda _: {"speaker": "Robin Example", "text": "There is more to do."},
    ResponseAnswer: lambda _: {"item": make(model.ItemRef)},
    Response: lambda _: {
        "report": _BASELINE,
        "kind": ResponseKind.COMMENTS,
        "party": Party.LOCAL_POLICING_BODY,
    },
    model.PressRelease: lambda _: {"headline": "Exampleshire Police protect children better"},
    model.Deadline: lambda _: {
        "what": "An answer to the report",
        "due_from": "police/exampleshire",
        "earliest": date(2018, 10, 24),
        "latest": date(2018, 10, 24),
        "rule": "example-rule",
        "verified": False,
        "report": _BASELINE,
    },
    DeadlineRule: lambda _: {
        "key": "example-rule",
        "applies_to": "the body inspected",
        "trigger": "publication of the report",
        "must": ("publish an answer",),
        "verified": True,
    },
}

make_answer = partial(make, model.Answer)
"""An answer stated by the inspectorate, to recommendation 1 of `make_report`."""
make_case_audit = partial(make, model.CaseAudit)
"""An audit over all areas with 20 cases of each grade, on the 2016 scale unless ``scale`` is given.

With a ``stated_total`` but no counts, every count is unknown."""
make_cause_of_concern = partial(make, model.CauseOfConcern)
"""A cause of concern that isn't known to be open or closed."""
make_deadline = partial(make, model.Deadline)
"""Something due on one known date."""
make_deadline_rule = partial(make, DeadlineRule)
"""A rule without a period, which applies to every report."""
make_finding = partial(make, model.Finding)
"""A finding that states no progress and answers no recommendation."""
make_judgment = partial(make, model.Judgment)
"""A topic with the best grade, on the 2024 scale unless ``scale`` is given."""
make_recommendation = partial(make, model.Recommendation)
"""Recommendation 1, without timescale, theme or history."""
make_report = partial(make, model.Report)
"""An inspection of one force with one recommendation; for a follow-up, see `make_follow_up`."""
make_ruling = partial(make, Ruling)
"""A person's ruling that the first finding of `make_follow_up` answers recommendation 1.

With ``restated_by``, that the other recommendation restates it."""
make_tracker = partial(make, Tracker)
"""A tracker of recommendation 1 of `make_report`."""
make_tracking = partial(make, Tracking)
"""A record of recommendation 1 of `make_report`, which waits for an owner."""
make_status_event = partial(make, model.StatusEvent)
"""A force's claim that work is in progress; with a comment, no status unless it is given."""
