"""A tracker as a table: what people type is read, and what is wrong is named as they see it."""

import io
import re
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
def read_table(tmp_path):
    """Reads a table of a tracker as a person typed it, below its heading."""

    def read(text, heading=HEADING):
        (tmp_path / "t.csv").write_bytes((heading + text).encode())
        return read_tracker(tmp_path / "t.csv")

    return read


@pytest.fixture
def sheet(read_table):
    """Reads a table whose first item is in row 4, given its titles and its rows."""

    def read(titles, *rows):
        lines = [f"{ITEM}{number},Do it,{row}" for number, row in enumerate(rows, 1)]
        return read_table("".join(f"{line}\r\n" for line in (f"Item,Text,{titles}", *lines)))

    return read


def refused(read, *given):
    with pytest.raises(InvalidError) as caught:
        read(*given)
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


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *((cell, "2022-01-31") for cell in ("2022-01-31", "31/01/2022", "31.1.2022")),
        *((cell, "2022-01-31") for cell in ("31 January 2022", "Monday 31 Jan 2022")),
        ("13/01/2022", "2022-01-13"),
        ("31-12-2022", "2022-12-31"),
        ("5/5/2022", "2022-05-05"),
    ],
)
def test_a_day_may_be_in_british_order(sheet, cell, day):
    """A day is read in ISO 8601, in words, and in British order if it can mean only one."""
    assert sheet("Target", cell).entries[0].targets == (ncpi.TargetDate(target=day),)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("0", 0), ("100%", 100), *((one, 50) for one in ("50", "50%", "50 %", "50.0", "50.0%"))],
)
def test_a_percentage_needs_no_sign(sheet, cell, percent):
    """A percentage is read with and without its sign."""
    assert sheet("Percent complete", cell).entries[0].percent_complete == percent


@pytest.mark.parametrize("cell", ["101", "-1"])
def test_a_percentage_is_from_0_to_100(sheet, cell):
    """Nothing beyond both ends is allowed."""
    (fault,) = refused(sheet, "Percent complete", cell)
    assert re.match("row 4, Percent complete: .*0 to 100", fault)


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
        ("Target history", "some day", "Write each target on a line of its own, with when and why"),
        *(("Target", cell, "Write a day: ") for cell in ("2022", "January 2022", "2022-13-01")),
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
        ("Text;Status\r\n", "Write the column titles in one row: Item, Text"),
        ("Owner,x\r\nItem,Text\r\n", "row 3: 'Owner' is not a row above the table"),
        ("Body,a,b\r\nItem,Text\r\n", "row 3: Body has more than one cell"),
        (
            "Item,Text,Other fields\r\n" + f'{ITEM}1,y,"{{""owner"": 1}}"',
            "column of its own: Owner",
        ),
        (f"Item,Text,Target,Target history\r\n{ITEM}1,y,,2022-01-31", "row 4, Target: it is empty"),
    ],
)
def test_a_table_of_another_shape_is_refused(read_table, table, fault):
    """Unknown, missing, repeated and contradicting cells are named with their row."""
    assert fault in " ".join(refused(read_table, table))


@pytest.mark.parametrize(
    ("heading", "fault"),
    [
        ("As of,31/01/2022\n", "Body: the rows above the table don't state it"),
        ("Body,x\nAs of,01/12/2018\n", "row 2, As of: "),
    ],
)
def test_the_body_and_a_certain_day_are_needed(read_table, heading, fault):
    """Either is one fault, and a day that could mean two isn't missing too."""
    (only,) = refused(read_table, "Item,Text\n", heading)
    assert only.startswith(fault)


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


def test_the_heading_may_be_spelt_freely_and_blank_rows_stand_anywhere(read_table):
    """Capitals, colons and blank rows and cells make no difference."""
    heading = "\r\n BODY: ,,police/exampleshire,\r\n,\r\nas  of:,15/01/2019\r\n\r\n"
    text = f",item ,TEXT,\r\n\r\n,{ITEM}1,Do it,\r\n,,\r\n,{ITEM}2,Do more,\r\n\r\n"
    tracker = read_table(text, heading)
    assert (tracker.body, tracker.as_of) == ("police/exampleshire", date(2019, 1, 15))
    assert [entry.text for entry in tracker.entries] == ["Do it", "Do more"]


