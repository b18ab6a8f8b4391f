"""Builders and Hypothesis strategies, for testing programs that use ncpi.

A builder makes one valid record, of which a test states only the fields that matter::

    from ncpi.testing import make_finding, make_follow_up, make_report

    baseline = make_report()
    follow_up = make_follow_up(baseline, findings=[make_finding(concern=True)])

Strategies draw records of every kind, with text that is difficult to store and display.
They need Hypothesis, which the extra ``testing`` installs: ``pip install "ncpi[testing]"``::

    from ncpi.testing import pairs

    @given(pairs())
    def test_my_report_shows_every_recommendation(pair): ...

Both take the record's fields as keyword arguments. For another package's subclass, pass the
class to `make` or `instances`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ncpi.errors import MissingExtraError

if TYPE_CHECKING:
    from ncpi.testing._builders import *
    from ncpi.testing._strategies import *

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
    "make",
    "make_answer",
    "make_case_audit",
    "make_cause_of_concern",
    "make_deadline",
    "make_deadline_rule",
    "make_finding",
    "make_fire_and_rescue_service",
    "make_follow_up",
    "make_force",
    "make_inspector",
    "make_inspectorate",
    "make_judgment",
    "make_press_contact",
    "make_press_release",
    "make_recommendation",
    "make_report",
    "make_ruling",
    "make_source",
    "make_status_event",
    "make_tracker",
    "make_tracking",
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

# Type checkers use the imports above; if they saw this function, they would accept any name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A builder, or a strategy: imported on first use, since Hypothesis is slow to import."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        kind = "builders" if name.startswith("make") else "strategies"
        try:
            return getattr(import_module(f"ncpi.testing._{kind}"), name)
        except ModuleNotFoundError as error:
            raise MissingExtraError("testing", error.name or "hypothesis") from error


def __dir__() -> list[str]:
    return __all__
