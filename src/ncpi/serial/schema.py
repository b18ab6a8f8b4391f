"""JSON Schema of documents, generated from the record classes.

Every document that ncpi writes is valid against the schema, unless it contains unknown fields
that were kept. The schema may accept what the loader rejects, since it can't compare one field
with another. The schema of the records that ncpi ships is in this folder, for programs that
don't run Python.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from enum import Enum
from importlib import resources
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeGuard, Union, get_args, get_origin
from urllib.parse import quote

import attrs

from ncpi.errors import Fault, InvalidError, in_words, shown, type_fault
from ncpi.fields import Bounds, FrozenMapping, Validator
from ncpi.fields._annotations import validators_of
from ncpi.fields._frozen import is_list, is_mapping
from ncpi.model import (
    FRAMEWORKS,
    GRADE_SCALES,
    Framework,
    GradeScale,
    ItemRef,
    PartialDate,
    Record,
    Timescale,
    record_class,
    record_tags,
)
from ncpi.serial._codec.shapes import is_ours, is_record, stored_fields
from ncpi.serial._formats import FORMAT, FORMAT_VERSION
from ncpi.vocabulary import ItemKind, Other

__all__ = ["attribute_meanings", "json_schema", "shipped_schema"]

Schema: TypeAlias = dict[str, object]
"""A schema, or part of one, as a JSON object."""

# Python's $ also matches before a final line break; ECMAScript's doesn't.
_END = r"(?!\n)$"
_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
# JSON Schema has no flag for patterns that ignore case.
_WORD = "[A-Za-z]+"
_DATE = f"({_YEAR}(-{_MONTH}(-{_DAY})?)?|(({_WORD},? )?[0-9]{{1,2}}({_WORD})? )?{_WORD} {_YEAR})"
_TIMESCALE = (
    "(([Ii]mmediately|[Oo]ngoing|[Nn]ot stated|"
    f"([Ww]ithin )?([1-9][0-9]{{0,2}}|{_WORD}) (day|week|month)s?( and by {_DATE})?|"
    f"([Bb]y|[Nn]o later than|[Nn]ot later than) {_DATE})"
    r'( \(".+"\))?|".+")'
)
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"

_SINGLE: Mapping[object, Schema] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    Other: {"type": "string", "pattern": f"^other: .+{_END}"},
    date: {"type": "string", "format": "date", "pattern": f"^{_YEAR}-{_MONTH}-{_DAY}{_END}"},
    # The loader accepts every ISO 8601 form.
    datetime: {"type": "string", "pattern": "T"},
    time: {"type": "string", "pattern": f"^{_TIME}{_END}"},
}
_ITEM_KINDS = "|".join(kind.value.replace(" ", "-") for kind in ItemKind)
_SHORTHANDS: Mapping[type[Record], Schema] = {
    PartialDate: {"type": "string", "pattern": f"^{_DATE}{_END}"},
    Timescale: {"type": "string", "pattern": f"^{_TIMESCALE}{_END}"},
    ItemRef: {"type": "string", "pattern": f"^[^#]+#({_ITEM_KINDS})-.+{_END}"},
    GradeScale: {"enum": [*GRADE_SCALES]},
    Framework: {"enum": [*FRAMEWORKS]},
}
_LISTS: tuple[object, ...] = (tuple, list, Sequence)
_SETS: tuple[object, ...] = (set, frozenset, AbstractSet)
_OBJECTS: tuple[object, ...] = (dict, Mapping, FrozenMapping)
_KEYWORDS: Mapping[str, str] = {
    "longest": "maxLength",
    "pattern": "pattern",
    "least": "minimum",
    "most": "maximum",
}
_ATTRIBUTE = r"    (\w+): (.*)"
_NULL = r"\bNone\b(?! of\b)"
_MARKS = r"``(.+?)``|`(.+?)`|\*(\w+)\*"


def json_schema(*classes: type[Record]) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of documents whose content is of one of *classes*.

    Their subclasses in ncpi are included, as for a loader. Without arguments, it is the schema
    of all the records that ncpi ships. Another package's subclass is included if it is passed,
    and is then allowed wherever its base class is::

        json_schema(ncpi.Report, TrackedRecommendation)

    Raises:
        ncpi.errors.InvalidError: an argument isn't a class of records, or is an abstract one;
            or fields have types that can't be described. Every such field is listed.
        ncpi.errors.SubclassError: the type of a field can't be resolved.
    """
    roots = classes or (Record,)
    definitions = _Definitions(_known(roots))
    content = definitions.content(roots)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        # The id is that of the shipped schema only.
        **({} if classes else {"$id": f"urn:{FORMAT}:schema:{FORMAT_VERSION}"}),
        "title": f"{FORMAT} document, version {FORMAT_VERSION}",
        "description": "One record in an envelope that states the format and its version.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": FORMAT_VERSION},
            "content": content,
        },
        "required": ["format", "version", "content"],
        "additionalProperties": False,
        "$defs": {tag: definitions.made[tag] for tag in sorted(definitions.made)},
    }


