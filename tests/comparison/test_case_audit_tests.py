"""What two audits say together: figures, verdict, and every caveat."""

import sys

import attrs
import pytest

import ncpi
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._case_audits import audit_comparison
from ncpi.comparison._grade_shares import Estimate, in_points
from ncpi.display._case_audit_tests import _p_value
from ncpi.errors import MissingExtraError
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import CaveatCode, Provenance, Sampling, Verdict

REAL = ("dorset", "north-yorkshire", "suffolk", "warwickshire")


@pytest.fixture
def real(shipped):
    return shipped.compare


@pytest.fixture
def all_areas(real):
    """The verdict on all the cases of a shipped pair."""

    def of(force):
        (entry,) = [test for test in real(force).case_audit_tests() if test.entry.area is None]
        return entry

    return of


def codes(record):
    return {caveat.code for caveat in record.caveats}


@pytest.mark.parametrize("force", REAL)
def test_none_of_the_four_real_pairs_shows_a_clear_change_and_one_file_would_in_suffolk(
    all_areas, force
):
    entry = all_areas(force)
    assert entry.verdict is Verdict.NO_CLEAR_CHANGE
    assert entry.other_verdicts == ((Verdict.BETTER,) if force == "suffolk" else ())
    assert entry.exact
    assert entry.p_value > 0.05
    assert entry.effect.low < 0.5 < entry.effect.high


def test_a_grade_is_reported_in_plain_words(all_areas):
    entry = all_areas("north-yorkshire")
    assert entry.entry.change("good").label() == (
        "33% good of 33 (95% interval 20 to 50), before 18% of 73 (11 to 28)"
    )
    assert entry.label() == "all areas: no clear change"


@pytest.mark.parametrize("view", ["__str__", "_repr_html_", "_repr_markdown_"])
def test_every_view_shows_the_verdict_the_figures_and_the_caveats(all_areas, shown, view):
    entry = all_areas("suffolk")
    text = shown(entry, view)
    for words in (
        "no clear change",
        "0.60 (95% interval 0.48 to 0.70)",
        "p = 0.100 (exact)",
        "38% of 72 (95% interval 27 to 49)",
        "+19.2 points (95% interval -1.8 to +38.1)",
        "fewer than 50",
    ):
        assert words in text


def test_an_area_that_only_the_follow_up_audited_has_no_verdict(real):
    tests = real("north-yorkshire").case_audit_tests()
    (cells,) = {row[1:] for row in tests.describe().tables[0].rows if row[1] == "73 cases, then 33"}
    assert "small sample" in cells[1].splitlines()
    _, area = tests
    assert area.label() == "child protection investigations: cannot tell"
    assert (area.verdict, area.effect, area.p_value) == (Verdict.CANNOT_TELL, None, None)


def test_counts_that_are_unknown_give_their_bounds_and_no_test(make):
    """374 cases of which 96 were good; how the others were graded isn't known."""
    entry = audit_comparison(make.audit(374, 96), make.audit(135, 10, 64, 61))
    item = case_audit_test(entry)
    assert (item.verdict, item.effect, item.p_value) == (Verdict.CANNOT_TELL, None, None)
    assert CaveatCode.UNKNOWN_COUNT in codes(item)
    middle = item.entry.change("requires improvement")
    assert (middle.baseline, middle.difference) == (None, None)
    assert "unknown, from 0% to 74% of 374" in str(item)
    good = item.entry.change("good")
    assert good.difference.value == pytest.approx(10 / 135 - 96 / 374)
    assert good.difference.high < 0


def test_the_last_unknown_count_follows_from_the_total(make):
    entry = audit_comparison(make.audit(21, 0, None, 11), make.audit(30, 12, 4, 14))
    assert case_audit_test(entry).entry.change("requires improvement").baseline.value == 10 / 21
    assert case_audit_test(entry).effect is not None


def test_unknown_counts_of_which_nothing_is_left_are_zero(make):
    entry = case_audit_test(audit_comparison(make.audit(40, 40), make.audit(40, 20, 10, 10)))
    assert entry.verdict is Verdict.WORSE
    assert entry.entry.change("inadequate").baseline.value == 0


def test_nothing_is_known_of_a_share_without_a_total(make):
    entry = case_audit_test(audit_comparison(make.audit(None, 20), make.audit(31, 10, 10, 11)))
    assert entry.verdict is Verdict.CANNOT_TELL
    assert entry.entry.change("good").baseline is None
    assert (
        entry.entry.change("good").label()
        == "32% good of 31 (95% interval 19 to 50), before unknown"
    )


def test_an_audit_of_no_case_says_nothing(make):
    entry = case_audit_test(audit_comparison(make.audit(0, 0, 0, 0), make.audit(31, 10, 10, 11)))
    assert entry.verdict is Verdict.CANNOT_TELL
    assert entry.entry.change("good").baseline is None


