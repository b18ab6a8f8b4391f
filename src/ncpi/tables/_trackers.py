"""A tracker as one table that a person keeps in a spreadsheet, and back.

The first rows name the body and the day; below the column titles, each item has a row. A record
is written as its document: the columns hold part of it, and the column ``Other fields`` the rest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

import attrs

from ncpi.errors import Fault, InvalidError, listed, member_fault, shown
from ncpi.fields._frozen import is_list, is_mapping
from ncpi.model import PartialDate
from ncpi.model.tracking import Tracker, Tracking
from ncpi.serial import FORMAT_VERSION, from_dict, load, save, to_dict
from ncpi.serial._codec.replacing import path_of, replacing
from ncpi.serial._formats import FORMAT
from ncpi.serial._text import decoded, json_text_of, read_json
from ncpi.tables import _tracker_cells as cells
from ncpi.tables._csv import SEPARATOR_LINE, SEPARATORS, guarded, records_in, unguarded
from ncpi.tables._tracker_cells import Grid, Written
from ncpi.tables._workbook import Column, sheets_in, workbook_bytes
from ncpi.vocabulary import Rag, TrackingStatus

__all__ = ["read_tracker", "write_tracker"]

_Document = dict[str, Any]
_SHEET = "Tracker"
_OTHER = "Other fields"
_TARGET, _HISTORY = "Target", "Target history"
_DATA = (".csv", ".xlsx")


def _name_in(cell: object) -> str:
    return cells.text_in(cell).strip()


def _other_in(cell: object) -> _Document:
    try:
        value, faults = read_json(cells.text_in(cell))
    except RecursionError:
        raise InvalidError([Fault("", "too-deep", "it is nested too deep")]) from None
    if faults:
        raise InvalidError(faults)
    if not is_mapping(value):
        message = f"{shown(value)} is not a JSON object"
        raise InvalidError([Fault("", "type", message, shown(value), 'Write {"cost": 5}')])
    return cast("_Document", value)


_USUAL = Column(20)


def _written(value: Any) -> Written:
    """A day or number as it is, and anything else as text."""
    return value if isinstance(value, date | int) else str(value)


def _dated(value: PartialDate) -> Written:
    return value.exact or str(value)


def _nothing(_: Tracking) -> None:
    """The column for other fields is filled last."""


@attrs.frozen
class _Title:
    """A column of the table.

    Attributes:
        name: the title.
        read: reads a cell that isn't empty; raises `InvalidError`.
        path: the part of the document that the column holds.
        look: how the column is shown.
        form: the cell for that part of an entry.
    """

    name: str
    read: Callable[[object], object]
    path: tuple[str, ...] = ()
    look: Column = _USUAL
    form: Callable[[Any], Written] = _written

    def write(self, entry: Tracking) -> Written:
        """The cell of *entry*."""
        part: Any = entry
        for name in self.path:
            part = getattr(part, name, None)
        return None if part is None else self.form(part)


_TITLES: Mapping[str, _Title] = {
    title.name: title
    for title in (
        _Title("Item", cells.item_in, ("item",), Column(30)),
        _Title("Text", cells.text_in, ("text",), Column(60)),
        _Title("Status", cells.status_in, ("status",), Column(24, tuple(TrackingStatus))),
        _Title("Owner", _name_in, ("owner",)),
        _Title("Lead", _name_in, ("lead",)),
        _Title("Priority", _name_in, ("priority",), Column(10)),
        _Title("RAG", cells.rag_in, ("rag",), Column(8, tuple(Rag))),
        _Title(_TARGET, cells.day_in, (), Column(12), attrgetter("target")),
        _Title(_HISTORY, cells.targets_in, ("targets",), Column(40), cells.target_lines),
        _Title("Percent complete", cells.per_cent_in, ("percent_complete",), Column(10)),
        _Title("Actions", cells.actions_in, ("actions",), Column(50), cells.action_lines),
        _Title("Evidence", cells.text_in, ("evidence",), Column(30)),
        _Title("Signed off by", _name_in, ("sign_off", "by")),
        _Title("Signed off on", cells.partial_date_in, ("sign_off", "dated"), Column(12), _dated),
        _Title("Sign-off note", cells.text_in, ("sign_off", "note"), Column(30)),
        _Title("Notes", cells.text_in, ("notes",), Column(40)),
        _Title(_OTHER, _other_in, (), Column(30), _nothing),
    )
}
_NEEDED = ("Item", "Text")
_HEADING: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "Body": ("body", _name_in),
    "As of": ("as_of", cells.day_in),
    _OTHER: ("", _other_in),
}


def write_tracker(tracker: Tracker, path: str | os.PathLike[str]) -> None:
    """Write *tracker* to the file *path*: a table as ``.xlsx`` or ``.csv``, or a document.

    The table has a row for each item and loses nothing; `read_tracker` reads it again. Texts
    that begin like a formula stay text in a spreadsheet. Any other file extension is that of a
    document, as for `ncpi.save`. The file is replaced in one step; a workbook that has other
    sheets is left alone.

    Raises:
        ncpi.errors.InvalidError: the format is unknown, the workbook there has other sheets, or
            something can't be stored in the format without loss.
        ncpi.errors.MissingExtraError: ``.xlsx`` needs openpyxl (extra ``office``), and YAML
            PyYAML (extra ``yaml``).
        OSError: the file can't be written; an existing file stays unchanged.
    """
    kind = _kind(path)
    if kind not in _DATA:
        save(tracker, path)
        return
    rows = list(_rows(tracker))
    if kind == ".csv":
        data = _csv(rows).encode("utf-8-sig")  # from the mark, Excel recognises UTF-8
    else:
        _check_replaceable(Path(path))
        heading = next(place for place, row in enumerate(rows) if row[:1] == ["Item"])
        looks = [title.look for title in _TITLES.values()]
        try:
            data = workbook_bytes(rows, looks, title=_SHEET, heading=heading)
        except InvalidError as error:
            raise InvalidError(error.faults, str(path)) from None
    with replacing(path) as file:
        file.write(data)


def read_tracker(path: str | os.PathLike[str]) -> Tracker:
    """The tracker in the file *path*: a table as ``.xlsx`` or ``.csv``, or a document.

    The table may be one that `write_tracker` wrote and a person edited, or one made by hand. It
    has the rows ``Body`` and ``As of``, then the column titles in any order, of which ``Item``
    and ``Text`` are needed, then the items. A new date in ``Target`` is added to the earlier
    ones in ``Target history``. Words may be in capitals, dates in British order or in words, and
    percentages with or without the sign. What could mean two dates is refused.

    Raises:
        ncpi.errors.InvalidError: with every fault of the file, each with its row and column as a
            spreadsheet shows them.
        ncpi.errors.MissingExtraError: ``.xlsx`` needs openpyxl (extra ``office``), and YAML
            PyYAML (extra ``yaml``).
        OSError: the file can't be read.
    """
    kind = _kind(path)
    if kind not in _DATA:
        return load(Path(path), Tracker)
    data = path_of(path).read_bytes()
    try:
        if kind == ".csv":
            return _tracker_in(_grid(decoded(data)))
        sheets = sheets_in(data)
        chosen = [name for name, grid in sheets.items() if _titles_row(grid) is not None]
        return _tracker_in(sheets[(chosen or list(sheets))[0]])
    except InvalidError as error:
        raise InvalidError(error.faults, str(path)) from None


def _kind(path: str | os.PathLike[str]) -> str:
    kind = path_of(path).suffix.lower()
    known = (*_DATA, ".json", ".yaml", ".yml")
    if kind not in known:
        fault = member_fault(kind, known, "the file extension of a tracker")
        raise InvalidError([fault], str(path))
    return kind


def _check_replaceable(path: Path) -> None:
    if not path.is_file():
        return
    try:
        sheets = sheets_in(path.read_bytes())
    except InvalidError:
        return  # an empty or broken file holds nothing that could be lost
    if others := [name for name in sheets if name != _SHEET]:
        message = f"the workbook has other sheets, which would be lost: {listed(others)}"
        advice = "Write to another file"
        raise InvalidError([Fault("", "inconsistent", message, suggestion=advice)], str(path))


def _rows(tracker: Tracker) -> Iterator[list[Written]]:
    content = to_dict(tracker)["content"]
    documents: list[_Document] = content.pop("entries", [])
    yield ["Body", tracker.body]
    yield ["As of", tracker.as_of]
    held = {"type": Tracker.TAG, "body": tracker.body, "as_of": tracker.as_of.isoformat()}
    if remaining := _difference(content, held):
        yield [_OTHER, json_text_of(remaining)]
    yield []
    yield [*_TITLES]
    for entry, document in zip(tracker.entries, documents, strict=True):
        row = [title.write(entry) for title in _TITLES.values()]
        faults: list[Fault] = []
        in_columns = _entry_document(dict(zip(_TITLES, row, strict=True)), faults)
        remaining = _difference(document, in_columns)
        yield [*row[:-1], json_text_of(remaining) if remaining else None]


def _difference(whole: Any, held: Any) -> Any:
    """The part of *whole* that *held* doesn't have; None if there is none."""
    if is_mapping(whole) and is_mapping(held):
        parts = {key: _difference(one, held.get(key)) for key, one in whole.items()}
        missing = {key: whole[key] for key in whole if key not in held}
        return {k: v for k, v in parts.items() if v is not None and k in held} | missing or None
    if is_list(whole) and is_list(held) and len(whole) == len(held):
        several = [_difference(*pair) for pair in zip(whole, held, strict=True)]
        return [one or {} for one in several] if any(several) else None
    return None if whole == held and type(whole) is type(held) else whole


