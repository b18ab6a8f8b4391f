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

from ncpi import model
from ncpi.archive import Archive
from ncpi.comparison import Comparison
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.model.tracking import Tracker, Tracking
from ncpi.schedule import Schedule
from ncpi.testing import _chaining, _drawing, _pairing, _values
from ncpi.testing._report_records import REPORT_RECORDS
from ncpi.testing._result_records import RESULT_RECORDS
from ncpi.testing._small_records import SMALL_RECORDS

# `ncpi.testing` lists what is public.
_drawing.FIELDS.update(SMALL_RECORDS | REPORT_RECORDS | RESULT_RECORDS)

instances = _drawing.instances
chains, pairs = _chaining.chains, _pairing.pairs
names, texts = _values.names, _values.texts
json_objects, json_values = _values.json_objects, _values.json_values

partial_dates = partial(instances, model.PartialDate)
"""Years, seasons, months and days; ``partial_dates(year=2019)`` draws dates in that year."""
date_spans = partial(instances, model.DateSpan)
"""Spans with dates, open ends and unknown ends."""
sources = partial(instances, model.Source)
"""Sources with a title, an address or both."""
dated_names = partial(instances, model.DatedName)
"""Names with the period in which they were used."""
opening_hours = partial(instances, model.OpeningHours)
"""Opening hours, including hours that run past midnight."""
press_contacts = partial(instances, model.PressContact)
"""Press offices, whose hours may not be stated."""
inspectorates = partial(instances, model.Inspectorate)
"""Inspectorates with one name or several."""
inspectors = partial(instances, model.Inspector)
"""Inspectors with their terms of office."""
forces = partial(instances, model.Force)
"""Police forces."""
fire_and_rescue_services = partial(instances, model.FireAndRescueService)
"""Fire and rescue services."""
law_enforcement_bodies = partial(instances, model.LawEnforcementBody)
"""Other policing and law-enforcement bodies."""
local_policing_bodies = partial(instances, model.LocalPolicingBody)
"""Bodies that hold police forces to account."""
monitoring_stages = partial(instances, model.MonitoringStage)
"""Periods at a stage of monitoring."""
grade_scales = partial(instances, model.GradeScale)
"""Scales that ncpi doesn't ship."""
frameworks = partial(instances, model.Framework)
"""Frameworks that ncpi doesn't ship."""
crosswalks = partial(instances, model.Crosswalk)
"""Matches of a theme with a theme of another framework."""
case_audits = partial(instances, model.CaseAudit)
"""Audits in which counts and the total may be unknown, on any scale."""
judgments = partial(instances, model.Judgment)
"""Graded topics, on any scale."""
timescales = partial(instances, model.Timescale)
"""Immediate, ongoing, within a period, by a date, both, only in words, or not stated."""
status_events = partial(instances, model.StatusEvent)
"""A party's claims, with the tracker's statuses and others."""
item_refs = partial(instances, model.ItemRef)
"""Names of items of any kind."""
restatements = partial(instances, model.Restatement)
"""Links of an item to an earlier one."""
recommendations = partial(instances, model.Recommendation)
"""Recommendations and areas for improvement."""
causes_of_concern = partial(instances, model.CauseOfConcern)
"""Causes of concern; in `reports` they refer only to recommendations of the report."""
answers = partial(instances, model.Answer)
"""Links of a finding to a recommendation, on every basis."""
findings = partial(instances, model.Finding)
"""Findings, including some that are both improved and a concern, or have no theme."""
report_links = partial(instances, model.ReportLink)
"""Links to an earlier report, stated or inferred."""
corrections = partial(instances, model.Correction)
"""Changes made after publication."""
report_completenesses = partial(instances, model.ReportCompleteness)
"""Statements of how complete each list of a report is."""
reports = partial(instances, model.Report)
"""Single reports; for a baseline and its follow-up, see `pairs`."""
quotes = partial(instances, model.Quote)
"""Quotations."""
press_releases = partial(instances, model.PressRelease)
"""Press releases."""
deadlines = partial(instances, model.Deadline)
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


def bodies() -> SearchStrategy[model.Body]:
    """Bodies of every kind."""
    kinds: list[type[model.Body]] = [
        model.Body,
        model.Force,
        model.FireAndRescueService,
        model.LawEnforcementBody,
        model.LocalPolicingBody,
    ]
    return st.sampled_from(kinds).flatmap(instances)


def record_classes() -> tuple[type[model.Record], ...]:
    """Every record class that ncpi ships, all of which `instances` can draw."""
    classes = (model.record_class(tag) for tag in model.record_tags())
    return tuple(cls for cls in classes if cls and cls.__module__.startswith("ncpi."))


def records() -> SearchStrategy[model.Record]:
    """Records of any class that ncpi ships."""
    return st.sampled_from(record_classes()).flatmap(instances)
