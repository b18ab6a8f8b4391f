"""Reads and writes a sheet of an Excel workbook; openpyxl is imported only here."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

import attrs

from ncpi.errors import Fault, InvalidError, MissingExtraError
from ncpi.tables._tracker_cells import Grid, Unreadable, Written

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Column", "sheets_in", "workbook_bytes"]

_FIRST_DAY = date(1900, 3, 1)
"""Excel has no days before 1900, and one too many in February of that year."""
_LONGEST = 32_767
"""How many characters a cell of a workbook may have."""
# Excel writes characters that XML can't hold, or changes, in this way.
_UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(r"[=+\-@]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@attrs.frozen
class Column:
    """How a column of a sheet is shown.

    Attributes:
        width: the width, in characters.
        choices: what the sheet offers for a cell; anything else may be typed too.
    """

    width: int
    choices: tuple[str, ...] = ()


def workbook_bytes(
    rows: Sequence[Sequence[Written]], columns: Sequence[Column], *, title: str, heading: int
) -> bytes:
    """A workbook with one sheet, called *title*, that holds *rows*.

    The column titles are in the row with the index *heading*. The same rows give the same bytes.

    Raises:
        ncpi.errors.InvalidError: a text is longer than a cell may be; every fault is listed.
        ncpi.errors.MissingExtraError: openpyxl isn't installed (extra ``office``).
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - needs an extra
    except ImportError:
        raise MissingExtraError("office", "openpyxl") from None

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if isinstance(value, str) and len(_escaped(value)) > _LONGEST:
                name = rows[heading][place - 1] if number > heading + 1 else f"cell {place}"
                message = f"the text is longer than the {_LONGEST:,} characters of a cell"
                advice = "Save it as .csv or .json"
                path = f"row {number}, {name}"
                faults.append(Fault(path, "unstorable", message, suggestion=advice))
            elif value is not None:
                _fill(cast("SheetCell", sheet.cell(number, place)), value)
    if faults:
        raise InvalidError(faults, title)
    _arrange(sheet, columns, heading + 1, len(rows))
    return _same_bytes(book)


def _fill(cell: SheetCell, value: Written) -> None:
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int):
        cell.value = value / 100
        cell.number_format = "0%"
    elif value is not None:
        text = _escaped(str(value))
        cell.value = text
        # Or a text such as =1+1 would be a formula, and #N/A an error.
        cell.data_type = "s"
        # Or it would become one when a person edits the cell.
        cell.quotePrefix = bool(_FORMULA.match(text))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _arrange(sheet: Worksheet, columns: Sequence[Column], heading: int, last: int) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - needs an extra
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - likewise
    from openpyxl.worksheet.cell_range import MultiCellRange  # noqa: PLC0415 - likewise
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - likewise

    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        if column.choices:
            offered = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"')
            offered.showErrorMessage = False
            offered.sqref = MultiCellRange(f"{letter}{heading + 1}:{letter}{last + 200}")
            sheet.add_data_validation(offered)
    for number, row in enumerate(sheet.iter_rows(), 1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=number >= heading)
            if number == heading or (number < heading and cell.column == 1):
                cell.font = Font(bold=True)
    sheet.freeze_panes = f"B{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{get_column_letter(len(columns))}{last}"


def _same_bytes(book: Workbook) -> bytes:
    """The file of *book*, without the time at which it is written."""
    long_ago = datetime(1980, 1, 1)  # noqa: DTZ001 - a time in a document has no zone
    book.properties.creator = "ncpi"
    book.properties.created = long_ago
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + long_ago.isoformat().encode() + b"Z", data)
            entry = zipfile.ZipInfo(name, long_ago.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return fixed.getvalue()


def sheets_in(data: bytes) -> dict[str, Grid]:
    """The sheets of a workbook by their names, each as its rows.

    A formula counts as its last result, and a number that is shown as a percentage as the text
    ``50%``.

    Raises:
        ncpi.errors.InvalidError: it isn't a workbook.
        ncpi.errors.MissingExtraError: openpyxl isn't installed (extra ``office``).
    """
    book = _loaded(data, results=False)
    results = None
    found: dict[str, Grid] = {}
    for index, sheet in enumerate(book.worksheets):
        rows = list(sheet.iter_rows())
        if any(cell.data_type == "f" for row in rows for cell in row):
            results = results or _loaded(data, results=True)
            last = [list(row) for row in results.worksheets[index].iter_rows()]
        else:
            last = [list(row) for row in rows]
        found[sheet.title] = [
            [
                _NOT_CALCULATED if cell.data_type == "f" and held.value is None else _value(held)
                for cell, held in zip(row, calculated, strict=True)
            ]
            for row, calculated in zip(rows, last, strict=True)
        ]
    return found


_NOT_CALCULATED = Unreadable(
    "it is a formula without a result",
    "Open the file in a spreadsheet program and save it, or write the result",
)


def _loaded(data: bytes, *, results: bool) -> Workbook:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - needs an extra
    except ImportError:
        raise MissingExtraError("office", "openpyxl") from None
    try:
        with warnings.catch_warnings():
            # It warns of decorations that it doesn't support, and that we don't read.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=results)
    except Exception:  # noqa: BLE001 - for a damaged file openpyxl may raise anything
        message = "it is not an Excel workbook (.xlsx), or it is damaged or has a password"
        raise InvalidError([Fault("", "syntax", message)]) from None


def _value(cell: SheetCell | MergedCell) -> object:
    value: object = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            return Unreadable(f"it is the spreadsheet error {value}", "Correct the formula")
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) or None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _is_per_cent(cell):
        return f"{round(value * 100, 9):g}%"
    return value


def _is_per_cent(cell: SheetCell | MergedCell) -> bool:
    # A sign in quotes, or after a backslash, is only shown.
    return "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format or "")
