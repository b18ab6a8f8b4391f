"""The sides of the serialisers' benchmark: how each reads and writes one document.

All that the benchmark knows of how our own paths are called stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import msgspec
import rival_msgspec
import rival_pydantic
from pydantic import ValidationError

import ncpi
from ncpi import Record
from ncpi.errors import InvalidError
from ncpi.serial._codec import reading_and_writing as paths
from ncpi.serial._text import json_line_of, read_json, write_json

__all__ = ["BARE", "CHECKED", "CORE", "FAST", "PYDANTIC", "SIDES", "Side"]


def _write_page(record: Record) -> bytes:
    return ncpi.to_json(record).encode()


def _core_load(data: bytes) -> Record:
    """What `from_json` does where msgspec isn't installed."""
    return paths.record_in(*read_json(data), Record, "error")


def _core_line(record: Record) -> bytes:
    """What it does where msgspec isn't installed."""
    return json_line_of(paths.document_of(record))


def _core_page(record: Record) -> bytes:
    return write_json(paths.document_of(record)).encode()


@attrs.frozen
class Side:
    """One way to read and write documents.

    Attributes:
        name: what the table calls it.
        load: reads a document from one line of JSON.
        load_page: reads one from indented JSON.
        dump: writes as one line what *load* read; None: it can't write the same content.
        dump_page: writes it indented.
        refusal: what it raises on a broken document.
        overlooks: the kinds of breaks that it is known to let through.
    """

    name: str
    load: Callable[[bytes], Any]
    load_page: Callable[[bytes], Any]
    dump: Callable[[Any], bytes] | None
    dump_page: Callable[[Any], bytes] | None
    refusal: type[Exception]
    overlooks: frozenset[str]


def _msgspec(name: str, decoder: msgspec.json.Decoder[Any], *overlooks: str) -> Side:
    # On attrs classes msgspec can't leave out the defaults: what it writes is another content.
    missed = frozenset({"unknown key", "key twice", *overlooks})
    return Side(name, decoder.decode, decoder.decode, None, None, msgspec.DecodeError, missed)


_WRITE = partial(rival_pydantic.DOCUMENT.dump_json, exclude_defaults=True)
_READ = rival_pydantic.DOCUMENT.validate_json
_FROM_JSON = ncpi.from_json
_INVALID = InvalidError

FAST = Side(
    "ncpi, fast", _FROM_JSON, _FROM_JSON, paths.json_bytes, _write_page, _INVALID, frozenset()
)
CORE = Side("ncpi, core", _core_load, _core_load, _core_line, _core_page, _INVALID, frozenset())
PYDANTIC = Side(
    "pydantic",
    _READ,
    _READ,
    _WRITE,
    partial(_WRITE, indent=2),
    ValidationError,
    frozenset({"key twice"}),
)
CHECKED = _msgspec("msgspec, same checks", rival_msgspec.CHECKED)
BARE = _msgspec("msgspec, types only", rival_msgspec.BARE, "value")

SIDES = (FAST, CORE, PYDANTIC, CHECKED, BARE)
"""Every side, in the order of the table."""
