"""Case audits: like with like, in figures that are called what they are."""

import pytest

import ncpi
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._case_audits import SMALL_SAMPLE, audit_comparison
from ncpi.comparison._grade_shares import Estimate
from ncpi.model.frameworks import FRAMEWORKS
from ncpi.model.grading import GRADE_SCALES
from ncpi.vocabulary import (
    CaveatCode,
    Comparability,
    Confidence,
    CrosswalkMatch,
    Sampling,
    Verdict,
)


# Baseline and follow-up counts of the four real pairs, good, requires improvement, inadequate.
def differences(entry):
    """The difference of each grade's share that is known; None where it isn't."""
    return {
        change.grade: change.difference.value if change.difference else None
        for change in entry.changes
    }


REAL = {
    "dorset": ((20, 35, 28), (10, 10, 11)),
    "north-yorkshire": ((13, 34, 26), (11, 8, 14)),
    "suffolk": ((27, 24, 21), (17, 7, 6)),
    "warwickshire": ((23, 23, 28), (9, 15, 10)),
}


@pytest.fixture
def all_areas(shipped):
    """The one entry of a shipped pair that is about all its cases, and so on both sides."""

    def of(force):
        entries = shipped.compare(force).case_audits
        (entry,) = [entry for entry in entries if entry.area is None]
        return entry

    return of


def codes(entry):
    return {caveat.code for caveat in entry.caveats}


@pytest.mark.parametrize("force", REAL)
def test_the_shares_of_a_real_pair_change_by_its_figures(all_areas, force):
    entry = all_areas(force)
    before, after = REAL[force]
    expected = {
        grade: then / sum(after) - now / sum(before)
        for grade, now, then in zip(
            ("good", "requires improvement", "inadequate"), before, after, strict=True
        )
    }
    assert entry.comparability is Comparability.COMPARABLE
    assert differences(entry) == pytest.approx(expected)


def test_one_side_fewer_than_the_convention_is_small_and_the_convention_is_reported(make):
    entry = audit_comparison(
        make.audit(SMALL_SAMPLE, 10, 20, 20), make.audit(SMALL_SAMPLE - 1, 9, 20, 20)
    )
    (caveat,) = entry.caveats
    assert caveat.code is CaveatCode.SMALL_SAMPLE
    assert caveat.text == "follow-up: only 49 cases, fewer than 50"


def test_a_targeted_sample_is_called_so(compared):
    (entry,) = compared("stated links").case_audits
    assert codes(entry) == {
        CaveatCode.SAMPLING_DIFFERS,
        CaveatCode.SMALL_SAMPLE,
        CaveatCode.TARGETED_SAMPLE,
    }


def test_an_unknown_total_gives_no_change(make):
    entry = audit_comparison(make.audit(None, 20), make.audit(31, 10, 10, 11))
    assert differences(entry)["good"] is None
    assert CaveatCode.UNKNOWN_COUNT in codes(entry)


def test_a_grade_off_the_scale_is_refused(make):
    entry = audit_comparison(make.audit(83, 20, 35, 28), make.audit(31, 10, 10, 11))
    with pytest.raises(ncpi.errors.InvalidError, match="adequate"):
        entry.change("adequate")


def test_the_forces_own_marks_stand_beside_the_inspectors_where_each_side_has_one(make):
    own = make.audit(30, 10, 10, 10, sampling=Sampling.SELF_ASSESSED)
    for audits in ((own, make.audit(30, 10, 10, 10)), (make.audit(30, 10, 10, 10), own)):
        before, after = ({"case_audits": [audit]} for audit in audits)
        comparison = ncpi.compare(make.baseline(**before), make.follow_up(**after))
        (entry,) = comparison.case_audits
        assert entry.comparability is Comparability.NOT_COMPARABLE
        assert (entry.baseline, entry.follow_up) == audits


