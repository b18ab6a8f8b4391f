"""Hooks for lists, sets, mappings, unions and other packages' classes, with each fault's path.

By default, cattrs splits text into characters and writes a set in the order of its hashes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from enum import Enum
from functools import partial
from itertools import chain
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, in_words, path_step, shown, type_fault
from ncpi.fields import FrozenMapping
from ncpi.fields._frozen import is_list, is_mapping, is_tuple
from ncpi.fields._validators import either_faults
from ncpi.model import Record
from ncpi.serial._codec.faults import MOST_FAULTS, faults_in, refuse, too_many
from ncpi.serial._codec.scalars import Dumper, Hook, open_list_hook, read_text
from ncpi.serial._codec.shapes import is_record, open_list_of
from ncpi.serial._formats import Unknown

__all__ = ["Nullable", "NullableDump", "register_containers", "register_foreign"]


def _each(values: Iterable[object], hook: Hook, kind: object) -> list[Any]:
    """Apply *hook* to each of *values*; each fault's path has the index."""
    result: list[Any] = []
    faults: list[Fault] = []
    for index, value in enumerate(values):
        try:
            result.append(hook(value, kind))
        except Exception as error:  # noqa: BLE001 - another package's hook may raise anything
            faults += [fault.below(f"[{index}]") for fault in faults_in(error)]
            if len(faults) > MOST_FAULTS:
                faults.append(too_many("list"))
                break
    if faults:
        raise InvalidError(faults)
    return result


def _sequence(kind: Any, converter: cattrs.Converter) -> Hook:
    origin = get_origin(kind) or kind
    makers: dict[Any, Callable[[list[Any]], Any]] = {
        list: list,
        set: set,
        frozenset: frozenset,
        AbstractSet: frozenset,
    }
    into = makers.get(origin, tuple)
    arguments = get_args(kind) or (Any, ...)
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is ...):
        return _fixed(arguments, converter)
    element = arguments[0]
    inner = converter.get_structure_hook(element)

    def hook(value: object, _: object) -> object:
        if not (is_list(value) or is_tuple(value)):
            is_single = type(value) in (str, dict)
            advice = "Write a list, even for a single element" if is_single else None
            fault = type_fault(value, "a list")
            raise InvalidError([attrs.evolve(fault, suggestion=fault.suggestion or advice)])
        made = into(_each(value, inner, element))
        if len(made) != len(value):
            raise InvalidError([Fault("", "repeated", "an element is repeated")])
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
    is_frozen = get_origin(kind) in (FrozenMapping, Mapping)
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
            except Exception as error:  # noqa: BLE001 - another package's hook may raise anything
                faults += [fault.below(path_step(str(key))) for fault in faults_in(error)]
                if len(faults) > MOST_FAULTS:
                    faults.append(too_many("object"))
                    break
        if faults:
            raise InvalidError(faults)
        return FrozenMapping(result) if is_frozen else result

    return hook


def _value_kind(kind: Any) -> Any:
    """The type of a mapping's values; only text keys are supported."""
    arguments = get_args(kind)
    if get_origin(kind) is FrozenMapping:
        return arguments[0]
    if arguments and arguments[0] is not str:
        message = f"only mappings with text keys can be stored, not {kind}"
        raise InvalidError([Fault("", "unstorable", message)])
    return arguments[1] if arguments else Any


