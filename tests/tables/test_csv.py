"""CSV keeps what it is given, and no spreadsheet takes it for a formula."""

import csv
import io
import re
import unicodedata
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.tables._csv import csv_text, plain_table_in
from ncpi.tables._plain_table import PlainTable
from ncpi.tables._schemas.by_name import SCHEMAS
from ncpi.tables._schemas.columns import Column, ColumnType, Schema

SCHEMA = Schema(
    "things",
    "A thing.",
    tuple(Column(str(kind).replace(" ", "_"), kind, "It.", nullable=True) for kind in ColumnType),
    "as given",
)
CELLS = {
    "text": st.text(st.characters(codec="utf-8")),
    "whole_number": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "truth": st.booleans(),
    "day": st.dates(),
    "texts": st.lists(st.text(st.characters(codec="utf-8")), max_size=3).map(tuple),
}
ROWS = st.fixed_dictionaries({name: st.none() | cells for name, cells in CELLS.items()})


NAME = Column("text", ColumnType.TEXT, "Its name.")


def one(**cells):
    return PlainTable(SCHEMA, [{**dict.fromkeys(SCHEMA.names), **cells}])


def cell_of(text, name="text"):
    """The cell as a reader that knows nothing of ncpi finds it."""
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return row[name]


@given(st.lists(ROWS, max_size=4))
def test_every_table_comes_back_as_it_was(rows):
    table = PlainTable(SCHEMA, rows)
    assert plain_table_in(csv_text(table), SCHEMA) == table


UNSEEN = st.text(st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp"]), max_size=3)
BEGINNINGS = st.tuples(UNSEEN, st.sampled_from("'=+-@\uff1d\uff0b\uff0d\uff20a"), CELLS["text"])
TEXTS = CELLS["text"] | BEGINNINGS.map("".join)


def first_seen(text):
    """What a reader sees first of *text*."""
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return next((sign for sign in text if unicodedata.category(sign) not in unseen), "")


@given(TEXTS)
def test_no_cell_of_text_starts_as_a_formula_does(given_text):
    text = csv_text(one(text=given_text))
    assert first_seen(cell_of(text)) not in tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    assert cell_of(text)[:1] not in tuple("\t\r\n\0")


@given(TEXTS)
def test_a_text_that_may_be_guarded_comes_back_as_it_was(text):
    assert plain_table_in(csv_text(one(text=text)), SCHEMA) == one(text=text)


DANGEROUS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "'quoted'"]
UNSEEN_BEFORE = ["\u200b=1", "\ufeff=1", "\x01=1", "\u202e \u2060+1", "\u00ad'=1"]


@pytest.mark.parametrize("text", [*DANGEROUS, *UNSEEN_BEFORE])
def test_what_looks_like_a_formula_gets_an_apostrophe(text):
    assert cell_of(csv_text(one(text=text))) == "'" + text


def test_numbers_stay_numbers():
    text = csv_text(one(number=-0.375, whole_number=-3))
    assert (cell_of(text, "number"), cell_of(text, "whole_number")) == ("-0.375", "-3")


def test_nothing_is_an_empty_cell_and_empty_text_is_two_quotes():
    nothing, empty = csv_text(one()), csv_text(one(text=""))
    assert nothing.splitlines()[1] == ",,,,,"
    assert empty.splitlines()[1] == '"",,,,,'
    assert plain_table_in(nothing, SCHEMA)[0]["text"] is None
    assert plain_table_in(empty, SCHEMA)[0]["text"] == ""


def test_lines_end_in_cr_lf_and_names_of_columns_are_quoted_where_needed():
    column = Column("=a,b", ColumnType.TEXT, "", nullable=True)
    table = PlainTable(attrs.evolve(SCHEMA, columns=(column, column)), [])
    assert csv_text(table) == '"\'=a,b","\'=a,b"\r\n'


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_programs_ends_of_line_and_a_byte_order_mark_are_read(end, mark):
    text = mark + csv_text(one(text="a", day=date(2018, 8, 30))).replace("\r\n", end)
    assert plain_table_in(text.encode(), SCHEMA) == one(text="a", day=date(2018, 8, 30))


