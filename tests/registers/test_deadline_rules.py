"""The rules on deadlines: row by row, and which reports each is for."""

from datetime import date

import pytest

from ncpi import registers
from ncpi.vocabulary import OwedBy, PeriodUnit, Provenance, ReportKind, RuleSubject

rules = registers.deadline_rules
MET = [ReportKind.INSPECTION, ReportKind.POST_INSPECTION_REVIEW, ReportKind.REINSPECTION]
ALL = [*MET, ReportKind.THEMATIC]


def test_there_are_twelve_of_which_nine_are_verified():
    assert len(rules) == 12
    assert sum(rule.verified for rule in rules) == 9


@pytest.mark.parametrize(
    ("key", "period", "verified", "start", "end", "by"),
    [
        ("btp-response", "56 days", False, "2017-05-02", "open", OwedBy.OFFICE),
        ("frs-response", None, False, "2017-07-17", "open", OwedBy.OFFICE),
        (
            "jtai-written-statement-70-working-days",
            "70 working days",
            True,
            "2015-11-09",
            "open",
            OwedBy.OFFICE,
        ),
        ("nca-response", None, True, "2013-10-07", "open", OwedBy.OFFICE),
        ("ncpi-action-plan-six-weeks", "6 weeks", True, "2014-08-29", "2024-02", OwedBy.BODY),
        ("ncpi-immediate-update", None, True, "2014", "2024-02", OwedBy.BODY),
        ("ncpi-rec-immediately", None, True, "unknown", "unknown", OwedBy.ADDRESSEE),
        ("ncpi-rec-six-months", "6 months", True, "unknown", "unknown", OwedBy.ADDRESSEE),
        ("ncpi-rec-three-months", "3 months", True, "unknown", "unknown", OwedBy.ADDRESSEE),
        ("ncpi-revisit-six-months", "6 months", False, "unknown", "unknown", OwedBy.INSPECTORATE),
        ("pcc-response-56-days", "56 days", True, "2017-05-02", "open", OwedBy.LOCAL_POLICING_BODY),
        ("pcc-response-no-limit", None, True, "1996", "2017-05-01", OwedBy.LOCAL_POLICING_BODY),
    ],
)
def test_a_rule_has_its_period_the_days_it_is_in_force_who_owes_it_and_whether_it_was_verified(
    key, period, verified, start, end, by
):
    rule = rules[key]
    assert (None if rule.length is None else f"{rule.length} {rule.unit.value}") == period
    assert rule.verified is verified
    assert rule.owed_by is by
    edges = [str(getattr(edge, "value", edge)) for edge in (rule.span.start, rule.span.end)]
    assert edges == [start, end]


def test_a_rule_says_whom_it_binds_what_sets_it_off_and_what_is_doubtful_about_it():
    for rule in rules:
        assert rule.applies_to
        assert rule.trigger
        assert rule.notes


def test_only_the_rule_for_fire_services_names_nothing_to_do():
    assert [rule.key for rule in rules if not rule.must] == ["frs-response"]


def test_a_rule_counted_as_another_has_that_ones_period_and_duties():
    for rule in rules:
        if rule.counting and rule.counting.startswith("as "):
            other = rules[rule.counting.removeprefix("as ")]
            assert (rule.length, rule.unit, rule.first_day_counts, rule.must) == (
                *(other.length, other.unit, other.first_day_counts, other.must),
            )


def test_three_rules_are_about_some_recommendations_only():
    assert {rule.key: rule.about for rule in rules if rule.about} == {
        "ncpi-action-plan-six-weeks": RuleSubject.OTHER,
        "ncpi-immediate-update": RuleSubject.IMMEDIATE,
        "ncpi-rec-immediately": RuleSubject.IMMEDIATE,
    }


def test_the_first_day_counts_for_the_56_days_alone():
    counting = [rule.key for rule in rules if rule.first_day_counts]
    assert counting == ["btp-response", "pcc-response-56-days"]


def test_every_body_and_inspectorate_that_a_rule_names_is_in_its_register():
    for rule in rules:
        for body in rule.bodies:
            assert body in {"police/", "fire/"} or body in {row.key for row in registers.bodies}
        assert all(key in registers.inspectorates for key in rule.inspectorates)


def test_the_56_days_hold_from_the_day_on_which_they_came_into_force():
    before, after = date(2017, 5, 1), date(2017, 5, 2)
    assert "pcc-response-no-limit" in rules.on(before)
    assert "pcc-response-56-days" not in rules.on(before)
    assert "pcc-response-56-days" in rules.on(after)
    assert "pcc-response-no-limit" not in rules.on(after)


def test_no_rule_for_fire_has_a_period():
    for rule in rules:
        if any(body.startswith("fire/") for body in rule.bodies):
            assert rule.period is None


def test_a_statutory_basis_is_not_an_account():
    for rule in rules:
        for source in rule.sources:
            if "legislation" in (source.url or ""):
                assert source.provenance is None
    assert Provenance.OWN in [
        source.provenance for source in rules["ncpi-immediate-update"].sources
    ]


def test_periods_are_counted_in_every_unit_that_there_is():
    assert {rule.unit for rule in rules} == {None, *PeriodUnit}
