"""Documents of older versions, brought up to the version that this release reads.

Each migration takes the plain content of a document, what stands under ``content``, from
one version to the next. It makes no nouns, changes nothing that it is given, and leaves
what it doesn't understand as it is, for the loader to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from ncpi.frozen import is_list, is_mapping

__all__ = ["MIGRATIONS", "Migration", "migrated"]

Migration: TypeAlias = Callable[[object], object]
"""Makes the content of one version from that of the version before."""

_RENAMED = ("status-event", "correction")
_LISTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "history": (frozenset({"key", "text"}), frozenset({"party"})),
    "claims": (frozenset({"recommendation", "progress"}), frozenset({"party"})),
    "corrections": (frozenset({"key", "title", "kind"}), frozenset()),
}
"""By the key of a list: what the object around it must have, and what each element must."""
_OTHERS = frozenset({"archive", "cause-of-concern", "comparison", "finding", "force"})
"""Types of version 1 that had none of these lists; what is kept there was somebody else's."""


def migrated(content: object, version: int) -> object:
    """*content*, which is of *version*, as the version that this release reads has it.

    What is of that version, of a newer one or of none that ever was comes back as it is.

    Raises:
        RecursionError: it is nested too deep, or holds itself.
    """
    while version in MIGRATIONS:
        content = MIGRATIONS[version](content)
        version += 1
    return content


def _rename_on(content: object) -> object:
    """Version 1 to 2: ``on`` of status events and corrections is called ``dated``.

    YAML readers take a bare key ``on`` for true.

    Where an object's class is clear from the field that holds it, the document doesn't
    name it. So the objects meant are those that are called a status event or a correction,
    and the elements of a recommendation's ``history``, of a report's ``corrections`` and of
    a compared recommendation's ``claims``: of whatever class, since another package may
    have derived its own from ours. Each is known by what version 1 required of it and of
    the object around it.

    An ``on`` anywhere else stays. It may be the field of another package's own class, and
    what that means can't be known without the class. If it is a status event after all,
    the loader says that ``dated`` is missing, and where. Of one that has a ``dated`` besides,
    both values stand there in a list, which the loader refuses even where it keeps unknown
    keys: neither is taken for the date in silence.
    """
    if is_list(content):
        return [_rename_on(element) for element in content]
    if not is_mapping(content):
        return content
    renewed: dict[object, object] = {}
    # What calls itself something else keeps under these keys what isn't ours.
    named = content.get("type")
    may_hold = type(named) is not str or named not in _OTHERS
    for key, value in content.items():
        inner = _rename_on(value)
        if may_hold and type(key) is str and key in _LISTS and is_list(inner):
            around, within = _LISTS[key]
            if around <= content.keys():
                inner = [_renamed(element, within) for element in inner]
        renewed[key] = inner
    kind = renewed.get("type")
    return _renamed(renewed) if type(kind) is str and kind in _RENAMED else renewed


def _renamed(value: object, required: frozenset[str] = frozenset()) -> object:
    """*value* with ``dated`` in the place of ``on``, if it is an object with what is required."""
    if not is_mapping(value) or "on" not in value or not required <= value.keys():
        return value
    dated = [value["on"], value["dated"]] if "dated" in value else value["on"]
    return {
        "dated" if key == "on" else key: dated if key == "on" else inner
        for key, inner in value.items()
        if key != "dated"
    }


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _rename_on})
"""The way from each older version to the next."""
