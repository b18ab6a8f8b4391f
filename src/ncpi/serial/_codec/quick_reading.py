"""Functions that read records on the quick path; see `ncpi.serial._codec.quick`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, cast

import attrs

from ncpi import fields
from ncpi.fields import FrozenMapping
from ncpi.fields._checked import checking_of
from ncpi.fields._converters import parse_date
from ncpi.fields._frozen import is_mapping
from ncpi.fields._validators import open_list, unique
from ncpi.model import PartialDate, Record, record_class
from ncpi.serial._codec.quick import DICTS, Code, Quick, Target, compiled
from ncpi.serial._codec.shapes import (
    Field,
    Shape,
    UnsupportedError,
    cached,
    is_left_unset,
    shapes,
)
from ncpi.serial._codec.shorthand import SHORTHANDS
from ncpi.vocabulary import Edge, Other

__all__ = ["reader"]


@cached
def reader(cls: type[Record], target: Target = DICTS) -> Quick:
    """A function that makes a record of *cls* from a dict or struct of its fields.

    Raises:
        UnsupportedError: the quick path doesn't support the class.
    """
    read = compiled(_Reading(cls, target))
    if target.struct is not None and all(_is_small(field.shape) for field in shapes(cls)):
        # Small records such as timescales are often equal, so they are cached and shared.
        return lru_cache(maxsize=4096)(read)
    return read


def _is_small(shape: Shape) -> bool:
    return shape.form in ("short", "word") or shape.kind in (int, bool)


def _certainly_valid(bounds: object, x: str, *, is_dict: bool) -> str | None:
    """A condition, as code, under which a validator with these *bounds* accepts *x*.

    In a struct all text is valid UTF-8; in a dict it may not be.
    """
    if bounds is fields.name.bounds:
        return (
            f"{x}.__class__ is str and {x}.isprintable() and "
            f"0 < len({x}) <= {fields.MAX_NAME} and {x}[0] != ' ' != {x}[-1]"
        )
    if bounds is fields.url.bounds:
        return (
            f"{x}.__class__ is str and {x}.isprintable() and ' ' not in {x} and "
            f"len({x}) <= {fields.MAX_NAME} and {x}[:8] == 'https://' and {x}[8:9] not in '/'"
        )
    if bounds is fields.text.bounds:
        return (
            f"{x}.__class__ is str and {f'{x}.isascii() and ' if is_dict else ''}"
            f"0 < len({x}) <= {fields.MAX_TEXT} and not {x}.isspace()"
        )
    if is_mapping(bounds) and set(bounds) == {"least", "most"}:
        return f"{x}.__class__ is int and {bounds['least']} <= {x} <= {bounds['most']}"
    return None


_NAMES = unique(fields.name)


def _checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """*names*, if they are valid and distinct."""
    if _NAMES.faults(names):
        raise UnsupportedError
    return names


_few_once = lru_cache(maxsize=4096)(_checked)


def _names_once(names: tuple[str, ...]) -> tuple[str, ...]:
    """As `_checked`, cached for short tuples, which often recur; long ones would fill memory."""
    return _few_once(names) if len(names) <= 8 else _checked(names)


class _Reading(Code):
    head = "def quick(held, others=0):"

    def lines(self) -> Iterator[str]:
        is_model = self.cls.__module__.startswith("ncpi.model.")
        draft = _draft(self.cls) if is_model else SimpleNamespace
        self.names |= {
            "draft": draft,
            "new": draft.__new__,
            "FrozenMapping": FrozenMapping,
            "wrapped": FrozenMapping[object].around,
            "names_once": _names_once,
        }
        is_dict = self.target.struct is None
        needed = sum(field.default is attrs.NOTHING for field in self.fields)
        yield "record = new(draft)"
        if is_dict:
            yield "if held.__class__ is not dict: raise UnsupportedError"
            yield f"count = {needed} + others"
        for field in self.fields:
            yield from self.field(field, is_dict=is_dict)
        if is_dict:
            yield "if count != len(held): raise UnsupportedError"
        if not is_model:
            # Its converters may do more than the generated code, so they must run.
            yield "return cls(**record.__dict__)"
            return
        yield "record.unknown_fields = ()"
        yield "record.__class__ = cls"
        checking = checking_of(self.cls)
        if checking.between or checking.after:
            yield f"{self.named(checking.complete, 'complete')}(record)"
        yield "return record"

    def field(self, field: Field, *, is_dict: bool) -> Iterator[str]:
        key = repr(field.name)
        if field.default is attrs.NOTHING:
            yield f"x = held[{key}]" if is_dict else f"x = held.{field.name}"
            yield from self.value(field)
        else:
            default = self.named(field.default, "default")
            if is_dict:
                yield f"x = held.get({key}, {default})"
                yield f"if x is not {default}:"
                yield "    count += 1"
            elif is_left_unset(field):
                yield f"x = held.{field.name}"
                yield f"if x is unset: x = {default}"
                yield "else:"
            else:
                yield f"x = held.{field.name}"
                yield f"if x is not {default}:"
            lines = list(self.value(field))
            yield from (f"    {line}" for line in lines or ["pass"])
        yield f"record.{field.name} = x"

    def value(self, field: Field) -> Iterator[str]:
        """Lines that convert x, the plain value, to the field's value."""
        if field.shape.form == "default":
            yield "raise UnsupportedError"
            return
        lines = [f"x = {made}"] if (made := self.made(field.shape, "x")) != "x" else []
        lines += self.checks(field)
        if field.shape.may_be_none and lines:
            yield "if x is not None:"
            yield from (f"    {line}" for line in lines)
        else:
            yield from lines

    def checks(self, field: Field) -> Iterator[str]:
        """Lines that raise if the field's validator might reject x."""
        shape, bounds = field.shape, field.validator.bounds
        is_dict = self.target.struct is None
        faults = self.named(field.validator.faults, "faults")
        if not is_dict and field.default is attrs.NOTHING and shape.form in ("word", "many"):
            # A struct has another object in place of a missing required field.
            yield f"if x.__class__ is not {self.named(shape.kind, 'kind')}: raise UnsupportedError"
        if shape.form in ("plain", "number"):
            right = _certainly_valid(bounds, "x", is_dict=is_dict)
            yield (
                f"if not ({right}) and {faults}(x): raise UnsupportedError"
                if right
                else (f"if {faults}(x): raise UnsupportedError")
            )
        if shape.form == "table" and shape.inner is not None:
            right = _certainly_valid(bounds.get("each"), "y", is_dict=is_dict) or "False"
            if shape.inner.may_be_none:
                right = f"y is None or {right}"
            if is_dict:
                yield f"if {faults}(x): raise UnsupportedError"
            else:
                yield "names_once(tuple(x))"
                yield "for y in x.values():"
                yield f"    if not ({right}) and {faults}(x): raise UnsupportedError"
        if shape.inner is not None and shape.form == "many":
            if not is_dict and bounds == _NAMES.bounds:
                yield "x = names_once(x)"
                return
            if shape.inner.form == "plain":
                right = _certainly_valid(bounds.get("each"), "y", is_dict=is_dict) or "False"
                yield "for y in x:"
                yield f"    if not ({right}) and {faults}(x): raise UnsupportedError"
            if "unique" in bounds:
                by = cast("tuple[str, ...]", bounds["unique"])
                mark = f"({', '.join(f'y.{name}' for name in by)},)" if by else "y"
                yield f"if len(x) > 1 and len({{{mark} for y in x}}) < len(x):"
                yield "    raise UnsupportedError"

    def made(self, shape: Shape, x: str) -> str:
        is_dict = self.target.struct is None
        code = x
        if shape.form == "number":
            code = f"{self.named(_number, 'number')}({x})"
        elif shape.form == "day":
            code = f"{self.named(_day, 'day')}({x})"
        elif shape.form == "word" and is_dict:
            words = _words(shape.kind)
            # A member of a StrEnum equals its value, but a document must contain plain text.
            code = f"{self.named(words, 'words')}[{self.exactly(str, x)}]"
        elif shape.form == "short":
            text = self.exactly(str, x) if is_dict else x
            code = f"{self.named(_parsed(shape.kind), 'parsed')}({text})"
        elif shape.form in ("record", "any"):
            is_any = shape.form == "any"
            read = _any if is_any else reader(shape.kind, self.target.nested or self.target)
            code = f"{self.named(read, 'read')}({x})"
        elif shape.form == "table":
            code = f"FrozenMapping({self.exactly(dict, x)})" if is_dict else f"wrapped({x})"
        elif shape.inner is not None:
            listed = self.exactly(list, x) if is_dict else x
            element = self.made(shape.inner, "y")
            if element != "y":
                code = f"tuple([{element} for y in {listed}])"
            elif is_dict:
                code = f"tuple({listed})"
        return code

    def exactly(self, kind: type, x: str) -> str:
        return f"{self.named(_exactly(kind), 'exactly')}({x})"