def test_the_forces_own_marks_stand_beside_no_inspectors_where_another_sample_can(make):
    """Not even where only they spell the area alike."""
    before = make.audit(30, 10, 10, 10, area="custody")
    own = make.audit(30, 10, 10, 10, area="custody", sampling=Sampling.SELF_ASSESSED)
    chosen = make.audit(30, 10, 10, 10, area="Custody", sampling=Sampling.TARGETED)
    comparison = ncpi.compare(
        make.baseline(case_audits=[before]), make.follow_up(case_audits=[own, chosen])
    )
    assert [(e.baseline, e.follow_up) for e in comparison.case_audits] == [
        (before, chosen),
        (None, own),
    ]


def test_audits_sampled_alike_go_together(make):
    """West Yorkshire 2014: 33 cases of the force's own choice, 64 of the inspectors'."""
    own = make.audit(33, 9, 15, 9, sampling=Sampling.SELF_ASSESSED)
    theirs = make.audit(64, 10, 30, 24)
    later = make.audit(30, 10, 10, 10)
    comparison = ncpi.compare(
        make.baseline(case_audits=[own, theirs]), make.follow_up(case_audits=[later])
    )
    assert [(e.baseline, e.follow_up) for e in comparison.case_audits] == [
        (own, None),
        (theirs, later),
    ]


def test_one_entry_for_every_area_of_either_report(make):
    def area(name, **entry):
        return make.audit(60, 20, 20, 20, area=name, **entry)

    comparison = ncpi.compare(
        make.baseline(case_audits=[area("Domestic abuse"), area("custody"), area(None)]),
        make.follow_up(case_audits=[area("online abuse"), area("domestic abuse")]),
    )
    assert [(e.area, e.comparability) for e in comparison.case_audits] == [
        ("Domestic abuse", Comparability.COMPARABLE),
        ("custody", Comparability.BASELINE_ONLY),
        (None, Comparability.BASELINE_ONLY),
        ("online abuse", Comparability.FOLLOW_UP_ONLY),
    ]


def compared(make, **sides):
    """Two audits of one area, between reports that differ in *sides*."""
    (entry,) = ncpi.compare(
        make.baseline(**sides["before"], case_audits=[AUDIT(sides.get("area"))]),
        make.follow_up(**sides["after"], case_audits=[AUDIT(sides.get("area"))]),
    ).case_audits
    return entry


def AUDIT(area, **entry):  # noqa: N802 - a constant but for its area
    scale = GRADE_SCALES["ncpi-cases-2016"]
    counts = {"good": 30, "requires improvement": 20, "inadequate": 10}
    return ncpi.CaseAudit(area=area, scale=scale, counts=counts, **entry)


def test_cases_of_other_bodies_are_not_comparable(make):
    entry = compared(
        make, before={"bodies": ["police/a", "police/b"]}, after={"bodies": ["police/a"]}
    )
    assert entry.comparability is Comparability.NOT_COMPARABLE
    assert CaveatCode.BODIES_DIFFER in codes(entry)
    assert case_audit_test(entry).verdict is Verdict.CANNOT_TELL


OLD, NEW = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]


@pytest.mark.parametrize(
    ("area", "frameworks", "comparability", "code"),
    [
        ("investigation", (OLD, NEW), Comparability.COMPARABLE, CaveatCode.BROAD_CROSSWALK),
        ("Investigation", (None, NEW), Comparability.NOT_COMPARABLE, CaveatCode.NO_CROSSWALK),
        ("police detention", (OLD, NEW), Comparability.NOT_COMPARABLE, CaveatCode.NO_CROSSWALK),
        ("missing children", (OLD, NEW), Comparability.COMPARABLE, CaveatCode.DIFFERENT_FRAMEWORK),
        (None, (OLD, None), Comparability.COMPARABLE, CaveatCode.DIFFERENT_FRAMEWORK),
    ],
)
def test_an_area_that_is_a_theme_goes_by_the_crosswalk_and_a_kind_of_case_stays_the_same(
    make, area, frameworks, comparability, code
):
    before, after = ({"framework": one} for one in frameworks)
    entry = compared(make, area=area, before=before, after=after)
    assert (entry.comparability, code in codes(entry)) == (comparability, True)


