"""What a field's annotation asks for: a field says its type once, and this reads it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, time
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NewType,
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
    in_words,
    member_fault,
    shown,
    type_fault,
)
from ncpi.fields._converters import text_reader
from ncpi.fields._frozen import FrozenMapping, as_tuple, is_mapping, is_tuple, scalar_fault
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
    optional,
    plain_text,
    text,
    truth,
    unique,
    url,
)

__all__ = [
    "Freezer",
    "Name",
    "Text",
    "Url",
    "accept",
    "distinct",
    "faults_of",
    "freezer_of",
    "hints_of",
    "refuse",
    "refuse_changeable",
    "validator_of",
    "validators_of",
]

Name: TypeAlias = Annotated[str, name]
"""Text on one line: see `name`."""
Text: TypeAlias = Annotated[str, text]
"""Running text: see `text`."""
Url: TypeAlias = Annotated[str, url]
"""A web address in full: see `url`."""

T = TypeVar("T")

Freezer: TypeAlias = Callable[[Any], Any]
"""Makes a value that can't be changed of one that can."""


class distinct:  # noqa: N801 - it stands in an annotation as a validator does
    """Says in an annotation that no two elements are alike.

    ``Annotated[tuple[Finding, ...], distinct("key")]``: no two with the same key.
    ``Annotated[tuple[Name, ...], distinct()]``: no two the same.
    """

    __slots__ = ("by",)

    def __init__(self, *by: str) -> None:
        self.by = by


def hints_of(cls: type, *, plain: bool = False) -> Mapping[str, Any]:
    """The types of the fields of *cls*; unless *plain*, with what `Annotated` adds to them.

    Raises:
        ncpi.errors.SubclassError: a type's name stands for nothing in the class's module.
    """
    try:
        return get_type_hints(cls, include_extras=not plain)
    except (NameError, AttributeError, SyntaxError, TypeError) as error:
        raise SubclassError(
            f"{cls.__module__}.{cls.__qualname__}",
            f"the type of a field can't be found ({error}). Import it for real, not under "
            "TYPE_CHECKING, and define the class at the top of its module",
        ) from None


def _a_whole_number_faults(value: object) -> Sequence[Fault]:
    if type(value) is not int:
        return (type_fault(value, "a whole number"),)
    fault = scalar_fault(value)
    return (fault,) if fault else ()