def _exactly(kind: type) -> Quick:
    def check(value: object) -> object:
        if value.__class__ is not kind:
            raise UnsupportedError
        return value

    return check


def _any(held: Any) -> Record:
    """The record in *held*, whose type says of which class it is."""
    cls = record_class(held["type"])
    if cls is None:
        raise UnsupportedError
    record: Record = reader(cls)(held, 1)
    return record


def _number(value: object) -> object:
    """A float; a whole number becomes one if it is the same."""
    if type(value) is int and abs(value) < 2**53:
        return float(value)
    if type(value) is not float:
        raise UnsupportedError
    return value


def _day(text: object) -> date:
    if type(text) is not str:
        raise UnsupportedError
    return parse_date(text)


_OPEN = {
    "__slots__": (),
    "__setattr__": object.__setattr__,
    "__delattr__": object.__delattr__,
}


def _draft(cls: type[Record]) -> type[Record]:
    """A mutable subclass of *cls*: an object is filled in it, then gets the class *cls*.

    Python allows that since both have the same layout.
    """
    return type(cls.__name__, (cls,), _OPEN)


def _words(kind: type) -> dict[str, Enum]:
    """The members of an enumeration by their values."""
    return {one.value: one for one in cast("type[Enum]", kind)}


@cached
def _parsed(kind: type) -> Quick:
    """A cached parser of records written as text: records are immutable, so may be shared."""
    if kind is Edge:
        edges = _words(Edge)
        date = _parsed(PartialDate)

        def edge_of(text: str) -> object:
            return edges[text] if text in edges else date(text)

        return edge_of
    if issubclass(kind, Enum):
        words, check = _words(kind), open_list(kind)

        def one_of(text: str) -> object:
            if text in words:
                return words[text]
            if check.faults(other := Other.parse(text)):
                raise UnsupportedError
            return other

        return one_of
    return lru_cache(maxsize=4096)(SHORTHANDS[cast("type[Record]", kind)].read)
