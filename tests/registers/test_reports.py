"""The reports of the programme and their links."""

import pytest

from ncpi import registers
from ncpi.errors import AmbiguousNameError
from ncpi.vocabulary import Basis, KnownFrom, LinkBasis, Progress, Relation

reports = registers.reports


def test_nearly_all_say_something_of_what_the_inspectors_asked_or_found():
    """Those that hold nothing but a heading are few, and named here."""
    bare = [
        report.key
        for report in reports
        if not (report.recommendations or report.causes_of_concern or report.findings)
    ]
    assert bare == [
        "national/2015-thematic",
        "national/2022-evaluation",
        "national/2024-joint-wales",
        "police/metropolitan/2017-quarter-1",
    ]


def test_every_link_leads_to_a_report_of_the_register_on_the_same_body():
    for report in reports:
        for link in report.follows:
            assert set(reports[link.report].bodies) == set(report.bodies)


def test_no_link_leads_to_a_report_that_is_provably_later():
    for report in reports:
        for link in report.follows:
            earlier = reports[link.report]
            if report.published and earlier.published:
                assert earlier.published.relation(report.published) is not Relation.AFTER


def test_an_inferred_link_says_from_what_it_was_inferred():
    for report in reports:
        for link in report.follows:
            assert link.note or link.basis is LinkBasis.STATED


def test_every_body_and_inspectorate_and_inspector_is_in_its_register():
    for report in reports:
        assert all(body in {force.key for force in registers.forces} for body in report.bodies)
        assert all(key in registers.inspectorates for key in report.inspectorates)
        for name in report.inspectors:
            assert registers.inspectors.find(name).name == name


def test_a_year_from_context_is_never_given_as_a_date_or_a_framework():
    guessed = [report for report in reports if report.year_by_context is not None]
    assert len(guessed) == 10
    for report in guessed:
        assert report.published is None
        if report.fieldwork is None and report.reissued is None and not report.judgments:
            assert report.framework is None


def test_a_page_re_issued_in_2022_is_not_the_publication():
    again = {report.key: str(report.reissued) for report in reports if report.reissued}
    assert again == {
        "national/2020-thematic": "2022-09-22",
        "police/bedfordshire/2019-review": "2022-10-13",
        "police/durham/2020-inspection": "2022-09-08",
        "police/gwent/2019-inspection": "2022-09-22",
        "police/hertfordshire/2020-inspection": "2022-08-26",
        "police/lancashire/2019-review": "2022-10-24",
        "police/merseyside/2019-review": "2022-09-22",
        "police/north-wales/2019-inspection": "2022-09-22",
        "police/northamptonshire/2019-review": "2022-06-27",
        "police/sussex/2019-review": "2022-09-22",
    }
    for key in again:
        published = reports[key].published
        assert published is None or published.relation(reports[key].reissued) is Relation.BEFORE


def test_the_one_correction_is_that_of_norfolk_and_leaves_its_publication_alone():
    corrected = [report for report in reports if report.corrections]
    assert [report.key for report in corrected] == ["police/norfolk/2014-inspection"]
    assert str(corrected[0].corrections[0].dated) == "2015-05-06"
    assert str(corrected[0].published) == "2014-08-29"


@pytest.mark.parametrize(
    ("key", "scale", "total", "counts"),
    [
        ("national/2015-thematic", "ncpi-cases-2015-thematic", 576, (177, 179, 220)),
        ("police/dyfed-powys/2014-inspection", "ncpi-cases-2014", 33, (12, None, None, 9)),
        ("police/surrey/2015-inspection", "ncpi-cases-2014", 31, (None, None, None, None)),
        ("police/metropolitan/2016-inspection", "ncpi-cases-2016", 374, (None, None, None)),
        ("police/metropolitan/2018-quarter-4", "ncpi-cases-2016", 214, (None, None, None)),
        ("police/gloucestershire/2017-inspection", "ncpi-cases-2016", 89, (14, None, None)),
        ("police/northamptonshire/2019-review", "ncpi-cases-2016", 21, (0, 10, 11)),
    ],
)
def test_cases_are_counted_on_the_scale_of_their_time(key, scale, total, counts):
    (audit,) = reports[key].case_audits
    assert audit.scale.key == scale
    assert audit.total == total
    assert tuple(audit.counts.values()) == counts


def test_a_count_that_was_derived_says_so():
    (audit,) = reports["police/northamptonshire/2019-review"].case_audits
    assert "follows from the total" in audit.note


