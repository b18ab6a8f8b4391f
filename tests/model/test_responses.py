"""What a response says, and what it lacks of the comments that the law asks for."""

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.model.responses import ResponseGap, ResponseGaps
from ncpi.testing import make_recommendation, make_report
from ncpi.vocabulary import Completeness, RecommendationKind

KEY = "police/kent/2019-inspection"
BODY = "local-policing-body/kent"


def asked(key, kind=RecommendationKind.RECOMMENDATION):
    return make_recommendation(key=key, kind=kind, restates=())


REPORT = make_report(
    key=KEY,
    bodies=["police/kent"],
    published="2019-03-01",
    recommendations=[
        asked("a", RecommendationKind.AREA_FOR_IMPROVEMENT),
        asked("1"),
        asked("2"),
    ],
    causes_of_concern=[],
    recommendations_made=None,
    completeness=ncpi.ReportCompleteness(recommendations=Completeness.COMPLETE),
)
FULL = ncpi.Response(
    report=KEY,
    body=BODY,
    published="2019-04-01",
    comments="We welcome it.",
    chief_officer_invited_by="2019-03-20",
    copied_to=["HMICFRS", "Home Secretary"],
    answers=[
        ncpi.ResponseAnswer(item=f"{KEY}#recommendation-1", action_taken="Done."),
        ncpi.ResponseAnswer(item=f"{KEY}#recommendation-2", reason_for_none="It was built."),
        ncpi.ResponseAnswer(item=f"{KEY}#area-for-improvement-a", action_proposed="Soon."),
    ],
)


def missing(**changes):
    return [gap.label() for gap in attrs.evolve(FULL, **changes).gaps(REPORT).gaps]


def test_a_response_with_all_that_the_law_asks_for_has_no_gap():
    assert FULL.gaps(REPORT) == ResponseGaps(report=KEY)


def test_the_response_of_another_forces_policing_body_is_doubted_and_none_is_started():
    other = "local-policing-body/essex"
    message = f"{KEY} is about police/kent and addresses no item to {other}"
    assert attrs.evolve(FULL, body=other).gaps(REPORT).uncertain == (message,)
    with pytest.raises(InvalidError, match=message):
        ncpi.Response.start(REPORT, body=other)


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({"comments": None}, ["the body's own comments on the report"]),
        (
            {"chief_officer_invited_by": None},
            ["the chief officer's comments, or the date by which they were invited"],
        ),
        ({"chief_officer_invited_by": None, "chief_officer_comments": "I agree."}, []),
        ({"copied_to": ()}, ["copies to the inspectors and the Secretary of State"]),
        ({"published": None}, ["the date of publication"]),
        (
            {"answers": FULL.answers[1:]},
            ["recommendation 1: no action taken, action proposed or reason for none"],
        ),
    ],
)
def test_each_part_that_is_missing_is_a_gap(changes, gaps):
    assert missing(**changes) == gaps


def test_a_position_alone_is_no_answer_to_the_duty():
    accepted = ncpi.ResponseAnswer(item=f"{KEY}#recommendation-1", position="accepted")
    assert len(missing(answers=(accepted, *FULL.answers[1:]))) == 1
    assert accepted.label() == "recommendation 1 (accepted): no answer"


def test_areas_for_improvement_are_kept_apart_from_the_gaps():
    gaps = attrs.evolve(FULL, answers=FULL.answers[:2]).gaps(REPORT)
    assert gaps.gaps == ()
    assert [str(gap.item) for gap in gaps.areas_for_improvement] == [
        f"{KEY}#area-for-improvement-a"
    ]
    assert gaps.label() == f"{KEY}: 0 gaps, 1 area for improvement not answered"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"chief_officer_comments": "I agree."}, "it is published only if there is one"),
        ({"published": "2019-02-28"}, "it is dated 2019-02-28, before the report (2019-03-01)"),
        (
            {
                "answers": (
                    *FULL.answers,
                    ncpi.ResponseAnswer(item=f"{KEY}#recommendation-9", action_taken="Done."),
                )
            },
            "it answers recommendation 9, which the report doesn't list",
        ),
        ({"party": "government", "body": None}, "this is another response (comments, government)"),
        ({"kind": "action plan"}, "another response (action plan, local policing body)"),
    ],
)
def test_what_can_not_be_told_is_said(changes, words):
    (said,) = attrs.evolve(FULL, **changes).gaps(REPORT).uncertain
    assert words in said