def test_two_scales_give_no_grade_and_no_verdict(make):
    before = ncpi.CaseAudit(
        scale=GRADE_SCALES["ncpi-cases-2014"],
        counts={"good": 10, "adequate": 10, "requires improvement": 10, "inadequate": 10},
    )
    entry = case_audit_test(audit_comparison(before, make.audit(83, 20, 35, 28)))
    assert (entry.verdict, entry.changes) == (Verdict.CANNOT_TELL, ())
    assert CaveatCode.DIFFERENT_SCALE in codes(entry)
    good, adequate = entry.entry.change("good"), entry.entry.change("adequate")
    assert (good.baseline.cases, good.follow_up.cases, good.difference) == (40, 83, None)
    assert (adequate.baseline.cases, adequate.follow_up) == (40, None)


def test_the_forces_own_marks_and_the_inspectors_are_shown_and_not_subtracted(make):
    own = make.audit(60, 20, 20, 20, sampling=Sampling.SELF_ASSESSED)
    entry = case_audit_test(audit_comparison(own, make.audit(60, 5, 25, 30)))
    assert entry.verdict is Verdict.CANNOT_TELL
    assert entry.entry.change("good").baseline.value == pytest.approx(1 / 3)
    assert [one.difference for one in entry.changes] == [None] * 3


def test_one_side_alone_keeps_its_shares(make):
    comparison = ncpi.compare(
        make.baseline(case_audits=[make.audit(83, 20, 35, 28)]), make.follow_up()
    )
    (entry,) = comparison.case_audit_tests()
    assert entry.verdict is Verdict.CANNOT_TELL
    assert entry.entry.change("good").baseline.cases == 83
    assert entry.entry.change("good").follow_up is None


def test_a_verdict_that_one_file_would_turn_says_so_as_a_caveat(make):
    entry = case_audit_test(audit_comparison(make.audit(80, 20, 30, 30), make.audit(20, 7, 7, 6)))
    assert entry.other_verdicts == (Verdict.TOO_FEW,)
    assert entry.label() == "all areas: no clear change, but one case file would change that"
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.BORDERLINE]
    assert "'too few to say'" in caveat.text


def test_too_few_cases_keep_their_shares_and_get_no_test(make):
    entry = case_audit_test(audit_comparison(make.audit(80, 20, 30, 30), make.audit(10, 10, 0, 0)))
    assert (entry.verdict, entry.effect, entry.p_value) == (Verdict.TOO_FEW, None, None)
    assert entry.entry.change("good").follow_up.value == 1
    assert entry.entry.change("good").difference.low > 0


def test_grades_that_moved_to_both_ends_are_no_clear_change_with_a_caveat_that_says_why(make):
    entry = case_audit_test(audit_comparison(make.audit(51, 0, 45, 6), make.audit(21, 13, 2, 6)))
    assert (entry.verdict, entry.p_value < 0.05) == (Verdict.NO_CLEAR_CHANGE, True)
    (caveat,) = [one for one in entry.caveats if one.code is CaveatCode.MIXED_CHANGE]
    assert "neither better nor worse" in caveat.text
    assert CaveatCode.MIXED_CHANGE not in codes(
        case_audit_test(audit_comparison(make.audit(51, 0, 45, 6), make.audit(21, 0, 15, 6)))
    )


def test_no_figure_is_rounded_to_the_border_that_it_lies_beside():
    """An interval that excludes one half, or zero, doesn't end there when it is shown."""
    assert Estimate(value=0.55, low=0.5004, high=0.6).label() == (
        "0.55 (95% interval 0.5004 to 0.60)"
    )
    assert Estimate(value=0.55, low=0.5, high=0.6).label() == "0.55 (95% interval 0.50 to 0.60)"
    points = Estimate(value=0.1, low=0.0004, high=0.2).in_points
    assert points == "+10.0 points (95% interval +0.04 to +20.0)"


def test_a_p_value_above_the_limit_is_never_shown_as_the_limit(make):
    text = str(
        case_audit_test(audit_comparison(make.audit(37, 1, 30, 6), make.audit(33, 5, 26, 2)))
    )
    assert "p = 0.056 (exact)" in text
    assert _p_value(0.0502) == "p = 0.0502"
    assert [_p_value(one) for one in (0.05, 0.0496)] == ["p = 0.050"] * 2
    assert [_p_value(one) for one in (0.0009, 0.001)] == ["p < 0.001", "p = 0.001"]


def test_huge_counts_are_marked_as_approximated(make):
    entry = case_audit_test(
        audit_comparison(
            make.audit(None, 10**8, 10**8, 10**8), make.audit(None, 10**8, 10**8, 10**8)
        )
    )
    assert (entry.exact, entry.p_value) == (False, 1)
    assert "normal approximation" in str(entry)


def test_without_scipy_the_error_names_the_extra_and_what_needs_no_test_still_works(
    make, monkeypatch
):
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    entry = audit_comparison(make.audit(80, 20, 30, 30), make.audit(30, 10, 10, 10))
    with pytest.raises(MissingExtraError, match=r"ncpi\[stats\]"):
        case_audit_test(entry)
    few = audit_comparison(make.audit(80, 20, 30, 30), make.audit(10, 4, 3, 3))
    assert case_audit_test(few).verdict is Verdict.TOO_FEW


PRESS = ncpi.Source(title="a newspaper", provenance=Provenance.ACCOUNT)
OWN = ncpi.Source(title="the report", provenance=Provenance.OWN)