def _dump_mapping(kind: Any, converter: cattrs.Converter) -> Dumper:
    inner = converter.get_unstructure_hook(_value_kind(kind))

    def dump(value: Mapping[str, object]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        faults: list[Fault] = []
        for key in sorted(value):
            try:
                result[key] = inner(value[key])
            except Exception as error:  # noqa: BLE001 - every error becomes a fault
                faults += [fault.below(path_step(key)) for fault in faults_in(error)]
        if faults:
            raise InvalidError(faults)
        return result

    return dump


@attrs.frozen
class Nullable:
    """Reads None as None, and anything else with the hook *inner*, as *kind*."""

    inner: Hook
    kind: Any

    def __call__(self, value: object, _: object) -> object:
        return None if value is None else self.inner(value, self.kind)


def _open_list(words: type[Enum], kind: Any) -> Hook:
    hook = open_list_hook(words)
    return Nullable(hook, words) if NoneType in get_args(kind) else hook


def _own_or_union(
    kind: Any, converter: cattrs.Converter, stricter: cattrs.Converter | None = None
) -> Hook:
    # cattrs keeps a caller's own union hooks there, and would look them up after ours.
    own: Hook | None = getattr(converter, "_union_struct_registry", {}).get(kind)
    if own is None and (words := open_list_of(kind)) is not None:
        return _open_list(words, kind)
    return own or _union(kind, converter, stricter)


@attrs.frozen
class NullableDump:
    """Writes None as None, and anything else with the hook *inner*, as *kind*."""

    inner: Dumper
    kind: Any

    def __call__(self, value: object) -> object:
        return None if value is None else self.inner(value)


def _union(
    kind: Any, converter: cattrs.Converter, stricter: cattrs.Converter | None = None
) -> Hook:
    members = [member for member in get_args(kind) if member is not NoneType]
    exact = {member for member in members if isinstance(member, type)}
    may_be_none = len(members) < len(get_args(kind))
    hooks = [(member, converter.get_structure_hook(member)) for member in members]
    if len(hooks) == 1:
        return Nullable(hooks[0][1], members[0])

    def hook(value: object, _: object) -> object:
        if value is None and may_be_none:
            return None
        if stricter is not None:
            with suppress(InvalidError):
                return stricter.structure(value, kind)
        made: list[object] = []
        refused: list[Sequence[Fault]] = []
        for member, inner in hooks:
            try:
                made.append(inner(value, member))
            except Exception as error:  # noqa: BLE001 - the value may be another member
                refused.append(faults_in(error))
        if len(made) > 1:
            made = _likeliest(made, type(value) if type(value) in exact else None)
        if len(made) == 1:
            return made[0]
        if made:
            message = f"{shown(value)} can be read in {len(made)} ways"
            raise InvalidError([Fault("", "type", message, shown(value))])
        # Where the value has the form of a member, only what is wrong inside it is of use.
        of_form = [faults for faults in refused if all(fault.path for fault in faults)]
        raise InvalidError(either_faults([*chain.from_iterable(of_form or refused)]))

    return hook


def _likeliest(made: list[Any], exact: type | None) -> list[Any]:
    """Of several readings, that of the value's own type, or those without unknown fields."""
    if exact in (bool, int, float):
        made = [one for one in made if type(one) is exact]
    complete = [one for one in made if not (isinstance(one, Record) and one.unknown_fields)]
    made = complete or made
    return made[:1] if all(type(one) is type(made[0]) and one == made[0] for one in made) else made


def _dump_union(kind: Any, converter: cattrs.Converter) -> Dumper:
    members = [member for member in get_args(kind) if member is not NoneType]
    if len(members) == 1:
        return NullableDump(converter.get_unstructure_hook(members[0]), members[0])
    records = [member for member in members if is_record(member)]
    declared = records[0] if len(records) == 1 else Record
    others = {get_origin(member) or member: member for member in members}

    def dump(value: object) -> object:
        as_what = declared if isinstance(value, Record) else others.get(type(value), type(value))
        return converter.unstructure(value, unstructure_as=as_what)

    return dump


def _dump_sequence(kind: Any, converter: cattrs.Converter) -> Dumper:
    arguments = get_args(kind) or (Any, ...)
    hooks = [converter.get_unstructure_hook(one) for one in arguments if one is not ...]
    only = hooks[0] if len(arguments) == 1 or arguments[-1] is ... else None

    def dump(value: Iterable[object]) -> list[Any]:
        if only is not None:
            return _each(value, _dump_as, only)
        elements = list(value)
        if len(hooks) != len(elements):
            message = f"it has {len(elements)} elements, not {len(hooks)}"
            raise InvalidError([Fault("", "unstorable", message)])
        return _each(zip(hooks, elements, strict=True), _dump_one, None)

    return dump


def _dump_as(element: object, hook: Dumper) -> object:
    return hook(element)


def _dump_one(paired: Any, _: object) -> object:
    hook, element = paired
    return hook(element)


def _dump_set(kind: Any, converter: cattrs.Converter) -> Dumper:
    plain = _dump_sequence(kind, converter)

    def dump(value: Iterable[object]) -> list[Any]:
        # A set has no order, and its elements may not be comparable; their reprs are.
        return sorted(plain(value), key=repr)

    return dump


_CONTAINERS: tuple[Any, ...] = (Iterable, Container)


def _is_other_container(kind: Any) -> bool:
    origin: Any = get_origin(kind) or kind
    if not isinstance(origin, type) or is_foreign(origin):
        return False
    return issubclass(origin, _CONTAINERS) and not issubclass(origin, (str, tuple, Enum))


def _refuse_kind(kind: Any) -> NoReturn:
    message = f"{shown(kind)} can't be stored"
    advice = "Use tuple[..., ...], frozenset[...] or ncpi.fields.FrozenMapping[...]"
    raise InvalidError([Fault("", "unstorable", message, "", advice)])


def _has_origin(*origins: object) -> Callable[[Any], bool]:
    return lambda kind: kind in origins or get_origin(kind) in origins


def register_containers(
    converter: cattrs.Converter, stricter: cattrs.Converter | None = None
) -> None:
    """Register hooks on *converter* that never coerce a container.

    *stricter* is for a *converter* that ignores unknown keys: it rejects them, and so finds
    which class of a union has every key.
    """
    # The latest registered is tried first: these are for all the other containers.
    converter.register_structure_hook_factory(_is_other_container, _refuse_kind)
    converter.register_unstructure_hook_factory(_is_other_container, _refuse_kind)
    ordered = _has_origin(list, tuple, Sequence)
    unordered = _has_origin(set, frozenset, AbstractSet)
    converter.register_structure_hook_factory(lambda k: ordered(k) or unordered(k), _sequence)
    converter.register_unstructure_hook_factory(ordered, _dump_sequence)
    converter.register_unstructure_hook_factory(unordered, _dump_set)
    mapping = _has_origin(dict, Mapping, FrozenMapping)
    converter.register_structure_hook_factory(mapping, _mapping)
    converter.register_unstructure_hook_factory(mapping, _dump_mapping)
    is_union = _has_origin(Union, UnionType)
    converter.register_structure_hook_factory(is_union, partial(_own_or_union, stricter=stricter))
    converter.register_unstructure_hook_factory(is_union, _dump_union)


def register_foreign(converter: cattrs.Converter, unknown: Unknown) -> None:
    """Register hooks on *converter* for other packages' classes; call before `register_records`.

    These are attrs classes and dataclasses, which cattrs reads field by field; whatever it would
    drop or can't handle is rejected.
    """
    converter.register_structure_hook_factory(is_foreign, partial(_foreign, converter, unknown))


def is_foreign(kind: Any) -> bool:
    """Whether *kind* is a class that cattrs reads field by field."""
    cls: Any = kind if isinstance(kind, type) else None
    if cls is None:
        return False
    return attrs.has(cls) or dataclasses.is_dataclass(cls)


def _foreign(converter: cattrs.Converter, unknown: Unknown, kind: Any) -> Hook:
    """A hook that reads another package's class without loss."""
    inner: Any = cattrs.gen.make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=unknown != "ignore"
    )

    def read(value: object, _: object) -> object:
        if not is_mapping(value):
            raise InvalidError([type_fault(value, f"an object ({in_words(kind)})")])
        return inner(value, kind)

    return read
