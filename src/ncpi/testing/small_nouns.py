"""How the fields of the smaller nouns are drawn: dates, sources, names, who and whom to ring."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import time
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    Body,
    DatedName,
    DateSpan,
    Deadline,
    FireAndRescueService,
    Force,
    Inspector,
    Inspectorate,
    JointProgramme,
    LawEnforcementBody,
    Noun,
    OpeningHours,
    PartialDate,
    PressContact,
    PressRelease,
    Quote,
    Source,
    StatutoryBasis,
    TermOfOffice,
)
from ncpi.testing.drawing import Fields, Values, instances, many
from ncpi.testing.values import clock_times, days, either, names, texts, urls
from ncpi.vocabulary import Edge, Provenance, Relation, Weekday

__all__ = ["SMALL_NOUNS", "body_keys"]

# A pool this small makes reports meet; the slugs are as awkward as names can be.
_KINDS = ("police", "fire", "agency")


def body_keys() -> SearchStrategy[str]:
    """Keys of bodies, such as ``police/merseyside``."""
    slugs = st.sampled_from(("merseyside", "kent", "avon-and-somerset")) | names()
    return st.builds("{}/{}".format, st.sampled_from(_KINDS), slugs)


def _date_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    if "month" not in given:
        drawn["month"] = draw(st.none() | st.integers(1, 12))
    if drawn.get("day") is not None and drawn["month"] is None:
        drawn["month"] = draw(st.sampled_from((1, 3, 5, 7, 8, 10, 12)))
    if "day" not in given and drawn["month"] is not None:
        last = calendar.monthrange(drawn["year"], drawn["month"])[1]
        drawn["day"] = draw(st.none() | st.integers(1, last))


def _span_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    start, end = drawn["start"], drawn["end"]
    if not isinstance(start, PartialDate) or not isinstance(end, PartialDate):
        return
    if end.relation(start) is not Relation.BEFORE:
        return
    if "start" not in given and "end" not in given:
        drawn["start"], drawn["end"] = end, start
    else:
        drawn["end" if "start" in given else "start"] = draw(st.sampled_from(Edge))


def _hours_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if drawn["opens"] == drawn["closes"]:
        loose = "opens" if "closes" in given else "closes"
        drawn[loose] = time(9) if drawn["opens"] != time(9) else time(17)


def _one_at_least(
    *names_of_fields: str, of: SearchStrategy[str]
) -> Callable[[DrawFn, Values, Values], None]:
    """Sees to it that one of the fields says something."""

    def fit(draw: DrawFn, drawn: Values, given: Values) -> None:
        if all(drawn.get(name) is None for name in names_of_fields):
            free = [name for name in names_of_fields if name not in given]
            drawn[free[0]] = draw(of)

    return fit


def _deadline_fit(draw: DrawFn, drawn: Values, given: Values) -> None:  # noqa: ARG001 - as every fit is called
    if drawn["latest"] < drawn["earliest"]:
        free = "earliest" if "latest" in given else "latest"
        drawn[free] = drawn["latest" if free == "earliest" else "earliest"]


def _body(**more: SearchStrategy[Any]) -> Fields:
    return Fields(
        always={
            "key": body_keys(),
            "names": st.lists(instances(DatedName), min_size=1, max_size=3),
            **more,
        },
        sometimes={
            "aliases": many(names(), 3, by=str),
            "weak_aliases": many(names(), by=str),
            "area": either(names()),
            "area_code": st.sampled_from((None, "E23000004", "W15000001")),
            "nation": either(names()),
            "region": either(names()),
            "span": instances(DateSpan),
            "predecessors": many(body_keys(), by=str),
            "successors": many(body_keys(), by=str),
            "web": either(urls()),
            "notes": many(texts()),
        },
    )


SMALL_NOUNS: dict[type[Noun], Fields] = {
    PartialDate: Fields(
        always={"year": st.integers(2013, 2027) | st.integers(1, 9999)}, fit=_date_fit
    ),
    DateSpan: Fields(
        always={
            "start": st.sampled_from(Edge) | instances(PartialDate),
            "end": st.sampled_from(Edge) | instances(PartialDate),
        },
        fit=_span_fit,
    ),
    Source: Fields(
        sometimes={
            "title": either(names()),
            "url": either(urls()),
            "locator": either(names()),
            "read": either(instances(PartialDate)),
            "digest": st.sampled_from((None, "sha256:" + "0123abcd" * 8)),
            "provenance": either(st.sampled_from(Provenance)),
            "supports": either(texts()),
        },
        fit=_one_at_least("title", "url", of=urls()),
    ),
    DatedName: Fields(
        always={"name": names()},
        sometimes={
            "abbreviation": either(names()),
            "language": st.sampled_from(("en", "cy")),
            "span": instances(DateSpan),
            "note": either(texts()),
        },
    ),
    OpeningHours: Fields(
        always={
            "days": st.lists(st.sampled_from(Weekday), min_size=1, unique=True),
            "opens": clock_times(),
            "closes": clock_times(),
            "time_zone": st.sampled_from(("Europe/London", "Europe/Dublin", "UTC")),
        },
        fit=_hours_fit,
    ),
    PressContact: Fields(
        always={"name": names()},
        sometimes={
            "phone": st.sampled_from((None, "020 7946 0000", "+44 (0)20 7946 0001 ext. 2")),
            "email": st.sampled_from((None, "press@example.org", "<p|r>@example.org")),
            "hours": either(instances(OpeningHours)),
            "as_of": either(instances(PartialDate)),
            "note": either(texts()),
        },
        fit=_one_at_least("phone", "email", of=st.just("020 7946 0002")),
    ),
    StatutoryBasis: Fields(
        always={"act": names()},
        sometimes={"provision": either(names()), "purpose": either(texts())},
    ),
    JointProgramme: Fields(
        always={"name": names()},
        sometimes={"span": instances(DateSpan), "note": either(texts())},
    ),
    Inspectorate: Fields(
        always={
            "key": names(),
            "names": st.lists(instances(DatedName), min_size=1, max_size=3),
        },
        sometimes={
            "aliases": many(names(), 3, by=str),
            "nation": either(names()),
            "remit": either(texts()),
            "statutory_basis": many(instances(StatutoryBasis)),
            "joint_programmes": many(instances(JointProgramme)),
            "contacts": many(instances(PressContact)),
            "web": many(names()),
            "notes": many(texts()),
        },
    ),
    TermOfOffice: Fields(
        always={"role": names()},
        sometimes={"span": instances(DateSpan), "region": either(names())},
    ),
    Inspector: Fields(
        always={"key": names(), "name": names()},
        sometimes={
            "aliases": many(names(), 3, by=str),
            "terms": many(instances(TermOfOffice)),
            "notes": many(texts()),
        },
    ),
    Body: _body(),
    Force: _body(),
    FireAndRescueService: _body(governance=either(names())),
    LawEnforcementBody: _body(
        kind=names(),
        jurisdiction=either(names()),
        inspected=st.sampled_from((None, "statutory", "voluntary", "unverified")),
        statute=either(names()),
    ),
    Quote: Fields(
        always={"speaker": names(), "text": texts()}, sometimes={"role": either(names())}
    ),
    PressRelease: Fields(
        always={"headline": names()},
        sometimes={
            "published": either(instances(PartialDate)),
            "by": either(names()),
            "report": either(names()),
            "bodies": many(body_keys(), by=str),
            "lead": either(texts()),
            "improvements": many(texts()),
            "concerns": many(texts()),
            "quotes": many(instances(Quote)),
            "notes": many(texts()),
            "contacts": many(instances(PressContact)),
        },
    ),
    Deadline: Fields(
        always={
            "what": texts(),
            "due_from": names(),
            "earliest": days(),
            "latest": days(),
            "rule": names(),
            "verified": st.booleans(),
            "report": names(),
        },
        sometimes={"basis": either(names()), "recommendation": either(names())},
        fit=_deadline_fit,
    ),
}
"""The fields of the smaller nouns."""
