"""Each report is compared with the last, the first, and all that it takes up."""

import pytest

import ncpi
from ncpi.vocabulary import CaveatCode, LinkBasis, Relation, ReportKind

BODY = "police/exampleshire"
REVIEW = ReportKind.POST_INSPECTION_REVIEW
PROGRESS = ReportKind.PROGRESS_ASSESSMENT


def slug(key):
    return key.rpartition("/")[2]


def pairs(steps):
    return [tuple(map(slug, step.keys)) for step in steps]


@pytest.fixture
def met(report, follow):
    """Two reviews that follow one inspection, and a second cycle with a review of its own."""
    return follow(
        report("a", "2016"),
        report("b", "2017", kind=PROGRESS, follows=["a"]),
        report("c", "2018", kind=REVIEW, follows=[("a", LinkBasis.INFERRED)]),
        report("d", "2024"),
        report("e", "2025", kind=REVIEW, follows=["d"]),
        report("f", "2026", kind=REVIEW, follows=["d"]),
    )


def test_each_report_is_compared_with_the_one_before_and_with_the_first(met):
    assert pairs(met.since_last) == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")]
    first = [step for step in met.comparisons if step.baseline.key == met.reports[0].key]
    assert pairs(first) == [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e"), ("a", "f")]


def test_both_reviews_of_one_inspection_are_compared_with_it(met):
    assert pairs(step for step in met.comparisons if step.link) == [
        ("a", "b"),
        ("a", "c"),
        ("d", "e"),
        ("d", "f"),
    ]


def test_an_inspection_that_follows_nothing_begins_a_cycle_and_is_no_follow_up(met):
    assert [slug(entry.cycle) for entry in met.reports] == ["a", "a", "a", "d", "d", "d"]
    assert [entry.begins_cycle for entry in met.reports] == [True, False, False, True, False, False]
    assert met.comparison(f"{BODY}/c", f"{BODY}/d").link_in_words == "a new cycle, not a follow-up"
    assert met.comparison(f"{BODY}/a", f"{BODY}/e").link_in_words == "no link recorded"


def test_a_link_is_stated_inferred_or_not_there(met):
    links = [step.link.basis if step.link else None for step in met.since_last]
    assert links == [LinkBasis.STATED, None, None, LinkBasis.STATED, None]
    assert met.comparison(f"{BODY}/a", f"{BODY}/c").link.basis is LinkBasis.INFERRED


def test_a_review_that_names_nothing_begins_no_cycle_and_says_so(report, follow):
    whole = follow(report("a", "2016"), report("b", "2017", kind=REVIEW))
    assert whole.reports[1].cycle is None
    assert "it is a post-inspection review, but the report that it follows isn't recorded" in [
        caveat.text for caveat in whole.reports[1].caveats
    ]


def test_what_the_comparison_refuses_is_recorded_with_its_reason(report, follow):
    # By publication b is later, and by a's fieldwork it was out before a was made.
    late = ncpi.DateSpan(start="2017-06", end="2017-07")
    whole = follow(report("a", "2016-05", fieldwork=late), report("b", "2017-02"))
    (step,) = whole.comparisons
    assert step.comparison is None
    assert step.refused.startswith("the follow-up is not the later one")
    assert step.order is not Relation.AFTER
    assert step.refused in " ".join(str(whole).split())


def test_a_link_to_a_report_that_is_not_there_is_named(report, follow):
    whole = follow(report("b", "2017", kind=REVIEW, follows=["a"]))
    assert whole.reports[0].cycle is None
    texts = [caveat.text for caveat in whole.reports[0].caveats]
    assert f"it follows {BODY}/a (stated), which isn't here" in texts


def test_a_link_to_a_report_about_others_is_distinguished_from_one_to_a_report_that_is_not_there(
    report,
):
    other = report("a", "2016", bodies=["police/elsewhere"])
    later = report("b", "2017", kind=REVIEW, follows=["a"])
    whole = ncpi.Archive(reports=[other, later]).timeline(BODY)
    texts = [caveat.text for caveat in whole.reports[0].caveats]
    assert f"it follows {BODY}/a (stated), which isn't a report on this body" in texts


def test_a_link_that_dates_deny_is_named_and_begins_no_step(report, follow):
    whole = follow(report("a", "2016", kind=REVIEW, follows=["b"]), report("b", "2017"))
    texts = [caveat.text for caveat in whole.reports[0].caveats]
    assert f"it follows {BODY}/b (stated), which is shown later" in texts
    assert pairs(whole.comparisons) == [("a", "b")]


def test_how_many_were_made_stands_beside_how_many_are_listed(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}, recommendations_made=11))
    (entry,) = whole.reports
    assert (entry.report.recommendations_listed, entry.report.recommendations_made) == (1, 11)
    assert "the report made 11 recommendations, of which 1 is listed" in [
        caveat.text for caveat in entry.caveats
    ]


