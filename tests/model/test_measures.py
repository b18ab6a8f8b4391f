"""Figures that aren't grades of case files."""

import pytest

from ncpi import Measure
from ncpi.errors import InvalidError


@pytest.mark.parametrize(
    ("entry", "figure"),
    [
        ({"value": 98, "out_of": 120, "unit": "visits"}, "98 of 120 visits"),
        ({"value": 100, "qualifier": "about", "unit": "offenders"}, "about 100 offenders"),
        ({"value": 1234567}, "1,234,567"),
        ({"value": 12.5, "qualifier": "more than", "unit": "per cent"}, "more than 12.5 per cent"),
        ({"value": 130, "out_of": 120, "qualifier": "about"}, "about 130 of 120"),
    ],
)
def test_a_figure_is_read_with_its_qualifier_whole_and_unit(entry, figure):
    """The words say no more than the report: "exactly" isn't written."""
    assert Measure(what="Visits", **entry).figure == figure


@pytest.mark.parametrize("qualifier", ["exactly", "more than"])
def test_a_figure_above_what_it_is_out_of_is_refused(qualifier):
    """Only one that is about or fewer than stated may be above its whole."""
    with pytest.raises(InvalidError) as caught:
        Measure(what="Visits", value=121, out_of=120, qualifier=qualifier)
    assert [fault.path for fault in caught.value.faults] == ["value"]


def test_a_line_on_a_measure_has_the_body_the_target_and_the_period():
    """What a reader needs to quote the figure is in the label."""
    measure = Measure(what="Overdue visits", value=98, target=0, body="police/kent", period="2019")
    assert measure.label() == "Overdue visits (police/kent): 98, target 0, 2019"
