"""The records: immutable classes for what an inspectorate published, one module per family.

They don't depend on file formats, the clock or the network.
"""

from ncpi.model.bodies import (
    Body,
    FireAndRescueService,
    Force,
    LawEnforcementBody,
    LocalPolicingBody,
    PolicingOffice,
)
from ncpi.model.causes import CauseOfConcern
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.deadlines import Deadline
from ncpi.model.findings import Answer, Finding
from ncpi.model.frameworks import FRAMEWORKS, Crosswalk, Framework, crosswalk, same_framework
from ncpi.model.grading import GRADE_SCALES, CaseAudit, GradeScale, Judgment, MergedCount
from ncpi.model.inspectorates import (
    Inspector,
    Inspectorate,
    JointProgramme,
    StatutoryBasis,
    TermOfOffice,
)
from ncpi.model.items import Item, ItemRef, NumberedItem, Reference, Restatement
from ncpi.model.measures import Measure
from ncpi.model.monitoring import MonitoringStage
from ncpi.model.naming import DatedName
from ncpi.model.press_contacts import OpeningHours, PressContact
from ncpi.model.press_releases import PressRelease, Quote
from ncpi.model.recommendations import Recommendation, StatusEvent
from ncpi.model.record import Record, promise_records, record_class, record_tags
from ncpi.model.reports import Correction, ItemCount, Report, ReportCompleteness, ReportLink
from ncpi.model.sources import Source, Sourced
from ncpi.model.timescales import Timescale

__all__ = [
    "FRAMEWORKS",
    "GRADE_SCALES",
    "Answer",
    "Body",
    "CaseAudit",
    "CauseOfConcern",
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
    "ItemCount",
    "ItemRef",
    "JointProgramme",
    "Judgment",
    "LawEnforcementBody",
    "LocalPolicingBody",
    "Measure",
    "MergedCount",
    "MonitoringStage",
    "NumberedItem",
    "OpeningHours",
    "PartialDate",
    "PolicingOffice",
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
promise_records("ncpi.model.responses", "response", "response-answer")
promise_records("ncpi.model.tracking", "action", "sign-off", "target-date", "tracker", "tracking")


def __dir__() -> list[str]:
    return __all__
