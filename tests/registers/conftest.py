"""What the tests of the registers share: the registers by name, and the facts behind them."""

import json
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from ncpi import registers

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts"

EVERY = MappingProxyType(
    {
        name: getattr(registers, name)
        for name in (
            "bodies",
            "deadline_rules",
            "fire_services",
            "forces",
            "inspectorates",
            "inspectors",
            "reports",
        )
    }
)


@pytest.fixture(params=EVERY)
def register(request):
    """Each shipped register in turn."""
    return EVERY[request.param]


@pytest.fixture(scope="session")
def facts() -> Callable[[str], Any]:
    """Reads a facts file, which only a checkout beside the facts has."""
    if not FACTS.is_dir():
        pytest.skip("the facts the registers are made from, ../shared/facts, aren't here")
    return lambda name: json.loads((FACTS / f"{name}.json").read_text("utf-8"))
