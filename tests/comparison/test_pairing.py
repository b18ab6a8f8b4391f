"""Which reports may be compared, and what the comparison admits of the pair."""

from datetime import date

import pytest

import ncpi
from ncpi.comparison._pairing import as_of_day, later_than
from ncpi.vocabulary import CaveatCode, LinkBasis, Relation

UNREAD = ncpi.ReportCompleteness()


def span(start, end):
    return ncpi.DateSpan(start=start, end=end)


def refusal(baseline, follow_up):
    with pytest.raises(ncpi.errors.NotComparableError) as caught:
        ncpi.compare(baseline, follow_up)
    return caught.value


def caveats(comparison, code):
    return [caveat.text for caveat in comparison.caveats if caveat.code is code]


def refused_pairs(make):
    reverse = ncpi.ReportLink(report=make.FOLLOW_UP, basis=LinkBasis.STATED)
    other_body = make.follow_up(bodies=["fire/northshire"])
    earlier_report = {"published": None, "fieldwork": span("2017-05-01", "2017-05-12")}
    later_report = {"published": None, "fieldwork": span("2018-04-23", "2018-05-04")}
    return {
        "different bodies": (make.baseline(), other_body),
        "one names a body, the other none": (make.baseline(), make.follow_up(bodies=[])),
        "earlier by publication": (make.baseline(), make.follow_up(published="2018-08-29")),
        "earlier by month": (make.baseline(), make.follow_up(published="2018-07")),
        "the same day": (make.baseline(), make.follow_up(published="2018-08-30")),
        "earlier by fieldwork": (make.baseline(**later_report), make.follow_up(**earlier_report)),
        "published before the baseline's fieldwork": (
            make.baseline(**later_report),
            make.follow_up(published="2018-04-22"),
        ),
        "a stated link the other way": (
            make.baseline(published=None, follows=[reverse]),
            make.follow_up(published=None, follows=[]),
        ),
    }


REASONS = {
    "different bodies": "police/northshire, and fire/northshire",
    "one names a body, the other none": "no body",
    "earlier by publication": "published 2018-08-29, the other 2018-08-30",
    "earlier by month": "published 2018-07, the other 2018-08-30",
    "the same day": "published 2018-08-30, the other 2018-08-30",
    "earlier by fieldwork": "fieldwork 2017-05-01 to 2017-05-12",
    "published before the baseline's fieldwork": "published 2018-04-22",
    "a stated link the other way": "baseline says that it follows",
}


@pytest.mark.parametrize("why", REASONS)
def test_a_refusal_names_both_reports_and_the_reason(make, why):
    error = refusal(*refused_pairs(make)[why])
    assert (error.baseline, error.follow_up) == (make.BASELINE, make.FOLLOW_UP)
    assert REASONS[why] in error.reason
    for words in (make.BASELINE, make.FOLLOW_UP, error.reason):
        assert words in str(error)


def test_a_refusal_is_a_value_error(make):
    with pytest.raises(ValueError, match="same report"):
        ncpi.compare(make.baseline(), make.baseline())


def test_two_sides_in_the_wrong_order_are_refused_for_every_pair(any_pair):
    """By their dates, or where a follow-up is undated by what it states."""
    baseline, follow_up = any_pair
    error = refusal(follow_up, baseline)
    assert (error.baseline, error.follow_up) == (follow_up.key, baseline.key)


def test_a_review_published_before_the_other_inspection_ended_is_refused(make):
    """No report appears before its inspectors have left."""
    baseline = make.baseline(published=None, fieldwork=span("2018-04-23", "2018-05-04"))
    refusal(baseline, make.follow_up(published="2018-05-01"))


def test_fieldwork_that_contradicts_publication_is_not_passed_over(make):
    """Published later, but looked earlier: every difference would run backwards."""
    baseline = make.baseline(fieldwork=span("2018-04-23", "2018-05-04"))
    follow_up = make.follow_up(fieldwork=span("2017-05-01", "2017-05-12"))
    (text,) = caveats(ncpi.compare(baseline, follow_up), CaveatCode.DATES_CANNOT_TELL)
    assert "was before the baseline's" in text


def test_months_that_overlap_are_allowed_with_a_caveat(make):
    comparison = ncpi.compare(
        make.baseline(published="2019-08"), make.follow_up(published="2019-08-30")
    )
    (text,) = caveats(comparison, CaveatCode.DATES_CANNOT_TELL)
    assert "2019-08" in text
    assert "2019-08-30" in text


def test_two_reports_of_one_month_are_not_of_one_day(make):
    baseline, follow_up = make.baseline(published="2019-08"), make.follow_up(published="2019-08")
    assert later_than(follow_up, baseline)[0] is Relation.CANNOT_TELL


