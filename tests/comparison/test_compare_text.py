"""A comparison as text: every part of it, word for word."""

import pytest

import ncpi
from ncpi.comparison.matching import Matcher
from ncpi.testing import make_ruling
from ncpi.vocabulary import Edge, Party, Sampling

VISITS = "Visit registered sex offenders on time."
INTERVIEWS = "Interview children who have been missing when they come back."


@pytest.fixture
def whole(make):
    """A pair with something to say in every part, compared with a matcher and a ruling."""
    source = ncpi.Source(title="the page", url="https://example.org/a")
    history = [make.event(Party.FORCE, "2019-01-02", "complete", comment="all done")]
    baseline = make.baseline(
        sources=[source],
        recommendations_made=9,
        recommendations=[
            make.asked("1", timescale=ncpi.Timescale(months=3), history=history),
            make.asked("2", "initial contact"),
            make.asked("3", None, text=VISITS),
            make.asked("4", None, text=INTERVIEWS),
            make.asked("5", "police detention"),
        ],
        causes_of_concern=[make.cause("A", "2018-08-30", Edge.UNKNOWN)],
        case_audits=[
            make.audit(83, 20, 35, 28),
            make.audit(None, 5, area="visits", note="of one unit", sampling=Sampling.UNKNOWN),
        ],
        judgments=[make.judged("leadership", "good"), make.judged("data", "good")],
        findings=[make.found("b1", "progress not stated", concern=True)],
    )
    follow_up = make.follow_up(
        sources=[source],
        completeness=make.complete(),
        findings=[
            make.found("f1", "improved", make.answer("1", "stated", evidence="page 2")),
            make.found("f2", "worse", make.answer("1", by="R. Person", dated="2020"), concern=True),
            make.found("f3", "partly improved", effective_practice=True),
            make.found("f4", "improved", theme=None, text="RSO visits were made when due."),
            make.found("f5", "not improved", theme=None, text="Few missing children are seen."),
            make.found("f6", "improved", make.answer("5", "same theme only"), theme=None),
        ],
        recommendations=[
            make.asked("n1", restates=[make.again("2", "coded", evidence="the same words")]),
            make.asked("n2", "trusted adult", timescale=ncpi.Timescale(immediately=True)),
            make.asked("n3", restates=[make.again("14")]),
        ],
        causes_of_concern=[make.cause("B", "2018-08-30", Edge.OPEN, "A")],
        case_audits=[make.audit(38, 10, 18, 10, sampling=Sampling.TARGETED)],
        judgments=[make.judged("leadership", "inadequate"), make.judged("custody", "good")],
    )
    ruling = make_ruling(
        item=f"{baseline.key}#recommendation-4",
        follow_up=follow_up.key,
        finding="f5",
        answers=False,
        by="R. Person",
        note="another matter",
    )
    matcher = Matcher(threshold=0.9, review_threshold=0.1)
    return ncpi.compare(baseline, follow_up, matcher=matcher, rulings=[ruling])


def test_the_whole_text(whole):
    assert str(whole) == EXPECTED.strip()


def test_the_whole_text_of_how_grades_changed(whole):
    pytest.importorskip("scipy")
    assert "\n\n".join(map(str, whole.case_audit_tests())) == SHIFTS.strip()


def test_the_whole_text_of_themes_of_two_frameworks(make):
    none = ncpi.Crosswalk(theme="partners", framework="new", match="none")
    old = ncpi.Framework(
        key="old", title="Old", themes=["contact", "detention", "partners"], crosswalks=[none]
    )
    broad = ncpi.Crosswalk(theme="response", framework="old", other="contact", match="broad")
    new = ncpi.Framework(key="new", title="New", themes=["response"], crosswalks=[broad])
    found = [make.found("a", theme="response"), make.found("b", theme="nowhere")]
    earlier = make.baseline(framework=old, recommendations=[make.asked("1", "contact")])
    later = make.follow_up(framework=new, findings=found)
    assert THEMES.strip() in str(ncpi.compare(earlier, later))


