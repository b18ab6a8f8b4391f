"""What is held as text: every part of it, word for word."""

import attrs

import ncpi
from ncpi.vocabulary import LinkBasis, Provenance


def test_the_whole_text(archive, bodies, make):
    account = ncpi.Source(title="a newspaper", provenance=Provenance.ACCOUNT)
    missing = [ncpi.ReportLink(report="police/esk/1", basis=LinkBasis.INFERRED)]
    held = archive.with_reports(
        make.report(
            "police/cambria/2026",
            "2026-01",
            sources=[account],
            completeness=attrs.evolve(
                ncpi.ReportCompleteness(), recommendations="complete", findings="partial"
            ),
        ),
        make.report(
            "police/esk/2",
            "2026",
            follows=["police/borset/2019"],
            secondary_source="a later report",
        ),
        attrs.evolve(make.report("police/esk/3", "2026-03-01"), follows=missing),
        ncpi.Report(key="x/1", title="x", kind="thematic report"),
    )
    assert str(held.coverage(bodies=bodies)) == EXPECTED.strip()


EXPECTED = """
What is held: 11 reports on 2 of 3 given bodies

  published: to the day: 5, to the month: 2, to the year: 2, undated: 2
  known only second-hand: 2 of 11 reports
  number of recommendations stated: 2 of 11
  recommendations: listed in 3 of 11 reports; lists: 1 complete, 0 partial, 10 unknown
  causes of concern: listed in 0 of 11 reports; lists: 0 complete, 0 partial, 11 unknown
  findings: listed in 2 of 11 reports; lists: 0 complete, 1 partial, 10 unknown
  case audits: listed in 4 of 11 reports; lists: 0 complete, 0 partial, 11 unknown
  graded topics: listed in 0 of 11 reports; lists: 0 complete, 0 partial, 11 unknown
  all counts of the audits known: in 3 of those 4
  links to an earlier report: 6, of which 1 are inferred
  nothing held here: police/dunmoor
  not among the bodies given: police/borset, police/esk

Body by body
  body           reports  second-hand  no follow-up  findings  case audits
  -------------  -------  -----------  ------------  --------  -----------
  Arden          3        0            0             3         2
  police/borset  2        0            0             0         0
  Cambria        3        1            1             0         2
  Dunmoor        0        0            0             0         0
  police/esk     2        1            1             0         0

Follow-ups of reports not held
  report        follows
  ------------  ------------
  police/esk/3  police/esk/1

- This shows what is held here, not what was published. Reports that aren't held may or may not
  exist.

What is held and not known
  body Arden
      reports: inspection, 1 March 2018: 2 recommendations, 1 case audit
               post-inspection review, 1 March 2019: 1 finding, 1 case audit, follows
               police/arden/2018 (stated)
               post-inspection review, 1 March 2020: 2 findings, follows police/arden/2018 (stated)
      not known: 2018: recommendations (2 listed, 4 made); causes of concern, if any; findings;
                 whether there are case audits beyond the 1 listed; graded topics, if any
                 2019: recommendations; causes of concern, if any; whether there are findings beyond
                 the 1 listed; whether there are case audits beyond the 1 listed; graded topics, if
                 any
                 2020: fieldwork; recommendations; causes of concern, if any; whether there are
                 findings beyond the 2 listed; case audits; graded topics, if any
  body police/borset
      reports: inspection, undated: 1 recommendation
               post-inspection review, 2019: no list, follows police/borset/2018 (stated)
      not known: 2018: date of publication; fieldwork; whether there are recommendations beyond the
                 1 listed; causes of concern, if any; findings; case audits; graded topics, if any
                 2019: day of publication; fieldwork; recommendations; causes of concern, if any;
                 findings; case audits; graded topics, if any
  body Cambria
      reports: inspection, January 2024: 1 recommendation, 1 case audit
               post-inspection review, 31 January 2025: 1 case audit, follows police/cambria/2024
               (stated)
               inspection, January 2026: 0 recommendations (all), known only from someone else's
               account
      no follow-up held for: 2026
      not known: 2024: day of publication; fieldwork; recommendations (1 listed, 1 made); causes of
                 concern, if any; findings; whether there are case audits beyond the 1 listed;
                 graded topics, if any; some counts in 1 of 1 case audits
                 2025: fieldwork; recommendations; causes of concern, if any; findings; whether
                 there are case audits beyond the 1 listed; graded topics, if any
                 2026: day of publication; fieldwork; causes of concern, if any; findings; case
                 audits; graded topics, if any
  body Dunmoor
      reports: nothing held here
  body police/esk
      reports: post-inspection review, 2026: no list, follows police/borset/2019 (stated), known
               only from a later report
               inspection, 1 March 2026: no list, follows police/esk/1 (inferred, not held here)
      no follow-up held for: 3
      not known: 2: day of publication; fieldwork; recommendations; causes of concern, if any;
                 findings; case audits; graded topics, if any
                 3: fieldwork; recommendations; causes of concern, if any; findings; case audits;
                 graded topics, if any

Reports that name no body
  report x/1
      what is held: thematic report, undated: no list
      not known: date of publication; fieldwork; recommendations; causes of concern, if any;
                 findings; case audits; graded topics, if any
"""
