"""How a record becomes a row."""

import pytest

import ncpi
from ncpi.model.findings import Answer
from ncpi.tables import Schema
from ncpi.tables._rows import provenance, row_of
from ncpi.tables._schemas.fields import column
from ncpi.testing import make, make_ruling

RULINGS = ncpi.tables.schema("rulings")
SPAN = ncpi.DateSpan(start="2018-08", end="open")
ANSWERS = [Answer(item=f"a#recommendation-{one}", basis=one) for one in ("stated", "coded")]


def test_a_row_has_the_fields_of_its_record_and_the_parts_given_in_their_place():
    ruling = make_ruling(item="kent#recommendation-1", follow_up="kent-2", by="A", dated="2020")
    row = row_of(RULINGS, ruling, note="Read twice.")
    assert row == {
        "item": "kent#recommendation-1",
        "follow_up": "kent-2",
        "finding": "F1",
        "restated_by": None,
        "answers": True,
        "by": "A",
        "dated": "2020",
        "note": "Read twice.",
    }


def test_a_column_that_nothing_fills_is_a_mistake_and_no_empty_cell():
    with pytest.raises(AttributeError, match="answers"):
        row_of(
            RULINGS,
            ncpi.Source(title="A page"),
            item="",
            follow_up="",
            finding="",
            restated_by="",
        )


def test_whose_words_the_sources_are_is_stated_once_each_in_their_order():
    said = ["someone else's account", None, "inspectorate's own", "someone else's account"]
    sources = [ncpi.Source(title=f"{n}", provenance=one) for n, one in enumerate(said)]
    record = make(ncpi.CauseOfConcern, sources=sources)
    assert provenance(record) == (said[0], said[2])


@pytest.mark.parametrize(
    ("hint", "path", "cell"),
    [
        (str | None, "cause.span.first", "2018-08"),
        (str | None, "cause.span.last", None),
        (str | None, "none.span.first", None),
        (tuple, "none.span.first", ()),
        (tuple, "finding.answers.basis", ("stated", "coded")),
        (tuple, "finding.answers.by", ("", "")),
        (int, "finding.answers", 2),
    ],
)
def test_the_path_of_a_column_leads_through_records_and_lists_to_its_cell(hint, path, cell):
    """Where it leads through nothing there is no cell, and lists are counted if need be."""
    schema = Schema("t", "", (column("c", hint, "", path),), "")
    cause = make(ncpi.CauseOfConcern, span=SPAN)
    finding = make(ncpi.Finding, answers=ANSWERS)
    assert row_of(schema, object(), cause=cause, finding=finding, none=None) == {"c": cell}
