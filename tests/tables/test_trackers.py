"""A tracker as a table: what people type is read, and what is wrong is named as they see it."""

import sys
import zipfile
from datetime import date, datetime

import pytest

import ncpi
from ncpi.errors import InvalidError, MissingExtraError
from ncpi.tables import read_tracker, write_tracker
from ncpi.testing import make_tracker, make_tracking
from ncpi.vocabulary import Other, Rag, TrackingStatus

ITEM = "police/exampleshire/2018-inspection#recommendation-"
HEADING = "Body,police/exampleshire\r\nAs of,2019-01-15\r\n"


@pytest.fixture
def sheet(tmp_path):
    """Reads a table whose first item is in row 4, given its titles and its rows."""

    def read(titles, *rows):
        path = tmp_path / "tracker.csv"
        named = [f"{ITEM}{number},Do it,{row}" for number, row in enumerate(rows, 1)]
        lines = [f"Item,Text,{titles}", *named]
        path.write_text(HEADING + "".join(f"{line}\r\n" for line in lines), "utf-8")
        return read_tracker(path)

    return read


def refused(sheet, *rows):
    with pytest.raises(InvalidError) as caught:
        sheet(*rows)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("In  Progress ", TrackingStatus.IN_PROGRESS),
        ("CLOSED BY THE FORCE", TrackingStatus.CLOSED_BY_FORCE),
        ("Other: on hold", Other("on hold")),
        ("", TrackingStatus.AWAITING_ALLOCATION),
    ],
)
def test_a_status_may_be_in_capitals(sheet, typed, status):
    """A status is read in any case, and another after the word other."""
    assert sheet("Status", typed).entries[0].status == status


@pytest.mark.parametrize("typed", ["Red", "RED ", "r", "red"])
def test_a_rating_may_be_in_capitals_or_a_letter(sheet, typed):
    """A rating is read in any case, or as its first letter."""
    assert sheet("RAG", typed).entries[0].rag is Rag.RED


@pytest.mark.parametrize("typed", ["50", "50%", "50 %", "50.0", "50.0%"])
def test_a_percentage_needs_no_sign(sheet, typed):
    """A percentage is read with and without its sign."""
    assert sheet("Percent complete", typed).entries[0].percent_complete == 50


@pytest.mark.parametrize(
    "typed", ["2022-01-31", "31/01/2022", "31.1.2022", "31 January 2022", "Monday 31 Jan 2022"]
)
def test_a_day_may_be_in_british_order(sheet, typed):
    """A day is read in ISO 8601, in British order and in words."""
    entry = sheet("Target", typed).entries[0]
    assert entry.targets == (ncpi.TargetDate(target="2022-01-31"),)


def test_a_target_typed_over_is_added_to_the_history(sheet):
    """A new target keeps the earlier ones, with when and why they were set."""
    typed = '30/06/2026,"2026-03-31, set on 5 January 2026: budget\n2026-05-31"'
    entry = sheet("Target,Target history", typed).entries[0]
    assert entry.targets == (
        ncpi.TargetDate(target="2026-03-31", set_on="2026-01-05", reason="budget"),
        ncpi.TargetDate(target="2026-05-31"),
        ncpi.TargetDate(target="2026-06-30"),
    )


def test_actions_may_be_typed_as_a_list(sheet):
    """Lines are actions, and those under them their details, numbered or not."""
    typed = '"Appoint a lead\n owner: Head of crime\nDue: 31/01/2022\n\n2. Train staff\n  twice"'
    assert sheet("Actions", typed).entries[0].actions == (
        ncpi.Action(text="Appoint a lead", owner="Head of crime", due="2022-01-31"),
        ncpi.Action(text="Train staff\ntwice"),
    )


def test_every_fault_is_named_by_its_row_and_column(sheet):
    """One error lists every fault, where a spreadsheet shows it."""
    faults = refused(
        sheet,
        "Status,Target,Percent complete,RAG,Sign-off note",
        "in progres,31/02/2022,,,",
        "",
        ",03/02/2022,0.5,purple,agreed",
    )
    places = [fault.partition(": ")[0] for fault in faults]
    assert places == [
        "row 4, Status",
        "row 4, Target",
        "row 6, RAG",
        "row 6, Target",
        "row 6, Percent complete",
        "row 6, Signed off by",
    ]
    assert any("'31/02/2022' is not a date: there is no such day" in fault for fault in faults)
    assert any("It could be 3 February 2022 or 2 March 2022" in fault for fault in faults)
    assert any("Did you mean 'in progress'?" in fault for fault in faults)


