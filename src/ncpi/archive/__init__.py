"""Many reports together: look them up, pair them, follow a body, compare the programme."""

from ncpi.archive.reports import Archive, Pair
from ncpi.model.noun import promise_nouns

__all__ = ["Archive", "Pair"]

promise_nouns("ncpi.archive.ages", "age")
promise_nouns("ncpi.archive.looks", "look", "step")
promise_nouns(
    "ncpi.archive.threads",
    "recommendation-at-look",
    "recommendation-thread",
    "thread-claim",
    "thread-recommendation",
)
promise_nouns("ncpi.archive.cause_threads", "cause-at-look", "cause-thread", "thread-cause")
promise_nouns("ncpi.archive.trajectory", "trajectory")