@pytest.mark.parametrize("end", ["", "\r\n", "\r\n\r\n"])
def test_the_last_line_needs_no_end_and_a_blank_one_is_passed_over(end):
    assert plain_table_in(csv_text(one(text="a")).rstrip() + end, SCHEMA) == one(text="a")
    assert plain_table_in(HEAD.rstrip() + end, SCHEMA) == PlainTable(SCHEMA, [])


def test_blank_lines_are_passed_over_and_a_row_that_may_be_blank_is_kept():
    assert plain_table_in(HEAD + "\n,,,,,\n\n\n", SCHEMA) == one()
    named = attrs.evolve(SCHEMA, columns=(NAME, *SCHEMA.columns[1:]))
    text = "\n,,,,,\n" + HEAD + ",,,,,\n" + '"",,"",,,\n' + "a,,,,,\n\n"
    assert [row["text"] for row in plain_table_in(text.lstrip("\n,"), named)] == ["a"]


def test_a_blank_line_of_a_table_of_one_column_is_a_row():
    single = attrs.evolve(SCHEMA, columns=SCHEMA.columns[:1])
    assert len(plain_table_in("text\n\n", single)) == 1


def test_truths_in_capitals_are_read_as_spreadsheets_write_them():
    assert plain_table_in(csv_text(one(truth=True)).replace("true", "TRUE"), SCHEMA)[0]["truth"]


def faults_of(text, schema=SCHEMA):
    with pytest.raises(InvalidError) as caught:
        plain_table_in(text, schema)
    return [(fault.path, fault.code, fault.line) for fault in caught.value.faults]


HEAD = ",".join(SCHEMA.names) + "\n"


def test_every_bad_cell_is_named_with_its_row_column_and_line():
    text = HEAD + '"a\nb",1,1.5,true,2018-08-30,[]\n,1.5,x,yes,30.08.2018,a\n'
    assert faults_of(text) == [
        ("things[1].whole_number", "type", 4),
        ("things[1].number", "type", 4),
        ("things[1].truth", "type", 4),
        ("things[1].day", "type", 4),
        ("things[1].texts", "type", 4),
    ]


NUMBERS = {
    "whole_number": ["99999999999999999999", "1e3", " 1"],
    "number": ["nan", "inf", "-inf", "1_0", "1e999", "+1", "0x1"],
}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",9223372036854775808,,,,", ("things[0].whole_number", "number", 2)),
        *(
            ("," * SCHEMA.names.index(name) + cell + "," * (5 - SCHEMA.names.index(name)), wanted)
            for name, cells in NUMBERS.items()
            for cell in cells
            for wanted in [(f"things[0].{name}", "type", 2)]
        ),
        (f',,,,,"{"[" * 100_000}"', ("things[0].texts", "type", 2)),
        *((row, ("things[0]", "syntax", 2)) for row in ("a", "a,,,,,,")),
        *((row, ("", "syntax", 2)) for row in ('"a,,,,,', '"a"b,,,,,', 'a"b,,,,,')),
        ("\udcff,,,,,", ("$", "encoding", 2)),
    ],
)
def test_what_is_no_cell_or_no_row_is_one_fault(line, fault):
    """Numbers in forms that not every program reads, cells too many, quotes out of place."""
    assert faults_of((HEAD + line + "\n").encode("utf-8", "surrogateescape")) == [fault]


def test_a_whole_number_that_pandas_wrote_as_a_decimal_is_read_and_no_other_decimal_is():
    """pandas does so in a column with missing ones."""
    assert plain_table_in(f"{HEAD},2020.0,,,,\n", SCHEMA) == one(whole_number=2020)
    for cell in ("2020.5", "9007199254740993.0"):
        assert faults_of(f"{HEAD},{cell},,,,\n") == [("things[0].whole_number", "type", 2)]