def test_a_report_known_only_second_hand_is_called_so(report, follow):
    (entry,) = follow(report("a", "2016", secondary_source="press")).reports
    assert CaveatCode.SECOND_HAND in [caveat.code for caveat in entry.caveats]
    assert entry.report.secondary_source == "press"


def test_a_report_on_several_bodies_is_one_and_is_called_so(report, follow):
    whole = follow(report("a", "2016", bodies=[BODY, "police/elsewhere"]))
    codes = [caveat.code for caveat in whole.reports[0].caveats]
    assert CaveatCode.BODIES_DIFFER in codes


def order_caveats(whole):
    return {
        slug(entry.key): caveat.text
        for entry in whole.reports
        for caveat in entry.caveats
        if caveat.code is CaveatCode.DATES_CANNOT_TELL
    }


def test_an_undated_report_says_once_by_which_links_it_has_its_place(report, follow):
    """The dated reports after it say nothing of it, because a chain of links or a date decides."""
    whole = follow(
        report("a", "2016"),
        report("b", kind=PROGRESS, follows=["a"]),
        report("c", "2017", kind=PROGRESS, follows=[("b", LinkBasis.INFERRED)]),
        report("d", "2024"),
    )
    assert order_caveats(whole) == {
        "b": f"its place rests on links, because it is undated: it is later than {BODY}/a, which "
        f"it follows (stated), and earlier than {BODY}/c, which follows it (inferred)"
    }
    assert not any(entry.order_unknown for entry in whole.reports)
    assert "dates don't show" not in str(whole)


def test_an_order_that_nothing_tells_is_said_once_on_the_undated_report(report, follow):
    whole = follow(
        report("a", "2016"),
        report("b", kind=REVIEW, follows=["a"]),
        report("c", "2024"),
        report("d", "2025"),
    )
    assert order_caveats(whole)["b"].endswith(f"later than {BODY}/a, which it follows (stated)")
    texts = [caveat.text for caveat in whole.reports[1].caveats]
    assert (
        "it isn't known to be earlier than any of the reports shown after it: it is undated"
    ) in texts
    assert set(order_caveats(whole)) == {"b"}
    assert [slug(key) for key in whole.reports[2].order_unknown] == ["b"]


def test_of_two_dated_reports_the_later_one_says_that_their_order_is_unknown(report, follow):
    whole = follow(report("a", "2016"), report("b", "2016-03"))
    assert order_caveats(whole) == {
        "b": f"it isn't known to be later than {BODY}/a: the dates don't show it"
    }


def test_a_report_of_a_timeline_in_a_line_is_its_heading(met):
    (first, *_) = met.reports
    assert first.label() == first.report.label()
    assert first.label().startswith("a (inspection")


def test_a_report_is_compared_with_the_earlier_ones_in_their_order(report, follow):
    """The first, those that it refers to and the one before, however many there are."""
    reports = [report(str(place), f"{2010 + place}") for place in range(9)]
    whole = follow(*reports, report("9", "2019", kind=REVIEW, follows=["1"]))
    assert pairs(whole.comparisons)[-3:] == [("0", "9"), ("1", "9"), ("8", "9")]
