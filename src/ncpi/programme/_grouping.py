"""Grouping of pairs and recommendations into rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from ncpi import fields
from ncpi.comparison.pairs import NO_FORCE, OF_NO_FORCE, PairResult
from ncpi.errors import Fault, InvalidError, UnknownNameError
from ncpi.model import Body
from ncpi.vocabulary import Grouping

__all__ = [
    "EVERYTHING",
    "PLACES",
    "Group",
    "Groups",
    "by_framework",
    "by_key",
    "group_of",
    "in_groups",
    "in_order",
    "wanted",
]

EVERYTHING = "all pairs"
_NOT_GIVEN = "not among the bodies given"
PLACES = (Grouping.NATION, Grouping.REGION)
"""The groupings for which bodies have to be given."""


PartT = TypeVar("PartT")


class Group(NamedTuple):
    """A group of pairs or recommendations.

    Attributes:
        name: the label of the group.
        named: whether the label is a name. False for the rest: the year isn't known, the body
            isn't among those given, and so on.
        framework: the key of the theme's framework; None if the group isn't a theme.
    """

    name: str
    named: bool = True
    framework: str | None = None

    def __str__(self) -> str:
        return self.name


class Groups(Mapping[Group, PartT]):
    """A mapping from `Group`; ``[...]`` also accepts the name of a group.

    A name means the group with that name, or else an unnamed group with that label. Named
    groups come first, in alphabetical order.
    """

    def __init__(self, parts: Iterable[tuple[Group, PartT]]) -> None:
        self._parts = dict(parts)

    def __getitem__(self, group: Group | str) -> PartT:
        """The value for *group*.

        Raises:
            ncpi.errors.UnknownNameError: there is no such group.
        """
        sought = (Group(group), Group(group, named=False)) if isinstance(group, str) else (group,)
        for one in sought:
            if one in self._parts:
                return self._parts[one]
        raise UnknownNameError(str(group), "groups", [one.name for one in self._parts])

    def __iter__(self) -> Iterator[Group]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(map(str, self._parts))}>"


def by_key(bodies: Iterable[Body], subject: str) -> dict[str, Body]:
    """The bodies that a caller passed to *subject*, by key.

    Raises:
        ncpi.errors.InvalidError: one of them isn't a body.
    """
    faults: list[Fault] = []
    given = fields.accept(tuple[Body, ...], bodies, "bodies", faults)
    fields.refuse(faults, subject)
    return {body.key: body for body in given}


def wanted(by: Grouping | str, subject: str, *, places: bool, themes: bool) -> Grouping:
    """The grouping that *by* names; *places* and *themes* say whether those are available.

    Raises:
        ncpi.errors.InvalidError: there is no such grouping, it doesn't apply, or it needs
            bodies.
    """
    faults: list[Fault] = []
    found = fields.accept(Grouping, by, "by", faults)
    fields.refuse(faults, subject)
    if found is Grouping.THEME and not themes:
        message = "a theme belongs to a recommendation; a pair of reports has many themes"
        choices = ", ".join(choice.value for choice in Grouping if choice is not found)
        advice = f"Choose from: {choices}"
        raise InvalidError([Fault("by", "choice", message, found.value, advice)], subject)
    if found in PLACES and not places:
        message = f"the {found.value} of a body is known only if bodies are given"
        advice = "Pass them: archive.compare_all(bodies=registers.forces)"
        raise InvalidError([Fault("by", "inconsistent", message, found.value, advice)], subject)
    return found


def group_of(pair: PairResult, by: Grouping, places: Mapping[str, Body]) -> Group:
    """The group of *pair*; for themes, see `by_framework`.

    A pair that `PairResult.is_excluded` isn't in the group of a force, nation or region.
    """
    if by is Grouping.YEAR:
        published = pair.baseline.published
        if published is None or published.earliest.year != published.latest.year:
            return Group("not known", named=False)
        return Group(f"{published.year:04}")
    if by in (Grouping.FORCE, *PLACES) and pair.is_excluded:
        return Group(OF_NO_FORCE, named=False)
    if by is Grouping.FORCE:
        return Group(pair.force, named=pair.force != NO_FORCE)
    if by in PLACES:
        return _placed(pair, by, places)
    return Group(EVERYTHING)


def in_order(groups: Iterable[Group]) -> list[Group]:
    """Named groups first, in alphabetical order, then the others."""
    return sorted(groups, key=lambda group: (not group.named, group.framework or "", group.name))


def in_groups(
    pairs: Iterable[PairResult], by: Grouping, places: Mapping[str, Body]
) -> list[tuple[Group, list[PairResult]]]:
    """The pairs of each group, in order; for any grouping but by theme."""
    found: dict[Group, list[PairResult]] = {}
    for pair in pairs:
        found.setdefault(group_of(pair, by, places), []).append(pair)
    return [(group, found[group]) for group in in_order(found)]


def by_framework(theme: str | None, framework: str | None) -> Group:
    """The group of a recommendation under *theme*; themes of two frameworks stay separate."""
    if theme is None:
        return Group("none recorded", named=False, framework=framework)
    return Group(theme.casefold(), framework=framework)


def _placed(pair: PairResult, by: Grouping, places: Mapping[str, Body]) -> Group:
    bodies = [places.get(key) for key in pair.bodies]
    if not bodies:
        return Group(NO_FORCE, named=False)
    known = [body for body in bodies if body is not None]
    if len(known) < len(bodies):
        return Group(_NOT_GIVEN, named=False)
    found = {body.nation if by is Grouping.NATION else body.region for body in known}
    if None in found:
        return Group("not recorded", named=False)
    return Group(str(found.pop())) if len(found) == 1 else Group("several", named=False)
