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

Both take the record's fields as keyword arguments. `make` and `instances` take any class of
records, also another package's subclass: ``instances(Report, published="2019")``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ncpi.errors import MissingExtraError

if TYPE_CHECKING:
    from ncpi.testing._builders import *
    from ncpi.testing._strategies import *

__all__ = [
    "bodies",
    "chains",
    "instances",
    "json_objects",
    "json_values",
    "make",
    "make_answer",
    "make_case_audit",
    "make_cause_of_concern",
    "make_deadline",
    "make_deadline_rule",
    "make_finding",
    "make_follow_up",
    "make_judgment",
    "make_recommendation",
    "make_report",
    "make_ruling",
    "make_status_event",
    "make_tracker",
    "make_tracking",
    "names",
    "pairs",
    "record_classes",
    "records",
    "texts",
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
