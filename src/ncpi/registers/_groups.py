"""Groups of bodies that recommendations are addressed to, such as "chief constables"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ncpi.model import Body, LocalPolicingBody

__all__ = ["group_of"]

_FORCES = r"(police )?forces|chief (constables|officers)( of police)?|constabularies"
_POLICING_BODIES = (
    r"(police and crime commissioners|local policing bodies|pccs)"
    "( and (their |mayoral )?equivalents)?"
)
_FIRE = r"fire and rescue (services|authorities)|chief fire officers"
_PLACE = r"( (in|of) (?P<place>england and wales|england|wales))?"


def group_of(
    name: str,
    on: date,
    *,
    forces: Iterable[Body],
    policing_bodies: Iterable[LocalPolicingBody],
    fire_services: Iterable[Body],
) -> tuple[str, ...] | None:
    """The keys of the bodies that *name* means on a day; None if it isn't the name of a group.

    Read are chief constables, (police) forces, police and crime commissioners, local policing
    bodies, and fire and rescue services, with "all" or "the" before them and "in
    England", "in Wales" or "in England and Wales" after them. A body that didn't exist on the
    day is left out.
    """
    plain = " ".join(name.casefold().split())
    plain = re.sub(r"^(all of the|all the|all|the) ", "", plain)
    places = {"england": ("England",), "wales": ("Wales",)}
    for pattern, bodies in ((_FORCES, forces), (_FIRE, fire_services)):
        if found := re.fullmatch(f"({pattern}){_PLACE}", plain):
            nations = places.get(found["place"] or "", ("England", "Wales"))
            return _existing((body for body in bodies if body.nation in nations), on)
    if found := re.fullmatch(f"({_POLICING_BODIES}){_PLACE}", plain):
        nations = places.get(found["place"] or "", ("England", "Wales"))
        theirs = {force.key for force in forces if force.nation in nations}
        return _existing((body for body in policing_bodies if theirs & {*body.forces}), on)
    return None


def _existing(bodies: Iterable[Body], on: date) -> tuple[str, ...]:
    return tuple(body.key for body in bodies if _existed(body, on) is not False)


def _existed(body: Body, on: date) -> bool | None:
    return body.existed_on(on) if isinstance(body, LocalPolicingBody) else body.span.covers(on)