@pytest.mark.parametrize(
    ("column", "typed", "advice"),
    [
        ("Target", "Q1 2023", "Write a day: 2022-01-31, 31/01/2022 or 31 January 2022"),
        ("Target", "soon", "Write a day: 2022-01-31, 31/01/2022 or 31 January 2022"),
        ("Target", '"August 30, 2022"', "Write 30 August 2022"),
        ("Target", "03/02/2022", "It could be 3 February 2022 or 2 March 2022"),
        ("Signed off on", "2022/23", "Write a day: "),
        ("RAG", "Y", "'Y' is not a RAG rating. Choose from: 'red', 'amber', 'green'"),
    ],
)
def test_what_to_type_instead_is_stated_without_python(sheet, column, typed, advice):
    """A person with a spreadsheet reads it."""
    more = ("Signed off by,", "Board,") if column == "Signed off on" else ("", "")
    (fault,) = refused(sheet, f"{more[0]}{column}", f"{more[1]}{typed}")
    assert advice in fault
    assert "ncpi." not in fault


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("Item,Text,Ownr\r\n", "row 3: 'Ownr' is not a column of a tracker. Did you mean 'Owner'?"),
        ("Item,Owner\r\n", "row 3: the column Text is missing"),
        ("Item,Text,Text\r\n", "row 3: the column Text is repeated"),
        ("Item,Text\r\nx,y\r\n", "row 4, Item: 'x' doesn't name an item"),
        ("Item,Text\r\n,y\r\n", "row 4, Item: "),
        (f"Item,Text\r\n{ITEM}1,y,z\r\n", "row 4: it has a cell in a column without a title"),
        (f"Item,Text\r\n{ITEM}1,y\r\n{ITEM}1,y\r\n", "tracked twice; it is in row 4 too"),
        ("Budy,x\r\nItem,Text\r\n", "row 3: 'Budy' is not a row above the table"),
        ("Text;Status\r\n", "no row has the column titles"),
        (
            "Item,Text,Other fields\r\n" + f'{ITEM}1,y,"{{""owner"": 1}}"',
            "column of its own: Owner",
        ),
        (f"Item,Text,Target,Target history\r\n{ITEM}1,y,,2022-01-31", "row 4, Target: it is empty"),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path, table, fault):
    """Unknown, missing, repeated and contradicting cells are named with their row."""
    path = tmp_path / "tracker.csv"
    path.write_bytes((HEADING + table).encode())
    with pytest.raises(InvalidError) as caught:
        read_tracker(path)
    assert fault in str(caught.value)


def test_the_body_and_the_day_are_needed(tmp_path):
    """A table that doesn't name its body and day is refused."""
    (tmp_path / "t.csv").write_text("As of,31/01/2022\nItem,Text\n", "utf-8")
    with pytest.raises(InvalidError, match="Body: the rows above the table don't state it"):
        read_tracker(tmp_path / "t.csv")


def test_a_bad_day_above_the_table_is_one_fault(tmp_path):
    """A day that could mean two is named with its row, and isn't missing too."""
    (tmp_path / "t.csv").write_text("Body,x\nAs of,01/12/2018\nItem,Text\n", "utf-8")
    with pytest.raises(InvalidError) as caught:
        read_tracker(tmp_path / "t.csv")
    assert [fault.path for fault in caught.value.faults] == ["row 2, As of"]


def test_an_unknown_file_extension_is_refused(tmp_path):
    """The extensions that a tracker may have are named."""
    for act in (read_tracker, lambda path: write_tracker(make_tracker(), path)):
        with pytest.raises(InvalidError, match=r"Did you mean '\.xlsx'"):
            act(tmp_path / "tracker.xls")


def test_text_that_looks_like_a_formula_is_guarded(tmp_path):
    """A text that begins like a formula gets an apostrophe in CSV, which reading removes."""
    tracker = make_tracker(entries=[make_tracking(notes="=1+1", owner="+44")])
    write_tracker(tracker, tmp_path / "t.csv")
    assert b"'=1+1" in (tmp_path / "t.csv").read_bytes()
    assert read_tracker(tmp_path / "t.csv") == tracker


