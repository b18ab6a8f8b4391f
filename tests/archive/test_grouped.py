"""Times and case grades in groups: of how many forces each, and no handful summed up."""

import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.vocabulary import Grouping


@pytest.fixture(scope="module")
def programme(archive, bodies):
    return archive.compare_all(bodies=bodies)


def test_without_a_grouping_the_views_are_as_they_were(programme):
    (row,) = programme.follow_up_times("all").rows
    assert row.times == programme.follow_up_times()
    (row,) = programme.case_grades(Grouping.ALL).rows
    assert row.grades == programme.case_grades()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", [("2018", True, 2), ("2024", True, 1), ("not known", False, 1)]),
        ("force", [("police/arden", True, 2), ("police/borset", True, 1)]),
        (
            "nation",
            [("England", True, 2), ("Wales", True, 1), ("not among the bodies given", False, 1)],
        ),
        ("region", [("Midlands", True, 2), ("not among the bodies given", False, 1)]),
    ],
)
def test_times_stand_in_the_same_groups_as_outcomes(programme, by, groups):
    rows = programme.follow_up_times(by).rows
    assert [(row.group, row.named, len(row.times.pairs)) for row in rows][: len(groups)] == groups
    assert [row.group for row in rows] == [row.group for row in programme.outcomes(by).rows]


def test_grades_stand_in_the_same_groups_as_outcomes(programme):
    rows = programme.case_grades("year").rows
    assert [(row.group, row.grades.label()) for row in rows] == [
        ("2018", "1 of 2 audited areas comparable"),
        ("2024", "1 of 1 audited areas comparable"),
        ("not known", "0 of 0 audited areas comparable"),
    ]


def test_a_force_has_its_first_pair_of_each_group(make):
    archive = ncpi.Archive(
        reports=[
            make.report("police/a/1", "2018-01-01"),
            make.report("police/a/2", "2019-01-01", follows=["police/a/1"]),
            make.report("police/a/3", "2021-01-01", follows=["police/a/2"]),
        ]
    )
    rows = archive.compare_all().follow_up_times("year").rows
    assert [(row.group, row.times.spread().known) for row in rows] == [
        ("2018", (365.0,)),
        ("2019", (731.0,)),
    ]


def test_each_group_says_of_how_many_forces_it_is_and_sums_up_no_handful(make):
    reports = []
    for number in range(9):
        old = f"police/f{number}/1"
        year = 2018 if number < 8 else 2019
        audit = make.audit(number, 20, 20)
        reports += [
            make.report(old, f"{year}-01-01", case_audits=[make.audit(10, 20, 20)]),
            make.report(
                f"police/f{number}/2", f"{year + 1}-01-01", follows=[old], case_audits=[audit]
            ),
        ]
    programme = ncpi.Archive(reports=reports).compare_all()
    many, few = (row.times.spread() for row in programme.follow_up_times("year").rows)
    assert (many.forces, many.is_summed_up, few.forces, few.median) == (8, True, 1, None)
    many, few = (row.grades.spread("good") for row in programme.case_grades("year").rows)
    assert (many.forces, many.is_summed_up, few.forces, few.median) == (8, True, 1, None)
    for grouped in (programme.follow_up_times("year"), programme.case_grades("year")):
        text = " ".join(str(grouped).split())
        assert "known for 8 of 8 forces" in text
        assert "known for 1 of 1 forces, fewer than 8, so they are not summed up" in text
        assert "that in which the baseline was published" in text


@pytest.mark.parametrize("view", ["follow_up_times", "case_grades"])
def test_a_theme_is_no_group_of_times_or_grades(programme, view):
    with pytest.raises(InvalidError, match="a theme is that of a recommendation") as caught:
        getattr(programme, view)("theme")
    assert "Choose from: all, year, force, nation, region" in str(caught.value)
    assert view in str(caught.value)


@pytest.mark.parametrize("view", ["follow_up_times", "case_grades"])
def test_by_region_the_bodies_are_asked_for(archive, view):
    with pytest.raises(InvalidError, match=r"compare_all\(bodies=registers\.forces\)"):
        getattr(archive.compare_all(), view)("region")
    with pytest.raises(InvalidError, match="Choose from"):
        getattr(archive.compare_all(), view)("colour")


def test_every_pair_is_shown_with_its_group(programme):
    text = " ".join(str(programme.follow_up_times("year")).split())
    assert "2018: police/arden: 2018, 2019" in text
    text = " ".join(str(programme.case_grades("year")).split())
    assert "2018: how case grades moved, pair by pair police/arden: 2018, 2019" in text
