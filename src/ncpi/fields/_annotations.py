"""Reads a field's annotation: which values it accepts, and how they are made immutable."""

from __future__ import annotations

import inspect
import math
from collections.abc import (
    Callable,
    Collection,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
)
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache, partial
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NewType,
    ParamSpec,
    Self,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import attrs

from ncpi.errors import (
    Fault,
    InvalidError,
    SubclassError,
    counted,
    in_words,
    member_fault,
    nearest,
    shown,
    type_fault,
)
from ncpi.fields._converters import each_reader, text_reader
from ncpi.fields._frozen import (
    FrozenMapping,
    as_float,
    as_json,
    as_tuple,
    is_mapping,
    is_tuple,
    json_faults,
    scalar_fault,
)
from ncpi.fields._validators import (
    Validator,
    all_of,
    clock_time,
    day,
    each,
    each_value,
    either,
    instance,
    member,
    name,
    number,
    open_list,
    optional,
    plain_text,
    text,
    truth,
    unique,
    url,
)
from ncpi.vocabulary import Other

__all__ = [
    "Freezer",
    "Name",
    "Names",
    "Text",
    "Url",
    "accept",
    "accepted",
    "cached",
    "check_annotations",
    "distinct",
    "freezer_of",
    "hints_of",
    "refuse",
    "type_faults",
    "validator_faults",
    "validator_of",
    "validators_of",
    "written_out",
]

Name: TypeAlias = Annotated[str, name]
"""Text on one line: see `name`."""
Text: TypeAlias = Annotated[str, text]
"""Running text: see `text`."""
Url: TypeAlias = Annotated[str, url]
"""A web address in full: see `url`."""

P = ParamSpec("P")
T = TypeVar("T")

