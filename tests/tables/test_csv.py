"""CSV keeps what it is given, and no spreadsheet takes it for a formula."""

import csv
import io
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


def test_the_last_line_needs_no_end():
    assert plain_table_in(csv_text(one(text="a")).rstrip(), SCHEMA) == one(text="a")


def test_one_blank_last_line_is_passed_over():
    text = csv_text(one(text="a"))
    assert plain_table_in(text + "\r\n", SCHEMA) == one(text="a")
    assert plain_table_in(HEAD + "\n", SCHEMA) == PlainTable(SCHEMA, [])


def test_other_blank_lines_are_rows_without_cells():
    assert ("things[0]", "syntax", 2) in faults_of(HEAD + "\n,,,,,\n")
    assert ("things[1]", "syntax", 3) in faults_of(HEAD + ",,,,,\n\n\n")


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
    text = HEAD + '"a\nb",1,1.5,true,2018-08-30,[]\n,1.0,x,yes,30/08/2018,a\n'
    assert faults_of(text) == [
        ("things[1].whole_number", "type", 4),
        ("things[1].number", "type", 4),
        ("things[1].truth", "type", 4),
        ("things[1].day", "type", 4),
        ("things[1].texts", "type", 4),
    ]


@pytest.mark.parametrize("cell", ["9223372036854775808", "99999999999999999999", "1e3", " 1"])
def test_a_whole_number_is_digits_that_fit(cell):
    ((path, _, line),) = faults_of(f"{HEAD},{cell},,,,\n")
    assert (path, line) == ("things[0].whole_number", 2)


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1_0", "1e999", "+1", "0x1"])
def test_what_is_no_number_is_refused(cell):
    assert faults_of(f"{HEAD},,{cell},,,\n") == [("things[0].number", "type", 2)]


def test_a_decimal_for_a_whole_number_is_refused_with_the_way_out():
    with pytest.raises(InvalidError, match=r"'2020\.0' is not a whole number\..* dtype=str"):
        plain_table_in(f"{HEAD},2020.0,,,,\n", SCHEMA)


def test_semicolons_between_the_cells_are_named_as_the_likely_cause():
    text = csv_text(one(text="a")).replace(",", ";")
    assert faults_of(text) == [("things", "syntax", 1)]
    with pytest.raises(InvalidError, match="seems to be separated by semicolons"):
        plain_table_in(text, SCHEMA)


def test_missing_unknown_and_repeated_columns_are_all_named():
    assert faults_of("text,text,txet,number,truth,day,texts\n") == [
        ("things.whole_number", "missing", 1),
        ("things.text", "repeated", 1),
        ("things.txet", "unknown-key", 1),
    ]


def test_an_empty_file_lacks_every_column():
    assert len(faults_of("")) == len(SCHEMA.columns)


@pytest.mark.parametrize("row", ["a\n", "a,,,,,,\n"])
def test_a_row_of_another_length_is_refused(row):
    assert ("things[0]", "syntax", 2) in faults_of(HEAD + row)


@pytest.mark.parametrize("row", ['"a,,,,,\n', '"a"b,,,,,\n', 'a"b,,,,,\n'])
def test_a_quote_out_of_place_is_refused(row):
    ((_, code, line),) = faults_of(HEAD + row)
    assert (code, line) == ("syntax", 2)


def test_text_that_is_not_utf_8_is_refused():
    assert faults_of(HEAD.encode() + b"\xff,,,,,\n") == [("$", "encoding", 2)]


def test_deep_nesting_in_a_list_is_a_fault_and_no_crash():
    assert faults_of(f'{HEAD},,,,,"{"[" * 100_000}"\n') == [("things[0].texts", "type", 2)]


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