FULL = PlainTable(
    SCHEMA,
    [
        one(text="a; b,\tc", number=-0.5, day=date(2018, 8, 30), texts=("x", "y"))[0],
        one(text="'=1", whole_number=3, truth=False, day=date(2018, 3, 2), texts=())[0],
    ],
)


def rewritten(table, change=lambda rows: rows, **manner):
    """*table* as a program writes it that reads CSV and writes it in its own manner."""
    written = io.StringIO(newline="")
    rows = [*csv.reader(io.StringIO(csv_text(table), newline=""))]
    csv.writer(written, **manner).writerows(change(rows))
    return written.getvalue()


def replacing(pattern, replacement):
    return lambda rows: [[re.sub(pattern, replacement, cell) for cell in row] for row in rows]


ISO = "^(....)-(..)-(..)$"
OTHER_HANDS = {
    "quoted": rewritten(FULL, quoting=csv.QUOTE_ALL),
    "semicolons": rewritten(FULL, replacing("-0.5", "-0,5"), delimiter=";"),
    "tabs": rewritten(FULL, delimiter="\t"),
    "bars": rewritten(FULL, delimiter="|"),
    "named bars": "sep=|\r\n" + rewritten(FULL, delimiter="|"),
    "capitals": rewritten(FULL, lambda rows: [[one.upper() for one in rows[0]], *rows[1:]]),
    "titles": rewritten(
        FULL,
        lambda rows: [[f" {one.title().replace('_', ' ')} " for one in rows[0]], *rows[1:]],
        quoting=csv.QUOTE_ALL,
    ),
    "named separator": "sep=,\r\n" + rewritten(FULL),
    "other named separator": "\ufeffsep=;\r\n" + rewritten(FULL, delimiter=";"),
    "quoted separator": '"sep=;"\r\n' + rewritten(FULL, delimiter=";"),
    "index": rewritten(FULL, lambda rows: [[str(n - 1) * (n > 0), *r] for n, r in enumerate(rows)]),
    "pandas' own name": rewritten(
        FULL, lambda rows: [["Unnamed: 0", *rows[0]], ["7", *rows[1]], ["3", *rows[2]]]
    ),
    "column as index": rewritten(FULL, lambda rows: [[row[4], *row] for row in rows]),
    "reversed": rewritten(FULL, lambda rows: [row[::-1] for row in rows]),
    "empty columns": rewritten(FULL, lambda rows: [[*row, "", ""] for row in rows]),
    "British dates": rewritten(FULL, replacing(ISO, r"\3/\2/\1")),
    "American dates": rewritten(FULL, replacing(ISO, r"\2/\3/\1")),
    "blank lines": rewritten(FULL).replace("\r\n", "\r\n\r\n\r\n"),
}


@pytest.mark.parametrize("manner", OTHER_HANDS)
def test_a_table_that_another_program_saved_is_read_as_it_was(manner):
    """An empty list may have become an empty cell, which here means unknown."""
    assert plain_table_in(OTHER_HANDS[manner], SCHEMA) == FULL


@pytest.mark.parametrize("separator", [":", "^", "~"])
def test_cells_that_something_else_separates_are_one_fault_with_the_way_out(separator):
    """Even if a cell with it would be bad CSV."""
    with pytest.raises(InvalidError) as caught:
        plain_table_in(rewritten(FULL, delimiter=separator, quoting=csv.QUOTE_MINIMAL), SCHEMA)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line) == ("things", 1)
    assert fault.suggestion.endswith("and commas between them")


def test_the_lines_of_faults_are_those_of_the_file_whoever_wrote_it():
    text = "sep=;\r\n\r\n" + rewritten(FULL, delimiter=";").replace("false", "no")
    assert faults_of(text.replace("\r\n\r\n", "\r\n", 1)) == [("things[1].truth", "type", 4)]


