"""Statistics on two sets of graded case files, with their uncertainty.

The test of more than two grades needs SciPy, which the extra ``stats`` installs; nothing else
does. No result uses random numbers: the same counts always give the same figures.
"""

from ncpi.comparison.statistics._effect import superiority, superiority_interval
from ncpi.comparison.statistics._rank_test import (
    MAX_ALLOCATIONS,
    MAX_CASES,
    SIGNIFICANCE,
    RankTest,
    rank_test,
)
from ncpi.comparison.statistics._shares import difference_interval, share_interval
from ncpi.comparison.statistics._verdicts import (
    FEWEST_CASES,
    Reading,
    other_verdicts,
    read,
)

__all__ = [
    "FEWEST_CASES",
    "MAX_ALLOCATIONS",
    "MAX_CASES",
    "SIGNIFICANCE",
    "RankTest",
    "Reading",
    "difference_interval",
    "other_verdicts",
    "rank_test",
    "read",
    "share_interval",
    "superiority",
    "superiority_interval",
]
