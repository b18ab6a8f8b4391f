"""What comparisons found, as rows."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.model.grading import GRADE_SCALES
from ncpi.testing import make, make_follow_up, make_report


def row_of(table, comparison, **wanted):
    (row,) = [
        row
        for row in tables.plain(table, comparison)
        if all(row[name] == cell for name, cell in wanted.items())
    ]
    return row


def test_a_comparison_has_a_row_with_both_headings(comparison):
    row = row_of("comparisons", comparison)
    assert row["body"] == "police/kent"
    assert (row["baseline_published"], row["follow_up_published"]) == ("2018-08", "2019-08-30")
    assert row["as_of"] == date(2019, 8, 30)


def test_an_outcome_has_its_basis_and_a_concern_its_own(comparison):
    row = row_of("outcomes", comparison, key="1")
    assert (row["outcome"], row["basis"]) == ("improved", "proposed")
    assert (row["link_basis"], row["progress_basis"]) == ("proposed", "stated")
    assert (row["concern"], row["concern_basis"]) == (True, "proposed")
    assert (row["answers"], row["answers_counted"]) == (1, 1)


def test_what_nothing_answers_has_no_basis_and_what_is_restated_says_by_what(comparison):
    row = row_of("outcomes", comparison, key="2")
    assert (row["outcome"], row["basis"]) == ("progress not stated", "stated")
    assert (row["link_basis"], row["progress_basis"]) == ("stated", None)
    assert row["restated_by"] == ("police/kent/2019#recommendation-1",)


def test_every_kind_of_item_has_an_outcome_and_only_a_cause_of_concern_a_status(comparison):
    """One table holds all kinds; what nothing mentions has no basis."""
    entry = [
        (row["kind"], row["outcome"], row["basis"], row["status"])
        for row in tables.plain("outcomes", comparison)
        if row["kind"] != "recommendation"
    ]
    assert entry == [
        ("cause of concern", "progress not stated", "coded", "mentioned, status not stated"),
        ("concern", "not mentioned", None, None),
    ]


def test_what_the_follow_up_lists_anew_has_a_row_of_its_own():
    """Numbered items and concerns that are linked to nothing, and what restates the unlisted."""
    before = make_report(recommendations=[])
    lost = ncpi.Restatement(item=f"{before.key}#recommendation-9", basis="stated")
    after = make_follow_up(
        before,
        recommendations=[
            make(ncpi.Recommendation, key="1"),
            make(ncpi.Recommendation, key="2", restates=[lost]),
        ],
        causes_of_concern=[make(ncpi.CauseOfConcern, key="c")],
        findings=[make(ncpi.Finding, key="f", concern=True)],
    )
    rows = tables.plain("unlinked_items", ncpi.compare(before, after))
    assert [(row["item"].partition("#")[2], row["restates_unlisted"]) for row in rows] == [
        ("recommendation-1", False),
        ("cause-of-concern-c", False),
        ("recommendation-2", True),
        ("concern-f", False),
    ]


def test_whose_account_an_outcome_rests_on_is_said():
    """An item known only from the press names it."""
    account = ncpi.Source(
        title="Daily Press", url="https://example.org", provenance="someone else's account"
    )
    before = make_report(recommendations=[make(ncpi.Recommendation, sources=[account])])
    comparison = ncpi.compare(before, make_follow_up(before))
    (row,) = tables.plain("outcomes", comparison)
    assert row["reported_by"] == comparison.items[0].reported_by != ()


def test_the_evidence_of_an_outcome_names_finding_and_restatement(comparison):
    answer = row_of("outcome_evidence", comparison, item="police/kent/2018#recommendation-1")
    assert (answer["finding"], answer["by"], answer["evidence"]) == ("a", "a matcher", "visits")
    assert (answer["progress"], answer["progress_basis"]) == ("improved", "stated")
    restatement = row_of("outcome_evidence", comparison, item="police/kent/2018#recommendation-2")
    name = "police/kent/2019#recommendation-1"
    assert (restatement["finding"], restatement["restated_by"]) == (None, name)
    assert restatement["counted"] is None


def test_claims_are_reported_party_by_party(comparison):
    entry = [
        (row["party"], row["dated"], row["reason"]) for row in tables.plain("claims", comparison)
    ]
    assert entry == [("inspectorate", "2018-10", None), ("force", "2018-09-05", "other: merged")]


def test_a_grade_has_counts_shares_and_change(comparison):
    row = row_of("case_audit_changes", comparison, area=None, grade="good")
    assert (row["baseline_count"], row["baseline_total"], row["baseline_share"]) == (20, 80, 0.25)
    assert row["follow_up_share"] == pytest.approx(10 / 31)
    assert row["change"] == pytest.approx(10 / 31 - 0.25)
    assert row["follow_up_sampling"] == "aimed at earlier failings"


def test_an_unknown_count_stays_unknown_where_its_share_follows(comparison):
    row = row_of("case_audit_changes", comparison, area=None, grade="inadequate")
    assert (row["baseline_count"], row["baseline_share"]) == (None, 30 / 80)


def test_an_area_of_one_side_has_nothing_on_the_other(comparison):
    row = row_of("case_audit_changes", comparison, area="missing", grade="good")
    assert row["comparability"] == "in the baseline only"
    assert (row["baseline_total"], row["baseline_share"]) == (9, None)
    assert (row["follow_up_total"], row["follow_up_scale"], row["change"]) == (None, None, None)


def test_on_two_scales_each_scales_grades_have_their_own_rows():
    old = make(ncpi.CaseAudit, scale=GRADE_SCALES["ncpi-cases-2014"])
    before = make(ncpi.Report, case_audits=[old])
    after = make_follow_up(before, case_audits=[make(ncpi.CaseAudit)])
    rows = tables.plain("case_audit_changes", ncpi.compare(before, after))
    assert [(row["baseline_scale"], row["grade"]) for row in rows] == [
        *(("ncpi-cases-2014", grade) for grade in GRADE_SCALES["ncpi-cases-2014"].grades),
        *((None, grade) for grade in GRADE_SCALES["ncpi-cases-2016"].grades),
    ]
    assert rows.column("change") == [None] * 7


def test_a_judgment_changes_by_steps_only_where_both_are_known(comparison):
    row = row_of("judgment_changes", comparison, topic="leadership")
    assert (row["baseline_grade"], row["follow_up_grade"]) == ("adequate", None)
    assert (row["comparability"], row["steps"]) == ("in the baseline only", None)


def test_caveats_name_the_table_and_the_row_they_are_about(comparison):
    rows = [row for row in tables.plain("caveats", comparison) if row["code"] == "targeted sample"]
    assert [(row["table"], row["key"]) for row in rows] == [("case_audit_changes", None)]


def test_changes_have_effect_interval_and_verdict(comparison):
    pytest.importorskip("scipy")
    row = row_of("case_audit_tests", comparison, area=None)
    assert row["verdict"] == comparison.case_audit_tests()[0].verdict.value
    assert row["effect_low"] < row["effect"] < row["effect_high"]
    good = row_of("grade_changes", comparison, area=None, grade="good")
    assert good["difference_low"] < good["difference"] < good["difference_high"]


@pytest.mark.parametrize("table", ["outcomes", "deadlines", "pairs", "reports"])
@pytest.mark.parametrize("given", ["text", 1, [1]])
def test_what_no_table_can_be_made_of_is_refused(table, given):
    with pytest.raises(InvalidError):
        tables.plain(table, given)


def test_an_unknown_table_is_refused_with_the_nearest(archive):
    with pytest.raises(InvalidError, match="Did you mean 'reports'"):
        tables.plain("report", archive)


def test_pairs_are_those_of_the_archive_or_the_callers(archive):
    (pair,) = archive.pairs()
    wanted = {
        "baseline": "police/kent/2018",
        "follow_up": "police/kent/2019",
        "body": "police/kent",
        "baseline_title": pair.baseline.title,
        "baseline_kind": pair.baseline.kind.value,
        "baseline_published": str(pair.baseline.published),
        "follow_up_title": pair.follow_up.title,
        "follow_up_kind": pair.follow_up.kind.value,
        "follow_up_published": str(pair.follow_up.published),
        "link_basis": "stated",
        "baseline_provenance": (),
        "follow_up_provenance": (),
        "link_provenance": (),
    }
    assert [dict(row) for row in tables.plain("pairs", archive)] == [wanted]
    unlinked = attrs.evolve(pair, link=None)
    assert [dict(row) for row in tables.plain("pairs", [unlinked])] == [
        wanted | {"link_basis": None}
    ]


WORDS = ("inspectorate's own", "someone else's account")


def test_a_pair_shows_whose_words_each_of_its_reports_and_the_link_rest_on(archive):
    (pair,) = archive.pairs()
    own, account = (ncpi.Source(title="A page", provenance=word) for word in WORDS)
    sourced = attrs.evolve(
        pair,
        baseline=attrs.evolve(pair.baseline, sources=[own, account]),
        follow_up=attrs.evolve(pair.follow_up, sources=[own]),
        link=attrs.evolve(pair.link, sources=[account]),
    )
    (row,) = tables.plain("pairs", [sourced])
    assert row["baseline_provenance"] == WORDS
    assert row["follow_up_provenance"] == WORDS[:1]
    assert row["link_provenance"] == WORDS[1:]
