"""A look says how much of it is known; a step says what ties its two looks together."""

import pytest

import ncpi
from ncpi.archive.looks import Step
from ncpi.errors import InvalidError
from ncpi.vocabulary import LinkBasis


def step(**told):
    return Step(**({"before": "a", "after": "b", "refused": "they are about other bodies"} | told))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "no link recorded"),
        ({"begins_cycle": True}, "a cycle of its own, no follow-up"),
        ({"link": ncpi.ReportLink(report="a", basis=LinkBasis.STATED)}, "follow-up, stated"),
        ({"link": ncpi.ReportLink(report="a", basis=LinkBasis.INFERRED)}, "follow-up, inferred"),
    ],
)
def test_a_step_says_what_ties_its_looks_together(told, words):
    assert step(**told).tie == words
    assert step(**told).label() == f"b after a ({words})"


def test_a_step_without_comparison_and_without_reason_is_refused():
    with pytest.raises(InvalidError, match="either a comparison or a reason"):
        step(refused=None)


def test_a_step_with_the_comparison_of_other_reports_is_refused(look):
    comparison = ncpi.compare(look("a", "2018"), look("b", "2019"))
    with pytest.raises(InvalidError, match="the comparison is of"):
        step(comparison=comparison, refused=None)
