"""Tables as CSV, which no spreadsheet takes for formulas, and back.

The form is that of RFC 4180: comma, double quotes, lines that end in CR LF. What is not
known is an empty cell; an empty text, ``""``.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import cast

import attrs

from ncpi.errors import Fault, InvalidError, member_fault, path_step, shown
from ncpi.fields._frozen import is_list
from ncpi.serial._text import decoded, read_json
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Schema

__all__ = ["csv_text", "plain_table_in"]

# What spreadsheets take for the start of a formula, also in full width.
# The apostrophe is among it so that what is put before a text can be taken off again.
_DANGEROUS = frozenset("'=+-@\uff1d\uff0b\uff0d\uff20")
_DANGEROUS_AT_ONCE = frozenset("\0\t\r\n")
_UNSEEN = ("Cc", "Cf")  # control and format characters, such as a zero-width space
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|\Z)')
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def csv_text(table: PlainTable) -> str:
    """*table* as CSV."""
    columns = table.schema.columns
    lines = [",".join(_guarded(name) for name in table.schema.names)]
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
        return _guarded(cell)
    return repr(cell) if isinstance(cell, float) else str(cell)


def _guarded(text: str) -> str:
    return _quoted(f"'{text}" if _is_dangerous(text) else text)


def _is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may take *text* for a formula, or it has an apostrophe there."""
    if text[:1] in _DANGEROUS_AT_ONCE:
        return True
    seen = (sign for sign in text if not (sign.isspace() or unicodedata.category(sign) in _UNSEEN))
    return next(seen, "") in _DANGEROUS


def _quoted(text: str) -> str:
    if not text or _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def plain_table_in(text: str | bytes, schema: Schema) -> PlainTable:
    """The table in a CSV text.

    Columns may stand in any order. A byte order mark at the start is passed over, and so is
    one blank last line.

    Raises:
        ncpi.errors.InvalidError: it is no CSV, a column is missing, unknown or repeated, or
            a cell isn't what its column holds; every fault is listed.
    """
    plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
    subject = f"table {schema.name}"
    records = _records(plain)
    names = [cell or "" for _, header in islice(records, 1) for cell in header]
    if wrong := [*_header_faults(names, schema)]:
        raise InvalidError(wrong, subject)
    columns = [column for name in names if (column := schema.column(name))]
    entry = [*records]
    if len(names) > 1 and entry and entry[-1][1] == [None]:
        entry.pop()
    rows: list[dict[str, Cell]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    for line, record in entry:
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


def _records(text: str) -> Iterator[tuple[int, list[str | None]]]:
    """Every record with the line it starts on; a cell without anything in it is None."""
    place, line = 0, 1
    cells: list[str | None] = []
    start = line
    while place < len(text) or cells:
        found = _CELL.match(text, place)
        if found is None:
            message = "a quote isn't closed, or something follows a closed one"
            raise InvalidError([Fault("", "syntax", message, line=line)], "CSV")
        quoted, bare, end = found.groups()
        cells.append((bare or None) if quoted is None else quoted.replace('""', '"'))
        line += len(_LINE_ENDS.findall(found[0]))
        place = found.end()
        if end != ",":
            yield start, cells
            cells, start = [], line


def _header_faults(names: Sequence[str], schema: Schema) -> Iterator[Fault]:
    if len(names) == 1 and ";" in names[0]:
        message = "the header is one cell with semicolons in it"
        advice = "Semicolons seem to part the cells, as spreadsheets of some countries write them"
        suggestion = f"{advice}; save the file with commas"
        yield Fault(schema.name, "syntax", message, shown(names[0]), suggestion, 1)
        return
    for name in schema.names:
        if name not in names:
            yield Fault(f"{schema.name}.{name}", "missing", "the column is missing", line=1)
    for index, name in enumerate(names):
        if name in names[:index]:
            message = "the column stands more than once"
            yield Fault(f"{schema.name}{path_step(name)}", "repeated", message, line=1)
        elif name not in schema.names:
            fault = member_fault(name, schema.names, f"a column of {schema.name}")
            path = f"{schema.name}{path_step(name)}"
            yield attrs.evolve(fault, path=path, code="unknown-key", line=1)


def _read(text: str | None, column: Column) -> tuple[Cell, Fault | None]:
    """The cell that *text* stands for, and what is wrong with it."""
    if text is None:
        return None, column.fault(None)
    if column.type is ColumnType.TEXT:
        cell: Cell = text[1:] if text[0:1] == "'" and _is_dangerous(text[1:]) else text
        return cell, column.fault(cell)
    try:
        cell = _READERS[column.type](text)
    except ValueError:
        message = f"{shown(text)} is no {column.type.value}"
        return None, Fault("", "type", message, shown(text), _advice(text, column))
    return cell, column.fault(cell)


def _advice(text: str, column: Column) -> str | None:
    if column.type is ColumnType.WHOLE and re.fullmatch(r"-?[0-9]+\.0*", text):
        return (
            "pandas makes decimals of whole numbers with gaps: keep integer types, or read the "
            "file with dtype=str, keep_default_na=False before it is written anew"
        )
    return None


def _whole(text: str) -> int:
    if re.fullmatch(r"-?[0-9]{1,19}", text) is None:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    # Python would take more for a number than other programs do: 1_0, or inf.
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?", text) is None:
        raise ValueError(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _truth(text: str) -> bool:
    # Spreadsheets write them in capitals.
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


def _day(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        raise ValueError(text)
    return date.fromisoformat(text)


def _texts(text: str) -> tuple[str, ...]:
    try:
        held, faults = read_json(text)
    except RecursionError:
        raise ValueError(text) from None
    if faults or not is_list(held):
        raise ValueError(text)
    return tuple(cast("list[str]", held))  # the column looks at each


_READERS: Mapping[ColumnType, Callable[[str], Cell]] = {
    ColumnType.WHOLE: _whole,
    ColumnType.NUMBER: _number,
    ColumnType.TRUTH: _truth,
    ColumnType.DAY: _day,
    ColumnType.TEXTS: _texts,
}
