"""Nouns to plain dicts and back, subclasses of any package included.

A noun is written under the keys of its fields; fields that hold their default are left
out. Its class is named by its tag under ``type`` wherever the field alone doesn't say
it, so that a subclass is stored as itself inside a field of its base's type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, TypeVar

import attrs
import cattrs

from ncpi.errors import (
    Fault,
    InvalidError,
    SubclassError,
    in_words,
    nearest,
    shown,
    type_fault,
)
from ncpi.fields import faults_of
from ncpi.frozen import freeze_json, is_mapping
from ncpi.model import Noun, noun_class, noun_tags
from ncpi.model.noun import default_of, fields_in_order
from ncpi.serial.faults import faults_in
from ncpi.serial.scalars import Dumper, Hook
from ncpi.serial.shorthand import SHORTHANDS
from ncpi.serial.text import step

__all__ = ["Unknown", "register_nouns"]

Unknown: TypeAlias = Literal["error", "keep"]
"""What to do with keys that a class doesn't know."""

N = TypeVar("N", bound=Noun)
_ABSENT = object()


def register_nouns(converter: cattrs.Converter, unknown: Unknown) -> None:
    """Teach *converter* every noun, those defined later included."""
    plans = _Plans(converter, unknown)
    converter.register_structure_hook_factory(_is_noun, plans.reader)
    converter.register_unstructure_hook_factory(_is_noun, plans.writer)


def _is_noun(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Noun)


class _Plans:
    """The plans of one converter, each made when its class is first met.

    A class may be defined long after the converter was made; nothing is registered.
    """

    def __init__(self, converter: cattrs.Converter, unknown: Unknown) -> None:
        self._converter = converter
        self._unknown: Unknown = unknown
        self._plans: dict[type[Noun], _Plan] = {}

    def _of(self, cls: type[Noun]) -> _Plan:
        if cls not in self._plans:
            self._plans[cls] = _Plan(cls, self._converter, self._unknown)
        return self._plans[cls]

    def reader(self, declared: type[Noun]) -> Hook:
        short = SHORTHANDS.get(declared)

        def read(value: object, _: object) -> Noun:
            if short is not None and type(value) is str:
                return short.read(value)
            if not is_mapping(value):
                raise InvalidError([type_fault(value, f"an object ({in_words(declared)})")])
            return self._of(_class_of(value, declared)).load(value)

        return read

    def writer(self, declared: type[Noun]) -> Dumper:
        short = SHORTHANDS.get(declared)

        def write(noun: Noun) -> object:
            # A stranger's field may hold anything, whatever its type says.
            if not isinstance(noun, declared):
                raise InvalidError([type_fault(noun, in_words(declared))])
            if short is not None and type(noun) is declared:
                text = short.write(noun)
                if text is not None:
                    return text
            content = self._of(type(noun)).dump(noun)
            if type(noun) is declared:
                return content
            return {"type": type(noun).TAG, **content}

        return write


def _class_of(value: Mapping[object, object], declared: type[Noun]) -> type[Noun]:
    tag = value.get("type", _ABSENT)
    if tag is _ABSENT:
        if not declared.TAG:
            advice = f"Known types: {', '.join(noun_tags())}"
            raise InvalidError([Fault("type", "missing", "the type is missing", "", advice)])
        return declared
    if type(tag) is not str:
        raise InvalidError([type_fault(tag, "text").below("type")])
    cls = noun_class(tag)
    if cls is None:
        near = nearest(tag, noun_tags())
        meant = f"Did you mean {near!r}? " if near else ""
        advice = (
            f"{meant}If it belongs to another package, import that first. "
            f"Known types: {', '.join(noun_tags())}"
        )
        message = f"{shown(tag)} is the type of no noun known here"
        raise InvalidError([Fault("type", "unknown-tag", message, shown(tag), advice)])
    if not issubclass(cls, declared):
        message = f"{in_words(declared)} is wanted here, not {in_words(cls)}"
        raise InvalidError([Fault("type", "type", message, shown(tag))])
    return cls


class _Plan:
    """How nouns of one class are read and written."""

    def __init__(self, cls: type[Noun], converter: cattrs.Converter, unknown: Unknown) -> None:
        if "__attrs_attrs__" not in cls.__dict__:
            raise _unstorable(cls, "it isn't decorated: put @attrs.frozen(kw_only=True) above it")
        try:
            attrs.resolve_types(cls)
        except NameError as error:
            raise SubclassError(
                f"{cls.__module__}.{cls.__qualname__}",
                f"the type of a field can't be found ({error}). Import it for real, not "
                "under TYPE_CHECKING, and define the class at the top of its module",
            ) from None
        self.cls = cls
        self.unknown = unknown
        self.fields = [field for field in fields_in_order(cls) if field.name != "unknown_fields"]
        # The name of the argument that sets the field, and so of its key.
        self.keys = {field.name: field.alias or field.name for field in self.fields}
        self.known = set(self.keys.values())
        kinds = {field.name: Any if field.type is None else field.type for field in self.fields}
        self.readers = {
            field.name: (converter.get_structure_hook(kinds[field.name]), kinds[field.name])
            for field in self.fields
        }
        self.writers = {
            field.name: converter.get_unstructure_hook(kinds[field.name]) for field in self.fields
        }
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
        raise InvalidError(self._in_order(faults))

    def _field_faults(self, values: dict[str, Any]) -> list[Fault]:
        """Every field's own faults, where attrs itself stops at the first."""
        found: list[Fault] = []
        for field in self.fields:
            key = self.keys[field.name]
            if key in values:
                found += faults_of(field, values[key])
        return found

    def _in_order(self, faults: list[Fault]) -> list[Fault]:
        places = {key: place for place, key in enumerate(self.keys.values())}

        def place(fault: Fault) -> int:
            first = fault.path.partition(".")[0].partition("[")[0]
            return places.get(first, len(places))

        return sorted(faults, key=place)

    def _unknown_key(self, key: str) -> Fault:
        near = nearest(key, self.known)
        advice = (
            f"Did you mean {near!r}?" if near else f"Known keys: {', '.join(sorted(self.known))}"
        )
        message = f"{shown(key)} is no field of {in_words(self.cls)}"
        return Fault(step(key).lstrip("."), "unknown-key", message, "", advice)

    def dump(self, noun: Noun) -> dict[str, Any]:
        self._refuse_unregistered()
        content: dict[str, Any] = {}
        faults: list[Fault] = []
        for field in self.fields:
            value = getattr(noun, field.name)
            if _is_default(field, value):
                continue
            try:
                content[self.keys[field.name]] = self.writers[field.name](value)
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

    def _refuse_unregistered(self) -> None:
        current = noun_class(self.cls.TAG) if self.cls.TAG else None
        if current is None:
            raise _unstorable(self.cls, "it is a base without a tag, never stored itself")
        names = [field.name for field in attrs.fields(current)]
        if current is not self.cls and names != [field.name for field in attrs.fields(self.cls)]:
            raise _unstorable(
                self.cls, "the class has been defined anew with other fields; make the object again"
            )

    def _prove(self, noun: Noun, content: dict[str, Any]) -> None:
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
            if field.eq and getattr(noun, field.name) != getattr(back, field.name)
        ]
        if faults:
            raise InvalidError(faults)


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default = default_of(field)
    return type(value) is type(default) and bool(value == default)


def _unstorable(cls: type, why: str) -> InvalidError:
    message = f"{cls.__module__}.{cls.__qualname__} can't be stored: {why}"
    return InvalidError([Fault("", "unstorable", message)])
