"""A report and a day in, a schedule out."""

from datetime import date, datetime

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.schedule import OWN_TIMESCALE
from ncpi.testing import make_deadline_rule, make_recommendation, make_report, make_status_event
from ncpi.vocabulary import CaveatCode, DueStatus, Edge, OwedBy, Party, PeriodUnit, ReportKind

reports = ncpi.registers.reports
LATER = date(2030, 1, 1)


def asking(key="1", *, history=(), addressed_to=(), **timescale):
    return make_recommendation(
        key=key,
        timescale=ncpi.Timescale(**timescale),
        history=history,
        addressed_to=addressed_to,
        restates=(),
    )


def by_rule(schedule):
    return {entry.deadline.rule: entry for entry in schedule.entries}


def comments_on(report, on=LATER, **options):
    """The entry for the comments of the policing body, due within 56 days."""
    return by_rule(ncpi.deadlines(report, on=on, **options))["pcc-response-56-days"]


@pytest.mark.parametrize(
    ("key", "rule", "day"),
    [
        ("police/gloucestershire/2025-inspection", "pcc-response-56-days", "2025-07-15"),
        ("police/merseyside/2018-inspection", "pcc-response-56-days", "2018-10-24"),
        ("police/merseyside/2018-inspection", "ncpi-action-plan-six-weeks", "2018-10-11"),
        ("police/merseyside/2018-inspection", "ncpi-rec-three-months", "2018-11-30"),
        ("police/merseyside/2019-review", "pcc-response-56-days", "2019-10-24"),
        ("police/norfolk/2014-inspection", "ncpi-action-plan-six-weeks", "2014-10-10"),
    ],
)
def test_a_shipped_report_has_the_day_that_its_rule_gives(key, rule, day):
    entry = by_rule(ncpi.deadlines(reports[key], on=LATER))[rule]
    assert entry.deadline.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("on", "status", "left", "over", "words"),
    [
        ("2025-05-21", DueStatus.DUE, 55, None, "due, 55 days left"),
        ("2025-07-14", DueStatus.DUE, 1, None, "due, 1 day left"),
        ("2025-07-15", DueStatus.DUE, 0, None, "due, the last day"),
        ("2025-07-16", DueStatus.PASSED, -1, 1, "due day passed 1 day ago; nothing on record here"),
    ],
)
def test_the_last_day_is_due_and_the_day_has_passed_on_the_next(on, status, left, over, words):
    report = reports["police/gloucestershire/2025-inspection"]
    (entry,) = ncpi.deadlines(report, on=date.fromisoformat(on)).entries
    assert (entry.status, entry.days_left, entry.days_over) == (status, left, over)
    assert entry.verdict == words


def test_before_may_2017_the_answer_is_reported_without_a_day():
    schedule = ncpi.deadlines(reports["police/norfolk/2014-inspection"], on=LATER)
    assert "pcc-response-56-days" not in by_rule(schedule)
    assert [entry.deadline.rule for entry in schedule.undated] == ["pcc-response-no-limit"]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2020-08-25", DueStatus.DUE),
        ("2020-08-26", DueStatus.CANNOT_TELL),
        ("2020-09-24", DueStatus.CANNOT_TELL),
        ("2020-09-25", DueStatus.PASSED),
    ],
)
def test_a_report_known_to_a_month_has_a_range_and_no_count_of_days(on, status):
    report = reports["police/city-of-london/2020-inspection"]
    schedule = ncpi.deadlines(report, on=date.fromisoformat(on))
    entry = by_rule(schedule)["pcc-response-56-days"]
    assert (entry.status, entry.days_left, entry.days_over) == (status, None, None)
    assert entry.deadline.due_from == "local-policing-body/city-of-london"
    assert CaveatCode.DATES_CANNOT_TELL in [caveat.code for caveat in schedule.caveats]


def test_every_rule_is_an_entry_or_reported_without_a_day_or_excluded_with_a_reason():
    for report in reports:
        for unverified in (False, True):
            schedule = ncpi.deadlines(report, on=LATER, unverified=unverified)
            item = [entry.deadline.rule for entry in schedule.entries]
            item += [one.deadline.rule for one in schedule.undated]
            item += [one.rule for one in schedule.excluded_rules]
            assert set(item) - {OWN_TIMESCALE} == {r.key for r in ncpi.registers.deadline_rules}


def test_unverified_rules_are_off_unless_asked_for_and_then_marked(inspected):
    key = "ncpi-revisit-six-months"
    plain = ncpi.deadlines(inspected(), on=LATER)
    assert all(entry.deadline.verified for entry in plain.entries)
    assert "unverified" in next(item for item in plain.excluded_rules if item.rule == key).reason
    schedule = ncpi.deadlines(inspected(), on=LATER, unverified=True)
    entry = by_rule(schedule)[key]
    assert entry.deadline.day == date(2019, 2, 28)
    assert entry.deadline.due_from == "hmicfrs"
    assert entry.caveats[0].code is CaveatCode.UNVERIFIED_RULE
    for view in (str(schedule), schedule._repr_html_(), schedule._repr_markdown_(), entry.label()):
        assert "UNVERIFIED" in view


