"""Classes whose objects check all their fields together, once attrs has set them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

import attrs

from ncpi.errors import Fault, InvalidError
from ncpi.fields._annotations import (
    Freezer,
    faults_of,
    freezer_of,
    hints_of,
    refuse_changeable,
    validators_of,
)
from ncpi.fields._frozen import as_mapping, as_tuple, json_pairs
from ncpi.fields._validators import Validator

__all__ = ["Checked", "checking_of"]


class Checked:
    """The base of attrs classes whose annotations are held to.

    A new object is refused with every fault that its fields have; where they have none, with
    every fault that the classes of its family find between fields, in ``_inconsistencies``. What a
    field without a converter holds is made unchangeable first. This holds for every subclass
    that attrs decorates, also where it has an ``__attrs_post_init__`` of its own: that runs
    last, and needn't call its base's.
    """

    __slots__ = ()
    checks_all_fields: ClassVar[bool] = True

    def __attrs_post_init__(self) -> None:
        if id(self) not in _BEING_COMPLETED:  # a subclass's own may call its base's
            checking_of(type(self)).check(self)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        # Whoever wrote one, this class's bases without fields included: it runs after ours.
        if cls.__attrs_post_init__ is not Checked.__attrs_post_init__:
            if "__attrs_post_init__" in cls.__dict__:
                _OWN_POST_INIT[cls] = cls.__attrs_post_init__
            type.__setattr__(cls, "__attrs_post_init__", Checked.__attrs_post_init__)

    def _inconsistencies(self) -> Iterable[Fault]:
        """What is wrong between fields of which each is right.

        Every class adds to what its bases find: none needs to call, or can drop, theirs.
        """
        return ()


# Converters after which nothing is left to freeze.
_FREEZING = (as_tuple, as_mapping, json_pairs)
_OWN_POST_INIT: dict[type, Callable[[Any], None]] = {}
_BEING_COMPLETED: set[int] = set()


class _Field(NamedTuple):
    """How one field is checked: not at all where it holds its own default."""

    default: object
    types: frozenset[type]
    faults: Callable[[object], Sequence[Fault]]


class Checking(NamedTuple):
    """How new objects of a class are checked.

    Attributes:
        freezers: for fields without a converter, what makes their values unchangeable.
        values: the values, of an object, of the fields that have a validator.
        fields: how each of them is checked.
        between: what each class of the family checks between fields, the base's first.
        after: their own ``__attrs_post_init__``, the base's first.
        late: the fields that only those can set.
    """

    freezers: Mapping[str, Freezer]
    values: Callable[[object], Sequence[object]]
    fields: Sequence[_Field]
    between: Sequence[Callable[[Any], Iterable[Fault]]]
    after: Sequence[Callable[[Any], None]]
    late: Sequence[attrs.Attribute[Any]]

    def check(self, made: object) -> None:
        """Freeze and check the fields of *made*, then what they say together.

        Raises:
            ncpi.errors.InvalidError: with every fault of every field, or every fault
                between fields.
        """
        self._fields_of(made)
        self.complete(made)

    def _fields_of(self, made: object) -> None:
        for field, freeze in self.freezers.items():
            # Nobody else has the object yet.
            object.__setattr__(made, field, freeze(getattr(made, field)))
        for (default, types, faults), value in zip(self.fields, self.values(made), strict=True):
            if value is not default and type(value) not in types and faults(value):
                raise _refusal(made)

    def complete(self, made: object) -> None:
        """Do what follows once each field of *made* is known to be right.

        Raises:
            ncpi.errors.InvalidError: with every fault between fields.
        """
        if faults := [fault for check in self.between for fault in check(made) or ()]:
            # A class may call its base's, which is asked anyway.
            raise InvalidError(dict.fromkeys(faults), type(made).__name__)
        if self.after:
            _BEING_COMPLETED.add(id(made))
            try:
                for own in self.after:
                    own(made)
            finally:
                _BEING_COMPLETED.discard(id(made))
            self._fields_of(made)  # what they set is checked too
            if any(_faults_of_field(made, field) for field in self.late):
                raise _refusal(made)


def _refusal(made: object) -> InvalidError:
    cls: Any = type(made)
    faults = [fault for field in attrs.fields(cls) for fault in _faults_of_field(made, field)]
    return InvalidError(faults, cls.__name__)


def _faults_of_field(made: object, field: attrs.Attribute[Any]) -> Sequence[Fault]:
    if not hasattr(made, field.name):
        return ()
    return [*faults_of(type(made), field, getattr(made, field.name), made)]


_CHECKING: dict[type, Checking] = {}


def checking_of(cls: type) -> Checking:
    """How new objects of *cls* are checked."""
    found = _CHECKING.get(cls)
    if found is None:
        found = _CHECKING[cls] = _checking(cls)
    return found


def _own_post_init(base: type) -> Callable[[Any], None] | None:
    found = _OWN_POST_INIT.get(base) or base.__dict__.get("__attrs_post_init__")
    return None if found is Checked.__attrs_post_init__ else found


def _values(names: Sequence[str], made: object) -> Sequence[object]:
    return [getattr(made, name) for name in names]


def _checking(cls: type) -> Checking:
    refuse_changeable(cls)
    hints = hints_of(cls)
    # What no argument sets, and no default, is not there yet.
    given = [
        field for field in attrs.fields(cls) if field.init or field.default is not attrs.NOTHING
    ]
    own = [
        (field.name, field.default, validator)
        for field in given
        for validator in (validators_of(cls).get(field.name), field.validator)
        if isinstance(validator, Validator)
    ]
    names = [name for name, _, _ in own]
    bases = [base for base in reversed(cls.__mro__) if base is not Checked]
    return Checking(
        freezers={
            field.name: freezer
            for field in given
            if field.converter not in _FREEZING
            and (freezer := freezer_of(hints.get(field.name, field.type)))
        },
        values=attrgetter(*names) if len(names) > 1 else partial(_values, names),
        fields=[
            # A default that its own type refuses is no way around the check.
            _Field(
                object() if validator.faults(default) else default,
                validator.types,
                validator.faults,
            )
            for _, default, validator in own
        ],
        between=[
            base.__dict__["_inconsistencies"]
            for base in bases
            if "_inconsistencies" in base.__dict__
        ],
        late=[field for field in attrs.fields(cls) if field not in given],
        after=[after for base in bases if (after := _own_post_init(base))],
    )
