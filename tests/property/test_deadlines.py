"""What a schedule may say of any report, on any day, under any rules."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import InvalidError
from ncpi.schedule import Schedule
from ncpi.testing import deadline_rules, partial_dates, recommendations
from ncpi.testing import reports as any_reports
from ncpi.vocabulary import DueStatus

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
REPORTS = any_reports(
    published=st.none() | partial_dates(year=st.integers(2013, 2027)),
    bodies=st.lists(
        st.sampled_from(["police/kent", "police/city-of-london", "fire/kent", "example/one"]),
        max_size=2,
        unique=True,
    ),
    inspectorates=st.sampled_from([(), ("hmicfrs",), ("hmicfrs", "ofsted")]),
    programme=st.sampled_from([None, "NCPI", "JTAI"]),
    causes_of_concern=(),
    recommendations=st.lists(recommendations(), max_size=3, unique_by=lambda entry: entry.key),
    recommendations_made=None,
    completeness=ncpi.ReportCompleteness(),
)
RULES = st.none() | st.lists(deadline_rules(), max_size=4, unique_by=lambda rule: rule.key)


def schedule(report: ncpi.Report, on: date, rules: list[ncpi.DeadlineRule] | None) -> Schedule:
    return ncpi.deadlines(report, on=on, unverified=True, rules=rules, holidays=())


@given(REPORTS, DAYS, RULES)
def test_a_schedule_is_stored_and_shown_without_loss(report, on, rules):
    """Guarantee 1."""
    entry = schedule(report, on, rules)
    assert ncpi.from_json(ncpi.to_json(entry)) == entry
    assert str(entry)
    assert entry._repr_html_()


@given(REPORTS, DAYS, RULES)
def test_the_same_report_day_and_rules_give_the_same_schedule_in_any_order(report, on, rules):
    """Guarantees 5 and 6: no clock, and no order of arguments, plays a part."""
    turned = None if rules is None else rules[::-1]
    assert ncpi.to_json(schedule(report, on, rules)) == ncpi.to_json(schedule(report, on, turned))


@given(REPORTS, DAYS, RULES)
def test_claims_never_move_a_deadline_or_its_status(report, on, rules):
    """Guarantee 7."""
    silent = attrs.evolve(
        report,
        recommendations=[attrs.evolve(item, history=()) for item in report.recommendations],
    )
    with_claims, without = schedule(report, on, rules), schedule(silent, on, rules)
    assert [entry.deadline for entry in with_claims.entries] == [
        entry.deadline for entry in without.entries
    ]
    assert [entry.status for entry in with_claims.entries] == [
        entry.status for entry in without.entries
    ]
    for entry in (*with_claims.entries, *with_claims.undated):
        assert all(claim.dated.latest <= on for claim in entry.claims)


@given(REPORTS, DAYS, RULES)
def test_without_a_day_of_publication_only_a_fixed_date_is_a_deadline(report, on, rules):
    """Guarantee 10."""
    undated = attrs.evolve(report, published=None)
    fixed = {item.key for item in report.recommendations if item.timescale.by}
    for entry in schedule(undated, on, rules).entries:
        assert entry.deadline.recommendation in fixed


@given(REPORTS, DAYS, RULES)
def test_no_rule_is_passed_over_silently(report, on, rules):
    """Guarantee 10."""
    item = schedule(report, on, rules)
    used = ncpi.registers.deadline_rules if rules is None else rules
    keys = {entry.deadline.rule for entry in item.entries}
    keys |= {one.rule for one in (*item.undated, *item.excluded_rules)}
    assert {rule.key for rule in used} <= keys


@given(REPORTS, DAYS)
def test_a_day_later_there_is_a_day_less(report, on):
    now, next_day = (schedule(report, day, None) for day in (on, on + timedelta(days=1)))
    left = {entry.deadline: entry.days_left for entry in now.entries}
    for entry in next_day.entries:
        before = left[entry.deadline]
        assert entry.days_left == (None if before is None else before - 1)


@given(REPORTS, DAYS)
def test_fire_is_never_given_a_day_by_the_shipped_rules(report, on):
    fire = attrs.evolve(report, bodies=["fire/kent"], recommendations=[], programme=None)
    item = schedule(fire, on, None)
    assert all(entry.deadline.rule.startswith("jtai") for entry in item.entries)


@given(REPORTS, DAYS, RULES)
def test_entries_stand_in_order_and_the_unknown_ones_last(report, on, rules):
    entries = schedule(report, on, rules).entries
    order = [(e.status is DueStatus.CANNOT_TELL, e.deadline.earliest) for e in entries]
    assert order == sorted(order)


@given(REPORTS, st.sampled_from(["24 October 2018", 20181024, None, 1.5]), st.booleans())
def test_every_wrong_argument_is_reported_at_once(report, on, also):
    """Guarantee 4."""
    try:
        ncpi.deadlines(report, on=on, unverified="yes" if also else True, rules=None)
    except InvalidError as error:
        entry = [fault.path for fault in error.faults]
        assert entry == (["on", "unverified"] if also else ["on"])
    else:
        raise AssertionError("it was let through")
