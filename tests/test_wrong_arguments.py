"""Guarantee 4 for verbs: an argument of another type is an error of ncpi that says so."""

import importlib
import inspect
from contextlib import suppress

import pytest

from ncpi.errors import NcpiError

MODULES = (
    "ncpi",
    "ncpi.checking",
    "ncpi.comparison",
    "ncpi.comparison.matching",
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
    for wrong in (object(), None, ["x"], 5):
        named = {one.name: wrong for one in parameters if one.kind is one.KEYWORD_ONLY}
        others = [wrong for one in parameters if one.kind is not one.KEYWORD_ONLY]
        with suppress(NcpiError):
            verb(*others, **named)
