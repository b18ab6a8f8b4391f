"""Lets the tests of this folder import its paths; most engines are a step of their own."""

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

EVERY_DAY = "test_the_shipped_register_is_compared_as_the_object_path_does"
"""What is asked of every engine in the everyday run too."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for item in items:
        if not isinstance(item, pytest.Function) or not item.path.is_relative_to(HERE):
            continue
        engine = item.callspec.params.get("engine") if hasattr(item, "callspec") else None
        if engine not in (None, "polars") and item.originalname != EVERY_DAY:
            item.add_marker(pytest.mark.engines)
