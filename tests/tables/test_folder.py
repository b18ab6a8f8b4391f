"""A folder of tables is written whole or not at all, and read with every fault."""

import csv
import hashlib
import json
import re
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.testing import make

DERIVED = ("pairs", "items")
FORMATS = ["csv", "parquet"] if find_spec("pyarrow") else ["csv"]


@pytest.fixture(params=FORMATS)
def form(request):
    return request.param


def test_what_was_saved_is_loaded(archive, form, tmp_path):
    tables.save_tables(archive, tmp_path / "t", format=form)
    assert tables.load_tables(tmp_path / "t") == archive
    assert {path.name for path in (tmp_path / "t").iterdir()} == {
        tables.MANIFEST,
        *(f"{name}.{form}" for name in (*tables.COMPLETE, *DERIVED)),
    }


@pytest.mark.parametrize("name", DERIVED)
def test_what_follows_is_there_for_other_programs_but_is_not_needed(archive, form, name, tmp_path):
    folder = tmp_path / "t"
    tables.save_tables(archive, folder, format=form)
    wanted = tables.plain(name, archive)
    file = folder / f"{name}.{form}"
    if form == "csv":
        assert tables.read_csv(file, name) == wanted
    else:
        assert tables.read_parquet(file, name).equals(wanted.to_arrow())
    file.write_bytes(b"changed by hand")
    assert tables.load_tables(folder) == archive
    file.unlink()
    assert tables.load_tables(folder) == archive


