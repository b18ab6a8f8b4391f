"""A programme in groups: each part has every figure, and no group is lost or confused."""

import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.programme._grouping import Group
from ncpi.vocabulary import Grouping


def test_all_pairs_together_have_the_figures_of_the_whole(programme):
    (part,) = programme.groups(Grouping.ALL).values()
    assert part.follow_up_times() == programme.follow_up_times()
    assert part.case_grades() == programme.case_grades()
    assert part.outcomes() == programme.outcomes()


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
def test_the_parts_are_the_groups_of_outcomes_and_those_without_a_name_stand_last(
    programme, by, groups
):
    parts = programme.groups(by)
    entry = [(group.name, group.named, len(part.pairs)) for group, part in parts.items()]
    assert entry[: len(groups)] == groups
    rows = programme.outcomes(by).rows
    assert [(group.name, group.named) for group in parts] == [
        (row.group, row.named) for row in rows
    ]


def test_a_figure_by_year_takes_one_step_and_a_part_is_found_by_its_name(programme):
    grades = {str(year): part.case_grades() for year, part in programme.groups("year").items()}
    assert {year: one.label() for year, one in grades.items()} == {
        "2018": "1 of 2 audited areas comparable",
        "2024": "1 of 1 audited areas comparable",
        "not known": "0 of 0 audited areas comparable",
    }
    assert programme.groups("year")["2024"].case_grades() == grades["2024"]
    assert len(programme.groups("year")["not known"].pairs) == 1
    assert "2018" in programme.groups("year")
    with pytest.raises(UnknownNameError, match="Candidates: 2018, 2024, not known"):
        programme.groups("year")["1999"]


def test_a_group_called_like_the_one_without_a_name_stands_beside_it(make):
    reports = [*make.pair(), *make.pair(of="police/b")]
    forces = [make.force("a", "England", "not recorded"), make.force("b", "England", None)]
    parts = ncpi.Archive(reports=reports).compare_all(bodies=forces).groups("region")
    assert [(group, part.forces) for group, part in parts.items()] == [
        (Group("not recorded"), ("police/a",)),
        (Group("not recorded", named=False), ("police/b",)),
    ]
    assert parts["not recorded"].forces == ("police/a",)
    assert parts[Group("not recorded", named=False)].forces == ("police/b",)
    assert repr(parts) == "<Groups: not recorded, not recorded>"


def test_a_force_has_its_first_pair_of_each_group(make):
    archive = ncpi.Archive(
        reports=[
            make.report("police/a/1", "2018-01-01"),
            make.report("police/a/2", "2019-01-01", follows=["police/a/1"]),
            make.report("police/a/3", "2021-01-01", follows=["police/a/2"]),
        ]
    )
    parts = archive.compare_all().groups("year")
    known = {str(year): part.follow_up_times().distribution().known for year, part in parts.items()}
    assert known == {"2018": (365.0,), "2019": (731.0,)}


def test_a_part_counts_its_own_reports_bodies_and_frameworks_only(archive, bodies, make):
    alone = make.report("police/dunmoor/2020", "2020-01-01", follows=["police/dunmoor/2019"])
    part = archive.with_reports(alone).compare_all(bodies=bodies).groups("force")["police/arden"]
    assert (part.reports, part.unpaired, part.dangling) == (3, (), ())
    assert [body.key for body in part.bodies] == ["police/arden"]
    assert [framework.key for framework in part.frameworks] == ["ncpi-2014"]
    assert part.label() == "2 pairs of 1 force"


@pytest.mark.parametrize(
    ("published", "year"),
    [("2018", "2018"), ("Summer 2018", "2018"), ("Winter 2018", "not known")],
)
def test_a_season_over_two_years_is_of_no_known_year(make, published, year):
    programme = make.programme(dates=(published, "2020"))
    assert [str(group) for group in programme.groups("year")] == [year]


def test_a_theme_is_no_group_of_pairs(programme):
    with pytest.raises(InvalidError, match="a theme belongs to a recommendation") as caught:
        programme.groups("theme")
    assert "Choose from: all, year, force, nation, region" in str(caught.value)


def test_by_region_the_bodies_are_asked_for(archive):
    with pytest.raises(InvalidError, match=r"compare_all\(bodies=registers\.forces\)"):
        archive.compare_all().groups("region")
    with pytest.raises(InvalidError, match="Choose from"):
        archive.compare_all().groups("colour")


def test_a_pair_that_names_no_body_is_no_forces_and_has_a_group_without_a_name(make):
    programme = make.programme({"case_audits": [make.audit(1, 1, 1)]}, of="x", bodies=[])
    assert [*programme.groups("force")] == [Group("no body in both reports", named=False)]
    assert programme.forces == programme.case_grades().forces == ()
    assert programme.follow_up_times().distribution().values == ()