def test_fire_never_gets_the_56_days(inspected):
    fire = inspected(bodies=["fire/cumbria"], programme=None)
    schedule = ncpi.deadlines(fire, on=LATER, unverified=True)
    assert schedule.entries == schedule.undated == ()


def test_the_transport_police_authority_answers_only_by_an_unverified_rule(inspected):
    btp = inspected(bodies=["law-enforcement/british-transport-police"], programme=None)
    assert ncpi.deadlines(btp, on=LATER).entries == ()
    (entry,) = ncpi.deadlines(btp, on=LATER, unverified=True).entries
    assert entry.deadline.due_from == "British Transport Police Authority"
    assert entry.deadline.day == date(2018, 10, 24)


JTAI = "jtai-written-statement-70-working-days"


def test_a_written_statement_has_no_day_as_receipt_is_not_recorded(inspected):
    """Its period runs from receipt, whatever bank holidays are given."""
    joint = inspected(programme="JTAI", inspectorates=["ofsted", "hmicfrs"])
    for holidays in (None, ()):
        schedule = ncpi.deadlines(joint, on=LATER, holidays=holidays)
        assert JTAI not in by_rule(schedule)
        (due,) = (one.deadline for one in schedule.undated if one.deadline.rule == JTAI)
        assert due.reason == "its 70 working days run from receipt, which isn't recorded"
        assert due.due_from == "the principal authority that the report names"
        assert "if the inspectors determine that one is appropriate" in due.what


@pytest.mark.parametrize(
    ("published", "applies"), [("2015-11-08", False), ("2015-11-09", True), ("2015-11", None)]
)
def test_a_written_statement_is_due_only_on_reports_since_the_regulations_are_in_force(
    published, applies, inspected
):
    """S.I. 2015/1792 came into force on 9 November 2015."""
    schedule = ncpi.deadlines(inspected(programme="JTAI", published=published), on=LATER)
    excluded = {one.rule: one.cannot_tell for one in schedule.excluded_rules}
    assert excluded.get(JTAI) == {False: False, True: None, None: True}[applies]


@pytest.mark.parametrize(
    ("kind", "programme", "applies"),
    [
        (ReportKind.JOINT_INSPECTION_LETTER, None, True),
        (ReportKind.JOINT_INSPECTION_LETTER, "NCPI", False),
        (ncpi.Other("JTAI letter"), None, True),
        (ncpi.Other("jtai"), None, True),
        (ncpi.Other("JTAIs letter"), None, None),
        (ncpi.Other("joint letter"), None, None),
        (ReportKind.INSPECTION, None, None),
    ],
)
def test_a_kind_that_names_the_programme_is_enough_for_its_rule_with_a_caveat(
    kind, programme, applies, inspected
):
    """Only another programme excludes the rule."""
    joint = inspected(kind=kind, programme=programme, inspectorates=["ofsted"])
    schedule = ncpi.deadlines(joint, on=LATER)
    undated = [entry for entry in schedule.undated if entry.deadline.rule == JTAI]
    excluded = [one.cannot_tell for one in schedule.excluded_rules if one.rule == JTAI]
    assert (len(undated), excluded) == {True: (1, []), False: (0, [False]), None: (0, [True])}[
        applies
    ]
    for entry in undated:
        reason = "its 70 working days run from receipt, which isn't recorded"
        assert entry.deadline.reason == reason
        assert [caveat.code for caveat in entry.caveats] == [CaveatCode.RULE_MAY_NOT_APPLY]
        assert f"its kind ({kind.value}) does" in entry.caveats[0].text


def test_working_days_need_the_bank_holidays(inspected):
    rule = make_deadline_rule(key="a", length=70, unit=PeriodUnit.WORKING_DAYS)
    report = inspected(published="2018-01-30")
    (entry,) = ncpi.deadlines(report, on=LATER, rules=[rule]).undated
    assert "bank holidays" in entry.deadline.reason
    closed = {date(2018, 3, 30): "Good Friday", date(2018, 4, 2): "Easter", date(2018, 5, 7): "May"}
    schedule = ncpi.deadlines(report, on=LATER, rules=[rule], holidays=closed)
    assert schedule.entries[0].deadline.day == date(2018, 5, 11)
    for written in ({str(day): name for day, name in closed.items()}, [str(day) for day in closed]):
        again = ncpi.deadlines(report, on=LATER, rules=[rule], holidays=written)
        assert again == schedule
    assert ncpi.deadlines(report, on=LATER, rules=[rule], holidays=iter(closed)) == schedule
    known = ncpi.deadlines(report, on=LATER, rules=[rule], holidays="england-and-wales")
    assert known == schedule
    both = ncpi.deadlines(
        report, on=LATER, rules=[rule], holidays=["england-and-wales", "2018-05-11"]
    )
    assert both.entries[0].deadline.day == date(2018, 5, 14)
    with pytest.raises(InvalidError, match=r"holidays\[0\]: '2018-3-30' is not a valid date"):
        ncpi.deadlines(report, on=LATER, holidays=["2018-3-30"])


