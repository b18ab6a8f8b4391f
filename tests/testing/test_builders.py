"""What each builder promises of the record that it makes, and what it makes of what it is given."""

from datetime import timedelta

import pytest

import ncpi
from ncpi import testing
from ncpi.errors import InvalidError
from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Crosswalk,
    GradeScale,
    ItemCount,
    MergedCount,
    OpeningHours,
    StatutoryBasis,
)
from ncpi.model.tracking import Action, SignOff, TargetDate
from ncpi.testing import make
from ncpi.vocabulary import (
    Basis,
    CrosswalkMatch,
    ItemKind,
    LinkBasis,
    Party,
    Progress,
    ReportKind,
    Sampling,
    TrackingStatus,
    Weekday,
)


def test_what_is_made_refers_to_what_is_made() -> None:
    """Records made without arguments fit together: one report, its item, its body and its rule."""
    report = testing.make_report()
    item = testing.make_recommendation().ref(report.key)
    for made in (testing.make_answer(), testing.make_tracking(), make(ncpi.Restatement)):
        assert made.item == item
    assert make(ncpi.ReportLink).report == testing.make_deadline().report == report.key
    assert make(ncpi.Response).report == report.key
    assert report.bodies == (testing.make(ncpi.Force).key,) == (testing.make_tracker().body,)
    assert report.inspectorates == (testing.make(ncpi.Inspectorate).key,)
    assert testing.make_deadline().rule == testing.make_deadline_rule().key
    assert [entry.item for entry in testing.make_tracker().entries] == [item]
    assert testing.make_tracking().text == report.recommendations[0].text
    assert testing.make(ncpi.Force).slug == testing.make(ncpi.FireAndRescueService).slug


def test_a_report_is_an_inspection_of_one_force_with_one_recommendation() -> None:
    """Nothing else is in a report that a test hasn't asked for."""
    report = testing.make_report()
    assert (report.kind, len(report.bodies)) == (ReportKind.INSPECTION, 1)
    assert report.recommendations == (testing.make_recommendation(),)
    assert report.published is not None
    assert report.items == report.recommendations
    assert (report.follows, report.case_audits, report.judgments) == ((), (), ())


def test_an_item_says_no_more_than_it_must() -> None:
    """An item without arguments has no theme, timescale, history, links, progress or concern."""
    entry = testing.make_recommendation()
    assert (entry.key, entry.theme, entry.history, entry.restates) == ("1", None, (), ())
    assert entry.timescale == ncpi.Timescale()
    finding = testing.make_finding()
    assert (finding.progress, finding.concern, finding.answers) == (Progress.NOT_STATED, False, ())
    cause = testing.make_cause_of_concern()
    assert not cause.span.is_current
    assert (cause.span.first, cause.span.last, cause.recommendations) == (None, None, ())


def test_links_are_stated() -> None:
    """What a test links without saying who links it is stated by the inspectorate."""
    assert testing.make_answer().basis is make(ncpi.Restatement).basis is Basis.STATED
    assert make(ncpi.ReportLink).basis is LinkBasis.STATED


def test_a_ruling_is_that_the_first_finding_answers_the_first_recommendation() -> None:
    """With another recommendation, it is that this one restates it."""
    baseline = testing.make_report()
    follow_up = testing.make_follow_up(baseline, findings=[testing.make_finding()])
    ruling = testing.make_ruling()
    (entry,) = ncpi.compare(baseline, follow_up, rulings=[ruling]).recommendations
    assert [one.finding.key for one in entry.answers] == ["F1"]
    again = testing.make_ruling(restated_by=f"{follow_up.key}#recommendation-1")
    assert (ruling.finding, again.finding, again.answers) == ("F1", None, True)


def test_an_audit_has_twenty_cases_of_each_grade_of_the_scale_of_2016() -> None:
    """An audit and a judgment have known scales, so that a test may count on their grades."""
    audit = testing.make_case_audit()
    assert audit.scale == GRADE_SCALES["ncpi-cases-2016"]
    assert audit.counts == dict.fromkeys(audit.scale.grades, 20)
    assert (audit.area, audit.sampling) == (None, Sampling.INSPECTORS)
    assert testing.make_case_audit(stated_total=33).unknown_grades == audit.scale.grades
    judgment = testing.make_judgment()
    assert judgment.scale == GRADE_SCALES["ncpi-topics-2024"]
    assert judgment.grade == judgment.scale.grades[0]


def test_a_status_is_a_claim_of_the_force_that_work_is_in_progress() -> None:
    """A comment replaces the status, but a status that is given stays with it."""
    event = testing.make_status_event()
    assert (event.party, event.status, event.comment) == (Party.FORCE, "being-progressed", None)
    assert testing.make_status_event(comment="In hand.").status is None
    assert testing.make_status_event(comment="In hand.", status="closed").status == "closed"


def test_a_deadline_is_on_one_day_and_its_rule_has_no_period() -> None:
    """A deadline without arguments is known to the day, and a rule applies to every report."""
    deadline = testing.make_deadline()
    assert deadline.earliest == deadline.latest == deadline.day
    rule = testing.make_deadline_rule()
    assert (rule.length, rule.unit, rule.kinds, rule.bodies) == (None, None, (), ())
    assert (rule.verified, deadline.verified) == (True, False)


def test_a_tracking_waits_for_an_owner() -> None:
    """A tracker's entry without arguments is at its beginning."""
    entry = testing.make_tracking()
    assert entry.status is TrackingStatus.AWAITING_ALLOCATION
    assert (entry.owner, entry.target) == (None, None)


