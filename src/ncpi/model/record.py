"""The base class of every record, and the registry of tags for storing subclasses."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any, ClassVar, Self
from weakref import WeakKeyDictionary

import attrs

from ncpi.errors import Fault, InvalidError, SubclassError, shown
from ncpi.fields import JsonValue, Validator, name
from ncpi.fields._annotations import hints_of
from ncpi.fields._arguments import unknown_key_fault
from ncpi.fields._checked import Checked
from ncpi.fields._frozen import (
    JsonPairs,
    json_pairs,
    json_pairs_faults,
    thaw_json,
)
from ncpi.fields._validators import is_same_class
from ncpi.model._shown import Shown

__all__ = ["Record", "record_class", "record_tags"]

_CLASSES: dict[str, type[Record]] = {}
# Classes that attrs hasn't decorated here, in order: they are about to be, or they were decorated
# in another process and come from it by value, as cloudpickle sends classes of __main__.
_UNREGISTERED: WeakKeyDictionary[type[Record], None] = WeakKeyDictionary()
_PROMISED: dict[str, str] = {}
_RESERVED = {"TAG", "type", "label", "describe"}  # views call the methods
_HOW = (
    "Write\n\n    @attrs.frozen(kw_only=True)\n    class {name}(...):\n"
    '        TAG = "your-project.{tag}"\n'
)


# mypy needs order=False to be written out, although it is the default. repr=False, here and on
# all our records, spares attrs from compiling a repr that ours would replace.
@attrs.frozen(kw_only=True, order=False, repr=False)
class Record(Checked, Shown):
    """The base class of every record.

    A record is immutable, hashable and compared by content: two are equal if they have
    the same class and all their fields are equal. A subclass is stored and loaded like
    ncpi's own classes if it is decorated with ``@attrs.frozen(kw_only=True)`` and has its own
    ``TAG``, which names it in documents. By convention a tag starts with the project's name
    and a dot. An empty tag marks a base class that is never stored itself.

    A class can derive from one record with fields and from any number of classes without,
    because Python doesn't allow slots from two bases.

    Attributes:
        unknown_fields: the document's values under keys that the class doesn't know, if
            it was loaded with ``unknown="keep"``; written back when the record is stored. If no
            class has its type, that is among them, under ``type``.

    Raises:
        ncpi.errors.SubclassError: when a subclass is defined that couldn't be stored.
    """

    TAG: ClassVar[str] = ""

    unknown_fields: Annotated[JsonPairs, Validator(json_pairs_faults)] = attrs.field(
        default=(), converter=json_pairs, metadata={"last": 2}
    )

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        _UNREGISTERED[cls] = None

    @classmethod
    def _check_definition(cls) -> None:
        _UNREGISTERED.pop(cls, None)
        how = _HOW.format(name=cls.__name__, tag=cls.__name__.lower())
        names = {name for field in attrs.fields(cls) for name in (field.name, field.alias)}
        if "TAG" in names:
            raise SubclassError(_full_name(cls), 'write TAG = "..." without a type annotation')
        if taken := names & _RESERVED:
            listed = ", ".join(sorted(taken))
            raise SubclassError(_full_name(cls), f"a field can't be called {listed}")
        if "TAG" not in cls.__dict__:
            raise SubclassError(_full_name(cls), f"it has no TAG of its own. {how}")
        if cls.TAG != "" and (faults := name.faults(cls.TAG)):
            raise SubclassError(_full_name(cls), f"its TAG is invalid: {faults[0].message}. {how}")
        traits = attrs.inspect(cls)
        if not (traits.is_frozen and traits.added_init and traits.added_eq):
            raise SubclassError(_full_name(cls), f"it isn't frozen and compared by content. {how}")
        if any(not field.kw_only for field in attrs.fields(cls) if field.init):
            raise SubclassError(_full_name(cls), f"its fields aren't all keyword-only. {how}")
        if traits.added_repr:
            # The repr of attrs would list every field of a report; see __repr__ below.
            del cls.__repr__
        if cls.TAG:
            _register(cls)

    @classmethod
    def of(cls, other: Record, /, **more: object) -> Self:
        """A record of this class with the fields of *other*, and *more*.

        ``CostedRecommendation.of(report.recommendation("6"), cost=12_000)`` turns a published
        record into one of your own class. Every field is kept, unknown ones too; a value in
        *more* replaces that of *other*.

        Raises:
            ncpi.errors.InvalidError: *other* has neither this class nor one that it derives
                from, so its fields couldn't all be kept; *more* names an unknown field, a
                required field is missing, or a value is invalid.
        """
        names = {field.alias or field.name: field.name for field in attrs.fields(cls) if field.init}
        faults = list(_base_faults(cls, other))
        if faults:
            faults += [unknown_key_fault(cls, key, names) for key in more if key not in names]
            raise InvalidError(faults, f"{cls.__name__}.of")
        held = {field.name for field in attrs.fields(type(other))}
        kept = {key: getattr(other, name) for key, name in names.items() if name in held}
        arguments: dict[str, Any] = {**kept, **more}
        try:
            return cls(**arguments)
        except InvalidError as error:
            raise InvalidError(error.faults, f"{cls.__name__}.of") from None

    @property
    def extra(self) -> dict[str, JsonValue]:
        """A copy of the unknown fields as a plain dict."""
        return {key: thaw_json(value) for key, value in self.unknown_fields}


def _base_faults(cls: type[Record], other: object) -> Iterator[Fault]:
    if isinstance(other, Record) and type(other) in cls.__mro__:
        return
    if _full_name(type(other)) in map(_full_name, cls.__mro__):
        advice = "The class was redefined after the object was made; make the object again"
    else:
        bases = [base.__name__ for base in cls.__mro__ if issubclass(base, Record) and base.TAG]
        advice = f"Pass one of these: {', '.join(bases)}"
    what = type(other).__name__ if isinstance(other, Record) else f"the class of {shown(other)}"
    message = f"{cls.__name__} doesn't derive from {what}"
    yield Fault("other", "type", message, shown(other), advice)


def resolve_types(cls: type[Record]) -> None:
    """Set the types of the fields of *cls*, without the metadata of `Annotated`.

    Raises:
        ncpi.errors.SubclassError: the class's module doesn't define the name of a type.
    """
    hints = hints_of(cls, plain=True)
    for field in attrs.fields(cls):
        object.__setattr__(field, "type", hints[field.name])


def _full_name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _register_arrivals() -> None:
    """Register the classes that came from another process since the last call."""
    for cls in list(_UNREGISTERED):
        if "__attrs_attrs__" in cls.__dict__ and "TAG" in cls.__dict__:
            _UNREGISTERED.pop(cls, None)
            if cls.TAG:
                _register(cls)


def _register(cls: type[Record]) -> None:
    promised = _PROMISED.get(cls.TAG, cls.__module__)
    if not f"{cls.__module__}.".startswith(f"{promised}."):
        raise SubclassError(_full_name(cls), _taken(cls.TAG, promised))
    before = _CLASSES.get(cls.TAG)
    # The same name in the same module is the same class, redefined in a notebook.
    if before is not None and not is_same_class(before, cls):
        twice = _imported_twice(before, cls)
        raise SubclassError(_full_name(cls), twice or _taken(cls.TAG, _full_name(before)))
    _CLASSES[cls.TAG] = cls


def _taken(tag: str, by: str) -> str:
    return f"the tag {tag!r} is taken by {by}. Give it one that starts with your project's name"


def _imported_twice(one: type, other: type) -> str:
    """What to do about one class under two names of its module; empty if they are two classes."""
    try:
        is_one_file = inspect.getfile(one) == inspect.getfile(other)
    except (TypeError, OSError):  # a class of a notebook, for one
        return ""
    if one.__qualname__ != other.__qualname__ or not is_one_file:
        return ""
    names = [cls.__module__ for cls in (one, other)]
    if "__main__" in names:
        name = next(name for name in names if name != "__main__")
        return (
            f"its module runs as the program and was imported as {name} too, which makes two "
            "classes of it. Move the class to a module that the program imports"
        )
    return (
        f"its module was imported twice, as {names[0]} and as {names[1]}, which makes two classes "
        "of it. Import it under one name"
    )


def promise_records(module: str, *tags: str) -> None:
    """Declare that *module* of ncpi, or a module below it, defines the records with *tags*.

    It is imported when one of them is first needed, so ``import ncpi`` doesn't create classes
    that few programs use, but documents that contain them can still be read.
    """
    _PROMISED.update(dict.fromkeys(tags, module))


def record_class(tag: str) -> type[Record] | None:
    """The class with this *tag*, or None if there is none."""
    if _UNREGISTERED:
        _register_arrivals()
    if tag not in _CLASSES and tag in _PROMISED:
        import_module(_PROMISED[tag])
    return _CLASSES.get(tag)


def record_tags() -> tuple[str, ...]:
    """Every tag in use, in alphabetical order."""
    _register_arrivals()
    return tuple(sorted({*_CLASSES, *_PROMISED}))
