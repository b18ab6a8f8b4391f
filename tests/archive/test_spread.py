"""How much forces differ: of how many, and no summary of a handful."""

import pytest

from ncpi.archive.spread import FEWEST_FORCES, Spread, SpreadValue
from ncpi.errors import InvalidError


def spread(*values):
    told = [SpreadValue(force=f"force {n:02}", value=value) for n, value in enumerate(values)]
    return Spread(of="change", unit="points", values=told)


SUMMARY = ("least", "lower_quartile", "median", "upper_quartile", "greatest")


def test_below_the_fewest_forces_there_is_no_summary_figure():
    few = spread(*(float(n) for n in range(FEWEST_FORCES - 1)), None, None)
    assert [getattr(few, name) for name in SUMMARY] == [None] * 5
    assert "known for 7 of 9 forces, fewer than 8" in few.sentence
    assert "force 03 3" in few.sentence


def test_quartiles_lie_between_two_figures_in_proportion():
    told = spread(8.0, 1.0, 2.0, 4.0, 7.0, 5.0, 3.0, 6.0, None)
    assert [getattr(told, name) for name in SUMMARY] == [1.0, 2.75, 4.5, 6.25, 8.0]
    assert told.sentence == (
        "change: known for 8 of 9 forces, from 1 to 8 points; half of these lie between 2.8 and "
        "6.3, the median is 4.5. Of the other 1 it isn't known."
    )


def test_where_nothing_is_known_it_says_so():
    assert spread(None, None).sentence == (
        "change: known for 0 of 2 forces, so nothing can be said."
    )
    assert spread(None, 0.0).unknown == ("force 00",)


def test_a_force_has_one_figure():
    twice = [SpreadValue(force="a", value=1.0), SpreadValue(force="a")]
    with pytest.raises(InvalidError, match="two figures"):
        Spread(of="x", unit="points", values=twice)


def test_there_is_no_mean():
    assert not {name for name in dir(Spread) if "mean" in name or "average" in name}


def test_every_force_is_shown_the_unknown_ones_too():
    text = str(spread(1.0, None))
    assert "force 01  unknown" in text
