"""The happy path: two functions for each class, generated from its fields.

One reads a record from plain values, the other writes it as JSON text. They handle only what is
certainly valid; for anything else they raise one of `UNSURE`, and the thorough path takes over
and reports every fault. So they return exactly what it would: tests compare the two. They are
faster because they don't look up how to treat each value: that is why their source is generated
and compiled, as attrs and cattrs do for theirs. What is seldom met (another package's
subclass, kept fields) they leave to the thorough path, record by record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from enum import Enum
from functools import lru_cache, partial
from json.encoder import encode_basestring
from typing import Any, NoReturn, TypeAlias, TypeVar

import attrs

from ncpi import fields
from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping
from ncpi.fields._annotations import cached, freezer_of, validators_of
from ncpi.fields._arguments import default_of
from ncpi.fields._checked import checks_between
from ncpi.fields._converters import parse_date, parse_time, time_text
from ncpi.fields._frozen import as_float, as_tuple, is_list, is_mapping, storable_text_fault
from ncpi.fields._validators import is_invisible, open_list, unique
from ncpi.model import Record, record_class
from ncpi.serial._codec.shapes import (
    SHORTHANDS,
    Shape,
    is_ordered,
    is_ours,
    is_record,
    shape_of,
    stored_fields,
)
from ncpi.serial._text import json_text_of
from ncpi.vocabulary import Other

__all__ = ["UNSURE", "UnsureError", "reader", "thorough", "writer"]


class UnsureError(Exception):
    """The value may be valid or not: the thorough path decides."""


UNSURE = (UnsureError, InvalidError, RecursionError)
"""What the functions raise about a value that may be invalid; anything else is a mistake of ours.
"""

Reader: TypeAlias = Callable[..., Any]
"""Takes an object of a document, and a list to which it adds the number of strings that it reads,
keys included; makes a record. 1 follows if it has been asked for its type."""
Writer: TypeAlias = Callable[..., str]
"""Takes a record and the margin of its lines ("" for all on one line); returns JSON text. Code
for the first pair of the object may follow."""

_MAX_INTEGER = 10**300
T = TypeVar("T")


def thorough() -> Any:
    """The module of the thorough path."""
    from ncpi.serial._codec import thorough  # noqa: PLC0415 - slow to import, and rarely needed

    return thorough


class _Code:
    """The source of one function, and the objects that it refers to."""

    def __init__(self, cls: type[Record]) -> None:
        self.cls = cls
        self.names: dict[str, Any] = {
            "is_invisible": is_invisible,
            "text_fault": storable_text_fault,
            "UnsureError": UnsureError,
            "cls": cls,
            "q": encode_basestring,
            "FrozenMapping": FrozenMapping,
            "new_mapping": FrozenMapping.__new__,
            "names_once": _names_once,
        }

    def named(self, what: object, kind: str) -> str:
        """A name for *what* in the function."""
        name = f"{kind}{len(self.names)}"
        self.names[name] = what
        return name

    def later(self, make: Callable[[], Any]) -> str:
        """A name for the function that *make* returns when it is first called.

        A document seldom has records of every class that it might have.
        """

        def first(*given: object) -> Any:
            self.names[name] = made = make()
            return made(*given)

        name = self.named(first, "later")
        return name

    def compiled(self, head: str, lines: Iterator[str]) -> Any:
        text = "\n".join([head, *(f"    {line}" for line in lines)])
        code = compile(text, f"<ncpi {self.cls.TAG}>", "exec")
        exec(code, self.names)  # noqa: S102 - generated from our own field names
        return self.names["generated"]


# --- reading -------------------------------------------------------------------------------


@cached
def reader(cls: type[Record]) -> Reader:
    """The function that makes a record of *cls*."""
    if not is_ours(cls):
        return partial(_delegated, cls)
    if not cls.TAG:
        return partial(_typed, (cls,))
    return _Reading(cls).function()


def _delegated(kind: Any, held: object, tally: list[int], _: int = 0) -> Any:
    """What the thorough path makes of *held*."""
    tally.append(_strings_in(held))
    return thorough().part_read(held, kind)


def _strings_in(held: object) -> int:
    if is_mapping(held):
        return len(held) + sum(map(_strings_in, held.values()))
    return sum(map(_strings_in, held)) if is_list(held) else int(type(held) is str)


def _typed(declared: tuple[type, ...], held: Any, tally: list[int], _: int = 0) -> Any:
    """The record in *held*, whose type says which of the *declared* classes it has."""
    if held.__class__ is not dict:
        raise UnsureError
    tag: object = held.get("type")
    cls = record_class(tag) if type(tag) is str else None
    if cls is None or not issubclass(cls, declared):
        raise UnsureError
    return reader(cls)(held, tally, 1)


_NAMES = unique(fields.name)


def _checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """*names*, if they are valid and distinct."""
    if _NAMES.faults(names):
        raise UnsureError
    return names


_few_once = lru_cache(maxsize=4096)(_checked)


def _names_once(names: tuple[str, ...]) -> tuple[str, ...]:
    """As `_checked`, cached for short tuples, which often recur; long ones would fill memory."""
    return _few_once(names) if len(names) <= 8 else _checked(names)


def _certainly_valid(bounds: Any, x: str) -> str | None:
    """A condition, as code, under which a validator with these *bounds* accepts *x*."""
    if bounds is fields.name.bounds:
        return (
            f"{x}.__class__ is str and {x} and {x}.isprintable() and "
            f"{x}[0] != ' ' != {x}[-1] and len({x}) <= {fields.MAX_NAME} and "
            f"({x}.isascii() or not is_invisible({x}))"
        )
    if bounds is fields.url.bounds:
        return (
            f"{x}.__class__ is str and {x}.isprintable() and ' ' not in {x} and "
            f"len({x}) <= {fields.MAX_NAME} and {x}[:8] == 'https://' and {x}[8:9] not in '/'"
        )
    if bounds is fields.text.bounds:
        return (
            f"{x}.__class__ is str and 0 < len({x}) <= {fields.MAX_TEXT} and "
            f"not {x}.isspace() and "
            f"({x}.isascii() or not is_invisible({x}) and not text_fault({x}))"
        )
    if is_mapping(bounds) and set(bounds) in ({"least", "most"}, {"least"}):
        most = bounds.get("most", _MAX_INTEGER)
        return f"{x}.__class__ is int and {bounds['least']} <= {x} <= {most}"
    return None


class _Reading(_Code):
    def function(self) -> Reader:
        made: Reader = self.compiled("def generated(held, tally, others=0):", self.lines())
        return made

    def lines(self) -> Iterator[str]:
        draft: Any = _draft(self.cls)
        self.names |= {"draft": draft, "new": draft.__new__}
        typed = self.named(partial(_typed, (self.cls,)), "typed")
        yield "if held.__class__ is not dict:"
        if self.cls in SHORTHANDS:
            yield f"    return {self.named(_parser(self.cls), 'parse')}(held, tally)"
        else:
            yield "    raise UnsureError"
        yield f"if not others and 'type' in held: return {typed}(held, tally)"
        fields = stored_fields(self.cls)
        required = {one.name for one in fields if one.default is attrs.NOTHING}
        yield "record = new(draft)"
        yield f"count = {len(required)} + others"
        yield "strings = others"
        yield "try:"
        for field in fields:
            key = repr(field.name)
            lines = [f"x = held[{key}]", *self.value(field), f"record.{field.name} = x"]
            if field.name in required:
                yield from (f"    {line}" for line in lines)
            else:
                yield f"    if {key} in held:"
                yield "        count += 1"
                yield from (f"        {line}" for line in lines)
                default = self.named(default_of(field), "default")
                yield f"    else: record.{field.name} = {default}"
        # Any other missing key is a mistake of ours.
        yield "except KeyError:"
        yield f"    if {self.named(required, 'required')} <= held.keys(): raise"
        yield "    raise UnsureError from None"
        yield "if count != len(held): raise UnsureError"
        yield "tally.append(count + strings)"
        yield "record.unknown_fields = ()"
        yield "record.__class__ = cls"
        between, after = checks_between(self.cls)
        for check in between:
            yield f"for _ in {self.named(check, 'check')}(record) or (): raise UnsureError"
        for own in after:
            yield f"{self.named(own, 'own')}(record)"
        yield "return record"

    def value(self, field: Any) -> Iterator[str]:
        """Lines that convert x, the plain value, to the field's value, or raise."""
        shape, validator = shape_of(field.type), validators_of(self.cls)[field.name]
        faults = self.named(validator.faults, "faults")
        lines = [*self.converted(shape, validator.bounds, faults)]
        if shape.may_be_none and lines:
            yield "if x is not None:"
            yield from (f"    {line}" for line in lines)
        else:
            yield from lines
        # Most converters only accept other forms of the value, which a document can't have.
        then = field.converter if shape.form == "many" else None
        if shape.form == "other":
            then = freezer_of(field.type)
        if then not in (None, as_tuple):
            yield f"x = {self.named(then, 'then')}(x)"
            yield f"if {faults}(x): raise UnsureError"

    def converted(self, shape: Shape, bounds: Any, faults: str) -> Iterator[str]:
        if shape.form in ("plain", "number"):
            if shape.form == "number":
                yield f"x = {self.single(shape, 'x')}"
            right = _certainly_valid(bounds, "x") if shape.form == "plain" else None
            if shape.kind is bool:
                right = "x.__class__ is bool"
            yield f"if {f'not ({right}) and ' if right else ''}{faults}(x): raise UnsureError"
            if shape.kind is str:
                yield "strings += 1"
        elif shape.inner is None:
            yield f"x = {self.single(shape, 'x')}"
            if shape.form in _WRITTEN_AS_TEXT:
                yield "strings += 1"
        elif shape.form == "table":
            yield "if x.__class__ is not dict: raise UnsureError"
            yield "for y in x:"
            yield "    if y.__class__ is not str: raise UnsureError"
            yield "strings += len(x)"
            if shape.inner.kind is str:
                yield "strings += sum([y.__class__ is str for y in x.values()])"
            if shape.inner.form == "number":
                value = self.single(shape.inner, "y")
                yield f"x = FrozenMapping({{k: {value} for k, y in x.items()}})"
                yield f"if {faults}(x): raise UnsureError"
                return
            yield "names_once(tuple(x))"
            yield "held_in_x = dict(x)"
            yield "x = new_mapping(FrozenMapping)"
            yield "x._held = held_in_x"
            right = _certainly_valid(bounds["each"], "y") or "False"
            none = "y is None or " if shape.inner.may_be_none else ""
            yield "for y in held_in_x.values():"
            yield f"    if not ({none}{right}) and {faults}(x): raise UnsureError"
        else:
            yield "if x.__class__ is not list: raise UnsureError"
            yield from self.elements(shape.inner, bounds, faults)

    def elements(self, inner: Shape, bounds: Any, faults: str) -> Iterator[str]:
        if inner.kind is str or inner.form in _WRITTEN_AS_TEXT:
            yield "strings += len(x)"
        if inner.form != "plain":
            yield f"x = tuple([{self.single(inner, 'y')} for y in x])"
        elif bounds == _NAMES.bounds:
            yield "for y in x:"
            yield "    if y.__class__ is not str: raise UnsureError"
            yield "x = names_once(tuple(x))"
            return
        else:
            right = _certainly_valid(bounds["each"], "y") or "False"
            yield "x = tuple(x)"
            yield "for y in x:"
            yield f"    if not ({right}) and {faults}(x): raise UnsureError"
        if "unique" in bounds:
            by = bounds["unique"]
            mark = f"({', '.join(f'y.{name}' for name in by)},)" if len(by) > 1 else "y"
            mark = f"y.{by[0]}" if len(by) == 1 else mark
            yield f"if len(x) > 1 and len({{{mark} for y in x}}) < len(x) and {faults}(x):"
            yield "    raise UnsureError"

    def single(self, shape: Shape, x: str) -> str:
        """The value of *x*, as code."""
        if shape.form == "word":
            # A member of a StrEnum equals its value, but a document must contain plain text.
            words = self.named(_Words(shape.kind), "words")
            return f"{words}[{x} if {x}.__class__ is str else None]"
        if shape.form == "record":
            return f"{self.later(partial(_record_reader, shape.kind))}({x}, tally)"
        if shape.form == "other":
            return f"{self.named(partial(_delegated, shape.kind), 'read')}({x}, tally)"
        by_form: Mapping[str, Callable[[object], object]] = {
            "number": as_float,
            "day": partial(_parsed, parse_date),
            "clock": partial(_parsed, parse_time),
        }
        read = by_form.get(shape.form) or _one_of(shape.kind)
        return f"{self.named(read, shape.form)}({x})"


