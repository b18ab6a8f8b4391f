"""The declared columns are those of every format."""

import re

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.tables import ColumnType
from ncpi.tables._schemas.registers import REGISTER_TABLES, register_schema


@pytest.mark.parametrize(
    "schema", [*map(tables.schema, tables.names())], ids=lambda schema: schema.name
)
def test_names_are_plain_words_and_no_two_of_a_table_are_alike(schema):
    assert all(name.isidentifier() and name == name.lower() for name in schema.names)
    assert len(set(schema.names)) == len(schema.names)
    assert schema.meaning.endswith(".")
    assert all(re.fullmatch(r"\w.*\.", column.meaning) for column in schema.columns)


@pytest.mark.parametrize("name", REGISTER_TABLES)
def test_a_register_has_the_same_columns_whatever_another_library_makes_of_its_fields(name):
    """cattrs and others put types with their metadata into the fields of a class."""
    known = tables.schema(name)
    attrs.resolve_types(type(next(iter(getattr(ncpi.registers, name)))))
    register_schema.cache_clear()
    assert tables.schema(name) == known


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (ColumnType.TEXT, 1),
        (ColumnType.TEXT, None),
        (ColumnType.WHOLE, True),
        (ColumnType.NUMBER, 1),
        (ColumnType.TRUTH, 1),
        (ColumnType.DAY, "2018-08-30"),
        (ColumnType.TEXTS, "a"),
        (ColumnType.TEXTS, ("a", 1)),
        (ColumnType.TEXT, "\ud800"),
        (ColumnType.TEXTS, ("\ud800",)),
    ],
)
def test_a_cell_of_another_kind_is_refused(kind, wrong):
    assert tables.Column("c", kind, "").fault(wrong) is not None


def test_a_value_of_an_open_list_is_a_known_one_or_begins_with_other():
    """A typing error is refused with the way out; any other value is kept as it is."""
    kind = tables.schema("reports").column("kind")
    assert kind.fault("inspection") is None
    assert kind.fault("other: JTAI letter") is None
    fault = kind.fault("inspektion")
    assert "Did you mean 'inspection'" in str(fault)
    assert "For any other, write other: and its words" in str(fault)


def test_every_column_that_names_an_item_is_text_to_join_on():
    """An item has the same name in every table: no table names it by the key alone."""
    for schema in [*map(tables.schema, tables.names())]:
        for name in {"item", "restated_by"} & {*schema.names}:
            assert schema.column(name).type in (ColumnType.TEXT, ColumnType.TEXTS)
        assert "recommendation" not in schema.names


@pytest.mark.parametrize(
    "schema", [*map(tables.schema, tables.names())], ids=lambda schema: schema.name
)
def test_a_cell_that_is_said_to_be_empty_sometimes_may_be(schema):
    """Where the meaning of a column says when it is empty, an empty cell is allowed."""
    said = [
        one
        for one in schema.columns
        if re.search(r"; empty (if|for|where)", one.meaning) and one.type != ColumnType.TEXTS
    ]
    assert [one.name for one in said if one.fault(None) is not None] == []


@pytest.mark.parametrize(
    ("number", "is_fine"),
    [(2**63 - 1, True), (2**63, False), (-(2**63), True), (-(2**63) - 1, False)],
)
def test_whole_numbers_have_64_bits(number, is_fine):
    """The largest and the least number that every format holds are allowed, and no other."""
    column = tables.Column("n", tables.ColumnType.WHOLE, "")
    assert (column.fault(number) is None) is is_fine


@pytest.mark.parametrize(
    ("table", "column"),
    [("links", "basis"), ("case_audit_tests", "verdict"), ("deadlines", "status")],
)
def test_a_word_off_a_closed_list_is_refused(table, column):
    """A column with a known list of values takes no other, not even one that begins with other."""
    kind = tables.schema(table).column(column)
    assert kind.words
    for wrong in ("statedd", "other: mine"):
        assert kind.fault(wrong) is not None
    assert [word for word in kind.words if kind.fault(word) is not None] == []


@pytest.mark.parametrize(
    ("shown", "whose"),
    [
        ("progress", {"progress_basis"}),
        ("outcome", {"basis"}),
        ("last_mention_outcome", {"last_mention_basis"}),
        ("follows", {"basis"}),
        ("restated_by", {"basis", "restated_bases", "by"}),
        ("evidence", {"basis"}),
        ("is_first", {"link_basis"}),
        ("known_from", {"theme_basis"}),  # the tables of a report's own items
        ("comment", {"party"}),
        ("counterparts", {"match"}),
    ],
)
def test_whatever_someone_coded_proposed_or_claimed_has_a_column_that_says_whose_it_is(
    shown, whose
):
    """Guarantee 7, in every table that shows it; a column of bases holds only those."""
    schemas = [one for one in map(tables.schema, tables.names()) if shown in one.names]
    assert schemas
    for schema in schemas:
        marks = whose & {*schema.names}
        assert marks, schema.name
        for name in marks:
            column = schema.column(name)
            assert not name.endswith("basis") or "stated" in column.words


ALWAYS = {
    "reports": ("report", "title", "kind", "bodies", "findings_completeness"),
    "links": ("report", "follows", "basis", "position"),
    "recommendations": ("report", "key", "text", "kind", "item", "timescale", "position"),
    "restatements": ("item", "basis", "restated_by", "report"),
    "findings": ("finding", "text", "progress", "progress_basis", "concern"),
    "answers": ("item", "basis", "finding", "report"),
    "case_audits": ("scale", "grade", "grade_rank", "sampling"),
    "judgments": ("topic", "status", "scale"),
    "outcomes": ("item", "kind", "outcome", "concern", "answers", "caveats"),
    "claims": ("party", "dated", "item"),
    "outcome_evidence": ("item", "basis", "text"),
    "case_audit_changes": ("comparability", "grade"),
    "judgment_changes": ("topic", "comparability"),
    "deadlines": ("report", "what", "due_from", "rule", "verified"),
    "threads": ("body", "item", "kind", "times_repeated"),
    "programme_outcomes": ("kind", "grouping", "group", "named", "pairs"),
    "rulings": ("item", "follow_up", "answers", "by", "dated"),
    "undecided": ("item", "basis", "similarity", "words"),
    "pairs": ("baseline", "follow_up"),
}


@pytest.mark.parametrize("table", ALWAYS)
def test_what_every_row_has_may_not_be_empty(table):
    """A program may rely on a cell in each of these columns."""
    schema = tables.schema(table)
    assert [name for name in ALWAYS[table] if schema.column(name).fault(None) is None] == []