def test_a_recommendation_is_due_by_its_own_timescale(inspected):
    asked = [
        asking("1", immediately=True),
        asking("2", months=3),
        asking("3", months=4),
        asking("4", by="2019-03"),
        asking("5"),
        asking("6", weeks=6),
    ]
    schedule = ncpi.deadlines(inspected(recommendations=asked), on=LATER)
    item = {
        entry.deadline.item.key: (entry.deadline.rule, str(entry.deadline.latest))
        for entry in schedule.entries
        if entry.deadline.item
    }
    assert item == {
        "2": ("ncpi-rec-three-months", "2018-11-30"),
        "3": (OWN_TIMESCALE, "2018-12-30"),
        "4": (OWN_TIMESCALE, "2019-03-31"),
        "6": (OWN_TIMESCALE, "2018-10-11"),
    }


@pytest.mark.parametrize(
    ("timescale", "rule", "words"),
    [
        ({"immediately": True}, "ncpi-rec-immediately", "immediately"),
        ({"ongoing": True}, OWN_TIMESCALE, "ongoing"),
        ({"wording": "as soon as practicable"}, OWN_TIMESCALE, '"as soon as practicable"'),
    ],
)
def test_what_states_no_day_is_listed_without_one_and_never_passes(
    timescale, rule, words, inspected
):
    """A recommendation to be carried out immediately isn't due on the day of publication."""
    schedule = ncpi.deadlines(inspected(recommendations=[asking("1", **timescale)]), on=LATER)
    assert not [entry for entry in schedule.entries if entry.deadline.item]
    (due,) = [entry.deadline for entry in schedule.undated if entry.deadline.item]
    assert due.rule == rule
    assert due.reason == f"its timescale states no day: {words}"


def test_a_period_and_a_date_are_both_shown_and_the_earlier_is_due(inspected):
    """Neither of two limits hides the other."""
    asked = asking("1", months=6, by="2018-12-31")
    schedule = ncpi.deadlines(inspected(recommendations=[asked]), on=LATER)
    entry = by_rule(schedule)["ncpi-rec-six-months"]
    assert entry.deadline.day == date(2018, 12, 31)
    assert "within 6 months and by 2018-12-31" in [caveat.text for caveat in entry.caveats][-1]


@pytest.mark.parametrize(
    ("unit", "first_day_counts", "used"),
    [
        (PeriodUnit.DAYS, False, True),
        (PeriodUnit.DAYS, True, False),
        (PeriodUnit.WEEKS, False, False),
        (PeriodUnit.WORKING_DAYS, False, False),
    ],
)
def test_a_rule_on_recommendations_is_used_only_if_it_counts_as_the_timescale_does(
    unit, first_day_counts, used, inspected
):
    """A rule is never cited for a day that it doesn't give."""
    rule = make_deadline_rule(
        key="a",
        length=14,
        unit=unit,
        first_day_counts=first_day_counts,
        owed_by=OwedBy.ADDRESSEE,
    )
    report = inspected(recommendations=[asking("1", days=14)])
    schedule = ncpi.deadlines(report, on=LATER, rules=[rule], unverified=True)
    (entry,) = schedule.entries
    assert entry.deadline.rule == ("a" if used else OWN_TIMESCALE)
    assert entry.deadline.day == date(2018, 9, 13)


def test_of_two_rules_for_one_timescale_the_first_by_key_is_cited(inspected):
    rules = [
        make_deadline_rule(key=key, length=14, unit="days", owed_by=OwedBy.ADDRESSEE)
        for key in "ba"
    ]
    report = inspected(recommendations=[asking("1", days=14)])
    (entry,) = ncpi.deadlines(report, on=LATER, rules=rules, unverified=True).entries
    assert entry.deadline.rule == "a"


def test_every_addressee_owes_a_recommendation_and_else_the_one_body(inspected):
    asked = [asking("1", months=3, addressed_to=["Home Office", "police/kent"])]
    asked += [asking("2", months=3)]
    schedule = ncpi.deadlines(inspected(recommendations=asked), on=LATER)
    owing = [
        (entry.deadline.item.key, entry.deadline.due_from)
        for entry in schedule.entries
        if entry.deadline.item
    ]
    assert owing == [("1", "Home Office"), ("1", "police/kent"), ("2", "police/merseyside")]


