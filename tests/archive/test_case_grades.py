"""How case grades moved, pair by pair; what isn't known or comparable is counted beside."""

import sys

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, MissingExtraError
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import CaveatCode, Comparability, Verdict


@pytest.fixture(scope="module")
def grades(archive):
    return archive.compare_all().case_grades()


def test_shares_and_their_change_are_told_with_an_interval_without_scipy(grades, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    good = grades.moves[0].grades[0]
    assert (good.grade, good.baseline.value, good.follow_up.value) == ("good", 0.2, 0.4)
    assert good.difference.value == pytest.approx(0.2)
    assert (good.difference.low, good.difference.high) == (
        pytest.approx(0.020, abs=0.001),
        pytest.approx(0.364, abs=0.001),
    )


def test_what_has_no_other_side_is_kept_apart(grades):
    assert [move.of.comparability for move in grades.moves] == [
        Comparability.COMPARABLE,
        Comparability.BASELINE_ONLY,
        Comparability.COMPARABLE,
    ]
    assert [move.follow_up for move in grades.apart] == ["police/arden/2020"]
    assert grades.without_audits == ("police/borset/2018 and police/borset/2019",)


def test_an_unknown_count_is_an_unknown_change_never_nought(grades):
    spread = grades.spread("good")
    assert [(told.force, told.note) for told in spread.values] == [
        ("police/arden", None),
        ("police/cambria", "a count isn't known"),
    ]
    assert spread.values[0].value == pytest.approx(20.0)
    assert spread.values[1].value is None
    assert "known for 1 of 2 forces" in spread.sentence


def test_verdicts_are_found_on_demand(grades):
    pytest.importorskip("scipy")
    verdicts = [shift.verdict for shift in grades.shifts()]
    assert verdicts == [Verdict.NO_CLEAR_CHANGE, Verdict.CANNOT_TELL]


def test_without_scipy_a_verdict_says_what_to_install(grades, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "scipy"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtraError, match="stats"):
        grades.shifts()


def test_caveats_are_those_of_the_comparable_ones(grades):
    carried = {count.code: (count.carried, count.of) for count in grades.caveats}
    assert carried[CaveatCode.SMALL_SAMPLE] == (1, 2)
    assert carried[CaveatCode.UNKNOWN_COUNT] == (1, 2)


def test_two_scales_are_never_put_into_one_spread(archive, make):
    scale = GRADE_SCALES["ncpi-cases-2014"]
    counts = dict.fromkeys(scale.grades, 5)
    old = [ncpi.CaseAudit(scale=scale, counts=counts, sampling=ncpi.vocabulary.Sampling.INSPECTORS)]
    more = [
        make.report("police/z/1", "2014-01-01", case_audits=old),
        make.report("police/z/2", "2015-01-01", case_audits=old, follows=["police/z/1"]),
    ]
    grades = archive.with_reports(*more).compare_all().case_grades()
    with pytest.raises(InvalidError, match="several scales"):
        grades.spread("good")
    spread = grades.spread("good", scale=scale)
    assert [(told.force, told.value) for told in spread.values if told.value is not None] == [
        ("police/z", 0.0)
    ]
    assert "police/arden" in spread.unknown


def test_a_grade_that_the_scale_has_not_is_refused(grades):
    with pytest.raises(InvalidError):
        grades.spread("splendid")


def test_of_several_pairs_the_first_stands_for_the_force(archive, make):
    again = attrs.evolve(archive["police/arden/2020"], case_audits=[make.audit(50, 0, 0)])
    grades = archive.with_reports(again).compare_all().case_grades()
    assert [(move.follow_up, move.stands) for move in grades.comparable[:2]] == [
        ("police/arden/2019", True),
        ("police/arden/2020", False),
    ]
