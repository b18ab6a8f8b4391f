"""Writes tables as CSV that no spreadsheet reads as formulas, and reads them again.

The format is that of RFC 4180: commas, double quotes, lines that end in CR LF. An unknown value
is an empty cell; an empty text is ``""``.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import cast

import attrs

from ncpi.errors import Fault, InvalidError, member_fault, path_step, shown
from ncpi.fields._converters import parse_date
from ncpi.fields._frozen import is_list
from ncpi.serial._text import decoded, read_json
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Schema

__all__ = ["SEMICOLONS", "csv_text", "guarded", "plain_table_in", "records_in", "unguarded"]

# Characters that spreadsheets read as the start of a formula, including full-width ones.
# The apostrophe is included so that the one put before a text can be removed again.
_DANGEROUS = frozenset("'=+-@\uff1d\uff0b\uff0d\uff20")
_DANGEROUS_AT_ONCE = frozenset("\0\t\r\n")
_INVISIBLE = ("Cc", "Cf")  # control and format characters, such as a zero-width space
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|\Z)')
SEMICOLONS = (
    "The file seems to be separated by semicolons, as spreadsheets write it in some countries; "
    "save it with commas"
)
"""The advice for a file in which semicolons stand between the cells."""
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def csv_text(table: PlainTable) -> str:
    """*table* as CSV."""
    columns = table.schema.columns
    lines = [",".join(guarded(name) for name in table.schema.names)]
    lines += [",".join(_written(row[column.name], column) for column in columns) for row in table]
    return "".join(f"{line}\r\n" for line in lines)


def _written(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if column.type is ColumnType.TRUTH:
        return "true" if cell else "false"
    if column.type is ColumnType.TEXTS:
        return _quoted(json.dumps(cell, ensure_ascii=False))
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell) if isinstance(cell, float) else str(cell)


def guarded(text: str) -> str:
    """*text* as a cell, with an apostrophe before what a spreadsheet may read as a formula."""
    return _quoted(f"'{text}" if _is_dangerous(text) else text)


def unguarded(text: str) -> str:
    """*text* without the apostrophe that `guarded` puts before it."""
    return text[1:] if text[0:1] == "'" and _is_dangerous(text[1:]) else text


def _is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may read *text* as a formula, or it starts with an apostrophe."""
    if text[:1] in _DANGEROUS_AT_ONCE:
        return True
    visible = (
        character
        for character in text
        if not (character.isspace() or unicodedata.category(character) in _INVISIBLE)
    )
    return next(visible, "") in _DANGEROUS


def _quoted(text: str) -> str:
    if not text or _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def plain_table_in(text: str | bytes, schema: Schema) -> PlainTable:
    """The table in a CSV text.

    The columns may be in any order. A byte order mark at the start and one blank last line are
    ignored.

    Raises:
        ncpi.errors.InvalidError: it is not CSV, a column is missing, unknown or repeated, or a
            cell is invalid for its column; every fault is listed.
    """
    plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
    subject = f"table {schema.name}"
    records = records_in(plain)
    names = [cell or "" for _, header in islice(records, 1) for cell in header]
    if wrong := [*_header_faults(names, schema)]:
        raise InvalidError(wrong, subject)
    columns = [schema.column(name) for name in names]
    body = [*records]
    if len(names) > 1 and body and body[-1][1] == [None]:
        body.pop()
    rows: list[dict[str, Cell]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    for line, record in body:
        place = f"{schema.name}[{len(rows)}]"
        if len(record) != len(names):
            message = f"the row has {len(record)} cells, not {len(names)}"
            faults.append(Fault(place, "syntax", message, line=line))
        row: dict[str, Cell] = {}
        for column, written in zip(columns, record, strict=False):
            cell, fault = _read(written, column)
            if fault is not None:
                faults.append(attrs.evolve(fault, path=f"{place}.{column.name}", line=line))
            row[column.name] = cell
        rows.append(row)
        lines.append(line)
    if faults:
        raise InvalidError(faults, subject)
    return PlainTable(schema, rows, lines)


def records_in(text: str) -> Iterator[tuple[int, list[str | None]]]:
    """Every record with the line it starts on; an empty cell is None."""
    place, line = 0, 1
    cells: list[str | None] = []
    start = line
    while place < len(text) or cells:
        match = _CELL.match(text, place)
        if match is None:
            message = "a quotation mark isn't closed, or text follows a closing one"
            raise InvalidError([Fault("", "syntax", message, line=line)], "CSV")
        quoted, bare, end = match.groups()
        cells.append((bare or None) if quoted is None else quoted.replace('""', '"'))
        line += len(_LINE_ENDS.findall(match[0]))
        place = match.end()
        if end != ",":
            yield start, cells
            cells, start = [], line


def _header_faults(names: Sequence[str], schema: Schema) -> Iterator[Fault]:
    if len(names) == 1 and ";" in names[0]:
        message = "the header is a single cell with semicolons in it"
        yield Fault(schema.name, "syntax", message, shown(names[0]), SEMICOLONS, 1)
        return
    for name in schema.names:
        if name not in names:
            yield Fault(f"{schema.name}.{name}", "missing", "the column is missing", line=1)
    for index, name in enumerate(names):
        if name in names[:index]:
            message = "the column is repeated"
            yield Fault(f"{schema.name}{path_step(name)}", "repeated", message, line=1)
        elif name not in schema.names:
            fault = member_fault(name, schema.names, f"a column of {schema.name}")
            path = f"{schema.name}{path_step(name)}"
            yield attrs.evolve(fault, path=path, code="unknown-key", line=1)


def _read(text: str | None, column: Column) -> tuple[Cell, Fault | None]:
    """The cell written as *text*, and its fault or None."""
    if text is None:
        return None, column.fault(None)
    if column.type is ColumnType.TEXT:
        cell: Cell = unguarded(text)
        return cell, column.fault(cell)
    try:
        cell = _READERS[column.type](text)
    except ValueError:
        message = f"{shown(text)} is not {_WORDS[column.type]}"
        return None, Fault("", "type", message, shown(text), _advice(text, column))
    return cell, column.fault(cell)


def _advice(text: str, column: Column) -> str | None:
    if column.type is ColumnType.WHOLE and re.fullmatch(r"-?[0-9]+\.0*", text):
        return (
            "pandas converts integers with missing values to floats: keep integer types, or read "
            "the file with dtype=str, keep_default_na=False before you write it again"
        )
    return None


def _whole(text: str) -> int:
    if re.fullmatch(r"-?[0-9]{1,19}", text) is None:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    # float() accepts forms that other programs don't, such as 1_0 and inf.
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?", text) is None:
        raise ValueError(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _truth(text: str) -> bool:
    # Spreadsheets write TRUE and FALSE.
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


def _texts(text: str) -> tuple[str, ...]:
    try:
        elements, faults = read_json(text)
    except RecursionError:
        raise ValueError(text) from None
    if faults or not is_list(elements):
        raise ValueError(text)
    return tuple(cast("list[str]", elements))  # the column checks each


_READERS: Mapping[ColumnType, Callable[[str], Cell]] = {
    ColumnType.WHOLE: _whole,
    ColumnType.NUMBER: _number,
    ColumnType.TRUTH: _truth,
    ColumnType.DAY: parse_date,
    ColumnType.TEXTS: _texts,
}
_WORDS: Mapping[ColumnType, str] = {
    ColumnType.WHOLE: "a whole number",
    ColumnType.NUMBER: "a number",
    ColumnType.TRUTH: "true or false",
    ColumnType.DAY: "a date such as 2018-08-30",
    ColumnType.TEXTS: "a JSON list of texts",
}