def test_an_audit_that_the_other_side_lacks_is_one_sided_whatever_the_frameworks(make):
    """That a framework isn't recorded says nothing of cases that weren't audited."""
    (entry,) = ncpi.compare(
        make.baseline(case_audits=[AUDIT(None)]), make.follow_up(framework=None)
    ).case_audits
    assert entry.comparability is Comparability.BASELINE_ONLY


def test_counts_that_are_not_sure_or_of_a_report_that_was_not_seen_say_so(make):
    sure = ncpi.compare(
        make.baseline(
            secondary_source="a newspaper",
            case_audits=[AUDIT(None, confidence=Confidence.LOW, note="read off a chart")],
        ),
        make.follow_up(case_audits=[AUDIT(None)]),
    ).case_audits[0]
    assert {CaveatCode.SECONDARY_SOURCE, CaveatCode.LESS_SURE} <= codes(sure)
    assert "a newspaper" in str(sure.caveats)
    entry = case_audit_test(sure)
    assert "baseline: read off a chart" in entry.describe().notes
    assert CaveatCode.LESS_SURE in codes(entry)


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned round"])
def test_an_exact_namesake_comes_before_one_in_other_capitals(make, turned):
    before = [AUDIT("Custody"), AUDIT("custody")]
    entries = ncpi.compare(
        make.baseline(case_audits=before[::-1] if turned else before),
        make.follow_up(case_audits=[AUDIT("custody")]),
    ).case_audits
    assert {entry.area: entry.comparability for entry in entries} == {
        "Custody": Comparability.BASELINE_ONLY,
        "custody": Comparability.COMPARABLE,
    }


def below_good(count):
    grades = ("requires improvement", "inadequate")
    return [ncpi.MergedCount(grades=grades, count=count, wording="below good")]


def test_grades_that_are_only_counted_together_are_compared_together(make):
    """278 of 374 below good, then 191 of 214: the shares, the change and its interval."""
    entry = audit_comparison(
        make.audit(374, merged=below_good(278)), make.audit(214, merged=below_good(191))
    )
    change = entry.change("inadequate", "requires improvement")
    assert change == entry.changes[-1]
    assert change.grade == "below good"
    assert change.baseline.value == pytest.approx(278 / 374)
    assert change.difference.value == pytest.approx(191 / 214 - 278 / 374)
    assert change.difference.low > 0
    assert entry.change("inadequate").difference is None


def test_a_merged_count_is_compared_with_single_counts(make):
    """Where one side counts the grades singly, theirs are added."""
    entry = audit_comparison(make.audit(40, 10, 20, 10), make.audit(40, merged=below_good(20)))
    assert entry.change("requires improvement", "inadequate").difference.value == -0.25


def test_printed_percentages_have_a_difference_without_an_interval(make):
    """Without counts there is no interval, and the words say so."""
    entry = audit_comparison(
        make.audit(None, percentages={"good": 20}), make.audit(None, percentages={"good": 35})
    )
    change = entry.change("good")
    assert change.difference.value == pytest.approx(0.15)
    assert change.difference.in_points == "+15.0 points (no interval: the counts are unknown)"
    assert change.label() == "35% good, before 20%"


def bodies_apart(make, **sides):
    names = {"a": "police/a", "b": "police/b"}
    audits = {
        side: [AUDIT(None, body=names.get(body)) for body in bodies]
        for side, (bodies, _) in sides.items()
    }
    reports = {side: [names[key] for key in of] for side, (_, of) in sides.items()}
    return ncpi.compare(
        make.baseline(bodies=reports["before"], case_audits=audits["before"]),
        make.follow_up(bodies=reports["after"], case_audits=audits["after"]),
    ).case_audits


def test_two_forces_cases_in_one_report_are_each_compared_with_their_own(make):
    """Each body's audit is paired with that of the same body, in whatever order they are."""
    entries = bodies_apart(make, before=("ab", "ab"), after=("ba", "ab"))
    assert [entry.name for entry in entries] == ["all areas (police/a)", "all areas (police/b)"]
    assert {entry.comparability for entry in entries} == {Comparability.COMPARABLE}
    assert all(entry.baseline.body == entry.follow_up.body for entry in entries)


