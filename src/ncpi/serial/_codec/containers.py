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
from itertools import chain, count, repeat
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, counted, in_words, shown, type_fault
from ncpi.fields import FrozenMapping
from ncpi.fields._frozen import is_list, is_mapping, is_tuple, key_step
from ncpi.fields._validators import either_faults
from ncpi.model import Record
from ncpi.serial._codec.faults import MOST_FAULTS, faults_in, refuse, too_many
from ncpi.serial._codec.scalars import Dumper, Hook, open_list_hook
from ncpi.serial._codec.shapes import is_record, open_list_of
from ncpi.serial._formats import Unknown

__all__ = ["reading", "register_containers", "register_foreign"]


def _each(parts: Iterable[tuple[Any, Dumper, object]], step: Callable[[Any], str]) -> list[Any]:
    """What each part's function makes of its value; *step* leads to its key in a fault's path."""
    result: list[Any] = []
    faults: list[Fault] = []
    for key, make, value in parts:
        try:
            result.append(make(value))
        except Exception as error:  # noqa: BLE001 - another package's hook may raise anything
            faults += [fault.below(step(key)) for fault in faults_in(error)]
            if len(faults) > MOST_FAULTS:
                faults.append(too_many("object" if step is key_step else "list"))
                break
    if faults:
        raise InvalidError(faults)
    return result


def reading(kind: Any, converter: cattrs.Converter) -> Dumper:
    """Reads a value as *kind*."""
    hook = converter.get_structure_hook(kind)
    return lambda value: hook(value, kind)


_INTO: Mapping[Any, Callable[[list[Any]], Any]] = {
    list: list,
    set: set,
    frozenset: frozenset,
    AbstractSet: frozenset,
}


def _elements(
    kind: Any, converter: cattrs.Converter, hook_of: Callable[[Any, cattrs.Converter], Dumper]
) -> Callable[[Iterable[object]], list[Any]]:
    """Applies to each element of a *kind* what *hook_of* gives for its type."""
    arguments = get_args(kind) or (Any, ...)
    hooks = [hook_of(one, converter) for one in arguments if one is not ...]
    is_fixed = (get_origin(kind) or kind) is tuple and arguments[-1] is not ...

    def made(values: Iterable[object]) -> list[Any]:
        elements = list(values)
        if is_fixed and len(elements) != len(hooks):
            message = f"it has {counted(len(elements), 'element')}, not {len(hooks)}"
            raise InvalidError([Fault("", "type", message, shown(values))])
        functions = hooks if is_fixed else repeat(hooks[0])
        return _each(zip(count(), functions, elements, strict=False), "[{}]".format)

    return made


def _sequence(kind: Any, converter: cattrs.Converter) -> Hook:
    into = _INTO.get(get_origin(kind) or kind, tuple)
    elements = _elements(kind, converter, reading)
    may_be_one = get_args(kind)[1:] in ((), (...,))

    def hook(value: object, _: object) -> object:
        if not (is_list(value) or is_tuple(value)):
            is_single = may_be_one and type(value) in (str, dict)
            advice = "Write a list, even for a single element" if is_single else None
            fault = type_fault(value, "a list")
            raise InvalidError([attrs.evolve(fault, suggestion=fault.suggestion or advice)])
        made = into(elements(value))
        if len(made) != len(value):
            raise InvalidError([Fault("", "repeated", "an element is repeated")])
        return made

    return hook


def _mapping(kind: Any, converter: cattrs.Converter) -> Hook:
    is_frozen = get_origin(kind) in (FrozenMapping, Mapping)
    read_key, inner = reading(str, converter), reading(_value_kind(kind), converter)

    def pair(item: tuple[object, object]) -> tuple[str, Any]:
        return read_key(item[0]), inner(item[1])

    def hook(value: object, _: object) -> Mapping[str, Any]:
        if not is_mapping(value):
            refuse(value, "an object")
        result = dict(_each([(item[0], pair, item) for item in value.items()], key_step))
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
        parts = [(key, inner, value[key]) for key in sorted(value)]
        return dict(zip(sorted(value), _each(parts, key_step), strict=True))

    return dump


def _own_or_union(
    kind: Any, converter: cattrs.Converter, stricter: cattrs.Converter | None = None
) -> Hook:
    # cattrs keeps a caller's own union hooks there, and would look them up after ours.
    own: Hook | None = getattr(converter, "_union_struct_registry", {}).get(kind)
    return own or _union(kind, converter, stricter)


def _union(
    kind: Any, converter: cattrs.Converter, stricter: cattrs.Converter | None = None
) -> Hook:
    members = [member for member in get_args(kind) if member is not NoneType]
    exact = {member for member in members if isinstance(member, type)}
    words = open_list_of(kind)
    hooks = [open_list_hook(words)] if words else [reading(one, converter) for one in members]
    may_be_none = NoneType in get_args(kind)

    def hook(value: object, _: object) -> object:
        if value is None and may_be_none:
            return None
        if len(hooks) == 1:
            return hooks[0](value)
        if stricter is not None:
            with suppress(InvalidError):
                return stricter.structure(value, kind)
        made: list[object] = []
        refused: list[Sequence[Fault]] = []
        for inner in hooks:
            try:
                made.append(inner(value))
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
        inner = converter.get_unstructure_hook(members[0])
        return lambda value: None if value is None else inner(value)
    records = [member for member in members if is_record(member)]
    declared = records[0] if len(records) == 1 else Record
    others = {get_origin(member) or member: member for member in members}

    def dump(value: object) -> object:
        as_what = declared if isinstance(value, Record) else others.get(type(value), type(value))
        return converter.unstructure(value, unstructure_as=as_what)

    return dump


def _dump_sequence(kind: Any, converter: cattrs.Converter) -> Dumper:
    return _elements(kind, converter, lambda one, _: converter.get_unstructure_hook(one))


def _dump_set(kind: Any, converter: cattrs.Converter) -> Dumper:
    plain = _dump_sequence(kind, converter)
    # A set has no order, and its elements may not be comparable; their reprs are.
    return lambda value: sorted(plain(value), key=repr)


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
