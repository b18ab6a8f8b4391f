"""What comparisons found, as rows."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError
from ncpi.model.grading import GRADE_SCALES
from ncpi.testing import (
    make,
    make_case_audit,
    make_deadline,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
)


def test_a_comparison_has_a_row_with_both_headings(comparison, row_of):
    row = row_of("comparisons", comparison)
    assert row["body"] == "police/kent"
    assert (row["baseline_published"], row["follow_up_published"]) == ("2018-08", "2019-08-30")
    ends = (row["baseline_published_earliest"], row["baseline_published_latest"])
    assert ends == (date(2018, 8, 1), date(2018, 8, 31))
    assert row["as_of"] == date(2019, 8, 30)


def test_an_outcome_has_its_basis_and_a_concern_its_own(comparison, row_of):
    row = row_of("outcomes", comparison, key="1")
    assert (row["outcome"], row["basis"]) == ("improved", "proposed")
    assert (row["link_basis"], row["progress_basis"]) == ("proposed", "stated")
    assert (row["concern"], row["concern_basis"]) == (True, "proposed")
    assert (row["answers"], row["answers_counted"]) == (1, 1)


@pytest.mark.parametrize(("link", "progress"), [("stated", "coded"), ("coded", "stated")])
def test_the_bases_of_the_link_and_of_the_progress_are_kept_apart(link, progress):
    """Only the basis of the outcome is the weaker of the two; of several findings the weakest."""
    before = make_report()
    item = before.recommendations[0].ref(before.key)
    one, other = (
        make_finding(
            key=of_link,
            progress="improved",
            progress_basis=of_progress,
            answers=[ncpi.Answer(item=item, basis=of_link)],
        )
        for of_link, of_progress in ((link, progress), (progress, link))
    )
    for findings, bases in (([one], ("coded", link, progress)), ([one, other], ("coded",) * 3)):
        after = make_follow_up(before, findings=findings)
        (row,) = tables.plain("outcomes", ncpi.compare(before, after))
        assert (row["basis"], row["link_basis"], row["progress_basis"]) == bases


def test_what_nothing_answers_has_no_basis_and_what_is_restated_says_by_what(comparison, row_of):
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


def test_the_evidence_of_an_outcome_names_finding_and_restatement(comparison, row_of):
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


def test_a_grade_has_counts_shares_and_change(comparison, row_of):
    row = row_of("case_audit_changes", comparison, area=None, grade="good")
    assert (row["baseline_count"], row["baseline_total"], row["baseline_share"]) == (20, 80, 0.25)
    assert row["follow_up_share"] == pytest.approx(10 / 31)
    assert row["change"] == pytest.approx(10 / 31 - 0.25)
    assert row["follow_up_sampling"] == "aimed at earlier failings"


def test_an_unknown_count_stays_unknown_where_its_share_follows(comparison, row_of):
    row = row_of("case_audit_changes", comparison, area=None, grade="inadequate")
    assert (row["baseline_count"], row["baseline_share"]) == (None, 30 / 80)


def test_an_area_of_one_side_has_nothing_on_the_other(comparison, row_of):
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


def test_a_judgment_changes_by_steps_only_where_both_are_known(comparison, row_of):
    row = row_of("judgment_changes", comparison, topic="leadership")
    assert (row["baseline_grade"], row["follow_up_grade"]) == ("adequate", None)
    assert (row["comparability"], row["steps"]) == ("in the baseline only", None)


def test_caveats_name_the_table_and_the_row_they_are_about(comparison):
    rows = [row for row in tables.plain("caveats", comparison) if row["code"] == "targeted sample"]
    assert [(row["table"], row["key"]) for row in rows] == [("case_audit_changes", None)]


def test_changes_have_effect_interval_and_verdict(comparison, row_of):
    pytest.importorskip("scipy")
    row = row_of("case_audit_tests", comparison, area=None)
    assert row["verdict"] == comparison.case_audit_tests()[0].verdict.value
    assert row["effect_low"] < row["effect"] < row["effect_high"]
    good = row_of("grade_changes", comparison, area=None, grade="good")
    change = comparison.case_audits[0].change("good")
    for name, one in {
        "baseline_share": change.baseline,
        "follow_up_share": change.follow_up,
        "difference": change.difference,
    }.items():
        ends = (good[name], good[f"{name}_low"], good[f"{name}_high"])
        assert ends == (one.value, one.low, one.high)


@pytest.mark.parametrize(
    "table",
    [
        *("outcomes", "deadlines", "pairs", "reports", "rulings"),
        *("programme_outcomes", "follow_up_times", "threads"),
    ],
)
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


class TestOrder:
    """Rows have the order that their schema names, whatever the order in which things came."""

    def test_comparisons_are_ordered_by_the_keys_of_their_reports(self):
        """The same comparisons in another order give the same table."""
        several = []
        for key, later in (("b", "c"), ("a", "z"), ("a", "d")):
            baseline = make_report(key=key)
            several.append(ncpi.compare(baseline, make_follow_up(baseline, key=later)))
        rows = tables.plain("outcomes", several)
        assert [(row["baseline"], row["follow_up"]) for row in rows] == [
            ("a", "d"),
            ("a", "z"),
            ("b", "c"),
        ]
        assert tables.plain("outcomes", several[::-1]) == rows

    def test_pairs_of_a_programme_are_ordered_by_their_keys(self):
        """Follow-up times come in the order of the reports' keys, not of their dates."""
        early, late = make_report(key="b"), make_report(key="a", published="2020")
        reports = [early, late, make_follow_up(early, key="c"), make_follow_up(late, key="d")]
        rows = tables.plain("follow_up_times", ncpi.Archive(reports=reports).compare_all())
        assert [(row["baseline"], row["follow_up"]) for row in rows] == [("a", "d"), ("b", "c")]

    def test_deadlines_are_ordered_by_report_then_day_then_rule(self):
        """All that is due after one report stands together, the earliest first."""
        wanted = [
            make_deadline(report="a", earliest=day, latest=latest, rule=rule)
            for day, latest, rule in (
                (date(2020, 1, 1), date(2020, 1, 1), "x"),
                (date(2020, 1, 1), date(2020, 2, 1), "a"),
                (date(2020, 1, 2), date(2020, 1, 2), "a"),
                (date(2020, 1, 2), date(2020, 1, 2), "b"),
            )
        ]
        wanted.append(make_deadline(report="b", earliest=date(2019, 1, 1), latest=date(2019, 1, 1)))
        for given in (wanted, wanted[::-1]):
            rows = tables.plain("deadlines", given)
            assert [(row["report"], row["due_earliest"], row["rule"]) for row in rows] == [
                (one.report, one.earliest, one.rule) for one in wanted
            ]