def _merged(held: Any, more: Any) -> Any:
    """*held* with what `_difference` found missing in it."""
    if is_mapping(held) and is_mapping(more):
        return {**held, **{key: _merged(held.get(key), one) for key, one in more.items()}}
    if is_list(held) and is_list(more) and len(more) <= len(held):
        rest: list[_Document] = [{}] * (len(held) - len(more))
        return [_merged(*pair) for pair in zip(held, [*more, *rest], strict=True)]
    return more


def _csv(rows: Sequence[Sequence[Written]]) -> str:
    def text(cell: Written) -> str:
        return f"{cell}%" if isinstance(cell, int) else "" if cell is None else guarded(str(cell))

    width = len(_TITLES)
    lines = ([*map(text, row), *[""] * (width - len(row))] for row in rows)
    return "".join(f"{','.join(line)}\r\n" for line in lines)


def _grid(text: str) -> Grid:
    """The cells of *text*, between commas or what else spreadsheet programs write there."""
    text = text.removeprefix("\ufeff")
    if match := SEPARATOR_LINE.match(text):
        return _cells_in(text[match.end() :], match[1])
    for separator in SEPARATORS:
        with suppress(InvalidError):
            grid = _cells_in(text, separator)
            if _titles_row(grid) is not None:
                return grid
    return _cells_in(text, ",")  # with its faults


