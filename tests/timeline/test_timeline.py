"""A body through time, of the shipped reports and of others, as record and as a page."""

import pytest

import ncpi
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Basis, CaveatCode, Completeness, ReportKind

BODY = "police/exampleshire"


def slugs(entries):
    return [entry.key.rpartition("/")[2] for entry in entries]


def codes(whole):
    return [caveat.code for caveat in whole.caveats]


def test_the_metropolitan_police_are_reported_on_nine_times_in_two_cycles(shipped):
    """The undated one stands where its links put it, and only its place is doubtful."""
    met = shipped.timeline("metropolitan")
    assert slugs(met.reports) == [
        "2016-inspection",
        "2017-quarter-1",
        "2017-quarter-2",
        "2017-quarter-3",
        "2018-quarter-4",
        "2019-review",
        "2021-progress",
        "2024-inspection",
        "2025-review",
    ]
    for entry in met.reports:
        assert {*entry.order_unknown} <= {met.reports[1].key} or entry is met.reports[1]
    begins = [entry for entry in met.reports if entry.begins_cycle]
    assert slugs(begins) == ["2016-inspection", "2024-inspection"]


def test_the_nine_metropolitan_recommendations_of_2016_are_followed_through_their_cycle(shipped):
    threads = shipped.timeline("metropolitan").recommendations
    assert {
        thread.first.key: [entry.outcome.value for entry in thread.entries if entry.answers]
        for thread in threads
        if thread.first.report.endswith("2016-inspection")
    } == {
        "own-1": ["improved"] * 3,
        "own-2": ["still a concern"],
        "own-3": [],
        "own-4": ["improved", "still a concern", "improved"],
        "own-5": [],
        "own-6": ["not improved", *["still a concern"] * 3],
        "own-7": ["still a concern"] * 2,
        "own-8": [],
        "own-9": ["still a concern"],
    }


def test_the_metropolitan_case_grades_are_three_series_of_their_own_areas(shipped):
    """Totals are those printed; what is known only as a sum stays unknown by grade."""
    whole, *others = shipped.timeline("metropolitan").case_grades
    assert [audit.total for _, audit in whole.audits] == [374, 135, 214, 303, 170]
    first, *_ = (audit for _, audit in whole.audits)
    assert set(first.counts.values()) == {None}
    assert [merged.count for merged in first.merged] == [278]
    assert {one.area: [audit.total for _, audit in one.audits] for one in others} == {
        "online abuse and exploitation": [34],
        "child exploitation": [244],
    }


@pytest.mark.parametrize(
    ("body", "entries"),
    [
        (
            "lincolnshire",
            ["2019-inspection", "2020-review", "2021-progress", "2025-causes-of-concern"],
        ),
        (
            "greater-manchester",
            [
                "2014-inspection",
                "2015-review",
                "2024-inspection",
                "2024-exploitation-letter",
                "2025-exploitation-inspection",
            ],
        ),
    ],
)
def test_undated_reports_of_shipped_forces_stand_after_those_that_they_follow(
    shipped, body, entries
):
    assert slugs(shipped.timeline(body).reports) == entries


def test_every_shipped_body_has_a_timeline_that_is_stored_and_shown(shipped):
    for body in shipped.bodies:
        whole = shipped.timeline(body)
        assert len(whole.reports) == len(shipped.for_body(body))
        assert ncpi.from_json(ncpi.to_json(whole)) == whole
        assert all(entry.key in str(whole) for entry in whole.reports)


def test_merseysides_items_are_followed_as_the_comparison_tells(shipped):
    whole = shipped.timeline("merseyside")
    pair = shipped.pair("merseyside")
    comparison = ncpi.compare(pair.baseline, pair.follow_up)
    item = [(thread.entries[0].outcome, thread.entries[0].basis) for thread in whole.threads]
    assert item == [(entry.progress, entry.basis) for entry in comparison.items]
    assert [thread.first.key for thread in whole.recommendations] == ["own-9212"]
    assert [thread.first.key for thread in whole.not_mentioned_since] == ["own-9212"]
    assert [
        thread.first.key for thread in whole.concerns if not any(e.answers for e in thread.entries)
    ] == ["own-1", "own-2"]
    assert whole.threads[0].age.label() == "1 year"


def test_a_basis_whose_name_says_what_it_is_isnt_explained_by_itself(shipped):
    sheet = shipped.timeline("merseyside").describe()
    (meanings,) = [table for table in sheet.tables if table.folded == "Meanings"]
    assert meanings.rows == (
        ("'coded' means", "link coded by an analyst, not stated by the inspectorate"),
    )
    assert "means" not in str(sheet.brief())


def test_a_thematic_report_on_several_bodies_is_no_report_and_is_named(report):
    thematic = report("t", "2016", kind=ReportKind.THEMATIC, bodies=[BODY, "police/elsewhere"])
    whole = ncpi.Archive(reports=[thematic, report("a", "2017")]).timeline(BODY)
    assert slugs(whole.reports) == ["a"]
    assert [entry.key for entry in whole.excluded] == [thematic.key]
    assert CaveatCode.BODIES_DIFFER in codes(whole)
    assert thematic.key in str(whole)


