"""A person's ruling always wins, and says who and when."""

from functools import partial

import attrs
import pytest

import ncpi
from ncpi.comparison.matching import Matcher
from ncpi.comparison.matching._rulings import in_order
from ncpi.errors import InvalidError
from ncpi.testing import make_ruling
from ncpi.vocabulary import Basis, CaveatCode, Outcome, Progress

BASELINE, FOLLOW_UP = "police/northshire/2018-inspection", "police/northshire/2019-review"
ASKED = "ensure that missing children are interviewed when they return home"
FOUND = "children who had been missing were seldom interviewed on their return"


ruling = partial(
    make_ruling,
    item=f"{BASELINE}#recommendation-1",
    follow_up=FOLLOW_UP,
    finding="a",
    by="R. Person",
)


def finding(basis=None):
    references = [ncpi.Answer(item=f"{BASELINE}#recommendation-1", basis=basis)] if basis else []
    return ncpi.Finding(key="a", text=FOUND, progress=Progress.WORSE, answers=references)


@pytest.fixture
def pair(make):
    def made(basis=None):
        baseline = make.baseline(recommendations=[ncpi.Recommendation(key="1", text=ASKED)])
        return baseline, make.follow_up(findings=[finding(basis)])

    return made


def test_a_ruling_that_it_answers_is_an_answer_coded_by_that_person_on_that_day(pair):
    item = ruling(note="the same interviews")
    (entry,) = ncpi.compare(*pair(), rulings=[item]).recommendations
    answer = entry.answers[0].answer
    assert (answer.basis, answer.by, str(answer.dated), answer.evidence) == (
        Basis.CODED,
        "R. Person",
        "2020-05-01",
        "the same interviews",
    )
    assert entry.progress is Outcome.WORSE


@pytest.mark.parametrize("basis", list(Basis))
def test_a_ruling_that_it_does_not_answer_takes_any_answer_out_of_the_count(pair, basis):
    item = ruling(answers=False, note="another matter")
    (entry,) = ncpi.compare(*pair(basis), rulings=[item]).recommendations
    assert [one.counted for one in entry.answers] == [False]
    assert entry.progress is Outcome.NOT_MENTIONED
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.OVERRULED]
    assert "R. Person" in caveat.text
    assert "2020-05-01" in caveat.text
    assert "another matter" in caveat.text


def test_no_matcher_proposes_what_a_person_ruled_out(pair):
    assert Matcher().match(*pair()).proposed
    assert not Matcher().match(*pair(), rulings=[ruling(answers=False)]).proposals
    entry = ncpi.compare(*pair(), matcher=Matcher(), rulings=[ruling(answers=False)])
    assert entry.recommendations[0].answers == ()
    assert entry.undecided == ()


def test_of_two_rulings_that_contradict_each_other_the_later_holds(pair):
    no, yes = ruling(answers=False, dated="2020-06"), ruling(dated="2020-05")
    for item in ([no, yes], [yes, no]):
        (entry,) = ncpi.compare(*pair(), rulings=item).recommendations
        assert not any(one.counted for one in entry.answers)
    (entry,) = ncpi.compare(
        *pair(), rulings=[yes, attrs.evolve(no, dated="2020-04")]
    ).recommendations
    assert entry.progress is Outcome.WORSE


def test_rulings_that_contradict_each_other_on_dates_that_cannot_tell_are_refused(pair):
    entry = [ruling(dated="2020"), ruling(answers=False, dated="2020-05", by="S. Else")]
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(*pair(), rulings=entry)
    (fault,) = caught.value.faults
    assert (fault.path, fault.message) == (
        "rulings[1]",
        (
            "rulings disagree on whether finding a answers recommendation 1, and their dates "
            "don't show which is later (R. Person, 2020: it does; S. Else, 2020-05: it does not)"
        ),
    )


def test_every_unknown_key_is_listed_with_the_nearest_choice(pair):
    entry = [
        ruling(item=f"{BASELINE}#recommendation-l0"),
        ruling(finding="b", item=f"{BASELINE}s#recommendation-1"),
    ]
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(*pair(), rulings=entry)
    assert {fault.path for fault in caught.value.faults} == {
        "rulings[0].item",
        "rulings[1].item",
        "rulings[1].finding",
    }
    assert all(
        f"{BASELINE}#recommendation-1" in (fault.suggestion or "")
        for fault in caught.value.faults
        if fault.path.endswith("item")
    )


def test_a_ruling_on_another_follow_up_is_refused_with_the_key_of_this_one(pair):
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(*pair(), rulings=[ruling(follow_up=f"{FOLLOW_UP}s")])
    (fault,) = caught.value.faults
    assert (fault.path, fault.suggestion) == (
        "rulings[0].follow_up",
        f"Did you mean '{FOLLOW_UP}'? Choose from: '{FOLLOW_UP}'",
    )


