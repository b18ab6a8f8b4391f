"""How trajectories are drawn: looks that take things up from earlier ones."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive.ages import Age
from ncpi.archive.cause_threads import CauseAtLook, CauseThread, ThreadCause
from ncpi.archive.looks import Look, Step
from ncpi.archive.threads import (
    RecommendationAtLook,
    RecommendationThread,
    ThreadClaim,
    ThreadRecommendation,
)
from ncpi.archive.trajectory import Trajectory
from ncpi.comparison import (
    CauseOfConcernComparison,
    Caveat,
    Comparison,
    FindingAnswer,
    ReportHeading,
    RestatedRecommendation,
)
from ncpi.model import (
    CaseAudit,
    CauseOfConcern,
    Continuation,
    Judgment,
    Noun,
    PartialDate,
    Recommendation,
    ReportCompleteness,
    ReportLink,
    Restatement,
    StatusEvent,
)
from ncpi.testing.chaining import chains
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.small_nouns import body_keys
from ncpi.testing.values import either, names, texts
from ncpi.vocabulary import Basis, Outcome, Relation

__all__ = ["TRAJECTORY_NOUNS"]


def _age_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    """Let it end no earlier than it begins."""
    since, until = drawn["since"], drawn["until"]
    if until.relation(since) is Relation.BEFORE:
        free = [name for name in ("since", "until") if name not in given]
        if len(free) == 2:
            drawn["since"], drawn["until"] = until, since
        elif free:
            drawn[free[0]] = until if free[0] == "since" else since


def _step_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give it either a comparison of its two looks, or a reason why there is none."""
    if "comparison" in given or "refused" in given:
        return
    if draw(st.booleans()) and not {"before", "after"} & set(given):
        comparison: Comparison = draw(instances(Comparison))
        drawn["comparison"] = comparison
        drawn["before"], drawn["after"] = comparison.baseline.key, comparison.follow_up.key
    else:
        drawn["refused"] = draw(texts())


def _trajectory_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    body = drawn.get("body") or draw(body_keys())
    reports = draw(chains(bodies=[body]))
    whole = Trajectory.of(body, reports)
    for field in attrs.fields(Trajectory):
        drawn.setdefault(field.name, getattr(whole, field.name))


_caveats: dict[str, SearchStrategy[Any]] = {"caveats": many(instances(Caveat))}
_basis = either(st.sampled_from(Basis))
_heading = instances(ReportHeading)

TRAJECTORY_NOUNS: dict[type[Noun], Fields] = {
    Age: Fields(
        always={"since": instances(PartialDate), "until": instances(PartialDate)},
        sometimes={"is_least": st.booleans()},
        fit=_age_fit,
    ),
    Look: Fields(
        always={"report": _heading},
        sometimes={
            "follows": many(instances(ReportLink), by=lambda link: link.report),
            "cycle": either(names()),
            "order_untold": many(names(), by=str),
            "recommendations_listed": st.integers(0, 30),
            "areas_for_improvement_listed": st.integers(0, 30),
            "recommendations_made": either(st.integers(0, 30)),
            "known_only_from": either(names()),
            "completeness": instances(ReportCompleteness),
            "case_audits": many(instances(CaseAudit)),
            "judgments": many(instances(Judgment)),
            **_caveats,
        },
    ),
    Step: Fields(
        always={"before": names(), "after": names(), "order": st.sampled_from(Relation)},
        sometimes={
            "link": either(instances(ReportLink)),
            "begins_cycle": st.booleans(),
        },
        fit=_step_fit,
    ),
    ThreadRecommendation: Fields(
        always={"look": names(), "recommendation": instances(Recommendation)},
        sometimes={"ties": many(instances(Restatement)), "basis": _basis},
    ),
    ThreadClaim: Fields(
        always={"report": names(), "recommendation": names(), "event": instances(StatusEvent)}
    ),
    RecommendationAtLook: Fields(
        always={"look": names(), "outcome": st.sampled_from(Outcome), "basis": _basis},
        sometimes={
            "answers": many(instances(FindingAnswer)),
            "restated_by": many(instances(RestatedRecommendation)),
            "claims": many(instances(ThreadClaim)),
            "age": either(instances(Age)),
            **_caveats,
        },
    ),
    RecommendationThread: Fields(
        always={
            "recommendations": st.lists(instances(ThreadRecommendation), min_size=1, max_size=3)
        },
        sometimes={
            "at_looks": many(instances(RecommendationAtLook), by=lambda told: told.look),
            "older": many(instances(Restatement)),
            **_caveats,
        },
    ),
    ThreadCause: Fields(
        always={"look": names(), "cause_of_concern": instances(CauseOfConcern)},
        sometimes={"ties": many(instances(Continuation)), "basis": _basis},
    ),
    CauseAtLook: Fields(
        always={"look": names()},
        sometimes={"told": many(instances(CauseOfConcernComparison)), "basis": _basis},
    ),
    CauseThread: Fields(
        always={"causes_of_concern": st.lists(instances(ThreadCause), min_size=1, max_size=3)},
        sometimes={
            "at_looks": many(instances(CauseAtLook), by=lambda told: told.look),
            "older": many(instances(Continuation)),
            **_caveats,
        },
    ),
    Trajectory: Fields(fit=_trajectory_fit),
}
"""The fields of what a body's looks say together."""
