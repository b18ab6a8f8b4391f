"""Grades over all reports: like beside like, and nothing where nothing is known."""

import pytest

from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.testing import make_case_audit, make_judgment
from ncpi.vocabulary import Sampling

OLD, NEW = GRADE_SCALES["ncpi-cases-2014"], GRADE_SCALES["ncpi-cases-2016"]


def slugs(rows):
    return [key.rpartition("/")[2] for key, _ in rows]


def test_audits_of_one_area_and_scale_stand_in_one_row(report, follow):
    whole = follow(
        report("a", "2016", case_audits=[make_case_audit(area="Missing children")]),
        report("b", "2017", case_audits=[make_case_audit(area="missing children")]),
    )
    (series,) = whole.case_grades
    assert series.area == "Missing children"
    assert slugs(series.audits) == ["a", "b"]


@pytest.mark.parametrize(
    "other",
    [
        make_case_audit(scale=OLD),
        make_case_audit(area="custody"),
        make_case_audit(sampling=Sampling.SELF_ASSESSED),
    ],
    ids=["another scale", "another area", "the force's own grading"],
)
def test_what_is_not_alike_stands_apart(report, follow, other):
    whole = follow(
        report("a", "2015", case_audits=[other]),
        report("b", "2016", case_audits=[make_case_audit()]),
    )
    assert [slugs(series.audits) for series in whole.case_grades] == [["a"], ["b"]]


def test_a_count_that_is_not_known_stays_so_in_every_row_and_view(report, follow):
    whole = follow(report("a", "2016", case_audits=[make_case_audit(stated_total=374)]))
    ((_, audit),) = whole.case_grades[0].audits
    assert [audit.count(grade) for grade in NEW.grades] == [None] * 3
    (row,) = [line for line in str(whole).splitlines() if "374" in line]
    assert row.split().count("unknown") == 3
    assert "0" not in row.replace("374", "")


def test_topics_of_two_frameworks_stand_apart(report, follow):
    old, new = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]
    whole = follow(
        report("a", "2016", framework=old, judgments=[make_judgment(topic="Leadership")]),
        report("b", "2024", framework=new, judgments=[make_judgment(topic="leadership")]),
        report("c", "2025", framework=new, judgments=[make_judgment(topic="leadership")]),
    )
    found = [(topics.framework, slugs(topics.judgments)) for topics in whole.topic_grades]
    assert found == [("ncpi-2014", ["a"]), ("ncpi-2024", ["b", "c"])]


def test_a_question_below_a_topic_has_its_own_series(report, follow):
    """Its grades never stand among those of the topic."""
    asked = [make_judgment(topic="leadership"), make_judgment(topic="leadership", question="Staff")]
    whole = follow(
        *(report(key, year, judgments=asked) for key, year in (("a", "2016"), ("b", "2018")))
    )
    found = [(topics.topic, slugs(topics.judgments)) for topics in whole.topic_grades]
    assert found == [("leadership", ["a", "b"]), ("leadership: Staff", ["a", "b"])]
