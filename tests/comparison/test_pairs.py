"""A pair's result says what links its two reports, and what came of comparing them."""

import pytest

import ncpi
from ncpi.comparison.pairs import PairResult
from ncpi.errors import InvalidError
from ncpi.vocabulary import LinkBasis, ReportKind


def pair(follow_up=None, **changes):
    reports = {
        "baseline": {"key": "a", "title": "A", "kind": ReportKind.INSPECTION},
        "follow_up": {"key": "b", "title": "B", "kind": ReportKind.PROGRESS_ASSESSMENT}
        | (follow_up or {}),
    }
    sides = {side: ncpi.comparison.ReportHeading(**values) for side, values in reports.items()}
    return PairResult(**(sides | {"refused": "they are about other bodies"} | changes))


def following(basis):
    return {"follows": [ncpi.ReportLink(report="a", basis=basis)]}


@pytest.mark.parametrize(
    ("follow_up", "words"),
    [
        ({}, "no link recorded"),
        ({"kind": ReportKind.INSPECTION}, "a new cycle, not a follow-up"),
        (following(LinkBasis.STATED), "follow-up, stated"),
        (following(LinkBasis.INFERRED), "follow-up, inferred"),
    ],
)
def test_a_pair_says_what_links_its_reports(follow_up, words):
    assert pair(follow_up).link_in_words == words


@pytest.mark.parametrize(
    ("kind", "bodies", "is_excluded"),
    [
        (ReportKind.THEMATIC, ["police/kent", "police/essex"], True),
        (ReportKind.THEMATIC, ["police/kent"], False),
        (ReportKind.INSPECTION, ["police/kent", "police/essex"], False),
    ],
)
def test_only_a_thematic_report_on_several_bodies_excludes_a_linked_pair(kind, bodies, is_excluded):
    linked = {"kind": kind, "bodies": bodies, **following(LinkBasis.STATED)}
    assert pair(linked).is_excluded is is_excluded


def test_a_pair_without_comparison_and_without_reason_is_refused():
    with pytest.raises(InvalidError, match="either a comparison or the reason"):
        pair(refused=None)


def test_a_pair_with_the_comparison_of_other_reports_is_refused(report):
    comparison = ncpi.compare(report("a", "2018"), report("b", "2019"))
    with pytest.raises(InvalidError, match=r"it compares .*, not a and b"):
        pair(comparison=comparison, refused=None)
