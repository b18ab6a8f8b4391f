"""How comparisons of a whole programme, and what an archive covers, are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.archive import Archive
from ncpi.archive.case_grades import CaseGrades, GradeMove
from ncpi.archive.cause_standings import CauseStandings, StandingCount
from ncpi.archive.caveat_counts import CaveatCount
from ncpi.archive.coverage import BodyCoverage, Coverage, ReportCoverage
from ncpi.archive.follow_up_times import DayRange, FollowUpTime, FollowUpTimes
from ncpi.archive.grouped import CaseGradesBy, CaseGradesOf, FollowUpTimesBy, FollowUpTimesOf
from ncpi.archive.judgment_moves import JudgmentMove, JudgmentMoves
from ncpi.archive.outcomes import OutcomeCount, OutcomeRow, OutcomeTable
from ncpi.archive.pair_results import PairResult
from ncpi.archive.programme import ProgrammeComparison
from ncpi.archive.spread import Spread, SpreadValue
from ncpi.comparison import CaseAuditComparison, Caveat, JudgmentComparison, ReportHeading
from ncpi.model import Force, Noun, PartialDate, ReportCompleteness, ReportLink
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.small_nouns import body_keys
from ncpi.testing.values import either, names, texts
from ncpi.vocabulary import Basis, CaveatCode, Grouping, LinkBasis, Outcome, ReportKind, Standing

__all__ = ["PROGRAMME_NOUNS"]


@st.composite
def _programmes(draw: DrawFn) -> ProgrammeComparison:
    archive: Archive = draw(instances(Archive))
    given = draw(either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key)))
    return archive.compare_all(bodies=given)


def _as_made(
    cls: type[Noun], make: Callable[[DrawFn], Noun]
) -> Callable[[DrawFn, Values, Values], None]:
    """Draws the fields of *cls* as they stand in a whole that was really made."""

    def fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
        whole = make(draw)
        for field in attrs.fields(cls):
            drawn.setdefault(field.name, getattr(whole, field.name))

    return fit


def _grouping(draw: DrawFn, programme: ProgrammeComparison, *, themes: bool) -> Grouping:
    apart = () if programme.placed else (Grouping.NATION, Grouping.REGION)
    barred = apart if themes else (*apart, Grouping.THEME)
    return draw(st.sampled_from([by for by in Grouping if by not in barred]))


def _outcomes(draw: DrawFn) -> OutcomeTable:
    programme = draw(_programmes())
    return programme.outcomes(_grouping(draw, programme, themes=True))


def _times_by(draw: DrawFn) -> FollowUpTimesBy:
    programme = draw(_programmes())
    return programme.follow_up_times(_grouping(draw, programme, themes=False))


def _grades_by(draw: DrawFn) -> CaseGradesBy:
    programme = draw(_programmes())
    return programme.case_grades(_grouping(draw, programme, themes=False))


def _coverage(draw: DrawFn) -> Coverage:
    archive: Archive = draw(instances(Archive))
    given = draw(either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key)))
    return archive.coverage(bodies=given)


def _caveat_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if "of" not in given:
        drawn["of"] = max(drawn["of"], drawn["carried"])
    if "carried" not in given:
        drawn["carried"] = min(drawn["of"], drawn["carried"])


def _causes_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if "pairs" not in given:
        drawn["pairs"] = max(drawn["pairs"], drawn["without"])
    if "without" not in given:
        drawn["without"] = min(drawn["pairs"], drawn["without"])


def _days_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if "most" not in given:
        drawn["most"] = max(drawn["most"], drawn["least"])
    if "least" not in given:
        drawn["least"] = min(drawn["most"], drawn["least"])


def _pair_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Refuse what isn't compared; nothing drawn by itself is."""
    if "refused" not in given and given.get("comparison") is None:
        drawn["refused"] = draw(texts())


def _row_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if "recommendations" not in given:
        drawn["recommendations"] = sum(count.entries for count in drawn.get("counts", ()))
    if "baselines" not in given:
        drawn["baselines"] = min(drawn["baselines"], drawn["pairs"])


_few = st.integers(0, 40)
_whole_range = st.integers(-900, 900)
_figures: SearchStrategy[float] = st.floats(-1000, 1000).map(lambda number: number + 0.0)
_keys: dict[str, SearchStrategy[Any]] = {
    "baseline": names(),
    "follow_up": names(),
    "force": names(),
}

