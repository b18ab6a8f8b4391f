"""How fast `compare` is by keys, against deepdiff and a join by hand; ratios in one run.

Run it as ``python tests/benchmarks/bench_compare.py [--recommendations 30] [--rounds 9]``,
where deepdiff is installed. The pair is an inspection and a re-inspection that restates
every recommendation and answers it; the recommendations of the second stand in another
order, as they do in life. deepdiff gets what `ncpi.to_dict` makes of the two reports, in
four ways: as they are; with lists taken without order, which is the same work as a
comparison by keys; with lists made into objects by key, so that deepdiff needs to look for
nothing; and of these only the recommendations. The join by hand gives the very objects
that `compare` gives, which is asserted. Nothing fails for being slow.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from statistics import median
from time import perf_counter
from typing import Any

from bench_printing import machine, print_rows, repeated, taking_turns
from deepdiff import DeepDiff
from rival_join import join

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES

BODY = "police/northmoor"
FRAMEWORK = FRAMEWORKS["ncpi-2014"]
SCALE = GRADE_SCALES["ncpi-cases-2016"]
AREAS = ("missing children", "domestic abuse", "online abuse")
PROGRESS = ("improved", "partly improved", "not improved")


def pair(count: int) -> tuple[ncpi.Report, ncpi.Report]:
    """An inspection with *count* recommendations, and the re-inspection that answers each."""
    seldom = "Matter {} was seldom recorded, and nobody supervised it"
    begun = "Matter {} is now recorded, and supervision has begun"
    baseline = _report(
        "2018-inspection",
        kind="inspection",
        published="2018-08-30",
        recommendations=[_asked(place) for place in range(count)],
        findings=[_found(place, seldom, concern=True) for place in range(count)],
        case_audits=_audits(20, 30, 25),
    )
    items = [f"{baseline.key}#recommendation-{place + 1}" for place in range(count)]
    follow_up = _report(
        "2020-reinspection",
        kind="re-inspection",
        published="2020-03-12",
        recommendations=[_restated(place, items[place]) for place in reversed(range(count))],
        findings=[
            _found(
                place,
                begun,
                progress=PROGRESS[place % len(PROGRESS)],
                concern=place % 5 == 0,
                answers=[ncpi.Answer(item=item, basis="stated")],
            )
            for place, item in enumerate(items)
        ],
        case_audits=_audits(28, 30, 12),
        follows=[ncpi.ReportLink(report=baseline.key, basis="stated")],
    )
    return baseline, follow_up


def _report(name: str, **entry: Any) -> ncpi.Report:
    complete = dict.fromkeys(
        ("recommendations", "causes_of_concern", "findings", "case_audits", "judgments"),
        "complete",
    )
    return ncpi.Report(
        key=f"{BODY}/{name}",
        title=f"Northmoor, {name}",
        bodies=[BODY],
        framework=FRAMEWORK,
        completeness=ncpi.ReportCompleteness(**complete),
        **entry,
    )


def _asked(place: int) -> ncpi.Recommendation:
    return ncpi.Recommendation(
        key=str(place + 1),
        text=f"Within three months, see to it that matter {place} is recorded and supervised",
        theme=_theme(place),
        timescale="3 months",
        history=[
            ncpi.StatusEvent(party="inspectorate", dated="2018-08-30", status="awaiting-review"),
            ncpi.StatusEvent(
                party="force", dated="2018-10-05", comment=f"A plan for {place} is agreed"
            ),
        ],
    )


def _restated(place: int, item: str) -> ncpi.Recommendation:
    return ncpi.Recommendation(
        key=str(place + 1),
        text=f"At once, make certain that matter {place} is recorded and that supervisors look",
        theme=_theme(place),
        timescale="immediately",
        restates=[ncpi.Restatement(item=item, basis="stated")],
    )


def _found(place: int, text: str, **entry: Any) -> ncpi.Finding:
    return ncpi.Finding(key=f"F{place + 1}", text=text.format(place), theme=_theme(place), **entry)


def _theme(place: int) -> str:
    return FRAMEWORK.themes[place % len(FRAMEWORK.themes)]


def _audits(*counts: int) -> list[ncpi.CaseAudit]:
    return [
        ncpi.CaseAudit(
            area=area,
            scale=SCALE,
            counts=dict(zip(SCALE.grades, counts, strict=True)),
            sampling="chosen by the inspectors",
        )
        for area in AREAS
    ]


def _by_key(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report's document with lists of keyed things as objects by their key."""

    def keyed(value: object) -> object:
        if isinstance(value, list) and value and all("key" in one for one in value):
            return {one["key"]: one for one in value}
        return value

    return {name: keyed(value) for name, value in report["content"].items()}


def main() -> None:
    """Assert that the join gives the same, time all sides, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--recommendations", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    baseline, follow_up = pair(asked.recommendations)
    assert join(baseline, follow_up) == ncpi.compare(baseline, follow_up)
    before, after = ncpi.to_dict(baseline), ncpi.to_dict(follow_up)
    keyed = _by_key(before), _by_key(after)
    only = keyed[0]["recommendations"], keyed[1]["recommendations"]
    ours, by_hand = "ncpi.compare", "join by hand"
    sides = {
        ours: (lambda: ncpi.compare(baseline, follow_up), 50),
        by_hand: (lambda: join(baseline, follow_up), 50),
        "deepdiff, in order": (lambda: DeepDiff(before, after), 2),
        "deepdiff, lists without order": (lambda: DeepDiff(before, after, ignore_order=True), 1),
        "deepdiff, by key": (lambda: DeepDiff(*keyed), 2),
        "deepdiff, recommendations by key": (lambda: DeepDiff(*only), 2),
    }
    works = {name: repeated(work, times) for name, (work, times) in sides.items()}
    taken = taking_turns(works, asked.rounds, clock=perf_counter)
    found = {name: median(taken[name]) / times for name, (_, times) in sides.items()}
    print(f"a pair of {asked.recommendations} recommendations, medians of {asked.rounds} rounds;")
    print(f"{machine('attrs', 'deepdiff')}\n")
    rows = [[name, f"{took:.3f}", f"{took / found[ours]:.1f}"] for name, took in found.items()]
    print_rows(("side", "ms", "x time of ncpi.compare"), rows)
    print()
    unordered = found["deepdiff, lists without order"] / found[ours]
    by_key = found["deepdiff, by key"] / found[ours]
    rows = [
        ["times as fast as deepdiff on the two documents", "at least 30", f"{unordered:.1f}"],
        ["the same, its lists made objects by key", "at least 30", f"{by_key:.1f}"],
        ["x time of the join by hand", "at most 3", f"{found[ours] / found[by_hand]:.2f}"],
    ]
    print_rows(("", "reach", "measured"), rows)


if __name__ == "__main__":
    main()
