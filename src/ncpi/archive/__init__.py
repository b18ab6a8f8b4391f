"""Many reports together: look them up, pair them, follow a body, compare the programme."""

from ncpi.archive.reports import Archive, Pair
from ncpi.model.noun import promise_nouns

__all__ = ["Archive", "Pair"]

# Few programs follow a body or compare a whole programme: these are made when asked for.
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
promise_nouns("ncpi.archive.caveat_counts", "caveat-count")
promise_nouns("ncpi.archive.case_grades", "case-grades", "grade-move")
promise_nouns("ncpi.archive.cause_standings", "cause-standings", "standing-count")
promise_nouns("ncpi.archive.coverage", "body-coverage", "coverage", "report-coverage")
promise_nouns("ncpi.archive.follow_up_times", "day-range", "follow-up-time", "follow-up-times")
promise_nouns(
    "ncpi.archive.grouped",
    "case-grades-by",
    "case-grades-of",
    "follow-up-times-by",
    "follow-up-times-of",
)
promise_nouns("ncpi.archive.judgment_moves", "judgment-move", "judgment-moves")
promise_nouns("ncpi.archive.outcomes", "outcome-count", "outcome-row", "outcome-table")
promise_nouns("ncpi.archive.pair_results", "pair-result")
promise_nouns("ncpi.archive.programme", "programme-comparison")
promise_nouns("ncpi.archive.spread", "spread", "spread-value")
