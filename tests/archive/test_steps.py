"""Each look is compared with the last, the first, and all that it takes up."""

import pytest

import ncpi
from ncpi.testing import make_finding
from ncpi.vocabulary import Basis, CaveatCode, LinkBasis, Progress, Relation, ReportKind

BODY = "police/exampleshire"
REVIEW = ReportKind.POST_INSPECTION_REVIEW
PROGRESS = ReportKind.PROGRESS_ASSESSMENT


def slug(key):
    return key.rpartition("/")[2]


def pairs(steps):
    return [tuple(map(slug, step.keys)) for step in steps]


@pytest.fixture
def met(look, follow):
    """Two reviews that follow one inspection, and a second cycle with a review of its own."""
    return follow(
        look("a", "2016"),
        look("b", "2017", kind=PROGRESS, follows=["a"]),
        look("c", "2018", kind=REVIEW, follows=[("a", LinkBasis.INFERRED)]),
        look("d", "2024"),
        look("e", "2025", kind=REVIEW, follows=["d"]),
        look("f", "2026", kind=REVIEW, follows=["d"]),
    )


def test_each_look_is_compared_with_the_one_before_and_with_the_first(met):
    assert pairs(met.since_last) == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")]
    first = [step for step in met.steps if step.baseline.key == met.looks[0].key]
    assert pairs(first) == [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e"), ("a", "f")]


def test_both_reviews_of_one_inspection_are_compared_with_it(met):
    assert pairs(step for step in met.steps if step.link) == [
        ("a", "b"),
        ("a", "c"),
        ("d", "e"),
        ("d", "f"),
    ]


def test_a_pair_is_compared_once(met):
    assert len(set(pairs(met.steps))) == len(met.steps)


def test_an_inspection_that_follows_nothing_begins_a_cycle_and_is_no_follow_up(met):
    assert [slug(look.cycle) for look in met.looks] == ["a", "a", "a", "d", "d", "d"]
    assert [look.begins_cycle for look in met.looks] == [True, False, False, True, False, False]
    assert met.step(f"{BODY}/c", f"{BODY}/d").link_in_words == "a cycle of its own, no follow-up"
    assert met.step(f"{BODY}/a", f"{BODY}/e").link_in_words == "no link recorded"


def test_a_link_is_stated_inferred_or_not_there(met):
    links = [step.link.basis if step.link else None for step in met.since_last]
    assert links == [LinkBasis.STATED, None, None, LinkBasis.STATED, None]
    assert met.step(f"{BODY}/a", f"{BODY}/c").link.basis is LinkBasis.INFERRED


def test_a_review_that_names_nothing_begins_no_cycle_and_says_so(look, follow):
    whole = follow(look("a", "2016"), look("b", "2017", kind=REVIEW))
    assert whole.looks[1].cycle is None
    assert "it is a post-inspection review, but of what isn't recorded" in [
        caveat.text for caveat in whole.looks[1].caveats
    ]


def test_what_the_comparison_refuses_is_recorded_with_its_reason(look, follow):
    # By publication b is later, and by a's fieldwork it was out before a was made.
    late = ncpi.DateSpan(start="2017-06", end="2017-07")
    whole = follow(look("a", "2016-05", fieldwork=late), look("b", "2017-02"))
    (step,) = whole.steps
    assert step.comparison is None
    assert step.refused.startswith("the follow-up is not the later one")
    assert step.order is not Relation.AFTER
    assert step.refused in " ".join(str(whole).split())


def test_a_link_to_a_report_that_is_not_there_is_named(look, follow):
    whole = follow(look("b", "2017", kind=REVIEW, follows=["a"]))
    assert whole.looks[0].cycle is None
    texts = [caveat.text for caveat in whole.looks[0].caveats]
    assert f"it follows {BODY}/a (stated), which isn't here" in texts


def test_a_link_to_a_report_about_others_is_told_from_one_to_a_report_that_is_not_there(look):
    other = look("a", "2016", bodies=["police/elsewhere"])
    later = look("b", "2017", kind=REVIEW, follows=["a"])
    whole = ncpi.Archive(reports=[other, later]).timeline(BODY)
    texts = [caveat.text for caveat in whole.looks[0].caveats]
    assert f"it follows {BODY}/a (stated), which isn't a look at this body" in texts


def test_a_link_that_dates_deny_is_named_and_begins_no_step(look, follow):
    whole = follow(look("a", "2016", kind=REVIEW, follows=["b"]), look("b", "2017"))
    texts = [caveat.text for caveat in whole.looks[0].caveats]
    assert f"it is said to follow {BODY}/b (stated), which stands later" in texts
    assert pairs(whole.steps) == [("a", "b")]


def test_how_many_were_made_stands_beside_how_many_are_listed(look, follow):
    whole = follow(look("a", "2016", asks={"1": []}, recommendations_made=11))
    (told,) = whole.looks
    assert (told.report.recommendations_listed, told.report.recommendations_made) == (1, 11)
    assert "the report made 11 recommendations, of which 1 is listed" in [
        caveat.text for caveat in told.caveats
    ]


def test_a_look_known_only_second_hand_is_called_so(look, follow):
    (told,) = follow(look("a", "2016", secondary_source="press")).looks
    assert CaveatCode.SECOND_HAND in [caveat.code for caveat in told.caveats]
    assert told.report.secondary_source == "press"


def test_a_look_at_several_bodies_is_one_and_is_called_so(look, follow):
    whole = follow(look("a", "2016", bodies=[BODY, "police/elsewhere"]))
    codes = [caveat.code for caveat in whole.looks[0].caveats]
    assert CaveatCode.BODIES_DIFFER in codes


def test_a_finding_that_answers_what_its_report_does_not_follow_is_told_by_both_verbs(look):
    answer = ncpi.Answer(report=f"{BODY}/a", recommendation="1", basis=Basis.STATED)
    worse = make_finding(progress=Progress.NOT_IMPROVED, answers=[answer])
    archive = ncpi.Archive(
        reports=[
            look("a", "2016", asks={"1": []}),
            look("b", "2017", follows=["a"]),
            look("c", "2018", follows=["b"], findings=[worse]),
        ]
    )
    told = archive.timeline(BODY).threads[0].at(f"{BODY}/c")
    (entry,) = archive.compare_all().pair(f"{BODY}/a", f"{BODY}/c").comparison.recommendations
    assert told.verdict == entry.verdict == "not improved (stated)"
