"""Other packages' classes inside a record: attrs classes and dataclasses.

cattrs reads them field by field; whatever it would drop or can't handle is rejected.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import attrs
import cattrs

from ncpi.errors import InvalidError, in_words, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.serial._codec.scalars import Hook
from ncpi.serial._envelope import Unknown

__all__ = ["is_foreign", "register_foreign"]


def register_foreign(converter: cattrs.Converter, unknown: Unknown) -> None:
    """Register hooks on *converter* for other packages' classes; call before `register_records`."""
    converter.register_structure_hook_factory(is_foreign, partial(_foreign, converter, unknown))


def is_foreign(kind: Any) -> bool:
    """Whether *kind* is a class that cattrs reads field by field."""
    cls: Any = kind if isinstance(kind, type) else None
    if cls is None:
        return False
    return attrs.has(cls) or dataclasses.is_dataclass(cls)


def _foreign(converter: cattrs.Converter, unknown: Unknown, kind: Any) -> Hook:
    """A hook that reads another package's class without loss."""
    inner: Any = cattrs.gen.make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=unknown != "ignore"
    )

    def read(value: object, _: object) -> object:
        if not is_mapping(value):
            raise InvalidError([type_fault(value, f"an object ({in_words(kind)})")])
        return inner(value, kind)

    return read