def test_a_recommendation_without_sources_has_those_of_its_report(inspected):
    page, own = ncpi.Source(title="the page"), ncpi.Source(title="a letter")
    asked = asking(months=3)
    for sources, item in (([], page), ([own], own)):
        recommendations = [attrs.evolve(asked, sources=sources)]
        report = inspected(sources=[page], recommendations=recommendations)
        (entry,) = ncpi.deadlines(report, on=LATER, rules=[]).entries
        assert entry.deadline.sources == (item,)


def test_without_an_addressee_nobody_of_several_bodies_is_charged(inspected):
    joint = inspected(recommendations=[asking(months=3)], bodies=["police/a", "police/b"])
    entries = ncpi.deadlines(joint, on=LATER).entries
    (entry,) = [entry for entry in entries if entry.deadline.item]
    assert entry.deadline.due_from == "addressee not stated"
    assert CaveatCode.ADDRESSEE_NOT_STATED in {caveat.code for caveat in entry.caveats}


@pytest.mark.parametrize("published", ["2017-05", "2017", None])
def test_where_one_of_two_rules_holds_by_the_day_both_are_reported_without_a_day(
    published, inspected
):
    """That it is unknown which holds doesn't mean that nothing is due."""
    schedule = ncpi.deadlines(inspected(published=published), on=LATER)
    entry = {one.deadline.rule: one.deadline for one in schedule.undated}
    one, other = entry["pcc-response-56-days"], entry["pcc-response-no-limit"]
    assert one.due_from == other.due_from == "local-policing-body/merseyside"
    assert "due under this rule unless pcc-response-no-limit applies" in one.reason
    assert "due under this rule unless pcc-response-56-days applies" in other.reason
    assert {rule.rule for rule in schedule.excluded_rules}.isdisjoint(entry)


@pytest.mark.parametrize("published", [None, "2024-02-15", "2024", "2014-08"])
def test_rules_that_do_not_exclude_each_other_are_not_reported_as_one_or_the_other(
    published, inspected
):
    asked = [asking("1", immediately=True), asking("2", months=3)]
    schedule = ncpi.deadlines(inspected(published=published, recommendations=asked), on=LATER)
    reasons = [
        one.deadline.reason for one in schedule.undated if one.deadline.rule.startswith("ncpi-")
    ]
    assert not any("unless" in reason for reason in reasons)


def adjoining(**entry):
    """Two rules of which one holds up to a day and the other from the next one on."""
    return [
        make_deadline_rule(key=key, length=1, unit=PeriodUnit.MONTHS, span=span, **entry)
        for key, span in (
            ("a", ncpi.DateSpan(start=Edge.OPEN, end="2018-01-31")),
            ("b", ncpi.DateSpan(start="2018-02-01", end=Edge.OPEN)),
        )
    ]


@pytest.mark.parametrize(
    ("entry", "due"),
    [({}, ["a", "b"]), ({"must": []}, []), ({"owed_by": OwedBy.ADDRESSEE}, [])],
    ids=["a duty", "nothing asked", "by its own timescale"],
)
def test_one_of_two_adjoining_rules_is_due_only_if_they_ask_something_of_the_same_body(
    entry, due, inspected
):
    report = inspected(published=None, recommendations=[asking(months=1)])
    schedule = ncpi.deadlines(report, on=LATER, rules=adjoining(**entry))
    assert [rule for one in schedule.undated if (rule := one.deadline.rule) != OWN_TIMESCALE] == due


def test_without_a_period_each_body_owes_what_is_due_without_a_day(inspected):
    rule = make_deadline_rule(key="a", length=None, unit=None)
    schedule = ncpi.deadlines(inspected(bodies=["police/a", "police/b"]), on=LATER, rules=[rule])
    assert [one.deadline.due_from for one in schedule.undated] == ["police/a", "police/b"]


def test_after_an_undated_report_each_addressee_owes_without_a_day(inspected):
    asked = [asking(months=3, addressed_to=["Home Office", "police/kent"])]
    schedule = ncpi.deadlines(inspected(published=None, recommendations=asked), on=LATER, rules=[])
    assert [one.deadline.due_from for one in schedule.undated] == ["Home Office", "police/kent"]


def test_before_publication_every_entry_says_that_nothing_is_due_yet(inspected):
    report = inspected(recommendations=[asking(months=3)])
    schedule = ncpi.deadlines(report, on=date(2018, 8, 29))
    assert schedule.entries
    for caveats in (schedule.caveats, *(entry.caveats for entry in schedule.entries)):
        assert CaveatCode.NOT_YET_PUBLISHED in {caveat.code for caveat in caveats}
    item = ncpi.deadlines(report, on=date(2018, 8, 30))
    assert CaveatCode.NOT_YET_PUBLISHED not in {caveat.code for caveat in item.caveats}


