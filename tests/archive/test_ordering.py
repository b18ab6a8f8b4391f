"""Looks stand in the order of their dates; where dates can't tell, that is said."""

import pytest

from ncpi.archive.ordering import earlier_reports, in_order
from ncpi.model import DateSpan
from ncpi.vocabulary import ReportKind

REVIEW = ReportKind.POST_INSPECTION_REVIEW


def slugs(ordered):
    return [report.title for report in ordered.reports]


def untold(ordered):
    return {
        key.rpartition("/")[2]: [other.rpartition("/")[2] for other in others]
        for key, others in ordered.untold.items()
    }


def test_dates_decide_whatever_the_keys_and_links_say(look):
    ordered = in_order([look("a", "2021"), look("b", "2019-03"), look("c", "2020", follows=["a"])])
    assert slugs(ordered) == ["b", "c", "a"]
    assert ordered.untold == {}


def test_a_year_and_a_month_in_it_cannot_be_told_apart(look):
    ordered = in_order([look("a", "2019"), look("b", "2019-03")])
    assert untold(ordered) == {"b": ["a"]}


def test_two_of_one_day_cannot_be_told_apart(look):
    assert untold(in_order([look("a", "2019-03-01"), look("b", "2019-03-01")])) == {"b": ["a"]}


def test_where_dates_cannot_tell_a_look_comes_after_what_it_follows(look):
    ordered = in_order([look("a", follows=["b"]), look("b", follows=["c"]), look("c")])
    assert slugs(ordered) == ["c", "b", "a"]
    assert untold(ordered) == {"b": ["c"], "a": ["c", "b"]}


def test_what_it_restates_or_answers_counts_as_followed_too(look):
    assert slugs(in_order([look("a", asks={"1": [("b", "1")]}), look("b")])) == ["b", "a"]
    assert slugs(in_order([look("a", finds={"1": [("b", "1")]}), look("b")])) == ["b", "a"]
    assert slugs(in_order([look("a", names={"1": [("b", "1")]}), look("b")])) == ["b", "a"]


def test_an_undated_review_comes_right_after_what_it_follows(look):
    reports = [
        look("2014", "2014-10"),
        look("2025", "2025-11"),
        look("a-review", kind=REVIEW, follows=["2014"]),
    ]
    ordered = in_order(reports)
    assert slugs(ordered) == ["2014", "a-review", "2025"]
    assert untold(ordered) == {"a-review": ["2014"], "2025": ["a-review"]}


def test_so_does_one_whose_fieldwork_alone_is_known(look):
    reports = [
        look("2014", "2014"),
        look("2024", "2024-12-13"),
        look("review", kind=REVIEW, follows=["2014"], fieldwork=DateSpan(start="2015-07")),
    ]
    assert slugs(in_order(reports)) == ["2014", "review", "2024"]


def test_an_undated_look_that_follows_nothing_comes_after_those_with_dates(look):
    reports = [look("a"), look("b", "2016-06", kind=REVIEW, follows=["c"]), look("c", "2015")]
    assert slugs(in_order(reports)) == ["c", "b", "a"]


def test_at_last_the_kind_decides_and_then_the_key(look):
    reports = [look("a", kind=REVIEW), look("c"), look("b")]
    assert slugs(in_order(reports)) == ["b", "c", "a"]


def test_a_year_guessed_from_context_and_a_reissue_put_nothing_in_order(look):
    reports = [look("a", year_by_context=2024), look("b", year_by_context=2015, reissued="2014")]
    ordered = in_order(reports)
    assert slugs(ordered) == ["a", "b"]
    assert untold(ordered) == {"b": ["a"]}


def test_fieldwork_tells_where_publication_cannot(look):
    late = look("a", fieldwork=DateSpan(start="2019-02", end="2019-02"))
    early = look("b", fieldwork=DateSpan(start="2017-02", end="2017-03"))
    ordered = in_order([late, early])
    assert slugs(ordered) == ["b", "a"]
    assert ordered.untold == {}


def test_links_that_go_round_in_a_circle_end_in_some_order(look):
    reports = [look("a", follows=["b"]), look("b", follows=["c"]), look("c", follows=["a"])]
    ordered = in_order(reports)
    assert sorted(slugs(ordered)) == ["a", "b", "c"]
    assert untold(ordered).keys() == set(slugs(ordered)[1:])


def test_dates_that_go_round_in_a_circle_are_not_shown_as_told(look):
    # By publication a came before b; by fieldwork b before c, and c before a.
    a = look("a", "2018-06-01", fieldwork=DateSpan(start="2018-03", end="2018-03"))
    b = look("b", "2018-07-01", fieldwork=DateSpan(start="2018-01", end="2018-01"))
    c = look("c", fieldwork=DateSpan(start="2018-02", end="2018-02"))
    ordered = in_order([a, b, c])
    assert sorted(slugs(ordered)) == ["a", "b", "c"]
    assert ordered.untold


def test_the_reports_that_one_takes_up_are_named_once_each(look):
    report = look("d", follows=["a"], asks={"1": [("b", "1")]}, finds={"1": [("a", "1")]})
    assert list(earlier_reports(report)) == ["police/exampleshire/a", "police/exampleshire/b"]


@pytest.mark.parametrize("number", [0, 1])
def test_few_looks_are_in_order(look, number):
    assert len(in_order([look("a")] * number).reports) == number
