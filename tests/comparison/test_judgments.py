"""Graded topics: like with like, or not at all."""

import attrs
import pytest

import ncpi
from ncpi.model.frameworks import FRAMEWORKS
from ncpi.model.grading import GRADE_SCALES
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch


def graded(make, *, before, after, **follow_up):
    framework = {"framework": FRAMEWORKS["ncpi-2024"], "completeness": make.complete()}
    return ncpi.compare(
        make.baseline(**framework, judgments=before),
        make.follow_up(**(framework | follow_up), judgments=after),
    ).judgments


@pytest.mark.parametrize(
    ("topic", "steps", "comparability"),
    [
        ("leadership", 2, Comparability.COMPARABLE),
        ("partnership working", -2, Comparability.COMPARABLE),
        ("initial response", 0, Comparability.COMPARABLE),
        ("investigation", None, Comparability.BASELINE_ONLY),
    ],
)
def test_a_topic_changes_by_steps_of_its_scale(compared, topic, steps, comparability):
    found = {entry.topic: entry for entry in compared("graded twice").judgments}
    assert (found[topic].steps, found[topic].comparability) == (steps, comparability)


def test_a_2016_baseline_has_nothing_to_set_against_the_five_topics(compared):
    entries = compared("across methods").judgments
    assert len(entries) == 5
    assert {entry.comparability for entry in entries} == {Comparability.NOT_COMPARABLE}
    assert {entry.steps for entry in entries} == {None}
    assert all(entry.baseline is None and entry.caveats for entry in entries)


def test_a_topic_that_a_crosswalk_links_is_not_said_to_have_none(compared):
    """Leadership is linked to a theme of 2014, broadly; what lacks is a grade there."""
    entries = {entry.topic: entry for entry in compared("across methods").judgments}
    assert "no crosswalk" not in " ".join(c.text for c in entries["leadership"].caveats)


def test_one_topic_on_two_scales_is_not_comparable(make):
    peel = make.judged("investigation", "good", scale=GRADE_SCALES["peel"])
    (entry,) = graded(make, before=[peel], after=[make.judged("investigation", "good")])
    assert (entry.comparability, entry.steps) == (Comparability.NOT_COMPARABLE, None)
    (caveat,) = entry.caveats
    assert caveat.code is CaveatCode.DIFFERENT_SCALE
    assert caveat.text.startswith("graded on peel before, on ")


def test_topics_that_only_overlap_are_compared_with_a_caveat(make):
    before = make.judged("leadership, management and governance", "inadequate")
    comparison = ncpi.compare(
        make.baseline(judgments=[before]),
        make.follow_up(
            framework=FRAMEWORKS["ncpi-2024"], judgments=[make.judged("leadership", "adequate")]
        ),
    )
    (entry,) = comparison.judgments
    assert entry.steps == 2
    assert [caveat.code for caveat in entry.caveats] == [CaveatCode.BROAD_CROSSWALK]


def test_one_name_in_two_frameworks_without_a_crosswalk_is_not_one_topic(make):
    other = ncpi.Framework(key="elsewhere", title="Another's", themes=["leadership"])
    entries = graded(
        make,
        before=[make.judged("leadership", "good")],
        after=[make.judged("leadership", "good")],
        framework=other,
    )
    assert [entry.comparability for entry in entries] == [Comparability.NOT_COMPARABLE] * 2


def test_topics_go_together_by_name_in_any_case_and_order(make):
    entries = graded(
        make,
        before=[make.judged("leadership", "good"), make.judged("investigation", "good")],
        after=[make.judged("Investigation", "good"), make.judged("Leadership", "good")],
    )
    assert [entry.steps for entry in entries] == [0, 0]


def test_grades_of_other_bodies_are_not_comparable(make):
    comparison = ncpi.compare(
        make.baseline(bodies=["police/a", "police/b"], judgments=[make.judged("response", "good")]),
        make.follow_up(bodies=["police/a"], judgments=[make.judged("response", "inadequate")]),
    )
    (entry,) = comparison.judgments
    assert (entry.comparability, entry.steps) == (Comparability.NOT_COMPARABLE, None)
    assert CaveatCode.BODIES_DIFFER in {caveat.code for caveat in entry.caveats}