Freezer: TypeAlias = Callable[[Any], Any]
"""Turns a mutable value into an immutable one."""


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` that keeps the types of *function*."""
    return cast("Callable[P, T]", cache(function))  # mypy doesn't take record classes as hashable


class distinct:  # noqa: N801 - used in an annotation, as the validators are
    """Forbids duplicate elements, in an annotation.

    ``Annotated[tuple[Finding, ...], distinct("key")]``: no two findings with the same key.
    ``Annotated[tuple[Name, ...], distinct()]``: no name twice.

    With several attributes, two elements are duplicates only if all of them are equal. With one,
    elements of which it is None are no duplicates: a press release needs no key. An attribute
    that the elements' class doesn't have is a `ncpi.errors.SubclassError`.
    """

    __slots__ = ("by",)

    def __init__(self, *by: str) -> None:
        self.by = by


Names: TypeAlias = Annotated[tuple[Name, ...], distinct()]
"""Several names, none of them twice."""


@cached
def hints_of(cls: type, *, plain: bool = False) -> Mapping[str, Any]:
    """The types of the fields of *cls*, with their `Annotated` metadata unless *plain*.

    A field without an annotation may hold anything, so its type is `typing.Any`.

    Raises:
        ncpi.errors.SubclassError: a type's name can't be resolved in the class's module.
    """
    if plain:
        # The names are resolved already: this only removes the metadata.
        return get_type_hints(type("Plain", (), {"__annotations__": {**hints_of(cls)}}))
    try:
        hints = get_type_hints(cls, include_extras=True)
        held = {
            field.name: written_out(
                hints.get(field.name, Any if field.type is None else field.type),
                _variables_of(cls, field.name),
            )
            for field in attrs.fields(cls)
        }
    # An alias that refers to itself has no end.
    except (NameError, AttributeError, SyntaxError, TypeError, RecursionError) as error:
        raise SubclassError(
            f"{cls.__module__}.{cls.__qualname__}",
            f"the type of a field can't be resolved ({error}). Import it at run time, not under "
            "TYPE_CHECKING, and define the class at the top level of its module. Before you send "
            "a class of __main__ to a worker, make one object of it",
        ) from None
    _keep_resolved(cls, hints)
    return held


def _variables_of(cls: type, field: str) -> Mapping[Any, Any]:
    """What `typing.Self` and the type variables in the annotation of *field* stand for in *cls*."""
    own: dict[Any, Any] = {Self: cls}
    known: dict[object, Mapping[Any, Any]] = {}
    for one in cls.__mro__:  # a class before its bases
        if field in inspect.get_annotations(one):
            return known.get(one, own)
        for base in one.__dict__.get("__orig_bases__", ()):
            arguments = [written_out(each, known.get(one, own)) for each in get_args(base)]
            parameters = getattr(get_origin(base), "__parameters__", ())
            known[get_origin(base)] = own | dict(zip(parameters, arguments, strict=False))
    return own


_BARE: Mapping[Any, Any] = {
    tuple: tuple[Any, ...],
    Sequence: Sequence[Any],
    frozenset: frozenset[Any],
    AbstractSet: AbstractSet[Any],
    Mapping: Mapping[str, Any],
    FrozenMapping: FrozenMapping[Any],
}


def written_out(hint: Any, variables: Mapping[Any, Any] = MappingProxyType({})) -> Any:
    """*hint* without names for other types: a NewType, an alias or one of *variables*.

    A bare ``tuple`` gets the arguments that it leaves out.
    """
    while isinstance(hint, NewType) or type(hint).__name__ == "TypeAliasType":
        hint = hint.__supertype__ if isinstance(hint, NewType) else hint.__value__
    origin, arguments = get_origin(hint), get_args(hint)
    if not arguments:
        is_key = isinstance(hint, Hashable)
        return variables.get(hint, _BARE.get(origin or hint, hint)) if is_key else hint
    if origin in (Literal, Callable):
        return hint
    if origin is Annotated:
        return Annotated[(written_out(arguments[0], variables), *arguments[1:])]
    inner = tuple(written_out(one, variables) for one in arguments)
    if inner == arguments:
        return hint
    form: Any = Union if origin is UnionType else origin
    return form[inner]


def _keep_resolved(cls: type, hints: Mapping[str, Any]) -> None:
    """Put types in the place of their names in a class that may be sent to another process."""
    if cls.__module__ == "__main__":  # whose names mean nothing there
        own = inspect.get_annotations(cls)
        own.update({name: hints[name] for name, hint in own.items() if isinstance(hint, str)})
        cls.__annotations__ = own


def _integer_faults(value: object) -> Sequence[Fault]:
    if type(value) is not int:
        return (type_fault(value, "a whole number"),)
    fault = scalar_fault(value)
    return (fault,) if fault else ()


_ANYTHING: Sequence[Any] = (Any, object)
_BY_TYPE: Mapping[Any, Validator] = {
    **dict.fromkeys(_ANYTHING, Validator(json_faults)),
    str: plain_text,
    bool: truth,
    int: Validator(_integer_faults),
    float: number(-math.inf, math.inf),
    date: day,
    time: clock_time,
    NoneType: Validator(
        lambda value: () if value is None else (type_fault(value, "nothing"),), types=[NoneType]
    ),
}


def validator_of(hint: Any) -> Validator | None:
    """The validator of values of the type *hint*; None where its values can't be checked."""
    try:
        hint = written_out(hint)
    except RecursionError:  # an alias that refers to itself
        return None
    try:
        return _validator_of(hint)
    except TypeError:  # unhashable metadata in Annotated
        return _validator_of.__wrapped__(hint)


@cache
def _validator_of(hint: Any) -> Validator | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in _BY_FORM:
        return _BY_FORM[origin](arguments)
    target: Any = hint if origin is None else origin
    if not isinstance(target, type) or is_typeddict(target):
        return None
    kind = cast("type[object]", target)
    if getattr(kind, "_is_protocol", False):  # isinstance() doesn't work on it
        return None
    own = kind.__dict__.get("__validator__")
    if isinstance(own, Validator):
        return own
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    return member(kind) if issubclass(kind, Enum) else instance(kind)


def _plain(hint: Any) -> Any:
    """*hint* without `Annotated` around it."""
    return _plain(get_args(hint)[0]) if get_origin(hint) is Annotated else hint


def _annotated(arguments: tuple[Any, ...]) -> Validator | None:
    hint, *metadata = arguments
    validators = [entry for entry in metadata if isinstance(entry, Validator)]
    uniqueness = [entry for entry in metadata if isinstance(entry, distinct)]
    plain = _plain(hint)
    if uniqueness and get_origin(plain) in (Union, UnionType):
        inner = next(one for one in get_args(plain) if one is not NoneType)
        return optional(_inner(Annotated[(inner, *metadata)]))
    if uniqueness:
        validators.insert(0, unique(_inner(get_args(plain)[0]), *uniqueness[0].by))
    return all_of(*validators) if validators else validator_of(hint)


def _union(arguments: tuple[Any, ...]) -> Validator | None:
    inner = [validator_of(one) for one in arguments if one is not NoneType]
    known = [one for one in inner if one is not None]
    if len(known) < len(inner):
        return None
    if Other in arguments:
        validator = open_list(*(one for one in arguments if one not in (Other, NoneType)))
    else:
        validator = known[0] if len(known) == 1 else either(*known)
    return optional(validator) if NoneType in arguments else validator


def _literal(choices: tuple[object, ...]) -> Validator:
    def faults(value: object) -> Sequence[Fault]:
        if any(type(value) is type(choice) and value == choice for choice in choices):
            return ()
        return (member_fault(value, [str(choice) for choice in choices], "an allowed value"),)

    return Validator(faults)


def _tuple(arguments: tuple[Any, ...]) -> Validator:
    if len(arguments) == 2 and arguments[1] is ...:
        return each(_inner(arguments[0]))
    inner = [_inner(one).faults for one in arguments]

    def faults(value: object) -> Sequence[Fault]:
        if not is_tuple(value):
            return (type_fault(value, "a list or a tuple"),)
        if len(value) != len(inner):
            message = f"it has {counted(len(value), 'element')}, not {len(inner)}"
            return (Fault("", "type", message, shown(value)),)
        return [
            fault.below(f"[{index}]")
            for index, (check, element) in enumerate(zip(inner, value, strict=True))
            for fault in check(element)
        ]

    return Validator(faults)


def _mapping(arguments: tuple[Any, ...]) -> Validator:
    has_text_keys = _has_text_keys(arguments)
    return each_value(_inner(arguments[-1])) if has_text_keys else instance(Mapping)


def _has_text_keys(arguments: tuple[Any, ...]) -> bool:
    """Whether a mapping of these types has text keys, as every `FrozenMapping` does."""
    return len(arguments) == 1 or _plain(arguments[0]) is str


def _collection(kind: type) -> Callable[[tuple[Any, ...]], Validator]:
    def made(arguments: tuple[Any, ...]) -> Validator:
        inner = _inner(arguments[-1]).faults

        def faults(value: object) -> Sequence[Fault]:
            if not isinstance(value, kind):
                return (type_fault(value, in_words(kind)),)
            elements = cast("Iterable[object]", value)
            if is_mapping(value):
                elements = value.values()
            return [fault for element in elements for fault in inner(element)]

        return Validator(faults)

    return made


def _inner(hint: Any) -> Validator:
    return validator_of(hint) or Validator(lambda _: ())  # check_annotations refuses the field


_BY_FORM: Mapping[Any, Callable[[tuple[Any, ...]], Validator | None]] = {
    Annotated: _annotated,
    Union: _union,
    UnionType: _union,
    Literal: _literal,
    tuple: _tuple,
    Sequence: lambda arguments: each(_inner(arguments[0])),
    FrozenMapping: _mapping,
    Mapping: _mapping,
    AbstractSet: _collection(frozenset),
    **{kind: _collection(kind) for kind in (frozenset, set, list, dict)},
}


def freezer_of(hint: Any) -> Freezer | None:
    """A function that makes values of the immutable type *hint* from mutable ones, or None."""
    hint = _plain(written_out(hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = [one for one in arguments if one is not NoneType]
        if any(_plain(one) in _ANYTHING for one in kinds):
            return as_json
        made = [(one, freezer) for one in kinds if (freezer := freezer_of(one))]
        several = partial(_frozen_as_one_of, _inner(hint), made)
        return several if made and len(kinds) > 1 else made[0][1] if made else None
    if origin in (tuple, Sequence):
        is_homogeneous = origin is Sequence or arguments[1:] == (...,)
        inner = [freezer_of(one) for one in arguments if one is not ...]
        return partial(_frozen_tuple, inner, is_homogeneous)
    if origin in (FrozenMapping, Mapping) and _has_text_keys(arguments):
        return partial(_frozen_mapping, freezer_of(arguments[-1]))
    if origin in (AbstractSet, frozenset):
        return _frozen_set
    return _FREEZERS.get(hint)


def _frozen_as_one_of(union: Validator, made: Sequence[tuple[Any, Freezer]], value: Any) -> Any:
    if union.faults(value):
        for kind, freeze in made:
            frozen = freeze(value)
            if not _inner(kind).faults(frozen):
                return frozen
    return value


def _frozen_tuple(inner: list[Freezer | None], is_homogeneous: bool, value: Any) -> Any:  # noqa: FBT001 - bound by partial
    elements: Any = as_tuple(value)
    if not is_tuple(elements) or not any(inner):
        return elements
    freezers = inner * len(elements) if is_homogeneous else inner
    if len(freezers) != len(elements):
        return elements  # the validator reports the wrong length
    pairs = zip(freezers, elements, strict=True)
    return tuple(freeze(element) if freeze else element for freeze, element in pairs)


def _frozen_mapping(inner: Freezer | None, value: Any) -> Any:
    unchecked: object = value
    if not is_mapping(unchecked) or (inner is None and type(unchecked) is FrozenMapping):
        return value
    mapping: Mapping[Any, Any] = value
    return FrozenMapping({key: inner(one) for key, one in mapping.items()} if inner else mapping)


def _frozen_set(value: Any) -> Any:
    unchecked: object = value
    return frozenset(value) if isinstance(unchecked, AbstractSet) else value


_FREEZERS: Mapping[Any, Freezer] = {
    float: as_float,
    **dict.fromkeys(_ANYTHING, as_json),
}


_SEVERAL, _SET, _MAPPING = "tuple[{}, ...]", "frozenset[{}]", "Mapping[str, {}]"
_MUTABLE: Mapping[Any, str] = {
    list: _SEVERAL,
    MutableSequence: _SEVERAL,
    Collection: _SEVERAL,
    Container: _SEVERAL,
    Iterable: _SEVERAL,
    set: _SET,
    MutableSet: _SET,
    dict: _MAPPING,
    MutableMapping: _MAPPING,
    bytearray: "bytes",
}


def check_annotations(cls: type) -> None:
    """Check that each field of *cls* can be checked and frozen, and how `distinct` is used.

    Raises:
        ncpi.errors.SubclassError: with every such field, and what to write.
    """
    wrong: list[str] = []
    for field, hint in hints_of(cls).items():
        wrong += [f"{field}: {reason}" for reason in _unsuitable_in(hint)]
        wrong += [f"{field}: {reason}" for reason in _missing_attributes(hint)]
    if wrong:
        raise SubclassError(f"{cls.__module__}.{cls.__qualname__}", "; ".join(wrong))


def _unsuitable_in(hint: Any) -> Iterator[str]:
    """What in *hint* can be changed or can't be checked, each with what to write."""
    plain = _plain(hint)
    if get_origin(plain) in (Literal, Callable):
        return
    kind, arguments = get_origin(plain) or plain, get_args(plain)
    inner = getattr(arguments[-1], "__name__", str(arguments[-1])) if arguments else "str"
    if isinstance(kind, type) and kind in _MUTABLE:
        yield f"{kind.__name__} can be changed; write {_MUTABLE[kind].format(inner)}"
    elif kind is Mapping and arguments and _plain(arguments[0]) is not str:
        yield f"the keys of a mapping are text; write {_MAPPING.format(inner)}"
    elif _is_changeable(kind):
        yield f"{kind.__name__} can be changed; decorate it with @attrs.frozen"
    elif is_typeddict(kind):
        advice = "a class decorated with @attrs.frozen, or Mapping[str, fields.JsonValue]"
        yield f"{kind.__name__} is a dict, which can be changed; write {advice}"
    elif getattr(kind, "_is_protocol", False):
        yield f"{kind.__name__} is a protocol, whose objects can't be stored; name their class"
    elif kind is not ... and validator_of(plain) is None:
        yield f"{shown(plain)} can't be checked; write a class, or fields.JsonValue for JSON"
    for one in arguments:
        yield from _unsuitable_in(one)


def _is_changeable(kind: Any) -> bool:
    """Whether *kind* is a class of attrs or a dataclass that isn't frozen."""
    cls: Any = kind if isinstance(kind, type) else None
    if is_dataclass(cls):
        return not getattr(cls, "__dataclass_params__").frozen  # noqa: B009 - not in its type
    return cls is not None and attrs.has(cls) and not attrs.inspect(cls).is_frozen


def _missing_attributes(hint: Any) -> Iterator[str]:
    """Why a `distinct` in *hint* can't work: attributes that the elements don't have."""
    if get_origin(hint) is Annotated:
        inner, *metadata = get_args(hint)
        names = [name for entry in metadata if isinstance(entry, distinct) for name in entry.by]
        for kind in _element_classes(inner) if names else ():
            known = [field.name for field in attrs.fields(kind)]
            for first in (name.partition(".")[0] for name in names):
                if first not in known and not hasattr(kind, first):
                    near = nearest(first, known)
                    advice = f"; did you mean {near!r}?" if near else ""
                    yield f"{in_words(kind)} has no attribute {first!r}{advice}"
    for argument in get_args(hint):
        yield from _missing_attributes(argument)


def _element_classes(hint: Any) -> Iterator[type]:
    """The attrs classes of the elements of a tuple, whose attributes are known."""
    plain = _plain(hint)
    arguments = [_plain(one) for one in get_args(plain) if one not in (..., NoneType)]
    if get_origin(plain) in (Union, UnionType):
        for one in arguments:
            yield from _element_classes(one)
        return
    for one in arguments:
        members = get_args(one) if get_origin(one) in (Union, UnionType) else (one,)
        for kind in map(_plain, members):
            if isinstance(kind, type) and attrs.has(kind) and not hasattr(kind, "__getattr__"):
                yield kind


@cached
def validators_of(cls: Any) -> Mapping[str, Validator]:
    """The validator of each field's annotation; a field that can't be checked has none."""
    hints = hints_of(cls)
    return {
        field.name: validator
        for field in attrs.fields(cls)
        if (validator := _with_bases(cls, field, hints[field.name]))
    }


def _with_bases(cls: Any, field: attrs.Attribute[Any], hint: object) -> Validator | None:
    """The validator of *field*, with that of the base whose field it replaces, if any."""
    own = validator_of(hint)
    for base in cls.__mro__[1:]:
        if attrs.has(base) and field.name in attrs.fields_dict(base):
            inherited = validators_of(base).get(field.name)
            if own is None or inherited is None or own is inherited:
                return inherited or own
            return all_of(inherited, own)
    return own


def type_faults(cls: type, attribute: attrs.Attribute[Any], value: object) -> Sequence[Fault]:
    """The faults of *value* by the annotation and the `Validator` of a field of *cls*."""
    for validator in (attribute.validator, validators_of(cls).get(attribute.name)):
        if isinstance(validator, Validator) and (found := validator.faults(value)):
            return [fault.below(attribute.alias or attribute.name) for fault in found]
    return ()


def validator_faults(attribute: attrs.Attribute[Any], made: object) -> Sequence[Fault]:
    """What another package's validator of a field finds in its value in *made*.

    A validator that reads a field that isn't set finds nothing yet.
    """
    if attribute.validator is None or isinstance(attribute.validator, Validator):
        return ()
    value = getattr(made, attribute.name)
    try:
        attribute.validator(made, attribute, value)
    except InvalidError as error:
        return error.faults
    except Exception as error:  # noqa: BLE001 - another package's validator may raise anything
        if isinstance(error, AttributeError) and error.obj is made:
            return ()
        has_text = bool(error.args) and isinstance(error.args[0], str)
        message = error.args[0] if has_text else repr(error)
        return [Fault(attribute.alias or attribute.name, "choice", message, shown(value))]
    return ()


def accept(hint: type[T], value: object, argument: str, faults: list[Fault]) -> T:
    """*value* as a function's argument of the type *hint*, converted as a field is.

    Text becomes what it represents, also in each element of a tuple, and a day becomes a
    `ncpi.PartialDate` where one is asked for. Its faults are added to *faults*, under the
    argument's name; see `refuse`.
    """
    kind: Any = hint
    read, freeze, validator = _argument_checks(kind)
    converted: T = read(value)
    if freeze:
        converted = freeze(converted)
    if validator and (found := validator.faults(converted)):
        faults += [fault.below(argument) for fault in found]
    return converted


def accepted(hint: type[T], value: object, argument: str, subject: str) -> T:
    """As `accept`, for the one argument of *subject*.

    Raises:
        ncpi.errors.InvalidError: *value* has faults.
    """
    faults: list[Fault] = []
    converted = accept(hint, value, argument, faults)
    refuse(faults, subject)
    return converted


@cache
def _argument_checks(
    hint: Any,
) -> tuple[Callable[[Any], Any], Freezer | None, Validator | None]:
    return _reader_of(hint), freezer_of(hint), validator_of(hint)


def _reader_of(kind: Any) -> Callable[[Any], Any]:
    arguments = get_args(kind)
    if get_origin(kind) is tuple and arguments[1:] == (...,):
        return each_reader(arguments[0])
    own: Callable[[Any], Any] | None = getattr(kind, "__converter__", None)
    return own or text_reader(kind)


def refuse(faults: Sequence[Fault], subject: str) -> None:
    """Reject the arguments of *subject* if there are *faults*.

    Raises:
        ncpi.errors.InvalidError: there are faults; it carries all of them.
    """
    if faults:
        raise InvalidError(faults, subject)
