"""Titles and groups of bodies that recommendations are addressed to, such as "chief constables"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ncpi.model import Body, LocalPolicingBody
from ncpi.registers._register import APOSTROPHES, plain
from ncpi.vocabulary import Party

__all__ = ["TITLES", "Title", "group_of", "holders", "is_party", "titled"]


class Title(NamedTuple):
    """What one body of a register, or its head, is called.

    Attributes:
        one: as used of one of them.
        several: as used of the group.
        kind: the kind of body, as in its key.
    """

    one: str
    several: str
    kind: str


_POLICE, _FIRE, _POLICING = "police", "fire", "local-policing-body"

TITLES = (
    Title("chief constable", "chief constables", _POLICE),
    Title("chief officer", "chief officers", _POLICE),
    Title("chief officer of police", "chief officers of police", _POLICE),
    Title("commissioner of police", "commissioners of police", _POLICE),
    Title("constabulary", "constabularies", _POLICE),
    Title("force", "forces", _POLICE),
    Title("police force", "police forces", _POLICE),
    Title("chief fire officer", "chief fire officers", _FIRE),
    Title("fire and rescue authority", "fire and rescue authorities", _FIRE),
    Title("fire and rescue service", "fire and rescue services", _FIRE),
    Title("local policing body", "local policing bodies", _POLICING),
    Title("OPCC", "OPCCs", _POLICING),
    Title("OPFCC", "OPFCCs", _POLICING),
    Title("PCC", "PCCs", _POLICING),
    Title("PFCC", "PFCCs", _POLICING),
    Title("police and crime commissioner", "police and crime commissioners", _POLICING),
    Title("police, fire and crime commissioner", "police, fire and crime commissioners", _POLICING),
)
"""The titles of police forces, fire and rescue services and local policing bodies.

A longer one comes after the shorter one with which it begins.
"""

_PARTIES = frozenset(plain(party.value) for party in Party)


def is_party(name: str) -> bool:
    """Whether *name* is that of a party."""
    return plain(name) in _PARTIES


_COMMISSIONERS = ("police/metropolitan", "police/city-of-london")
"""The forces whose chief officer is a commissioner."""
_PLACE = r"( (in|of) (?P<place>england and wales|england|wales))?"
_EQUIVALENTS = "( and (their )?(mayoral )?equivalents)?"
_OFFICE = "(?:office of (?:the )?)?"
_POSSESSIVE = rf"{APOSTROPHES}s?(?= )"


_ONE = {plain(title.one): title for title in TITLES}
_SEVERAL = {plain(title.several): title for title in TITLES}
_ANY = "|".join([*reversed(_ONE), "commissioner"])
_TITLED = (
    rf"{_OFFICE}(?P<before>{_ANY})(?: (?:of|for))?(?: the)? (?P<of>.+)",
    rf"(?P<of>.+) (?P<before>{_ANY})",
)


def titled(name: str) -> tuple[str, str] | None:
    """The title and the name of a force or service in "PCC for Kent", or None."""
    asked = plain(re.sub(_POSSESSIVE, "", name))
    # Only the full title of one commissioner calls the force's area so.
    asked = re.sub("the metropolis$", "metropolitan police", asked)
    found = (re.fullmatch(pattern, asked) for pattern in _TITLED)
    return next(((one["before"], one["of"]) for one in found if one), None)


def holders(
    title: str, bodies: Sequence[str], policing_bodies: Iterable[LocalPolicingBody]
) -> tuple[str, ...] | None:
    """The keys of those of *bodies*, or of their local policing bodies, that *title* means.

    None if *title* isn't that of one body.
    """
    asked = plain(title)
    if asked in ("commissioner", "commissioner of police"):
        return tuple(key for key in bodies if key in _COMMISSIONERS)
    if asked not in _ONE:
        return None
    kind = _ONE[asked].kind
    if kind == _POLICING:
        return tuple(one.key for one in policing_bodies if {*bodies} & {*one.forces})
    # An agency is called a force too, in a report on it.
    other = {_POLICE: (_FIRE, _POLICING), _FIRE: (_POLICE, _POLICING)}[kind]
    return tuple(key for key in bodies if key.partition("/")[0] not in other)


def group_of(
    name: str,
    on: date,
    *,
    forces: Iterable[Body],
    policing_bodies: Iterable[LocalPolicingBody],
    fire_services: Iterable[Body],
) -> tuple[str, ...] | None:
    """The keys of the bodies that *name* means on a day; None if it isn't the name of a group.

    Read are the groups of `TITLES`, with "all" or "the" before them and "in England", "in Wales"
    or "in England and Wales" after them. A body that didn't exist on the day is left out.
    """
    asked = re.sub(r"^(all of the|all the|all) ", "", plain(name))
    found = re.fullmatch(f"(?P<group>{'|'.join(_SEVERAL)})(?P<more>{_EQUIVALENTS}){_PLACE}", asked)
    kind = _SEVERAL[found["group"]].kind if found else None
    if found is None or (found["more"] and kind != _POLICING):
        return None
    places = {"england": ("England",), "wales": ("Wales",)}
    nations = places.get(found["place"] or "", ("England", "Wales"))
    if kind == _POLICING:
        theirs = {force.key for force in forces if force.nation in nations}
        bodies: Iterable[Body] = (one for one in policing_bodies if theirs & {*one.forces})
    else:
        every = forces if kind == _POLICE else fire_services
        bodies = (body for body in every if body.nation in nations)
    return tuple(body.key for body in bodies if body.existed_on(on) is not False)
