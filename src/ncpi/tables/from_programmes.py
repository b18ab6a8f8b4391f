"""A whole programme, and bodies through time, as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ncpi import fields
from ncpi.archive.bases import firmest
from ncpi.archive.outcomes import OutcomeCount, OutcomeRow
from ncpi.archive.programme import ProgrammeComparison
from ncpi.archive.threads import RecommendationAtLook, RecommendationThread
from ncpi.archive.trajectory import Trajectory
from ncpi.errors import InvalidError, type_fault
from ncpi.tables.columns import Cell, Row
from ncpi.tables.layouts import day_cells, plain
from ncpi.vocabulary import Grouping

__all__ = ["PROGRAMME_ROWS", "programme_rows", "thread_rows"]

_Cells = dict[str, Cell]
_PLACES = (Grouping.NATION, Grouping.REGION)
_STRETCHES = (
    "published_to_published",
    "published_to_return",
    "fieldwork_to_return",
    "fieldwork_to_published",
)


def programme_rows(table: str, programme: ProgrammeComparison) -> list[Row]:
    """The rows of *table* for *programme*.

    Raises:
        ncpi.errors.InvalidError: something else is given.
    """
    given: object = programme
    if not isinstance(given, ProgrammeComparison):
        wanted = "a comparison of a whole programme, as Archive.compare_all() makes"
        raise InvalidError([type_fault(given, wanted)], "tables")
    return [*PROGRAMME_ROWS[table](programme)]


def _outcomes(programme: ProgrammeComparison) -> Iterator[_Cells]:
    for by in Grouping:
        if by in _PLACES and not programme.placed:
            continue
        for row in programme.outcomes(by).rows:
            # A group of which nothing is listed is told of too.
            for count in row.counts or (None,):
                yield {"grouping": by.value, **_group(row), **_count(count)}


def _group(row: OutcomeRow) -> _Cells:
    # Where no baseline says how many it made, the sum over none is no count.
    told = row.made_unknown is not None and row.made_unknown < row.baselines
    return {
        "group": row.group,
        "named": row.named,
        "framework": row.framework,
        "pairs": row.pairs,
        "baselines": row.baselines,
        "refused": row.refused,
        "recommendations": row.recommendations,
        "made": row.made if told else None,
        "made_unknown": row.made_unknown,
        "made_listed": row.made_listed if told else None,
        "crosswalks": row.crosswalks,
    }


def _count(count: OutcomeCount | None) -> _Cells:
    return {
        "outcome": count.outcome.value if count else None,
        "basis": plain(count.basis) if count else None,
        "concern_basis": plain(count.concern_basis) if count else None,
        "entries": count.entries if count else None,
    }


def _times(programme: ProgrammeComparison) -> Iterator[_Cells]:
    times = programme.follow_up_times()
    told = [*enumerate(zip(programme.pairs, times.pairs, strict=True))]
    for place, (pair, time) in sorted(told, key=lambda one: one[1][0].keys):
        untold = time.force in times.unordered or not pair.bodies
        cells: _Cells = {
            "baseline": time.baseline,
            "follow_up": time.follow_up,
            "body": pair.bodies[0] if len(pair.bodies) == 1 else None,
            "bodies": pair.bodies,
            "link_basis": plain(pair.link),
            "refused": pair.refused,
            "is_first": None if untold else place in times.chosen,
        }
        for name in _STRETCHES:
            days = getattr(time, name)
            cells[f"{name}_least"] = days.least if days else None
            cells[f"{name}_most"] = days.most if days else None
        yield cells


PROGRAMME_ROWS: Mapping[str, Callable[[ProgrammeComparison], Iterator[_Cells]]] = {
    "programme_outcomes": _outcomes,
    "follow_up_times": _times,
}
"""What makes the rows of each table of a whole programme."""


def thread_rows(trajectories: Trajectory | Iterable[Trajectory]) -> list[Row]:
    """The rows of the table ``threads``.

    Raises:
        ncpi.errors.InvalidError: something else is given.
    """
    given: object = (trajectories,) if isinstance(trajectories, Trajectory) else trajectories
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidError([type_fault(given, "a trajectory or several")], "tables")
    several: tuple[Trajectory, ...] = tuple(given)
    if faults := fields.each(fields.instance(Trajectory)).faults(several):
        raise InvalidError([fault.below("trajectories") for fault in faults], "tables")
    return [
        _thread(thread, trajectory)
        for trajectory in sorted(several, key=lambda one: one.body)
        for thread in trajectory.threads
    ]


def _thread(thread: RecommendationThread, trajectory: Trajectory) -> Row:
    first, again = thread.first, thread.recommendations[1:]
    asked, published = first.recommendation, trajectory.look(first.look).report.published
    age, mention = thread.age, thread.last_mention
    return {
        "body": trajectory.body,
        "report": first.look,
        "recommendation": first.key,
        "kind": asked.kind.value,
        "theme": asked.theme,
        "text": asked.text,
        "first_made": plain(published),
        **day_cells(published, "first_made"),
        "older": bool(thread.older),
        "age_least": age.least if age else None,
        "age_most": age.most if age else None,
        **_last(thread.at_looks[-1] if thread.at_looks else None),
        "last_mention": mention.look if mention else None,
        "last_mention_outcome": mention.outcome.value if mention else None,
        "last_mention_basis": plain(mention.basis) if mention else None,
        "times_repeated": thread.times_repeated,
        "repeated_firmly": thread.is_repeated_firmly,
        "rolled_forward": thread.is_rolled_forward,
        "restated_at": tuple(one.look for one in again),
        "restated_by": tuple(one.key for one in again),
        "restated_bases": tuple(one.basis.value if one.basis else "" for one in again),
        "weakest_basis": plain(thread.basis),
        "caveats": (
            *(caveat.label() for caveat in thread.caveats),
            *(f"{at.look}: {caveat.label()}" for at in thread.at_looks for caveat in at.caveats),
        ),
    }


def _last(look: RecommendationAtLook | None) -> _Cells:
    counted = [told for told in look.answers if told.counted] if look else []
    concern = firmest(told.answer.basis for told in counted if told.finding.concern)
    return {
        "last_look": look.look if look else None,
        "outcome": look.outcome.value if look else None,
        "basis": plain(look.basis) if look else None,
        "concern_basis": plain(concern),
    }
