"""Inspections of how well the police protect children, and what had changed afterwards.

The records, and the few verbs that act on them. Everything else has a named module:
`ncpi.registers` (the shipped facts), `ncpi.vocabulary` (the closed word-lists),
`ncpi.comparison`, `ncpi.timeline`, `ncpi.programme`, `ncpi.schedule`, `ncpi.serial`,
`ncpi.errors`, and `ncpi.testing` for other people's tests.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ncpi import registers
from ncpi.archive import Archive
from ncpi.comparison import Comparison, compare
from ncpi.errors import NcpiError
from ncpi.model import (
    Answer,
    Body,
    CaseAudit,
    CauseOfConcern,
    Continuation,
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
    JointProgramme,
    Judgment,
    LawEnforcementBody,
    OpeningHours,
    PartialDate,
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
from ncpi.serial import check, from_dict, from_json, load, save, to_dict, to_json

if TYPE_CHECKING:
    from ncpi.model.deadline_rules import DeadlineRule
    from ncpi.schedule import deadlines
else:
    # Packages that most programs never enter, opened when they are first asked for.
    _LATE = {"DeadlineRule": "ncpi.model.deadline_rules", "deadlines": "ncpi.schedule"}

    def __getattr__(name: str) -> Any:
        """What is imported late."""
        if name not in _LATE:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(_LATE[name]), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_LATE})


# Few programs need these: they are made when a document names them.
promise_records("ncpi.schedule", "schedule", "schedule-entry", "undated-deadline", "excluded-rule")
promise_records("ncpi.timeline", "age", "timeline", "timeline-report")
promise_records("ncpi.timeline", "thread", "thread-claim", "thread-entry", "thread-item")
promise_records(
    "ncpi.programme", "programme-comparison", "coverage", "body-coverage", "report-coverage"
)

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Archive",
    "Body",
    "CaseAudit",
    "CauseOfConcern",
    "Comparison",
    "Continuation",
    "Correction",
    "Crosswalk",
    "DateSpan",
    "DatedName",
    "Deadline",
    "DeadlineRule",
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
    "NcpiError",
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