@pytest.mark.parametrize(
    ("of_audit", "of_report", "said"),
    [
        ([PRESS], [OWN], "come from someone else's account: a newspaper"),
        ([OWN, PRESS], [PRESS], None),
        ([], [OWN, PRESS], "the source of the counts isn't recorded"),
        ([], [OWN], None),
        ([], [], None),
    ],
    ids=["press", "own words too", "not recorded", "the report alone", "nothing"],
)
def test_counts_that_may_be_second_hand_are_called_so(make, of_audit, of_report, said):
    audit = attrs.evolve(make.audit(60, 20, 20, 20), sources=of_audit)
    comparison = ncpi.compare(
        make.baseline(case_audits=[audit], sources=of_report),
        make.follow_up(case_audits=[make.audit(60, 20, 20, 20)], sources=[]),
    )
    found = [
        caveat.text
        for caveat in comparison.case_audits[0].caveats
        if caveat.code is CaveatCode.SECONDARY_SOURCE
    ]
    assert len(found) == (said is not None)
    assert all(text.startswith("baseline: ") and said in text for text in found)


def test_a_change_has_a_sign_one_place_and_its_unit_and_no_change_has_no_sign():
    assert [in_points(change) for change in (0.1234, -0.1234, 0.0, 0.0004, -0.0004, 0.05)] == [
        "+12.3 points",
        "-12.3 points",
        "0.0 points",
        "0.0 points",
        "0.0 points",
        "+5.0 points",
    ]


def test_a_verdict_is_given_on_merged_grades_where_only_those_are_known(make):
    """278 of 374 below good before and 191 of 214 after: worse, in two classes."""
    merged = [
        [ncpi.MergedCount(grades=["requires improvement", "inadequate"], count=count)]
        for count in (278, 191)
    ]
    entry = case_audit_test(
        audit_comparison(make.audit(374, merged=merged[0]), make.audit(214, merged=merged[1]))
    )
    assert entry.counts == ((96, 278), (23, 191))
    assert entry.verdict is Verdict.WORSE
    whole = case_audit_test(
        audit_comparison(make.audit(374, 96, 278, 0), make.audit(214, 23, 191, 0))
    )
    assert (entry.p_value, entry.effect) == (whole.p_value, whole.effect)
    assert whole.classes == ("good", "requires improvement", "inadequate")


def test_the_rest_beside_merged_grades_is_called_good_only_if_both_reports_count_it(make):
    merged = ncpi.MergedCount(
        grades=["requires improvement", "inadequate"], count=7, wording="below good"
    )
    only, both = make.audit(10, merged=[merged]), make.audit(10, 3, merged=[merged])
    assert case_audit_test(audit_comparison(both, both)).classes == ("good", "below good")
    for before, after in ((only, only), (only, both), (both, only)):
        entry = case_audit_test(audit_comparison(before, after))
        assert entry.classes == ("not below good", "below good")
        assert entry.counts == ((3, 7), (3, 7))


def test_the_rest_below_merged_grades_is_called_what_it_isnt(make):
    better = ncpi.MergedCount(grades=["good", "requires improvement"], count=7, wording="passable")
    audit = make.audit(10, merged=[better])
    entry = case_audit_test(audit_comparison(audit, audit))
    assert (entry.classes, entry.counts) == (("passable", "not passable"), ((7, 3), (7, 3)))


def test_of_two_classes_one_is_what_the_other_leaves_of_the_total_on_either_side(make):
    below = ncpi.MergedCount(grades=["requires improvement", "inadequate"], count=7)
    merged, good = make.audit(10, merged=[below]), make.audit(10, 4)
    assert case_audit_test(audit_comparison(merged, good)).counts == ((3, 7), (4, 6))
    assert case_audit_test(audit_comparison(good, merged)).counts == ((4, 6), (3, 7))


def test_merged_grades_in_the_middle_of_a_scale_give_no_verdict(make):
    """Two classes of which neither is better than the other can't be tested."""
    scale = GRADE_SCALES["ncpi-cases-2014"]
    merged = [ncpi.MergedCount(grades=scale.grades[1:3], count=5)]
    audit = make.audit(10, scale=scale, merged=merged)
    entry = case_audit_test(audit_comparison(audit, audit))
    assert (entry.verdict, entry.classes) == (Verdict.CANNOT_TELL, ())


@pytest.mark.parametrize("code", list(CaveatCode))
def test_of_the_caveats_on_a_pair_those_that_bear_on_grades_stand_beside_a_verdict(make, code):
    """Also where the verdict is that it can't tell."""
    on_grades = {
        CaveatCode.BODIES_DIFFER,
        CaveatCode.DATES_CANNOT_TELL,
        CaveatCode.LINK,
        CaveatCode.SECOND_HAND,
    }
    entry = audit_comparison(make.audit(83, 20, 35, 28), make.audit(31, None, 10, 11))
    caveat = ncpi.comparison.Caveat(code=code, text="of the pair")
    assert (caveat in case_audit_test(entry, [caveat]).caveats) is (code in on_grades)
