"""How case grades changed, pair by pair; what isn't known or comparable is counted beside."""

import sys

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import CaveatCode, Comparability, ReportKind, Sampling, Verdict


@pytest.fixture(scope="module")
def grades(archive):
    return archive.compare_all().case_grades()


def test_shares_and_their_change_are_reported_with_an_interval_without_scipy(grades, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    good = grades.changes[0].entry.changes[0]
    assert (good.grade, good.baseline.value, good.follow_up.value) == ("good", 0.2, 0.4)
    assert good.difference.value == pytest.approx(0.2)
    assert (good.difference.low, good.difference.high) == (
        pytest.approx(0.020, abs=0.001),
        pytest.approx(0.364, abs=0.001),
    )


def test_what_has_no_other_side_is_kept_apart(grades):
    assert [change.entry.comparability for change in grades.changes] == [
        Comparability.COMPARABLE,
        Comparability.BASELINE_ONLY,
        Comparability.COMPARABLE,
    ]
    assert [change.pair.follow_up.key for change in grades.not_comparable] == ["police/arden/2020"]
    assert grades.without_audits == ("police/borset/2018 and police/borset/2019",)


def test_an_unknown_count_is_an_unknown_change_never_zero(grades):
    distribution = grades.distribution("good")
    assert [(entry.force, entry.note) for entry in distribution.values] == [
        ("police/arden", None),
        ("police/cambria", "a count isn't known"),
    ]
    assert distribution.values[0].value == pytest.approx(20.0)
    assert distribution.values[1].value is None
    assert "known for 1 of 2 forces" in distribution.sentence


def test_a_figure_names_its_scale_only_where_there_are_several(make):
    def rows(*audits):
        tables = make.programme(case_audits=audits).case_grades().describe().tables
        (table,) = [table for table in tables if table.caption == "How much forces differ"]
        return [row[0] for row in table.rows]

    visits, calls = make.audit(1, 2, 3, area="visits"), make.audit(1, 2, 3, area="calls")
    assert rows(visits, calls)[0] == "change in the share of good, visits"
    topics = GRADE_SCALES["ncpi-topics-2024"]
    graded = attrs.evolve(calls, scale=topics, counts={"good": 1, "adequate": 2})
    named = "change in the share of good, visits [Case files, 2016 to 2023]"
    assert rows(visits, graded)[0] == named
    namesake = attrs.evolve(visits.scale, grades=("good", "poor"), inflections={})
    graded = attrs.evolve(calls, scale=namesake, counts={"good": 1, "poor": 2})
    named = "change in the share of good, visits [Case files, 2016 to 2023]"
    assert rows(visits, graded)[0] == named


def test_of_audits_that_forces_graded_themselves_no_distribution_is_shown(make):
    own = [make.audit(1, 2, 3, sampling=Sampling.SELF_ASSESSED)]
    tables = make.programme(case_audits=own).case_grades().describe().tables
    assert [table.rows for table in tables if table.caption == "How much forces differ"] == [()]


def test_verdicts_are_found_on_demand(grades):
    pytest.importorskip("scipy")
    verdicts = [case_audit_test.verdict for case_audit_test in grades.case_audit_tests()]
    assert verdicts == [Verdict.NO_CLEAR_CHANGE, Verdict.CANNOT_TELL]


def test_caveats_are_those_of_the_comparable_ones(grades):
    carried = {count.what: (count.entries, count.out_of) for count in grades.caveats}
    assert carried[CaveatCode.SMALL_SAMPLE] == (1, 2)
    assert carried[CaveatCode.UNKNOWN_COUNT] == (1, 2)


def test_two_scales_are_never_put_into_one_distribution(archive, make):
    old = [of_2014(sampling=Sampling.INSPECTORS)]
    more = make.pair(of="police/z", case_audits=old)
    grades = archive.with_reports(*more).compare_all().case_grades()
    with pytest.raises(InvalidError, match="several scales"):
        grades.distribution("good")
    distribution = grades.distribution("good", scale="ncpi-cases-2014")
    assert [
        (entry.force, entry.value) for entry in distribution.values if entry.value is not None
    ] == [("police/z", 0.0)]
    assert "police/arden" in distribution.unknown


def test_a_grade_that_the_scale_has_not_is_refused(grades):
    with pytest.raises(InvalidError):
        grades.distribution("splendid")


def test_of_several_pairs_the_first_stands_for_the_force(archive, make):
    again = attrs.evolve(archive["police/arden/2020"], case_audits=[make.audit(50, 0, 0)])
    grades = archive.with_reports(again).compare_all().case_grades()
    assert [change.pair.follow_up.key for change in grades.comparable[:2]] == [
        "police/arden/2019",
        "police/arden/2020",
    ]
    assert grades.distribution("good").known == (pytest.approx(20.0),)


def of_2014(**entry):
    """An audit on the earlier scale."""
    scale = GRADE_SCALES["ncpi-cases-2014"]
    counts = dict.fromkeys(scale.grades, 5)
    return ncpi.CaseAudit(**{"scale": scale, "counts": counts, "sampling": "unknown", **entry})


def graded(make, *entries, **entry):
    """The case grades of one force, looked at again once a year; each report is some audits."""
    keys = [f"police/a/{year}" for year in range(2018, 2018 + len(entries))]
    reports = [
        make.report(
            key, f"{key[-4:]}-01-01", case_audits=audits, follows=keys[:1] if place else (), **entry
        )
        for place, (key, audits) in enumerate(zip(keys, entries, strict=True))
    ]
    return ncpi.Archive(reports=reports).compare_all().case_grades()


def entry(distribution):
    return [(value.force, value.value, value.note) for value in distribution.values]


@pytest.mark.parametrize("turned", [1, -1])
def test_what_the_force_graded_itself_never_replaces_the_inspectors_figure(make, turned):
    before = [make.audit(10, 10, 10), make.audit(10, 10, 10, sampling=Sampling.SELF_ASSESSED)]
    after = [make.audit(10, 10, 10), make.audit(30, 0, 0, sampling=Sampling.SELF_ASSESSED)]
    grades = graded(make, before[::turned], after[::turned])
    distribution = grades.distribution("good")
    assert entry(distribution) == [("police/a", 0.0, None)]
    assert distribution.left_out == ("1 entry that forces graded themselves, on either side",)
    assert "Left out: 1 entry that forces graded themselves" in distribution.sentence


def test_a_force_that_only_graded_itself_is_unknown(make):
    own = make.audit(10, 10, 10, sampling=Sampling.SELF_ASSESSED)
    distribution = graded(make, [own], [own]).distribution("good")
    assert entry(distribution) == [("police/a", None, "graded by the force itself")]


@pytest.mark.parametrize("turned", [1, -1])
def test_where_several_of_the_inspectors_audits_share_an_area_none_is_the_figure(make, turned):
    before = [make.audit(10, 10, 10), make.audit(0, 10, 10, sampling=Sampling.TARGETED)]
    after = [make.audit(20, 5, 5), make.audit(20, 0, 0, sampling=Sampling.TARGETED)]
    distribution = graded(make, before[::turned], after[::turned]).distribution("good")
    note = (
        "several of the inspectors' own audits share this area: aimed at earlier failings, "
        "chosen by the inspectors"
    )
    assert entry(distribution) == [("police/a", None, note)]


@pytest.mark.parametrize("turned", [1, -1])
def test_which_of_two_audits_an_unlike_one_goes_with_is_not_guessed(make, turned):
    before = [make.audit(10, 10, 10), make.audit(0, 10, 10, sampling=Sampling.TARGETED)]
    after = [make.audit(20, 5, 5, sampling=Sampling.UNKNOWN)]
    (value,) = graded(make, before[::turned], after).distribution("good").values
    assert value.value is None
    assert "several of the inspectors' own audits" in value.note


def test_one_audit_on_either_side_is_the_figure_however_each_was_sampled(make):
    after = [make.audit(20, 5, 5, sampling=Sampling.TARGETED)]
    grades = graded(make, [make.audit(10, 10, 10)], after)
    assert entry(grades.distribution("good")) == [("police/a", pytest.approx(100 / 3), None)]
    (change,) = grades.changes
    assert change.sampling == "chosen by the inspectors before, then aimed at earlier failings"


def test_audits_chosen_alike_go_together_beside_one_that_has_no_other_side(make):
    before = [make.audit(0, 15, 15), make.audit(0, 10, 10, sampling=Sampling.TARGETED)]
    distribution = graded(make, before, [make.audit(15, 0, 15)]).distribution("good")
    assert entry(distribution) == [("police/a", 50.0, None)]


def test_two_audits_of_one_area_are_distinguished_where_they_are_shown(make):
    before = [make.audit(10, 10, 10), make.audit(10, 10, 10, sampling=Sampling.SELF_ASSESSED)]
    text = " ".join(str(graded(make, before, before)).split())
    assert "all areas, chosen by the inspectors" in text
    assert "all areas, self-assessed" in text
    assert "In 1 entry the force graded cases itself" in text


def test_the_first_pair_is_that_of_this_area(make):
    elsewhere = make.audit(10, 10, 10, area="custody")
    grades = graded(make, [elsewhere, make.audit(0, 15, 15)], [elsewhere], [make.audit(15, 0, 15)])
    assert entry(grades.distribution("good")) == [("police/a", 50.0, None)]
    assert entry(grades.distribution("good", area="Custody")) == [("police/a", 0.0, None)]
    assert (
        grades.distribution("good", area="custody").subject
        == "change in the share of good, custody"
    )


def test_the_first_pair_is_that_of_this_scale(make):
    old = of_2014()
    grades = graded(make, [old, make.audit(0, 15, 15)], [old], [make.audit(15, 0, 15)])
    assert entry(grades.distribution("good", scale=make.audit(0, 0, 0).scale)) == [
        ("police/a", 50.0, None)
    ]
    assert entry(grades.distribution("good", scale="ncpi-cases-2014")) == [("police/a", 0.0, None)]


def test_dates_that_leave_the_first_pair_open_matter_in_their_own_area_only(make):
    custody, plain = make.audit(10, 10, 10, area="custody"), make.audit(0, 15, 15)
    baseline, again = "police/a/1", make.audit(15, 0, 15)
    archive = ncpi.Archive(
        reports=[
            make.report(baseline, "2018-01-01", case_audits=[custody, plain]),
            make.report("police/a/2", "2019", follows=[baseline], case_audits=[custody, again]),
            make.report("police/a/3", "2019-05-01", follows=[baseline], case_audits=[custody]),
        ]
    )
    grades = archive.compare_all().case_grades()
    assert entry(grades.distribution("good")) == [("police/a", 50.0, None)]
    note = "several pairs; the dates don't show which is first"
    assert entry(grades.distribution("good", area="custody")) == [("police/a", None, note)]


def test_comparable_is_never_the_reason_for_an_unknown_figure(make):
    old = of_2014()
    grades = graded(make, [old], [old])
    distribution = grades.distribution("good", scale=make.audit(0, 0, 0).scale)
    assert entry(distribution) == [("police/a", None, "graded on another scale")]


def test_a_thematic_report_on_several_bodies_changes_no_forces_figure(make):
    bodies, audit = ["police/a", "police/b"], make.audit(10, 10, 10)
    archive = ncpi.Archive(
        reports=[
            make.report(
                "x/1", "2018-01-01", bodies=bodies, kind=ReportKind.THEMATIC, case_audits=[audit]
            ),
            make.report("police/a/2", "2019-01-01", follows=["x/1"], case_audits=[audit]),
        ]
    )
    grades = archive.compare_all().case_grades()
    assert (grades.forces, [change.pair.is_excluded for change in grades.changes]) == ((), [True])
    distribution = grades.distribution("good")
    assert distribution.values == ()
    assert distribution.left_out == (
        "1 entry not attributed to a force: thematic on several bodies, or not a follow-up",
    )
    assert "1 entry not attributed to a force: thematic on several bodies" in str(grades)


def test_a_verdict_carries_what_bears_on_the_pair_as_a_whole(archive):
    """Who quotes a verdict must not lose that nobody says the one follows the other."""
    pytest.importorskip("scipy")
    shipped = ncpi.Archive.shipped().compare_all().case_grades()
    (met,) = [entry for entry in shipped.case_audit_tests() if CaveatCode.LINK in codes(entry)][:1]
    (change,) = [change for change in shipped.comparable if change.entry == met.entry]
    compared = ncpi.compare(
        *ncpi.Archive.shipped().pair(
            "metropolitan", baseline=change.pair.baseline.key, follow_up=change.pair.follow_up.key
        )
    )
    assert compared.case_audit_tests()[0].caveats == met.caveats


def codes(entry):
    return {caveat.code for caveat in entry.caveats}


def test_forces_are_in_alphabetical_order_not_in_that_of_the_pairs(make):
    """The keys of the reports put the pairs into the opposite order."""
    reports = []
    for place, slug in enumerate("edcba"):
        entry = {"bodies": [f"police/{slug}"], "case_audits": [make.audit(1, 2, 3)]}
        reports += make.pair(of=f"x{place}", **entry)
    grades = ncpi.Archive(reports=reports).compare_all().case_grades()
    forces = [f"police/{slug}" for slug in "abcde"]
    assert [change.pair.force for change in grades.changes] == forces[::-1]
    assert [*grades.forces] == forces
    assert [value.force for value in grades.distribution("good").values] == forces


def test_every_reason_why_a_force_has_no_figure_is_given_in_alphabetical_order(make):
    old = of_2014()
    own = make.audit(1, 2, 3, sampling=Sampling.SELF_ASSESSED)
    alone = make.audit(1, 2, 3, sampling=Sampling.TARGETED)
    distribution = graded(make, [own, old, alone], [own, old]).distribution("good", scale=own.scale)
    note = "graded by the force itself; graded on another scale; in the baseline only"
    assert entry(distribution) == [("police/a", None, note)]


def test_an_unknown_area_is_refused_with_the_known_ones_in_alphabetical_order(make):
    areas = ("visits", "custody", "calls", "abuse", "missing")
    audits = [make.audit(1, 2, 3, area=area) for area in areas]
    with pytest.raises(InvalidError) as caught:
        graded(make, audits, audits).distribution("good", area="cals")
    (fault,) = caught.value.faults
    assert (fault.path, fault.suggestion) == (
        "area",
        "Did you mean 'calls'? Choose from: 'abuse', 'calls', 'custody', 'missing', 'visits'",
    )
    assert graded(make, audits, audits).distribution("good", area="CALLS").values


def test_a_change_in_a_line_names_the_pair_the_area_and_the_comparability(grades):
    assert grades.changes[0].label() == (
        "police/arden/2018 and police/arden/2019, all areas: comparable"
    )


@pytest.mark.parametrize("itself", [0, 1])
def test_an_audit_that_the_force_graded_on_either_side_is_self_assessed(make, itself):
    audits = [make.audit(1, 2, 3), make.audit(1, 2, 3)]
    audits[itself] = attrs.evolve(audits[itself], sampling=Sampling.SELF_ASSESSED)
    (change,) = graded(make, audits[:1], audits[1:]).changes
    assert change.is_self_assessed
    assert not change.can_represent_force