def test_every_fault_of_a_history_and_of_actions_is_named(read_table):
    """A bad line doesn't hide the next, and a detail that stands twice is named."""
    cells = '"soon\n2022-01-31, set on never: x\n2022-02","a\n owner: b\n owner: c\n due: soon"'
    said = refused(read_table, f"Item,Text,Target history,Actions\r\n{ITEM}1,a,{cells}\r\n")
    assert [one.partition(":")[0] for one in said] == ["row 4, Target history"] * 3 + [
        "row 4, Actions"
    ] * 2
    assert any("action 1 has two lines for its owner" in one for one in said)


def test_a_reason_goes_on_in_the_lines_below_it(read_table):
    """Indented lines belong to the target or action above them, and blank ones to none."""
    history = '"2022-01-31, set on 2022-01-01: money\n   and time\n\n2022-02-28:"'
    entry = read_table(
        f"Item,Text,Target history,Target\r\n{ITEM}1,a,{history},2022-02-28\r\n"
    ).entries[0]
    assert [(one.target, one.reason) for one in entry.targets] == [
        (date(2022, 1, 31), "money\nand time"),
        (date(2022, 2, 28), None),
    ]


def test_other_fields_are_read_above_the_table_and_in_it(read_table):
    """What has no column is kept as it was typed, where it was typed."""
    heading = HEADING + 'Other fields,"{""mood"": ""grim""}"\r\n'
    text = f'Item,Text,Other fields\r\n{ITEM}1,a,"{{""cost"": 5}}"\r\n'
    tracker = read_table(text, heading)
    assert (tracker.extra, tracker.entries[0].extra) == ({"mood": "grim"}, {"cost": 5})
    for wrong in ("[1]", "5", "{"):
        with pytest.raises(InvalidError, match="row 4, Other fields: "):
            read_table(f"Item,Text,Other fields\r\n{ITEM}1,a,{wrong}\r\n")