def _cells_in(text: str, separator: str) -> Grid:
    return [
        [unguarded(cell) if cell else None for cell in record]
        for _, record in records_in(text, separator)
    ]


def _plain(cell: object) -> str:
    return " ".join(cell.split()).casefold().rstrip(":") if isinstance(cell, str) else ""


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _titles_row(grid: Grid) -> int | None:
    """The index of the row with the column titles, which include ``Item``."""
    found = (place for place, row in enumerate(grid) if "item" in map(_plain, row))
    return next(found, None)


def _tracker_in(grid: Grid) -> Tracker:
    titles_row = _titles_row(grid)
    if titles_row is None:
        advice = f"Write the column titles in one row: {', '.join(_TITLES)}"
        message = "no row has the column titles, of which Item is one"
        raise InvalidError([Fault("", "missing", message, suggestion=advice)])
    faults: list[Fault] = []
    content = _heading(grid[:titles_row], faults)
    titles = _titles(grid[titles_row], titles_row + 1, faults)
    entries: list[_Document] = []
    numbers: list[int] = []
    firsts: dict[str, int] = {}
    for number, row in enumerate(grid[titles_row + 1 :], titles_row + 2):
        if all(map(_is_blank, row)):
            continue
        named = dict(zip(titles, row, strict=False))
        if not all(map(_is_blank, row[len(titles) :])) or not _is_blank(named.pop("", None)):
            message = "it has a cell in a column without a title"
            faults.append(Fault(f"row {number}", "unknown-key", message))
        found: list[Fault] = []
        document = _entry_document(named, found)
        faults += [_in_row(number, fault) for fault in found]
        item = document.get("item")
        if isinstance(item, str) and (first := firsts.setdefault(item, number)) != number:
            message = f"{shown(item)} is tracked twice; it is in row {first} too"
            faults.append(Fault(f"row {number}, Item", "repeated", message, shown(item)))
        else:
            entries.append(document)
            numbers.append(number)
    return _made({**content, "entries": entries}, numbers, faults)


def _in_row(number: int, fault: Fault) -> Fault:
    return attrs.evolve(fault, path=f"row {number}, {fault.path}")


def _heading(rows: Grid, faults: list[Fault]) -> _Document:
    """The part of the document that the rows above the column titles hold."""
    known = {_plain(name): name for name in _HEADING}
    content: _Document = {}
    read: set[str] = set()
    for number, row in enumerate(rows, 1):
        given = [cell for cell in row if not _is_blank(cell)]
        if not given:
            continue
        name = known.get(_plain(given[0]))
        if name is None or len(given) > 2:
            fault = member_fault(given[0], list(_HEADING), "a row above the table")
            message = fault.message if name is None else f"{name} has more than one cell"
            faults.append(attrs.evolve(fault, path=f"row {number}", message=message))
        elif len(given) == 2:
            key, reader = _HEADING[name]
            read.add(name)
            try:
                value = reader(given[1])
            except InvalidError as error:
                faults += [_in_row(number, one.below(name)) for one in error.faults]
            else:
                content |= {key: value} if key else cast("_Document", value)
    for name in _HEADING:
        if name not in read and name != _OTHER:
            message = f"the rows above the table don't state it: write {name} and its value"
            faults.append(Fault(name, "missing", message))
    return content


