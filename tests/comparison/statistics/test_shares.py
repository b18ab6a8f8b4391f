"""Shares and differences: the figures of the papers that their formulas are from."""

import pytest

from ncpi.comparison.statistics import difference_interval, rank_test, share_interval
from ncpi.comparison.statistics._rank_test import RankTest
from ncpi.comparison.statistics._shares import _hybrid_interval, reaching
from ncpi.errors import InvalidError

# R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of
# seven methods", Statistics in Medicine 17 (1998), table I, method 3.
WILSON = {
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0000, 0.1611),
    (1, 29): (0.0061, 0.1718),
}
# R. G. Newcombe, "Interval estimation for the difference between independent proportions:
# comparison of eleven methods", the same volume, table II, method 10; first less second.
NEWCOMBE = {
    ((56, 70), (48, 80)): (0.0524, 0.3339),
    ((9, 10), (3, 10)): (0.1705, 0.8090),
    ((6, 7), (2, 7)): (0.0582, 0.8062),
    ((5, 56), (0, 29)): (-0.0381, 0.1926),
    ((0, 10), (0, 20)): (-0.1611, 0.2775),
    ((0, 10), (0, 10)): (-0.2775, 0.2775),
    ((10, 10), (0, 20)): (0.6791, 1.0000),
    ((10, 10), (0, 10)): (0.6075, 1.0000),
}


@pytest.mark.parametrize("share", WILSON, ids=str)
def test_a_share_has_the_interval_of_the_paper(share):
    assert share_interval(*share) == pytest.approx(WILSON[share], abs=5e-5)


@pytest.mark.parametrize(("p_value", "low"), [(0.05, 0.1), (0.0501, 0.0)])
def test_an_interval_reaches_no_difference_where_the_test_just_shows_none(p_value, low):
    assert reaching(0.0, (0.1, 0.2), RankTest(p_value, exact=True)) == (low, 0.2)
    assert reaching(0.0, (-0.2, -0.1), RankTest(p_value, exact=True)) == (-0.2, -low)


@pytest.mark.parametrize("sides", NEWCOMBE, ids=str)
def test_a_difference_has_the_interval_of_the_paper(sides):
    after, before = sides
    assert _hybrid_interval(before, after) == pytest.approx(NEWCOMBE[sides], abs=5e-5)


def test_a_difference_that_chance_may_explain_has_an_interval_that_reaches_zero():
    """One inadequate file of 20 after two of 374: of such files, one in seven times in chance."""
    before, after = (2, 374), (1, 20)
    assert _hybrid_interval(before, after)[0] > 0
    assert rank_test([2, 372], [1, 19]).p_value > 0.25
    assert difference_interval(before, after)[0] == 0
    assert difference_interval(after, before)[1] == 0


@pytest.mark.parametrize("total", [1, 2, 7, 31, 374, 10**9])
def test_a_share_has_the_interval_that_scipy_gives(total):
    from scipy.stats import binomtest  # takes a second, which collecting need not

    for count in {0, 1, total // 3, total}:
        theirs = binomtest(count, total).proportion_ci(method="wilson")
        assert share_interval(count, total) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_zero_of_all_and_all_of_all_reach_the_very_ends():
    assert share_interval(0, 1)[0] == 0
    assert share_interval(1, 1)[1] == 1
    assert share_interval(0, 10**9)[0] == 0
    assert share_interval(10**9, 10**9)[1] == 1


def test_an_interval_narrows_as_the_sample_grows():
    widths = [high - low for low, high in (share_interval(n, 3 * n) for n in (1, 10, 100, 10**8))]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    ("count", "total", "place"),
    [(0, 0, "total"), (-1, 5, "count"), (6, 5, "count"), (1.0, 5, "count"), (1, True, "total")],
)
def test_what_is_no_share_is_refused(count, total, place):
    with pytest.raises(InvalidError) as caught:
        share_interval(count, total)
    assert [fault.path for fault in caught.value.faults] == [place]
    with pytest.raises(InvalidError):
        difference_interval((1, 5), (count, total))
