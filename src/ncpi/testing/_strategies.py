"""Hypothesis strategies for every record.

Each takes the record's fields as keyword arguments: values, or strategies for them. `instances`
draws another package's subclass, which can then be used wherever its base class can::

    tracked = instances(TrackedRecommendation, owner=st.none() | names())
    reports(recommendations=st.lists(tracked, unique_by=lambda record: record.key))
    pairs(recommendations=tracked)
"""

from __future__ import annotations

from functools import partial

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ncpi.archive import Archive
from ncpi.comparison import Comparison
from ncpi.model import (
    Answer,
    Body,
    CaseAudit,
    CauseOfConcern,
    Correction,
    Crosswalk,
    DatedName,
    DateSpan,
    Deadline,
    Finding,
    FireAndRescueService,
    Force,
    Framework,
    GradeScale,
    Inspector,
    Inspectorate,
    ItemRef,
    Judgment,
    LawEnforcementBody,
    LocalPolicingBody,
    MonitoringStage,
    OpeningHours,
    PartialDate,
    PressContact,
    PressRelease,
    Quote,
    Recommendation,
    Record,
    Report,
    ReportCompleteness,
    ReportLink,
    Restatement,
    Source,
    StatusEvent,
    Timescale,
    record_class,
    record_tags,
)
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.model.tracking import Tracker, Tracking
from ncpi.schedule import Schedule
from ncpi.testing._chaining import chains
from ncpi.testing._drawing import FIELDS, instances
from ncpi.testing._match_records import MATCH_RECORDS
from ncpi.testing._pairing import pairs
from ncpi.testing._programme_records import PROGRAMME_RECORDS
from ncpi.testing._report_records import REPORT_RECORDS
from ncpi.testing._result_records import RESULT_RECORDS
from ncpi.testing._schedule_records import SCHEDULE_RECORDS
from ncpi.testing._small_records import SMALL_RECORDS
from ncpi.testing._timeline_records import TIMELINE_RECORDS
from ncpi.testing._values import json_objects, json_values, names, texts

__all__ = [
    "answers",
    "archives",
    "bodies",
    "case_audits",
    "causes_of_concern",
    "chains",
    "comparisons",
    "corrections",
    "crosswalks",
    "date_spans",
    "dated_names",
    "deadline_rules",
    "deadlines",
    "findings",
    "fire_and_rescue_services",
    "forces",
    "frameworks",
    "grade_scales",
    "inspectorates",
    "inspectors",
    "instances",
    "item_refs",
    "json_objects",
    "json_values",
    "judgments",
    "law_enforcement_bodies",
    "local_policing_bodies",
    "monitoring_stages",
    "names",
    "opening_hours",
    "pairs",
    "partial_dates",
    "press_contacts",
    "press_releases",
    "quotes",
    "recommendations",
    "record_classes",
    "records",
    "report_completenesses",
    "report_links",
    "reports",
    "restatements",
    "schedules",
    "sources",
    "status_events",
    "texts",
    "timescales",
    "trackers",
    "trackings",
]

FIELDS.update(
    {
        **SMALL_RECORDS,
        **REPORT_RECORDS,
        **RESULT_RECORDS,
        **TIMELINE_RECORDS,
        **PROGRAMME_RECORDS,
        **SCHEDULE_RECORDS,
        **MATCH_RECORDS,
    }
)

partial_dates = partial(instances, PartialDate)
"""Years, seasons, months and days; ``partial_dates(year=2019)`` draws dates in that year."""
date_spans = partial(instances, DateSpan)
"""Spans with dates, open ends and unknown ends."""
sources = partial(instances, Source)
"""Sources with a title, an address or both."""
dated_names = partial(instances, DatedName)
"""Names with the period in which they were used."""
opening_hours = partial(instances, OpeningHours)
"""Opening hours, including hours that run past midnight."""
press_contacts = partial(instances, PressContact)
"""Press offices, whose hours may not be stated."""
inspectorates = partial(instances, Inspectorate)
"""Inspectorates with one name or several."""
inspectors = partial(instances, Inspector)
"""Inspectors with their terms of office."""
forces = partial(instances, Force)
"""Police forces."""
fire_and_rescue_services = partial(instances, FireAndRescueService)
"""Fire and rescue services."""
law_enforcement_bodies = partial(instances, LawEnforcementBody)
"""Other policing and law-enforcement bodies."""
local_policing_bodies = partial(instances, LocalPolicingBody)
"""Bodies that hold police forces to account."""
monitoring_stages = partial(instances, MonitoringStage)
"""Periods at a stage of monitoring."""
grade_scales = partial(instances, GradeScale)
"""Scales that ncpi doesn't ship."""
frameworks = partial(instances, Framework)
"""Frameworks that ncpi doesn't ship."""
crosswalks = partial(instances, Crosswalk)
"""Matches of a theme with a theme of another framework."""
case_audits = partial(instances, CaseAudit)
"""Audits in which counts and the total may be unknown, on any scale."""
judgments = partial(instances, Judgment)
"""Graded topics, on any scale."""
timescales = partial(instances, Timescale)
"""Immediate, ongoing, within a period, by a date, both, only in words, or not stated."""
status_events = partial(instances, StatusEvent)
"""A party's claims, with the tracker's statuses and others."""
item_refs = partial(instances, ItemRef)
"""Names of items of any kind."""
restatements = partial(instances, Restatement)
"""Links of an item to an earlier one."""
recommendations = partial(instances, Recommendation)
"""Recommendations and areas for improvement."""
causes_of_concern = partial(instances, CauseOfConcern)
"""Causes of concern; in `reports` they refer only to recommendations of the report."""
answers = partial(instances, Answer)
"""Links of a finding to a recommendation, on every basis."""
findings = partial(instances, Finding)
"""Findings, including some that are both improved and a concern, or have no theme."""
report_links = partial(instances, ReportLink)
"""Links to an earlier report, stated or inferred."""
corrections = partial(instances, Correction)
"""Changes made after publication."""
report_completenesses = partial(instances, ReportCompleteness)
"""Statements of how complete each list of a report is."""
reports = partial(instances, Report)
"""Single reports; for a baseline and its follow-up, see `pairs`."""
quotes = partial(instances, Quote)
"""Quotations."""
press_releases = partial(instances, PressRelease)
"""Press releases."""
deadlines = partial(instances, Deadline)
"""Things due on a date, or between two dates."""
deadline_rules = partial(instances, DeadlineRule)
"""Rules with and without a period, for all reports or for some."""
schedules = partial(instances, Schedule)
"""What is due after a report, as of one date."""
archives = partial(instances, Archive)
"""Archives of a few reports, some of which may follow others."""
trackings = partial(instances, Tracking)
"""Bodies' own records of items, with targets in the order in which they were set."""
trackers = partial(instances, Tracker)
"""Trackers of a few items."""
comparisons = partial(instances, Comparison)
"""The results of `ncpi.compare` for `pairs`."""


def bodies() -> SearchStrategy[Body]:
    """Bodies of every kind."""
    kinds: list[type[Body]] = [
        Body,
        Force,
        FireAndRescueService,
        LawEnforcementBody,
        LocalPolicingBody,
    ]
    return st.sampled_from(kinds).flatmap(instances)


def record_classes() -> tuple[type[Record], ...]:
    """Every record class that ncpi ships, all of which `instances` can draw."""
    classes = (record_class(tag) for tag in record_tags())
    return tuple(cls for cls in classes if cls and cls.__module__.startswith("ncpi."))


def records() -> SearchStrategy[Record]:
    """Records of any class that ncpi ships."""
    return st.sampled_from(record_classes()).flatmap(instances)
