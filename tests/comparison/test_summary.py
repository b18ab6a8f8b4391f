"""The summary of a comparison: counts by kind, outcome and basis."""

import pytest

import ncpi
from ncpi.programme import Count
from ncpi.vocabulary import Basis, CauseStatus, Completeness, ItemKind, KnownFrom, Outcome


def test_a_summary_counts_each_kind_by_outcome_and_basis(compared):
    """Kinds and bases are never added up."""
    (kind,) = compared("stated links").summary.kinds
    assert (kind.kind, kind.entries) == (ItemKind.RECOMMENDATION, 3)
    assert kind.count(Outcome.IMPROVED, Basis.STATED) == 1
    assert kind.count("improved", "coded") == 0
    assert kind.label() == (
        "3 recommendations: improved (stated): 1; "
        "partly improved (stated), and a concern: 1; "
        "not improved (stated), and a concern: 1"
    )


def test_a_summary_counts_the_statuses_of_causes_of_concern_too(compared):
    """A cause that is still open isn't only "progress not stated"."""
    (kind,) = compared("causes").summary.kinds
    assert Count(what=CauseStatus.CLOSED, basis=Basis.STATED, entries=1) in kind.statuses
    assert sum(count.entries for count in kind.statuses) == kind.entries


def test_a_summary_counts_what_is_known_only_from_others_or_from_the_follow_up(make):
    """Both change how the outcomes are read."""
    account = ncpi.Source(title="The Press", provenance="someone else's account")
    baseline = make.baseline(
        recommendations=[
            make.asked("1", sources=[account]),
            make.asked("2", known_from=KnownFrom.FOLLOW_UP),
            make.asked("3"),
        ]
    )
    (kind,) = ncpi.compare(baseline, make.follow_up()).summary.kinds
    assert (kind.only_reported, kind.only_followed_up, kind.entries) == (1, 1, 3)


@pytest.fixture
def sheet(any_pair):
    return ncpi.compare(any_pair.baseline, any_pair.follow_up).describe()


def test_the_first_lines_name_the_body_and_both_dates():
    """A reader sees who was inspected and when without reading a key."""
    sheet = ncpi.Archive.shipped().compare("warwickshire").describe()
    assert sheet.title == (
        "Warwickshire Police: what changed between the inspection of 5 August 2022 and the "
        "post-inspection review of 6 June 2023"
    )
    assert "fieldwork February 2022, then February 2023 to March 2023" in sheet.summary
    assert "The inspectorate itself stated none of these outcomes." in sheet.summary


def test_the_brief_form_has_a_line_for_every_item_and_no_address(any_pair, sheet):
    """It is the answer; the evidence and the sources can wait."""
    comparison = ncpi.compare(any_pair.baseline, any_pair.follow_up)
    brief = sheet.brief()
    lines = {row[0]: row[1] for table in brief.tables if table.stacked for row in table.rows}
    assert all(entry.verdict in lines[entry.key] for entry in comparison.items)
    assert not any("http" in cell for table in brief.tables for row in table.rows for cell in row)


def test_every_source_is_shown_once_and_last(sheet):
    """A page that supports both reports isn't listed twice."""
    last = sheet.tables[-1]
    assert last.folded == "Reports and sources"
    sources = [row[1] for row in last.rows if row[0].startswith("source")]
    assert len(sources) == len({*sources})


def test_counts_that_overlap_the_outcomes_have_lines_of_their_own(make):
    """The first line adds up to the items; who reported or lists them is counted below it."""
    asked = [make.asked("1", known_from=KnownFrom.FOLLOW_UP), make.asked("2")]
    baseline = make.baseline(recommendations=asked)
    sheet = ncpi.compare(baseline, make.follow_up()).describe()
    assert dict(sheet.tables[0].rows)["2 recommendations"].split("\n") == [
        "2 not mentioned in what was read",
        "of these 2, 1 listed only by a follow-up's pages",
    ]


def test_what_all_items_share_is_in_the_caption_and_not_in_every_line(make):
    """Unless some item doesn't share it."""
    late = {"known_from": KnownFrom.FOLLOW_UP}
    asked = [make.asked(key, **late) for key in "12"]
    said = "listed only by a follow-up's pages"

    def captions_and_cells(recommendations):
        baseline = make.baseline(recommendations=recommendations)
        sheet = ncpi.compare(baseline, make.follow_up()).describe()
        (table,) = [table for table in sheet.tables if table.stacked and table.rows]
        return table.caption, [row[1] for row in table.rows]

    caption, cells = captions_and_cells(asked)
    assert caption == f"Recommendations made in 2018, each {said}"
    assert not any(said in cell for cell in cells)
    caption, cells = captions_and_cells([*asked, make.asked("3")])
    assert caption == "Recommendations made in 2018"
    assert [said in cell for cell in cells] == [True, True, False]


def test_not_mentioned_says_in_what_was_read_unless_the_follow_up_was_read_in_full(make):
    """Counted or item by item, silence in a part isn't silence."""
    baseline = make.baseline(recommendations=[make.asked("1")])
    whole = make.follow_up(completeness=make.complete(findings=Completeness.COMPLETE))
    rows = [
        dict(ncpi.compare(baseline, follow_up).describe().tables[0].rows)["1 recommendation"]
        for follow_up in (make.follow_up(), whole)
    ]
    assert rows == ["1 not mentioned in what was read", "1 not mentioned"]


def test_a_summary_in_a_line_says_how_many_items_of_each_kind_there_are(make, compared):
    keys = f"{make.BASELINE} and {make.FOLLOW_UP}"
    assert compared("stated links").summary.label() == f"{keys}: 3 recommendations"
    empty = ncpi.compare(make.baseline(), make.follow_up())
    assert empty.summary.label() == f"{keys}: no items"


def test_outcomes_are_in_their_own_order_not_in_that_of_the_items(make):
    progress = ("worse", "not improved", "partly improved", "improved")
    baseline = make.baseline(recommendations=[make.asked(str(place)) for place in range(4)])
    findings = [
        make.found(f"f{place}", word, make.answer(str(place)))
        for place, word in enumerate(progress)
    ]
    (kind,) = ncpi.compare(baseline, make.follow_up(findings=findings)).summary.kinds
    assert [count.what for count in kind.counts] == [
        outcome for outcome in Outcome if outcome.value in progress
    ]
