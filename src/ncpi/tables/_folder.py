"""Writes an archive as a folder of tables, and reads it again."""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import attrs

from ncpi import __version__, fields
from ncpi.archive import Archive
from ncpi.errors import Fault, InvalidError, counted, member_fault, type_fault
from ncpi.fields._frozen import is_mapping
from ncpi.model import Report
from ncpi.serial import Unknown
from ncpi.serial._codec.replacing import (
    keep_access,
    locked_folder,
    naming,
    path_of,
    remove_leftovers,
)
from ncpi.serial._text import read_json, write_json
from ncpi.tables._csv import CsvFile, csv_text
from ncpi.tables._files import Frame, as_plain
from ncpi.tables._from_reports import COMPLETE, DERIVED, archive_of, archive_rows, derived_rows
from ncpi.tables._into_reports import archive_from
from ncpi.tables._layouts import Document
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import SCHEMAS, schema
from ncpi.tables._schemas.columns import SCHEMA_VERSION, ColumnType

__all__ = ["MANIFEST", "TableFormat", "load_tables", "save_tables", "to_archive"]

TableFormat: TypeAlias = Literal["csv", "parquet"]
"""The formats of a folder of tables."""

MANIFEST = "ncpi-tables.json"
"""The file that describes the contents of a folder of tables."""

_FORMAT = "ncpi-tables"
_WRITTEN = (*COMPLETE, *DERIVED)
_FILES = {f"{name}.{form}" for name in _WRITTEN for form in get_args(TableFormat)}
_MOST_ATTEMPTS = 20
_DECIMAL = re.compile(r"[0-9]+\.0")


def save_tables(
    reports: Archive | Report | Iterable[Report],
    folder: str | os.PathLike[str],
    *,
    format: TableFormat = "parquet",  # noqa: A002 - the usual name
    citation: str | None = None,
) -> None:
    """Write everything in an archive to *folder*, with one file per table.

    `load_tables` reads the same archive from it. The tables ``pairs`` and ``items`` are written
    for other programs, although they follow from the rest. The folder is created, or replaces one
    that this function wrote and that contains nothing else. If anything goes wrong, an existing
    folder stays unchanged.

    Args:
        reports: the archive, or its reports.
        folder: the folder to write.
        format: ``"parquet"`` (needs the extra ``tables``) or ``"csv"`` (needs no extra).
        citation: how to cite the data; it is written to the manifest and to every Parquet
            file.

    Raises:
        ncpi.errors.InvalidError: something can't be stored without loss, or *format* has
            another value.
        ncpi.errors.MissingExtraError: *format* is Parquet, and pyarrow isn't installed.
        FileExistsError: the folder contains other files.
        OSError: the folder can't be written.
    """
    faults: list[Fault] = []
    if format not in get_args(TableFormat):
        fault = member_fault(format, get_args(TableFormat), "a format of tables")
        faults.append(fault.below("format"))
    citation = None if citation is None else fields.accept(str, citation, "citation", faults)
    fields.refuse(faults, "save_tables")
    archive = archive_of(reports)
    rows, content = archive_rows(archive)
    rows = {**rows, **{name: derived_rows(name, archive) for name in DERIVED}}
    tables = {name: PlainTable(SCHEMAS[name], rows[name]) for name in _WRITTEN}
    files = {
        f"{name}.{format}": _bytes_of(table, format, citation) for name, table in tables.items()
    }
    manifest: Document = {
        "format": _FORMAT,
        "version": SCHEMA_VERSION,
        "ncpi": __version__,
        "citation": citation,
        "files": format,
        "tables": {
            name: {"rows": len(table), "sha256": _digest(files[f"{name}.{format}"])}
            for name, table in tables.items()
        },
        "archive": content,
    }
    files[MANIFEST] = write_json(manifest).encode()
    _replace(files, path_of(folder))


def _bytes_of(table: PlainTable, to: TableFormat, citation: str | None) -> bytes:
    if to == "csv":
        return csv_text(table).encode()
    from ncpi.tables._from_arrow import parquet_bytes  # noqa: PLC0415 - only Parquet needs pyarrow

    return parquet_bytes(table, None if citation is None else {"ncpi.citation": citation})


def _replace(files: Mapping[str, bytes], folder: Path) -> None:
    """Write *files* as *folder*, replacing an earlier folder of tables."""
    real = Path(os.path.realpath(folder))
    with naming(folder, real.parent / ".ncpi-"):
        _check_target(real)
        remove_leftovers(real.parent)
        _remove_old(real)
        with locked_folder(real) as temporary:
            for name, data in files.items():
                with (temporary / name).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                keep_access(real / name, temporary / name)
            keep_access(real, temporary)
            _swap(temporary, real)


