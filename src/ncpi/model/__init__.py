"""The records: immutable classes for what an inspectorate published, one module per family.

They don't depend on file formats, the clock or the network.
"""

from ncpi.model._items import Item
from ncpi.model._references import Reference
from ncpi.model.bodies import Body, FireAndRescueService, Force, LawEnforcementBody
from ncpi.model.causes import CauseOfConcern, Continuation
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.deadlines import Deadline
from ncpi.model.findings import Answer, Finding
from ncpi.model.frameworks import FRAMEWORKS, Crosswalk, Framework, crosswalk, same_framework
from ncpi.model.grading import GRADE_SCALES, CaseAudit, GradeScale, Judgment
from ncpi.model.inspectorates import (
    Inspector,
    Inspectorate,
    JointProgramme,
    StatutoryBasis,
    TermOfOffice,
)
from ncpi.model.naming import DatedName
from ncpi.model.press_contacts import OpeningHours, PressContact
from ncpi.model.press_releases import PressRelease, Quote
from ncpi.model.recommendations import Recommendation, Restatement, StatusEvent, Timescale
from ncpi.model.record import Record, promise_records, record_class, record_tags
from ncpi.model.reports import Correction, Report, ReportCompleteness, ReportLink
from ncpi.model.sources import Source, Sourced

__all__ = [
    "FRAMEWORKS",
    "GRADE_SCALES",
    "Answer",
    "Body",
    "CaseAudit",
    "CauseOfConcern",
    "Continuation",
    "Correction",
    "Crosswalk",
    "DateSpan",
    "DatedName",
    "Deadline",
    "Finding",
    "FireAndRescueService",
    "Force",
    "Framework",
    "GradeScale",
    "Inspector",
    "Inspectorate",
    "Item",
    "JointProgramme",
    "Judgment",
    "LawEnforcementBody",
    "OpeningHours",
    "PartialDate",
    "PressContact",
    "PressRelease",
    "Quote",
    "Recommendation",
    "Record",
    "Reference",
    "Report",
    "ReportCompleteness",
    "ReportLink",
    "Restatement",
    "Source",
    "Sourced",
    "StatusEvent",
    "StatutoryBasis",
    "TermOfOffice",
    "Timescale",
    "crosswalk",
    "record_class",
    "record_tags",
    "same_framework",
]

promise_records("ncpi.model.deadline_rules", "deadline-rule")


def __dir__() -> list[str]:
    return sorted(__all__)
