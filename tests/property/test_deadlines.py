"""What a schedule may say of any report, on any day, under any rules."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import InvalidError
from ncpi.schedule import OWN_TIMESCALE, Schedule, archive_deadlines
from ncpi.testing import instances
from ncpi.vocabulary import DueStatus, MetBy, Party, ResponseKind

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
REPORTS = instances(
    ncpi.Report,
    published=st.none() | instances(ncpi.PartialDate, year=st.integers(2013, 2027)),
    bodies=st.lists(
        st.sampled_from(["police/kent", "police/city-of-london", "fire/kent", "example/one"]),
        max_size=2,
        unique=True,
    ),
    inspectorates=st.sampled_from([(), ("hmicfrs",), ("hmicfrs", "ofsted")]),
    programme=st.sampled_from([None, "NCPI", "JTAI"]),
    causes_of_concern=(),
    # None of these plays a part in what is due.
    case_audits=(),
    judgments=(),
    item_counts=(),
    recommendations=st.lists(
        instances(ncpi.Recommendation), max_size=3, unique_by=lambda entry: entry.key
    ),
    recommendations_made=None,
    completeness=ncpi.ReportCompleteness(),
)
SHIPPED = ncpi.Archive(
    reports=[one for one in ncpi.registers.reports if "kent" in one.key or not one.bodies]
)
RULES = st.none() | st.lists(
    instances(ncpi.DeadlineRule), max_size=4, unique_by=lambda rule: rule.key
)


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
        assert entry.deadline.item is not None
        assert entry.deadline.item.key in fixed


@given(REPORTS, DAYS, RULES)
def test_no_rule_is_passed_over_silently(report, on, rules):
    """Guarantee 10."""
    item = schedule(report, on, rules)
    used = ncpi.registers.deadline_rules if rules is None else rules
    keys = {entry.deadline.rule for entry in (*item.entries, *item.undated)}
    keys |= {one.rule for one in item.excluded_rules}
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


PARTIES = ("local-policing-body/kent", "local-policing-body/city-of-london", "police/kent", None)


@st.composite
def with_responses(draw):
    """A report, and responses to it of every kind from several parties."""
    report = draw(REPORTS)
    said = instances(
        ncpi.Response,
        report=report.key,
        body=st.sampled_from(PARTIES),
        party=st.sampled_from([Party.LOCAL_POLICING_BODY, Party.FORCE, Party.GOVERNMENT]),
        kind=st.sampled_from(ResponseKind),
        published=st.none() | instances(ncpi.PartialDate, year=st.integers(2013, 2030)),
    )
    return report, draw(st.lists(said, max_size=4))


@given(with_responses(), DAYS)
def test_a_deadline_is_met_only_by_its_own_kind_of_discharge_dated_up_to_the_day(case, on):
    """Guarantees 7 and 10."""
    report, said = case
    item = ncpi.deadlines(report, on=on, unverified=True, responses=said)
    means = {rule.key: rule.met_by for rule in ncpi.registers.deadline_rules}
    means[OWN_TIMESCALE] = MetBy.CLOSURE
    for entry in item.entries:
        assert (entry.status is DueStatus.MET) is bool(entry.met_by)
        if entry.possibly_met_by and not entry.met_by:
            assert entry.status is DueStatus.CANNOT_TELL
    for entry in (*item.entries, *item.undated):
        for met in entry.met_by:
            assert met.what is means[entry.deadline.rule]
            assert met.dated.latest <= on
            assert met.what is MetBy.CLOSURE or any(
                response.published == met.dated and response.kind.value in met.what.value
                for response in said
            )
    for entry in (*item.entries, *item.undated):
        for met in entry.possibly_met_by:
            assert met.dated.earliest <= on < met.dated.latest or met.what is MetBy.CLOSURE


@given(with_responses(), DAYS)
def test_what_is_recorded_after_the_day_never_counts(case, on):
    """Guarantee 6."""
    report, said = case
    # An undated response may have been before the day.
    known = [one for one in said if not one.published or one.published.earliest <= on]
    recommendations = [
        attrs.evolve(item, history=[one for one in item.history if one.dated.earliest <= on])
        for item in report.recommendations
    ]
    earlier = attrs.evolve(report, recommendations=recommendations)
    assert ncpi.deadlines(report, on=on, responses=said) == ncpi.deadlines(
        earlier, on=on, responses=known
    )


NAMED = [
    (body.key, name)
    for register in (ncpi.registers.forces, ncpi.registers.local_policing_bodies)
    for body in register
    for name in (*(dated.name for dated in body.names), *body.aliases)
    if len(ncpi.registers.bodies_named(name)) == 1
]


@given(st.sampled_from(NAMED), DAYS)
def test_what_is_due_from_a_name_is_what_is_due_from_its_key(named, on):
    """Guarantee 3."""
    key, name = named
    by_name, by_key = (archive_deadlines(SHIPPED, on=on, due_from=who) for who in (name, key))
    assert (by_name.entries, by_name.undated) == (by_key.entries, by_key.undated)
