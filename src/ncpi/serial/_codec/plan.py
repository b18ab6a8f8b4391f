"""Reads and writes the records of one class, field by field."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from itertools import islice
from typing import Any, cast, get_origin

import attrs
import cattrs

from ncpi.errors import Fault, InvalidError, shown, type_fault
from ncpi.fields._arguments import (
    FACTORY,
    default_of,
    missing_fault,
    unknown_key_fault,
    value_faults,
)
from ncpi.fields._frozen import json_faults
from ncpi.model import Record, record_class
from ncpi.serial._codec.containers import reading
from ncpi.serial._codec.faults import MOST_FAULTS, faults_in, too_many
from ncpi.serial._codec.proof import alike
from ncpi.serial._codec.scalars import Dumper
from ncpi.serial._codec.shapes import is_ordered, is_ours, stored_fields, unstorable
from ncpi.serial._formats import Unknown

__all__ = ["Plan"]


class Plan:
    """How records of one class are read and written."""

    def __init__(self, cls: type[Record], converter: cattrs.Converter, unknown: Unknown) -> None:
        self.cls = cls
        self.unknown = unknown
        self.fields = stored_fields(cls)
        # A field's key is the name of the argument that sets it.
        self.keys = {field.name: field.alias or field.name for field in self.fields}
        self.known = set(self.keys.values())
        self.required = {
            self.keys[field.name] for field in self.fields if field.default is attrs.NOTHING
        }
        # Our own fields contain only what their validators accept. Another package's class may
        # not, so a record of it is read back after writing, and compared.
        self.is_ours = is_ours(cls)
        self.readers: dict[Any, Dumper] = {}
        self.writers: list[tuple[attrs.Attribute[Any], object, Dumper]] = []
        faults: list[Fault] = []
        for field in self.fields:
            kind, key = field.type, self.keys[field.name]
            try:
                self.readers[key] = reading(kind, converter)
                write = converter.get_unstructure_hook(kind)
                self.writers.append((field, self._default(field), write))
            except Exception as error:  # noqa: BLE001 - a type that can't be stored; name its field
                faults += [
                    attrs.evolve(fault, code="unstorable").below(key) for fault in faults_in(error)
                ]
        if faults:
            raise InvalidError(faults)
        for field in self.fields:
            if not field.init and field.eq:
                raise unstorable(cls, f"its field {field.name} has init=False")

    def load(self, data: Mapping[Any, Any]) -> Record:
        values: dict[str, Any] = {}
        extra: dict[Any, Any] = {}
        faults: list[Fault] = []
        readers = self.readers
        for key, raw in data.items():
            reader = readers.get(key)
            if reader is None:
                if key != "type" or (raw != self.cls.TAG and self.unknown == "keep"):
                    extra[key] = raw
            else:
                try:
                    values[key] = reader(raw)
                except Exception as error:  # noqa: BLE001 - every error becomes a fault
                    faults += [fault.below(key) for fault in faults_in(error)]
        if extra or not self.required <= data.keys():
            faults += self._key_faults(data, extra, values)
        if not faults:
            try:
                return self.cls(**values)
            except Exception as error:  # noqa: BLE001 - every error becomes a fault
                refused = error
            faults = [*value_faults(self.cls, values)] or faults_in(refused)
        else:
            faults += value_faults(self.cls, values)
        raise InvalidError(faults)

    def _key_faults(
        self, data: Mapping[Any, Any], extra: dict[Any, Any], values: dict[str, Any]
    ) -> list[Fault]:
        """The faults of missing and unknown keys; unknown ones may be kept in *values* instead."""
        faults = [
            missing_fault(key)
            for key in self.keys.values()
            if key in self.required and key not in data
        ]
        if self.unknown == "error":
            faults += [self._unknown_key(key) for key in islice(extra, MOST_FAULTS)]
            return [*faults, too_many("object")] if len(extra) > MOST_FAULTS else faults
        if extra and self.unknown == "keep":
            if found := json_faults(extra):
                faults += found
            else:
                values["unknown_fields"] = extra
        return faults

    def _unknown_key(self, key: str) -> Fault:
        if type(key) is not str:
            return type_fault(key, "text, as every key must be")
        return unknown_key_fault(self.cls, key, self.known)

    def dump(self, record: Record) -> dict[str, Any]:
        self._refuse_unregistered()
        content: dict[str, Any] = {}
        faults: list[Fault] = []
        same = operator.eq if self.is_ours else alike
        for field, default, write in self.writers:
            key, value = self.keys[field.name], getattr(record, field.name)
            if value is default or (type(value) is type(default) and same(value, default)):
                continue
            try:
                written: Any = write(value)
                if is_ordered(field):
                    # The keys of a mapping are sorted, unless its record declares their order.
                    written = {inner: written[inner] for inner in cast("Mapping[str, Any]", value)}
                content[key] = written
            except Exception as error:  # noqa: BLE001 - every error becomes a fault
                faults += [fault.below(key) for fault in faults_in(error)]
        if record.unknown_fields:
            faults += self._write_unknown(record, content)
        if faults:
            raise InvalidError(faults)
        if not self.is_ours:
            self._prove(record, content)
        return content

    def _write_unknown(self, record: Record, content: dict[str, Any]) -> list[Fault]:
        taken = [
            key
            for key, kept in record.extra.items()
            if key in self.known or (key == "type" and not self._may_be_type(kept))
        ]
        content.update((key, kept) for key, kept in record.extra.items() if key not in taken)
        message = "the unknown field {!r} has the name of a known field"
        return [Fault("unknown_fields", "unstorable", message.format(key)) for key in taken]

    def _may_be_type(self, kept: object) -> bool:
        """Whether *kept* is the type of a record of a class that was unknown when it was read."""
        if not isinstance(kept, str):
            return False
        cls = record_class(kept)
        return cls is None or (cls is not self.cls and issubclass(cls, self.cls))

    def _default(self, field: attrs.Attribute[Any]) -> object:
        """The value of the field if its key is omitted; `attrs.NOTHING` if it never is."""
        # Another package's function may return something else next time.
        made: Any = field.default
        if not self.is_ours and isinstance(made, FACTORY):
            factory = get_origin(made.factory) or made.factory  # FrozenMapping[int] isn't a class
            if not isinstance(factory, type):
                return attrs.NOTHING
        return default_of(field)

    def _refuse_unregistered(self) -> None:
        current = record_class(self.cls.TAG) if self.cls.TAG else None
        if current is None:
            raise unstorable(self.cls, "it is an abstract base class without a tag")
        if current is not self.cls and _shape(current) != _shape(self.cls):
            raise unstorable(
                self.cls, "the class was redefined with other fields; create the object again"
            )

    def _prove(self, record: Record, content: dict[str, Any]) -> None:
        if unplain := json_faults(content):
            raise InvalidError(unplain)
        try:
            back = self.load({key: value for key, value in content.items() if key in self.known})
        except InvalidError as error:
            raise InvalidError(
                [attrs.evolve(fault, code="unstorable") for fault in error.faults]
            ) from None
        faults: list[Fault] = []
        for field in self.fields:
            value, loaded = getattr(record, field.name), getattr(back, field.name)
            if field.eq and not alike(value, loaded):
                message = f"{shown(value)} would be loaded as {shown(loaded)}"
                faults.append(Fault(self.keys[field.name], "unstorable", message, shown(value)))
        if faults:
            raise InvalidError(faults)


def _shape(cls: type[Record]) -> list[tuple[str, str]]:
    # Types by name: a class that is redefined in a notebook is another object.
    return [(field.name, repr(field.type)) for field in stored_fields(cls)]
