"""The reference of the tables says of every column what the declaration says.

After a change to a schema, write the page's lists anew::

    python tests/docs/test_tables_page.py
"""

import re
from pathlib import Path

import pytest

from ncpi.tables import SCHEMAS, Schema

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
MOST_WORDS = 7


def listed(schema: Schema) -> str:
    """The part of the page on one table."""
    lines = [
        f"### {schema.name}",
        "",
        f"{schema.meaning} In the order of: {schema.order}.",
        "",
        "| column | type | empty? | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for column in schema.columns:
        few = 0 < len(column.words) <= MOST_WORDS
        words = f" One of: {'; '.join(column.words)}." if few else ""
        words += " Any other begins with `other: `." if column.is_open else ""
        empty = "may be" if column.nullable else ""
        lines.append(
            f"| `{column.name}` | {column.type.value} | {empty} | {column.meaning}{words} |"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=lambda schema: schema.name)
def test_the_page_lists_the_tables_columns_as_they_are_declared(schema):
    assert listed(schema) in PAGE.read_text("utf-8")


def test_the_page_lists_no_other_table():
    headings = re.findall(r"^### (\w+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert headings == list(SCHEMAS)


if __name__ == "__main__":
    before, mark, _ = PAGE.read_text("utf-8").partition("## The tables\n")
    lists = "\n".join(listed(schema) for schema in SCHEMAS.values())
    PAGE.write_text(f"{before}{mark}\n{lists}", "utf-8")