EXPECTED = """
police/northshire: what changed between the inspection of 30 August 2018 and the post-inspection
review of 30 August 2019
Dates of publication. “stated”: link and progress stated by the inspectorate; “coded”: link or
progress coded by an analyst, not stated by the inspectorate.

  5 recommendations: 1 improved (stated), and a concern (coded); 1 mentioned (coded), progress not
                     stated; 3 not mentioned
  1 cause of concern: 1 mentioned (stated), progress not stated
                      status: 1 still open (stated)
  1 concern: 1 not mentioned
  cases in all areas: 83 cases, then 38: good +2.2 points (95% interval -13.0 to +19.8); requires
                      improvement +5.2 points (95% interval -13.2 to +23.6); inadequate -7.4 points
                      (95% interval -23.0 to +10.8)
                      read with care: sampling differs, small sample, targeted sample
  topic leadership: good, then inadequate (-3)
  1 audited area: in the baseline only
  2 graded topics: 1 in the baseline only, 1 in the follow-up only

Recommendations made in 2018
  1  ▲ improved (stated), and a concern (coded); read with care: weaker basis disagrees
     do 1, within 3 months
  2  □ restated (coded), progress not stated
     do 2
  3  ○ not mentioned; read with care: matcher's caveat
     Visit registered sex offenders on time.
  4  ○ not mentioned
     Interview children who have been missing when they come back.
  5  ○ not mentioned; read with care: no crosswalk
     do 5

Causes of concern raised in 2018
  cause of concern  progress                                              what failed
  ----------------  ----------------------------------------------------  -----------
  A                 □ still open; restated (stated), progress not stated  failing A

Concerns raised in 2018
  b1  ○ not mentioned; read with care: matcher's caveat
      found b1

- matcher's caveat: links were also proposed by text: ncpi matcher 2 (from 0.90, undecided from
  0.10); no person has checked them
- incomplete list: it isn't known whether all of the baseline's recommendations were read; the
  baseline made 9 recommendations, of which 5 are listed; not all recommendations of the baseline
  are listed, so one that looks new may restate one of the others

Evidence on the recommendations
  recommendation 1
      theme: investigation
      found: f1: found f1 [improved]; link stated by the inspectorate; evidence: page 2
             f2: found f2 [worse, a concern]; link coded by an analyst, not stated by the
             inspectorate (R. Person, 2020)
      claims: force, 2 January 2019: complete: all done
      caveats: finding f2 (coded) says worse
  recommendation 2
      theme: initial contact
      restated: n1: do n1; link coded by an analyst, not stated by the inspectorate; evidence: the
                same words
  recommendation 3
      caveats: finding f4 may go with it (similarity 0.40): for review by a person, not counted
  recommendation 5
      theme: police detention
      found: f6: found f6 [improved]; link assumed from the same theme only; not counted
      caveats: finding f6 is said to share the theme, but police detention and no theme aren't
               comparable: it isn't counted

Evidence on the causes of concern
  cause of concern  restated
  ----------------  ---------------------------------------------
  A                 B: failing B; link stated by the inspectorate

Evidence on the concerns
  concern b1
      theme: investigation
      found: f3: found f3 [partly improved, effective practice]; link assumed from the same theme
             only (ncpi matcher 2 (from 0.90, undecided from 0.10)); not counted
      caveats: finding f3: only the theme connects them

In the follow-up, and linked to nothing in the baseline
  item               text   theme          timescale
  -----------------  -----  -------------  -----------
  recommendation n2  do n2  trusted adult  immediately

Restating items that the baseline doesn't list
  item recommendation n3
      text: do n3
      theme: investigation
      restates: police/northshire/2018-inspection#recommendation-14: link stated by the inspectorate

Undecided: similar texts, not counted
  item recommendation 3
      may go with: finding f4
      similarity: 0.40
      words: Visit ~ visits; registered sex offenders ~ RSO
      why undecided: similar, but not enough to be proposed

Rulings
  item              in the follow-up  ruled              by         when        note
  ----------------  ----------------  -----------------  ---------  ----------  --------------
  recommendation 4  finding f5        doesn't answer it  R. Person  1 May 2020  another matter

Concerns in 2019
  finding  what was found  theme          progress
  -------  --------------  -------------  ----------------
  f2       found f2        investigation  worse, a concern

Effective practice in 2019
  finding  what was found  theme          progress
  -------  --------------  -------------  -----------------------------------
  f3       found f3        investigation  partly improved, effective practice

Improvements not linked to a listed item
  finding  what was found                  theme          progress
  -------  ------------------------------  -------------  -----------------------------------
  f3       found f3                        investigation  partly improved, effective practice
  f4       RSO visits were made when due.                 improved

Other findings of the follow-up
  finding  what was found                  progress
  -------  ------------------------------  ------------
  f5       Few missing children are seen.  not improved

Case audits
  cases in all areas
      comparability: comparable
      before: 83 cases: good 20 (24.1%), requires improvement 35 (42.2%), inadequate 28 (33.7%)
      after: 38 cases: good 10 (26.3%), requires improvement 18 (47.4%), inadequate 10 (26.3%)
      change in share: good +2.2 points (95% interval -13.0 to +19.8)
                       requires improvement +5.2 points (95% interval -13.2 to +23.6)
                       inadequate -7.4 points (95% interval -23.0 to +10.8)
      caveats: chosen by the inspectors before, aimed at earlier failings after
               follow-up: only 38 cases, fewer than 50
               follow-up: cases were chosen where the earlier inspection had found failings
  cases in visits
      comparability: in the baseline only
      before: number unknown: good 5, requires improvement unknown, inadequate unknown; of one unit
      caveats: baseline: the number of cases audited isn't known
               baseline: no count is known for requires improvement, inadequate
               baseline: it isn't known how the cases were chosen

Graded topics
  topic leadership
      comparability: comparable
      before: good
      after: inadequate
      steps: -3
  topic data
      comparability: in the baseline only
      before: good
  topic custody
      comparability: in the follow-up only
      after: good
      caveats: the baseline may have it: its list is not known to be complete

Reports and sources
  baseline: Northshire: inspection (inspection by HMICFRS, 30 August 2018;
            police/northshire/2018-inspection)
  follow-up: Northshire: review (post-inspection review by HMICFRS, 30 August 2019;
             police/northshire/2019-review)
  claims up to: 30 August 2019
  source of the baseline and follow-up: the page https://example.org/a
"""

