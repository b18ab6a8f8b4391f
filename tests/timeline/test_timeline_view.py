"""A timeline as text: every part of it, word for word."""

import attrs
import pytest

import ncpi
from ncpi.model import GRADE_SCALES
from ncpi.testing import make_finding, make_follow_up, make_report, make_status_event
from ncpi.vocabulary import Basis, Edge, LinkBasis, Progress, RecommendationKind, ReportKind

BODY = "police/exampleshire"
SCALE = GRADE_SCALES["ncpi-topics-2024"]


def judged(grade):
    return [ncpi.Judgment(topic="leadership", scale=SCALE, grade=grade)]


def spanned(report, start, end):
    (cause,) = report.causes_of_concern
    span = ncpi.DateSpan(start=start, end=end)
    return attrs.evolve(report, causes_of_concern=[attrs.evolve(cause, span=span)])


def chain(entry, make):
    """Three reports: the second follows the first, the third begins a cycle of its own."""
    first = entry("a", "2016-05-01", asks={"1": [], "2": []}, names={"C": []})
    asked, other = first.recommendations
    asked = attrs.evolve(
        asked,
        text="visit on time",
        theme="visits",
        timescale=ncpi.Timescale(months=3),
        history=[make_status_event(dated="2016-08", status="complete")],
    )
    first = attrs.evolve(
        first,
        recommendations=[asked, attrs.evolve(other, text="ring back")],
        case_audits=[make.audit(10, 20, 30)],
        judgments=judged("good"),
    )
    partly = make_finding(
        key="F",
        text="fewer are late",
        progress=Progress.PARTLY_IMPROVED,
        concern=True,
        answers=[
            ncpi.Answer(item=f"{first.key}#recommendation-1", basis=Basis.CODED, by="R. Example")
        ],
    )
    second = entry(
        "b",
        "2017-05-01",
        kind=ReportKind.POST_INSPECTION_REVIEW,
        follows=[("a", LinkBasis.INFERRED)],
        findings=[partly],
        asks={"B": [("a", "2")]},
        names={"D": [("a", "C")]},
        recommendations_made=3,
        case_audits=[make.audit(20, 20, 20)],
        judgments=judged("adequate"),
    )
    again = [attrs.evolve(second.recommendations[0], text="ring back")]
    third = entry(
        "c", "2018", asks={"E": [("b", "B", Basis.PROPOSED)]}, judgments=judged("adequate")
    )
    (area,) = third.recommendations
    area = attrs.evolve(
        area, kind=RecommendationKind.AREA_FOR_IMPROVEMENT, text="ring back at once"
    )
    return (
        spanned(first, "2016-05", Edge.OPEN),
        attrs.evolve(second, recommendations=again),
        attrs.evolve(third, recommendations=[area]),
    )


def test_the_whole_text(report, follow, make):
    text = str(follow(*chain(report, make)))
    assert text == EXPECTED.strip()


@pytest.mark.parametrize(("good", "small"), [(24, ", a small sample"), (25, "")])
def test_a_share_of_fewer_than_fifty_cases_is_called_one_of_a_small_sample(
    good, small, report, follow, make
):
    sheet = follow(report("a", "2016", case_audits=[make.audit(good, 0, 25)])).describe()
    share, cases = (51, 49) if small else (50, 50)
    words = f"Cases below good, all areas: {share}% of {cases} (2016{small})."
    assert sheet.summary == words


def test_grades_that_a_report_counts_together_have_a_column_of_their_own(report, follow, make):
    """It is filled for every audit whose figures give it, and the shares begin the view."""
    together = ncpi.model.MergedCount(
        grades=("requires improvement", "inadequate"), count=30, wording="below good"
    )
    merged = make.audit(None, None, None, stated_total=40, merged=[together])
    sheet = follow(
        report("a", "2016", case_audits=[merged]),
        report("b", "2017", case_audits=[make.audit(20, 5, 15)]),
        report("c", "2018", case_audits=[make.audit(None, None, None, stated_total=9)]),
    ).describe()
    assert sheet.summary == (
        "Cases below good, all areas: 75% of 40 (2016, a small sample), then 50% of 40 (2017, a "
        "small sample)."
    )
    (table,) = [table for table in sheet.tables if table.caption.startswith("Grades of case")]
    place = table.columns.index("below good")
    assert [row[place] for row in table.rows] == ["30 (75%)", "20 (50%)", "unknown"]


