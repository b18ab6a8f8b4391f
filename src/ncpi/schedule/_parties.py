"""Who must do what is due: bodies by any of their names, offices and groups."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

from ncpi import registers
from ncpi.errors import AmbiguousNameError, UnknownNameError, candidates, nearest
from ncpi.fields import Name
from ncpi.registers._groups import TITLES, is_party
from ncpi.registers._register import plain

__all__ = [
    "EVERY_POLICING_BODY",
    "PARTY_NAME",
    "asked_for",
    "group_asked_for",
    "is_due_from",
    "is_known",
    "is_one_of",
    "members_of",
    "not_known",
    "parties_named",
    "policing_body_of",
]

EVERY_POLICING_BODY = "all local policing bodies"
"""From whom the comments on a national report are due."""

PARTY_NAME: Any = Name
"""The type of a party's name, as an argument."""

_GROUP_OF = {plain(title.one): title.several for title in TITLES}
_MOST_CANDIDATES = 6


def policing_body_of(force: str) -> str:
    """The key of the local policing body of the body with the key *force*, or words for it."""
    try:
        return registers.local_policing_body_of(force).key
    except (UnknownNameError, AmbiguousNameError):
        return f"local policing body of {force}"


def members_of(party: str, on: date) -> frozenset[str]:
    """The keys of the bodies of a group such as "chief constables"; empty if it is no group."""
    return frozenset(() if "/" in party else registers.bodies_in_group(party, on=on) or ())


@lru_cache(maxsize=4096)
def _keys_of(name: str) -> frozenset[str]:
    """The keys of the bodies and the inspectorate of this name."""
    keys = {*registers.bodies_named(name)}
    with suppress(UnknownNameError, AmbiguousNameError):
        keys.add(registers.inspectorates.find(name).key)
    return frozenset(keys)


def _self_named(name: str) -> frozenset[str]:
    return _keys_of(name) | {plain(name)}


def parties_named(who: str, on: date) -> frozenset[str]:
    """All that *who* may mean: the words, the keys of bodies, and those of a group's bodies."""
    return _self_named(who) | members_of(who, on)


def asked_for(who: str, on: date) -> frozenset[str]:
    """As `parties_named`; a title such as "chief constable" means whoever holds it."""
    return parties_named(who, on) | group_asked_for(who, on)


def group_asked_for(who: str, on: date) -> frozenset[str]:
    """As `members_of`, also by the title of any one member, such as "chief constable"."""
    return members_of(who if _keys_of(who) else _GROUP_OF.get(plain(who), who), on)


def is_one_of(party: str, wanted: frozenset[str]) -> bool:
    """Whether *party*, as an entry names it, is one of *wanted* by name and not by a group."""
    return not wanted.isdisjoint(_self_named(party))


def is_due_from(party: str, wanted: frozenset[str], on: date) -> bool:
    """Whether *party*, as an entry names it, is one of *wanted* or a group with one of them."""
    return not wanted.isdisjoint(parties_named(party, on))


def is_known(who: str, on: date) -> bool:
    """Whether *who* is the name of a body, an inspectorate, a group or a party."""
    return bool(_keys_of(who) or group_asked_for(who, on)) or is_party(who)


def not_known(who: str, among: str, parties: Iterable[str]) -> UnknownNameError:
    """The error that *who* isn't one of *parties*, with candidates from them and the registers."""
    every = [*dict.fromkeys(parties)]
    near = [one for one in (nearest(who, every),) if one]
    if not _keys_of(who) and plain(who) not in _GROUP_OF and not is_party(who):
        titles = [title.one for title in TITLES]
        near += candidates(who, titles) or registers.bodies_like(who)
        every = every or [*{title.kind: title.several for title in reversed(TITLES)}.values()]
    return UnknownNameError(who, among, list(dict.fromkeys(near or every))[:_MOST_CANDIDATES])