class TestBodies:
    """Which body a row names."""

    def test_of_several_bodies_those_of_both_reports_are_listed_and_none_is_singled_out(self):
        """The bodies of a comparison are the baseline's that the follow-up is on too."""
        baseline = make_report(bodies=["police/kent", "police/essex", "police/surrey"])
        later = make_follow_up(baseline, bodies=["police/essex", "police/kent"])
        (row,) = tables.plain("comparisons", ncpi.compare(baseline, later))
        assert (row["body"], row["bodies"]) == (None, ("police/kent", "police/essex"))
        alone = make_follow_up(baseline, bodies=["police/essex"])
        (row,) = tables.plain("comparisons", ncpi.compare(baseline, alone))
        assert (row["body"], row["bodies"]) == ("police/essex", ("police/essex",))
        archive = ncpi.Archive(reports=[baseline, later])
        (row,) = tables.plain("follow_up_times", archive.compare_all())
        assert (row["body"], {*row["bodies"]}) == (None, {"police/kent", "police/essex"})

    def test_a_grade_belongs_to_the_body_that_it_names(self):
        """In a joint report, an audit and a judgment name the body graded."""
        graded = {
            "case_audits": [make_case_audit(body="police/essex")],
            "judgments": [make_judgment(body="police/essex")],
        }
        baseline = make_report(bodies=["police/kent", "police/essex"], **graded)
        comparison = ncpi.compare(baseline, make_follow_up(baseline, **graded))
        for table in ("case_audits", "judgments"):
            assert set(tables.plain(table, baseline).column("body")) == {"police/essex"}
        for table in ("case_audit_changes", "judgment_changes"):
            assert set(tables.plain(table, comparison).column("body")) == {"police/essex"}
        (row,) = tables.plain("comparisons", comparison)
        assert row["body"] is None


