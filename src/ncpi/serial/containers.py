"""Hooks for lists, sets, mappings and unions, each fault under its place.

Left alone, cattrs splits a text into letters and dumps a set in the order of its hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, shown
from ncpi.frozen import FrozenMapping, is_list, is_mapping, is_tuple
from ncpi.model import Noun
from ncpi.serial.faults import faults_in, refuse
from ncpi.serial.scalars import Dumper, Hook, read_text
from ncpi.serial.text import step

__all__ = ["register_containers"]


def _each(values: Iterable[object], hook: Hook, kind: object) -> list[Any]:
    """*values* through *hook*, with every fault under its index."""
    result: list[Any] = []
    faults: list[Fault] = []
    for index, value in enumerate(values):
        try:
            result.append(hook(value, kind))
        except Exception as error:  # noqa: BLE001 - whatever a stranger's hook raises becomes a fault
            faults += [fault.below(f"[{index}]") for fault in faults_in(error)]
    if faults:
        raise InvalidError(faults)
    return result


def _sequence(kind: Any, converter: cattrs.Converter) -> Hook:
    origin = get_origin(kind) or kind
    makers: dict[Any, Callable[[list[Any]], Any]] = {list: list, set: set, frozenset: frozenset}
    into = makers.get(origin, tuple)
    arguments = get_args(kind) or (Any, ...)
    if into is tuple and not (len(arguments) == 2 and arguments[1] is ...):
        return _fixed(arguments, converter)
    element = arguments[0]
    inner = converter.get_structure_hook(element)

    def hook(value: object, _: object) -> object:
        if not (is_list(value) or is_tuple(value)):
            refuse(value, "a list")
        made = into(_each(value, inner, element))
        if len(made) != len(value):
            raise InvalidError([Fault("", "repeated", "an element stands more than once")])
        return made

    return hook


def _fixed(arguments: tuple[Any, ...], converter: cattrs.Converter) -> Hook:
    hooks = [(converter.get_structure_hook(argument), argument) for argument in arguments]

    def element(paired: Any, _: object) -> object:
        (hook, kind), value = paired
        return hook(value, kind)

    def hook(value: object, _: object) -> tuple[Any, ...]:
        if not (is_list(value) or is_tuple(value)):
            refuse(value, "a list")
        if len(value) != len(hooks):
            message = f"the list has {len(value)} elements, not {len(hooks)}"
            raise InvalidError([Fault("", "type", message, shown(value))])
        return tuple(_each(zip(hooks, value, strict=True), element, None))

    return hook


def _mapping(kind: Any, converter: cattrs.Converter) -> Hook:
    is_frozen = get_origin(kind) is FrozenMapping
    value_kind = _value_kind(kind)
    inner = converter.get_structure_hook(value_kind)

    def hook(value: object, _: object) -> Mapping[str, Any]:
        if not is_mapping(value):
            refuse(value, "an object")
        result: dict[str, Any] = {}
        faults: list[Fault] = []
        for key, element in value.items():
            try:
                result[read_text(key, str)] = inner(element, value_kind)
            except Exception as error:  # noqa: BLE001 - whatever a stranger's hook raises becomes a fault
                faults += [fault.below(step(str(key)).lstrip(".")) for fault in faults_in(error)]
        if faults:
            raise InvalidError(faults)
        return FrozenMapping(result) if is_frozen else result

    return hook


def _value_kind(kind: Any) -> Any:
    """The type of a mapping's values; its keys are text."""
    arguments = get_args(kind)
    if get_origin(kind) is FrozenMapping:
        return arguments[0]
    if arguments and arguments[0] is not str:
        message = f"only mappings with text for keys can be stored, not {kind}"
        raise InvalidError([Fault("", "unstorable", message)])
    return arguments[1] if arguments else Any


def _dump_mapping(kind: Any, converter: cattrs.Converter) -> Dumper:
    inner = converter.get_unstructure_hook(_value_kind(kind))
    return lambda value: {key: inner(element) for key, element in value.items()}


def _union(kind: Any, converter: cattrs.Converter) -> Hook:
    members = [member for member in get_args(kind) if member is not NoneType]
    may_be_none = len(members) < len(get_args(kind))
    hooks = [(member, converter.get_structure_hook(member)) for member in members]
    if len(hooks) == 1:
        only, only_hook = hooks[0]

        def optional(value: object, _: object) -> object:
            return None if value is None else only_hook(value, only)

        return optional

    def hook(value: object, _: object) -> object:
        if value is None and may_be_none:
            return None
        made: list[object] = []
        faults: list[Fault] = []
        for member, inner in hooks:
            try:
                made.append(inner(value, member))
            except Exception as error:  # noqa: BLE001 - a member that doesn't fit; the others may
                faults += faults_in(error)
        if len(made) == 1:
            return made[0]
        if made:
            message = f"{shown(value)} can be read in {len(made)} ways"
            raise InvalidError([Fault("", "type", message, shown(value))])
        raise InvalidError([_none_fits(faults)] if all(not f.path for f in faults) else faults)

    return hook


def _none_fits(faults: list[Fault]) -> Fault:
    advice = [fault.suggestion for fault in faults if fault.suggestion]
    return attrs.evolve(
        faults[0],
        message=", and ".join(dict.fromkeys(fault.message for fault in faults)),
        suggestion=". Or: ".join(advice) or None,
    )


def _dump_union(kind: Any, converter: cattrs.Converter) -> Dumper:
    nouns = [member for member in get_args(kind) if _is_noun(member)]
    declared = nouns[0] if len(nouns) == 1 else Noun

    def dump(value: object) -> object:
        as_what = declared if isinstance(value, Noun) else type(value)
        return converter.unstructure(value, unstructure_as=as_what)

    return dump


def _is_noun(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Noun)


def _dump_sequence(kind: Any, converter: cattrs.Converter) -> Dumper:
    arguments = get_args(kind) or (Any, ...)
    if len(arguments) == 2 and arguments[1] is ...:
        arguments = arguments[:1]
    hooks = [converter.get_unstructure_hook(argument) for argument in arguments]

    def dump(value: Iterable[object]) -> list[Any]:
        elements = list(value)
        each_hook = hooks * len(elements) if len(hooks) == 1 else hooks
        return _each(zip(each_hook, elements, strict=True), _dump_one, None)

    return dump


def _dump_one(paired: Any, _: object) -> object:
    hook, element = paired
    return hook(element)


def _dump_set(kind: Any, converter: cattrs.Converter) -> Dumper:
    plain = _dump_sequence(kind, converter)

    def dump(value: Iterable[object]) -> list[Any]:
        # A set has no order; text is the one order that every element has.
        return sorted(plain(value), key=repr)

    return dump


def _has_origin(*origins: object) -> Callable[[Any], bool]:
    return lambda kind: kind in origins or get_origin(kind) in origins


def register_containers(converter: cattrs.Converter) -> None:
    """Teach *converter* to take containers as they are, or not at all."""
    ordered = _has_origin(list, tuple)
    unordered = _has_origin(set, frozenset)
    converter.register_structure_hook_factory(lambda k: ordered(k) or unordered(k), _sequence)
    converter.register_unstructure_hook_factory(ordered, _dump_sequence)
    converter.register_unstructure_hook_factory(unordered, _dump_set)
    mapping = _has_origin(dict, Mapping, FrozenMapping)
    converter.register_structure_hook_factory(mapping, _mapping)
    converter.register_unstructure_hook_factory(mapping, _dump_mapping)
    is_union = _has_origin(Union, UnionType)
    converter.register_structure_hook_factory(is_union, _union)
    converter.register_unstructure_hook_factory(is_union, _dump_union)
