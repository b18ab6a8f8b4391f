"""Statistics on two sets of graded case files, with their uncertainty.

The test needs SciPy, which the extra ``stats`` installs; the shares and the effect don't. No
result uses random numbers: the same counts always give the same figures.
"""

from ncpi.comparison.statistics._ranks import (
    MAX_ALLOCATIONS,
    MAX_CASES,
    RankTest,
    rank_test,
    superiority,
    superiority_interval,
)
from ncpi.comparison.statistics._shares import difference_interval, share_interval
from ncpi.comparison.statistics._verdicts import (
    FEWEST_CASES,
    SIGNIFICANCE,
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