def test_a_contradiction_is_at_the_place_of_the_last_of_its_rulings(pair):
    rulings = [
        ruling(by=by, dated="2020", answers=answers)
        for by, answers in (("Z", True), ("A", True), ("B", False))
    ]
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(*pair(), rulings=rulings)
    assert [fault.path for fault in caught.value.faults] == ["rulings[2]"]


def test_the_comparison_keeps_and_shows_every_ruling(pair):
    entry = [ruling(), ruling(dated="2019", answers=False)]
    comparison = ncpi.compare(*pair(), rulings=entry)
    assert set(comparison.rulings) == set(entry)
    assert "R. Person" in str(comparison)
    assert ncpi.compare(*pair(), rulings=reversed(entry)) == comparison


@pytest.mark.parametrize("verb", [ncpi.compare, Matcher().match], ids=["compare", "match"])
def test_what_is_no_ruling_is_refused_where_it_stands(pair, verb):
    with pytest.raises(InvalidError) as caught:
        verb(*pair(), rulings=[ruling(), "no"])
    assert [fault.path for fault in caught.value.faults] == ["rulings[1]"]


def test_what_is_ruled_to_answer_nothing_is_among_the_other_findings_and_reported_once(pair):
    baseline, follow_up = pair(Basis.STATED)
    better = attrs.evolve(follow_up.findings[0], progress=Progress.IMPROVED)
    follow_up = attrs.evolve(follow_up, findings=[better])
    comparison = ncpi.compare(baseline, follow_up, rulings=[ruling(answers=False)])
    assert [entry.key for entry in comparison.other_findings] == ["a"]
    assert [entry.key for entry in comparison.other_improvements] == ["a"]
    assert [entry.key for entry in comparison.findings] == ["a"]
    assert [entry.counted for entry in comparison.recommendations[0].answers] == [False]


def test_a_matcher_proposes_no_other_finding_where_a_person_has_ruled(pair):
    baseline, follow_up = pair()
    other = ncpi.Finding(key="b", text="Return interviews with missing children are done")
    follow_up = attrs.evolve(follow_up, findings=[*follow_up.findings, other])
    assert Matcher().match(baseline, follow_up, rulings=[ruling()]).proposed == ()


AGAIN = "ensure that missing children are interviewed when they come back"


@pytest.fixture
def again(make):
    """A pair whose later recommendation says the same, linked on some basis or none."""

    def made(basis=None):
        references = (
            [ncpi.Restatement(item=f"{BASELINE}#recommendation-1", basis=basis)] if basis else []
        )
        later = ncpi.Recommendation(key="9", text=AGAIN, restates=references)
        baseline = make.baseline(recommendations=[ncpi.Recommendation(key="1", text=ASKED)])
        return baseline, make.follow_up(recommendations=[later])

    return made


def about_nine(**entry):
    return ruling(finding=None, restated_by=f"{FOLLOW_UP}#recommendation-9", **entry)


@pytest.mark.parametrize("basis", [None, *Basis])
def test_a_ruling_that_it_is_not_restated_wins_over_any_basis_and_the_matcher(again, basis):
    item = about_nine(answers=False, note="another matter")
    comparison = ncpi.compare(*again(basis), matcher=Matcher(), rulings=[item])
    (entry,) = comparison.recommendations
    assert entry.restated_by == ()
    assert [one.key for one in comparison.unlinked_items] == ["9"]
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.OVERRULED]
    assert "(ruled by R. Person, 2020-05-01): another matter" in caveat.text
    assert "recommendation 9 of the follow-up doesn't restate recommendation 1" in " ".join(
        str(comparison).split()
    )


def test_a_ruling_that_it_is_restated_is_coded_by_that_person(again):
    (entry,) = ncpi.compare(*again(), rulings=[about_nine()]).recommendations
    reference = entry.restated_by[0].restatement
    assert (reference.basis, reference.by, str(reference.dated)) == (
        Basis.CODED,
        "R. Person",
        "2020-05-01",
    )


def test_rulings_on_a_restatement_that_contradict_each_other_are_refused(again):
    entry = [about_nine(dated="2020"), about_nine(dated="2020-05", answers=False, by="S. Else")]
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(*again(), rulings=entry)
    assert caught.value.faults[0].message.startswith(
        "rulings disagree on whether recommendation 9 of the follow-up restates recommendation 1"
    )


def test_a_ruling_is_about_a_finding_or_about_a_restatement():
    nine = f"{FOLLOW_UP}#recommendation-9"
    for wrong in ({"finding": None}, {"restated_by": nine}):
        with pytest.raises(InvalidError, match="either a finding or"):
            ruling(**wrong)


def test_a_ruling_on_a_recommendation_that_the_follow_up_lacks_is_refused(again):
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(
            *again(), rulings=[ruling(finding=None, restated_by=f"{FOLLOW_UP}#recommendation-8")]
        )
    assert [fault.path for fault in caught.value.faults] == ["rulings[0].restated_by"]