def _check_target(folder: Path) -> None:
    """Raise an `OSError` if *folder* contains anything that this module didn't write."""
    if not folder.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "Its parent folder doesn't exist", str(folder))
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(errno.EEXIST, "It is a file, not a folder", str(folder))
    if not folder.exists():
        return
    here = Path(os.path.realpath(os.curdir))
    if folder in (here, *here.parents):
        message = "It is the folder in which you work, or above it; name another"
        raise FileExistsError(errno.EEXIST, message, str(folder))
    names = {path.name for path in folder.iterdir()}
    if names and (MANIFEST not in names or names - _FILES - {MANIFEST}):
        message = "The folder contains other files; name a new folder"
        raise FileExistsError(errno.EEXIST, message, str(folder))


def _swap(temporary: Path, folder: Path) -> None:
    if not folder.exists():
        temporary.rename(folder)
        return
    # The folder keeps its name below another, so that _remove_old knows whose it was.
    old = temporary.with_name(f"{temporary.name}-old")
    old.mkdir()
    folder.rename(old / folder.name)
    try:
        temporary.rename(folder)
    except BaseException:
        (old / folder.name).rename(folder)
        old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


def _remove_old(folder: Path) -> None:
    """Remove earlier versions of *folder* that a killed process left beside it."""
    for old in folder.parent.glob(".ncpi-*-old"):
        if folder.exists() and (old / folder.name).is_dir():
            shutil.rmtree(old, ignore_errors=True)


def load_tables(folder: str | os.PathLike[str], *, unknown: Unknown = "error") -> Archive:
    """The archive that `save_tables` wrote into *folder*.

    The rows of a table may be in any order, since ``position`` gives the order of records.
    Cells that follow from other cells must agree with them. The tables ``pairs`` and ``items``
    aren't read, because they follow from the others. A CSV file may have been saved by another
    program: see `read_csv`. A file with fewer rows than the manifest counts is a fault, and a
    folder that is rewritten meanwhile is read again.

    Args:
        folder: the folder to read.
        unknown: how to treat fields that a class doesn't know; see `ncpi.from_dict`.

    Raises:
        ncpi.errors.InvalidError: a table is missing or invalid, a row belongs to no record, or
            cells contradict each other; every fault is listed.
        ncpi.errors.MissingExtraError: the tables are Parquet files, and pyarrow isn't installed.
        OSError: the folder can't be read.
    """
    place = path_of(folder)
    files = _files_in(place)
    form, content, written = _manifest(files[MANIFEST], str(place / MANIFEST))
    faults: list[Fault] = []
    read: dict[str, CsvFile | PlainTable] = {}
    tables: dict[str, PlainTable] = {}
    for name in COMPLETE:
        data = files.get(f"{name}.{form}")
        if data is None:
            faults.append(_no_file(place, name, form))
            continue
        with _adding(faults, name):
            read[name] = _table_in(data, name, form)
    orders = {
        order for one in read.values() if isinstance(one, CsvFile) for order in one.date_orders
    }
    for name, one in read.items():
        with _adding(faults, name):
            table = one.table(orders) if isinstance(one, CsvFile) else one
            tables[name] = table
            if _digest(files[f"{name}.{form}"]) != written.get(name, {}).get("sha256"):
                faults += _changed(table, written.get(name, {}).get("rows"))
    if faults:
        raise InvalidError(faults, str(place))
    return archive_from(tables, content, unknown)


def _no_file(folder: Path, name: str, form: TableFormat) -> Fault:
    message, advice = f"there is no file {name}.{form}", None
    if other := next((one.name for one in folder.iterdir() if one.stem.casefold() == name), None):
        message, advice = f"{message}, but {other}", f"Save that as {name}.{form}"
    return Fault(name, "missing", message, suggestion=advice)


@contextmanager
def _adding(faults: list[Fault], table: str) -> Generator[None]:
    """Add the faults of an error to *faults*; those of a whole file name its *table*."""
    try:
        yield
    except InvalidError as error:
        faults += [
            attrs.evolve(fault, path=table) if fault.path in ("", "$") else fault
            for fault in error.faults
        ]


def _table_in(data: bytes, name: str, form: TableFormat) -> CsvFile | PlainTable:
    if form == "csv":
        return CsvFile(data, SCHEMAS[name])
    from ncpi.tables._from_arrow import from_parquet  # noqa: PLC0415 - only Parquet needs pyarrow

    return from_parquet(data, SCHEMAS[name])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _changed(table: PlainTable, rows: object) -> Iterator[Fault]:
    """Signs that a file which differs from what was written has lost something."""
    name = table.schema.name
    if isinstance(rows, int) and len(table) < rows:
        message = f"it has {counted(len(table), 'row')}; {MANIFEST} counts {rows:,}"
        advice = (
            "It may be cut off: restore it. If you removed rows yourself, correct the number in "
            f"{MANIFEST}"
        )
        yield Fault(name, "inconsistent", message, "", advice)
    for column in table.schema.columns:
        cells = [str(cell) for cell in table.column(column.name) if cell is not None]
        is_gappy_text = column.type is ColumnType.TEXT and column.nullable
        if is_gappy_text and cells and all(_DECIMAL.fullmatch(cell) for cell in cells):
            message = "every cell ends in .0, as pandas writes numbers in a column with gaps"
            advice = "Read the file with dtype=str, keep_default_na=False and write it again"
            yield Fault(f"{name}.{column.name}", "type", message, cells[0], advice)


