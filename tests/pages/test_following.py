"""From a release to a comparison."""

import pytest

import ncpi
from ncpi import Basis, LinkBasis, Outcome, pages
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError, UnknownNameError


def test_improvements_and_concerns_become_findings_linked_to_the_baseline(reading):
    found = reading("release.txt")
    baseline = pages.baseline_of(found)
    report = pages.follow_up_report(found, baseline)
    assert [(one.key, one.progress.value, one.concern) for one in report.findings] == [
        ("improvement-1", "improved", False),
        ("improvement-2", "improved", False),
        ("improvement-3", "improved", False),
        ("concern-1", "progress not stated", True),
    ]
    shipped = ncpi.registers.reports["police/wiltshire/2023-review"]
    assert (report.published, report.fieldwork) == (shipped.published, shipped.fieldwork)
    assert report.sources == (*found.record.sources, *shipped.sources)
    (link,) = report.follows
    assert (link.report, link.basis) == (baseline.key, LinkBasis.STATED)
    assert report.secondary_source


def test_what_a_matcher_links_is_marked_as_proposed(reading):
    found = reading("release.txt")
    baseline = ncpi.testing.make_report(
        key="police/wiltshire/2022-inspection",
        bodies=["police/wiltshire"],
        recommendations=[
            ncpi.testing.make_recommendation(
                text="visit registered sex offenders on time, and fill the managers' posts"
            )
        ],
    )
    follow_up = pages.follow_up_report(found, baseline)
    comparison = ncpi.compare(baseline, follow_up, matcher=Matcher())
    (entry,) = comparison.recommendations
    assert entry.progress is Outcome.IMPROVED
    assert entry.basis is Basis.PROPOSED


def test_a_release_on_a_first_inspection_follows_nothing(page):
    text = page("release.txt").replace("inspection post-inspection review", "inspection")
    found = pages.read(text)
    with pytest.raises(InvalidError, match="first inspection"):
        pages.follow_up_report(found, ncpi.testing.make_report())


def test_a_baseline_that_is_not_named_is_not_guessed(page):
    found = pages.read(page("release.txt").replace("2022", "2019"))
    with pytest.raises(UnknownNameError, match="police/wiltshire/2022-inspection") as caught:
        pages.baseline_of(found)
    assert str(caught.value).startswith("'2019' is not among the dates of the inspections of")


def test_a_baseline_without_a_date_is_answered_with_the_inspections_there_are(page):
    found = pages.read(page("release.txt").replace("2022 ", "").replace(" in 2022", ""))
    with pytest.raises(InvalidError, match=r"gives no date .* police/wiltshire/2022-inspection"):
        pages.baseline_of(found)


def test_a_page_that_is_not_recognised_is_refused_as_such_and_not_for_its_force():
    found = pages.read("Something else.")
    with pytest.raises(InvalidError, match=r"not recognised as any of .*press-release"):
        pages.baseline_of(found)
    with pytest.raises(InvalidError, match=r"not recognised as any of .*press-release"):
        pages.follow_up_report(found, ncpi.testing.make_report())
    with pytest.raises(InvalidError, match="not found: "):
        pages.baseline_of(pages.read("Something else.", kind="press-release"))


def test_a_report_is_itself_the_follow_up(reading):
    baseline = ncpi.testing.make_report(
        key="police/norfolk/2029-inspection", bodies=["police/norfolk"]
    )
    report = pages.follow_up_report(reading("review.txt"), baseline)
    assert report.follows[0].basis is LinkBasis.INFERRED


@pytest.mark.parametrize("name", ["review.txt", "release.txt"])
def test_a_baseline_on_another_force_is_refused(name, reading):
    baseline = ncpi.testing.make_report(key="police/kent/2029-inspection", bodies=["police/kent"])
    with pytest.raises(InvalidError, match="it is on police/kent, the page on police/"):
        pages.follow_up_report(reading(name), baseline)


def test_a_tracker_entry_is_no_follow_up(reading):
    with pytest.raises(InvalidError, match="not a press release"):
        pages.follow_up_report(reading("entry.txt"), ncpi.testing.make_report())
