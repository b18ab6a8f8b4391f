"""The reference of the tables says of every column what the declaration says.

After a change to a schema, write the page's lists anew::

    python tests/docs/test_tables_page.py
"""

import re
from pathlib import Path

import pytest

from ncpi.tables import Schema, names, schema

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
MOST_WORDS = 7


def listed(of: Schema) -> str:
    """The part of the page on one table."""
    lines = [
        f"### {of.name}",
        "",
        f"{of.meaning} In the order of: {of.order}.",
        "",
        "| column | type | empty? | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for column in of.columns:
        few = 0 < len(column.words) <= MOST_WORDS
        words = f" One of: {'; '.join(column.words)}." if few else ""
        words += f" Out of `{column.out_of}`." if column.out_of else ""
        words += " Any other begins with `other: `." if column.is_open else ""
        empty = "may be" if column.nullable else ""
        lines.append(
            f"| `{column.name}` | {column.type.value} | {empty} | {column.meaning}{words} |"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", names())
def test_the_page_lists_the_tables_columns_as_they_are_declared(name):
    assert listed(schema(name)) in PAGE.read_text("utf-8")


def test_the_page_lists_no_other_table():
    headings = re.findall(r"^### (\w+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert headings == [*names()]


if __name__ == "__main__":
    before, mark, _ = PAGE.read_text("utf-8").partition("## The tables\n")
    lists = "\n".join(listed(schema(name)) for name in names())
    PAGE.write_text(f"{before}{mark}\n{lists}", "utf-8")
