"""Writes tables as CSV that no spreadsheet reads as formulas, and reads them again.

The format is that of RFC 4180: commas, double quotes, lines that end in CR LF. An unknown value
is an empty cell; an empty text is ``""``.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import cast

import attrs

from ncpi.errors import Fault, InvalidError, listed, member_fault, path_step, shown
from ncpi.fields._converters import parse_date
from ncpi.fields._frozen import is_list
from ncpi.serial._text import decoded, read_json
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.columns import Cell, Column, ColumnType, Schema, name_of

__all__ = [
    "SEPARATORS",
    "SEPARATOR_LINE",
    "CsvFile",
    "csv_text",
    "guarded",
    "plain_table_in",
    "records_in",
    "unguarded",
]

# Characters that spreadsheets read as the start of a formula, including full-width ones.
# The apostrophe is included so that the one put before a text can be removed again.
_DANGEROUS = frozenset("'=+-@\uff1d\uff0b\uff0d\uff20")
_DANGEROUS_AT_ONCE = frozenset("\0\t\r\n")
_INVISIBLE = ("Cc", "Cf")  # control and format characters, such as a zero-width space
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
SEPARATORS = ",;\t|"
"""What may separate the cells."""
SEPARATOR_LINE = re.compile(rf'"?sep=([{SEPARATORS}])"?\1*(?:\r\n|\n|\r)')
"""The first line in which Excel says what separates the cells."""
_NAMELESS = re.compile(r"Unnamed: [0-9]+")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}")
_MONTHS = 12


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
    """The table in a CSV text, also as other programs write it; see `CsvFile`.

    Raises:
        ncpi.errors.InvalidError: it is not CSV, a column is missing, unknown or repeated, or a
            cell is invalid for its column; every fault is listed.
    """
    file = CsvFile(text, schema)
    return file.table(file.date_orders)


def records_in(
    text: str, separator: str = ",", place: int = 0, line: int = 1
) -> Iterator[tuple[int, list[str | None]]]:
    """Every record from *place*, with the line it starts on; an empty cell is None."""
    cell_pattern = _cell_pattern(separator)
    cells: list[str | None] = []
    start = line
    while place < len(text) or cells:
        match = cell_pattern.match(text, place)
        if match is None:
            message = "a quotation mark isn't closed, or text follows a closing one"
            raise InvalidError([Fault("", "syntax", message, line=line)], "CSV")
        quoted, bare, end = match.groups()
        cells.append((bare or None) if quoted is None else quoted.replace('""', '"'))
        line += len(_LINE_ENDS.findall(match[0]))
        place = match.end()
        if end != separator:
            yield start, cells
            cells, start = [], line


@cache
def _cell_pattern(separator: str) -> re.Pattern[str]:
    return re.compile(
        rf'(?:"([^"]*(?:""[^"]*)*)"|([^"{separator}\r\n]*))([{separator}]|\r\n|\n|\r|\Z)'
    )


class CsvFile:
    """A CSV text whose header fits a schema, also as other programs write it.

    What they add is passed over where its meaning is certain: a byte order mark, a line such as
    ``sep=;``, blank rows, columns without a name that are empty or number the rows, and a second
    copy of a column. Columns may be in any order and named with capitals and spaces, cells
    separated by semicolons (with decimal commas), tabs or bars, and all of them quoted, so that
    ``""`` is unknown as an empty cell is.
    ``9.0`` is a whole number, an empty list may be an empty cell, and dates may be in British or
    American order if one of them shows which.

    Attributes:
        schema: the schema.
        date_orders: the orders that dates such as ``30/08/2018`` are in for certain: ``"day"``
            or ``"month"`` comes first.

    Raises:
        ncpi.errors.InvalidError: it is not CSV, or the columns differ.
    """

    def __init__(self, text: str | bytes, schema: Schema) -> None:
        self.schema = schema
        plain = (text if isinstance(text, str) else decoded(text)).removeprefix("\ufeff")
        separator, place, line = _separator_of(plain, schema)
        records = records_in(plain, separator, place, line)
        cells = [cell or "" for _, header in islice(records, 1) for cell in header]
        names = [name_of(cell, schema) for cell in cells]
        if not {*names} & {*schema.names}:
            raise InvalidError([_no_header(cells, plain, schema)], f"table {schema.name}")
        header = _LINE_ENDS.split(plain[place : place + 10_000], maxsplit=1)[0]
        self._is_quoted = all(f'"{cell}"' in header for cell in cells)
        self._has_decimal_commas = separator == ";"
        self._width = len(names)
        self._records = [one for one in records if not self._is_blank(one[1])]
        self._columns, faults = _columns_in(names, self._records, schema)
        if faults:
            raise InvalidError(faults, f"table {schema.name}")
        self._slashed = {
            cell: (match[1], match[2])
            for cell in self._date_cells()
            if (match := _SLASHED.fullmatch(cell))
        }
        orders = {"day": 0, "month": 1}
        self.date_orders = {
            order
            for order, index in orders.items()
            if any(int(parts[index]) > _MONTHS for parts in self._slashed.values())
        }

    def _is_blank(self, record: Sequence[str | None]) -> bool:
        """Whether *record* is no row: a blank line, or one that no row of the table can be."""
        if any(record) or self._width == 1:
            return False
        is_whole = len(record) == self._width
        return len(record) == 1 or not (
            is_whole and all(column.nullable for column in self.schema.columns)
        )

    def _date_cells(self) -> Iterator[str]:
        places = [place for place, column in self._columns if _is_date(column)]
        for _, record in self._records:
            yield from (cell for place in places if place < len(record) and (cell := record[place]))

    def table(self, date_orders: Collection[str]) -> PlainTable:
        """The table, with dates in the only one of *date_orders*.

        Raises:
            ncpi.errors.InvalidError: cells are invalid for their columns; every fault is listed.
        """
        faults = [*self._date_faults(date_orders)]
        days = {} if faults else self._days(date_orders)
        unclear = set(self._slashed) if faults else ()
        rows: list[dict[str, Cell]] = []
        for line, record in self._records:
            place = f"{self.schema.name}[{len(rows)}]"
            if len(record) != self._width:
                message = f"the row has {len(record)} cells, not {self._width}"
                faults.append(Fault(place, "syntax", message, line=line))
            row: dict[str, Cell] = dict.fromkeys(self.schema.names)
            # What stands in a row that was cut off may be cut off too, or in another column.
            for index, column in self._columns if len(record) >= self._width else ():
                text = record[index]
                if _is_date(column):
                    text = days.get(text or "", text)
                row[column.name], fault = _read(self._plain(text, column), column)
                if fault is not None and text not in unclear:
                    path = f"{place}.{column.name}"
                    faults.append(attrs.evolve(fault, path=path, line=line))
            rows.append(row)
        if faults:
            raise InvalidError(faults, f"table {self.schema.name}")
        return PlainTable(self.schema, rows, [line for line, _ in self._records])

    def _plain(self, text: str | None, column: Column) -> str | None:
        """*text* as ncpi would have written it."""
        if text == "" and (column.type is not ColumnType.TEXT or self._is_quoted):
            text = None if column.nullable or column.type is not ColumnType.TEXT else ""
        if text is None:
            return "[]" if column.type is ColumnType.TEXTS and not column.nullable else None
        if column.type is ColumnType.NUMBER and self._has_decimal_commas:
            return re.sub(r"^(-?[0-9]+),([0-9]+)$", r"\1.\2", text)
        return text

    def _date_faults(self, orders: Collection[str]) -> Iterator[Fault]:
        if not any(parts[0].zfill(2) != parts[1].zfill(2) for parts in self._slashed.values()):
            return
        if len(orders) != 1:
            example = shown(next(iter(self._slashed)))
            reason = "are in both orders" if orders else "may begin with the day or the month"
            message = f"dates such as {example} {reason}"
            advice = (
                "Write them as 2018-08-30; a spreadsheet keeps them so in cells formatted as text"
            )
            yield Fault(self.schema.name, "date", message, example, advice)

    def _days(self, orders: Collection[str]) -> dict[str, str]:
        """The cells with dates in British or American order, each as an ISO date."""
        is_american = "month" in orders
        return {
            cell: f"{cell[-4:]}-{parts[not is_american].zfill(2)}-{parts[is_american].zfill(2)}"
            for cell, parts in self._slashed.items()
        }


def _is_date(column: Column) -> bool:
    return column.type is ColumnType.DAY or column.is_date


def _separator_of(text: str, schema: Schema) -> tuple[str, int, int]:
    """What separates the cells of *text*, and where its header begins: its place and its line."""
    if match := SEPARATOR_LINE.match(text):
        return match[1], match.end(), 2
    header = _LINE_ENDS.split(text[:10_000], maxsplit=1)[0].replace('"', "")

    def known(separator: str) -> int:
        return len({name_of(cell, schema) for cell in header.split(separator)} & {*schema.names})

    return max(SEPARATORS, key=known), 0, 1


def _no_header(cells: Sequence[str], text: str, schema: Schema) -> Fault:
    """The fault of a *text* whose first line names no column."""
    advice = f"Write a first line with {listed(schema.names)}, and commas between them"
    if any(cells):
        message = f"its first line isn't the header: no cell names a column of {schema.name}"
        return Fault(schema.name, "missing", message, "", advice, 1)
    message = "its first line is blank" if text.strip() else "the file is empty"
    return Fault(schema.name, "empty", message, "", advice, 1)


def _columns_in(
    names: Sequence[str], records: Sequence[tuple[int, list[str | None]]], schema: Schema
) -> tuple[list[tuple[int, Column]], list[Fault]]:
    """The columns of *schema* with their places in the records, and the faults of the header."""
    places = {name: place for place, name in reversed([*enumerate(names)])}
    known = [(places[name], schema.column(name)) for name in schema.names if name in places]
    faults = [
        Fault(f"{schema.name}.{name}", "missing", "the column is missing", line=1)
        for name in schema.names
        if name not in places
    ]
    for place, name in enumerate(names):
        cells = [record[place] for _, record in records if place < len(record)]
        is_nameless = not name or _NAMELESS.fullmatch(name) is not None
        if is_nameless and (not any(cells) or (place == 0 and _number_rows(cells))):
            continue
        path = f"{schema.name}{path_step(name)}"
        first = places[name]
        if first != place:
            if not cells or cells != [
                record[first] for _, record in records if place < len(record)
            ]:
                faults.append(Fault(path, "repeated", "the column is repeated", line=1))
        elif is_nameless:
            message = f"column {place + 1} has cells but no name"
            advice = "Name it or remove it; pandas writes no such column with to_csv(index=False)"
            faults.append(Fault(path, "unknown-key", message, "", advice, 1))
        elif name not in schema.names:
            fault = member_fault(name, schema.names, f"a column of {schema.name}")
            faults.append(attrs.evolve(fault, path=path, code="unknown-key", line=1))
    return known, faults


def _number_rows(cells: Sequence[str | None]) -> bool:
    """Whether *cells* are different whole numbers, as the index of pandas is."""
    return len({*cells}) == len(cells) and all(cell and cell.isdecimal() for cell in cells)


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
        return None, Fault("", "type", message, shown(text))
    return cell, column.fault(cell)


def _whole(text: str) -> int:
    # pandas writes 9.0 in a column of whole numbers with missing ones.
    match = re.fullmatch(r"(-?[0-9]{1,19})|(-?[0-9]{1,15})\.0+", text)
    if match is None:
        raise ValueError(text)
    return int(match[1] or match[2])


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
