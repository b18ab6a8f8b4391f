"""What must hold before any time is worth a report: same content, same bytes, same refusals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import rival_pydantic
from bench_sides import NCPI, SIDES, Side

from ncpi import Report, model
from ncpi.model._shown import fields_in_order

__all__ = ["assert_fair"]

_AUDIT = ("content", "case_audits", 0)
_ASKED = ("content", "recommendations", 0)
_SILENT = {"party": "force", "dated": "2019"}
_TOO_MANY = {"scale": "peel", "counts": {"good": 3}, "stated_total": 2}

BROKEN: tuple[tuple[str, str, tuple[str | int, ...], object], ...] = (
    ("type", "a number for a title", ("content", "title"), 7),
    ("type", "a number for a timescale", (*_ASKED, "timescale"), 3),
    ("type", "a text for a list", ("content", "bodies"), "police/northmoor"),
    ("type", "a truth for a timescale", (*_ASKED, "timescale"), True),
    ("type", "nothing for a text", (*_ASKED, "text"), None),
    ("type", "a word that is none of the list's", (*_ASKED, "kind"), "recomendation"),
    ("type", "a required field missing", _ASKED, {"key": "1"}),
    ("type", "another format", ("format",), "other"),
    ("type", "another class", ("content", "type"), "quote"),
    ("value", "a version to come", ("version",), 99),
    ("value", "a blank text", (*_ASKED, "text"), " \n"),
    ("value", "a word that is none of the open list's", ("content", "kind"), "inspektion"),
    ("value", "a name on two lines", ("content", "title"), "one\ntwo"),
    ("value", "a blank before a name", (*_ASKED, "theme"), " custody"),
    ("value", "a name too long", ("content", "programme"), "x" * 1001),
    ("value", "no web address", ("content", "sources"), [{"url": "www.example.org"}]),
    ("value", "neither title nor address", ("content", "sources"), [{"locator": "page 3"}]),
    ("value", "a day that isn't", ("content", "published"), "2019-02-29"),
    ("value", "a date written otherwise", (*_ASKED, "timescale"), "by 1/5/2019"),
    ("value", "a span that ends first", ("content", "fieldwork"), {"start": "2019", "end": "2018"}),
    ("value", "too many months", (*_ASKED, "timescale"), "within 121 months"),
    ("value", "two timescales", (*_ASKED, "timescale"), "immediately, within 3 months"),
    ("value", "a body twice", ("content", "bodies"), ["police/tarnside", "police/tarnside"]),
    ("value", "a key twice", (*_ASKED, "key"), "2"),
    ("value", "an event that says nothing", (*_ASKED, "history"), [_SILENT]),
    ("value", "no scale of ours", (*_AUDIT, "scale"), "stars"),
    ("value", "a grade off the scale", (*_AUDIT, "counts"), {"adequate": 2}),
    ("value", "a count below zero", (*_AUDIT, "counts"), {"good": -1}),
    ("value", "more than the total", _AUDIT, _TOO_MANY),
    ("value", "no framework of ours", ("content", "framework"), "ncpi-1999"),
    ("value", "fewer made than listed", ("content", "recommendations_made"), 3),
    ("value", "no year", ("content", "year_by_context"), 0),
    ("unknown key", "a key unknown to the report", ("content", "titel"), "Tarnside"),
    ("unknown key", "one unknown to a recommendation", (*_ASKED, "owner"), "Tarnside"),
    ("unknown key", "one unknown to the envelope", ("licence",), "MIT"),
)  # fmt: skip
"""Broken documents: the kind of break, what is wrong, where, and what stands there."""


def _broken(line: bytes, path: Sequence[str | int], value: object) -> bytes:
    """*line* with *value* at *path*."""
    document: Any = json.loads(line)
    here = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return json.dumps(document, ensure_ascii=False).encode()


def _refuses(side: Side, document: bytes) -> bool:
    try:
        side.load(document)
    except side.refusal:
        return True
    return False


def _assert_same_refusals(line: bytes) -> None:
    """Each side refuses what it claims to; the whole document, it reads."""
    broken = [(kind, what, _broken(line, path, value)) for kind, what, path, value in BROKEN]
    again = line.replace(b'"programme":', b'"programme":"Other","programme":', 1)
    broken.append(("key twice", "a key of an object twice", again))
    for side in SIDES:
        assert not _refuses(side, line), side.name
        for kind, what, document in broken:
            assert kind in side.overlooks or _refuses(side, document), f"{side.name}: {what}"


def _assert_same_fields() -> None:
    """The rivals have every field of ours, in the order in which we write them."""
    for kind in vars(rival_pydantic).values():
        ours = getattr(model, getattr(kind, "__name__", ""), None)
        if ours is None or ours is kind:
            continue
        names = [field.name for field in fields_in_order(ours) if field.name != "unknown_fields"]
        if kind is rival_pydantic.Report:
            names.insert(0, "type")
        assert list(kind.model_fields) == names, kind


def assert_fair(reports: Sequence[Report], lines: Sequence[bytes], pages: Sequence[bytes]) -> None:
    """Assert that all sides do the same work on *reports*, written as *lines* and as *pages*."""
    _assert_same_fields()
    _assert_same_refusals(lines[0])
    for report, line, page in zip(reports, lines, pages, strict=True):
        for side in SIDES:
            assert side.dump(side.load(line)) == line, side.name
            assert side.dump_page(side.load(page)).rstrip(b"\n") == page.rstrip(b"\n")
        assert NCPI.load(line) == NCPI.load(page) == report