@pytest.mark.parametrize(
    ("published", "issued", "is_before"),
    [
        ("2019-03-01", "2019-03-01", False),
        ("2019-02", "2019-03-01", True),
        ("2019-03", "2019-03-02", False),
        ("2019-02-28", "2019", False),
        ("2018", "2019", True),
    ],
)
def test_a_response_is_said_to_be_dated_before_the_report_only_if_it_is_certain(
    published, issued, is_before
):
    report = attrs.evolve(REPORT, published=issued)
    found = attrs.evolve(FULL, published=published).gaps(report).uncertain
    assert any("before the report" in text for text in found) is is_before


def test_a_list_that_may_be_incomplete_is_said_to_be():
    partial = attrs.evolve(REPORT, completeness=ncpi.ReportCompleteness())
    (said,) = FULL.gaps(partial).uncertain
    assert said == "the report may make recommendations that aren't listed here"
    assert FULL.gaps(attrs.evolve(partial, recommendations_made=2)).uncertain == ()


def test_a_recommendation_that_was_made_and_is_not_listed_needs_an_answer_too():
    partial = attrs.evolve(REPORT, completeness=ncpi.ReportCompleteness(), recommendations_made=4)
    (gap,) = FULL.gaps(partial).gaps
    assert gap == ResponseGap(what="an answer on 2 of the 4 recommendations, not listed here")
    third, empty, area, other = (
        ncpi.ResponseAnswer(item=f"{KEY}#recommendation-3", action_taken="Done."),
        ncpi.ResponseAnswer(item=f"{KEY}#recommendation-4"),
        ncpi.ResponseAnswer(item=f"{KEY}#area-for-improvement-b", action_taken="Done."),
        ncpi.ResponseAnswer(item="police/kent/2020#recommendation-4", action_taken="Done."),
    )
    more = attrs.evolve(FULL, answers=[*FULL.answers, third, empty, area, other])
    (gap,) = more.gaps(partial).gaps
    assert gap.label() == "an answer on 1 of the 4 recommendations, not listed here"
    fourth = attrs.evolve(empty, reason_for_none="It was built.")
    assert attrs.evolve(more, answers=[*FULL.answers, third, fourth]).gaps(partial).gaps == ()


def test_the_duty_to_comment_is_not_asked_of_anyone_else():
    """Of the government only the unanswered items are listed."""
    bare = ncpi.Response(report=KEY, party="government", published="2019-06-01")
    assert [gap.item.key for gap in bare.gaps(REPORT).gaps] == ["1", "2"]


def test_an_empty_response_has_a_place_for_each_item_with_the_areas_last():
    response = ncpi.Response.start(REPORT, body=BODY)
    assert [answer.item.key for answer in response.answers] == ["1", "2", "a"]
    assert len(response.gaps(REPORT).gaps) == 6
    assert response.label() == f"{BODY} on {KEY} (undated)"


def test_items_of_other_reports_may_be_answered_too():
    other = ncpi.ResponseAnswer(item="national/2020#recommendation-3", action_taken="Done.")
    both = attrs.evolve(FULL, answers=(*FULL.answers, other))
    assert both.answer("national/2020#recommendation-3") == other
    assert both.gaps(REPORT) == FULL.gaps(REPORT)


def test_an_item_is_answered_once():
    with pytest.raises(InvalidError, match=r"answers\[3\]"):
        attrs.evolve(FULL, answers=(*FULL.answers, FULL.answers[0]))


def test_an_answer_is_looked_up_by_the_name_of_its_item():
    assert FULL.answer(f"{KEY}#recommendation-1") == FULL.answers[0]
    assert FULL.answer(f"{KEY}#recommendation-9") is None
    with pytest.raises(InvalidError, match="item"):
        FULL.answer("recommendation 1")


@pytest.mark.parametrize("wrong", [None, attrs.evolve(REPORT, key="another")])
def test_the_gaps_of_a_response_to_another_report_are_refused(wrong):
    with pytest.raises(InvalidError, match="report"):
        FULL.gaps(wrong)


def test_a_gap_says_what_is_missing_and_of_which_item():
    assert ResponseGap(what="a date").label() == "a date"