def test_in_the_month_of_publication_a_report_may_not_be_out(inspected):
    """A fixed day is due only once the report is out."""
    report = inspected(published="2018-08", recommendations=[asking(by="2018-09-30")])
    (entry,) = ncpi.deadlines(report, on="2018-08-15", rules=[]).entries
    (caveat,) = entry.caveats
    assert caveat.text == (
        "the report was published 2018-08: on 2018-08-15 it may not have been out, and nothing due "
        "yet"
    )
    (entry,) = ncpi.deadlines(report, on="2018-08-31", rules=[]).entries
    assert entry.caveats == ()


def test_claims_stand_beside_and_change_nothing(inspected):
    said = make_status_event(party=Party.FORCE, dated="2018-10-01", status="complete", comment=None)
    later = make_status_event(
        party=Party.FORCE, dated="2019-10-01", status="reopened", comment=None
    )
    on = date(2018, 12, 1)
    bare = ncpi.deadlines(inspected(recommendations=[asking(months=3)]), on=on)
    claimed = asking(months=3, history=[said, later])
    schedule = ncpi.deadlines(inspected(recommendations=[claimed]), on=on)
    before, after = (
        by_rule(bare)["ncpi-rec-three-months"],
        by_rule(schedule)["ncpi-rec-three-months"],
    )
    assert after.claims == (said,)
    assert before.status is after.status is DueStatus.PASSED


def answering(report="police/merseyside/2018-example", **changes):
    entry = {
        "published": "2018-10-01",
        "body": "local-policing-body/merseyside",
        "comments": "Yes.",
    }
    return ncpi.Response(report=report, **(entry | changes))


@pytest.mark.parametrize(
    ("changes", "status", "verdict"),
    [
        ({}, "met", "met: published comments of local-policing-body/merseyside, 2018-10-01"),
        ({"body": None}, "met", "met: published comments of local policing body, 2018-10-01"),
        (
            {"published": "2018-10-26"},
            "met",
            "met late by 2 days: published comments of local-policing-body/merseyside, 2018-10-26",
        ),
        (
            {"published": "2018-10"},
            "met",
            "met in time or late: published comments of local-policing-body/merseyside, 2018-10",
        ),
        (
            {"published": "2018-11"},
            "met",
            "met late: published comments of local-policing-body/merseyside, 2018-11",
        ),
        (
            {"published": None},
            "cannot tell",
            (
                "cannot tell whether met: published comments of local-policing-body/merseyside, "
                "undated"
            ),
        ),
        ({"published": None, "comments": None}, "due day passed", None),
        ({"published": "2018-08-29"}, "due day passed", None),
        ({"body": "local-policing-body/kent"}, "due day passed", None),
        ({"body": None, "party": "government"}, "due day passed", None),
        ({"body": "police/merseyside", "party": "force"}, "due day passed", None),
        ({"kind": "action plan"}, "due day passed", None),
        ({"kind": "statement"}, "due day passed", None),
        ({"report": "police/kent/2018-inspection"}, "due day passed", None),
    ],
)
def test_only_dated_comments_of_the_policing_body_on_the_report_meet_the_56_days(
    changes, status, verdict, inspected
):
    """Comments dated before the report can't be on it, and another body's aren't this one's.

    Undated ones may be in time, unless they are only a form that nobody has filled in.
    """
    entry = comments_on(inspected(), responses=[answering(**changes)])
    assert entry.status.value == status
    over = (LATER - date(2018, 10, 24)).days
    assert (
        entry.verdict == verdict
        or entry.verdict.startswith(f"due day passed {over:,} ")
        or (entry.verdict == f"due day passed {over} days ago; nothing on record here")
    )


def test_what_the_registers_have_in_answer_counts_unless_responses_are_given():
    """Or a body whose answer ncpi holds would be shown as one that gave none."""
    report = reports["police/warwickshire/2022-inspection"]
    entry = comments_on(report, on="2022-12-01")
    assert entry.verdict == (
        "cannot tell whether met: published comments of local-policing-body/warwickshire, undated"
    )
    assert comments_on(report, on="2022-12-01", responses=[]).status is DueStatus.PASSED


@pytest.mark.parametrize(("published", "met"), [("2018-08-29", False), ("2018-08-30", True)])
def test_comments_may_be_published_with_the_report_and_not_before_it(published, met, inspected):
    entry = comments_on(inspected(), responses=[answering(published=published)])
    assert bool(entry.met_by) is met


@pytest.mark.parametrize(
    ("on", "met"), [("2018-09-30", False), ("2018-10-01", True), ("2018-10-02", True)]
)
def test_what_is_dated_after_the_day_does_not_count(on, met, inspected):
    assert bool(comments_on(inspected(), on=on, responses=[answering()]).met_by) is met


