"""What a schedule says, and what it can't be made of."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.schedule import ExcludedRule
from ncpi.testing import make_deadline_rule, make_recommendation, make_status_event
from ncpi.vocabulary import OwedBy, Party, PeriodUnit

SCHEDULE = ncpi.deadlines(
    ncpi.registers.reports["police/merseyside/2018-inspection"], on=date(2018, 11, 1)
)


def test_an_entry_of_another_day_or_report_is_refused():
    (entry, *_) = SCHEDULE.entries
    other = attrs.evolve(
        entry, on=date(2018, 11, 2), deadline=attrs.evolve(entry.deadline, report="another")
    )
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(SCHEDULE, entries=[other])
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["entries[0].on", "entries[0].deadline.report"]
    undated = attrs.evolve(SCHEDULE.undated[0], report="another")
    with pytest.raises(InvalidError, match=r"undated\[0\].report"):
        attrs.evolve(SCHEDULE, undated=[undated])


def test_a_rule_is_excluded_rightly_unless_that_is_unknown():
    entry = ExcludedRule(rule="r", reason="it is for others")
    assert entry.label() == "r, excluded: it is for others"
    assert attrs.evolve(entry, cannot_tell=True).label() == "r, cannot tell: it is for others"


@pytest.mark.parametrize(
    "who", ["local-policing-body/merseyside", "PCC for Merseyside", "PCC", "local policing bodies"]
)
def test_what_one_owes_can_be_picked_out_by_any_name(who):
    item = SCHEDULE.due_from(who)
    assert [entry.deadline.rule for entry in item] == ["pcc-response-56-days"]


def test_from_whom_nothing_is_due_is_refused_with_candidates():
    with pytest.raises(UnknownNameError) as caught:
        SCHEDULE.due_from("PCC for Merseysid")
    assert "local-policing-body/merseyside" in caught.value.candidates
    with pytest.raises(UnknownNameError):
        SCHEDULE.due_from("Kent Police")
    with pytest.raises(InvalidError, match="who"):
        SCHEDULE.due_from(3)


def test_a_schedule_is_stored_and_loaded_without_loss():
    assert ncpi.from_json(ncpi.to_json(SCHEDULE)) == SCHEDULE


def test_the_report_is_the_key_of_the_heading():
    assert SCHEDULE.report == SCHEDULE.heading.key == "police/merseyside/2018-inspection"
    assert SCHEDULE.label() == "police/merseyside/2018-inspection on 2018-11-01"


def test_the_whole_text(inspected):
    rules = [
        make_deadline_rule(key="a", length=10, unit=PeriodUnit.DAYS, must=["answer", "publish"]),
        make_deadline_rule(key="b", length=None, unit=None, verified=False, basis=None),
        make_deadline_rule(key="c", length=2, unit=PeriodUnit.WORKING_DAYS),
        make_deadline_rule(key="d", bodies=["fire/"]),
        make_deadline_rule(key="e", programmes=["PEEL"]),
        make_deadline_rule(key="f", owed_by=OwedBy.LOCAL_POLICING_BODY, length=3, unit="months"),
    ]
    said = make_status_event(party=Party.FORCE, dated="2018-09-01", status="complete")
    asked = [
        make_recommendation(
            key="1", timescale=ncpi.Timescale(months=1), history=[said], restates=()
        ),
        make_recommendation(
            key="2",
            text="Ask.",
            timescale=ncpi.Timescale(by="2019"),
            addressed_to=["Home Office"],
            restates=(),
        ),
    ]
    report = inspected(programme=None, recommendations=asked)
    schedule = ncpi.deadlines(report, on="2019-01-05", unverified=True, rules=rules)
    assert str(schedule) == EXPECTED.strip()


EXPECTED = """
Deadlines after police/merseyside/2018-example on 2019-01-05

  report: Exampleshire Police: how children are protected (inspection by hmicfrs, 2018-08-30;
          police/merseyside/2018-example)
  on: 2019-01-05

Deadlines
  due date 2018-09-09
      status: due day passed 118 days ago; nothing on record here
      due from: police/merseyside
      what: answer; publish
      rule: a: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due date 2018-09-30
      status: due day passed 97 days ago; nothing on record here
      due from: police/merseyside
      what: recommendation 1: The force should see that every child in custody has someone to speak
            for it.
      rule: recommendation-own-timescale: wording of the recommendation
      claims: force, 2018-09-01: complete
  due date 2018-11-30
      status: due day passed 36 days ago; nothing on record here
      due from: local-policing-body/merseyside
      what: publish an answer
      rule: f: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due date 2019-01-01 to 2019-12-31
      status: cannot tell
      due from: Home Office
      what: recommendation 2: Ask.
      rule: recommendation-own-timescale: wording of the recommendation

Undated deadlines
  due from police/merseyside
      what: publish an answer
      why undated: the rule as seen sets no period
      rule: UNVERIFIED b: no basis seen
      caveats: unverified rule: the rule was inferred, not seen in a source
               validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due from police/merseyside
      what: publish an answer
      why undated: 2 working days can't be counted without the bank holidays: pass holidays
      rule: c: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)

Excluded rules
  rule  status       why
  ----  -----------  ----------------------------------------------------------------
  d     excluded     it is for reports on fire/, not on police/merseyside
  e     cannot tell  it is for the programme PEEL, but this report names no programme

- incomplete list: 2 recommendations are listed, but there may be others, whose deadlines are
  missing here
- ncpi's own reading: recommendations state no start for their timescales; they are counted from
  publication
- A deadline is met only by what is on record here: where nothing is, it may have been met all the
  same. Claims are shown with a deadline and don't change its status.
- Not legal advice: read the law or method cited, or ask an expert.
"""
