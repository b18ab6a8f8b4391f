"""The rules on deadlines: row by row, and which reports each is for."""

from datetime import date

import pytest

import ncpi
from ncpi import registers
from ncpi.vocabulary import Edge, Owing, PeriodUnit, Provenance, ReportKind, RuleSubject

rules = registers.deadline_rules
MET = [ReportKind.INSPECTION, ReportKind.POST_INSPECTION_REVIEW, ReportKind.REINSPECTION]


def test_there_are_twelve_of_which_eight_are_verified():
    assert len(rules) == 12
    assert sum(rule.verified for rule in rules) == 8


def test_rules_are_as_the_facts_say(facts):
    rows = facts("deadlines")["deadlines"]
    by_key = {row["id"]: row for row in rows}
    for row in rows:
        rule = rules[row["id"]]
        assert (rule.applies_to, rule.trigger, rule.counting, rule.basis, rule.verified) == (
            *(row["applies_to"], row["trigger"], row["counting"], row["basis"], row["verified"]),
        )
        period = {} if rule.length is None else {rule.unit.replace(" ", "_"): rule.length}
        assert period == (row["period"] or {})
        referred = by_key.get("".join(row["must"]).removeprefix("as "), row)
        assert list(rule.must) == referred["must"]
        start = row["valid_from"] or Edge.UNKNOWN
        end = row["valid_to"] or (Edge.OPEN if row["valid_from"] else Edge.UNKNOWN)
        assert rule.span == ncpi.DateSpan(start=start, end=end)
        assert list(rule.notes) == [row["notes"]]
        assert [source.url for source in rule.sources] == [one["ref"] for one in row["source"]]


def test_two_rules_are_about_some_recommendations_only():
    assert {rule.key: rule.about for rule in rules if rule.about} == {
        "ncpi-action-plan-six-weeks": RuleSubject.OTHER,
        "ncpi-immediate-update": RuleSubject.IMMEDIATE,
    }


def test_the_first_day_counts_where_the_facts_say_so_and_nowhere_else():
    counting = [rule.key for rule in rules if rule.first_day_counts]
    assert counting == ["btp-response", "pcc-response-56-days"]


@pytest.mark.parametrize(
    ("key", "owed_by", "bodies", "programmes", "kinds"),
    [
        ("btp-response", Owing.OFFICE, "law-enforcement/british-transport-police", "", MET),
        ("frs-response", Owing.OFFICE, "fire/", "", []),
        ("jtai-action-plan-70-working-days", Owing.OFFICE, "", "JTAI", []),
        ("nca-response", Owing.OFFICE, "law-enforcement/national-crime-agency", "", []),
        ("ncpi-action-plan-six-weeks", Owing.BODY, "police/", "NCPI", MET[:1]),
        ("ncpi-immediate-update", Owing.BODY, "police/", "NCPI", MET[:1]),
        ("ncpi-rec-immediately", Owing.ADDRESSEE, "police/", "NCPI", []),
        ("ncpi-rec-six-months", Owing.ADDRESSEE, "police/", "NCPI", []),
        ("ncpi-rec-three-months", Owing.ADDRESSEE, "police/", "NCPI", []),
        ("ncpi-revisit-six-months", Owing.INSPECTORATE, "police/", "NCPI", MET[:1]),
        ("pcc-response-56-days", Owing.LOCAL_POLICING_BODY, "police/", "", MET),
        ("pcc-response-no-limit", Owing.LOCAL_POLICING_BODY, "police/", "", MET),
    ],
)
def test_a_rule_says_who_owes_it_and_for_which_reports(key, owed_by, bodies, programmes, kinds):
    rule = rules[key]
    assert rule.owed_by is owed_by
    assert "".join(rule.bodies) == bodies
    assert "".join(rule.programmes) == programmes
    assert list(rule.kinds) == kinds


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


def test_the_law_is_nobodys_account():
    for rule in rules:
        for source in rule.sources:
            if "legislation" in (source.url or ""):
                assert source.provenance is None
    assert Provenance.OWN in [
        source.provenance for source in rules["ncpi-immediate-update"].sources
    ]


def test_periods_are_counted_in_every_unit_that_there_is():
    assert {rule.unit for rule in rules} == {None, *PeriodUnit}