def test_the_only_body_of_a_report_need_not_be_named_again(make):
    """A report on one force alone is compared with that force's part of a report on two."""
    paired, alone = bodies_apart(make, before=("-", "a"), after=("ab", "ab"))
    assert (paired.comparability, paired.body) == (Comparability.COMPARABLE, "police/a")
    assert (alone.comparability, alone.body) == (Comparability.FOLLOW_UP_ONLY, "police/b")


def test_all_bodies_together_are_not_one_of_them(make):
    """An audit of two forces together isn't paired with that of either."""
    entries = bodies_apart(make, before=("-", "ab"), after=("a", "ab"))
    assert [entry.comparability for entry in entries] == [
        Comparability.BASELINE_ONLY,
        Comparability.FOLLOW_UP_ONLY,
    ]


@pytest.mark.parametrize("baseline", [(3, 4, 5), (None, None, None)])
def test_an_audit_comparison_says_its_area_and_comparability(make, baseline):
    audits = [make.audit(None, *counts, area="visits") for counts in (baseline, (1, 2, 3))]
    (entry,) = ncpi.compare(
        make.baseline(case_audits=audits[:1]), make.follow_up(case_audits=audits[1:])
    ).case_audits
    assert entry.label() == "visits: comparable"


def test_an_estimate_without_counts_says_that_it_has_no_interval():
    assert Estimate(value=0.256).label() == "0.26 (no interval: the counts are unknown)"
    assert Estimate(value=0.25, low=0.2, high=0.31).label() == "0.25 (95% interval 0.20 to 0.31)"


def test_a_theme_that_the_crosswalk_matches_exactly_is_comparable_and_says_the_frameworks(make):
    """So is an area that is a theme of only one of the two frameworks, if it is a match."""
    match = ncpi.Crosswalk(
        theme="visits", framework="one", other="visits", match=CrosswalkMatch.EXACT
    )
    one = ncpi.Framework(key="one", title="One", themes=["visits"])
    two = ncpi.Framework(key="two", title="Two", themes=["visits"], crosswalks=[match])
    audit = make.audit(None, 1, 2, 3, area="visits")
    (entry,) = ncpi.compare(
        make.baseline(framework=one, case_audits=[audit]),
        make.follow_up(framework=two, case_audits=[audit]),
    ).case_audits
    assert entry.comparability is Comparability.COMPARABLE
    assert [(caveat.code, caveat.text) for caveat in entry.caveats][-1] == (
        CaveatCode.DIFFERENT_FRAMEWORK,
        "the framework is one before, two after",
    )


@pytest.mark.parametrize(
    ("sampling", "words"),
    [
        (Sampling.INSPECTORS, None),
        (Sampling.TARGETED, "cases were chosen where the earlier inspection had found failings"),
        (Sampling.SELF_ASSESSED, "the force graded the cases itself"),
        (Sampling.UNKNOWN, "it isn't known how the cases were chosen"),
    ],
)
def test_how_the_cases_were_chosen_is_a_caveat_on_each_side(make, sampling, words):
    audit = make.audit(60, 20, 20, 20, sampling=sampling)
    texts = [caveat.text for caveat in audit_comparison(audit, audit).caveats]
    for side in ("baseline", "follow-up"):
        assert (f"{side}: {words}" in texts) is (words is not None)


@pytest.mark.parametrize("turned", [1, -1])
def test_which_audits_are_paired_is_independent_of_their_order_in_the_report(make, turned):
    chosen, targeted, unknown = (
        make.audit(60, 20, 20, 20, sampling=sampling)
        for sampling in (Sampling.INSPECTORS, Sampling.TARGETED, Sampling.UNKNOWN)
    )
    for before, after in (([chosen, targeted], [unknown]), ([unknown], [chosen, targeted])):
        entries = ncpi.compare(
            make.baseline(case_audits=before[::turned]), make.follow_up(case_audits=after[::turned])
        ).case_audits
        (paired,) = [one for one in entries if one.baseline and one.follow_up]
        assert {paired.baseline, paired.follow_up} == {chosen, unknown}
