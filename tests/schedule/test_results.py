"""What a schedule says, and what it can't be made of."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.schedule import ExcludedRule, archive_deadlines
from ncpi.testing import make_deadline_rule, make_recommendation, make_report, make_status_event
from ncpi.vocabulary import OwedBy, Party, PeriodUnit

SCHEDULE = ncpi.deadlines(
    ncpi.registers.reports["police/merseyside/2018-inspection"], on=date(2018, 11, 1)
)


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2018-09-25", "met: "),
        ("2018-09-26", "met in time or late: "),
        ("2018-10-25", "met in time or late: "),
        ("2018-10-26", "met late: "),
    ],
)
def test_what_is_due_between_two_days_is_met_in_time_for_certain_on_the_first_of_them(
    published, verdict
):
    """A report of August 2018 is answered within 56 days by 25 September, or by 25 October."""
    body = "local-policing-body/merseyside"
    report = make_report(
        key="r", bodies=["police/merseyside"], published="2018-08", inspectorates=["hmicfrs"]
    )
    answer = ncpi.Response(report="r", published=published, body=body, comments="Yes.")
    schedule = ncpi.deadlines(report, on=date(2019, 1, 1), responses=[answer])
    (entry,) = schedule.due_from(body)
    assert (entry.deadline.earliest, entry.deadline.latest) == (
        date(2018, 9, 25),
        date(2018, 10, 25),
    )
    assert entry.verdict.startswith(verdict)


def test_the_view_begins_with_the_title_of_the_report_and_the_day():
    """Whatever the key is, which may be part of other words."""
    report = make_report(key="r", title="How children are", bodies=["police/merseyside"])
    text = " ".join(str(ncpi.deadlines(report, on=date(2019, 1, 1))).split())
    assert text.startswith("Deadlines after How children are on 1 January 2019; 7 more rules may")


def test_an_entry_of_another_day_or_report_is_refused():
    (entry, *_) = SCHEDULE.entries
    other = attrs.evolve(
        entry, on=date(2018, 11, 2), deadline=attrs.evolve(entry.deadline, report="another")
    )
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(SCHEDULE, entries=[other])
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["entries[0].on", "entries[0].deadline.report"]
    with pytest.raises(InvalidError, match=r"undated\[0\].deadline.report"):
        attrs.evolve(SCHEDULE, undated=[other])


def test_a_deadline_has_a_due_date_where_it_says_so_and_else_a_reason():
    (entry, *_) = SCHEDULE.entries
    (undated, *_) = SCHEDULE.undated
    with pytest.raises(InvalidError, match=r"undated\[0\].deadline.reason: a deadline with a due"):
        attrs.evolve(SCHEDULE, undated=[entry])
    with pytest.raises(InvalidError, match=r"entries\[0\].deadline.reason: a deadline without"):
        attrs.evolve(SCHEDULE, entries=[undated])
    for wrong in ({"reason": "unknown"}, {"latest": None}, {"earliest": None, "latest": None}):
        with pytest.raises(InvalidError, match="or else a reason for none"):
            attrs.evolve(entry.deadline, **wrong)


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


def test_the_report_is_the_key_of_the_heading():
    assert SCHEDULE.report == SCHEDULE.heading.key == "police/merseyside/2018-inspection"
    assert attrs.evolve(SCHEDULE, excluded_rules=()).label() == f"{SCHEDULE.report} on 2018-11-01"


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
Deadlines after Exampleshire Police: how children are protected on 5 January 2019; 1 more rule may
apply

  report: Exampleshire Police: how children are protected (inspection by HMICFRS, 30 August 2018;
          police/merseyside/2018-example)
  on: 5 January 2019

Cannot tell whether these apply
  rule  due from           why
  ----  -----------------  ----------------------------------------------------------------
  e     Merseyside Police  it is for the programme PEEL, but this report names no programme

Deadlines
  due date 9 September 2018
      status: due day passed 118 days ago; nothing on record here
      due from: Merseyside Police
      what: answer; publish
      rule: a: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due date 30 September 2018
      status: due day passed 97 days ago; nothing on record here
      due from: Merseyside Police
      what: recommendation 1: The force should see that every child in custody has someone to speak
            for it.
      rule: recommendation-own-timescale: wording of the recommendation
      claims: force, 1 September 2018: complete
  due date 30 November 2018
      status: due day passed 36 days ago; nothing on record here
      due from: Police and Crime Commissioner for Merseyside
      what: publish an answer
      rule: f: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due date 1 January 2019 to 31 December 2019
      status: cannot tell
      due from: Home Office
      what: recommendation 2: Ask.
      rule: recommendation-own-timescale: wording of the recommendation

Undated deadlines
  due from Merseyside Police
      what: publish an answer
      why undated: the rule as seen sets no period
      rule: UNVERIFIED b: no basis seen
      caveats: unverified rule: the rule was inferred, not seen in a source
               validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)
  due from Merseyside Police
      what: publish an answer
      why undated: 2 working days can't be counted without the bank holidays: pass holidays
      rule: c: no basis seen
      caveats: validity of the rule not established: the publication dates for which it is in force
               aren't established: (start unknown) to (end unknown)

- incomplete list: 2 recommendations are listed, but there may be others, whose deadlines are
  missing here
- ncpi's own reading: recommendations state no start for their timescales; they are counted from
  publication
- A deadline is met only by what is on record here: where nothing is, it may have been met all the
  same. Claims are shown with a deadline and don't change its status.
- Not legal advice: read the law or method cited, or ask an expert.

Excluded rules
  rule  why
  ----  -----------------------------------------------------------------------
  d     it is for reports on fire and rescue services, not on Merseyside Police
"""