def shipped_schema() -> str:
    """The text of the shipped file: the schema of documents of every record that ncpi ships."""
    return resources.files("ncpi.serial").joinpath("schema.json").read_text("utf-8")


class _Definitions:
    """The definitions of a schema, each made when something first refers to it."""

    def __init__(self, known: Mapping[str, type[Record]]) -> None:
        self._known = known
        self.made: dict[str, Schema] = {}

    def content(self, classes: Sequence[type[Record]]) -> Schema:
        for cls in classes:
            if not self._tags(cls):
                message = f"{in_words(cls)} is an abstract base class without a tag"
                raise InvalidError([Fault("", "unstorable", message)], cls.__name__)
        tags = {tag for cls in classes for tag in self._tags(cls)}
        return self._chosen(sorted(tags))

    def _tags(self, declared: type[Record]) -> list[str]:
        """The tags of all classes allowed where *declared* is wanted, its own first."""
        tags = sorted(tag for tag, cls in self._known.items() if issubclass(cls, declared))
        return sorted(tags, key=lambda tag: self._known[tag] is not declared)

    def _chosen(self, tags: Sequence[str], declared: str = "") -> Schema:
        """One of several records, distinguished by ``type``, optional for *declared*."""
        # With anyOf, a validator could only report that no alternative matches.
        typed: Schema = {"required": ["type"]}
        branches: list[Schema] = []
        for tag in tags:
            is_it: Schema = {"properties": {"type": {"const": tag}}}
            is_it |= {} if tag == declared else typed
            branches.append({"if": is_it, "then": self._reference(tag)})
        return {
            "type": "object",
            "properties": {"type": {"enum": [*tags]}},
            **({} if declared in tags else typed),
            "allOf": branches,
        }

    def _reference(self, tag: str) -> Schema:
        if tag not in self.made:
            self.made[tag] = {}  # a class may refer to itself
            self.made[tag] = self._record(self._known[tag])
        return {"$ref": f"#/$defs/{quote(tag.replace('~', '~0').replace('/', '~1'))}"}

    def _record(self, cls: type[Record]) -> Schema:
        descriptions = attribute_meanings(cls)
        properties: Schema = {"type": {"const": cls.TAG}}
        faults: list[Fault] = []
        for key, field in _keys(cls):
            validator = field.validator if isinstance(field.validator, Validator) else None
            validator = validator or validators_of(cls).get(field.name)
            try:
                value = self._type(field.type, validator.bounds if validator else {})
            except InvalidError as error:
                faults += [fault.below(key) for fault in error.faults]
            else:
                text = descriptions.get(field.name)
                about = {"description": text} if text is not None else {}
                properties[key] = {**about, **value, **_default(field)}
        if faults:
            raise InvalidError(faults, cls.__name__)
        summary = _plain(cleandoc(cls.__dict__.get("__doc__") or "").partition("\n\n")[0])
        return {
            "title": cls.__name__,
            **({"description": summary} if summary else {}),
            "type": "object",
            "properties": properties,
            "required": [key for key, field in _keys(cls) if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _type(self, kind: Any, bounds: Bounds) -> Schema:
        if kind is Any or kind is object or kind is None:
            return {}
        if isinstance(kind, type) and kind in _SINGLE:
            return {**_SINGLE[kind], **(_limits(bounds) if kind in (str, int, float) else {})}
        if is_record(kind):
            return self._field(kind)
        return _enumeration(kind) or self._container(kind, bounds)

    def _container(self, kind: Any, bounds: Bounds) -> Schema:
        origin, arguments = get_origin(kind) or kind, get_args(kind)
        if origin in (Union, UnionType):
            return _any_of([self._type(member, bounds) for member in arguments])
        inner = _below(bounds, "each")
        if origin in _OBJECTS:
            if len(arguments) == 2 and arguments[0] is not str:
                raise _undescribed(kind)
            names = _limits(_below(bounds, "keys"))
            value = self._type(arguments[-1] if arguments else Any, inner)
            keys = {"propertyNames": names} if names else {}
            return {"type": "object", **keys, "additionalProperties": value}
        if origin is tuple and arguments and arguments[-1] is not ...:
            items = [self._type(argument, {}) for argument in arguments]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}
        if origin in _LISTS or origin in _SETS:
            is_unique = origin in _SETS or bounds.get("unique") == ()
            element = self._type(arguments[0] if arguments else Any, inner)
            unique: Schema = {"uniqueItems": True} if is_unique else {}
            return {"type": "array", "items": element, **unique}
        raise _undescribed(kind)

    def _field(self, declared: type[Record]) -> Schema:
        tags = self._tags(declared)
        if not tags:
            raise _undescribed(declared)
        is_alone = len(tags) == 1 and tags[0] == declared.TAG
        record = self._reference(tags[0]) if is_alone else self._chosen(tags, declared.TAG)
        return _any_of([_SHORTHANDS[declared], record] if declared in _SHORTHANDS else [record])


def _known(roots: Iterable[type[Record]]) -> Mapping[str, type[Record]]:
    """Every class that ncpi ships, *roots*, and the classes declared for their fields, by tag."""
    shipped = [cls for tag in record_tags() if (cls := record_class(tag)) and is_ours(cls)]
    found: dict[type[Record], None] = {}
    waiting: list[object] = [*shipped, *roots]
    while waiting:
        kind = waiting.pop()
        if not is_record(kind):
            raise InvalidError([type_fault(kind, "a class of records")])
        if kind not in found:
            found[kind] = None
            for _, field in _keys(kind):
                waiting += _records_in(field.type)
    return {cls.TAG: cls for cls in found if cls.TAG}


def _records_in(kind: Any) -> Iterator[object]:
    if is_record(kind):
        yield kind
    elif get_origin(kind) is not Literal:
        for argument in get_args(kind):
            yield from _records_in(argument)


def _keys(cls: type[Record]) -> list[tuple[str, attrs.Attribute[Any]]]:
    """The keys and fields of *cls* in a document."""
    return [(field.alias or field.name, field) for field in stored_fields(cls) if field.init]


def _limits(bounds: Bounds) -> Schema:
    """The *bounds* of single values, as JSON Schema keywords."""
    found = {
        word: bounds[own]
        for own, word in _KEYWORDS.items()
        if own in bounds and bounds[own] not in (math.inf, -math.inf)
    }
    pattern = found.get("pattern")
    if isinstance(pattern, str) and not re.search(pattern, ""):
        found = {"minLength": 1, **found}
    return found


def _below(bounds: Bounds, part: str) -> Bounds:
    inner = bounds.get(part)
    return {str(key): value for key, value in inner.items()} if is_mapping(inner) else {}


def _enumeration(kind: Any) -> Schema | None:
    """The schema of an enumeration or a literal, or None if *kind* is neither."""
    words: list[object]
    known: tuple[type, ...]
    if get_origin(kind) is Literal:
        words, known = [*get_args(kind)], (str, int, bool)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        words, known = [member.value for member in kind], (str, int)
    else:
        return None
    if any(type(word) not in known for word in words):
        raise _undescribed(kind)
    return {"enum": words}


def _any_of(choices: Iterable[Schema]) -> Schema:
    """The schema of a union; null is merged into the other choice if possible."""
    flat: list[Schema] = []
    for choice in choices:
        inner = choice.get("anyOf")
        flat += [one for one in inner if _is_schema(one)] if is_list(inner) else [choice]
    null = _SINGLE[NoneType]
    others = [choice for choice in flat if choice != null]
    if len(others) < len(flat):
        only = others[0] if len(others) == 1 else {}
        words, kind = only.get("enum"), only.get("type")
        if is_list(words):
            return {**only, "enum": [*words, None]}
        if isinstance(kind, str) and "allOf" not in only:
            return {**only, "type": [kind, "null"]}
        others.append(dict(null))
    return others[0] if len(others) == 1 else {"anyOf": others}


def _is_schema(value: object) -> TypeGuard[Schema]:
    return isinstance(value, dict)


def _default(field: attrs.Attribute[Any]) -> Schema:
    """The field's default as an annotation, if it is a single value."""
    value: object = field.default
    # NOTHING, attrs's marker for "no default", is an enum member too.
    plain = value.value if isinstance(value, Enum) and value is not attrs.NOTHING else value
    return {"default": plain} if type(plain) in (str, int, float, bool) else {}


def attribute_meanings(cls: type) -> dict[str, str]:
    """The description of each attribute, from the docstrings of *cls* and its base classes."""
    descriptions: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, section = cleandoc(base.__dict__.get("__doc__") or "").partition("\nAttributes:\n")
        name = ""
        for line in section.splitlines():
            if line and not line.startswith(" "):
                break
            if start := re.fullmatch(_ATTRIBUTE, line):
                name, descriptions[start[1]] = start[1], start[2]
            elif name and line.strip():
                descriptions[name] += f" {line.strip()}"
    return {name: _plain(text) for name, text in descriptions.items()}


def _plain(text: str) -> str:
    """*text* on one line, without reStructuredText markup, and with null for None."""
    unmarked = re.sub(_MARKS, lambda match: match[match.lastindex or 0], " ".join(text.split()))
    return re.sub(_NULL, "null", unmarked)


def _undescribed(kind: object) -> InvalidError:
    message = f"the type {shown(kind)} can't be described in JSON Schema"
    return InvalidError([Fault("", "unstorable", message)])
