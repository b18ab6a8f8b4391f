"""A programme as text: every part of it, word for word."""

import attrs
import pytest

import ncpi
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import Basis, LinkBasis, ReportKind, Sampling

TOPICS = GRADE_SCALES["ncpi-topics-2024"]
A18 = "police/arden/2018"
FEW, SAME = (10, 10, 20), (1, 1, 1)


def follows(report, other, basis):
    return attrs.evolve(report, follows=[ncpi.ReportLink(report=other, basis=basis)])


def judged(**grades):
    return [
        ncpi.Judgment(topic=topic, scale=TOPICS, grade=grade) for topic, grade in grades.items()
    ]


def cause(*continued):
    references = [
        ncpi.Restatement(item=f"{report}#cause-of-concern-C", basis=Basis.STATED)
        for report in continued
    ]
    return [ncpi.CauseOfConcern(key="C", text="late", restates=references)]


@pytest.fixture(scope="module")
def programme(archive, make):
    """Enough forces that their figures are summed up, and one pair of whatever stands apart."""

    def pair(slug, published, *sides):
        return make.pair(*sides, of=f"police/{slug}", dates=("2018-01-01", published))

    own = {"case_audits": [make.audit(*SAME, sampling=Sampling.SELF_ASSESSED)]}
    reports = pair(
        "moray",
        "2019-02",
        {"causes_of_concern": cause(), **own},
        {"causes_of_concern": cause("police/moray/1"), **own},
    )
    for place, slug in enumerate(("eden", "fife", "gow", "hale", "isle", "jura", "kyle")):
        sides = (
            {"case_audits": [make.audit(good, None, None, stated_total=40)]}
            for good in (10, 10 + place)
        )
        reports += pair(slug, f"2019-01-{place + 1:02}", *sides)
    backwards = [make.report("police/nairn/1", "2018-01-01"), make.report("police/nairn/2", "2019")]
    reports += [follows(backwards[0], "police/nairn/2", LinkBasis.STATED), backwards[1]]
    graded = (
        {"judgments": judged(leadership="good", data="good")},
        {"judgments": judged(leadership="adequate", custody="good")},
    )
    first, second = pair("orkney", "2019-01-02", *graded)
    reports += [first, follows(second, first.key, LinkBasis.INFERRED)]
    reports += [
        make.report(
            "x/1",
            "2018-01-01",
            bodies=["police/arden", "police/borset"],
            kind=ReportKind.THEMATIC,
            recommendations=make.asked("1"),
            case_audits=[make.audit(*FEW)],
        ),
        make.report(
            "police/borset/2021", "2021-01-01", follows=["x/1"], case_audits=[make.audit(*FEW)]
        ),
        make.report("police/stray/2", "2021-01-01", follows=["police/stray/1"]),
    ]
    return archive.with_reports(*reports).compare_all()


def test_the_whole_text(programme):
    assert str(programme) == EXPECTED.strip()


def test_the_whole_text_of_how_long_follow_ups_took(programme):
    # The programme's own text holds all but these.
    assert PAIR_BY_PAIR.strip() in str(programme.follow_up_times())


def test_of_many_pairs_the_first_ten_are_shown_and_how_many_more_there_are(programme):
    (pairs,) = (one for one in programme.describe().tables if one.caption == "Pairs")
    assert (len(pairs.rows), pairs.first, pairs.more) == (15, 10, 5)


def test_how_long_a_follow_up_took_is_said_in_a_line_and_why_it_was_not_compared(programme):
    times = {entry.pair.keys: entry.label() for entry in programme.follow_up_times().pairs}
    between = {pair: label.partition(": ")[2] for pair, label in times.items()}
    assert between[A18, "police/arden/2019"] == "365 days between publications"
    assert between["police/borset/2018", "police/borset/2019"] == "unknown between publications"
    assert times["police/nairn/2", "police/nairn/1"] == (
        "police/nairn/2 and police/nairn/1: -729 to -365 days between publications; not compared: "
        "the follow-up is not the later one: published 2018-01-01, the other 2019"
    )


