"""The exceptions of ncpi and the data that each carries.

Every error is an `NcpiError` and also a subclass of the built-in exception that a caller
would already catch. Programs should read the named fields and never parse the message.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from math import isnan
from typing import Any, Self, TypeGuard, TypeVar

import attrs

__all__ = [
    "AmbiguousNameError",
    "Fault",
    "InvalidError",
    "MissingExtraError",
    "NcpiError",
    "NotComparableError",
    "SubclassError",
    "UnknownNameError",
    "as_day_text",
    "as_written",
    "candidates",
    "counted",
    "in_words",
    "is_missing",
    "listed",
    "member_fault",
    "nearest",
    "path_step",
    "shown",
    "type_fault",
    "unquoted_fault",
    "with_key",
]


KeyedT = TypeVar("KeyedT")
ShippedT = TypeVar("ShippedT")


class _Shortener(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        if x.bit_length() > 1000:
            # Python refuses to spell out a huge integer.
            return f"a whole number of about {x.bit_length() * 3 // 10} digits"
        return super().repr_int(x, level)


_SHORTENER = _Shortener()
_SHORTENER.maxstring = _SHORTENER.maxother = 60
_SHORTENER.maxlist = _SHORTENER.maxtuple = _SHORTENER.maxdict = 3
_SHORTENER.maxlevel = 2
_MOST_LINES = 200
_MOST_CHOICES = 20
_LONGEST_LIST = 80
"""Candidates that take more characters than this have a line each."""
OWN_NUMBER = "own-"
"""How the key of an item begins if the number is the register's own and not the report's."""
_IN_QUOTES = "Put it in quotes"
_PLAIN_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,60}"
_CAPITALS = r"(?<!^)(?=[A-Z][a-z])"


def shown(value: object) -> str:
    """*value* as it appears in a message: on one line, shortened to about sixty characters."""
    if isinstance(value, str) and len(value) > 200:
        # reprlib would build the whole repr of a string before cutting it.
        value = value[:100] + value[-100:]
    # The repr of a user's class may contain line breaks or terminal control codes.
    text = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in _SHORTENER.repr(value)
    )
    return text if len(text) <= 160 else f"{text[:120]}...{text[-30:]}"


def path_step(key: str) -> str:
    """One step of a path: ``.key``, or ``['any key']`` if it isn't a plain word."""
    return f".{key}" if re.fullmatch(_PLAIN_KEY, key) else f"[{shown(key)}]"


