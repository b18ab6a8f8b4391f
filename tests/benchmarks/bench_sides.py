"""The sides of the serialisers' benchmark: how each reads and writes one document.

All that the benchmark knows of how our own paths are called stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import rival_pydantic
from pydantic import ValidationError

import ncpi
from ncpi import Record
from ncpi.errors import InvalidError
from ncpi.serial._documents import json_bytes

__all__ = ["NCPI", "PYDANTIC", "SIDES", "Side"]


def _write_page(record: Record) -> bytes:
    return ncpi.to_json(record).encode()


@attrs.frozen
class Side:
    """One way to read and write documents.

    Attributes:
        name: what the table calls it.
        load: reads a document from JSON.
        dump: writes as one line what *load* read.
        dump_page: writes it indented.
        refusal: what it raises on a broken document.
        overlooks: the kinds of breaks that it is known to let through.
    """

    name: str
    load: Callable[[bytes], Any]
    dump: Callable[[Any], bytes]
    dump_page: Callable[[Any], bytes]
    refusal: type[Exception]
    overlooks: frozenset[str] = frozenset()


_WRITE = partial(rival_pydantic.DOCUMENT.dump_json, exclude_defaults=True)

NCPI = Side("ncpi", ncpi.from_json, json_bytes, _write_page, InvalidError)
PYDANTIC = Side(
    "pydantic",
    rival_pydantic.DOCUMENT.validate_json,
    _WRITE,
    partial(_WRITE, indent=2),
    ValidationError,
    frozenset({"key twice"}),
)

SIDES = (NCPI, PYDANTIC)
"""Every side, in the order of the table."""
