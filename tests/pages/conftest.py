"""Pages written for these tests, in their own words and with the layout of real ones."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ncpi import pages

OWN = Path(__file__).parent / "own"
Prepared = Callable[[int], Callable[[], object]]
"""Gives what to time for a size."""


def seconds(work: Callable[[], object]) -> float:
    """The time of this thread for the work; no garbage is collected meanwhile."""
    gc.disable()
    try:
        begun = time.thread_time()
        work()
        return time.thread_time() - begun
    finally:
        gc.enable()


@pytest.fixture
def is_linear() -> Callable[[Prepared, int], bool]:
    """Whether ten times the size takes about as long as ten times, not ten times as long again.

    Whatever else the machine does only makes a time longer: the shortest of several counts.
    """

    def asked(prepared: Prepared, size: int) -> bool:
        ten = [[prepared(size) for _ in range(10)] for _ in range(2)]
        least = min(sum(map(seconds, works)) for works in ten)
        return any(seconds(prepared(10 * size)) < 4 * least for _ in range(5))

    return asked


@pytest.fixture
def page() -> Callable[[str], str]:
    """The text of one of the pages."""
    return lambda name: (OWN / name).read_text("utf-8")


@pytest.fixture
def reading() -> Callable[[str], pages.Reading]:
    """What is read from the file of one of the pages."""
    return lambda name: pages.read(OWN / name)