@pytest.mark.parametrize("published", ["2018-10", "2018", "autumn 2018"])
@pytest.mark.parametrize("on", ["2018-10-15", "2018-10-30"])
def test_whether_comments_of_a_month_or_a_year_were_out_by_a_day_in_it_is_unknown(
    published, on, inspected
):
    """It is neither met nor without anything on record, before the due day and after it."""
    schedule = ncpi.deadlines(inspected(), on=on, responses=[answering(published=published)])
    entry = by_rule(schedule)["pcc-response-56-days"]
    assert (entry.status, entry.met_by) == (DueStatus.CANNOT_TELL, ())
    words = f"published comments of local-policing-body/merseyside, {published}"
    assert entry.verdict == f"cannot tell whether met: {words}"
    assert entry in schedule.cannot_tell
    day = published.replace("2018-10", "October 2018")
    named = f"published comments of Police and Crime Commissioner for Merseyside, {day}"
    assert named in " ".join(str(schedule).split())


@pytest.mark.parametrize(
    ("on", "published", "certain", "possible"),
    [
        ("2018-10-15", ["2018-10", "2018-10-02"], ["2018-10-02"], ["2018-10"]),
        (LATER, ["2018", "2018-10-01"], ["2018", "2018-10-01"], []),
        (LATER, ["2018-11-30", "2018-10-02"], ["2018-10-02", "2018-11-30"], []),
    ],
)
def test_certain_comments_in_time_meet_the_duty_whatever_else_was_or_may_be_out(
    on, published, certain, possible, inspected
):
    """A year, which begins before every day of it, doesn't hide the day that is known."""
    entry = comments_on(inspected(), on, responses=[answering(published=day) for day in published])
    assert entry.verdict.startswith("met: ")
    assert [str(one.dated) for one in entry.met_by] == certain
    assert [str(one.dated) for one in entry.possibly_met_by] == possible


@pytest.mark.parametrize(
    ("on", "how"), [("2016-05-01", "cannot tell whether met:"), (LATER, "met by")]
)
def test_a_duty_without_a_day_may_be_met_too(on, how, inspected):
    said = answering(published="2016")
    schedule = ncpi.deadlines(inspected(published="2014-08-29"), on=on, responses=[said])
    (entry,) = [one for one in schedule.undated if one.deadline.rule == "pcc-response-no-limit"]
    words = "published comments of local-policing-body/merseyside, 2016"
    assert entry.label().endswith(f"; {how} {words}")
    assert how in str(schedule)


def test_where_several_bodies_owe_comments_those_of_an_unnamed_body_meet_none(inspected):
    joint = inspected(bodies=["police/kent", "police/essex"])
    schedule = ncpi.deadlines(joint, on=LATER, responses=[answering(body=None)])
    assert not schedule.met


@pytest.mark.parametrize("body", ["police/merseyside", None])
def test_an_action_plan_of_the_force_meets_the_six_weeks_and_nothing_else(body, inspected):
    plan = answering(kind="action plan", party="force", body=body, published="2018-10-11")
    report = inspected(recommendations=[asking(months=3)])
    schedule = ncpi.deadlines(report, on=LATER, responses=[plan])
    assert [entry.deadline.rule for entry in schedule.met] == ["ncpi-action-plan-six-weeks"]


def test_the_transport_police_authority_meets_its_own_duty(inspected):
    btp = inspected(bodies=["law-enforcement/british-transport-police"], programme=None)
    for party in (ncpi.Other("British Transport Police Authority"), Party.LOCAL_POLICING_BODY):
        said = answering(body=None, party=party)
        (entry,) = ncpi.deadlines(btp, on=LATER, unverified=True, responses=[said]).entries
        assert entry.status is DueStatus.MET


def test_the_city_of_london_answers_by_its_common_council(inspected):
    city = inspected(bodies=["police/city-of-london"])
    said = answering(body="local-policing-body/city-of-london")
    schedule = ncpi.deadlines(city, on=LATER, responses=[said])
    assert by_rule(schedule)["pcc-response-56-days"].status is DueStatus.MET
    assert schedule.due_from("Common Council of the City of London")


@pytest.fixture
def national(inspected):
    return inspected(
        key="national/2018-thematic", kind=ReportKind.THEMATIC, bodies=[], programme=None
    )


