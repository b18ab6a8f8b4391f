"""The base class that checks all the fields of a new object together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, wraps
from operator import attrgetter, is_
from typing import Any, ClassVar, NamedTuple, TypeAlias

import attrs

from ncpi.errors import Fault, InvalidError, SubclassError
from ncpi.fields._annotations import (
    Freezer,
    check_annotations,
    freezer_of,
    hints_of,
    type_faults,
    validator_faults,
    validators_of,
)
from ncpi.fields._arguments import argument_faults
from ncpi.fields._frozen import as_tuple, json_pairs
from ncpi.fields._validators import Validator

__all__ = ["Checked", "checking_of", "checks_between"]


class Checked:
    """The base of attrs classes whose annotations are enforced.

    A new object is rejected with every fault of its fields; if they have none, with every fault
    that it and its base classes find between fields, in ``_inconsistencies``. The values of
    fields without a converter are made immutable first. This applies to every subclass that
    attrs decorates, even one with its own ``__attrs_post_init__``, which runs last and need
    not call its base's.
    """

    __slots__ = ()
    checks_all_fields: ClassVar[bool] = True

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        hook: Any = cls.__attrs_init_subclass__
        if hook.__func__ is not _HOOK:
            # attrs wouldn't call it for the class that defines it, nor would it call ours.
            raise SubclassError(
                f"{cls.__module__}.{cls.__qualname__}",
                "it overrides __attrs_init_subclass__, so its fields would not be checked. "
                "Write __init_subclass__ instead",
            )

    def __attrs_post_init__(self) -> None:
        # A subclass's own hook may call this one.
        if not _BEING_COMPLETED or id(self) not in _BEING_COMPLETED:
            checking = _CHECKING.get(type(self)) or checking_of(type(self))
            checking.check_fields(self)
            if checking.between or checking.after:
                checking.complete(self)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        # A hook written by anyone, including a base class without fields, runs after ours.
        if cls.__attrs_post_init__ is not Checked.__attrs_post_init__:
            if "__attrs_post_init__" in cls.__dict__:
                # On the class itself, with which it is sent to another process.
                type.__setattr__(cls, "_own_post_init", cls.__attrs_post_init__)
            type.__setattr__(cls, "__attrs_post_init__", Checked.__attrs_post_init__)
        if "__getstate__" not in cls.__dict__:
            # With slots=False attrs adds none, and the base's keeps only the fields of the base.
            type.__setattr__(cls, "__getstate__", _state)
            type.__setattr__(cls, "__setstate__", _restore)
        cls._check_definition()
        _report_arguments(cls)

    @classmethod
    def _check_definition(cls) -> None:
        """Check the class itself, once attrs has made it."""

    def _inconsistencies(self) -> Iterable[Fault]:
        """The faults between fields, each of which is valid by itself.

        The base classes' methods run too: an override needn't call them and can't disable them.
        """
        return ()


def _state(made: object) -> dict[str, object]:
    cls: Any = type(made)
    return {field.name: getattr(made, field.name) for field in attrs.fields(cls)}


def _restore(made: object, state: Mapping[str, object]) -> None:
    for name, value in state.items():
        object.__setattr__(made, name, value)


_HOOK: Any = Checked.__dict__["__attrs_init_subclass__"].__func__


def _report_arguments(cls: Any) -> None:
    """Let the constructor of *cls* report with one error whatever is wrong with its arguments.

    They may be missing or unknown, or what a converter or validator of another package refuses:
    attrs stops at the first.
    """
    # Where values may come by position, only Python can say which is missing.
    is_keyword_only = all(field.kw_only for field in attrs.fields(cls) if field.init)
    if not attrs.inspect(cls).added_init or not is_keyword_only:
        return
    init = cls.__dict__["__init__"]

    @wraps(init)
    def __init__(self: object, /, **given: object) -> None:  # noqa: N807 - it becomes the method
        try:
            init(self, **given)
        except (InvalidError, SubclassError):
            raise
        except Exception as error:
            if faults := list(argument_faults(cls, given)):
                # Python refuses the arguments before it runs any code of the method.
                is_binding = error.__traceback__ is not None and error.__traceback__.tb_next is None
                raise InvalidError(faults, type(self).__name__) from (None if is_binding else error)
            raise

    type.__setattr__(cls, "__init__", __init__)


# Converters whose results are already immutable.
_FREEZING = (as_tuple, json_pairs)
_BEING_COMPLETED: set[int] = set()


_Field: TypeAlias = tuple[object, frozenset[type], Callable[[object], Sequence[Fault]]]
"""How one field is checked: its default and the types that need no check, and its faults."""


class Checking(NamedTuple):
    """How new objects of a class are checked.

    Attributes:
        freezers: for the fields that need one, the function that makes a value immutable.
        every: returns the values of all fields of an object.
        values: returns the values of an object's fields that have a validator.
        fields: how each of those fields is checked.
        between: each class's checks between fields, the base's first.
        after: each class's own ``__attrs_post_init__``, the base's first.
        late: the fields that only ``__attrs_post_init__`` can set.
    """

    freezers: Mapping[str, Freezer]
    every: Callable[[object], Sequence[object]]
    values: Callable[[object], Sequence[object]]
    fields: Sequence[_Field]
    between: Sequence[Callable[[Any], Iterable[Fault]]]
    after: Sequence[Callable[[Any], None]]
    late: Sequence[attrs.Attribute[Any]]

    def check_fields(self, made: object) -> None:
        """Freeze and check each field of *made*.

        Raises:
            ncpi.errors.InvalidError: with every fault of every field.
        """
        if self.freezers:
            for field, freeze in self.freezers.items():
                # The object is still being made, so nothing else refers to it.
                object.__setattr__(made, field, freeze(getattr(made, field)))
        for (default, types, faults), value in zip(self.fields, self.values(made), strict=True):
            if value is not default and type(value) not in types and faults(value):
                raise _refusal(made)

    def complete(self, made: object) -> None:
        """Check between the fields of *made*, each of which is valid, and run its own hooks.

        Raises:
            ncpi.errors.InvalidError: with every fault between fields.
        """
        self._between(made)
        if self.after:
            before = None if self.late else self.every(made)
            _BEING_COMPLETED.add(id(made))
            try:
                for own in self.after:
                    own(made)
            finally:
                _BEING_COMPLETED.discard(id(made))
            if before is not None and all(map(is_, before, self.every(made))):
                return  # the hooks have set no field
            self.check_fields(made)
            if any(_faults_of_field(made, field) for field in self.late):
                raise _refusal(made)
            self._between(made)

    def _between(self, made: object) -> None:
        if faults := [fault for check in self.between for fault in check(made) or ()]:
            # A class may call its base's check, which runs anyway: drop the repeated faults.
            raise InvalidError(dict.fromkeys(faults), type(made).__name__)


def _refusal(made: object) -> InvalidError:
    cls: Any = type(made)
    faults = [fault for field in attrs.fields(cls) for fault in _faults_of_field(made, field)]
    return InvalidError(faults, cls.__name__)


def _faults_of_field(made: object, field: attrs.Attribute[Any]) -> Sequence[Fault]:
    if not hasattr(made, field.name):
        return ()
    return type_faults(type(made), field, getattr(made, field.name)) or validator_faults(
        field, made
    )


_CHECKING: dict[type, Checking] = {}


def checking_of(cls: type) -> Checking:
    """How new objects of *cls* are checked."""
    checking = _CHECKING.get(cls)
    if checking is None:
        checking = _CHECKING[cls] = _checking(cls)
    return checking


def _own_post_init(base: type) -> Callable[[Any], None] | None:
    inherited = base.__dict__.get("__attrs_post_init__")
    hook: Callable[[Any], None] | None = base.__dict__.get("_own_post_init", inherited)
    return None if hook is Checked.__attrs_post_init__ else hook


def _reader(names: Sequence[str]) -> Callable[[object], Sequence[object]]:
    return attrgetter(*names) if len(names) > 1 else partial(_values, names)


def _values(names: Sequence[str], made: object) -> Sequence[object]:
    return [getattr(made, name) for name in names]


def _checking(cls: type) -> Checking:
    check_annotations(cls)
    hints = hints_of(cls)
    # A field without an argument or a default isn't set yet.
    initial = [
        field for field in attrs.fields(cls) if field.init or field.default is not attrs.NOTHING
    ]
    own = [
        (field.name, field.default, validator)
        for field in initial
        for validator in (validators_of(cls).get(field.name), field.validator)
        if isinstance(validator, Validator)
    ]
    between, after = checks_between(cls)
    return Checking(
        freezers={
            field.name: freezer
            for field in initial
            if field.converter not in _FREEZING and (freezer := freezer_of(hints[field.name]))
        },
        every=_reader([field.name for field in attrs.fields(cls)]),
        values=_reader([name for name, _, _ in own]),
        fields=[
            # A default that its own type rejects must still fail the check.
            (
                object() if validator.faults(default) else default,
                validator.types,
                validator.faults,
            )
            for _, default, validator in own
        ],
        between=between,
        late=[field for field in attrs.fields(cls) if field not in initial],
        after=after,
    )


def checks_between(
    cls: type,
) -> tuple[Sequence[Callable[[Any], Iterable[Fault]]], Sequence[Callable[[Any], None]]]:
    """The checks between the fields of *cls*, and its own hooks; see `Checking`."""
    bases = [base for base in reversed(cls.__mro__) if base is not Checked]
    between = [vars(base)[_BETWEEN] for base in bases if _BETWEEN in vars(base)]
    return between, [after for base in bases if (after := _own_post_init(base))]


_BETWEEN = "_inconsistencies"