def counted(number: int, one: str, several: str = "") -> str:
    """*number* with *one* or its plural, which is *several* or else *one* plus s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def nearest(asked: str, choices: Iterable[str], *, similarity: float = 0.6) -> str | None:
    """The choice that is closest in spelling to *asked*, or None if none is close.

    *similarity* is the least that counts as close: 1 if they differ only in case.
    """
    import difflib  # noqa: PLC0415 - slow to import and only needed for error messages

    known = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(asked[:200].casefold(), known, n=1, cutoff=similarity)
    return known[found[0]] if found else None


@attrs.frozen
class Fault:
    """One error in one value.

    Attributes:
        path: where the error is. In a document, the path from its root, such as
            ``$.content.findings[2].theme``. In a constructor, the name of the argument.
            Empty if the error concerns the value as a whole.
        code: the kind of error, for programs. One of ``type``, ``missing``,
            ``unknown-key``, ``unknown-tag``, ``choice``, ``date``, ``number``, ``empty``,
            ``too-long``, ``text``, ``repeated``, ``inconsistent``, ``syntax``,
            ``encoding``, ``too-deep``, ``too-many``, ``unreadable``, ``version``, ``unstorable``.
        message: what is wrong, in one sentence without a full stop.
        value: the invalid value as text, shortened; empty if there is none.
        suggestion: how to correct it, or None.
        line: the line of the file or text, counted from 1; None if unknown.
    """

    path: str
    code: str
    message: str
    value: str = ""
    suggestion: str | None = None
    line: int | None = None

    def below(self, prefix: str) -> Self:
        """The same fault, with *prefix* put before its path.

        *prefix* is a field's name, an index such as ``[3]``, or a step as `path_step` gives it.
        """
        prefix = prefix.removeprefix(".")
        if not self.path:
            path = prefix
        elif self.path.startswith("["):
            path = prefix + self.path
        else:
            path = f"{prefix}.{self.path}"
        return attrs.evolve(self, path=path)

    def __str__(self) -> str:
        text = f"{self.path}: {self.message}" if self.path else self.message
        if self.line is not None:
            text = f"line {self.line}, {text}"
        return f"{text}. {self.suggestion}" if self.suggestion else text


class NcpiError(Exception):
    """The base class of every error that ncpi raises."""


class InvalidError(NcpiError, ValueError):
    """A value, a document or a file is invalid.

    Attributes:
        faults: every error found, in the order of the document.
        subject: what was being made or read: the name of a class or a file.
    """

    def __init__(self, faults: Iterable[Fault], subject: str = "") -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        self.subject = subject
        super().__init__(self.faults, subject)

    def __str__(self) -> str:
        count = len(self.faults)
        if count == 1 and not self.subject:
            return str(self.faults[0])
        heading = f"{self.subject or 'refused'}: {counted(count, 'fault')}"
        lines = [heading, *(f"  {fault}" for fault in self.faults[:_MOST_LINES])]
        if count > _MOST_LINES:
            lines.append(f"  and {count - _MOST_LINES} more, all in .faults")
        return "\n".join(lines)


class _NameError(NcpiError, KeyError):
    _verdict = ""

    def __init__(self, asked: str, among: str, candidates: Sequence[str] = ()) -> None:
        self.asked = asked
        self.among = among
        self.candidates: tuple[str, ...] = tuple(candidates)
        super().__init__(asked, among, self.candidates)

    def __str__(self) -> str:
        text = f"{shown(self.asked)} {self._verdict} {self.among}"
        if not self.candidates:
            return text
        listed = ", ".join(self.candidates)
        if len(self.candidates) == 1 or len(listed) <= _LONGEST_LIST:
            return f"{text}. Candidates: {listed}"
        return "\n".join([f"{text}. Candidates:", *(f"  {one}" for one in self.candidates)])


class UnknownNameError(_NameError):
    """A key, slug or name is unknown here.

    Attributes:
        asked: what was looked for.
        among: what was searched.
        candidates: the most similar keys, best first; empty if none is similar.
    """

    _verdict = "is not among the"


def shipped(known: Mapping[str, ShippedT], key: str, what: str, where: str) -> ShippedT:
    """The entry of *known* with this *key*; *what* and *where* name it and its mapping in errors.

    Raises:
        ncpi.errors.InvalidError: there is no such key. The message suggests the most similar one.
    """
    # A caller's key may be anything, even unhashable.
    if key not in [*known]:
        fault = member_fault(key, list(known), f"the key of {what}")
        advice = f"{fault.suggestion} ({where}), or make {what} of your own"
        raise InvalidError([attrs.evolve(fault, suggestion=advice)])
    return known[key]


def with_key(things: Sequence[KeyedT], key: str | int, among: str, field: str = "key") -> KeyedT:
    """The one of *things* with this *key* in *field*, or with the register's own number *key*.

    *among* names them in the error.

    Raises:
        ncpi.errors.UnknownNameError: none has this key; for the candidates see `candidates`.
    """
    keys: list[str] = [getattr(thing, field) for thing in things]
    for wanted in (str(key), f"{OWN_NUMBER}{key}"):
        for thing, known in zip(things, keys, strict=True):
            if known == wanted:
                return thing
    raise UnknownNameError(str(key), among, candidates(str(key), keys))


def candidates(asked: str, keys: Sequence[str]) -> Sequence[str]:
    """Those of *keys* that contain *asked*, or else the most similar, or else all of a few."""
    within = [known for known in keys if asked.casefold() in known.casefold()]
    near = nearest(asked, keys)
    return within[:10] or ([near] if near else keys if len(keys) <= 10 else [])


class AmbiguousNameError(_NameError):
    """A name is ambiguous here.

    Attributes:
        asked: what was looked for.
        among: what was searched.
        candidates: the keys that it may refer to.
    """

    _verdict = "is ambiguous among the"


class NotComparableError(NcpiError, ValueError):
    """One report cannot be the follow-up of the other.

    Attributes:
        baseline: the key of the report given as the baseline.
        follow_up: the key of the report given as the follow-up.
        reason: why they can't be compared.
    """

    def __init__(self, baseline: str, follow_up: str, reason: str) -> None:
        self.baseline = baseline
        self.follow_up = follow_up
        self.reason = reason
        super().__init__(baseline, follow_up, reason)

    def __str__(self) -> str:
        return f"{self.baseline} and {self.follow_up} cannot be compared: {self.reason}"


class MissingExtraError(NcpiError, ImportError):
    """A feature needs an optional package that isn't installed.

    Attributes:
        extra: the extra of ncpi that installs the package.
        package: the missing package.
        command: the command that installs it.
    """

    def __init__(self, extra: str, package: str) -> None:
        self.extra = extra
        self.package = package
        self.command = f'pip install "ncpi[{extra}]"'
        super().__init__(extra, package)

    def __str__(self) -> str:
        return (
            f"this needs {self.package}, which comes with the extra {self.extra!r} of ncpi: "
            f"{self.command}"
        )


class SubclassError(NcpiError, TypeError):
    """A subclass of a record couldn't be stored and loaded.

    Attributes:
        subclass: the class's full name.
        reason: what is wrong with it and how to fix it.
    """

    def __init__(self, subclass: str, reason: str) -> None:
        self.subclass = subclass
        self.reason = reason
        super().__init__(subclass, reason)

    def __str__(self) -> str:
        return f"{self.subclass}: {self.reason}"


_PLAIN_WORDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "nothing (null)",
    list: "a list",
    tuple: "a tuple",
    dict: "an object",
    set: "a set, which has no order",
    frozenset: "a set, which has no order",
    date: "a date",
    datetime: "a date with a time",
    time: "a time of day",
}


def in_words(kind: type) -> str:
    """A type's name in plain words, with its article."""
    if kind in _PLAIN_WORDS:
        return _PLAIN_WORDS[kind]
    # What RegisterData stores is a register.
    words = re.sub(_CAPITALS, " ", kind.__name__).lower().removesuffix(" data")
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def type_fault(value: object, wanted: str) -> Fault:
    """A fault: *value* doesn't have the type *wanted*, which is given in plain words.

    It says what to write for a value of NumPy or pandas, whose types only resemble Python's.
    """
    message = f"{shown(value)} is {in_words(type(value))}, not {wanted}"
    return Fault("", "type", message, shown(value), _in_python(value, wanted))