def test_small_records_are_as_small_as_they_are_said_to_be() -> None:
    """One name, no terms, no hours and no more than a headline."""
    assert len(testing.make(ncpi.Inspectorate).names) == 1
    assert testing.make(ncpi.Inspectorate).contacts == ()
    assert testing.make(ncpi.Inspector).terms == ()
    assert testing.make(ncpi.PressContact).hours is None
    assert testing.make(ncpi.PressRelease) == ncpi.PressRelease(
        headline=testing.make(ncpi.PressRelease).headline
    )
    assert testing.make(ncpi.Source).url is not None


def test_hours_are_those_of_an_office_in_the_week() -> None:
    """Opening hours without arguments are Monday to Friday, and not at the weekend."""
    hours = make(OpeningHours)
    assert set(Weekday) - set(hours.days) == {Weekday.SATURDAY, Weekday.SUNDAY}
    assert hours.opens < hours.closes


@pytest.mark.parametrize("match", CrosswalkMatch)
def test_a_crosswalk_fits_its_match(match: CrosswalkMatch) -> None:
    """A match of none has no theme on the other side, and any other has one."""
    assert (make(Crosswalk, match=match).other is None) is (match is CrosswalkMatch.NONE)


def test_a_crosswalk_fits_its_other_theme() -> None:
    """To say that there is no other theme is to say that nothing matches."""
    assert make(Crosswalk, other=None).match is CrosswalkMatch.NONE
    assert make(Crosswalk, other="custody").match is CrosswalkMatch.BROAD
    assert make(Crosswalk).match is CrosswalkMatch.BROAD


@pytest.mark.parametrize(
    ("given", "made"), [({}, 6), ({"still_open": 2}, None), ({"closed": 2}, None), ({"made": 9}, 9)]
)
def test_a_count_of_items_says_only_what_is_given(given: dict[str, int], made: int | None) -> None:
    """A number that a test gives isn't contradicted by one that it didn't ask for."""
    assert make(ItemCount, **given).made == made


def test_other_defaults_are_sound_and_distinct() -> None:
    """A scale has several grades, a framework several themes, and a merged count several grades."""
    assert len(set(make(GradeScale).grades)) == 3
    assert len(set(make(ncpi.Framework).themes)) > 1
    assert make(ncpi.Framework).key not in FRAMEWORKS
    assert set(make(MergedCount).grades) < {*testing.make_case_audit().scale.grades}
    texts = [make(Action).text, make(SignOff).by, make(StatutoryBasis).act]
    assert all(texts)
    assert make(TargetDate).set_on is None


@pytest.mark.parametrize("published", ["2018", "2018-08", "2018-08-30"])
def test_a_follow_up_is_a_year_after_the_last_day_on_which_the_baseline_may_have_appeared(
    published: str,
) -> None:
    """Even a baseline whose month is unknown is certainly earlier."""
    baseline = testing.make_report(published=published)
    follow_up = testing.make_follow_up(baseline)
    assert baseline.published is not None
    assert follow_up.published is not None
    assert follow_up.published.exact == baseline.published.latest + timedelta(days=365)
    undated = testing.make_report(published=None)
    assert testing.make_follow_up(undated).published is None


def test_a_follow_up_answers_each_recommendation_by_a_finding_of_its_own() -> None:
    """The follow-up is on the same bodies, states its link, and finds each item improved."""
    baseline = testing.make_report(
        key="police/kent/1",
        bodies=["police/kent", "police/suffolk"],
        inspectorates=["hmicfrs"],
        framework=FRAMEWORKS["ncpi-2014"],
        recommendations=[testing.make_recommendation(key=key) for key in "abc"],
    )
    follow_up = testing.make_follow_up(baseline)
    assert follow_up.key != baseline.key
    assert follow_up.kind is ReportKind.POST_INSPECTION_REVIEW
    for name in ("bodies", "inspectorates", "framework"):
        assert getattr(follow_up, name) == getattr(baseline, name)
    (link,) = follow_up.follows
    assert (link.report, link.basis) == (baseline.key, LinkBasis.STATED)
    assert [finding.key for finding in follow_up.findings] == ["F1", "F2", "F3"]
    for finding, entry in zip(follow_up.findings, baseline.recommendations, strict=True):
        assert finding.progress is Progress.IMPROVED
        (answer,) = finding.answers
        assert (answer.item, answer.basis) == (entry.ref(baseline.key), Basis.STATED)
    assert follow_up.recommendations == ()


def test_a_follow_up_takes_what_it_is_given() -> None:
    """Whatever a test states replaces what would have been made."""
    follow_up = testing.make_follow_up(
        testing.make_report(), key="mine", findings=(), published="2031"
    )
    assert (follow_up.key, follow_up.findings, str(follow_up.published)) == ("mine", (), "2031")


def test_a_builder_of_a_subclass_takes_the_nearest_defaults() -> None:
    """A kind of body has defaults of its own, not those of bodies in general."""
    assert make(ncpi.Force).key.startswith("police/")
    assert make(ncpi.FireAndRescueService).key.startswith("fire/")
    assert make(ncpi.LawEnforcementBody).kind == "agency"
    assert make(ncpi.LocalPolicingBody).forces == (testing.make(ncpi.Force).key,)
    assert make(ncpi.ItemRef).kind is ItemKind.RECOMMENDATION


@pytest.mark.parametrize("builder", [testing.make_case_audit, testing.make_judgment])
def test_a_scale_that_does_not_exist_is_reported_with_all_other_faults(builder) -> None:
    """A builder chooses its other values to fit the scale, and leaves errors to the constructor."""
    with pytest.raises(InvalidError) as caught:
        builder(scale="peal", sources=5)
    assert {fault.path for fault in caught.value.faults} == {"scale", "sources"}
