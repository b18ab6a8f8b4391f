"""The one-to-one choice is the best there is, and always the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncpi.comparison.matching._assignment import assigned

_worth = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=16
)


def most(worth, row=0, used=frozenset()):
    """What the best choice is worth, found by trying them all."""
    if row > 4:
        return 0
    ways = [most(worth, row + 1, used)]
    ways += [
        gain + most(worth, row + 1, used | {column})
        for (one, column), gain in worth.items()
        if one == row and column not in used
    ]
    return max(ways)


@given(_worth)
def test_no_other_choice_is_worth_more(worth):
    assert sum(worth[pair] for pair in assigned(worth).items()) == most(worth)


@given(_worth)
def test_no_column_is_given_twice(worth):
    chosen = assigned(worth)
    assert len(set(chosen.values())) == len(chosen)


@given(_worth, st.randoms(use_true_random=False))
def test_the_order_in_which_pairs_are_reported_changes_nothing(worth, chance):
    pairs = list(worth.items())
    chance.shuffle(pairs)
    assert assigned(dict(pairs)) == assigned(worth)


def test_what_is_best_for_one_gives_way_to_what_is_best_for_all():
    # Greedy would take 9 and leave 1; together the other two are worth 14.
    assert assigned({(0, 0): 9, (0, 1): 7, (1, 0): 7, (1, 1): 1}) == {0: 1, 1: 0}


def test_of_choices_that_are_worth_the_same_the_first_columns_are_taken():
    assert assigned(dict.fromkeys([(0, 0), (0, 1), (0, 2)], 5)) == {0: 0}
    square = [(row, column) for row in range(3) for column in range(3)]
    assert assigned(dict.fromkeys(square, 5)) == {0: 0, 1: 1, 2: 2}


def test_nothing_is_chosen_from_nothing():
    assert assigned({}) == {}


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([(8, 0), (1, 0)], {1: 0}),
        ([(0, 8), (0, 1)], {0: 1}),
        ([(8, 8), (8, 1), (1, 8), (1, 1)], {1: 1, 8: 8}),
    ],
)
def test_ties_are_broken_by_the_numbers_of_rows_and_columns(pairs, found):
    for turned in (pairs, pairs[::-1]):
        assert assigned(dict.fromkeys(turned, 1)) == found


def test_rows_are_in_the_order_of_their_numbers_whichever_pairs_hang_together():
    pairs = [(2, 0), (1, 5), (0, 0), (2, 1)]
    assert list(assigned(dict.fromkeys(pairs, 1))) == [0, 1, 2]