def _in_python(value: object, wanted: str) -> str | None:
    """What to write instead of *value* to get what is *wanted*; None if that isn't certain."""
    if is_missing(value):
        return "It stands for no value: write None, if the field allows it"
    is_many = hasattr(value, "__len__") and not isinstance(value, str)
    if is_many and hasattr(value, "tolist"):
        if wanted.startswith("a list"):
            return "Write value.tolist()"
        if wanted == "an object" and hasattr(value, "to_dict"):
            return "Write value.to_dict()"
        return "Pass one of its values: a field takes one"
    plain = _plain(value, wanted)
    return None if plain is None else f"Write {plain}"


def _plain(value: object, wanted: str) -> str | None:
    """*value*, if Python's own type can hold it, as code or text of the type *wanted*."""
    if wanted == "true or false":
        return str(bool(value)) if type(value).__name__ in ("bool", "bool_") else None
    if wanted == "a whole number":
        return str(int(value)) if _is_number(value) and value == int(value) else None
    if wanted == "a number":
        return str(float(value)) if _is_number(value) else None
    is_text = isinstance(value, str) and not isinstance(value, Enum)
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    is_exact = type(value) is not float and _is_number(value)
    return shown(str(value)) if wanted == "text" and (is_text or is_day or is_exact) else None


def _is_number(value: object) -> TypeGuard[float]:
    """Whether *value* is a number, of any class, that a float holds exactly."""
    from decimal import Decimal  # noqa: PLC0415 - slow to import and only needed for error messages
    from numbers import Real  # noqa: PLC0415 - as above

    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < 2**53
    number: Any = value  # for type checkers, a Real has no order
    is_bool = type(value).__name__ in ("bool", "bool_")
    return isinstance(value, Real) and not is_bool and bool(abs(number) < 2**53)


def as_day_text(value: object) -> str | None:
    """*value* as text if it may be a date: one of Python's, or of NumPy, pandas or Arrow."""
    if isinstance(value, datetime):
        return None
    library = type(value).__module__.partition(".")[0]
    is_scalar = isinstance(value, date) or library in ("decimal", "numpy", "pandas", "pyarrow")
    return str(value) if is_scalar else None


def is_missing(value: object) -> bool:
    """Whether *value* is the NaN of a float, or the NaN, NaT or NA of NumPy or pandas."""
    if type(value).__name__ in ("NAType", "NaTType", "datetime64"):
        return str(value) in ("<NA>", "NaT")
    return isinstance(value, float) and isnan(value)


def unquoted_fault(value: object, wanted: str) -> Fault:
    """As `type_fault`; if *value* is a number or a truth value, it suggests adding quotes.

    For a fraction it gives no example, because 1.1 may have been written as 1.10: a reader of
    text calls `as_written` with the source's own token.
    """
    fault = type_fault(value, wanted)
    if type(value) not in (bool, int, float) or is_missing(value):
        return fault
    text = shown(value).lower()  # true and false, as in JSON
    example = f': "{text}"' if type(value) is not float and len(text) <= 20 else ""
    return attrs.evolve(fault, suggestion=f"{_IN_QUOTES}{example}")


def as_written(fault: Fault, token: str) -> Fault:
    """*fault* about a number or a truth value, with the *token* that stands in the source."""
    message, short, advice = fault.message, fault.value, fault.suggestion
    if fault.code != "type":
        return fault
    if advice is not None and advice.startswith(_IN_QUOTES):
        advice = f'{_IN_QUOTES}: "{token}"' if len(token) <= 20 else _IN_QUOTES
    if short:
        short = shown(token)[1:-1]
        message = message.replace(fault.value, short, 1)
    return attrs.evolve(fault, message=message, value=short, suggestion=advice)


def listed(choices: Sequence[str], most: int = _MOST_CHOICES) -> str:
    """The first *most* of *choices* on one line, followed by the number of the others."""
    more = len(choices) - most
    line = ", ".join(choices[:most])
    return f"{line} and {more:,} more" if more > 0 else line


def member_fault(value: object, choices: Sequence[str], what: str) -> Fault:
    """A fault: *value* isn't one of *choices*; *what* names one of them, with its article."""
    near = nearest(value, choices) if isinstance(value, str) else None
    advice = f"Did you mean {shown(near)}? " if near else ""
    return Fault(
        "",
        "choice",
        f"{shown(value)} is not {what}",
        shown(value),
        f"{advice}Choose from: {listed([shown(choice) for choice in choices])}",
    )
