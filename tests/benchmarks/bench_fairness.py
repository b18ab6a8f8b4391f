"""The two sides of the serialisers' benchmark, and that they do the same work.

All that the benchmark knows of how our own paths are called stands here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import attrs
import rival_pydantic
from pydantic import ValidationError

import ncpi
from ncpi import Report, model
from ncpi.errors import InvalidError
from ncpi.model._shown import fields_in_order
from ncpi.serial._documents import json_bytes

__all__ = ["NCPI", "PYDANTIC", "assert_fair"]


@attrs.frozen
class Side:
    """One way to read and write documents.

    Attributes:
        load: reads a document from JSON.
        dump: writes as one line what *load* read.
        dump_page: writes it indented.
        refusal: what it raises on a broken document.
    """

    load: Callable[[bytes], Any]
    dump: Callable[[Any], bytes]
    dump_page: Callable[[Any], bytes]
    refusal: type[Exception]

    def refuses(self, document: bytes) -> bool:
        try:
            self.load(document)
        except self.refusal:
            return True
        return False


_WRITE = partial(rival_pydantic.DOCUMENT.dump_json, exclude_defaults=True)

NCPI = Side(ncpi.from_json, json_bytes, lambda one: ncpi.to_json(one).encode(), InvalidError)
PYDANTIC = Side(
    rival_pydantic.DOCUMENT.validate_json, _WRITE, partial(_WRITE, indent=2), ValidationError
)

_AUDIT = ("content", "case_audits", 0)
_ASKED = ("content", "recommendations", 0)
_SILENT = {"party": "force", "dated": "2019"}
_TOO_MANY = {"scale": "peel", "counts": {"good": 3}, "stated_total": 2}

BROKEN: tuple[tuple[str, tuple[str | int, ...], object], ...] = (
    ("a number for a title", ("content", "title"), 7),
    ("a text for a list", ("content", "bodies"), "police/northmoor"),
    ("nothing for a text", (*_ASKED, "text"), None),
    ("a word that is none of the list's", (*_ASKED, "kind"), "recomendation"),
    ("a required field missing", _ASKED, {"key": "1"}),
    ("a version to come", ("version",), 99),
    ("a blank text", (*_ASKED, "text"), " \n"),
    ("a word that is none of the open list's", ("content", "kind"), "inspektion"),
    ("a blank before a name", (*_ASKED, "theme"), " custody"),
    ("no web address", ("content", "sources"), [{"url": "www.example.org"}]),
    ("a day that isn't", ("content", "published"), "2019-02-29"),
    ("a span that ends first", ("content", "fieldwork"), {"start": "2019", "end": "2018"}),
    ("a body twice", ("content", "bodies"), ["police/tarnside", "police/tarnside"]),
    ("a key twice", (*_ASKED, "key"), "2"),
    ("an event that says nothing", (*_ASKED, "history"), [_SILENT]),
    ("no scale of ours", (*_AUDIT, "scale"), "stars"),
    ("a grade off the scale", (*_AUDIT, "counts"), {"adequate": 2}),
    ("a count below zero", (*_AUDIT, "counts"), {"good": -1}),
    ("more than the total", _AUDIT, _TOO_MANY),
    ("no framework of ours", ("content", "framework"), "ncpi-1999"),
    ("fewer made than listed", ("content", "recommendations_made"), 3),
    ("a key unknown to the report", ("content", "titel"), "Tarnside"),
)  # fmt: skip
"""Broken documents: what is wrong, where, and what stands there."""


def _broken(line: bytes, path: Sequence[str | int], value: object) -> bytes:
    """*line* with *value* at *path*."""
    document: Any = json.loads(line)
    here = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return json.dumps(document, ensure_ascii=False).encode()


def _assert_same_fields() -> None:
    """The rival has every field of ours, in the order in which we write them."""
    for kind in vars(rival_pydantic).values():
        ours = getattr(model, getattr(kind, "__name__", ""), None)
        if ours is None or ours is kind:
            continue
        names = [field.name for field in fields_in_order(ours) if field.name != "unknown_fields"]
        if kind is rival_pydantic.Report:
            names.insert(0, "type")
        assert list(kind.model_fields) == names, kind


def assert_fair(reports: Sequence[Report], lines: Sequence[bytes], pages: Sequence[bytes]) -> None:
    """Assert that both sides do the same work on *reports*, written as *lines* and as *pages*.

    Only a key of an object that stands there twice is read by pydantic.
    """
    _assert_same_fields()
    assert NCPI.refuses(lines[0].replace(b'"programme":', b'"programme":"Other","programme":', 1))
    for side in (NCPI, PYDANTIC):
        for what, path, value in BROKEN:
            assert side.refuses(_broken(lines[0], path, value)), what
        for line, page in zip(lines, pages, strict=True):
            assert side.dump(side.load(line)) == line
            assert side.dump_page(side.load(page)).rstrip(b"\n") == page.rstrip(b"\n")
    assert [NCPI.load(line) for line in lines] == [NCPI.load(page) for page in pages] == [*reports]
