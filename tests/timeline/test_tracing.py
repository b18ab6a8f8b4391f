"""Things are traced to where they began, through any number of reports, and round no circle."""

from ncpi.timeline._following import trace
from ncpi.vocabulary import Basis


def traced(*reports):
    """The threads of *reports* as report and key, each with its basis."""
    keys = [report.title for report in reports]
    found = trace(
        [report.key for report in reports], [report.recommendations for report in reports]
    )
    return [
        [(keys[one.place], one.made.key, one.made.basis) for one in thread.members]
        for thread in found
    ]


def test_what_restates_nothing_begins_a_thread(report):
    assert traced(report("a", asks={"1": [], "2": []})) == [[("a", "1", None)], [("a", "2", None)]]


def test_a_chain_of_restatements_is_one_thread(report):
    found = traced(
        report("a", asks={"1": []}),
        report("b", asks={"B": [("a", "1")]}),
        report("c", asks={"C": [("b", "B")]}),
    )
    assert found == [[("a", "1", None), ("b", "B", Basis.STATED), ("c", "C", Basis.STATED)]]


def test_one_that_restates_two_is_in_the_threads_of_both(report):
    found = traced(
        report("a", asks={"1": [], "2": []}), report("b", asks={"B": [("a", "1"), ("a", "2")]})
    )
    assert [thread[-1][:2] for thread in found] == [("b", "B"), ("b", "B")]


def test_two_that_restate_one_are_in_one_thread(report):
    found = traced(
        report("a", asks={"1": []}), report("b", asks={"B": [("a", "1")], "C": [("a", "1")]})
    )
    assert found == [[("a", "1", None), ("b", "B", Basis.STATED), ("b", "C", Basis.STATED)]]


def test_a_link_is_as_weak_as_its_weakest_link(report):
    (thread,) = traced(
        report("a", asks={"1": []}),
        report("b", asks={"B": [("a", "1", Basis.PROPOSED)]}),
        report("c", asks={"C": [("b", "B", Basis.STATED)]}),
    )
    assert [basis for *_, basis in thread] == [None, Basis.PROPOSED, Basis.PROPOSED]


def test_of_two_ways_the_firmer_counts(report):
    (thread,) = traced(
        report("a", asks={"1": []}),
        report("b", asks={"B": [("a", "1", Basis.SAME_THEME)]}),
        report("c", asks={"C": [("b", "B", Basis.STATED), ("a", "1", Basis.CODED)]}),
    )
    assert [basis for *_, basis in thread] == [None, Basis.SAME_THEME, Basis.CODED]


def test_links_forwards_to_the_same_report_and_nowhere_are_followed_by_none(report):
    found = traced(
        report("a", asks={"1": [("b", "B")], "2": [("a", "1")], "3": [("z", "1")]}),
        report("b", asks={"B": [("a", "not listed")]}),
    )
    assert [len(thread) for thread in found] == [1, 1, 1, 1]


def test_a_circle_of_two_reports_ends_where_it_began(report):
    found = traced(report("a", asks={"1": [("b", "B")]}), report("b", asks={"B": [("a", "1")]}))
    assert found == [[("a", "1", None), ("b", "B", Basis.STATED)]]
