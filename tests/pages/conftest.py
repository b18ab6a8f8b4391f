"""Pages written for these tests, in their own words and with the layout of real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ncpi import pages

OWN = Path(__file__).parent / "own"


@pytest.fixture
def page() -> Callable[[str], str]:
    """The text of one of the pages."""
    return lambda name: (OWN / name).read_text("utf-8")


@pytest.fixture
def reading() -> Callable[[str], pages.Reading]:
    """What is read from the file of one of the pages."""
    return lambda name: pages.read(OWN / name)
