"""Reports stand in the order of their dates and links; where neither tells, that is said."""

import pytest

from ncpi.comparison._order import earlier_reports, in_order
from ncpi.model import DateSpan
from ncpi.vocabulary import ReportKind

REVIEW = ReportKind.POST_INSPECTION_REVIEW


def slugs(ordered):
    return [report.title for report in ordered.reports]


def unknown(ordered):
    return {
        key.rpartition("/")[2]: [other.rpartition("/")[2] for other in others]
        for key, others in ordered.unknown.items()
    }


def test_dates_decide_whatever_the_keys_and_links_say(report):
    ordered = in_order(
        [report("a", "2021"), report("b", "2019-03"), report("c", "2020", follows=["a"])]
    )
    assert slugs(ordered) == ["b", "c", "a"]
    assert ordered.unknown == {}


def test_a_year_and_a_month_in_it_cannot_be_distinguished(report):
    ordered = in_order([report("a", "2019"), report("b", "2019-03")])
    assert unknown(ordered) == {"b": ["a"]}


def test_two_of_one_day_cannot_be_distinguished(report):
    assert unknown(in_order([report("a", "2019-03-01"), report("b", "2019-03-01")])) == {"b": ["a"]}


def test_where_dates_cannot_tell_a_report_is_later_than_what_it_follows(report):
    """So it is than what that follows in turn, and the links that decide are kept."""
    reports = [report("a", follows=["b"]), report("b", follows=["c"]), report("c")]
    ordered = in_order(reports)
    assert slugs(ordered) == ["c", "b", "a"]
    assert ordered.unknown == {}
    assert ordered.by_link == {one.key: one.follows for one in reports[:2]}


def test_a_link_and_a_date_together_put_what_is_undated_before_a_later_cycle(report):
    reports = [
        report("2016", "2016"),
        report("first", follows=["2016"]),
        report("second", "2017-08", follows=["first"]),
        report("2024", "2024"),
    ]
    ordered = in_order(reports)
    assert slugs(ordered) == ["2016", "first", "second", "2024"]
    assert ordered.unknown == {}
    assert {key.rpartition("/")[2] for key in ordered.by_link} == {"first", "second"}


def test_no_link_outweighs_a_date_or_puts_two_of_one_day_in_order(report):
    # By its links a would be later than c, and c later than b, though b was published after a.
    denied = [report("a", "2018", follows=["c"]), report("b", "2019"), report("c", follows=["b"])]
    assert slugs(in_order(denied)).index("a") < slugs(in_order(denied)).index("b")
    assert in_order(denied).by_link == {}
    same_day = [report("a", "2019-03-01", follows=["b"]), report("b", "2019-03-01")]
    assert unknown(in_order(same_day)) == {"a": ["b"]}
    assert in_order(same_day).by_link == {}


def test_what_it_restates_or_answers_counts_as_followed_too(report):
    assert slugs(in_order([report("a", asks={"1": [("b", "1")]}), report("b")])) == ["b", "a"]
    assert slugs(in_order([report("a", finds={"1": [("b", "1")]}), report("b")])) == ["b", "a"]
    assert slugs(in_order([report("a", names={"1": [("b", "1")]}), report("b")])) == ["b", "a"]


def test_an_undated_review_comes_right_after_what_it_follows(report):
    reports = [
        report("2014", "2014-10"),
        report("2025", "2025-11"),
        report("a-review", kind=REVIEW, follows=["2014"]),
    ]
    ordered = in_order(reports)
    assert slugs(ordered) == ["2014", "a-review", "2025"]
    assert unknown(ordered) == {"2025": ["a-review"]}


def test_so_does_one_whose_fieldwork_alone_is_known(report):
    reports = [
        report("2014", "2014"),
        report("2024", "2024-12-13"),
        report("review", kind=REVIEW, follows=["2014"], fieldwork=DateSpan(start="2015-07")),
    ]
    assert slugs(in_order(reports)) == ["2014", "review", "2024"]


def test_an_undated_report_that_follows_nothing_comes_after_those_with_dates(report):
    reports = [report("a"), report("b", "2016-06", kind=REVIEW, follows=["c"]), report("c", "2015")]
    assert slugs(in_order(reports)) == ["c", "b", "a"]


def test_at_last_the_kind_decides_and_then_the_key(report):
    reports = [report("a", kind=REVIEW), report("c"), report("b")]
    assert slugs(in_order(reports)) == ["b", "c", "a"]


def test_a_year_guessed_from_context_and_a_reissue_put_nothing_in_order(report):
    reports = [
        report("a", year_by_context=2024),
        report("b", year_by_context=2015, reissued="2014"),
    ]
    ordered = in_order(reports)
    assert slugs(ordered) == ["a", "b"]
    assert unknown(ordered) == {"b": ["a"]}


def test_fieldwork_tells_where_publication_cannot(report):
    late = report("a", fieldwork=DateSpan(start="2019-02", end="2019-02"))
    early = report("b", fieldwork=DateSpan(start="2017-02", end="2017-03"))
    ordered = in_order([late, early])
    assert slugs(ordered) == ["b", "a"]
    assert ordered.unknown == {}


def test_links_that_go_round_in_a_circle_end_in_some_order(report):
    reports = [report("a", follows=["b"]), report("b", follows=["c"]), report("c", follows=["a"])]
    ordered = in_order(reports)
    assert sorted(slugs(ordered)) == ["a", "b", "c"]
    assert unknown(ordered).keys() == set(slugs(ordered)[1:])
    assert ordered.by_link == {}


def test_dates_that_go_round_in_a_circle_are_not_shown_as_asked(report):
    # By publication a came before b; by fieldwork b before c, and c before a.
    a = report("a", "2018-06-01", fieldwork=DateSpan(start="2018-03", end="2018-03"))
    b = report("b", "2018-07-01", fieldwork=DateSpan(start="2018-01", end="2018-01"))
    c = report("c", fieldwork=DateSpan(start="2018-02", end="2018-02"))
    ordered = in_order([a, b, c])
    assert sorted(slugs(ordered)) == ["a", "b", "c"]
    assert ordered.unknown


def test_the_reports_that_one_takes_up_are_named_once_each(report):
    report = report("d", follows=["a"], asks={"1": [("b", "1")]}, finds={"1": [("a", "1")]})
    assert list(earlier_reports(report)) == ["police/exampleshire/a", "police/exampleshire/b"]


@pytest.mark.parametrize("number", [0, 1])
def test_few_reports_are_in_order(report, number):
    assert len(in_order([report("a")] * number).reports) == number


def test_a_link_decides_between_two_though_the_dates_decide_on_a_third(report):
    ordered = in_order(
        [report("a", "2010"), report("c", "2018"), report("b", "2018", follows=["c"])]
    )
    assert slugs(ordered) == ["a", "c", "b"]
    assert unknown(ordered) == {}
    assert [key.rpartition("/")[2] for key in ordered.by_link] == ["b"]


def test_of_two_that_nothing_decides_on_the_one_that_refers_to_the_later_report_is_first(report):
    reports = [report(slug, str(2010 + place)) for place, slug in enumerate("abc")]
    one, other = report("y", "2019", follows=["b"]), report("z", "2019", follows=["a", "c"])
    assert slugs(in_order([*reports, one, other])) == ["a", "b", "c", "z", "y"]
