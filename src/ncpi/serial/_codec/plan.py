"""How the records of one class are read and written, field by field."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from itertools import islice
from types import NoneType, SimpleNamespace
from typing import Any, NamedTuple, cast, get_origin

import attrs
import cattrs

from ncpi.errors import (
    Fault,
    InvalidError,
    in_words,
    nearest,
    path_step,
    shown,
    type_fault,
)
from ncpi.fields._annotations import faults_of
from ncpi.fields._frozen import freeze_json
from ncpi.model import Record, record_class
from ncpi.model.record import default_of, fields_in_order, resolve_types
from ncpi.serial._codec.containers import Nullable, NullableDump
from ncpi.serial._codec.faults import MOST_FAULTS, faults_in, too_many
from ncpi.serial._codec.proof import alike, unplain
from ncpi.serial._codec.scalars import ByClass, Dumper, Hook, plain_value
from ncpi.serial._envelope import Unknown

__all__ = ["Plan"]

# attrs types Factory as a function; this is the class behind it.
_FACTORY: Any = attrs.Factory


class _Reader(NamedTuple):
    """What reads one field: None may go past the hook where the field takes it."""

    hook: Hook
    kind: Any
    may_be_none: bool


class _Writer(NamedTuple):
    """What writes one field under its key, unless it holds its default."""

    name: str
    key: str
    default: object
    hook: Dumper
    is_plain: bool
    is_ordered: bool


def _reader(kind: Any, converter: cattrs.Converter) -> _Reader:
    hook: Any = converter.get_structure_hook(kind)
    may_be_none = isinstance(hook, Nullable)
    # A call less for every value, where the hook is ours and not a caller's own.
    if isinstance(hook, Nullable):
        kind, hook = hook.kind, hook.inner
    peeled: object = hook
    if isinstance(peeled, ByClass) and peeled.kind is kind:
        hook = peeled.reader
    return _Reader(hook, kind, may_be_none)


_PLAIN = (str, int, bool, NoneType)


def _is_plain(kind: Any, converter: cattrs.Converter) -> bool:
    """Whether values of *kind* are written as they are, and no caller's hook says otherwise."""
    hook = converter.get_unstructure_hook(kind)
    if isinstance(hook, NullableDump):
        kind, hook = hook.kind, hook.inner
    return kind in _PLAIN and hook is plain_value