@pytest.mark.parametrize(
    ("key", "merged", "good"),
    [
        ("police/gloucestershire/2017-inspection", 75, 14),
        ("police/metropolitan/2016-inspection", 278, 96),
        ("police/metropolitan/2018-quarter-4", 191, 23),
    ],
)
def test_what_was_counted_together_stays_together(key, merged, good):
    """The papers gave the files that weren't good, in one number; the good ones are the rest."""
    (audit,) = reports[key].case_audits
    assert [(one.grades, one.count) for one in audit.merged] == [
        (("requires improvement", "inadequate"), merged)
    ]
    assert audit.total - merged == good


def test_every_report_with_graded_topics_follows_the_framework_of_2024():
    for report in reports:
        if report.judgments:
            assert report.framework.key == "ncpi-2024"
            assert {j.topic for j in report.judgments} <= set(report.framework.themes)
            whole = len(report.judgments) == len(report.framework.themes)
            assert (report.completeness.judgments.value == "complete") == whole


def test_reports_outside_the_programme_follow_no_framework_of_it():
    outside = [report for report in reports if report.programme != "NCPI"]
    assert len(outside) == 15
    assert {report.framework for report in outside} == {None}


def test_a_bare_area_finds_its_one_report_or_names_them_all():
    assert reports.find("Thames Valley").key == "police/thames-valley/2023-inspection"
    with pytest.raises(AmbiguousNameError) as caught:
        reports.find("Merseyside")
    assert caught.value.candidates == (
        "police/merseyside/2018-inspection",
        "police/merseyside/2019-review",
    )


def test_what_was_out_on_a_day_is_what_was_published_by_then():
    review = reports["police/merseyside/2019-review"]
    day = review.published.exact
    assert review in reports.on(day)
    assert review not in reports.on(day.replace(day=29))
    assert "police/durham/2022-review" in reports.cannot_tell_on(day)


def test_every_answer_of_the_merseyside_review_is_one_of_ours_with_its_basis():
    review = reports["police/merseyside/2019-review"]
    for finding in review.findings:
        for answer in finding.answers:
            assert answer.basis in (Basis.CODED, Basis.SAME_THEME)
            assert answer.by
            assert reports[answer.item.report].item(answer.item)


def test_what_was_said_of_the_changes_as_a_whole_is_said_of_no_single_one():
    """That changes aim at the long term was said once, and not that any will last."""
    review = reports["police/merseyside/2019-review"]
    whole = [finding for finding in review.findings if finding.lasting is not None]
    assert [finding.key for finding in whole] == ["lasting"]
    assert whole[0].progress is Progress.NOT_STATED
    assert (whole[0].theme, whole[0].answers) == (None, ())


def test_what_the_merseyside_baseline_praises_and_counts_claims_neither_progress_nor_concern():
    baseline = reports["police/merseyside/2018-inspection"]
    told = [finding for finding in baseline.findings if not finding.concern]
    keys = [finding.key for finding in told]
    assert keys == [*(f"strength {number}" for number in range(1, 6)), "figures 4"]
    for finding in told:
        assert finding.progress is Progress.NOT_STATED
        assert finding.effective_practice is False
        assert finding.lasting is None


def test_the_six_points_of_merseyside_are_concerns_and_the_trackers_is_a_recommendation():
    """The review says where the force could improve, and calls none of it a recommendation."""
    baseline = reports["police/merseyside/2018-inspection"]
    (asked,) = baseline.recommendations
    assert (asked.key, asked.theme, asked.tracker) == ("own-9212", "decision-making", "9212")
    assert asked.timescale.months == 3
    assert baseline.recommendations_made is None
    concerns = [finding for finding in baseline.findings if finding.concern]
    assert [(concern.key, concern.theme) for concern in concerns] == [
        ("own-1", "assessment and help"),
        ("own-2", "initial contact"),
        ("own-3", "decision-making"),
        ("own-4", "managing those who pose a risk to children"),
        ("own-5", "investigation"),
        ("own-6", "police detention"),
    ]
    assert {concern.known_from for concern in concerns} == {KnownFrom.FOLLOW_UP}


def test_the_merseyside_pair_names_its_inspectors_and_how_it_was_read():
    baseline = reports["police/merseyside/2018-inspection"]
    review = reports["police/merseyside/2019-review"]
    assert (baseline.inspectors, review.inspectors) == (("Matt Parr",), ("Phil Gormley",))
    assert any("ncpi's reading" in note for note in baseline.notes)


def test_the_press_office_was_published_with_the_merseyside_review():
    review = reports["police/merseyside/2019-review"]
    release = {source.url for source in review.sources}
    of_that_day = [
        contact
        for contact in registers.inspectorates["hmicfrs"].contacts
        if contact.as_of == review.published
    ]
    assert of_that_day
    for contact in of_that_day:
        assert {source.url for source in contact.sources} <= release
