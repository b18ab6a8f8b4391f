"""One-to-one assignment of rows to columns with the greatest total worth."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["assigned"]

_FAR = 2**62
"""More than any distance."""


def assigned(worth: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The column of each row in the one-to-one assignment with the greatest total *worth*.

    Only pairs in *worth*, each worth at least 1, are chosen; a row may be left unassigned.
    Worth is an integer, so rounding has no effect. Ties are broken deterministically by the
    numbers of rows and columns.

    Source: shortest augmenting paths, after Jonker and Volgenant (1987).
    """
    chosen: dict[int, int] = {}
    for rows, columns in _components(worth):
        chosen |= _best(rows, columns, worth)
    return dict(sorted(chosen.items()))


def _components(worth: Mapping[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """The connected components: groups of rows and columns without pairs between them."""
    by_row: dict[int, list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in worth:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    left = dict.fromkeys(by_row)
    components: list[tuple[list[int], list[int]]] = []
    while left:
        waiting, rows, columns = [next(iter(left))], set[int](), set[int]()
        while waiting:
            row = waiting.pop()
            if row in rows:
                continue
            rows.add(row)
            left.pop(row)
            fresh = set(by_row[row]) - columns
            columns |= fresh
            waiting += [other for column in fresh for other in by_column[column]]
        components.append((sorted(rows), sorted(columns)))
    return components


def _best(
    rows: list[int], columns: list[int], worth: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    if len(rows) > len(columns):  # there is one search for each row, so fewer rows are faster
        transposed = {(column, row): value for (row, column), value in worth.items()}
        return {row: column for column, row in _best(columns, rows, transposed).items()}
    # There are enough columns: a row that stays unassigned holds one with which it isn't a pair.
    costs = [[-worth.get((row, column), 0) for column in columns] for row in rows]
    search = _Search(costs)
    for place in range(len(rows)):
        search.assign(place)
    return {
        rows[row]: columns[place]
        for place, row in enumerate(search.holder)
        if row >= 0 and (rows[row], columns[place]) in worth
    }


class _Search:
    """Assigns columns to rows one at a time, keeping the total cost minimal."""

    def __init__(self, costs: list[list[int]]) -> None:
        self._costs = costs
        self._row_price = [0] * len(costs)
        self._column_price = [0] * len(costs[0])
        self.holder = [-1] * len(costs[0])
        """The row that holds each column; -1 if none does."""

    def assign(self, start: int) -> None:
        """Assign a column to the row *start*; rows that already have one may be reassigned."""
        row, column, least = start, -1, 0
        prices = self._column_price
        distance = [_FAR] * len(prices)
        came_from = [-1] * len(prices)
        done: dict[int, int] = {}
        left = list(range(len(prices)))
        while True:
            costs, spent = self._costs[row], least - self._row_price[row]
            nearest, least = column, _FAR
            for other in left:
                length = spent + costs[other] - prices[other]
                if length < distance[other]:
                    distance[other], came_from[other] = length, column
                else:
                    length = distance[other]
                if length < least:
                    nearest, least = other, length
            column = nearest
            if self.holder[column] < 0:
                break
            left.remove(column)
            done[column] = row = self.holder[column]
        for other, held in done.items():
            self._column_price[other] += distance[other] - least
            self._row_price[held] += least - distance[other]
        self._row_price[start] += least
        while column >= 0:
            before = came_from[column]
            self.holder[column] = self.holder[before] if before >= 0 else start
            column = before