_WRITTEN_AS_TEXT = ("day", "clock", "word", "open")


def _exactly_text(value: object) -> str:
    if type(value) is not str:
        raise UnsureError
    return value


def _parsed(parse: Callable[[str], T], text: object) -> T:
    try:
        return parse(_exactly_text(text))
    except ValueError:
        raise UnsureError from None


def _draft(cls: type[Record]) -> Any:
    """A mutable subclass of *cls*: an object is filled in it, then gets the class *cls*.

    Python allows that since both have the same layout. To set each field of the frozen class
    itself made reading 13% to 18% slower.
    """
    opened = {
        "__slots__": (),
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    return type(cls.__name__, (cls,), opened)


class _Words(dict[object, Enum]):
    """The members of an enumeration by their values; no other value is certainly valid."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__({one.value: one for one in kind})

    def __missing__(self, _: object) -> NoReturn:
        raise UnsureError


@cached
def _parser(cls: type[Record]) -> Reader:
    """A cached parser of records written as text: records are immutable, so may be shared."""
    parse = lru_cache(maxsize=4096)(SHORTHANDS[cls].read)

    def parsed(text: object, tally: list[int]) -> Any:
        tally.append(1)
        return parse(_exactly_text(text))

    return parsed


@cached
def _one_of(kind: type[Enum]) -> Callable[[object], Any]:
    words, check = _Words(kind), open_list(kind)

    def one_of(text: object) -> object:
        plain = _exactly_text(text)
        if plain in words:
            return words[plain]
        if check.faults(other := _parsed(Other.parse, plain)):
            raise UnsureError
        return other

    return one_of


@cached
def _record_reader(kinds: tuple[type, ...]) -> Reader:
    """Reads a record of one of *kinds*, which may include an enumeration."""
    if len(kinds) == 1:
        return reader(kinds[0])
    classes = tuple(filter(is_record, kinds))
    lists = [_Words(kind) for kind in kinds if issubclass(kind, Enum)]
    words = {text: one for words in lists for text, one in words.items()}
    read = reader(classes[0]) if len(classes) == 1 else partial(_typed, classes)

    def either(held: object, tally: list[int]) -> object:
        if type(held) is str and held in words:
            tally.append(1)
            return words[held]
        return read(held, tally)

    return either


# --- writing -------------------------------------------------------------------------------


@cached
def writer(cls: type[Record], *, is_page: bool) -> Writer:
    """The function that writes a record declared as *cls*: indented if *is_page*."""
    if not is_ours(cls) or not cls.TAG:
        return partial(_written, cls, is_page)
    return _Writing(cls, is_page).function()


def _written(declared: type[Record], is_page: bool, record: Record, margin: str = "") -> str:  # noqa: FBT001 - bound by partial
    """*record*, of another class than *declared* or with kept fields."""
    cls = type(record)
    if is_ours(cls) and cls.TAG and cls is not declared and not record.unknown_fields:
        lead = f'{margin}  "type": ' if is_page else '"type":'
        return writer(cls, is_page=is_page)(record, margin, f",{lead}{encode_basestring(cls.TAG)}")
    return json_text_of(thorough().part_written(record, declared), margin if is_page else None)


class _Writing(_Code):
    def __init__(self, cls: type[Record], is_page: bool) -> None:  # noqa: FBT001 - as above
        super().__init__(cls)
        self.is_page = is_page

    def function(self) -> Writer:
        made: Writer = self.compiled("def generated(record, m='', s=''):", self.lines())
        short = SHORTHANDS.get(self.cls)
        return made if short is None else _shortened(self.cls, made)

    def lines(self) -> Iterator[str]:
        other = self.named(partial(_written, self.cls, self.is_page), "other")
        yield "if record.__class__ is not cls or record.unknown_fields:"
        yield f"    return {other}(record, m)"
        if self.is_page:
            yield "n = m + '  '"
            yield "c = ',' + n"
        for field in stored_fields(self.cls):
            yield f"x = record.{field.name}"
            shape, default = shape_of(field.type), default_of(field)
            lead = f"""c + '"{field.name}": '""" if self.is_page else f"""',"{field.name}":'"""
            if type(default) in SHORTHANDS:
                # To compare the texts, which are kept, is faster than to compare the records.
                text = self.named(
                    _record_writer(shape.kind, is_page=self.is_page)(default, ""), "text"
                )
                yield f"if x is not {self.named(default, 'default')}:"
                yield f"    x = {self.value(shape, field)}"
                yield f"    if x != {text}: s += {lead} + x"
                continue
            yield f"{self.condition(shape, default)}s += {lead} + {self.value(shape, field)}"
        yield "return '{' + s[1:] + m + '}' if s else '{}'"

    def condition(self, shape: Shape, default: object) -> str:
        """The condition under which a field is written, as code."""
        if default is attrs.NOTHING:
            return ""
        if shape.inner is not None and not default:
            return "if x: " if shape.form == "many" else "if x._held: "
        name = self.named(default, "default")
        if default is None or isinstance(default, (bool, Enum)):
            return f"if x is not {name}: "
        return f"if x is not {name} and x != {name}: "

    def value(self, shape: Shape, field: attrs.Attribute[Any]) -> str:
        if field.default is None:  # then it isn't written if it is None
            shape = shape._replace(may_be_none=False)
        if shape.inner is None:
            return self.single(shape, "x")
        if shape.form == "table":
            items = "x._held.items()" if is_ordered(field) else "sorted(x._held.items())"
            colon = "': '" if self.is_page else "':'"
            each, ends = f"q(k) + {colon} + {self.single(shape.inner, 'y')}", "{}"
            texts = f"[{each} for k, y in {items}]"
        else:
            each, ends = self.single(shape.inner, "y", "n + '  '"), "[]"
            texts = f"[{each} for y in x]"
        if not self.is_page:
            return f"'{ends[0]}' + ','.join({texts}) + '{ends[1]}'"
        return f"{self.named(partial(_joined, ends), 'joined')}({texts}, n)"

    def single(self, shape: Shape, x: str, margin: str = "n") -> str:
        """The JSON text of *x*, as code."""
        margin = margin if self.is_page else "''"
        if shape.form == "plain":
            by_kind = {str: f"q({x})", bool: f"('true' if {x} else 'false')"}
            code = by_kind.get(shape.kind, f"str({x})")
        elif shape.form == "number":
            code = f"{x}.__repr__()"
        elif shape.form == "day":
            code = f"""('"' + {x}.isoformat() + '"')"""
        elif shape.form == "word" and _are_plain(shape.kind):
            code = f"""('"' + {x}._value_ + '"')"""
        elif shape.form == "record":
            write = self.later(partial(_record_writer, shape.kind, is_page=self.is_page))
            code = f"{write}({x}, {margin})"
        else:
            by_form = {"clock": _clock_text, "open": _open_text, "word": _open_text}
            other = partial(_other_text, shape.kind, self.is_page)
            code = f"{self.named(by_form.get(shape.form, other), 'write')}({x}, {margin})"
        return f"('null' if {x} is None else {code})" if shape.may_be_none else code


def _are_plain(kind: type[Enum]) -> bool:
    """Whether no word of the list needs an escape."""
    return all(encode_basestring(one.value) == f'"{one.value}"' for one in kind)


def _joined(ends: str, texts: list[str], margin: str) -> str:
    if not texts:
        return ends
    inner = margin + "  "
    return f"{ends[0]}{inner}{f',{inner}'.join(texts)}{margin}{ends[1]}"


def _clock_text(value: time, _: str) -> str:
    return f'"{time_text(value)}"'


def _open_text(value: object, _: str = "") -> str:
    return encode_basestring(value._value_ if isinstance(value, Enum) else str(value))


def _other_text(kind: Any, is_page: bool, value: object, margin: str) -> str:  # noqa: FBT001 - as above
    return json_text_of(thorough().part_written(value, kind), margin if is_page else None)


@cached
def _record_writer(kinds: tuple[type, ...], *, is_page: bool) -> Writer:
    """Writes a record of one of *kinds*, which may include an enumeration."""
    classes = tuple(filter(is_record, kinds))
    declared = classes[0] if len(classes) == 1 else Record
    write = writer(declared, is_page=is_page)
    if len(kinds) == 1:
        return write

    def either(one: object, margin: str) -> str:
        return _open_text(one) if isinstance(one, Enum) else write(one, margin)

    return either


def _shortened(cls: type[Record], in_full: Writer) -> Writer:
    """Writes records of *cls* as text where they can be; recent texts are kept.

    They are kept by the id of the record, which stays its own as long as it is kept itself.
    """
    recent: dict[int, tuple[Record, str]] = {}
    write = SHORTHANDS[cls].write

    def short(record: Record, margin: str = "", first: str = "") -> str:
        known = recent.get(id(record))
        if known is not None and known[0] is record and not first:
            return known[1]
        text = write(record) if record.__class__ is cls and not first else None
        if text is None:
            return in_full(record, margin, first)
        if len(recent) >= 4096:
            recent.clear()
        recent[id(record)] = (record, made := encode_basestring(text))
        return made

    return short