def test_a_thematic_report_on_one_body_is_a_report(report, follow):
    assert slugs(follow(report("t", "2016", kind=ReportKind.THEMATIC)).reports) == ["t"]


def test_one_report_says_nothing_of_change(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}))
    assert whole.comparisons == ()
    assert codes(whole) == [CaveatCode.INCOMPLETE]


def test_a_body_without_a_report_has_no_report_and_a_caveat():
    force = ncpi.registers.forces["kent"]
    whole = ncpi.Archive().timeline(force)
    assert (whole.reports, whole.comparisons, whole.threads) == ((), (), ())
    assert "there is no report on police/kent here" in str(whole)


def test_text_that_stands_for_no_body_is_refused(shipped):
    with pytest.raises(UnknownNameError, match="metropolitan"):
        shipped.timeline("metropolitain")
    with pytest.raises(InvalidError):
        shipped.timeline(7)


def test_a_slug_that_two_bodies_share_is_refused(report):
    reports = [report("a", "2016"), report("b", "2016", bodies=["fire/exampleshire"])]
    with pytest.raises(AmbiguousNameError):
        ncpi.Archive(reports=reports).timeline("exampleshire")


def test_a_report_and_a_step_are_found_by_key(report, follow):
    whole = follow(report("a", "2016"), report("b", "2017"))
    assert whole.report(f"{BODY}/b") is whole.reports[1]
    assert whole.comparison(f"{BODY}/a", f"{BODY}/b") is whole.comparisons[0]
    with pytest.raises(UnknownNameError):
        whole.report(f"{BODY}/c")
    with pytest.raises(UnknownNameError):
        whole.comparison(f"{BODY}/b", f"{BODY}/a")
    with pytest.raises(UnknownNameError, match=f"Candidates: {BODY}/a and {BODY}/b"):
        whole.comparison(f"{BODY}/x", f"{BODY}/y")


def test_a_step_that_goes_back_and_a_thread_of_no_report_are_refused_together(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}), report("b", "2017"))
    with pytest.raises(InvalidError) as caught:
        Timeline(
            body=BODY,
            reports=whole.reports[1:],
            comparisons=whole.comparisons,
            threads=whole.threads,
        )
    assert [fault.path for fault in caught.value.faults] == ["comparisons[0]", "threads[0]"]


def test_what_is_in_two_threads_says_so(report, follow):
    whole = follow(
        report("a", "2016", asks={"1": [], "2": []}),
        report("b", "2017", asks={"B": [("a", "1"), ("a", "2")]}),
    )
    said = " ".join(str(whole).split())
    assert f"B of {BODY}/b also repeats 2 of {BODY}/a" in said
    assert f"B of {BODY}/b also repeats 1 of {BODY}/a" in said


def test_what_seems_new_may_be_old_where_an_earlier_list_was_not_read_in_full(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}), report("b", "2017", asks={"2": []}))
    assert any("seems new in a later report" in caveat.text for caveat in whole.caveats)
    known = ncpi.ReportCompleteness(recommendations=Completeness.COMPLETE)
    whole = follow(
        report("a", "2016", asks={"1": []}, completeness=known), report("b", "2017", asks={"2": []})
    )
    assert not any("seems new in a later report" in caveat.text for caveat in whole.caveats)


def test_a_timeline_in_a_line_says_what_it_holds(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}), report("b", "2017"))
    assert repr(whole) == (f"<Timeline of {BODY!r}: 2 reports, 1 comparison, 1 thread>")
    assert whole.label() == f"{BODY}: 2 reports, 1 recommendation"


def test_a_basis_that_is_not_the_inspectorates_own_word_is_explained_once(report, follow):
    references = {"B": [("a", "1", Basis.CODED)], "C": [("a", "2", Basis.CODED)]}
    whole = follow(
        report("a", "2016", asks={"1": [], "2": []}), report("b", "2017", asks=references)
    )
    assert str(whole).count("link coded by an analyst, not stated by the inspectorate") == 1
    assert "proposed by a matcher" not in str(whole)


def test_a_small_sample_is_called_so_beside_the_change_that_it_shows(report, follow):
    few = ncpi.testing.make_case_audit(
        counts={"good": 9, "inadequate": 1, "requires improvement": 2}
    )
    whole = follow(report("a", "2016", case_audits=[few]), report("b", "2017", case_audits=[few]))
    assert str(whole).count("only 12 cases, fewer than 50") == 2


def test_the_tables_of_a_notebook_say_what_the_text_says(report, follow):
    whole = follow(
        report("a", "2016", asks={"1": []}), report("b", "2017", asks={"B": [("a", "1")]})
    )
    for view in (whole._repr_html_(), whole._repr_markdown_()):
        assert "restated as B (stated)" in view
        assert "starts a new cycle" in view
