"""What isn't known of the reports is named on the whole, and nothing is concluded from it."""

import ncpi
from ncpi.testing import make_recommendation
from ncpi.vocabulary import CaveatCode, Completeness, RecommendationKind, ReportKind

BODY = "police/exampleshire"
KNOWN = ncpi.ReportCompleteness(recommendations=Completeness.COMPLETE)


def texts(whole):
    return [caveat.text for caveat in whole.caveats]


def test_what_is_known_in_full_and_in_order_has_no_gap(report, follow):
    whole = follow(
        report("a", "2016", asks={"1": []}, completeness=KNOWN),
        report("b", "2017", asks={"2": []}, completeness=KNOWN),
    )
    assert whole.caveats == ()


def test_a_list_that_is_known_in_full_and_empty_is_no_gap_and_is_called_so(report, follow):
    whole = follow(
        report("a", "2016", asks={"1": []}, completeness=KNOWN),
        report("b", "2017", completeness=KNOWN),
    )
    assert whole.caveats == ()
    assert [caveat.code for caveat in whole.reports[1].caveats] == [CaveatCode.NONE]


def test_reports_without_any_recommendation_are_named(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}, completeness=KNOWN), report("b", "2017"))
    assert texts(whole) == [f"no recommendation is listed, so none can be followed, for {BODY}/b"]


def test_a_report_of_which_only_areas_for_improvement_are_listed_can_be_followed(report, follow):
    area = make_recommendation(kind=RecommendationKind.AREA_FOR_IMPROVEMENT)
    whole = follow(report("a", "2016", recommendations=[area], completeness=KNOWN))
    assert not any("none can be followed" in text for text in texts(whole))


def test_reports_known_only_second_hand_and_an_order_that_dates_do_not_tell_are_named(
    report, follow
):
    review = {"kind": ReportKind.POST_INSPECTION_REVIEW, "follows": ["a"]}
    whole = follow(
        report("a", "2016", completeness=KNOWN),
        report("b", secondary_source="press", completeness=KNOWN, **review),
    )
    assert texts(whole) == [
        f"the dates don't settle the order of all reports; see {BODY}/b",
        f"not seen, and known only from a secondary source: {BODY}/b",
    ]