def test_a_national_report_is_due_from_every_policing_body_and_each_meets_only_its_own_duty(
    national,
):
    said = answering(report=national.key, body="local-policing-body/staffordshire")
    schedule = ncpi.deadlines(national, on=LATER, responses=[said])
    verdicts = {entry.deadline.due_from: entry.status for entry in schedule.entries}
    assert verdicts == {
        "local-policing-body/staffordshire": DueStatus.MET,
        "all local policing bodies": DueStatus.PASSED,
    }
    (own,) = schedule.due_from("PCC for Staffordshire")
    (others,) = schedule.due_from("PCC for Kent")
    assert (own.status, others.status) == (DueStatus.MET, DueStatus.PASSED)
    assert "unless its force clearly isn't the subject" in own.caveats[0].text


def test_comments_of_an_unnamed_body_meet_no_duty_on_a_national_report(national):
    said = answering(report=national.key, body=None)
    (entry,) = ncpi.deadlines(national, on=LATER, responses=[said]).entries
    assert entry.status is DueStatus.PASSED


def test_once_every_policing_body_has_answered_the_group_owes_nothing(national):
    bodies = [body.key for body in ncpi.registers.local_policing_bodies]
    said = [answering(report=national.key, body=body) for body in bodies]
    schedule = ncpi.deadlines(national, on=LATER, responses=said)
    assert (
        [entry.deadline.due_from for entry in schedule.met]
        == bodies
        == [entry.deadline.due_from for entry in schedule.entries]
    )


def closing(**changes):
    entry = {"party": Party.INSPECTORATE, "dated": "2018-11-01", "status": "complete"}
    return make_status_event(**({"comment": None, "body": None} | entry | changes))


@pytest.mark.parametrize(
    ("history", "met"),
    [
        ([closing()], True),
        ([closing(status="no-further-action-needed")], True),
        ([closing(status="Closed by the inspectorate")], True),
        ([closing(status="other", reason="superseded")], True),
        ([closing(party=Party.FORCE)], False),
        ([closing(party=Party.LOCAL_POLICING_BODY)], False),
        ([closing(status="being-progressed")], False),
        ([closing(), closing(dated="2018-12-01", status="being-progressed")], False),
        ([closing(body="police/kent")], False),
        ([closing(body="police/merseyside")], True),
        ([closing(dated="2031-01-01")], False),
    ],
)
def test_only_the_inspectorate_closes_a_recommendation_and_not_if_it_opened_it_again(
    history, met, inspected
):
    report = inspected(recommendations=[asking(months=3, history=history)])
    schedule = ncpi.deadlines(report, on=LATER, responses=[answering()])
    entry = by_rule(schedule)["ncpi-rec-three-months"]
    assert (entry.status is DueStatus.MET) is met


@pytest.mark.parametrize(
    "history",
    [
        [closing(dated="2018")],
        [closing(dated="2018-03-01"), closing(dated="2018", status="being-progressed")],
    ],
    ids=["closed", "opened again"],
)
def test_a_closure_that_may_not_stand_on_the_day_is_unknown(history, inspected):
    asked = asking(by="2018-09-10", history=history)
    schedule = ncpi.deadlines(inspected(recommendations=[asked]), on="2018-10-01", rules=[])
    (entry,) = schedule.entries
    assert entry.status is DueStatus.CANNOT_TELL
    assert entry.verdict.startswith("cannot tell whether met: closure by the inspectorate")
    assert entry.verdict.endswith(f", {history[0].dated}")


@pytest.mark.parametrize("dated", ["2018-03-01", "2018-10"])
def test_a_status_of_the_inspectorate_that_ncpi_cannot_read_leaves_it_unknown(dated, inspected):
    asked = asking(by="2018-09-10", history=[closing(dated=dated, status="Signed off")])
    schedule = ncpi.deadlines(inspected(recommendations=[asked]), on="2018-10-01", rules=[])
    (entry,) = schedule.entries
    assert entry.status is DueStatus.CANNOT_TELL
    assert [one.text for one in entry.caveats if one.code is CaveatCode.STATUS_UNCLEAR] == [
        "ncpi doesn't know whether the inspectorate's status 'Signed off' closes it"
    ]


def test_claims_that_may_be_later_than_the_day_are_left_out_with_a_caveat(inspected):
    said = make_status_event(party=Party.FORCE, dated="2018", status="complete", body=None)
    asked = asking(months=3, history=[said])
    entry = by_rule(ncpi.deadlines(inspected(recommendations=[asked]), on="2018-10-01"))[
        "ncpi-rec-three-months"
    ]
    assert entry.claims == ()
    assert [caveat.text for caveat in entry.caveats] == [
        f"claims left out because they may be later than 2018-10-01: {said.claimant}, 2018"
    ]


def test_a_body_for_which_a_groups_item_was_opened_again_is_set_apart(inspected):
    history = [
        closing(),
        closing(dated="2018-12-01", body="police/kent", status="being-progressed"),
    ]
    asked = asking(months=3, addressed_to=["chief constables"], history=history)
    schedule = ncpi.deadlines(inspected(recommendations=[asked]), on=LATER, rules=[])
    owing = {entry.deadline.due_from: entry.status for entry in schedule.entries}
    assert owing == {"police/kent": DueStatus.PASSED, "chief constables": DueStatus.MET}


