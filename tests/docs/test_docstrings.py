"""Code in docstrings is code: it parses, and where it shows a session, the session is true."""

import ast
import doctest
import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from types import ModuleType

import pytest

import ncpi

# A literal block of reStructuredText: what is indented below a line that ends in "::".
LITERAL = re.compile(r"::\n\n((?:(?: {4,}.*)?\n)+)")


def modules() -> Iterator[ModuleType]:
    yield ncpi
    for found in pkgutil.walk_packages(ncpi.__path__, "ncpi."):
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            # A package for an extra that isn't installed here.
            if (error.name or "ncpi").partition(".")[0] == "ncpi":
                raise


def docstrings() -> Iterator[tuple[str, str]]:
    for module in modules():
        for entry in doctest.DocTestFinder(exclude_empty=False).find(module):
            if entry.docstring:
                yield entry.name, textwrap.dedent("    " + entry.docstring) + "\n"


SNIPPETS = [
    pytest.param(textwrap.dedent(snippet), id=name)
    for name, text in docstrings()
    for snippet in LITERAL.findall(text)
]


@pytest.mark.pages
def test_every_session_in_the_docstrings_is_true():
    for module in modules():
        done = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
        assert done.failed == 0, module.__name__


def test_there_are_snippets_in_the_docstrings_to_check():
    assert SNIPPETS


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_snippet_in_the_docstrings_is_python(snippet):
    assert ast.parse(snippet).body
