"""Functions that write records on the quick path; see `ncpi.serial._codec.quick`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import NoReturn, cast

import attrs

from ncpi.model import FRAMEWORKS, GRADE_SCALES, Framework, GradeScale, PartialDate, Record
from ncpi.serial._codec.quick import DICTS, Code, Quick, Target, compiled
from ncpi.serial._codec.shapes import Field, Shape, UnsupportedError, cached, is_left_unset
from ncpi.serial._codec.shorthand import SHORTHANDS
from ncpi.vocabulary import Edge, Season

__all__ = ["writer"]


@cached
def writer(cls: type[Record], target: Target = DICTS) -> Quick:
    """A function that makes a dict or struct of the fields of a record of *cls*.

    Raises:
        UnsupportedError: the quick path doesn't support the class.
    """
    return compiled(_Writing(cls, target))


class _Writing(Code):
    head = "def quick(record):"

    def lines(self) -> Iterator[str]:
        yield "if record.__class__ is not cls or record.unknown_fields: raise UnsupportedError"
        if self.target.struct is None:
            yield "held = {}"
            for field in self.fields:
                yield f"x = record.{field.name}"
                yield self.condition(field) + f"held[{field.name!r}] = {self.made(field, 'x')}"
            yield "return held"
        else:
            self.names["struct"] = self.target.struct(self.cls)
            arguments: list[str] = []
            for index, field in enumerate(self.fields):
                arguments.append(f"x{index}")
                yield f"x{index} = record.{field.name}"
                made = self.made(field, f"x{index}")
                if field.shape.form == "record" and is_left_unset(field):
                    yield f"x{index} = {made}"
                    yield f"if x{index} == {self.struct(field)}: x{index} = unset"
                elif made != f"x{index}":
                    yield self.condition(field, f"x{index}") + f"x{index} = {made}"
                    if is_left_unset(field):
                        yield f"else: x{index} = unset"
                # A struct omits a value that is its default, not one that only equals it.
                if not is_left_unset(field) and not _is_single(field.default):
                    default = self.named(field.default, "default")
                    yield f"if x{index} == {default}: x{index} = {default}"
            yield f"return struct({', '.join(arguments)})"

    def struct(self, field: Field) -> str:
        """A name for the struct of the field's default."""
        write = writer(field.shape.kind, self.target.nested or self.target)
        return self.named(write(field.default), "default")

    def condition(self, field: Field, x: str = "x") -> str:
        """The condition under which the field is written, as code."""
        if field.default is attrs.NOTHING:
            return f"if {x} is not None: " if field.shape.may_be_none else ""
        if field.shape.inner is not None and not field.default:
            return f"if {x}: "
        default = self.named(field.default, "default")
        if is_left_unset(field) or not _is_single(field.default):
            return f"if {x} is not {default} and {x} != {default}: "
        return f"if {x} is not {default}: "

    def made(self, field: Field, x: str) -> str:
        if field.shape.form == "default":
            return f"{self.named(_refuse, 'refuse')}({x})"
        if field.shape.form == "table":
            # A struct may share the dict inside the mapping, since it only reads it.
            is_shared = field.is_ordered and self.target.struct is not None
            order = "" if field.is_ordered else "sorted"
            value = "v" if field.shape.inner is None else self.written(field.shape.inner, "v")
            if value != "v":
                return f"{{k: {value} for k, v in {order}({x}.items())}}"
            return f"{x}._held" if is_shared else f"dict({order}({x}.items()))"
        return self.written(field.shape, x)

    def written(self, shape: Shape, x: str) -> str:
        is_dict = self.target.struct is None
        single = {"word": f"{x}._value_" if is_dict else x, "day": f"{x}.isoformat()"}
        if shape.form in single:
            return single[shape.form]
        calls = {"short": _texts(shape.kind) if shape.form == "short" else None}
        calls |= {} if is_dict else {"number": _number}
        if shape.form in calls:
            return f"{self.named(calls[shape.form], shape.form)}({x})"
        if shape.form in ("record", "any"):
            is_any = shape.form == "any"
            write = _any if is_any else writer(shape.kind, self.target.nested or self.target)
            return f"{self.named(write, 'write')}({x})"
        if shape.inner is not None:
            element = self.written(shape.inner, "y")
            if element != "y":
                return f"[{element} for y in {x}]"
            return f"list({x})" if is_dict else x
        return x


def _is_single(default: object) -> bool:
    """Whether *default* equals only itself."""
    if default is None or default is attrs.NOTHING or default == ():
        return True
    return isinstance(default, (bool, Enum))


_SHIPPED: Mapping[type, Mapping[str, Record]] = {GradeScale: GRADE_SCALES, Framework: FRAMEWORKS}
"""Records that live as long as the program, so that their ids identify them."""


def _number(value: float) -> float:
    """The *value*, if msgspec writes it as the json module does: without an exponent."""
    if value and not 1e-4 <= abs(value) < 1e16:
        raise UnsupportedError
    return value


def _any(record: Record) -> dict[str, object]:
    return {"type": record.TAG, **writer(type(record))(record)}


def _refuse(_: object) -> NoReturn:
    raise UnsupportedError


def _open_text(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)


@cached
def _texts(kind: type) -> Quick:
    if kind is Edge:
        date = _texts(PartialDate)

        def text_of(edge: object) -> object:
            return edge.value if isinstance(edge, Edge) else date(edge)

        return text_of
    if kind is PartialDate:
        return _date_text
    if issubclass(kind, Enum):
        return _open_text
    own = cast("type[Record]", kind)
    write = SHORTHANDS[own].write
    known = {id(record): key for key, record in _SHIPPED.get(own, {}).items()}

    def text(record: Record) -> str:
        if (key := known.get(id(record))) is not None:
            return key
        if record.__class__ is not kind or (written := write(record)) is None:
            raise UnsupportedError
        return written

    return text


def _date_text(date: PartialDate) -> str:
    if date.__class__ is not PartialDate or date.unknown_fields:
        raise UnsupportedError
    return _date_in(date.year, date.month, date.day, date.season)


@lru_cache(maxsize=4096)
def _date_in(year: int, month: int | None, day: int | None, season: Season | None) -> str:
    return str(PartialDate(year=year, month=month, day=day, season=season))