def test_of_a_group_each_body_has_its_own_closure(inspected):
    """Kent's closure doesn't meet what the other forces owe."""
    event = closing(body="police/kent")
    asked = asking(months=3, addressed_to=["chief constables"], history=[event])
    schedule = ncpi.deadlines(inspected(recommendations=[asked]), on=LATER, rules=[])
    owing = {entry.deadline.due_from: entry.status for entry in schedule.entries}
    assert owing == {"police/kent": DueStatus.MET, "chief constables": DueStatus.PASSED}
    assert [entry.status for entry in schedule.due_from("Kent Police")] == [DueStatus.MET]
    assert [entry.status for entry in schedule.due_from("Essex Police")] == [DueStatus.PASSED]
    assert len(schedule.due_from("chief constables")) == 2


def test_neither_a_later_issue_nor_a_correction_changes_a_day(inspected):
    plain = ncpi.deadlines(inspected(), on=LATER)
    changed = inspected(reissued="2022-09-22", corrections=[ncpi.Correction(dated="2019-05-06")])
    assert ncpi.deadlines(changed, on=LATER).entries == plain.entries


def test_entries_stand_by_day_and_the_unknown_ones_last(inspected):
    report = inspected(
        published="2018-08",
        recommendations=[asking("1", by="2019-01-05"), asking("2", by="2018-09-20")],
    )
    schedule = ncpi.deadlines(report, on=date(2018, 10, 1))
    status = [entry.status is DueStatus.CANNOT_TELL for entry in schedule.entries]
    assert status == sorted(status)
    sure = [entry.deadline.earliest for entry in schedule.due + schedule.passed]
    assert [e.deadline.earliest for e in schedule.entries[: len(sure)]] == sorted(sure)
    assert schedule.cannot_tell == schedule.entries[len(sure) :]


def test_another_inspectorates_rules_take_the_place_of_the_shipped_ones(inspected):
    own = make_deadline_rule(
        key="answer-in-ten", inspectorates=["hmics"], length=10, unit=PeriodUnit.DAYS
    )
    report = inspected(inspectorates=["hmics"], bodies=["police-scotland/tayside"])
    schedule = ncpi.deadlines(report, on=LATER, rules=[own])
    assert [entry.deadline.rule for entry in schedule.entries] == ["answer-in-ten"]
    assert schedule.entries[0].deadline.day == date(2018, 9, 9)
    assert schedule.excluded_rules == ()


@pytest.mark.parametrize(
    ("published", "codes"),
    [("2028-03-06", []), ("2028-03-07", ["office may have ended"])],
)
def test_what_falls_due_after_the_expected_end_of_an_office_has_a_caveat(
    published, codes, inspected
):
    report = inspected(published=published, programme="PEEL")
    (entry,) = ncpi.deadlines(report, on="2030-01-01").entries
    assert [caveat.code.value for caveat in entry.caveats] == codes


def test_a_datetime_is_refused_with_every_other_fault():
    rule = make_deadline_rule()
    with pytest.raises(InvalidError) as caught:
        ncpi.deadlines(
            "police/merseyside/2018-inspection",
            on=datetime(2018, 10, 24, 12, 0),  # noqa: DTZ001 - it is refused
            unverified=1,
            holidays=3,
            rules=[rule, rule],
        )
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["report", "on", "unverified", "rules[1]", "holidays"]


@pytest.mark.parametrize("wrong", [3, "abc", make_deadline_rule(), [3], {make_deadline_rule()}])
def test_what_are_no_rules_in_an_order_is_refused(wrong, inspected):
    with pytest.raises(InvalidError, match="rules"):
        ncpi.deadlines(inspected(), on=LATER, rules=wrong)


def test_a_view_names_the_day_and_says_that_it_is_no_legal_advice():
    schedule = ncpi.deadlines(reports["police/merseyside/2018-inspection"], on=date(2018, 11, 1))
    for view in (str(schedule), schedule._repr_html_(), schedule._repr_markdown_()):
        assert "Not legal advice" in view
        assert " on 1 November 2018" in view
    assert repr(schedule) == (
        "<Schedule police/merseyside/2018-inspection on 2018-11-01; 2 more rules may apply; 1 due, "
        "0 met, 2 passed, 0 cannot tell, 1 undated>"
    )


def test_one_recommendation_is_counted_in_the_singular():
    """As any number in a caveat."""
    one = make_report(published="2018-08-30", recommendations=[make_recommendation(key="1")])
    texts = [caveat.text for caveat in ncpi.deadlines(one, on="2018-09-01").caveats]
    assert any(text.startswith("1 recommendation is listed, but") for text in texts)