SHIFTS = """
Case audits, before and after: all areas: no clear change

  verdict                                              no clear change
  a follow-up case graded better than a baseline case  0.54 (95% interval 0.43 to 0.64)
  permutation test                                     p = 0.486 (exact)

Shares
  grade good
      before: 24% of 83 (95% interval 16 to 34)
      after: 26% of 38 (95% interval 15 to 42)
      difference: +2.2 points (95% interval -13.0 to +19.8)
  grade requires improvement
      before: 42% of 83 (95% interval 32 to 53)
      after: 47% of 38 (95% interval 32 to 63)
      difference: +5.2 points (95% interval -13.2 to +23.6)
  grade inadequate
      before: 34% of 83 (95% interval 24 to 44)
      after: 26% of 38 (95% interval 15 to 42)
      difference: -7.4 points (95% interval -23.0 to +10.8)

- sampling differs: chosen by the inspectors before, aimed at earlier failings after
- small sample: follow-up: only 38 cases, fewer than 50
- targeted sample: follow-up: cases were chosen where the earlier inspection had found failings

Case audits, before and after: visits: cannot tell

  verdict  cannot tell

Shares
  grade                 before
  --------------------  -------
  good                  unknown
  requires improvement  unknown
  inadequate            unknown

- count unknown: baseline: the number of cases audited isn't known
- count unknown: baseline: no count is known for requires improvement, inadequate
- sampling unknown: baseline: it isn't known how the cases were chosen
- baseline: of one unit
"""

THEMES = """
Themes of two frameworks
  theme contact
      counterparts: response
      match: broad
      recommendations: 1
      findings: a
      caveats: 'contact' and 'response' overlap; neither covers the other
  theme detention
      counterparts: not comparable
      match: unknown
      caveats: no crosswalk relates 'detention' to the themes of the framework new
  theme partners
      counterparts: not comparable
      match: none
  theme nowhere
      counterparts: not comparable
      match: unknown
      findings: b
      caveats: no crosswalk relates 'nowhere' to the themes of the framework old
"""