class Plan:
    """How records of one class are read and written."""

    def __init__(self, cls: type[Record], converter: cattrs.Converter, unknown: Unknown) -> None:
        if "__attrs_attrs__" not in cls.__dict__:
            raise _unstorable(cls, "it isn't decorated: put @attrs.frozen(kw_only=True) above it")
        resolve_types(cls)
        self.cls = cls
        self.unknown = unknown
        # What no argument sets and no comparison sees is nobody's business but the object's.
        self.fields = [
            field
            for field in fields_in_order(cls)
            if field.name != "unknown_fields" and (field.init or field.eq)
        ]
        # The name of the argument that sets the field, and so of its key.
        self.keys = {field.name: field.alias or field.name for field in self.fields}
        self.known = set(self.keys.values())
        kinds = {field.name: Any if field.type is None else field.type for field in self.fields}
        self.required = {
            self.keys[field.name] for field in self.fields if field.default is attrs.NOTHING
        }
        # Our own fields hold only what their validators let through. Of another package's
        # class we can't know that, so what it writes is read back and compared.
        self.is_ours = cls.__module__.partition(".")[0] == "ncpi"
        self.readers: dict[Any, _Reader] = {}
        self.writers: list[_Writer] = []
        faults: list[Fault] = []
        for field in self.fields:
            kind = kinds[field.name]
            try:
                self.readers[self.keys[field.name]] = _reader(kind, converter)
                self.writers.append(
                    _Writer(
                        field.name,
                        self.keys[field.name],
                        self._default(field),
                        converter.get_unstructure_hook(kind),
                        _is_plain(kind, converter),
                        bool(field.metadata.get("ordered")),
                    )
                )
            except Exception as error:  # noqa: BLE001 - a type that can't be stored; say of which field
                faults += [
                    attrs.evolve(fault, code="unstorable").below(self.keys[field.name])
                    for fault in faults_in(error)
                ]
        if faults:
            raise InvalidError(faults)
        for field in self.fields:
            if not field.init and field.eq:
                raise _unstorable(cls, f"its field {field.name} has init=False")

    def load(self, data: Mapping[Any, Any]) -> Record:
        values: dict[str, Any] = {}
        strange: dict[Any, Any] = {}
        faults: list[Fault] = []
        readers = self.readers
        for key, raw in data.items():
            reader = readers.get(key)
            if reader is None:
                if key != "type":
                    strange[key] = raw
            elif raw is None and reader.may_be_none:
                values[key] = None
            else:
                try:
                    values[key] = reader.hook(raw, reader.kind)
                except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                    faults += [fault.below(key) for fault in faults_in(error)]
        if strange or not self.required <= data.keys():
            faults += self._strange_and_missing(data, strange, values)
        if not faults:
            try:
                return self.cls(**values)
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                refused = error
            faults = self._field_faults(values) or faults_in(refused)
        else:
            faults = [*faults, *self._field_faults(values)]
        raise InvalidError(faults)

    def _strange_and_missing(
        self, data: Mapping[Any, Any], strange: dict[Any, Any], values: dict[str, Any]
    ) -> list[Fault]:
        """The faults of keys that aren't there or aren't known; may keep the latter in *values*."""
        faults = [
            Fault(key, "missing", f"{key!r} is missing")
            for key in self.keys.values()
            if key in self.required and key not in data
        ]
        if self.unknown == "error":
            faults += [self._unknown_key(key) for key in islice(strange, MOST_FAULTS)]
            return [*faults, too_many("object")] if len(strange) > MOST_FAULTS else faults
        if strange and self.unknown == "keep":
            try:
                values["unknown_fields"] = freeze_json(strange)
            except InvalidError as error:
                faults += error.faults
        return faults

    def _field_faults(self, values: dict[str, Any]) -> list[Fault]:
        """Every field's own faults, where attrs itself stops at the first."""
        found: list[Fault] = []
        # What a stranger's validator may ask of the object that isn't there.
        held = {field.name: default_of(field) for field in self.fields}
        held |= {
            field.name: values.get(self.keys[field.name], held[field.name]) for field in self.fields
        }
        stand_in = SimpleNamespace(**held)
        for field in self.fields:
            key = self.keys[field.name]
            if key not in values:
                continue
            value = values[key]
            converter: Any = getattr(field, "converter")  # noqa: B009 - typed too narrowly
            try:
                # One that wants the object or the field too can't be asked beforehand.
                if callable(converter) and not isinstance(converter, attrs.Converter):
                    value = converter(value)
                found += faults_of(self.cls, field, value, stand_in)
            except Exception as error:  # noqa: BLE001 - a stranger's converter may raise anything
                found += [fault.below(key) for fault in faults_in(error)]
        return found

    def _unknown_key(self, key: str) -> Fault:
        if type(key) is not str:
            return type_fault(key, "the text that a key is")
        near = nearest(key, self.known)
        advice = (
            f"Did you mean {near!r}?" if near else f"Known keys: {', '.join(sorted(self.known))}"
        )
        message = f"{shown(key)} is no field of {in_words(self.cls)}"
        return Fault("", "unknown-key", message, "", advice).below(path_step(key))

    def dump(self, record: Record) -> dict[str, Any]:
        self._refuse_unregistered()
        content: dict[str, Any] = {}
        faults: list[Fault] = []
        same = operator.eq if self.is_ours else alike
        for name, key, default, hook, is_plain, is_ordered in self.writers:
            value: Any = getattr(record, name)
            if value is default:
                continue
            if type(value) is type(default) and same(value, default):
                continue
            if is_plain and type(value) in _PLAIN:
                content[key] = value
                continue
            try:
                written: Any = hook(value)
                if is_ordered:
                    # A mapping is written by its keys, unless its record puts them in order.
                    written = {inner: written[inner] for inner in cast("Mapping[str, Any]", value)}
                content[key] = written
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                faults += [fault.below(key) for fault in faults_in(error)]
        if record.unknown_fields:
            faults += self._write_unknown(record, content)
        if faults:
            raise InvalidError(faults)
        if not self.is_ours:
            self._prove(record, content)
        return content

    def _write_unknown(self, record: Record, content: dict[str, Any]) -> list[Fault]:
        taken = [key for key in record.extra if key in self.known or key == "type"]
        content.update((key, kept) for key, kept in record.extra.items() if key not in taken)
        message = "the unknown field {!r} has the name of a known one"
        return [Fault("unknown_fields", "unstorable", message.format(key)) for key in taken]

    def _default(self, field: attrs.Attribute[Any]) -> object:
        """What the field holds where its key is left out; `attrs.NOTHING` if it never is."""
        # Of a stranger's function we can't know that it will give the same tomorrow.
        made: Any = field.default
        if not self.is_ours and isinstance(made, _FACTORY):
            factory = get_origin(made.factory) or made.factory  # FrozenMapping[int] is no class
            if not isinstance(factory, type):
                return attrs.NOTHING
        return default_of(field)

    def _refuse_unregistered(self) -> None:
        current = record_class(self.cls.TAG) if self.cls.TAG else None
        if current is None:
            raise _unstorable(self.cls, "it is a base without a tag, never stored itself")
        if current is not self.cls and _shape(current) != _shape(self.cls):
            raise _unstorable(
                self.cls, "the class has been defined anew with other fields; make the object again"
            )

    def _prove(self, record: Record, content: dict[str, Any]) -> None:
        if faults := list(unplain(content)):
            raise InvalidError(faults)
        try:
            back = self.load({key: value for key, value in content.items() if key in self.known})
        except InvalidError as error:
            raise InvalidError(
                [attrs.evolve(fault, code="unstorable") for fault in error.faults]
            ) from None
        faults = [
            Fault(
                self.keys[field.name],
                "unstorable",
                f"{shown(getattr(record, field.name))} would come back as "
                f"{shown(getattr(back, field.name))}",
                shown(getattr(record, field.name)),
            )
            for field in self.fields
            if field.eq and not alike(getattr(record, field.name), getattr(back, field.name))
        ]
        if faults:
            raise InvalidError(faults)


def _shape(cls: type[Record]) -> list[tuple[str, str]]:
    resolve_types(cls)
    # By their names: a class that a notebook defines anew is another object.
    return [(field.name, repr(field.type)) for field in attrs.fields(cls)]


def _unstorable(cls: type, why: str) -> InvalidError:
    message = f"{cls.__module__}.{cls.__qualname__} can't be stored: {why}"
    return InvalidError([Fault("", "unstorable", message)])