def test_a_row_of_outcomes_is_said_in_a_line_and_how_much_of_it_nobody_checked(programme):
    assert [row.label() for row in programme.outcomes("theme").rows] == [
        (
            "investigation [ncpi-2014]: 3 of 5 answered in what was read, "
            "1 of them only as proposed or by theme"
        ),
        "investigation [ncpi-2024]: 0 of 1 answered in what was read",
        "none recorded [ncpi-2014]: 0 of 1 answered in what was read",
    ]


def test_a_forces_figure_is_said_in_a_line_and_why_it_is_not_known(programme):
    values = [entry.label() for entry in programme.case_grades().distribution("good").values]
    assert values[1] == "police/cambria: unknown (a count isn't known)"
    assert values[4] == "police/gow: 5"


def test_the_figures_of_forces_are_shown_one_by_one_with_their_unit(programme):
    sheet = programme.case_grades().distribution("good").describe()
    (table,) = sheet.tables
    assert table.columns == ("force", "points", "note")
    assert [row[1] for row in table.rows[:4]] == ["+20.0", "unknown", "0.0", "+2.5"]
    assert "from 0.0 to +20.0 points; the median is +8.8." in sheet.notes[0]


EXPECTED = """
The programme: 14 pairs of 13 forces, and 1 other

  reports: 30, of which 1 are in no pair
  pairs: 15, of 14 baselines and 13 forces; the link is inferred, not stated, in 1
  case grades: 10 of 12 audited areas comparable
  follow an earlier report that isn't held: police/stray/2
  not attributed to a force: x/1 and police/borset/2021
  not compared: 1 pair, named below

Pairs that can't be compared
  baseline police/nairn/2
      follow-up: police/nairn/1
      why: the follow-up is not the later one: published 2018-01-01, the other 2019

How they were answered
  recommendations
      items: 5 counted; of the 5 that 2 baselines made, 3 are listed; number made unknown for 11
             baselines
      entries: 7
      what the follow-ups said: improved (coded), and a concern: 1
                                improved (proposed): 1
                                not improved (stated): 1
      not mentioned: 4
  causes of concern
      items: 1 counted
      entries: 1
      what the follow-ups said: mentioned (stated), progress not stated: 1
      not mentioned: 0

Status of causes of concern
  status                        basis   entries
  ----------------------------  ------  -------
  mentioned, status not stated  stated  1

- An entry is one item in one pair: a baseline with several follow-ups has an entry in each. Each
  outcome is shown with its basis; bases are never added up.
- "Not mentioned in what was read" isn't evidence that nothing was done, and isn't an outcome like
  the others.
- In 13 of 14 compared pairs neither report lists a cause of concern here, but there may have been
  some.
- An entry is one cause of concern of a baseline in one pair. It is in both reports only if the
  later one continues it, on the basis shown; one that isn't mentioned is counted as neither closed
  nor open.

Pairs
  body police/arden
      baseline: inspection, 1 March 2018
      follow-up: post-inspection review, 1 March 2019
      link: stated
  body police/arden
      baseline: inspection, 1 March 2018
      follow-up: post-inspection review, 1 March 2020
      link: stated
  body police/borset
      baseline: inspection, undated
      follow-up: post-inspection review, 2019
      link: stated
  body police/arden and police/borset
      baseline: thematic report, 1 January 2018
      follow-up: post-inspection review, 1 January 2021
      link: stated
  body police/cambria
      baseline: inspection, January 2024
      follow-up: post-inspection review, 31 January 2025
      link: stated
  body police/eden
      baseline: inspection, 1 January 2018
      follow-up: post-inspection review, 1 January 2019
      link: stated
  body police/fife
      baseline: inspection, 1 January 2018
      follow-up: post-inspection review, 2 January 2019
      link: stated
  body police/gow
      baseline: inspection, 1 January 2018
      follow-up: post-inspection review, 3 January 2019
      link: stated
  body police/hale
      baseline: inspection, 1 January 2018
      follow-up: post-inspection review, 4 January 2019
      link: stated
  body police/isle
      baseline: inspection, 1 January 2018
      follow-up: post-inspection review, 5 January 2019
      link: stated
  … 5 more

How long the follow-ups took, in days
  days from publication to publication
      pairs: 11 to the day, 2 as a range, 1 unknown
      known to the day: known for 9 of 13 forces, from 365 to 371 days; the median is 367. It is
                        unknown for the other 4. Left out: 1 pair that can't be compared; 1 pair not
                        attributed to a force: thematic on several bodies, or not a follow-up.
      with ranges: 11 of 13 forces: the minimum is between 365 and 365, the median is between 367
                   and 368, the maximum is between 396 and 423
  days from publication to the follow-up's fieldwork
      pairs: 0 to the day, 1 as a range, 13 unknown
      known to the day: known for 0 of 13 forces, so no figures can be given. Left out: 1 pair that
                        can't be compared; 1 pair not attributed to a force: thematic on several
                        bodies, or not a follow-up.
      with ranges: 1 of 13 forces, too few to summarise
  days from fieldwork to the follow-up's fieldwork
      pairs: 0 to the day, 1 as a range, 13 unknown
      known to the day: known for 0 of 13 forces, so no figures can be given. Left out: 1 pair that
                        can't be compared; 1 pair not attributed to a force: thematic on several
                        bodies, or not a follow-up.
      with ranges: 1 of 13 forces, too few to summarise
  days from fieldwork to publication
      pairs: 2 to the day, 0 as a range, 12 unknown
      known to the day: known for 1 of 13 forces, fewer than 8, so they are not summarised:
                        police/arden 469 days. Left out: 1 pair that can't be compared; 1 pair not
                        attributed to a force: thematic on several bodies, or not a follow-up.

  note: If a date is known only to the month or the year, the days are a range; if a date is
        unknown, so are the days. Days are negative if the second date is or may be earlier. A force
        counts once, with the first follow-up of its earliest baseline; if the dates don't show
        which that is, it counts as unknown. The figures known to the day aren't representative of
        all: read them together with the ranges.
  note: 1 pair could not be compared, perhaps because the dates are in the wrong order; listed with
        their days, but not counted.
  note: 1 pair not attributed to a force: thematic on several bodies, or not a follow-up.

How case grades changed, pair by pair
  police/arden, 1 March 2018 and 1 March 2019
      cases in: all areas, chosen by the inspectors
      shares before and after, and their difference: good: 20% of 50, then 40% of 50; +20.0 points
                                                     (95% interval +2.0 to +36.4)
                                                     requires improvement: 40% of 50, then 30% of
                                                     50; -10.0 points (95% interval -27.6 to +8.5)
                                                     inadequate: 40% of 50, then 30% of 50; -10.0
                                                     points (95% interval -27.6 to +8.5)
  police/cambria, January 2024 and 31 January 2025
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: requires improvement: 17% of 30, then 30% of
                                                     10; +13.3 points (95% interval -12.3 to +45.1)
                                                     difference unknown: good unknown, then 30% of
                                                     10; inadequate unknown, then 40% of 10
  police/eden, 1 January 2018 and 1 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 25% of 40; 0.0 points
                                                     (95% interval -18.6 to +18.6)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/fife, 1 January 2018 and 2 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 28% of 40; +2.5 points
                                                     (95% interval -16.5 to +21.3)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/gow, 1 January 2018 and 3 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 30% of 40; +5.0 points
                                                     (95% interval -14.3 to +23.8)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/hale, 1 January 2018 and 4 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 32% of 40; +7.5 points
                                                     (95% interval -12.1 to +26.4)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/isle, 1 January 2018 and 5 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 35% of 40; +10.0 points
                                                     (95% interval -9.9 to +28.9)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/jura, 1 January 2018 and 6 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 38% of 40; +12.5 points
                                                     (95% interval -7.7 to +31.4)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/kyle, 1 January 2018 and 7 January 2019
      cases in: all areas, chosen by the inspectors, small sample
      shares before and after, and their difference: good: 25% of 40, then 40% of 40; +15.0 points
                                                     (95% interval -5.4 to +33.8)
                                                     difference unknown: requires improvement
                                                     unknown; inadequate unknown
  police/moray, 1 January 2018 and February 2019
      cases in: all areas, self-assessed, small sample
      shares before and after, and their difference: good: 33% of 3, then 33% of 3; 0.0 points (95%
                                                     interval -53.3 to +53.3)
                                                     requires improvement: 33% of 3, then 33% of 3;
                                                     0.0 points (95% interval -53.3 to +53.3)
                                                     inadequate: 33% of 3, then 33% of 3; 0.0 points
                                                     (95% interval -53.3 to +53.3)

How much forces differ
  change in the share of good
      in points: known for 8 of 10 forces, from 0.0 to +20.0 points; the median is +8.8. It is
                 unknown for the other 2. Left out: 1 entry that forces graded themselves, on either
                 side; 1 entry not attributed to a force: thematic on several bodies, or not a
                 follow-up.
  change in the share of requires improvement
      in points: known for 2 of 10 forces, fewer than 8, so they are not summarised: police/arden
                 -10.0, police/cambria +13.3 points. Left out: 1 entry that forces graded
                 themselves, on either side; 1 entry not attributed to a force: thematic on several
                 bodies, or not a follow-up.
  change in the share of inadequate
      in points: known for 1 of 10 forces, fewer than 8, so they are not summarised: police/arden
                 -10.0 points. Left out: 1 entry that forces graded themselves, on either side; 1
                 entry not attributed to a force: thematic on several bodies, or not a follow-up.

Caveats on the comparable case audits
  caveat                applies to
  --------------------  ----------
  small sample          9 of 10
  self-assessed sample  1 of 10
  count unknown         8 of 10
  incomplete list       10 of 10

Case audits that can't be compared
  pair police/arden, 1 March 2018 and 1 March 2020
      cases in: all areas, chosen by the inspectors
      why: in the baseline only
  pair x/1, police/borset/2021 (not attributed to a force: thematic on several bodies, or not a
  follow-up)
      cases in: all areas, chosen by the inspectors, small sample
      why: not comparable

  note: For 2 compared pairs, no case audit is listed on either side.
  note: In 1 entry the force graded cases itself. That is its own claim, and isn't used for the
        differences between forces.
  note: 1 entry not attributed to a force: thematic on several bodies, or not a follow-up.
  note: Forces are those with an audit on either side. Nothing is pooled, because the files of
        different forces aren't one sample. For whether a change can be distinguished from chance,
        see the verdict of each pair: .case_grades().case_audit_tests(), or --verdicts on the
        command line.

How graded topics changed: 1 of 3 graded topics comparable
  scale             improved  same  worse  forces
  ----------------  --------  ----  -----  ------
  ncpi-topics-2024  0         0     1      1

Force by force
                                                    topic       before  after     grades better
  ------------------------------------------------  ----------  ------  --------  -------------
  police/orkney, 1 January 2018 and 2 January 2019  leadership  good    adequate  -1

  not compared           graded topics
  ---------------------  -------------
  in the baseline only   1
  in the follow-up only  1

  note: An entry is one graded topic in one pair, so a force with several pairs has several. The
        counts aren't shares of forces, and grades on different scales are never counted together.

Caveats on whole pairs
  caveat                    applies to
  ------------------------  ----------
  incomplete list           14 of 14
  dates cannot tell         1 of 14
  link between the reports  1 of 14
  bodies differ             1 of 14
"""

PAIR_BY_PAIR = """
Pair by pair, in days
  police/arden, 1 March 2018 and 1 March 2019
      from publication to publication: 365
      from publication to the follow-up's fieldwork: 275 to 305
      from fieldwork to the follow-up's fieldwork: 379 to 409
      from fieldwork to publication: 469
  police/arden, 1 March 2018 and 1 March 2020
      from publication to publication: 731
      from publication to the follow-up's fieldwork: unknown
      from fieldwork to the follow-up's fieldwork: unknown
"""
