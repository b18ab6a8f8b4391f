"""How to draw the smaller records: dates, sources, names, bodies, contacts and trackers."""

from __future__ import annotations

from datetime import time

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ncpi.model import (
    Body,
    DatedName,
    DateSpan,
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
from ncpi.model.tracking import Tracking
from ncpi.testing._drawing import Fields, instances
from ncpi.testing._values import clock_times, names, names_without_hash, urls
from ncpi.vocabulary import Season, Weekday

__all__ = ["SMALL_RECORDS", "body_keys"]

# A small pool, so that reports are often on the same body.
_KINDS = ("police", "fire", "agency")


def body_keys() -> SearchStrategy[str]:
    """Keys of bodies, such as ``police/merseyside``."""
    slugs = st.sampled_from(("merseyside", "kent", "avon-and-somerset")) | names_without_hash()
    return st.builds("{}/{}".format, st.sampled_from(_KINDS), slugs)


_names = st.lists(instances(DatedName), min_size=1, max_size=3)

SMALL_RECORDS: dict[type[Record], Fields] = {
    PartialDate: Fields(
        {
            "year": st.integers(2013, 2027) | st.integers(1, 9999),
            # Seldom, since a season goes with neither month nor day.
            "season": st.one_of(st.none(), st.none(), st.none(), st.sampled_from(Season)),
        },
        always=("month", "day", "season"),
    ),
    DateSpan: Fields(always=("start", "end")),
    Source: Fields({"url": urls() | st.none()}, always=("title", "url")),
    DatedName: Fields({"language": st.sampled_from(("en", "cy"))}),
    OpeningHours: Fields(
        {
            "days": st.lists(st.sampled_from(Weekday), min_size=1, unique=True),
            "opens": st.just(time(9)) | clock_times(),
            "time_zone": st.sampled_from(("Europe/London", "Europe/Dublin", "UTC")),
        },
    ),
    PressContact: Fields({"phone": names() | st.none()}, always=("phone", "email")),
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
    Tracking: Fields(always=("status",)),
}
"""How to draw the smaller records."""
