"""Many reports together: look them up, pair them, follow a body, compare the programme."""

from ncpi.archive.reports import Archive, Pair
from ncpi.model.record import promise_records

__all__ = ["Archive", "Pair"]

# Few programs follow a body or compare a whole programme: these are made when asked for.
promise_records("ncpi.archive.ages", "age")
promise_records("ncpi.archive.looks", "look")
promise_records("ncpi.archive.threads", "thread", "thread-claim", "thread-entry", "thread-item")
promise_records("ncpi.archive.timeline", "timeline")
promise_records("ncpi.archive.coverage", "body-coverage", "coverage", "report-coverage")
promise_records("ncpi.archive.pair_results", "pair-result")
promise_records("ncpi.archive.programme", "programme-comparison")
