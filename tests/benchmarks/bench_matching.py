"""How long matching 30 recommendations with 30 findings takes, beside difflib; one run.

Run it as ``python tests/benchmarks/bench_matching.py``. The rival is the ratio of
`difflib.SequenceMatcher` over all nine hundred pairs of texts; ours is the whole of
`Matcher().match`, with reading the texts and the one-to-one choice. Nothing is kept
between rounds but the shipped vocabulary, which either side of a long run reads once.

`bench_growth.py` uses `matched_alike` for a larger case beside rapidfuzz and SciPy.

Two cases: texts on thirty subjects, of which few pairs are alike, as in a report; and, at the
worst, all on one subject, where hundreds of pairs are alike and reported as undecided.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from bench_printing import taking_turns

from ncpi import Finding, Recommendation, Report
from ncpi.comparison.matching import Matcher
from ncpi.vocabulary import ReportKind

SIDE = 30
ROUNDS = 5
WANTED = 50
SUBJECTS = (
    "children who are missing from home",
    "registered sex offenders",
    "appropriate adults for children in custody",
    "strategy discussions with children's social care",
    "the examination of phones and computers",
    "domestic abuse incidents",
    "referrals of children at risk",
    "police protection powers",
    "video-recorded interviews",
    "indecent images",
    "calls to the control package",
    "the views of the child",
    "criminal exploitation",
    "child protection conferences",
    "bail conditions",
    "crime recording",
    "alternative accommodation after charge",
    "warning markers on addresses",
    "sexual harm prevention orders",
    "notices to schools",
    "caseloads of detectives",
    "audits by managers",
    "return interviews",
    "advice from prosecutors",
    "intelligence on gangs",
    "home visits to offenders",
    "the language of reports",
    "neglected homes",
    "searches of detained children",
    "performance data",
)
ASKED = (
    (
        "within three months, ensure that {} are dealt with without delay, and that what was "
        "decided can be followed by whoever reads the record later"
    ),
    "review at once how {} are handled, so that those who come after know the reasons",
    (
        "give staff who deal with {} the guidance and time that the work needs, and look again "
        "after half a year at whether it has made a difference to the lives of children"
    ),
)
FOUND = (
    (
        "Work on {} was often late, and too few of those in charge looked at what had been done "
        "until somebody complained of it."
    ),
    "Since our last visit the way in which the constabulary deals with {} has become clearer.",
    (
        "Staff stated us that they had been shown what to do with {}, and the files that we read "
        "bore this out, though not in every district and seldom at night."
    ),
)


CASES = {"thirty subjects": SUBJECTS, "one subject": SIDE * SUBJECTS[2:3]}


def texts(shapes: tuple[str, ...], subjects: Sequence[str], seed: int) -> list[str]:
    """Thirty texts, one on each of *subjects*, in some order."""
    made = [shapes[place % 3].format(subject) for place, subject in enumerate(subjects)]
    random.Random(seed).shuffle(made)  # noqa: S311 - nothing is secret here
    return made


def texts_alike(shapes: tuple[str, ...], side: int, seed: int) -> list[str]:
    """So many texts on one subject in a few shapes, each about another district."""
    several = texts(shapes, side * SUBJECTS[2:3], seed)
    return [f"{text} This is so in district {number}." for number, text in enumerate(several)]


def reports_of(asked: Sequence[str], found: Sequence[str]) -> tuple[Report, Report]:
    """A report with the recommendations *asked*, and one with the findings *found*."""
    baseline = Report(
        key="before",
        title="Before",
        kind=ReportKind.INSPECTION,
        recommendations=[Recommendation(key=str(n), text=text) for n, text in enumerate(asked)],
    )
    follow_up = Report(
        key="after",
        title="After",
        kind=ReportKind.POST_INSPECTION_REVIEW,
        findings=[Finding(key=str(n), text=text) for n, text in enumerate(found)],
    )
    return baseline, follow_up


def matched_alike(side: int) -> tuple[Report, Report, Callable[[], object]]:
    """Two reports with so many texts that are all alike, and the rivals' work on the texts."""
    import numpy as np  # the benchmark of difflib needs none of these
    from rapidfuzz import fuzz, process
    from scipy.optimize import linear_sum_assignment

    asked, found = texts_alike(ASKED, side, 1), texts_alike(FOUND, side, 2)

    def theirs() -> object:
        scores = process.cdist(asked, found, scorer=fuzz.token_set_ratio, dtype=np.float32)
        return linear_sum_assignment(scores, maximize=True)

    return *reports_of(asked, found), theirs


def measure(case: str, subjects: Sequence[str]) -> None:
    """Print the times of one case."""
    asked, found = texts(ASKED, subjects, 1), texts(FOUND, subjects, 2)
    baseline, follow_up = reports_of(asked, found)

    def ours() -> object:
        return Matcher().match(baseline, follow_up)

    def theirs() -> object:
        return [SequenceMatcher(None, one, other).ratio() for one in asked for other in found]

    ours()
    times = taking_turns({"ours": ours, "theirs": theirs}, ROUNDS, clock=time.perf_counter)
    mine, rival = (statistics.median(times[side]) for side in ("ours", "theirs"))
    undecided = len(Matcher().match(baseline, follow_up).undecided)
    print(f"{SIDE} x {SIDE} texts, {case}, {undecided} pairs undecided; medians of {ROUNDS} rounds")
    print(f"  difflib, ratio of each pair      {rival:9.1f} ms")
    print(f"  ncpi, Matcher().match            {mine:9.1f} ms")
    print(f"  ncpi is {rival / mine:.0f} times as fast; at least {WANTED} is wanted")


def main() -> None:
    """Print the times of each case."""
    for case, subjects in CASES.items():
        measure(case, subjects)


if __name__ == "__main__":
    main()
