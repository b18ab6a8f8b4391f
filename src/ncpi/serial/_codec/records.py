"""Converts records, including other packages' subclasses, to plain dicts and back.

A record is written as an object with a key for each field; fields with their default value
are omitted. The key ``type`` holds the tag of its class, unless that is the class declared
for the field. So a subclass in a field declared for its base class keeps its own class.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

import attrs
import cattrs

from ncpi.errors import (
    Fault,
    InvalidError,
    in_words,
    is_missing,
    listed,
    nearest,
    shown,
    type_fault,
)
from ncpi.fields._frozen import is_mapping
from ncpi.fields._validators import form_fault
from ncpi.model import DateSpan, PartialDate, Record, record_class, record_tags
from ncpi.model._shown import fields_in_order
from ncpi.serial._codec.plan import Plan
from ncpi.serial._codec.scalars import Dumper, Hook
from ncpi.serial._codec.shapes import SHORTHANDS, is_record
from ncpi.serial._formats import Unknown

__all__ = ["register_records"]

_ABSENT = object()


def register_records(converter: cattrs.Converter, unknown: Unknown) -> None:
    """Register hooks on *converter* for all records, including classes defined later."""
    plans = _Plans(converter, unknown)
    converter.register_structure_hook_factory(is_record, plans.reader)
    converter.register_unstructure_hook_factory(is_record, plans.writer)


class _Plans:
    """The plans of one converter, each made when its class is first used.

    So a class may be defined after the converter was made.
    """

    def __init__(self, converter: cattrs.Converter, unknown: Unknown) -> None:
        self._converter = converter
        self._unknown: Unknown = unknown
        self._plans: dict[type[Record], Plan] = {}

    def _of(self, cls: type[Record]) -> Plan:
        if cls not in self._plans:
            self._plans[cls] = Plan(cls, self._converter, self._unknown)
        return self._plans[cls]

    def reader(self, declared: type[Record]) -> Hook:
        short = SHORTHANDS.get(declared)

        def read(value: object, _: object) -> Record:
            if short is not None and type(value) is str:
                return short.read(value)
            if isinstance(value, Record):
                raise InvalidError([_not_written(value, declared)])
            if not is_mapping(value):
                if declared is PartialDate:
                    if isinstance(value, datetime) and not is_missing(value):
                        raise InvalidError([form_fault(date, value)])
                    raise InvalidError(PartialDate.__validator__.faults(value))
                advice = _in_full(value, declared) if type(value) is str else None
                fault = attrs.evolve(type_fault(value, in_words(declared)), suggestion=advice)
                raise InvalidError([fault])
            return self._of(_class_of(value, declared, self._unknown)).load(value)

        return read

    def writer(self, declared: type[Record]) -> Dumper:
        short = SHORTHANDS.get(declared)

        def write(record: Record) -> object:
            # A field of another package's class may hold a value of another type.
            if not isinstance(record, declared):
                raise InvalidError([type_fault(record, in_words(declared))])
            if short is not None and type(record) is declared:
                text = short.write(record)
                if text is not None:
                    return text
            content = self._of(type(record)).dump(record)
            if type(record) is declared and "type" not in content:
                return content
            # A record of an unknown class has kept its type among the unknown fields.
            return {"type": type(record).TAG, **content}

        return write


def _not_written(record: Record, declared: type[Record]) -> Fault:
    """The fault that a document has the *record* itself where *declared* is wanted."""
    short = SHORTHANDS.get(declared)
    text = short.write(record) if short is not None and type(record) is declared else None
    advice = 'Write ncpi.to_dict(value)["content"]' if text is None else f"Write {shown(text)}"
    message = f"{shown(record)} is a record, not what a document has for it"
    return Fault("", "type", message, shown(record), advice)


def _in_full(text: str, declared: type[Record]) -> str:
    """Advice for *text* where a record of *declared* is wanted."""
    if issubclass(declared, DateSpan):
        with suppress(InvalidError):
            span = DateSpan.parse(text)
            return f'Write {{"start": "{span.start}", "end": "{span.end}"}}'
    keys = [field.alias for field in fields_in_order(declared) if field.name != "unknown_fields"]
    return f"Write an object with keys such as {', '.join(str(key) for key in keys[:5])}"


def _known_types(declared: type[Record]) -> str:
    """Advice that lists the types allowed where *declared* is wanted."""
    allowed = [tag for tag in record_tags() if issubclass(record_class(tag) or object, declared)]
    return f"Known types: {listed(allowed)}"


def _class_of(
    value: Mapping[object, object], declared: type[Record], unknown: Unknown
) -> type[Record]:
    tag = value.get("type", _ABSENT)
    if tag is _ABSENT:
        if not declared.TAG:
            advice = _known_types(declared)
            raise InvalidError([Fault("type", "missing", "the type is missing", "", advice)])
        return declared
    if type(tag) is not str:
        raise InvalidError([type_fault(tag, "text").below("type")])
    cls = record_class(tag)
    if cls is None and declared.TAG and unknown == "keep":
        return declared
    if cls is None:
        near = nearest(tag, record_tags())
        meant = f"Did you mean {near!r}? " if near else ""
        base = "its base class" if declared.TAG else "a report or what else an archive holds"
        keep = f'; unknown="keep" (or --unknown keep) reads it as {base}'
        kept = "" if unknown == "keep" else keep
        advice = (
            f"{meant}If it belongs to another package, import that package first (on the command "
            f"line: --import MODULE; a worker needs the class sent along){kept}. "
            f"{_known_types(declared)}"
        )
        message = f"{shown(tag)} is not the type of any known record"
        raise InvalidError([Fault("type", "unknown-tag", message, shown(tag), advice)])
    if not issubclass(cls, declared):
        message = f"expected {in_words(declared)}, not {in_words(cls)}"
        raise InvalidError([Fault("type", "type", message, shown(tag))])
    return cls
