"""Guarantee 4 for verbs: an argument of another type is an error of ncpi that says so."""

import importlib
import inspect
from contextlib import suppress

import pytest

import ncpi
from ncpi import testing
from ncpi.errors import NcpiError

MODULES = (
    "ncpi",
    "ncpi.checking",
    "ncpi.comparison",
    "ncpi.comparison.matching",
    "ncpi.owed",
    "ncpi.pages",
    "ncpi.programme",
    "ncpi.registers",
    "ncpi.schedule",
    "ncpi.serial",
    "ncpi.serial.lines",
    "ncpi.serial.responses",
    "ncpi.tables",
    "ncpi.timeline",
)
VERBS = {
    f"{module}.{name}": verb
    for module in MODULES
    for name in importlib.import_module(module).__all__
    if inspect.isfunction(verb := getattr(importlib.import_module(module), name))
    and inspect.signature(verb).parameters
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_that_is_given_something_else_raises_an_error_of_ncpi(verb):
    """It may also do what it does without the argument, but never raises anything foreign."""
    parameters = inspect.signature(verb).parameters.values()
    keywords = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    for wrong in (object(), None, ["x"], 5):
        named = {one.name: wrong for one in parameters if one.kind in keywords}
        others = [wrong for one in parameters if one.kind not in keywords]
        with suppress(NcpiError):
            verb(*others, **named)


BASELINE = testing.make_report(
    case_audits=[testing.make_case_audit()],
    judgments=[testing.make_judgment()],
    causes_of_concern=[testing.make_cause_of_concern()],
)
FOLLOW_UP = testing.make_follow_up(BASELINE)
ARCHIVE = ncpi.Archive(reports=[BASELINE, FOLLOW_UP])
COMPARISON = ncpi.compare(BASELINE, FOLLOW_UP)
PROGRAMME = ARCHIVE.compare_all()
OBJECTS = (
    ARCHIVE,
    ARCHIVE.coverage(),
    ARCHIVE.timeline("police/exampleshire"),
    BASELINE,
    COMPARISON,
    COMPARISON.items[0],
    COMPARISON.summary.kinds[0],
    FOLLOW_UP.findings[0],
    PROGRAMME,
    PROGRAMME.case_grades(),
    PROGRAMME.follow_up_times(),
    ncpi.DateSpan(start="2018"),
    ncpi.deadlines(BASELINE, on="2019-01-01"),
    ncpi.registers.forces,
    testing.make(ncpi.Response),
    testing.make(ncpi.Inspector),
    testing.make(ncpi.PressContact, as_of="2018"),
    testing.make_tracker(),
    *(
        getattr(BASELINE, name)[0]
        for name in ("case_audits", "causes_of_concern", "recommendations")
    ),
)
METHODS = {
    f"{type(holder).__name__}.{name}": method
    for holder in OBJECTS
    for name in dir(type(holder))
    if not name.startswith("_")
    and inspect.ismethod(method := getattr(holder, name))
    and method.__func__.__module__.startswith("ncpi.")
    and inspect.signature(method).parameters
}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_method_that_is_given_something_else_raises_an_error_of_ncpi(method):
    """As for a verb."""
    test_a_verb_that_is_given_something_else_raises_an_error_of_ncpi(method)
