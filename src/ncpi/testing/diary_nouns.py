"""How rules on deadlines, and diaries made by them, are drawn."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ncpi.comparison import Caveat, ReportHeading
from ncpi.diary import Diary, DiaryEntry, DueWithoutDay, RuleLeftAside
from ncpi.model import DateSpan, Deadline, Noun, StatusEvent
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.small_nouns import body_keys
from ncpi.testing.values import days, either, names, texts
from ncpi.vocabulary import Owing, PeriodUnit, ReportKind, RuleSubject

__all__ = ["DIARY_NOUNS"]


def _rule_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give a period its length and unit, and let the first day count only where it may."""
    for name, other, values in (
        ("length", "unit", st.integers(0, 400)),
        ("unit", "length", st.sampled_from(PeriodUnit)),
    ):
        if drawn.get(name) is None and drawn.get(other) is not None:
            if name in given:
                drawn[other] = None
            else:
                drawn[name] = draw(values)
    counts = drawn.get("length") and drawn.get("unit") is not PeriodUnit.MONTHS
    if not counts and "first_day_counts" not in given:
        drawn["first_day_counts"] = False
    sure = drawn.get("kinds", ())
    if "doubtful_kinds" not in given:
        drawn["doubtful_kinds"] = [
            kind for kind in drawn.get("doubtful_kinds", ()) if kind not in sure
        ]


def _diary_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Make the entries those of the diary's own day and report."""
    if "entries" in given:
        return
    key, on = drawn["heading"].key, drawn["on"]
    drawn["entries"] = [
        draw(instances(DiaryEntry, on=on, deadline=instances(Deadline, report=key)))
        for _ in range(draw(st.integers(0, 2)))
    ]


DIARY_NOUNS: dict[type[Noun], Fields] = {
    DeadlineRule: Fields(
        always={
            "key": names(),
            "applies_to": names(),
            "trigger": texts(),
            "verified": st.booleans(),
        },
        sometimes={
            "owed_by": st.sampled_from(Owing),
            "length": st.integers(0, 400),
            "unit": st.sampled_from(PeriodUnit),
            "first_day_counts": st.booleans(),
            "counting": either(texts()),
            "about": either(st.sampled_from(RuleSubject)),
            "must": many(texts()),
            "basis": either(names()),
            "span": instances(DateSpan),
            "bodies": many(body_keys() | st.just("police/"), by=str),
            "inspectorates": many(names(), by=str),
            "programmes": many(names(), by=str),
            "kinds": many(st.sampled_from(ReportKind), by=str),
            "doubtful_kinds": many(st.sampled_from(ReportKind), by=str),
            "notes": many(texts()),
        },
        fit=_rule_fit,
    ),
    DiaryEntry: Fields(
        always={"deadline": instances(Deadline), "on": days()},
        sometimes={
            "claims": many(instances(StatusEvent)),
            "caveats": many(instances(Caveat)),
        },
    ),
    DueWithoutDay: Fields(
        always={
            "what": texts(),
            "due_from": names(),
            "rule": names(),
            "verified": st.booleans(),
            "reason": texts(),
        },
        sometimes={
            "basis": either(names()),
            "recommendation": either(names()),
            "claims": many(instances(StatusEvent)),
            "caveats": many(instances(Caveat)),
        },
    ),
    RuleLeftAside: Fields(
        always={"rule": names(), "reason": texts()},
        sometimes={"cannot_tell": st.booleans()},
    ),
    Diary: Fields(
        always={"heading": instances(ReportHeading), "on": days()},
        sometimes={
            "without_day": many(instances(DueWithoutDay)),
            "left_aside": many(instances(RuleLeftAside), by=lambda told: told.rule),
            "caveats": many(instances(Caveat)),
        },
        fit=_diary_fit,
    ),
}
"""The fields of rules and of what a diary says."""