def _titles(row: Sequence[object], number: int, faults: list[Fault]) -> list[str]:
    """The column titles, as they are spelt here; empty for a column that isn't read."""
    known = {_plain(name): name for name in _TITLES}
    titles: list[str] = []
    for cell in row:
        title = known.get(_plain(cell), "")
        if not title and not _is_blank(cell):
            fault = member_fault(cell, list(_TITLES), "a column of a tracker")
            faults.append(attrs.evolve(fault, path=f"row {number}", code="unknown-key"))
            # Its cells have no fault of their own.
            title = f"unknown {len(titles)}"
        elif title and title in titles:
            message = f"the column {title} is repeated"
            faults.append(Fault(f"row {number}", "repeated", message, title))
        titles.append(title)
    faults += [
        Fault(f"row {number}", "missing", f"the column {name} is missing")
        for name in _NEEDED
        if name not in titles
    ]
    return titles


def _entry_document(row: Mapping[str, object], faults: list[Fault]) -> _Document:
    """The document of the entry in a row, without the cells that have faults."""
    values: dict[str, Any] = {}
    wrong: set[str] = set()
    document: _Document = {}
    for name, title in _TITLES.items():
        if _is_blank(row.get(name)):
            continue
        try:
            values[name] = title.read(row[name])
        except InvalidError as error:
            wrong.add(name)
            faults += [attrs.evolve(fault, path=name) for fault in error.faults]
            continue
        within = document
        for step in title.path[:-1]:
            within = within.setdefault(step, {})
        if title.path:
            within[title.path[-1]] = values[name]
    if _TARGET in row and not wrong & {_TARGET, _HISTORY}:
        _add_target(document, values.get(_TARGET), faults)
    more: _Document = values.get(_OTHER, {})
    for key, value in more.items():
        if (name := _title_of(f".{key}")) != _OTHER and not (is_list(value) or is_mapping(value)):
            message = f"{key} has a column of its own: {name}"
            faults.append(Fault(_OTHER, "inconsistent", message))
    merged: _Document = _merged(document, more)
    return merged


def _add_target(document: _Document, target: str | None, faults: list[Fault]) -> None:
    """Add the date in the column for the target, if the history doesn't end with it."""
    history: list[_Document] = document.get("targets", [])
    last = history[-1]["target"] if history else None
    if target is None and last is not None:
        message = f"it is empty, but {_HISTORY} ends with {last}"
        advice = "Write the target that applies, or empty both"
        faults.append(Fault(_TARGET, "inconsistent", message, suggestion=advice))
    elif target != last:
        document["targets"] = [*history, {"target": target}]


def _title_of(path: str) -> str:
    """The title of the column that holds what is at *path* of an entry's document."""
    for title in _TITLES.values():
        for place in (title.path, title.path[:1]):
            if place and re.match(rf"{re.escape('.' + '.'.join(place))}(?![\w-])", path):
                return title.name
    return _OTHER


def _made(content: _Document, numbers: Sequence[int], faults: list[Fault]) -> Tracker:
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "content": {"type": Tracker.TAG, **content},
    }
    try:
        # Nothing but the column for other fields holds an unknown key.
        tracker = from_dict(document, Tracker, unknown="keep")
    except InvalidError as error:
        # What a cell with a fault would have held is missing, which isn't another fault.
        known = {fault.path for fault in faults}
        known |= {name for name in ("Body", "As of") if any(one.endswith(name) for one in known)}
        placed = (_placed(fault, numbers) for fault in error.faults)
        faults = [*faults, *(fault for fault in placed if fault.path not in known)]
    else:
        if not faults:
            return tracker
    raise InvalidError(sorted(faults, key=_order))


def _placed(fault: Fault, numbers: Sequence[int]) -> Fault:
    """A fault of the document, at the row and column that hold what it is about."""
    found = re.fullmatch(r"\$\.content\.entries\[(\d+)\](.*)", fault.path, re.DOTALL)
    if found is None:
        path = fault.path.removeprefix("$.content")
        keys = {f".{key}": name for name, (key, _) in _HEADING.items()}
        return attrs.evolve(fault, path=keys.get(path, _OTHER))
    name = _title_of(found[2])
    message = f"{found[2].lstrip('.')}: {fault.message}" if name == _OTHER else fault.message
    return attrs.evolve(fault, path=f"row {numbers[int(found[1])]}, {name}", message=message)


def _order(fault: Fault) -> tuple[int, int]:
    """By row, and in a row by column."""
    found = re.fullmatch(r"row (\d+)(?:, (.*))?", fault.path)
    if found is None:
        return 0, 0
    return int(found[1]), [*_TITLES].index(found[2]) if found[2] in _TITLES else -1