def _files_in(folder: Path) -> dict[str, bytes]:
    """The files of *folder*, all of one time: while it is being rewritten, they are read again.

    Raises:
        OSError: it can't be read, has no manifest, or is rewritten all the time.
    """
    for attempt in range(_MOST_ATTEMPTS):
        time.sleep(attempt / 100)
        try:
            before = _state(folder)
            ours = [name for name in before if name == MANIFEST or name in _FILES]
            files = {name: (folder / name).read_bytes() for name in ours}
            if before == _state(folder) and MANIFEST in files:
                return files
            missing = None if MANIFEST in files else folder / MANIFEST
        except FileNotFoundError:
            missing = folder
        if missing and not any(_replacements(folder)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(missing))
    for copy in _replacements(folder):
        if not folder.exists():
            left = f"A process was killed while it replaced the folder; rename {copy} to restore it"
            raise FileNotFoundError(errno.ENOENT, left, str(folder))
    raise OSError(errno.EBUSY, "The folder is being rewritten; read it again later", str(folder))


def _replacements(folder: Path) -> Iterator[Path]:
    """What stood in the place of *folder* until now, or until a process was killed."""
    return folder.absolute().parent.glob(f".ncpi-*-old/{glob.escape(folder.name)}")


def _state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What changes when a file of *folder* is written: for each, its identity, size and time."""
    found = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (one.st_ino, one.st_size, one.st_mtime_ns) for name, one in found.items()}


def _manifest(
    data: bytes, subject: str
) -> tuple[TableFormat, Document, Mapping[str, Mapping[str, object]]]:
    """The format of a folder's tables, the archive's other fields, and what each file was."""
    try:
        value, faults = read_json(data)
    except InvalidError as error:
        raise InvalidError(error.faults, subject) from None
    if not is_mapping(value):
        raise InvalidError([type_fault(value, "an object")], subject)
    manifest = {str(key): element for key, element in value.items()}
    if manifest.get("format") != _FORMAT:
        message = f"it isn't the manifest of a folder of tables: its format isn't {_FORMAT!r}"
        faults.append(Fault("format", "choice", message))
    if manifest.get("version") != SCHEMA_VERSION:
        version = json.dumps(manifest.get("version"))
        message = f"the tables have version {version}; this ncpi reads version {SCHEMA_VERSION}"
        faults.append(Fault("version", "version", message))
    form, archive = manifest.get("files"), manifest.get("archive")
    content = _fields(archive)
    if not is_mapping(archive):
        faults.append(type_fault(archive, "an object").below("archive"))
    if "reports" in content:
        message = "the reports belong in the tables, not here"
        faults.append(Fault("archive.reports", "repeated", message))
    if form not in ("csv", "parquet"):
        fault = member_fault(form, get_args(TableFormat), "a format of tables")
        raise InvalidError([*faults, fault.below("files")], subject)
    if faults:
        raise InvalidError(faults, subject)
    written = _fields(manifest.get("tables"))
    return form, content, {name: _fields(one) for name, one in written.items()}


def _fields(value: object) -> Document:
    return {str(key): one for key, one in value.items()} if is_mapping(value) else {}


def to_archive(frames: Mapping[str, Frame], *, unknown: Unknown = "error") -> Archive:
    """The archive of the reports in a complete set of tables, each named as in `COMPLETE`.

    They may be frames of any of the libraries of `Frame`, also of several at once. Each has the
    columns that `schema` lists, in any order and of the types listed; its rows may be in any
    order, since ``position`` gives the order of records. A lazy frame is computed, the index of
    a pandas frame is ignored unless it bears the name of a missing column, and ``pairs`` and
    ``items`` follow from the others.

    Args:
        frames: the tables by name.
        unknown: how to treat fields that a class doesn't know; see `ncpi.from_dict`.

    Raises:
        ncpi.errors.InvalidError: a table or a column is missing, unknown or of another type, a
            row belongs to no record, or cells are invalid or contradict each other. Every fault
            is listed, with its table, row (from 0) and column.
        ncpi.errors.MissingExtraError: one isn't a `PlainTable`, and pyarrow or narwhals isn't
            installed (extra ``tables``).
    """
    faults: list[Fault] = []
    plain: dict[str, PlainTable] = {}
    unchecked: object = frames
    if not is_mapping(unchecked):
        fault = type_fault(unchecked, "a mapping of the names of tables to frames")
        raise InvalidError([fault], "tables")
    for name in (*COMPLETE, *(name for name in frames if name not in COMPLETE)):
        try:
            wanted = schema(name)
            if name in frames:
                plain[name] = as_plain(frames[name], wanted)
            else:
                message = "the table is missing; an archive needs all its tables"
                faults.append(Fault(name, "missing", message))
        except InvalidError as error:
            faults += error.faults
    if faults:
        raise InvalidError(faults, "tables")
    return archive_from(plain, unknown=unknown)
