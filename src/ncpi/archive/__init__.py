"""Many reports together: look them up, pair them, follow a body, compare the programme."""

from ncpi.archive.reports import Archive, Pair
from ncpi.model.noun import promise_nouns

__all__ = ["Archive", "Pair"]

# Few programs follow a body or compare a whole programme: these are made when asked for.
promise_nouns("ncpi.archive.ages", "age")
promise_nouns("ncpi.archive.looks", "look")
promise_nouns("ncpi.archive.threads", "thread", "thread-claim", "thread-entry", "thread-item")
promise_nouns("ncpi.archive.trajectory", "trajectory")
promise_nouns("ncpi.archive.coverage", "body-coverage", "coverage", "report-coverage")
promise_nouns("ncpi.archive.pair_results", "pair-result")
promise_nouns("ncpi.archive.programme", "programme-comparison")