def test_a_folder_of_ours_is_replaced_even_by_the_other_format(archive, form, tmp_path, folder):
    tables.save_tables(archive.reports[0], folder, format=form)
    assert len(tables.load_tables(folder)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_an_empty_folder_is_filled(archive, tmp_path):
    tables.save_tables(archive, tmp_path, format="csv")
    assert tables.load_tables(tmp_path) == archive


def test_a_folder_with_pairs_is_replaced_and_one_without_them_too(archive, tmp_path):
    for _ in range(2):
        tables.save_tables(archive, tmp_path / "t", format="csv")
    (tmp_path / "t" / "pairs.csv").unlink()
    tables.save_tables(archive, tmp_path / "t", format="csv")
    assert (tmp_path / "t" / "pairs.csv").is_file()


@pytest.mark.parametrize("name", ["notes.txt", "reports.csv"])
def test_a_folder_with_a_strangers_file_is_left_alone(archive, name, tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / name).write_text("mine")
    with pytest.raises(FileExistsError):
        tables.save_tables(archive, tmp_path / "t", format="csv")
    assert (tmp_path / "t" / name).read_text() == "mine"
    assert [path.name for path in (tmp_path / "t").iterdir()] == [name]


def test_a_file_in_the_folders_place_is_left_alone(archive, tmp_path):
    (tmp_path / "t").write_text("mine")
    with pytest.raises(FileExistsError):
        tables.save_tables(archive, tmp_path / "t", format="csv")
    assert (tmp_path / "t").read_text() == "mine"


def test_if_writing_fails_the_old_folder_is_still_there(archive, monkeypatch, tmp_path, folder):

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        tables.save_tables(archive.reports[0], folder, format="csv")
    assert tables.load_tables(folder) == archive
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_every_missing_table_and_bad_cell_is_listed(folder, faults_of):
    (folder / "answers.csv").unlink()
    text = (folder / "findings.csv").read_text("utf-8")
    (folder / "findings.csv").write_text(text.replace(",improved,", ",great,"), "utf-8")
    (folder / "links.csv").write_text("report\r\n", "utf-8")
    faults = {fault.path: fault for fault in faults_of(tables.load_tables, folder)}
    assert {"answers", "findings[1].progress", "links.follows"} <= set(faults)
    assert faults["findings[1].progress"].line == 3


def test_a_fault_found_later_names_its_line_too(folder):
    text = (folder / "judgments.csv").read_text("utf-8")
    (folder / "judgments.csv").write_text(text.replace("adequate", "adequat"), "utf-8")
    with pytest.raises(InvalidError, match=r"line 2, judgments\[0\]\.grade: 'adequat'"):
        tables.load_tables(folder)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"format": "other"}, "format"),
        ({"version": 99}, "version"),
        ({"files": "xls"}, "files"),
        ({"archive": []}, "archive"),
        ({"archive": {"reports": []}}, "archive.reports"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(change, path, folder, faults_of):
    manifest = json.loads((folder / tables.MANIFEST).read_text("utf-8"))
    (folder / tables.MANIFEST).write_text(json.dumps(manifest | change), "utf-8")
    assert [fault.path for fault in faults_of(tables.load_tables, folder)] == [path]


def test_a_folder_without_a_manifest_is_no_folder_of_tables(tmp_path):
    with pytest.raises(FileNotFoundError):
        tables.load_tables(tmp_path)


def test_a_format_that_there_is_not_is_refused_before_anything_is_written(archive, tmp_path):
    with pytest.raises(InvalidError, match="Choose from: 'csv', 'parquet'"):
        tables.save_tables(archive, tmp_path / "t", format="xls")
    assert not (tmp_path / "t").exists()


def test_the_citation_stands_in_the_manifest_and_in_every_parquet_file(archive, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    tables.save_tables(archive, tmp_path / "t", citation="Cite me")
    manifest = json.loads((tmp_path / "t" / tables.MANIFEST).read_text("utf-8"))
    about = parquet.read_schema(tmp_path / "t" / "reports.parquet").metadata
    assert manifest["citation"] == "Cite me"
    assert about[b"ncpi.citation"] == b"Cite me"
    assert about[b"ncpi.version"] == ncpi.__version__.encode()
    assert about[b"ncpi.schema_version"] == str(tables.SCHEMA_VERSION).encode()


def test_what_no_file_can_hold_is_refused_aloud_and_nothing_is_written(tmp_path):
    @attrs.frozen(kw_only=True)
    class Odd(ncpi.Finding):
        TAG = "tests-tables.odd"

        thing: bytes | None = None

    odd = make(ncpi.Report, findings=[Odd(key="a", text="t", thing=b"x")])
    with pytest.raises(InvalidError):
        tables.save_tables(odd, tmp_path / "t", format="csv")
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_folder_to_write_in_the_error_names_it(archive, tmp_path):
    with pytest.raises(FileNotFoundError, match="parent folder doesn't exist"):
        tables.save_tables(archive, tmp_path / "no" / "t", format="csv")


def test_an_archive_of_another_package_comes_back_as_itself(archive, form, tmp_path):
    @attrs.frozen(kw_only=True)
    class Shelf(ncpi.Archive):
        TAG = "tests-tables.shelf"

        room: str = ""

    shelf = Shelf(reports=archive.reports, room="3")
    tables.save_tables(shelf, tmp_path / "t", format=form)
    assert tables.load_tables(tmp_path / "t") == shelf


def test_the_shipped_archive_comes_back_from_a_folder_with_its_responses_and_stages(form, tmp_path):
    """A folder loses nothing of an archive, whether a table holds it or not."""
    shipped = ncpi.Archive.shipped()
    assert shipped.responses
    assert shipped.monitoring
    tables.save_tables(shipped, tmp_path / "t", format=form)
    assert tables.load_tables(tmp_path / "t") == shipped


def test_a_folder_that_pandas_wrote_anew_is_loaded(archive, tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    tables.save_tables(archive, tmp_path / "t")
    for file in (tmp_path / "t").glob("*.parquet"):
        pandas.read_parquet(file).to_parquet(file)
    assert tables.load_tables(tmp_path / "t") == archive


def test_a_file_that_was_cut_off_is_found_and_one_that_was_edited_is_read(
    archive, folder, faults_of
):
    """Its manifest counts the rows."""
    file = folder / "judgments.csv"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    (fault,) = faults_of(tables.load_tables, folder)
    assert (fault.path, fault.code) == ("judgments", "inconsistent")
    assert f"{tables.MANIFEST} counts {len(lines) - 1}" in fault.message
    assert "cut off" in str(fault.suggestion)
    file.write_bytes(b"".join(lines).replace(b"\r\n", b"\n"))
    assert tables.load_tables(folder) == archive


def test_the_manifest_has_the_rows_and_the_digest_of_every_file(archive, form, tmp_path):
    tables.save_tables(archive, tmp_path / "t", format=form)
    manifest = json.loads((tmp_path / "t" / tables.MANIFEST).read_text("utf-8"))
    assert manifest["tables"] == {
        name: {
            "rows": len(tables.plain(name, archive)),
            "sha256": hashlib.sha256((tmp_path / "t" / f"{name}.{form}").read_bytes()).hexdigest(),
        }
        for name in (*tables.COMPLETE, *DERIVED)
    }


def test_a_folder_that_is_rewritten_meanwhile_is_read_again(archive, monkeypatch, tmp_path):
    """Never half of the old one and half of the new one."""
    folder, newer = tmp_path / "t", ncpi.Archive(reports=archive.reports[:1])
    tables.save_tables(archive, folder, format="csv")
    read, waiting = Path.read_bytes, [newer]

    def read_bytes(path):
        data = read(path)
        if path.name == "findings.csv" and waiting:
            tables.save_tables(waiting.pop(), folder, format="csv")
        return data

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert tables.load_tables(folder) == newer
    waiting += [archive, newer] * 2
    monkeypatch.setattr("ncpi.tables._folder._MOST_ATTEMPTS", 3)
    with pytest.raises(OSError, match="The folder is being rewritten; read it again later"):
        tables.load_tables(folder)


def test_a_folder_that_is_away_while_it_is_replaced_is_waited_for(archive, monkeypatch, tmp_path):
    folder, away = tmp_path / "t", tmp_path / ".ncpi-0-old"
    tables.save_tables(archive, folder, format="csv")
    away.mkdir()
    folder.rename(away / "t")
    monkeypatch.setattr("time.sleep", lambda long: long > 0.03 and (away / "t").rename(folder))
    assert tables.load_tables(folder) == archive


def test_where_the_only_copy_of_a_folder_is_after_a_process_was_killed_is_said(
    archive, monkeypatch, tmp_path
):
    folder, away = tmp_path / "t", tmp_path / ".ncpi-0-old"
    tables.save_tables(archive, folder, format="csv")
    away.mkdir()
    folder.rename(away / "t")
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(FileNotFoundError, match=r"rename .*\.ncpi-0-old.t to restore it"):
        tables.load_tables(folder)


def test_what_a_killed_process_left_beside_a_folder_is_removed_but_never_the_only_copy(
    archive, tmp_path, folder
):
    for name in (f".ncpi-{'0' * 16}", ".ncpi-1-old/t", ".ncpi-2-old/lost"):
        (tmp_path / name).mkdir(parents=True)
    tables.save_tables(archive, folder, format="csv")
    assert {path.name for path in tmp_path.iterdir()} == {"t", ".ncpi-2-old"}


def test_a_folder_keeps_its_permissions_and_those_of_its_files(archive, folder):
    folder.chmod(0o750)
    (folder / "findings.csv").chmod(0o600)
    tables.save_tables(archive, folder, format="csv")
    assert folder.stat().st_mode & 0o777 == 0o750
    assert (folder / "findings.csv").stat().st_mode & 0o777 == 0o600


def resaved(folder, **manner):
    """Save the CSV files in *folder* again, as a spreadsheet program does in Britain."""
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            rows = [*csv.reader(opened)]
        cells = [[re.sub("^(....)-(..)-(..)$", r"\3/\2/\1", cell) for cell in row] for row in rows]
        shown = [["" if cell == "[]" else cell for cell in row] for row in cells]
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened, **manner).writerows([*shown, [""] * len(shown[0])])


@pytest.mark.parametrize("manner", [{}, {"delimiter": ";", "quoting": csv.QUOTE_ALL}])
def test_a_folder_of_csv_that_a_spreadsheet_program_saved_again_is_read(manner, tmp_path):
    """One table shows the order of the dates in all of them."""
    shipped = ncpi.Archive.shipped()
    tables.save_tables(shipped, tmp_path / "t", format="csv")
    resaved(tmp_path / "t", **manner)
    assert tables.load_tables(tmp_path / "t") == shipped


def test_tables_that_pandas_wrote_are_read_and_a_number_that_it_made_of_a_text_is_found(tmp_path):
    """A reference number in a column with gaps is 8548.0 afterwards."""
    pd = pytest.importorskip("pandas")
    folder = tmp_path / "t"
    tables.save_tables(ncpi.Archive.shipped(), folder, format="csv")
    for file in folder.glob("*.csv"):
        pd.read_csv(file).to_csv(file)
    with pytest.raises(InvalidError, match=r"every cell ends in \.0.*dtype=str") as caught:
        tables.load_tables(folder)
    assert [fault.path for fault in caught.value.faults] == ["recommendations.tracker"]
    tables.save_tables(ncpi.Archive.shipped(), folder, format="csv")
    for file in folder.glob("*.csv"):
        pd.read_csv(file, dtype=str, keep_default_na=False).to_csv(file)
    assert tables.load_tables(folder) == ncpi.Archive.shipped()


@pytest.mark.parametrize("name", ["REPORTS.CSV", "reports.tsv"])
def test_a_file_under_another_name_is_named_with_the_one_to_give_it(name, folder):
    (folder / "reports.csv").rename(folder / name)
    with pytest.raises(InvalidError, match=f"but {name}. Save that as reports.csv"):
        tables.load_tables(folder)


def test_the_folder_in_which_one_works_is_not_replaced(archive, monkeypatch, tmp_path):
    """The shell would be left in a folder that is no longer there."""
    tables.save_tables(archive, tmp_path / "work", format="csv")
    monkeypatch.chdir(tmp_path / "work")
    for target in (".", ".."):
        with pytest.raises(FileExistsError, match="in which you work"):
            tables.save_tables(archive, target, format="csv")
    assert tables.load_tables(".") == archive


def test_a_missing_folder_is_named_whatever_else_was_left_beside_it(tmp_path):
    (tmp_path / ".ncpi-0123456789abcdef").mkdir()
    with pytest.raises(FileNotFoundError):
        tables.load_tables(tmp_path / "nope")


def test_a_file_that_is_broken_as_a_whole_is_named_by_its_table(folder, faults_of):
    file = folder / "findings.csv"
    file.write_text(file.read_text("utf-8") + '"never closed', "utf-8")
    (folder / "links.csv").write_bytes(b"\xff\xfea\x00")
    assert {fault.path.partition("[")[0] for fault in faults_of(tables.load_tables, folder)} == {
        "findings",
        "links",
    }


def test_fields_that_nobody_knows_are_treated_as_asked(archive, folder):
    """Loading a folder refuses them unless the caller asks to keep or to ignore them."""
    file = folder / "findings.csv"
    table = tables.read_csv(file, "findings")
    rows = [{**row, "extra": '{"mood": "grim"}'} for row in table]
    tables.write_csv(attrs.evolve(table, rows=rows), file)
    with pytest.raises(InvalidError, match="mood"):
        tables.load_tables(folder)
    kept = tables.load_tables(folder, unknown="keep")
    assert [one.extra for report in kept for one in report.findings] == [{"mood": "grim"}] * 2
    assert tables.load_tables(folder, unknown="ignore") == archive


def test_a_folder_is_parquet_unless_csv_is_asked_for(archive, tmp_path):
    """The default loses no type for other programs."""
    pytest.importorskip("pyarrow")
    tables.save_tables(archive, tmp_path / "t")
    assert {file.suffix for file in (tmp_path / "t").iterdir()} == {".parquet", ".json"}