UNNAMED = ncpi.Report(
    key="police/kent/2024-inspection",
    title="Kent",
    kind="inspection",
    bodies=["police/kent"],
    published="2024-03-01",
)


def test_what_may_be_due_is_counted_and_shown_before_what_is_due():
    schedule = ncpi.deadlines(UNNAMED, on="2024-03-10")
    doubtful = {rule.rule: rule.due_from for rule in schedule.may_apply}
    assert doubtful["pcc-response-56-days"] == ("local-policing-body/kent",)
    assert schedule.label() == "police/kent/2024-inspection on 2024-03-10; 5 more rules may apply"
    assert repr(schedule).startswith(f"<Schedule {schedule.label()}; 0 due")
    shown = str(schedule)
    assert shown.startswith("Deadlines after Kent on 10 March 2024; 5 more rules may apply\n")
    assert shown.index("pcc-response-56-days") < shown.index("incomplete list")
    assert shown.index("frs-response") > shown.index("Excluded rules")
    with pytest.raises(UnknownNameError, match="pcc-response-56-days may apply to it"):
        schedule.due_from("PCC for Kent")
    with pytest.raises(UnknownNameError) as caught:
        schedule.due_from("Cheshire Constabulary")
    assert "may apply" not in str(caught.value)


def test_what_may_be_due_after_an_archives_reports_is_counted_for_whoever_asks():
    archive = ncpi.Archive(reports=[UNNAMED])
    for who, rules in (("Kent PCC", ["pcc-response-56-days"]), ("PCC for Essex", [])):
        due = archive_deadlines(archive, on="2024-03-10", due_from=who)
        assert [rule.rule for rule in due.may_apply] == rules
        assert due.label().endswith("; more rules may apply to 1 of them") is bool(rules)
        assert ("Cannot tell whether these apply" in str(due)) is bool(rules)


@pytest.mark.parametrize(
    ("inspectorate", "programme"),
    [("HMICFRS", "ncpi"), ("hmicfrs", "National Child Protection Inspection")],
)
def test_keys_and_names_of_inspectorates_and_programmes_match_in_any_case(inspectorate, programme):
    named = attrs.evolve(UNNAMED, inspectorates=["hmicfrs"], programme="NCPI")
    other = attrs.evolve(UNNAMED, inspectorates=[inspectorate], programme=programme)
    for unverified in (False, True):
        one, two = (
            ncpi.deadlines(report, on="2024-03-10", unverified=unverified)
            for report in (named, other)
        )
        rules = [
            [item.deadline.rule for item in schedule.entries]
            + [rule.rule for rule in schedule.may_apply]
            for schedule in (one, two)
        ]
        assert rules[0] == rules[1]
        assert "pcc-response-56-days" in rules[0]


def test_a_rule_that_was_not_asked_for_is_never_one_that_may_apply():
    schedule = ncpi.deadlines(attrs.evolve(UNNAMED, programme="NCPI"), on="2024-03-10")
    excluded = {rule.rule: rule.cannot_tell for rule in schedule.excluded_rules}
    assert excluded["ncpi-revisit-six-months"] is False
    unverified = ncpi.deadlines(UNNAMED, on="2024-03-10", unverified=True)
    assert "ncpi-revisit-six-months" in [rule.rule for rule in unverified.may_apply]


@pytest.mark.parametrize(
    ("who", "rules"),
    [
        ("police and crime commissioner", {"pcc-response-56-days"}),
        ("local policing body", {"pcc-response-56-days"}),
        ("PCC of Merseyside Police", {"pcc-response-56-days"}),
        ("the force", {"ncpi-action-plan-six-weeks"}),
        ("Chief Constable", {"ncpi-action-plan-six-weeks"}),
        ("chief constable of Merseyside", {"ncpi-action-plan-six-weeks"}),
        ("e23000004", {"ncpi-action-plan-six-weeks"}),
    ],
)
def test_a_title_or_a_code_means_whoever_bears_it(who, rules):
    dated = [one for one in SCHEDULE.due_from(who) if one in SCHEDULE.entries]
    assert rules <= {entry.deadline.rule for entry in dated}


@pytest.mark.parametrize("who", ["MOPAC", "mayor", "Essex Police", "nobody"])
def test_who_owes_nothing_here_is_answered_with_those_who_do(who):
    with pytest.raises(UnknownNameError) as caught:
        SCHEDULE.due_from(who)
    assert {"police/merseyside", "local-policing-body/merseyside"} <= {*caught.value.candidates}
