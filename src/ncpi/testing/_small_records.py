"""How to draw the smaller records: dates, sources, names, bodies, contacts and trackers."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, time

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ncpi.model import (
    Body,
    DatedName,
    DateSpan,
    Deadline,
    FireAndRescueService,
    Force,
    Inspectorate,
    LawEnforcementBody,
    LocalPolicingBody,
    OpeningHours,
    PartialDate,
    PolicingOffice,
    PressContact,
    Record,
    Source,
)
from ncpi.model.tracking import TargetDate, Tracking
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.testing._values import names_without_hash, urls
from ncpi.vocabulary import Edge, Relation, Season, Weekday

__all__ = ["SMALL_RECORDS", "body_keys"]

# A small pool, so that reports are often on the same body.
_KINDS = ("police", "fire", "agency")


def body_keys() -> SearchStrategy[str]:
    """Keys of bodies, such as ``police/merseyside``."""
    slugs = st.sampled_from(("merseyside", "kent", "avon-and-somerset")) | names_without_hash()
    return st.builds("{}/{}".format, st.sampled_from(_KINDS), slugs)


def _date_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    if drawn.get("season") is not None:
        return
    if not fixed.keys() & {"month", "day", "season"} and draw(st.integers(0, 9)) == 0:
        drawn["season"] = draw(st.sampled_from(Season))
        return
    if "month" not in fixed:
        drawn["month"] = draw(_months_with(drawn["year"], drawn.get("day")))
    if "day" not in fixed and drawn["month"] is not None:
        last = calendar.monthrange(drawn["year"], drawn["month"])[1]
        drawn["day"] = draw(st.none() | st.integers(1, last))


def _months_with(year: int, day: int | None) -> SearchStrategy[int | None]:
    """The months of *year* that have the *day*; perhaps none if there is no day."""
    if day is None:
        return st.none() | st.integers(1, 12)
    return st.sampled_from([n for n in range(1, 13) if day <= calendar.monthrange(year, n)[1]])


def _span_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    start, end = drawn["start"], drawn["end"]
    if not isinstance(start, PartialDate) or not isinstance(end, PartialDate):
        return
    if end.relation(start) is not Relation.BEFORE:
        return
    if "start" not in fixed and "end" not in fixed:
        drawn["start"], drawn["end"] = end, start
    else:
        drawn["end" if "start" in fixed else "start"] = draw(st.sampled_from(Edge))


def _hours_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:  # noqa: ARG001 - the signature of every fit
    if drawn["opens"] == drawn["closes"]:
        free = "opens" if "closes" in fixed else "closes"
        drawn[free] = time(9) if drawn["opens"] != time(9) else time(17)


def _one_at_least(
    *names_of_fields: str, of: SearchStrategy[str]
) -> Callable[[DrawFn, Values, Values], None]:
    """Ensures that at least one of the fields has a value."""

    def fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
        if all(drawn.get(name) is None for name in names_of_fields):
            free = [name for name in names_of_fields if name not in fixed]
            drawn[free[0]] = draw(of)

    return fit


def _deadline_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:  # noqa: ARG001 - the signature of every fit
    if drawn["latest"] < drawn["earliest"]:
        free = "earliest" if "latest" in fixed else "latest"
        drawn[free] = drawn["latest" if free == "earliest" else "earliest"]


def _tracking_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:  # noqa: ARG001 - the signature of every fit
    if "targets" in drawn and "targets" not in fixed:
        # Those without a day keep their places only if they are first.
        targets: list[TargetDate] = drawn["targets"]
        targets.sort(key=lambda target: target.set_on or date.min)


_names = st.lists(instances(DatedName), min_size=1, max_size=3)

SMALL_RECORDS: dict[type[Record], Fields] = {
    PartialDate: Fields(
        {
            "year": st.integers(2013, 2027) | st.integers(1, 9999),
            "month": None,
            "day": None,
            "season": None,
        },
        fit=_date_fit,
    ),
    DateSpan: Fields(always=("start", "end"), fit=_span_fit),
    Source: Fields(always=("title", "url"), fit=_one_at_least("title", "url", of=urls())),
    DatedName: Fields({"language": st.sampled_from(("en", "cy"))}),
    OpeningHours: Fields(
        {
            "days": st.lists(st.sampled_from(Weekday), min_size=1, unique=True),
            "time_zone": st.sampled_from(("Europe/London", "Europe/Dublin", "UTC")),
        },
        fit=_hours_fit,
    ),
    PressContact: Fields(fit=_one_at_least("phone", "email", of=st.just("020 7946 0002"))),
    Inspectorate: Fields({"names": _names}),
    **{
        kind: Fields({"key": body_keys(), "names": _names})
        for kind in (Body, Force, FireAndRescueService, LawEnforcementBody)
    },
    LocalPolicingBody: Fields(
        {
            "key": body_keys(),
            "names": st.lists(instances(PolicingOffice), min_size=1, max_size=3),
            "forces": st.lists(body_keys(), min_size=1, max_size=2, unique=True),
        }
    ),
    Deadline: Fields(fit=_deadline_fit),
    Tracking: Fields(always=("status",), fit=_tracking_fit),
}
"""How to draw the smaller records."""