def test_a_scale_without_good_has_no_share_below_it(report, follow):
    scale = ncpi.GradeScale(key="two", title="Two", grades=("met", "not met"))
    audit = ncpi.CaseAudit(scale=scale, counts={"met": 1, "not met": 2})
    assert not follow(report("a", "2016", case_audits=[audit])).describe().summary


def test_counts_of_zero_are_not_shown(report, follow):
    rows = (
        follow(report("a", "2016", asks={"1": []}), report("b", "2017")).describe().tables[0].rows
    )
    assert rows == (
        ("reports", "2"),
        ("recommendations and areas for improvement", "1"),
        ("not mentioned since in what was read", "1 (they aren't necessarily closed)"),
    )


def test_concerns_are_counted_with_how_many_a_later_report_mentions(report, follow):
    """Of most bodies nothing else is listed."""
    worries = [make_finding(key=key, text=f"worry {key}", concern=True) for key in "12"]
    first = report("a", "2016", findings=worries)
    for answers, said in ((0, "none"), (1, "1")):
        links = [ncpi.Answer(item=f"{first.key}#concern-1", basis="stated")][:answers]
        later = report("b", "2017", findings=[make_finding(key="x", answers=links)])
        rows = follow(first, later).describe().tables[0].rows
        words = f"2, of which a later report mentions {said} in what was read"
        assert rows[-1] == ("concerns", words)


def test_how_often_something_was_restated_is_counted_from_three_on(report, follow):
    reports = [report("a", "2016", asks={"1": []})]
    for place, slug in enumerate("bcde", 1):
        reports.append(report(slug, f"{2016 + place}", asks={"1": [(reports[-1].title, "1")]}))
    entry = [follow(*reports[:number]).describe().tables[-4].rows[0][5] for number in range(1, 6)]
    assert entry == ["", "once", "twice", "3 times", "4 times"]


