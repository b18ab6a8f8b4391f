"""Chains of looks hold everything that a trajectory finds hard, so that its laws are tried."""

from typing import Any

import pytest
from hypothesis import Phase, find, settings

import ncpi
from ncpi.archive.trajectory import Trajectory
from ncpi.testing import chains
from ncpi.vocabulary import Basis

# Only whether there is one matters, not which is the smallest, and the same each time; nor how
# long the first takes, which is slow on a busy machine.
FIRST_FOUND = settings(
    phases=[Phase.generate], max_examples=800, derandomize=True, database=None, deadline=None
)


def _merged(whole: Trajectory) -> bool:
    members = [(one.look, one.key) for thread in whole.threads for one in thread.recommendations]
    return len(set(members)) < len(members)


@pytest.mark.parametrize(
    "holds",
    [
        lambda whole: whole.rolled_forward,
        _merged,
        lambda whole: any(look.order_untold for look in whole.looks),
        lambda whole: any(step.refused for step in whole.steps),
        lambda whole: any(step.begins_cycle for step in whole.steps),
        lambda whole: any(thread.older for thread in whole.threads),
        lambda whole: any(thread.basis is Basis.PROPOSED for thread in whole.threads),
        lambda whole: any(len(thread.kinds) > 1 for thread in whole.threads),
        lambda whole: any(told.claims for thread in whole.threads for told in thread.at_looks),
        lambda whole: any(thread.times_continued for thread in whole.causes_of_concern),
        lambda whole: any(len(series.audits) > 1 for series in whole.case_grades),
    ],
    ids=[
        "rolled forward",
        "merged",
        "order untold",
        "refused",
        "a second cycle",
        "older than shown",
        "proposed",
        "another kind",
        "claims",
        "continued",
        "graded twice",
    ],
)
def test_chains_show_what_a_trajectory_can_say(holds: Any) -> None:
    def is_told(reports: list[ncpi.Report]) -> bool:
        return bool(holds(Trajectory.of("police/exampleshire", reports)))

    assert find(chains(), is_told, settings=FIRST_FOUND)
