"""The reports of the benchmarks: made up, each like the next in size and none like it in words.

The number of a report settles all that is in it. As one line of JSON each has about four
thousand bytes, with ten recommendations and eight case audits. Places and people are
invented; themes, areas and grades are those of real inspections, and so are the signs that
aren't ASCII, and a line break here and there.
"""
# ruff: noqa: RUF001 - published text has curly quotes and dashes, and so has this

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ncpi import (
    CaseAudit,
    DateSpan,
    PartialDate,
    Recommendation,
    Report,
    ReportCompleteness,
    Source,
    StatusEvent,
)
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.vocabulary import KNOWN_STATUSES

__all__ = ["report", "reports"]

AUDITS = 8
RECOMMENDATIONS = 10

_FRAMEWORK = FRAMEWORKS["ncpi-2014"]
_SCALE = GRADE_SCALES["ncpi-cases-2016"]
_PLACES = (
    "Northmoor",
    "Wealdshire",
    "East Fells",
    "Tarnside",
    "Saltmarsh",
    "Glan-yr-afon",
    "Thornbury Vale",
    "Kingsholm",
    "Môr a Mynydd",
    "The Ridings",
    "Avonmere",
)
_AREAS = (
    "domestic abuse",
    "child sexual exploitation",
    "missing and absent",
    "strategy meetings",
    "online offending",
    "police detention",
    "protective powers",
    "sex offender management",
    "referrals",
    "neglect",
    "emergency calls",
)
_OPENINGS = (
    "Improve",
    "Review",
    "With its partners, agree",
    "Have supervisors check",
    "Set out in writing",
    "Put right",
    "Act on",
)
_SUBJECTS = (
    "how a child’s own words are recorded",
    "the time from a call to a first visit",
    "who joins a strategy discussion, and who stands in",
    "how warnings about a parent reach the control package",
    "the backlog of phones, and the £40,000 excluded for it",
    "how detained children are moved to a council’s bed",
    "what is noted when a “missing” child comes home",
    "the caseloads of offender managers",
    'the use of "no further action" after a child is hurt',
    "how risk is graded – high, medium or standard",
    "the training of staff new to this work",
)
_ENDINGS = (
    ".",
    ", day and night.",
    ".",
    ".\nReport on it yearly.",
)
_SAMPLINGS = ("chosen by the inspectors", "unknown", "self-assessed", "unknown")
_ACTIONS = (
    "A team of six is in place.",
    "The chief officer reports on it monthly.",
    "Funded: £120,000 for two years.",
)
_SPEAKERS = ("the chief constable", "the deputy chief constable", "the head of safeguarding")


def _of(choices: Sequence[str], number: int) -> str:
    return choices[number % len(choices)]


def _timescale(number: int) -> str:
    if number % 3 == 0:
        return "immediately"
    if number % 7 == 0:
        return f"by 20{16 + number % 8}-0{1 + number % 9}-{10 + number % 19}"
    return "within 3 months" if number % 2 else "within 6 months"


def _history(number: int) -> Iterator[StatusEvent]:
    year = 2016 + number % 8
    yield StatusEvent(
        party="force",
        dated=PartialDate(year=year, month=1 + number % 12, day=1 + number % 28),
        status=_of(KNOWN_STATUSES, number),
        comment=_of(_ACTIONS, number),
        by=_of(_SPEAKERS, number),
    )
    yield StatusEvent(
        party="inspectorate",
        dated=PartialDate(year=year + 1, month=1 + number % 12),
        status=_of(KNOWN_STATUSES, number + 1),
    )


def _recommendation(number: int, index: int, body: str) -> Recommendation:
    seed = 7 * number + 3 * index
    opening, subject = _of(_OPENINGS, seed + index), _of(_SUBJECTS, number + 4 * index)
    is_last = index == RECOMMENDATIONS - 1
    return Recommendation(
        key=str(index + 1),
        kind="area for improvement" if is_last else "recommendation",
        text=f"{opening} {subject}{_of(_ENDINGS, seed + number)}",
        theme=None if is_last else _of(_FRAMEWORK.themes, number + index),
        timescale=_timescale(seed),
        addressed_to=[body] if index % 5 else [body, "the chief constable"],
        history=_history(number) if index == number % RECOMMENDATIONS else (),
    )


def _case_audit(number: int, index: int) -> CaseAudit:
    good, improve, poor = index % 5, (number + index) % 7, (number + 2 * index) % 6
    # Where one grade isn't counted, the total is what the report says.
    is_known = (number + index) % 5 > 0
    return CaseAudit(
        area=_of(_AREAS, number + index),
        scale=_SCALE,
        counts={
            "good": good if is_known else None,
            "requires improvement": improve,
            "inadequate": poor,
        },
        stated_total=good + improve + poor if index % 2 or not is_known else None,
        sampling=_SAMPLINGS[(number + index) % len(_SAMPLINGS)],
    )


def report(number: int) -> Report:
    """The report with this *number*."""
    place = _of(_PLACES, number)
    slug = place.lower().replace(" ", "-").replace("ô", "o")
    body = f"police/{slug}"
    year, month = 2015 + number % 8, 1 + number % 9
    published = PartialDate(year=year, month=month, day=1 + number % 28)
    return Report(
        key=f"{body}/{year}-inspection-{number}",
        title=f"{place}: national child protection inspection",
        kind="inspection",
        programme="NCPI",
        inspectorates=["hmicfrs"],
        bodies=[body],
        fieldwork=DateSpan(
            start=PartialDate(year=year - 1, month=month + 2),
            end=PartialDate(year=year - 1, month=month + 3, day=1 + number % 28),
        ),
        published=published if number % 6 else PartialDate(year=year, month=month),
        framework=_FRAMEWORK,
        summary=f"The force wants children to be safe, but {number % 40 + 2} cases show that it "
        "isn’t yet consistent.",
        recommendations_made=RECOMMENDATIONS - 1,
        completeness=ReportCompleteness(recommendations="complete", case_audits="partial"),
        recommendations=[_recommendation(number, index, body) for index in range(RECOMMENDATIONS)],
        case_audits=[_case_audit(number, index) for index in range(AUDITS)],
        sources=[
            Source(
                title=f"{place} – the inspection’s page",
                url=f"https://example.org/reports/{slug}/{year}/{number}",
                read="2026-11-02",
                provenance="inspectorate's own",
            )
        ],
        confidence="high",
    )


def reports(count: int) -> Iterator[Report]:
    """The first *count* reports, one after the other."""
    return map(report, range(count))
