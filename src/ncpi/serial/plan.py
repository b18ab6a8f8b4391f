"""How the nouns of one class are read and written, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs
import cattrs

from ncpi.errors import (
    Fault,
    InvalidError,
    SubclassError,
    in_words,
    nearest,
    path_step,
    shown,
    type_fault,
)
from ncpi.fields import faults_of
from ncpi.frozen import freeze_json
from ncpi.model import Noun, noun_class
from ncpi.model.noun import default_of, fields_in_order
from ncpi.serial.faults import faults_in
from ncpi.serial.proof import alike, unplain
from ncpi.serial.scalars import Dumper, Hook

__all__ = ["Plan", "Unknown"]

Unknown: TypeAlias = Literal["error", "keep"]
"""What to do with keys that a class doesn't know."""

# attrs types Factory as a function; this is the class behind it.
_FACTORY: Any = attrs.Factory


class Plan:
    """How nouns of one class are read and written."""

    def __init__(self, cls: type[Noun], converter: cattrs.Converter, unknown: Unknown) -> None:
        if "__attrs_attrs__" not in cls.__dict__:
            raise _unstorable(cls, "it isn't decorated: put @attrs.frozen(kw_only=True) above it")
        try:
            attrs.resolve_types(cls)
        except (NameError, AttributeError, SyntaxError, TypeError) as error:
            raise SubclassError(
                f"{cls.__module__}.{cls.__qualname__}",
                f"the type of a field can't be found ({error}). Import it for real, not "
                "under TYPE_CHECKING, and define the class at the top of its module",
            ) from None
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
        self.readers: dict[str, tuple[Hook, Any]] = {}
        self.writers: dict[str, Dumper] = {}
        faults: list[Fault] = []
        for field in self.fields:
            kind = kinds[field.name]
            try:
                self.readers[field.name] = (converter.get_structure_hook(kind), kind)
                self.writers[field.name] = converter.get_unstructure_hook(kind)
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
        # Our own fields hold only what their gates let through. Of another package's
        # class we can't know that, so what it writes is read back and compared.
        self.is_ours = cls.__module__.partition(".")[0] == "ncpi"

    def load(self, data: Mapping[Any, Any]) -> Noun:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for field in self.fields:
            key = self.keys[field.name]
            if key in data:
                reader, kind = self.readers[field.name]
                try:
                    values[key] = reader(data[key], kind)
                except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                    faults += [fault.below(key) for fault in faults_in(error)]
            elif field.default is attrs.NOTHING:
                faults.append(Fault(key, "missing", f"{key!r} is missing"))
        strange = {key: data[key] for key in data if key not in self.known and key != "type"}
        if strange and self.unknown == "keep":
            try:
                values["unknown_fields"] = freeze_json(strange)
            except InvalidError as error:
                faults += error.faults
        elif strange:
            faults += [self._unknown_key(key) for key in strange]
        if not faults:
            try:
                return self.cls(**values)
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                refused = error
            faults = self._field_faults(values) or faults_in(refused)
        else:
            faults = [*faults, *self._field_faults(values)]
        raise InvalidError(faults)

    def _field_faults(self, values: dict[str, Any]) -> list[Fault]:
        """Every field's own faults, where attrs itself stops at the first."""
        found: list[Fault] = []
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
                # Under the key, which may not be the field's name.
                found += faults_of(field.evolve(name=key), value)
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
        return Fault(path_step(key).removeprefix("."), "unknown-key", message, "", advice)

    def dump(self, noun: Noun) -> dict[str, Any]:
        self._refuse_unregistered()
        content: dict[str, Any] = {}
        faults: list[Fault] = []
        for field in self.fields:
            value = getattr(noun, field.name)
            if self._is_default(field, value):
                continue
            try:
                written = self.writers[field.name](value)
                if field.metadata.get("ordered"):
                    # A mapping is written by its keys, unless its noun puts them in order.
                    written = {key: written[key] for key in value}
                content[self.keys[field.name]] = written
            except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a fault
                faults += [fault.below(self.keys[field.name]) for fault in faults_in(error)]
        for key, kept in noun.extra.items():
            if key in self.known or key == "type":
                message = f"the unknown field {key!r} has the name of a known one"
                faults.append(Fault("unknown_fields", "unstorable", message))
            else:
                content[key] = kept
        if faults:
            raise InvalidError(faults)
        if not self.is_ours:
            self._prove(noun, content)
        return content

    def _is_default(self, field: attrs.Attribute[Any], value: object) -> bool:
        # Of a stranger's function we can't know that it will give the same tomorrow.
        made: Any = field.default
        if not self.is_ours and isinstance(made, _FACTORY) and not isinstance(made.factory, type):
            return False
        default = default_of(field)
        return type(value) is type(default) and alike(value, default)

    def _refuse_unregistered(self) -> None:
        current = noun_class(self.cls.TAG) if self.cls.TAG else None
        if current is None:
            raise _unstorable(self.cls, "it is a base without a tag, never stored itself")
        if current is not self.cls and _shape(current) != _shape(self.cls):
            raise _unstorable(
                self.cls, "the class has been defined anew with other fields; make the object again"
            )

    def _prove(self, noun: Noun, content: dict[str, Any]) -> None:
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
                f"{shown(getattr(noun, field.name))} would come back as "
                f"{shown(getattr(back, field.name))}",
                shown(getattr(noun, field.name)),
            )
            for field in self.fields
            if field.eq and not alike(getattr(noun, field.name), getattr(back, field.name))
        ]
        if faults:
            raise InvalidError(faults)


def _shape(cls: type[Noun]) -> list[tuple[str, object]]:
    attrs.resolve_types(cls)
    return [(field.name, field.type) for field in attrs.fields(cls)]


def _unstorable(cls: type, why: str) -> InvalidError:
    message = f"{cls.__module__}.{cls.__qualname__} can't be stored: {why}"
    return InvalidError([Fault("", "unstorable", message)])
