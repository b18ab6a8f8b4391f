"""How much forces differ: of how many, and no median of a handful."""

from ncpi.programme._distribution import FEWEST_FORCES, Distribution, DistributionValue


def distribution(*values, unit="points"):
    entry = [
        DistributionValue(force=f"force {n:02}", value=value) for n, value in enumerate(values)
    ]
    return Distribution(subject="change", unit=unit, values=tuple(entry))


def test_below_the_fewest_forces_there_is_no_median_but_every_figure():
    few = distribution(*(float(n) for n in range(FEWEST_FORCES - 1)), None, None)
    assert few.median is None
    assert "known for 7 of 9 forces, fewer than 8" in few.sentence
    assert "force 03 +3.0" in few.sentence


def test_of_the_fewest_forces_the_median_is_the_middle_of_those_that_are_known():
    entry = distribution(8.0, 1.0, 2.0, 4.0, 7.0, 5.0, 3.0, 6.0, None, unit="days")
    assert len(entry.known) == FEWEST_FORCES
    assert entry.median == 4.5
    assert entry.sentence == (
        "change: known for 8 of 9 forces, from 1 to 8 days; the median is 4.5. "
        "It is unknown for the other 1."
    )


def test_where_nothing_is_known_it_says_so():
    assert distribution(None, None).sentence == (
        "change: known for 0 of 2 forces, so no figures can be given."
    )
    assert distribution(None, 0.0).unknown == ("force 00",)


def test_there_is_no_mean():
    assert not {name for name in dir(Distribution) if "mean" in name or "average" in name}


def test_every_force_is_shown_the_unknown_ones_too():
    text = str(distribution(1.0, None))
    assert "force 00  +1.0" in text
    assert "force 01  unknown" in text


def test_a_distribution_in_a_line_is_its_sentence():
    few = distribution(1.0, None)
    assert few.label() == few.sentence
    assert few.label() == (
        "change: known for 1 of 2 forces, fewer than 8, so they are not summarised: "
        "force 00 +1.0 points."
    )