class TestWorkbooks:
    """Excel workbooks, which need the extra."""

    @pytest.fixture
    def openpyxl(self):
        return pytest.importorskip("openpyxl", reason="openpyxl isn't installed")

    @pytest.fixture
    def edited(self, openpyxl, tmp_path):
        """Reads the tracker back after a person changed some cells of its row."""

        def read(**cells):
            path = tmp_path / "tracker.xlsx"
            write_tracker(make_tracker(), path)
            book = openpyxl.load_workbook(path)
            sheet = book["Tracker"]
            titles = {cell.value: cell.column for cell in sheet[4]}
            for title, value in cells.items():
                cell = sheet.cell(5, titles[title.replace("_", " ")])
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
            book.save(path)
            return read_tracker(path).entries[0]

        return read

    def test_dates_and_percentages_are_real(self, openpyxl, tmp_path):
        """A spreadsheet can sort dates and add percentages."""
        entry = make_tracking(percent_complete=29).with_target("2022-01-31")
        write_tracker(make_tracker(entries=[entry]), tmp_path / "t.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        row = {title.value: cell for title, cell in zip(sheet[4], sheet[5], strict=True)}
        assert sheet["B2"].value == datetime(2019, 1, 15)  # noqa: DTZ001 - as openpyxl reads it
        assert row["Target"].value.date() == date(2022, 1, 31)
        assert (row["Percent complete"].value, row["Percent complete"].number_format) == (
            0.29,
            "0%",
        )

    def test_no_text_is_a_formula(self, openpyxl, tmp_path):
        """A text that begins like a formula stays text, also when a person edits the cell."""
        entry = make_tracking(text="=1+1", owner="#N/A")
        write_tracker(make_tracker(entries=[entry]), tmp_path / "t.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        assert [sheet[place].data_type for place in ("B5", "D5")] == ["s", "s"]
        assert sheet["B5"].quotePrefix

    def test_what_people_type_in_a_workbook_is_read(self, edited):
        """Numbers, dates and percentages are read as the cell shows them."""
        entry = edited(
            Priority=1.0, Target=date(2022, 1, 31), Percent_complete=(0.5, "0.0%"), RAG="Red"
        )
        assert (entry.priority, entry.target, entry.rag) == ("1", date(2022, 1, 31), Rag.RED)
        assert entry.percent_complete == 50
        assert edited(Percent_complete=(50, "General")).percent_complete == 50

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"Target": "=A1+30"}, "row 5, Target: it is a formula without a result"),
            ({"Target": datetime(2022, 1, 31, 9)}, "a date with a time of day. Drop the time"),  # noqa: DTZ001 - as Excel stores it
            ({"Target": (44592, "General")}, "44592 is a number, not a date"),
            ({"Owner": "#REF!"}, "row 5, Owner: it is the spreadsheet error #REF!"),
        ],
    )
    def test_cells_without_a_value_are_refused(self, edited, cells, fault):
        """A formula that was never calculated, an error or a bare number isn't read as a date."""
        with pytest.raises(InvalidError) as caught:
            edited(**cells)
        assert fault in str(caught.value)

    @pytest.mark.usefixtures("openpyxl")
    def test_the_same_tracker_gives_the_same_bytes(self, tmp_path):
        """A workbook doesn't hold the time at which it was written."""
        for name in ("a.xlsx", "b.xlsx"):
            write_tracker(make_tracker(), tmp_path / name)
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
        assert b"1980-01-01" in _core(tmp_path / "a.xlsx")

    def test_a_workbook_with_other_sheets_is_left_alone(self, openpyxl, tmp_path):
        """What a person added beside the tracker isn't lost, but the tracker is still read."""
        path = tmp_path / "t.xlsx"
        write_tracker(make_tracker(), path)
        book = openpyxl.load_workbook(path)
        book.create_sheet("Costs", 0)
        book.save(path)
        before = path.read_bytes()
        with pytest.raises(InvalidError, match="other sheets, which would be lost: Costs"):
            write_tracker(make_tracker(), path)
        assert path.read_bytes() == before
        assert read_tracker(path) == make_tracker()

    @pytest.mark.usefixtures("openpyxl")
    def test_a_text_too_long_for_a_cell_is_refused(self, tmp_path):
        """Nothing is cut off, and the way out is named."""
        tracker = make_tracker(entries=[make_tracking(notes="x" * 32_768)])
        with pytest.raises(InvalidError, match=r"row 5, Notes: .* Save it as \.csv or \.json"):
            write_tracker(tracker, tmp_path / "t.xlsx")
        assert not (tmp_path / "t.xlsx").exists()

    @pytest.mark.usefixtures("openpyxl")
    def test_what_is_no_workbook_is_refused(self, tmp_path):
        """A file of another kind is reported as one."""
        (tmp_path / "t.xlsx").write_bytes(b"Item,Text")
        with pytest.raises(InvalidError, match="not an Excel workbook"):
            read_tracker(tmp_path / "t.xlsx")


def _core(path):
    with zipfile.ZipFile(path) as parts:
        return parts.read("docProps/core.xml")


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    """Without openpyxl the command that installs it is named, and CSV still works."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r'pip install "ncpi\[office\]"'):
        write_tracker(make_tracker(), tmp_path / "t.xlsx")
    write_tracker(make_tracker(), tmp_path / "t.csv")
    assert read_tracker(tmp_path / "t.csv") == make_tracker()


@pytest.mark.parametrize(
    ("separator", "first"), [(";", ""), ("\t", ""), ("|", ""), (";", "sep=;\r\n")]
)
def test_a_table_that_a_spreadsheet_program_saved_with_other_separators_is_read(
    tmp_path, separator, first
):
    lines = (["Body", "police/exampleshire"], ["As of", "2019-01-15"], ["Item", "Text", "Notes"])
    rows = [*lines, [f"{ITEM}1", "Do it", '"one, two"']]
    path = tmp_path / "tracker.csv"
    path.write_text(first + "".join(f"{separator.join(row)}\r\n" for row in rows), "utf-8")
    (entry,) = read_tracker(path).entries
    assert (entry.text, entry.notes) == ("Do it", "one, two")