class TestComparisons:
    """Both sides of a comparison, each in its own columns."""

    def test_a_topic_that_only_the_follow_up_grades_has_a_question_and_no_baseline(self):
        """Each side's status, grade and scale are its own, and the question is that of either."""
        before = make_report(
            judgments=[make_judgment(topic="a"), make_judgment(topic="b", question="how?")]
        )
        worse = make_judgment(topic="b").scale.grades[-1]
        after = make_follow_up(
            before,
            judgments=[
                make_judgment(topic="b", grade=worse, question="how?"),
                make_judgment(topic="c", question="why?"),
            ],
        )
        rows = {
            row["topic"]: row
            for row in tables.plain("judgment_changes", ncpi.compare(before, after))
        }
        assert (rows["a"]["baseline_status"], rows["a"]["follow_up_status"]) == ("graded", None)
        assert (rows["b"]["baseline_grade"], rows["b"]["follow_up_grade"]) == (
            make_judgment().grade,
            worse,
        )
        assert rows["b"]["follow_up_topic"] == "b"
        assert rows["b"]["steps"] == 1 - len(make_judgment().scale.grades)
        assert (rows["c"]["question"], rows["c"]["baseline_scale"]) == ("why?", None)
        assert rows["c"]["follow_up_scale"] == make_judgment().scale.key

    def test_grades_are_ranked_from_the_best(self):
        """The first grade of a scale has the rank 0, in every table."""
        pytest.importorskip("scipy")
        audits = [make_case_audit()]
        before = make_report(case_audits=audits)
        comparison = ncpi.compare(before, make_follow_up(before, case_audits=audits))
        grades = make_case_audit().scale.grades
        for table in ("case_audit_changes", "grade_changes"):
            rows = tables.plain(table, comparison)
            assert [(row["grade"], row["grade_rank"]) for row in rows] == [
                (grade, rank) for rank, grade in enumerate(grades)
            ]
            assert len(rows) == len(grades)

    def test_a_restatement_left_for_a_person_names_the_later_item(self):
        """An undecided link names a finding or a later item, never both."""
        asked, again = "visit offenders on time", "visits to offenders were made"
        before = make_report(recommendations=[make_recommendation(text=asked)])
        after = make_follow_up(
            before, findings=[], recommendations=[make_recommendation(key="9", text=again)]
        )
        comparison = ncpi.compare(before, after, matcher=Matcher(threshold=1.0))
        rows = tables.plain("undecided", comparison)
        assert {(row["finding"], row["restated_by"]) for row in rows} == {
            (None, f"{after.key}#recommendation-9")
        }

    def test_answers_that_do_not_count_are_distinguished_from_those_that_do(self):
        """A link that is only proposed doesn't count beside one that is stated."""
        before = make_report()
        item = before.recommendations[0].ref(before.key)
        found = [
            make_finding(key=basis, answers=[ncpi.Answer(item=item, basis=basis)])
            for basis in ("stated", "proposed")
        ]
        comparison = ncpi.compare(before, make_follow_up(before, findings=found))
        (row,) = tables.plain("outcomes", comparison)
        counted = [answer.counted for answer in comparison.items[0].answers]
        assert (row["answers"], row["answers_counted"]) == (2, counted.count(True))
        evidence = tables.plain("outcome_evidence", comparison)
        assert [(row["finding"], row["counted"]) for row in evidence] == [
            (answer.finding.key, answer.counted) for answer in comparison.items[0].answers
        ]
