"""Police child-protection inspections, and what changed between an inspection and its follow-up.

This module has the records, their enumerations, and the main functions that use them. Everything
else has its own module: `ncpi.registers` (the shipped facts), `ncpi.display` (views),
`ncpi.comparison`, `ncpi.timeline`, `ncpi.programme`, `ncpi.schedule`, `ncpi.serial`,
`ncpi.pages` (published pages read into records), `ncpi.errors`, and `ncpi.testing` for other
packages' tests.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ncpi.errors import NcpiError
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
    Item,
    ItemCount,
    ItemRef,
    JointProgramme,
    Judgment,
    LawEnforcementBody,
    LocalPolicingBody,
    Measure,
    MergedCount,
    MonitoringStage,
    NumberedItem,
    OpeningHours,
    PartialDate,
    PolicingOffice,
    PressContact,
    PressRelease,
    Quote,
    Recommendation,
    Record,
    Reference,
    Report,
    ReportCompleteness,
    ReportLink,
    Restatement,
    Source,
    Sourced,
    StatusEvent,
    StatutoryBasis,
    TermOfOffice,
    Timescale,
)
from ncpi.model.record import promise_records
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    ClosureReason,
    Comparability,
    Completeness,
    Confidence,
    CrosswalkMatch,
    DueStatus,
    Edge,
    FollowUpInterval,
    Grouping,
    ItemKind,
    JudgmentStatus,
    KnownFrom,
    LineHours,
    LinkBasis,
    MatchVerdict,
    MetBy,
    MonitoringStageKind,
    Other,
    Outcome,
    OwedBy,
    Party,
    PeriodStart,
    PeriodUnit,
    Progress,
    Provenance,
    Qualifier,
    Rag,
    ReadingBasis,
    RecommendationKind,
    Relation,
    ReportKind,
    ResponseKind,
    RuleSubject,
    Sampling,
    Season,
    TrackingStatus,
    Verdict,
    Weekday,
)

if TYPE_CHECKING:
    from ncpi import registers
    from ncpi.archive import Archive
    from ncpi.comparison import Comparison, compare
    from ncpi.model.deadline_rules import DeadlineRule
    from ncpi.model.responses import Response, ResponseAnswer
    from ncpi.model.tracking import Action, SignOff, TargetDate, Tracker, Tracking
    from ncpi.schedule import deadlines
    from ncpi.serial import check, from_dict, from_json, load, save, to_dict, to_json
else:
    # Imported on first use: a program needs few of them.
    _LATE = {
        "Archive": "ncpi.archive",
        "DeadlineRule": "ncpi.model.deadline_rules",
        "deadlines": "ncpi.schedule",
        **dict.fromkeys(("Comparison", "compare"), "ncpi.comparison"),
        **dict.fromkeys(("Response", "ResponseAnswer"), "ncpi.model.responses"),
        **dict.fromkeys(
            ("Action", "SignOff", "TargetDate", "Tracker", "Tracking"), "ncpi.model.tracking"
        ),
        **dict.fromkeys(
            ("check", "from_dict", "from_json", "load", "save", "to_dict", "to_json"), "ncpi.serial"
        ),
    }
    _MODULES = ("archive", "comparison", "registers", "serial")

    def __getattr__(name: str) -> Any:
        """The attributes that are imported on first use."""
        if name in _MODULES:
            return import_module(f"ncpi.{name}")
        if name not in _LATE:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        found = globals()[name] = getattr(import_module(_LATE[name]), name)
        return found

    def __dir__() -> list[str]:
        return __all__


# The modules of these classes are imported when a document names their tags.
promise_records("ncpi.archive", "archive")
promise_records("ncpi.registers", "register")
promise_records("ncpi.comparison", "case-audit-comparison", "caveat", "comparison")
promise_records("ncpi.comparison", "finding-answer", "item-comparison", "judgment-comparison")
promise_records("ncpi.comparison", "proposal", "report-heading", "report-mention")
promise_records("ncpi.comparison", "restated-item", "ruling", "similarity", "theme-comparison")
promise_records("ncpi.comparison.pairs", "pair-result")
promise_records("ncpi.comparison.tracked", "tracked-comparison")
promise_records("ncpi.comparison.matching", "matcher", "synonyms")
promise_records("ncpi.schedule", "schedule", "schedule-entry", "undated-deadline", "excluded-rule")
promise_records("ncpi.schedule", "discharge")
promise_records("ncpi.pages", "found", "page-place", "page-warning", "reading")
promise_records("ncpi.timeline", "age", "timeline", "timeline-report")
promise_records("ncpi.timeline", "thread", "thread-claim", "thread-entry", "thread-item")
promise_records(
    "ncpi.programme", "programme-comparison", "coverage", "body-coverage", "report-coverage"
)

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Answer",
    "Archive",
    "Basis",
    "Body",
    "CaseAudit",
    "CauseOfConcern",
    "CauseStatus",
    "CaveatCode",
    "ClosureReason",
    "Comparability",
    "Comparison",
    "Completeness",
    "Confidence",
    "Correction",
    "Crosswalk",
    "CrosswalkMatch",
    "DateSpan",
    "DatedName",
    "Deadline",
    "DeadlineRule",
    "DueStatus",
    "Edge",
    "Finding",
    "FireAndRescueService",
    "FollowUpInterval",
    "Force",
    "Framework",
    "GradeScale",
    "Grouping",
    "Inspector",
    "Inspectorate",
    "Item",
    "ItemCount",
    "ItemKind",
    "ItemRef",
    "JointProgramme",
    "Judgment",
    "JudgmentStatus",
    "KnownFrom",
    "LawEnforcementBody",
    "LineHours",
    "LinkBasis",
    "LocalPolicingBody",
    "MatchVerdict",
    "Measure",
    "MergedCount",
    "MetBy",
    "MonitoringStage",
    "MonitoringStageKind",
    "NcpiError",
    "NumberedItem",
    "OpeningHours",
    "Other",
    "Outcome",
    "OwedBy",
    "PartialDate",
    "Party",
    "PeriodStart",
    "PeriodUnit",
    "PolicingOffice",
    "PressContact",
    "PressRelease",
    "Progress",
    "Provenance",
    "Qualifier",
    "Quote",
    "Rag",
    "ReadingBasis",
    "Recommendation",
    "RecommendationKind",
    "Record",
    "Reference",
    "Relation",
    "Report",
    "ReportCompleteness",
    "ReportKind",
    "ReportLink",
    "Response",
    "ResponseAnswer",
    "ResponseKind",
    "Restatement",
    "RuleSubject",
    "Sampling",
    "Season",
    "SignOff",
    "Source",
    "Sourced",
    "StatusEvent",
    "StatutoryBasis",
    "TargetDate",
    "TermOfOffice",
    "Timescale",
    "Tracker",
    "Tracking",
    "TrackingStatus",
    "Verdict",
    "Weekday",
    "check",
    "compare",
    "deadlines",
    "from_dict",
    "from_json",
    "load",
    "registers",
    "save",
    "to_dict",
    "to_json",
]
