"""Graded topics over a programme: which way they moved, each scale by itself."""

import pytest

import ncpi
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import ReportKind

CASES, OLD = GRADE_SCALES["ncpi-cases-2016"], GRADE_SCALES["ncpi-cases-2014"]


def judged(topic, grade, scale=CASES):
    return ncpi.Judgment(topic=topic, grade=grade, scale=scale)


@pytest.fixture(scope="module")
def programme(make):
    before = [
        judged("leadership", "inadequate"),
        judged("custody", "good"),
        judged("investigation", "good", OLD),
        judged("decision making", "good"),
    ]
    after = [
        judged("leadership", "good"),
        judged("custody", "requires improvement"),
        judged("investigation", "good", CASES),
    ]
    reports = make.pair({"judgments": before}, {"judgments": after})
    reports += make.pair(of="police/b", judgments=[judged("custody", "good", OLD)])
    return ncpi.Archive(reports=reports).compare_all()


def test_each_scale_is_counted_by_itself(programme):
    assert [(entry.scale.key, *entry[1:]) for entry in programme.judgments().by_scale] == [
        ("ncpi-cases-2014", 0, 1, 0, 1),
        ("ncpi-cases-2016", 1, 0, 1, 1),
    ]


def test_what_can_not_be_compared_is_counted_apart(programme):
    judgments = programme.judgments()
    assert judgments.label() == "3 of 5 graded topics comparable"
    assert [change.entry.comparability.value for change in judgments.excluded] == [
        "not comparable",
        "in the baseline only",
    ]


def test_every_move_is_listed_force_by_force_with_its_steps(programme):
    text = " ".join(str(programme).split())
    years = "1 January 2018 and 1 January 2019"
    lower = "before: good after: requires improvement grades better: -1"
    for move in (
        f"police/a, {years} topic: leadership before: inadequate after: good grades better: +2",
        f"police/a, {years} topic: custody {lower}",
        f"police/b, {years} topic: custody before: good after: good grades better: 0",
    ):
        assert move in text
    assert "not comparable 1" in text


def test_a_thematic_report_on_several_bodies_changes_no_forces_grade(make):
    several = {"bodies": ["police/a", "police/b"], "kind": ReportKind.THEMATIC}
    sides = ({"judgments": [judged("custody", grade)]} for grade in ("inadequate", "good"))
    judgments = make.programme(*sides, of="x", **several).judgments()
    assert (judgments.comparable, judgments.by_scale) == ((), ())
    assert "not attributed to a force" in str(judgments)
    assert "No graded topic of any pair" in str(judgments)


def test_a_pair_that_names_no_body_changes_no_forces_grade(make):
    grades = [judged("custody", "good")]
    judgments = make.programme(of="x", bodies=[], judgments=grades).judgments()
    assert (judgments.comparable, judgments.by_scale) == ((), ())
    assert "no body in both reports" in str(judgments)


def test_a_change_in_a_line_names_the_pair_the_topic_and_the_comparability(programme):
    labels = [change.label() for change in programme.judgments().changes]
    assert labels[0] == "police/a/1 and police/a/2, leadership: comparable"
    assert labels[2] == "police/a/1 and police/a/2, investigation: not comparable"


def test_scales_are_in_the_order_of_their_keys_not_of_the_pairs(make):
    reports = make.pair(judgments=[judged("custody", "good", CASES)])
    reports += make.pair(of="police/b", judgments=[judged("custody", "good", OLD)])
    judgments = ncpi.Archive(reports=reports).compare_all().judgments()
    assert [entry.scale.key for entry in judgments.by_scale] == [OLD.key, CASES.key]
