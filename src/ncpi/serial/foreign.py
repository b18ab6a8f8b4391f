"""Classes of others inside a noun: attrs classes, dataclasses and typed dicts.

cattrs reads them by their fields; what it would drop or choke on is refused.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any, is_typeddict

import attrs
import cattrs
from cattrs.gen import typeddicts

from ncpi.errors import InvalidError, in_words, type_fault
from ncpi.frozen import is_mapping
from ncpi.serial.scalars import Hook

__all__ = ["is_foreign", "register_foreign"]


def register_foreign(converter: cattrs.Converter) -> None:
    """Teach *converter* to read others' classes without loss. Nouns are registered after."""
    converter.register_structure_hook_factory(is_foreign, partial(_foreign, converter))


def is_foreign(kind: Any) -> bool:
    """Whether *kind* is a class that cattrs reads by its fields."""
    cls: Any = kind if isinstance(kind, type) else None
    if cls is None:
        return False
    return attrs.has(cls) or dataclasses.is_dataclass(cls) or is_typeddict(cls)


def _foreign(converter: cattrs.Converter, kind: Any) -> Hook:
    """A stranger's class that knows nothing of ncpi, read by cattrs without loss."""
    room: Any = typeddicts if is_typeddict(kind) else cattrs.gen
    inner = room.make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def read(value: object, _: object) -> object:
        if not is_mapping(value):
            raise InvalidError([type_fault(value, f"an object ({in_words(kind)})")])
        return inner(value, kind)

    return read