def test_an_empty_cell_is_an_empty_list_where_a_list_is_needed():
    """A spreadsheet that drops the brackets leaves no other meaning."""
    lists = Column("texts", ColumnType.TEXTS, "Them.")
    schema = attrs.evolve(SCHEMA, columns=(NAME, lists))
    assert plain_table_in('text,texts\na,\nb,""\n', schema).column("texts") == [(), ()]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["02/03/2018", "04/05/2018"], "may begin with the day or the month"),
        (["30/08/2018", "08/30/2018"], "are in both orders"),
    ],
)
def test_dates_in_an_order_that_nothing_shows_are_one_fault_with_the_way_out(cells, words):
    text = HEAD + "".join(f",,,,{cell},\n" for cell in cells)
    with pytest.raises(InvalidError, match=f"{words}.*Write them as 2018-08-30") as caught:
        plain_table_in(text, SCHEMA)
    assert [fault.path for fault in caught.value.faults] == ["things"]


def test_a_date_that_is_the_same_in_both_orders_is_read():
    assert plain_table_in(f"{HEAD},,,,3/3/2018,\n", SCHEMA) == one(day=date(2018, 3, 3))


def test_a_text_that_is_a_date_in_full_or_in_part_is_read_in_the_same_order_and_others_stay():
    columns = [
        Column(name, ColumnType.TEXT, "It.", nullable=True) for name in ("note", "published")
    ]
    schema = attrs.evolve(SCHEMA, columns=(columns[0], attrs.evolve(columns[1], is_date=True)))
    table = plain_table_in("note,published\n01/02/2018,30/08/2018\n,2018\n,1/2/2018\n", schema)
    assert table.column("published") == ["2018-08-30", "2018", "2018-02-01"]
    assert table.column("note") == ["01/02/2018", None, None]


def test_a_column_without_a_name_that_holds_something_is_one_fault_with_the_way_out():
    text = rewritten(FULL, lambda rows: [["", *rows[0]], *(["x", *row] for row in rows[1:])])
    with pytest.raises(InvalidError, match=r"column 1 has cells but no name.*index=False"):
        plain_table_in(text, SCHEMA)
    assert len(faults_of(text)) == 1


def test_a_file_without_a_header_is_one_fault_and_an_empty_one_too():
    headless = rewritten(FULL, lambda rows: rows[1:])
    assert faults_of(headless) == [("things", "missing", 1)]
    for text in ("", "\n", "\ufeff"):
        assert faults_of(text) == [("things", "empty", 1)]


def test_missing_unknown_and_repeated_columns_are_all_named():
    assert faults_of("text,text,txet,number,truth,day,texts\n") == [
        ("things.whole_number", "missing", 1),
        ("things.text", "repeated", 1),
        ("things.txet", "unknown-key", 1),
    ]


def test_a_word_off_its_list_is_named_with_the_nearest(archive):
    table = tables.plain("findings", archive)
    text = csv_text(table).replace(",improved,", ",improvd,")
    with pytest.raises(InvalidError, match="Did you mean 'improved'"):
        plain_table_in(text, table.schema)


@given(st.text(st.sampled_from("a\",\r\n'=1-[]") | st.characters()))
def test_any_text_is_a_table_or_one_clear_error(text):
    for given_text in (text, HEAD + text):
        try:
            table = plain_table_in(given_text, SCHEMA)
        except InvalidError:
            continue
        assert plain_table_in(csv_text(table), SCHEMA) == table


def test_every_text_that_is_a_date_is_known_as_one():
    """So a spreadsheet program's own order of dates is read in every table."""
    unknown = {
        (name, column.name)
        for name, schema in SCHEMAS.items()
        for column in schema.columns
        if column.type is ColumnType.TEXT
        if column.meaning.endswith("as precisely as known.") and not column.is_date
    }
    assert unknown == set()
