"""Whatever the shipped archive gives, for tests of every view and every repr."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import pytest

import ncpi
from ncpi import pages, registers
from ncpi.comparison.matching import Matcher, Synonyms
from ncpi.comparison.tracked import TrackedComparison
from ncpi.display import Shown
from ncpi.model.tracking import Tracker
from ncpi.schedule import archive_deadlines
from ncpi.testing import (
    make_cause_of_concern,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
    make_ruling,
    make_status_event,
)
from ncpi.vocabulary import ItemKind


def made() -> Iterator[Any]:
    """Results of made-up reports, for classes that the shipped ones give no example of."""
    event = make_status_event(status="complete")
    first = make_report(
        recommendations=[make_recommendation(text="Record every child's voice", history=[event])],
        causes_of_concern=[make_cause_of_concern()],
        judgments=[make_judgment()],
    )
    asked, cause = (
        [ncpi.Restatement(item=f"{first.key}#{name}", basis="stated")]
        for name in ("recommendation-1", "cause-of-concern-C1")
    )
    again = make_follow_up(
        first,
        recommendations=[make_recommendation(key="9", restates=asked)],
        causes_of_concern=[make_cause_of_concern(restates=cause)],
        findings=[make_finding(text="Officers record every child's voice now")],
        judgments=[make_judgment()],
    )
    ruling = make_ruling(item=f"{first.key}#recommendation-1", follow_up=again.key, answers=False)
    yield ncpi.compare(first, again, matcher=Matcher())
    yield ncpi.compare(first, again, rulings=[ruling])
    yield ncpi.Archive(reports=[first, again]).timeline(first.bodies[0])
    yield ncpi.schedule.Discharge(by=first.bodies[0], what="published comments", dated="2018-10")
    yield from Matcher().match(first, again).proposals
    yield Synonyms(terms=["child", "young person"])
    yield registers.forces.data


def shipped() -> dict[str, Any]:
    """Results and collections of nearly every class that has a view of its own, by a name."""
    archive = ncpi.Archive.shipped()
    programme = archive.compare_all(bodies=registers.forces)
    names = ("merseyside", "warwickshire", "suffolk", "dorset")
    pairs = {f"comparison, {name}": archive.compare(name) for name in names}
    inspection = archive["police/warwickshire/2022-inspection"]
    tracker = Tracker.start(inspection, body="police/warwickshire", as_of=date(2022, 11, 1))
    matched = archive.compare("merseyside", matcher=Matcher())
    metropolitan = archive.pair(
        "metropolitan",
        baseline="police/metropolitan/2024-inspection",
        follow_up="police/metropolitan/2025-review",
    )
    return {
        **pairs,
        "comparison, Metropolitan": ncpi.compare(*metropolitan),
        "comparison, matched": matched,
        "summary": matched.summary,
        "entry": matched.items[0],
        "beside a tracker": TrackedComparison.beside(
            pairs["comparison, warwickshire"], trackers=[tracker]
        ),
        "archive": archive,
        "pairs": archive.pairs(),
        "report": inspection,
        "coverage": archive.coverage(bodies=registers.forces),
        "timeline": archive.timeline("metropolitan"),
        "programme": programme,
        "outcomes by theme": programme.outcomes("theme", kind=ItemKind.CONCERN),
        "case grades": programme.case_grades(),
        "case grades, comparable": programme.case_grades().comparable,
        "graded topics": programme.judgments(),
        "times": programme.follow_up_times(),
        "causes of concern": programme.causes_of_concern(),
        "schedule": ncpi.deadlines(
            archive["police/gloucestershire/2025-inspection"], on=date(2025, 7, 1)
        ),
        "deadlines of an archive": archive_deadlines(archive, on=date(2025, 7, 1)),
        "tracker": tracker,
        "due": tracker.due(on=date(2022, 12, 1)),
        "changes": tracker.since(tracker),
        "owed": archive.applying_to("warwickshire", on=date(2023, 1, 1)),
        "response": archive.responses[0],
        "gaps": archive.responses[0].gaps(archive[archive.responses[0].report]),
        "matching": Matcher().match(*archive.pair("merseyside")),
        "reading": pages.read(
            "Kent - National child protection inspection\n\n"
            "Published on: 13 October 2022\n\nForeword"
        ),
        **{
            f"register {name}": getattr(registers, name)
            for name in registers.__all__
            if isinstance(getattr(registers, name), registers.Register)
        },
    }


@pytest.fixture(scope="session")
def results() -> dict[str, Any]:
    """The results of the shipped archive, and tests of case audits, which need SciPy."""
    found = shipped()
    return {**found, "tests of case audits": found["comparison, dorset"].case_audit_tests()}


def held_in(*things: Any) -> Iterator[Any]:
    """Each of *things*, and everything that it holds, once."""
    waiting, seen = [*things], dict[int, Any]()
    while waiting:
        thing = waiting.pop()
        is_shown = isinstance(thing, Shown)
        if (attrs.has(type(thing)) or is_shown) and id(thing) not in seen:
            seen[id(thing)] = thing
            yield thing
            if attrs.has(type(thing)):
                waiting += [getattr(thing, field.name) for field in attrs.fields(type(thing))]
        if isinstance(thing, (tuple, frozenset)):
            waiting += thing
        elif isinstance(thing, Mapping):
            waiting += thing.values()


@pytest.fixture(scope="session")
def everything(results: dict[str, Any]) -> list[Any]:
    """The *results* and all that they hold."""
    return list(held_in(*results.values()))


@pytest.fixture(scope="session")
def shown(results: dict[str, Any], everything: list[Any]) -> dict[str, Any]:
    """The *results*, and one example of every other class that they hold."""
    found: dict[type, list[Any]] = {}
    for thing in everything:
        if isinstance(thing, Shown):
            found.setdefault(type(thing), []).append(thing)
    classes = {type(one) for one in results.values()}
    others = {cls: every[:100] for cls, every in found.items() if cls not in classes}
    longest = {
        cls.__name__: max(every, key=lambda one: len(one._repr_markdown_()))
        for cls, every in others.items()
    }
    return results | longest
