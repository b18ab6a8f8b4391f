"""Chains of reports hold all that a timeline finds hard, so that its guarantees are tried."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

import ncpi
from ncpi.testing import chains
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Basis

# Only whether there is one matters, not which is the smallest, and the same each time; nor how
# long the first takes, which is slow on a busy machine.
FIRST_FOUND = settings(
    phases=[Phase.generate], max_examples=800, derandomize=True, database=None, deadline=None
)


def _merged(whole: Timeline) -> bool:
    members = [(one.report, one.key) for thread in whole.recommendations for one in thread.items]
    return len(set(members)) < len(members)


SHOWN: dict[str, Callable[[Timeline], object]] = {
    "rolled forward": lambda whole: whole.rolled_forward,
    "merged": _merged,
    "order unknown": lambda whole: any(entry.order_unknown for entry in whole.reports),
    "refused": lambda whole: any(result.refused for result in whole.comparisons),
    "a second cycle": lambda whole: any(result.begins_cycle for result in whole.comparisons),
    "older than shown": lambda whole: any(thread.older for thread in whole.threads),
    "proposed": lambda whole: any(
        thread.basis is Basis.PROPOSED for thread in whole.recommendations
    ),
    "another kind": lambda whole: any(len(thread.kinds) > 1 for thread in whole.threads),
    "claims": lambda whole: any(
        entry.claims for thread in whole.threads for entry in thread.entries
    ),
    "continued": lambda whole: any(thread.times_repeated for thread in whole.causes_of_concern),
    "graded twice": lambda whole: any(len(series.audits) > 1 for series in whole.case_grades),
}


@pytest.mark.slow
def test_chains_show_what_a_timeline_can_say() -> None:
    missing = dict(SHOWN)

    def are_all_seen(reports: list[ncpi.Report]) -> bool:
        whole = Timeline.through("police/exampleshire", reports)
        for name in [name for name, holds in missing.items() if holds(whole)]:
            del missing[name]
        return not missing

    with suppress(NoSuchExample):
        find(chains().map(are_all_seen), bool, settings=FIRST_FOUND)
    assert list(missing) == []
