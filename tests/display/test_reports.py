"""A report as text: every part of it, word for word."""

import attrs
import pytest

import ncpi
from ncpi.testing import (
    make_answer,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
    make_status_event,
)


def test_the_whole_text_has_recommendations_and_findings_in_tables_of_their_own():
    report = make_report(
        key="police/kent/2018",
        title="Kent",
        recommendations=[
            make_recommendation(
                key="1",
                text="Visit.",
                theme="visits",
                timescale=ncpi.Timescale(months=3),
                history=[make_status_event(dated="2018-10", status="complete")],
            ),
            make_recommendation(key="2", text="Ring.", theme=None),
        ],
        findings=[
            make_finding(key="a", text="Late.", theme="visits", answers=[make_answer()]),
            make_finding(key="b", text="Fine.", theme=None),
        ],
        notes=["A note."],
    )
    assert str(report) == EXPECTED.strip()


@pytest.mark.parametrize(
    "show", [str, lambda it: it._repr_html_(), lambda it: it._repr_markdown_()]
)
def test_an_analysts_reading_that_nothing_improved_is_shown_apart_in_every_view(show):
    """It never stands where the inspectorate's words do."""
    finding = make_finding(
        text="Some were late.", progress="not improved", progress_basis="coded", concern=True
    )
    apart = "a concern; coded: not improved"
    for shown in (finding, make_report(findings=[finding])):
        text = " ".join(show(shown).split())
        assert apart in text
        assert "not improved" not in text.replace(apart, "")
    stated = attrs.evolve(finding, progress_basis="stated")
    assert "not improved" in show(stated)
    assert "coded" not in show(stated)


def test_figures_and_counts_of_items_are_shown():
    text = str(
        make_report(
            measures=[ncpi.Measure(what="Overdue visits", value=98)],
            item_counts=[ncpi.ItemCount(kind="recommendation", made=6, closed=2)],
            case_audits=[
                ncpi.CaseAudit(
                    scale="ncpi-cases-2016",
                    stated_total=374,
                    merged=[
                        ncpi.MergedCount(grades=["requires improvement", "inadequate"], count=278)
                    ],
                )
            ],
        )
    )
    for words in (
        "Overdue visits: 98",
        "recommendations: 6 made, 2 closed",
        "requires improvement or inadequate 278",
    ):
        assert words in text


EXPECTED = """
report: Kent (inspection, 30 August 2018)

  key            police/kent/2018
  inspectorates  example-inspectorate
  bodies         police/exampleshire
  published      30 August 2018

Recommendations
  recommendation  asked   theme   timescale
  --------------  ------  ------  ---------------
  1               Visit.  visits  within 3 months
  2               Ring.           not stated

Findings
  finding a
      what was found: Late.
      theme: visits
      progress: progress not stated
      answers: police/exampleshire/2018-inspection#recommendation-1 (stated)
  finding b
      what was found: Fine.
      progress: progress not stated

Claims
  recommendation  claims
  --------------  -----------------------------
  1               force, October 2018: complete

Notes and sources
  title  Kent
  kind   inspection
  notes  A note.
"""


def test_the_kind_addressees_and_restatements_of_a_recommendation_are_shown():
    link = ncpi.Restatement(item="police/kent/2014#recommendation-2", basis="coded")
    text = str(
        make_report(
            recommendations=[
                make_recommendation(
                    kind="area for improvement",
                    addressed_to=["chief constables", "police/kent"],
                    restates=[link],
                ),
                make_recommendation(key="2", kind="other: action"),
            ]
        )
    )
    for shown in ("area for improvement", "action", "chief constables, Kent Police", link.label()):
        assert shown in text


def test_of_whom_a_finding_is_and_what_only_a_follow_up_lists_is_marked():
    text = str(
        make_report(
            recommendations=[make_recommendation(key="1", known_from="follow-up")],
            findings=[make_finding(key="a", body="police/kent")],
        )
    )
    assert "1 (listed only by a follow-up's pages)" in text
    assert "a (police/kent)" in text


def test_what_a_reader_should_know_about_an_item_stands_below_its_text():
    asked = make_recommendation(key="1", note="read in part")
    before = make_report(key="before", recommendations=[asked])
    answer = make_answer(item="before#recommendation-1")
    found = make_finding(key="a", note="uncertain", answers=[answer])
    after = make_follow_up(before, findings=[found])
    texts = [str(before), str(after), str(ncpi.compare(before, after))]
    assert ["note: read in part" in text for text in texts] == [True, False, True]
    assert ["note: uncertain" in text for text in texts] == [False, True, True]


def test_a_notebook_shows_five_findings_before_the_others_are_opened_and_text_all():
    findings = [make_finding(key=str(number), text=f"found {number}") for number in range(8)]
    report = make_report(findings=findings)
    assert "<summary>3 more</summary>" in report._repr_html_()
    assert all(f"found {number}" in str(report) for number in range(8))