EXPECTED = """
Timeline: police/exampleshire
Cases below good, all areas: 83% of 60 (1 May 2016), then 67% of 60 (1 May 2017).

  reports                                    3
  recommendations and areas for improvement  2
  restated by a later report                 1
  rolled forward: restated by two or more    1, of which 1 only as proposed by a matcher or by theme
  causes of concern                          1, of which a later report mentions 1 in what was read

Reports
  report  published   kind                    recommendations listed
  ------  ----------  ----------------------  --------------------------------
  a       1 May 2016  inspection              2
  b       1 May 2017  post-inspection review  1 of 3
  c       2018        inspection              none, and 1 area for improvement

- incomplete list: a recommendation that seems new in a later report may be one of those that
  weren't read in a, b

Reports in full
  report 1: police/exampleshire/a
      kind: inspection
      published: 1 May 2016
      title: a
      recommendations listed: 2
      caveats: it isn't known whether all of the report's recommendations were read
  report 2: police/exampleshire/b
      kind: post-inspection review
      published: 1 May 2017
      title: b
      follows: police/exampleshire/a (inferred)
      recommendations listed: 1 of 3
      caveats: it isn't known whether all of the report's recommendations were read
               the report made 3 recommendations, of which 1 is listed
  report 3: police/exampleshire/c
      kind: inspection
      published: 2018
      title: c
      follows: none: starts a new cycle
      recommendations listed: none, and 1 area for improvement
      caveats: it isn't known whether all of the report's recommendations were read

Comparisons
  after police/exampleshire/b
      compared with: police/exampleshire/a (the one before and the first)
      link: follow-up, inferred
      items: 1 recommendation: partly improved (coded), and a concern
             1 recommendation: restated (stated), progress not stated
             1 cause of concern: mentioned, status not stated; restated (stated), progress not
             stated
      case grades: all areas: good +16.7 points, requires improvement 0.0 points, inadequate -16.7
                   points
      topics: leadership: -1 grade
  after police/exampleshire/c
      compared with: police/exampleshire/a (the first)
      link: a new cycle, not a follow-up
      items: 2 recommendations: not mentioned in what was read
             1 cause of concern: not mentioned in what was read
             1 area for improvement linked to no earlier one
      case grades: all areas: in the baseline only
      topics: leadership: -1 grade
      caveats: the follow-up may have it: its list is not known to be complete
  after police/exampleshire/c
      compared with: police/exampleshire/b (the one before)
      link: a new cycle, not a follow-up
      items: 1 recommendation: restated (proposed), progress not stated
             1 cause of concern: not mentioned in what was read
             1 concern: not mentioned in what was read
             1 area for improvement linked to no earlier one
      case grades: all areas: in the baseline only
      topics: leadership: the same grade
      caveats: the follow-up may have it: its list is not known to be complete

Grades of case files, all areas: Case files, 2016 to 2023
  report                 cases  good      requires improvement  inadequate  sample
  ---------------------  -----  --------  --------------------  ----------  ------------------------
  police/exampleshire/a  60     10 (17%)  20 (33%)              30 (50%)    chosen by the inspectors
  police/exampleshire/b  60     20 (33%)  20 (33%)              20 (33%)    chosen by the inspectors

Grades of topics: Topics, from the method of February 2024
  topic       report                 grade
  ----------  ---------------------  --------
  leadership  police/exampleshire/a  good
  leadership  police/exampleshire/b  adequate
  leadership  police/exampleshire/c  adequate

Recommendations through the reports
  first made police/exampleshire/a, 1
      asked: visit on time [visits], within 3 months
      since then: police/exampleshire/b, 1 year after: partly improved (coded), and a concern
                  - F: fewer are late [partly improved, a concern] (coded; R. Example)
                  police/exampleshire/c: not mentioned in what was read
      age at the last report: 1 year 8 months to 2 years 7 months
      weakest basis: coded
      claims up to the last report: on recommendation 1 of police/exampleshire/a: force, August
                                    2016: complete
  first made police/exampleshire/a, 2
      asked: ring back (recommendation, then area for improvement)
      since then: police/exampleshire/b, 1 year after: restated as B (stated)
                  - recommendation B: ring back (stated)
                  police/exampleshire/c, 1 year 8 months to 2 years 7 months after: restated as E
                  (proposed)
                  - area for improvement E: ring back at once (proposed)
      age at the last report: 1 year 8 months to 2 years 7 months
      restated: twice
      weakest basis: proposed

Causes of concern through the reports
  first named police/exampleshire/a, C
      what fails: Nobody checks what becomes of a report about a missing child.
      opened to closed, as recorded by: May 2016 to (still current) (police/exampleshire/a, C)
      since then: police/exampleshire/b, 1 year after: mentioned, status not stated; restated as D
                  (stated)
                  - cause of concern D: Nobody checks what becomes of a report about a missing
                  child. (stated)
                  police/exampleshire/c: not mentioned in what was read
      age at the last report: 1 year 8 months to 2 years 7 months
      continued: once
      weakest basis: stated

Meanings
  'coded' means     link coded by an analyst, not stated by the inspectorate
  'proposed' means  link proposed by a matcher, not confirmed by a person
"""


def test_notes_leave_out_the_body_of_a_key_and_no_part_of_another():
    first = make_report(key="e/2018", bodies=["e"], published="2018")
    again = make_follow_up(first, key="the/2018-review", published="2018")
    *_, notes = str(ncpi.Archive(reports=[first, again]).timeline("e")).partition("- dates ")
    assert "see the/2018-review" in notes
    assert "weren't read in 2018" in notes