def test_fieldwork_settles_what_publication_cannot(make):
    comparison = ncpi.compare(
        make.baseline(published="2019", fieldwork=span("2018-04-23", "2018-05-04")),
        make.follow_up(published="2019", fieldwork=span("2019-01-07", "2019-01-11")),
    )
    assert caveats(comparison, CaveatCode.DATES_CANNOT_TELL) == []


def test_neither_reissue_nor_guessed_year_settles_an_order(make):
    follow_up = make.follow_up(published=None, reissued="2017-01-01", year_by_context=2017)
    assert later_than(follow_up, make.baseline())[0] is Relation.CANNOT_TELL


def test_an_undated_follow_up_is_compared_with_caveats_and_no_day_of_claims(compared):
    comparison = compared("undated")
    texts = caveats(comparison, CaveatCode.DATES_CANNOT_TELL)
    assert comparison.as_of is None
    assert any("the dates don't show which" in text for text in texts)
    assert any("claims are the last known" in text for text in texts)


def test_of_an_undated_follow_up_the_last_known_claims_are_reported(compared):
    claims = compared("undated").recommendation("1").claims
    assert [claim.status for claim in claims] == ["awaiting-review", "complete"]


def test_claims_are_reported_as_of_the_day_of_publication(make):
    assert as_of_day(make.follow_up()) == date(2019, 8, 30)


def test_a_day_of_claims_that_is_not_that_of_publication_is_a_caveat(make):
    """Undated, but its fieldwork is known: the claims are as of another day than usual."""
    undated = make.follow_up(published=None, fieldwork=span("2019-01-07", "2019-01-11"))
    comparison = ncpi.compare(make.baseline(), undated)
    assert comparison.as_of == date(2019, 1, 11)
    assert any("fieldwork" in text for text in caveats(comparison, CaveatCode.DATES_CANNOT_TELL))


def test_a_stated_link_needs_no_caveat(compared):
    assert caveats(compared("stated links"), CaveatCode.LINK) == []


def test_an_inferred_link_says_what_from(compared):
    (text,) = caveats(compared("across methods"), CaveatCode.LINK)
    assert "inferred" in text
    assert "by order" in text


def test_no_link_is_a_caveat(make):
    comparison = ncpi.compare(make.baseline(), make.follow_up(follows=[]))
    assert len(caveats(comparison, CaveatCode.LINK)) == 1


def test_an_inferred_link_the_other_way_is_named(make):
    reverse = ncpi.ReportLink(report=make.FOLLOW_UP, basis=LinkBasis.INFERRED)
    comparison = ncpi.compare(
        make.baseline(published=None, follows=[reverse]), make.follow_up(follows=[])
    )
    (text,) = caveats(comparison, CaveatCode.LINK)
    assert "baseline" in text
    assert "inferred" in text


def test_a_report_that_was_not_seen_itself_says_so(make):
    comparison = ncpi.compare(make.baseline(secondary_source="press"), make.follow_up())
    (text,) = caveats(comparison, CaveatCode.SECOND_HAND)
    assert "baseline" in text
    assert "press" in text


def test_a_complete_pair_bears_no_caveat_but_that_its_empty_lists_are_empty(make):
    comparison = ncpi.compare(
        make.baseline(completeness=make.complete()), make.follow_up(completeness=make.complete())
    )
    assert {caveat.code for caveat in comparison.caveats} <= {CaveatCode.NONE}


def test_a_list_that_is_empty_is_distinguished_from_one_that_nobody_read(make):
    known = ncpi.compare(
        make.baseline(completeness=make.complete(), recommendations=[]), make.follow_up()
    )
    assert "the list of the baseline's recommendations is complete and empty: there are none" in [
        caveat.text for caveat in known.caveats
    ]
    unread = ncpi.compare(make.baseline(recommendations=[], completeness=UNREAD), make.follow_up())
    assert ("none of the baseline's recommendations are listed here, but there may be some") in [
        caveat.text for caveat in unread.caveats
    ]


def test_only_recommendations_that_are_not_listed_are_missed(make):
    """A caveat where more were made than are listed, and none where all are."""
    for made, missed in ((1, 0), (2, 1)):
        baseline = make.baseline(recommendations=[make.asked("1")], recommendations_made=made)
        texts = [caveat.text for caveat in ncpi.compare(baseline, make.follow_up()).caveats]
        assert sum("recommendations, of which 1 is listed" in text for text in texts) == missed


def test_bodies_of_one_report_only_are_listed_in_alphabetical_order(make):
    names = ["police/northshire", *(f"police/{name}" for name in "zyxwv")]
    comparison = ncpi.compare(make.baseline(), make.follow_up(bodies=names))
    assert caveats(comparison, CaveatCode.BODIES_DIFFER) == [
        "only one of the reports is about police/v, police/w, police/x, police/y, police/z"
    ]