def test_a_framework_is_the_same_whatever_is_noted_about_it(make):
    """Themes make a framework; a source more or less doesn't set two reports apart."""
    known = FRAMEWORKS["ncpi-2024"]
    noted = attrs.evolve(known, sources=[ncpi.Source(title="the method of February 2024")])
    (entry,) = graded(
        make,
        before=[make.judged("leadership", "adequate")],
        after=[make.judged("leadership", "good")],
        framework=noted,
    )
    assert entry.steps == 1


@pytest.mark.parametrize("match", [CrosswalkMatch.EXACT, CrosswalkMatch.BROAD])
@pytest.mark.parametrize("many_first", [True, False])
def test_where_several_topics_correspond_to_one_no_grade_is_set_beside_any(make, match, many_first):
    walks = [
        ncpi.Crosswalk(theme=theme, framework="one", other="all", match=match)
        for theme in ("lead", "serve")
    ]
    many = ncpi.Framework(key="many", title="Many", themes=["lead", "serve"], crosswalks=walks)
    one = ncpi.Framework(key="one", title="One", themes=["all"])
    graded = [make.judged("serve", "good"), make.judged("lead", "inadequate")]
    sides = [
        {"framework": many, "judgments": graded},
        {"framework": one, "judgments": [make.judged("all", "good")]},
    ]
    before, after = sides if many_first else sides[::-1]
    judgments = ncpi.compare(make.baseline(**before), make.follow_up(**after)).judgments
    found = {entry.topic: entry for entry in judgments}
    assert sorted(found) == ["all", "lead", "serve"]
    assert {entry.comparability for entry in judgments} == {Comparability.NOT_COMPARABLE}
    assert {entry.steps for entry in judgments} == {None}
    for entry in judgments:
        assert any("not one to one" in caveat.text for caveat in entry.caveats)
    texts = " ".join(caveat.text for caveat in found["all"].caveats)
    assert "'all' corresponds to 'lead', 'serve', but not one to one" in texts


@pytest.mark.parametrize("turned", [False, True], ids=["many to one", "one to many"])
def test_the_topics_that_one_corresponds_to_are_listed_in_alphabetical_order(make, turned):
    many = [make.judged(topic, "good") for topic in ("leaD", "Lead", "LEAD", "leAd", "lEad")]
    sides = [many, [make.judged("lead", "good")]]
    before, after = sides[::-1] if turned else sides
    (entry,) = (one for one in graded(make, before=before, after=after) if one.topic == "lead")
    (text,) = (one.text for one in entry.caveats if one.code is CaveatCode.BROAD_CROSSWALK)
    named = "'LEAD', 'Lead', 'lEad', 'leAd', 'leaD'"
    assert text == f"'lead' corresponds to {named}, but not one to one: its grade isn't compared"


def test_a_grade_of_one_of_two_bodies_is_comparable_with_one_of_a_report_on_it_alone(make):
    """Whichever of the grades names the body."""
    both, one = {"bodies": ["police/a", "police/b"]}, {"bodies": ["police/a"]}
    named = make.judged("response", "good", body="police/a")
    plain = make.judged("response", "inadequate")
    for first, then in (((both, named), (one, plain)), ((one, plain), (both, named))):
        compared = ncpi.compare(
            make.baseline(**first[0], judgments=[first[1]]),
            make.follow_up(**then[0], judgments=[then[1]]),
        )
        (entry,) = compared.judgments
        assert (entry.comparability, entry.caveats) == (Comparability.COMPARABLE, ())


def test_a_judgment_comparison_says_its_topic_body_and_comparability(make):
    judged = make.judged("leadership", "good", question="vision", body="police/northshire")
    (entry,) = graded(make, before=[judged], after=[judged])
    assert entry.label() == "leadership: vision (police/northshire): comparable"