def test_what_the_record_said_of_a_restatement_that_is_ruled_out_is_reported_on_both_sides(again):
    baseline, follow_up = again(Basis.STATED)
    said = attrs.evolve(follow_up.recommendations[0].restates[0], evidence="we repeat 1")
    later = attrs.evolve(follow_up.recommendations[0], restates=[said])
    follow_up = attrs.evolve(follow_up, recommendations=[later])
    comparison = ncpi.compare(baseline, follow_up, rulings=[about_nine(answers=False)])
    for caveats in (comparison.caveats, comparison.recommendations[0].caveats):
        (caveat,) = [one for one in caveats if one.code is CaveatCode.OVERRULED]
        assert "the report links them (stated: we repeat 1)" in caveat.text


def test_where_all_answers_are_ruled_out_a_restatement_is_called_one(again):
    baseline, follow_up = again(Basis.CODED)
    answer = ncpi.Answer(item=f"{BASELINE}#recommendation-1", basis=Basis.CODED)
    found = ncpi.Finding(key="a", text="Nobody rings back", concern=True, answers=[answer])
    follow_up = attrs.evolve(follow_up, findings=[found])
    comparison = ncpi.compare(baseline, follow_up, rulings=[ruling(answers=False)])
    assert comparison.recommendations[0].verdict == "restated (coded), progress not stated"
    assert str(comparison).count("Nobody rings back [") == 1
    tables = {table.caption: table.rows for table in comparison.describe().tables}
    assert len(tables["Concerns in 2019"]) == 1
    assert len(tables["Other findings of the follow-up"]) == 0


def test_what_is_ruled_to_restate_one_recommendation_not_may_restate_another(make):
    asked = [ncpi.Recommendation(key=key, text=ASKED) for key in ("1", "2")]
    later = ncpi.Recommendation(key="9", text=AGAIN)
    reports = make.baseline(recommendations=asked), make.follow_up(recommendations=[later])
    found = Matcher().match(*reports, rulings=[about_nine(answers=False)]).proposals
    assert [(entry.item.name, entry.restated_by.name, entry.reason) for entry in found] == [
        ("recommendation 2", "recommendation 9", None)
    ]


def test_rulings_that_differ_only_in_their_note_have_one_order():
    several = [ruling(note="b"), ruling(), ruling(note="a")]
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        notes = [one.note for one in in_order(several[place] for place in order)]
        assert notes == [None, "a", "b"]


def test_rulings_are_ordered_by_subject_then_kind_then_day_then_person():
    kept = [
        ruling(finding="a", dated="2020-01-01"),
        ruling(finding="a", dated="2020-02-01", by="A. Person"),
        ruling(finding="a", dated="2020-02-01", by="B. Person"),
        ruling(finding="b", dated="2019-01-01"),
        about_nine(dated="2018-01-01"),
        ruling(item=f"{BASELINE}#recommendation-2", dated="2017-01-01"),
    ]
    assert list(in_order(reversed(kept))) == kept


@pytest.mark.parametrize(
    ("recommendation", "basis", "bases"),
    [
        ("1", Basis.STATED, [Basis.STATED]),
        ("1", Basis.CODED, [Basis.CODED]),
        ("1", Basis.PROPOSED, [Basis.CODED]),
        ("2", Basis.STATED, [Basis.CODED]),
    ],
)
def test_a_ruling_adds_an_answer_unless_a_firm_one_to_the_same_recommendation_exists(
    make, recommendation, basis, bases
):
    baseline = make.baseline(recommendations=[make.asked("1"), make.asked("2")])
    answer = ncpi.Answer(
        item=f"{BASELINE}#recommendation-{recommendation}", basis=basis, by="other"
    )
    finding = ncpi.Finding(key="a", text="x", answers=[answer])
    comparison = ncpi.compare(baseline, make.follow_up(findings=[finding]), rulings=[ruling()])
    answers = comparison.recommendations[0].answers
    assert [one.answer.basis for one in answers if one.counted] == bases
    by = {one.answer.by for one in answers if one.counted}
    assert by == ({"other"} if recommendation == "1" and basis.is_firm else {"R. Person"})


@pytest.mark.parametrize("turned", [1, -1])
def test_a_firm_answer_among_others_is_left_as_it_is_by_a_ruling_that_agrees(make, turned):
    baseline = make.baseline(recommendations=[make.asked("1"), make.asked("2")])
    answers = [make.answer("1", "coded", by="other"), make.answer("2", "same theme only")]
    follow_up = make.follow_up(findings=[make.found("a", "improved", *answers[::turned])])
    comparison = ncpi.compare(baseline, follow_up, rulings=[ruling()])
    (answer,) = comparison.recommendation("1").answers
    assert (answer.answer.basis, answer.answer.by) == (Basis.CODED, "other")
