"""What the guarantees' tests share: the second package, and a walk through documents."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ncpi.errors import path_step

sys.path.insert(0, str(Path(__file__).parent))
if find_spec("improvement_tracker") is None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "second_package" / "src"))

Leaf = tuple[str, Any, Any]
"""A path in a document, the list or dict at its end, and the index or key there."""


def _leaves(value: Any, path: str) -> Iterator[Leaf]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for place, held in items:
        below = path + (path_step(place) if isinstance(place, str) else f"[{place}]")
        if place == "value" and "rule" in value:
            continue  # what a rule found in a page may be any JSON
        if isinstance(held, (dict, list)):
            yield from _leaves(held, below)
        elif place != "type":
            yield below, value, place


@pytest.fixture(scope="session")
def leaves() -> Callable[[dict[str, Any]], list[Leaf]]:
    """Every single value in a document's content, those that name a record's class left out."""
    return lambda document: list(_leaves(document["content"], "$.content"))