@pytest.mark.parametrize("turned", [False, True], ids=["one to many", "many to one"])
def test_a_topic_that_matches_one_exactly_is_not_set_beside_one_that_overlaps(make, turned):
    new = ncpi.Framework(
        key="new",
        title="New",
        themes=["calls", "visits"],
        crosswalks=[
            ncpi.Crosswalk(theme=theme, framework="old", other="response", match=match)
            for theme, match in (
                ("calls", CrosswalkMatch.EXACT),
                ("visits", CrosswalkMatch.BROAD),
            )
        ],
    )
    sides = [
        {
            "framework": ncpi.Framework(key="old", title="Old", themes=["response"]),
            "judgments": [make.judged("response", "good")],
        },
        {
            "framework": new,
            "judgments": [make.judged("calls", "good"), make.judged("visits", "inadequate")],
        },
    ]
    before, after = sides[::-1] if turned else sides
    judgments = ncpi.compare(make.baseline(**before), make.follow_up(**after)).judgments
    item = {entry.topic: entry for entry in judgments}
    assert sorted(item) == (["calls", "visits"] if turned else ["response", "visits"])
    together = item["calls" if turned else "response"]
    assert (together.steps, together.caveats) == (0, ())
    assert item["visits"].steps is None
    assert not any("not one to one" in caveat.text for caveat in item["visits"].caveats)


@pytest.mark.parametrize("status", ["not graded", "grade not read"])
def test_a_topic_without_a_grade_is_not_comparable_and_says_why(make, status):
    """No grade is made up: the caveat has the status."""
    (entry,) = graded(
        make,
        before=[make.judged("leadership", "good")],
        after=[make.judged("leadership", None, status=status)],
    )
    assert (entry.comparability, entry.steps) == (Comparability.NOT_COMPARABLE, None)
    assert [(caveat.code, caveat.text) for caveat in entry.caveats] == [
        (CaveatCode.NO_GRADE, f"follow-up: {status}")
    ]


@pytest.mark.parametrize("grade", ["good", "adequate"])
def test_a_grade_that_was_carried_over_is_no_change_on_either_side(make, grade):
    """It isn't a judgment of that report's inspection, so the two aren't compared."""
    sides = (
        [make.judged("leadership", "good")],
        [make.judged("leadership", grade, status="carried over")],
    )
    for before, after in (sides, sides[::-1]):
        (entry,) = graded(make, before=before, after=after)
        assert (entry.comparability, entry.steps) == (Comparability.NOT_COMPARABLE, None)
        assert [caveat.code for caveat in entry.caveats] == [CaveatCode.CARRIED_OVER]


@pytest.mark.parametrize(
    ("before", "previous", "codes"),
    [
        ("inadequate", "adequate", [CaveatCode.PREVIOUS_GRADE]),
        ("adequate", "adequate", []),
        ("adequate", None, []),
    ],
)
def test_another_grade_of_last_time_than_the_baselines_is_a_caveat(make, before, previous, codes):
    (entry,) = graded(
        make,
        before=[make.judged("leadership", before)],
        after=[make.judged("leadership", "good", previous_grade=previous)],
    )
    assert [caveat.code for caveat in entry.caveats] == codes


def test_questions_below_a_topic_and_bodies_are_compared_each_with_its_own(make):
    """Two forces' grades of one topic, and of a question below it, stand side by side."""
    bodies = ["police/a", "police/b"]
    places = [(body, question) for body in bodies for question in (None, "oversight")]
    sides = [
        [
            make.judged("leadership", grade, body=body, question=question)
            for (body, question), grade in zip(order, grades, strict=True)
        ]
        for order, grades in (
            (places, ("good", "adequate", "good", "inadequate")),
            (places[::-1], ("good", "good", "good", "good")),
        )
    ]
    entries = ncpi.compare(
        make.baseline(bodies=bodies, judgments=sides[0], framework=FRAMEWORKS["ncpi-2024"]),
        make.follow_up(bodies=bodies, judgments=sides[1], framework=FRAMEWORKS["ncpi-2024"]),
    ).judgments
    assert {entry.name: entry.steps for entry in entries} == {
        "leadership (police/a)": 0,
        "leadership: oversight (police/a)": 1,
        "leadership (police/b)": 0,
        "leadership: oversight (police/b)": 3,
    }