PROGRAMME_NOUNS: dict[type[Noun], Fields] = {
    CaveatCount: Fields(
        always={"code": st.sampled_from(CaveatCode), "carried": _few, "of": _few}, fit=_caveat_fit
    ),
    SpreadValue: Fields(
        always={"force": names(), "value": either(_figures)}, sometimes={"note": either(texts())}
    ),
    Spread: Fields(
        always={
            "of": names(),
            "unit": names(),
            "values": st.lists(
                instances(SpreadValue), max_size=12, unique_by=lambda told: told.force
            ),
        },
        sometimes={"left_out": many(texts(), by=str)},
    ),
    DayRange: Fields(always={"least": _whole_range, "most": _whole_range}, fit=_days_fit),
    FollowUpTime: Fields(
        always={**_keys, "published_to_published": either(instances(DayRange))},
        sometimes={
            "aside": st.booleans(),
            "refused": either(texts()),
            "published_to_return": either(instances(DayRange)),
            "fieldwork_to_return": either(instances(DayRange)),
            "fieldwork_to_published": either(instances(DayRange)),
        },
    ),
    FollowUpTimes: Fields(
        fit=_as_made(FollowUpTimes, lambda draw: draw(_programmes()).follow_up_times())
    ),
    OutcomeCount: Fields(
        always={
            "outcome": st.sampled_from(Outcome),
            "basis": either(st.sampled_from(Basis)),
            "entries": st.integers(1, 40),
        },
        sometimes={"concern_basis": either(st.sampled_from(Basis))},
    ),
    OutcomeRow: Fields(
        always={"group": names(), "pairs": _few, "baselines": _few},
        sometimes={
            "named": st.booleans(),
            "framework": either(names()),
            "refused": _few,
            "made": either(_few),
            "made_unknown": either(_few),
            "made_listed": either(_few),
            "counts": many(instances(OutcomeCount), by=lambda told: told.mark),
            "crosswalks": many(names(), by=str),
        },
        fit=_row_fit,
    ),
    OutcomeTable: Fields(fit=_as_made(OutcomeTable, _outcomes)),
    GradeMove: Fields(
        always={**_keys, "of": instances(CaseAuditComparison)},
        sometimes={
            "baseline_published": either(instances(PartialDate)),
            "follow_up_published": either(instances(PartialDate)),
            "aside": st.booleans(),
            "pair_caveats": many(instances(Caveat)),
        },
    ),
    CaseGrades: Fields(fit=_as_made(CaseGrades, lambda draw: draw(_programmes()).case_grades())),
    FollowUpTimesOf: Fields(
        always={"group": names(), "times": instances(FollowUpTimes)},
        sometimes={"named": st.booleans()},
    ),
    FollowUpTimesBy: Fields(fit=_as_made(FollowUpTimesBy, _times_by)),
    CaseGradesOf: Fields(
        always={"group": names(), "grades": instances(CaseGrades)},
        sometimes={"named": st.booleans()},
    ),
    CaseGradesBy: Fields(fit=_as_made(CaseGradesBy, _grades_by)),
    StandingCount: Fields(
        always={"standing": st.sampled_from(Standing), "entries": st.integers(1, 40)},
        sometimes={"basis": either(st.sampled_from(Basis))},
    ),
    CauseStandings: Fields(
        always={"pairs": _few, "without": _few},
        sometimes={
            "counts": many(instances(StandingCount), by=lambda told: told.mark),
            "caveats": many(instances(CaveatCount), by=lambda told: told.code),
        },
        fit=_causes_fit,
    ),
    JudgmentMove: Fields(
        always={**_keys, "of": instances(JudgmentComparison)}, sometimes={"aside": st.booleans()}
    ),
    JudgmentMoves: Fields(always={"moves": many(instances(JudgmentMove))}),
    PairResult: Fields(
        always={
            "baseline": instances(ReportHeading),
            "follow_up": instances(ReportHeading),
            "link": either(st.sampled_from(LinkBasis)),
        },
        sometimes={"recommendations_made": either(_few), "recommendations_listed": _few},
        fit=_pair_fit,
    ),
    ProgrammeComparison: Fields(
        fit=_as_made(ProgrammeComparison, lambda draw: draw(_programmes()))
    ),
    ReportCoverage: Fields(
        always={
            "key": names(),
            "kind": st.sampled_from(ReportKind),
            "published": either(instances(PartialDate)),
        },
        sometimes={
            "fieldwork_known": st.booleans(),
            "known_only_from": either(names()),
            "own_words": either(st.booleans()),
            "completeness": instances(ReportCompleteness),
            "made": either(_few),
            "recommendations": _few,
            "causes_of_concern": _few,
            "findings": _few,
            "case_audits": _few,
            "uncounted_audits": _few,
            "judgments": _few,
            "follows": many(instances(ReportLink), by=lambda link: link.report),
            "dangling": many(names(), by=str),
            "followed_by": many(names(), by=str),
        },
    ),
    BodyCoverage: Fields(
        always={"body": body_keys(), "name": either(names())},
        sometimes={"reports": many(instances(ReportCoverage), by=lambda report: report.key)},
    ),
    Coverage: Fields(fit=_as_made(Coverage, _coverage)),
}
"""The fields of a compared programme and its views, and of what an archive covers."""
