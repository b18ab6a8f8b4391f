"""How a record becomes a row."""

import pytest

import ncpi
from ncpi.comparison import Ruling
from ncpi.tables._layouts import row_of


def test_a_row_has_the_fields_of_its_record_and_the_cells_given_in_their_place():
    ruling = Ruling(
        item="kent#recommendation-1",
        follow_up="kent-2",
        finding="a",
        answers=True,
        by="A",
        dated="2020",
    )
    row = row_of("rulings", ruling, note="Read twice.")
    assert row == {
        "item": "kent#recommendation-1",
        "follow_up": "kent-2",
        "finding": "a",
        "restated_by": None,
        "answers": True,
        "by": "A",
        "dated": "2020",
        "note": "Read twice.",
    }


def test_a_column_that_nothing_fills_is_a_mistake_and_no_empty_cell():
    with pytest.raises(AttributeError, match="answers"):
        row_of(
            "rulings",
            ncpi.Source(title="A page"),
            item="",
            follow_up="",
            finding="",
            restated_by="",
        )