class TestWorkbooks:
    """Excel workbooks, which need the extra."""

    @pytest.fixture
    def openpyxl(self):
        return pytest.importorskip("openpyxl", reason="openpyxl isn't installed")

    @pytest.fixture
    def written(self, openpyxl, tmp_path):
        """The workbook of a tracker with these entries, and the cells of its first row by title."""

        def write(*entries):
            write_tracker(
                make_tracker(entries=entries or [make_tracking()]), tmp_path / "tracker.xlsx"
            )
            book = openpyxl.load_workbook(tmp_path / "tracker.xlsx")
            titles, row = book.active[4], book.active[5]
            return book, {title.value: cell for title, cell in zip(titles, row, strict=True)}

        return write

    @pytest.fixture
    def edited(self, written, tmp_path):
        """Reads the tracker back after a person changed some cells of its row."""

        def read(**cells):
            book, row = written()
            for title, value in cells.items():
                cell = row[title.replace("_", " ")]
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
            book.save(tmp_path / "tracker.xlsx")
            return read_tracker(tmp_path / "tracker.xlsx").entries[0]

        return read

    def test_dates_and_percentages_are_real(self, written):
        """A spreadsheet can sort dates and add percentages."""
        book, row = written(make_tracking(percent_complete=29).with_target("2022-01-31"))
        assert book.active["B2"].value == datetime(2019, 1, 15)  # noqa: DTZ001 - as openpyxl reads it
        assert row["Target"].value.date() == date(2022, 1, 31)
        percent = row["Percent complete"]
        assert (percent.value, percent.number_format) == (0.29, "0%")

    def test_no_text_is_a_formula(self, written):
        """A text that begins like a formula stays text, also when a person edits the cell."""
        _, row = written(make_tracking(text="=1+1", owner="#N/A"))
        assert [row[title].data_type for title in ("Text", "Owner")] == ["s", "s"]
        assert row["Text"].quotePrefix

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

    def test_a_workbook_with_other_sheets_is_left_alone(self, written, tmp_path):
        """What a person added beside the tracker isn't lost, but the tracker is still read."""
        path = tmp_path / "tracker.xlsx"
        book, _ = written()
        book.create_sheet("Costs", 0)
        book.save(path)
        before = path.read_bytes()
        with pytest.raises(InvalidError, match="other sheets, which would be lost: Costs"):
            write_tracker(make_tracker(), path)
        assert path.read_bytes() == before
        assert read_tracker(path) == make_tracker()

    @pytest.mark.usefixtures("openpyxl")
    def test_a_text_too_long_for_a_cell_is_refused(self, tmp_path):
        """Nothing is cut off, and the way out is named; the longest that fits is kept whole."""
        fits = make_tracker(entries=[make_tracking(notes="x" * 32_767)])
        write_tracker(fits, tmp_path / "fits.xlsx")
        assert read_tracker(tmp_path / "fits.xlsx") == fits
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

    def test_a_status_and_a_rating_may_be_chosen_from_a_list(self, written):
        """The sheet offers the known words for each row of the table, and for rows to come."""
        book, row = written()
        offered = {}
        for one in book.active.data_validations.dataValidation:
            (cells,) = one.sqref.ranges
            offered[cells.coord.partition("5:")[0]] = one.formula1.strip('"').split(",")
            assert not one.showErrorMessage
            assert cells.max_row > 100
        assert offered == {
            row["Status"].column_letter: [word.value for word in TrackingStatus],
            row["RAG"].column_letter: [word.value for word in Rag],
        }

    def test_the_titles_stay_in_sight_stand_out_and_filter(self, written):
        """The row of titles is frozen, bold and has filters over every item; texts wrap."""
        sheet = written(make_tracking(), make_tracking(item=f"{ITEM}2"))[0].active
        assert sheet.title == "Tracker"
        assert sheet.freeze_panes == "B5"
        assert sheet.auto_filter.ref == f"A4:{sheet[4][-1].column_letter}6"
        assert all(cell.font.bold for cell in sheet[4])
        assert [sheet[place].font.bold for place in ("A1", "B1", "A5", "B5")] == [
            *(True, False),
            *(False, False),
        ]
        assert sheet["B5"].alignment.wrap_text
        widths = {
            cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[4]
        }
        assert widths["Text"] == max(widths.values()) > widths["RAG"]

    def test_a_formula_counts_as_its_last_result(self, edited, tmp_path):
        """What a spreadsheet program calculated is read."""
        path = tmp_path / "tracker.xlsx"
        with pytest.raises(InvalidError, match="row 5, Owner: it is a formula without a result"):
            edited(Owner='="Head of "&"crime"')
        # As a spreadsheet program saves it: with the result beside the formula.
        parts = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        with zipfile.ZipFile(path, "w") as saved:
            for name in parts.namelist():
                data = parts.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    data, count = re.subn(
                        rb'(<c r="[A-Z]+5"[^>]*?)(?: t="\w+")?>(<f>[^<]*</f>)<v ?/?>(?:</v>)?',
                        rb'\1 t="str">\2<v>Head of crime</v>',
                        data,
                    )
                    assert count == 1
                saved.writestr(name, data)
        assert read_tracker(path).entries[0].owner == "Head of crime"

    def test_days_that_a_spreadsheet_does_not_have_are_text(self, written, tmp_path):
        """A day before March 1900 is written as text, and the first one after as a day."""
        for day, kind in (("1900-02-28", str), ("1900-03-01", date)):
            _, row = written(make_tracking().with_target(day))
            assert isinstance(row["Target"].value, kind)
            assert str(read_tracker(tmp_path / "tracker.xlsx").entries[0].target) == day

    def test_a_sign_that_is_only_shown_makes_no_percentage(self, edited):
        """A number counts as a percentage only if the sheet multiplies it by a hundred."""
        for value, form in ((40, '0"%"'), (40, "0\\%"), (0.4, "0.00%")):
            assert edited(Percent_complete=(value, form)).percent_complete == 40

    def test_the_sheet_with_the_titles_is_read_wherever_it_stands(self, written, tmp_path):
        """A sheet of another name is read, and without any the first is named as lacking them."""
        path = tmp_path / "tracker.xlsx"
        book, _ = written()
        book.active.title = "Mine"
        book.create_sheet("Notes", 0)["A1"] = "see below"
        book.save(path)
        assert read_tracker(path) == make_tracker()
        del book["Mine"]
        book.save(path)
        with pytest.raises(InvalidError, match="no row has the column titles"):
            read_tracker(path)


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
    read_table, separator, first
):
    lines = (["Body", "police/exampleshire"], ["As of", "2019-01-15"], ["Item", "Text", "Notes"])
    rows = [*lines, [f"{ITEM}1", "Do it", '"one, two"']]
    (entry,) = read_table("".join(f"{separator.join(row)}\r\n" for row in rows), first).entries
    assert (entry.text, entry.notes) == ("Do it", "one, two")
