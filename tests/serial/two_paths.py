"""What becomes of a document, or of a record, on each of the two paths; for tests and fuzzers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import Enum
from typing import Literal, NamedTuple, NoReturn

import attrs

import ncpi
from ncpi.errors import Fault, InvalidError
from ncpi.fields import FrozenMapping
from ncpi.model import record_class
from ncpi.serial import _documents as paths
from ncpi.serial._codec.generated import UNSURE, UnsureError
from ncpi.serial._codec.thorough import read_value, written
from ncpi.vocabulary import Other

__all__ = ["PATHS", "Outcome", "Way", "all_alike", "anatomy", "only", "outcome"]

Way = Literal["happy", "thorough"]
PATHS: tuple[Way, ...] = ("happy", "thorough")
_PLAIN = (str, int, bool, float, type(None), date, datetime, time)


def _unsure(*_: object, **_named: object) -> NoReturn:
    """As if the happy path were never sure."""
    raise UnsureError


_HAPPY = {"happy_read": paths.happy_read, "happy_text": paths.happy_text}


def _read_if_sound(document: object, expect: type[ncpi.Record]) -> tuple[ncpi.Record, int]:
    """What the happy path reads; of plain JSON it may refuse only what has faults or unknown keys.

    Raises:
        AssertionError: it refuses a plain document without any.
    """
    try:
        return _HAPPY["happy_read"](document, expect)
    except UNSURE:
        if _is_plain(document):
            is_sound = outcome(lambda: read_value(document, [], expect)).is_sound
            assert not is_sound, f"the happy path refuses a sound document: {document}"
        raise


def _is_plain(value: object) -> bool:
    """Whether *value* is made of the very types that JSON has, and not of classes below them."""
    if type(value) is dict:
        return all(type(key) is str and _is_plain(one) for key, one in value.items())
    if type(value) is list:
        return all(map(_is_plain, value))
    return type(value) in {str, int, float, bool, type(None)}


def _text_if_sound(record: ncpi.Record, *, is_page: bool) -> str:
    """What the happy path writes; it may refuse only what can't be stored.

    Raises:
        AssertionError: it refuses another record.
    """
    try:
        return _HAPPY["happy_text"](record, is_page=is_page)
    except UNSURE:
        is_sound = isinstance(record, ncpi.Record) and outcome(lambda: written(record)).is_sound
        assert not is_sound, f"the happy path refuses a sound record: {record!r}"
        raise


@contextmanager
def only(path: Way) -> Iterator[None]:
    """With no faster path than *path*; the happy one must then take whatever is sound."""
    is_happy = path == "happy"
    try:
        paths.happy_read = _read_if_sound if is_happy else _unsure
        paths.happy_text = _text_if_sound if is_happy else _unsure
        yield
    finally:
        for name, value in _HAPPY.items():
            setattr(paths, name, value)


class Outcome(NamedTuple):
    """What came out: a value, or an error with its faults and its subject."""

    value: object = None
    made_of: object = None
    faults: tuple[Fault, ...] = ()
    subject: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether something came out, and not an error."""
        return not self.faults


def outcome(act: Callable[[], object]) -> Outcome:
    """What *act* gives, or the error that it raises; any but our own is let through."""
    try:
        value = act()
    except InvalidError as error:
        return Outcome(faults=error.faults, subject=error.subject)
    return Outcome(value, anatomy(value))


def all_alike(act: Callable[[], object]) -> Outcome:
    """What *act* gives on every path alike.

    Raises:
        AssertionError: it gives on one path what it doesn't give on another.
    """
    found: dict[Way, Outcome] = {}
    for path in PATHS:
        with only(path):
            found[path] = outcome(act)
    known = found["thorough"]
    for path in PATHS:
        _are_alike(found[path], known, path)
    return known


def _are_alike(one: Outcome, known: Outcome, path: Way) -> None:
    assert one.faults == known.faults, f"{path}: {one.faults} != {known.faults}"
    assert one.subject == known.subject, path
    assert one.made_of == known.made_of, f"{path}: {one.made_of} != {known.made_of}"
    assert one.value == known.value, path
    assert type(one.value) is type(known.value), path
    assert repr(one.value) == repr(known.value), path
    if isinstance(one.value, ncpi.Record):
        assert hash(one.value) == hash(known.value), path


def anatomy(value: object) -> object:
    """All that *value* holds, with the exact class of each part.

    Raises:
        AssertionError: it holds what no record and no document may hold.
    """
    kind = type(value)
    held: object
    if isinstance(value, ncpi.Record):
        assert record_class(value.TAG) is kind, f"{kind} is not the class that its tag stands for"
        held = [(field.name, anatomy(getattr(value, field.name))) for field in attrs.fields(kind)]
    elif isinstance(value, (FrozenMapping, dict)):
        assert kind in (dict, FrozenMapping)
        assert kind is dict or type(value._held) is dict
        held = [(anatomy(key), anatomy(inner)) for key, inner in value.items()]
    elif kind in (tuple, list):
        held = [anatomy(inner) for inner in value]
    elif isinstance(value, Enum):
        held = value.name
    elif kind is Other:
        held = value.value
    else:
        assert kind in _PLAIN or kind is bytes, f"{kind} is no part of a record or a document"
        held = repr(value)
    return (kind, held)