_BY_TYPE: Mapping[type, Validator] = {
    str: plain_text,
    bool: truth,
    int: Validator(_a_whole_number_faults),
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
        return _validator_of(hint)
    except TypeError:  # something beside the type, in Annotated, has no hash
        return _validator_of.__wrapped__(hint)
    except RecursionError:  # an alias that means itself
        return None


@cache
def _validator_of(hint: Any) -> Validator | None:
    hint = _resolved(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in _BY_FORM:
        return _BY_FORM[origin](arguments or (Any, ...))
    given: Any = hint if origin is None else origin
    if not isinstance(given, type) or given in (Any, object) or is_typeddict(given):
        return None
    kind = cast("type[object]", given)
    if getattr(kind, "_is_protocol", False):  # Python would refuse isinstance() of it
        return None
    own = kind.__dict__.get("__validator__")
    if isinstance(own, Validator):
        return own
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    return member(kind) if issubclass(kind, Enum) else instance(kind)


def _resolved(hint: Any) -> Any:
    """What stands behind a NewType or, from Python 3.12, an alias of a `type` statement."""
    while isinstance(hint, NewType) or type(hint).__name__ == "TypeAliasType":
        hint = hint.__supertype__ if isinstance(hint, NewType) else hint.__value__
    return hint


def _plain(hint: Any) -> Any:
    """*hint* without a new name and without what `Annotated` adds."""
    hint = _resolved(hint)
    return _plain(get_args(hint)[0]) if get_origin(hint) is Annotated else hint


def _annotated(arguments: tuple[Any, ...]) -> Validator | None:
    hint, *metadata = arguments
    found = [given for given in metadata if isinstance(given, Validator)]
    apart = [given for given in metadata if isinstance(given, distinct)]
    plain = _plain(hint)
    if apart and get_origin(plain) in (Union, UnionType):
        inner = next(one for one in get_args(plain) if one is not NoneType)
        return optional(_inner(Annotated[(inner, *metadata)]))
    if apart:
        found.insert(0, unique(_inner(get_args(plain)[0]), *apart[0].by))
    return all_of(*found) if found else validator_of(hint)


def _union(arguments: tuple[Any, ...]) -> Validator | None:
    inner = [validator_of(one) for one in arguments if one is not NoneType]
    known = [one for one in inner if one is not None]
    if len(known) < len(inner):
        return None
    validator = known[0] if len(known) == 1 else either(*known)
    return optional(validator) if NoneType in arguments else validator


def _literal(choices: tuple[object, ...]) -> Validator:
    def faults(value: object) -> Sequence[Fault]:
        if any(type(value) is type(choice) and value == choice for choice in choices):
            return ()
        return (member_fault(value, [str(choice) for choice in choices], "one of the words"),)

    return Validator(faults)


def _tuple(arguments: tuple[Any, ...]) -> Validator:
    if len(arguments) == 2 and arguments[1] is ...:
        return each(_inner(arguments[0]))
    inner = [_inner(one).faults for one in arguments]

    def faults(value: object) -> Sequence[Fault]:
        if not is_tuple(value):
            return (type_fault(value, "a list or a tuple"),)
        if len(value) != len(inner):
            message = f"it holds {len(value)}, not {len(inner)}"
            return (Fault("", "type", message, shown(value)),)
        return [
            fault.below(f"[{index}]")
            for index, (check, element) in enumerate(zip(inner, value, strict=True))
            for fault in check(element)
        ]

    return Validator(faults)


def _mapping(arguments: tuple[Any, ...]) -> Validator:
    texts_only = _are_texts_keys(arguments)
    return each_value(_inner(arguments[-1])) if texts_only else instance(Mapping)


def _are_texts_keys(arguments: tuple[Any, ...]) -> bool:
    """Whether a mapping of these types has text for keys, as a `FrozenMapping` always has."""
    return len(arguments) == 1 or (bool(arguments) and _plain(arguments[0]) is str)


def _collection(kind: type) -> Callable[[tuple[Any, ...]], Validator]:
    def made(arguments: tuple[Any, ...]) -> Validator:
        inner = _inner(arguments[-1]).faults

        def faults(value: object) -> Sequence[Fault]:
            if not isinstance(value, kind):
                return (type_fault(value, in_words(kind)),)
            held = cast("Iterable[object]", value)
            if is_mapping(value):
                held = value.values()
            return [fault for element in held for fault in inner(element)]

        return Validator(faults)

    return made


def _inner(hint: Any) -> Validator:
    return validator_of(hint) or Validator(_anything)


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


def _anything(_: object) -> Sequence[Fault]:
    return ()


def freezer_of(hint: Any) -> Freezer | None:
    """What makes a value that can't be changed of one that can, where *hint* means the former."""
    hint = _plain(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = [one for one in arguments if one is not NoneType]
        made = [(one, freezer) for one in kinds if (freezer := freezer_of(one))]
        several = partial(_frozen_as_one_of, _inner(hint), made)
        return several if made and len(kinds) > 1 else made[0][1] if made else None
    if origin in (tuple, Sequence):
        is_even = origin is Sequence or arguments[1:] == (...,)
        inner = [freezer_of(one) for one in arguments if one is not ...]
        return partial(_frozen_tuple, inner, is_even)
    if origin in (FrozenMapping, Mapping) and _are_texts_keys(arguments):
        return partial(_frozen_mapping, freezer_of(arguments[-1]))
    if origin in (AbstractSet, frozenset):
        return _frozen_set
    return {float: _as_float, tuple: as_tuple, frozenset: _frozen_set}.get(hint)


def _frozen_as_one_of(union: Validator, made: Sequence[tuple[Any, Freezer]], value: Any) -> Any:
    if union.faults(value):
        for kind, freeze in made:
            held = freeze(value)
            if not _inner(kind).faults(held):
                return held
    return value


def _frozen_tuple(inner: list[Freezer | None], is_even: bool, value: Any) -> Any:  # noqa: FBT001 - bound by partial
    held: Any = as_tuple(value)
    if not is_tuple(held) or not any(inner):
        return held
    each_inner = inner * len(held) if is_even else inner
    if len(each_inner) != len(held):
        return held  # the validator says so
    pairs = zip(each_inner, held, strict=True)
    return tuple(freeze(element) if freeze else element for freeze, element in pairs)


def _frozen_mapping(inner: Freezer | None, value: Any) -> Any:
    given: object = value
    if not isinstance(given, Mapping):
        return value
    held: Mapping[Any, Any] = value
    return FrozenMapping({key: inner(one) for key, one in held.items()} if inner else held)


def _frozen_set(value: Any) -> Any:
    given: object = value
    return frozenset(value) if isinstance(given, AbstractSet) else value


def _as_float(value: Any) -> Any:
    return float(value) if type(value) is int and abs(value) < 2**53 else value


_CHANGEABLE: Mapping[type, str] = {
    list: "tuple[..., ...]",
    dict: "Mapping[str, ...]",
    set: "frozenset[...]",
    bytearray: "bytes",
}


def refuse_changeable(cls: type) -> None:
    """Refuse *cls* if a field of it means something that can be changed.

    Raises:
        ncpi.errors.SubclassError: with every such field, and what to write.
    """
    wrong = [
        f"{name}: a {kind.__name__} can be changed; write {_CHANGEABLE[kind]}"
        for name, hint in hints_of(cls).items()
        for kind in _changeable(hint)
    ]
    if wrong:
        raise SubclassError(f"{cls.__module__}.{cls.__qualname__}", "; ".join(wrong))


def _changeable(hint: Any) -> list[type]:
    plain = _plain(hint)
    if get_origin(plain) in (ClassVar, Literal):
        return []
    kind: Any = get_origin(plain) or plain
    inner = [found for one in get_args(plain) for found in _changeable(one)]
    return [kind, *inner] if kind in (list, dict, set, bytearray) else inner


def validators_of(cls: type) -> Mapping[str, Validator]:
    """What each field's annotation asks for; a field whose values can't be checked has none."""
    return _validators_of(cls)


@cache
def _validators_of(cls: Any) -> Mapping[str, Validator]:
    hints = hints_of(cls)
    return {
        field.name: validator
        for field in attrs.fields(cls)
        if (validator := validator_of(hints.get(field.name, field.type)))
    }


def faults_of(
    cls: type, attribute: attrs.Attribute[Any], value: object, made: object
) -> Iterator[Fault]:
    """What is wrong with *value* in a field of *cls*: by its type, else by its validator.

    *made* is the object, or what stands in for it, for a validator that asks for other fields.
    """
    name = attribute.alias or attribute.name
    found: Sequence[Fault] = ()
    own: object = attribute.validator
    for validator in (own, validators_of(cls).get(attribute.name)):
        if isinstance(validator, Validator) and not found:
            found = validator.faults(value)
    yield from (fault.below(name) for fault in found)
    if found or attribute.validator is None or isinstance(own, Validator):
        return
    try:
        attribute.validator(made, attribute, value)
    except InvalidError as error:
        yield from error.faults
    except Exception as error:  # noqa: BLE001 - a stranger's validator may raise anything
        said = error.args[0] if error.args and isinstance(error.args[0], str) else repr(error)
        yield Fault(name, "choice", said, shown(value))


def accept(hint: type[T], value: object, argument: str, faults: list[Fault]) -> T:
    """*value* for an argument of a function, where text may stand for it as in a field.

    What is wrong with it is added to *faults*, under the argument's name; see `refuse`.
    """
    kind: Any = hint
    held: T = text_reader(kind)(value)
    if freeze := freezer_of(kind):
        held = freeze(held)
    if validator := validator_of(kind):
        faults += [fault.below(argument) for fault in validator.faults(held)]
    return held


def refuse(faults: Sequence[Fault], subject: str) -> None:
    """Refuse the arguments of *subject* if there are *faults*.

    Raises:
        ncpi.errors.InvalidError: with all of them.
    """
    if faults:
        raise InvalidError(faults, subject)
