"""Who goes with whom, each at most once, so that all the pairs together are worth most."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["assigned"]


def assigned(worth: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """For each row its column: the one-to-one choice of pairs whose *worth* adds up to most.

    Only pairs in *worth*, each worth at least 1, are chosen; a row may go without. Worth
    is in whole numbers, so that nothing hangs on rounding. Of choices that are worth the
    same it always takes the same one, which depends on the numbers of rows and columns.

    Source: shortest augmenting paths, after Jonker and Volgenant (1987).
    """
    chosen: dict[int, int] = {}
    for rows, columns in _islands(worth):
        chosen |= _best(rows, columns, worth)
    return dict(sorted(chosen.items()))


def _islands(worth: Mapping[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns in groups that no pair links to each other."""
    by_row: dict[int, list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in sorted(worth):
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    left = dict.fromkeys(by_row)
    islands: list[tuple[list[int], list[int]]] = []
    while left:
        waiting, rows, columns = [next(iter(left))], set[int](), set[int]()
        while waiting:
            row = waiting.pop()
            if row in rows:
                continue
            rows.add(row)
            left.pop(row)
            columns.update(by_row[row])
            waiting += [other for column in by_row[row] for other in by_column[column]]
        islands.append((sorted(rows), sorted(columns)))
    return islands


def _best(
    rows: list[int], columns: list[int], worth: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    if len(rows) > len(columns):  # the search goes on from each row: let there be few
        turned = {(column, row): value for (row, column), value in worth.items()}
        return {row: column for column, row in _best(columns, rows, turned).items()}
    # Every row has a column of its own to stay alone in, at no cost and no gain.
    costs = [[-worth.get((row, column), 0) for column in columns] + [0] * len(rows) for row in rows]
    search = _Search(costs)
    for place in range(len(rows)):
        search.seat(place)
    return {
        rows[row]: columns[place]
        for place, row in enumerate(search.holder[: len(columns)])
        if row >= 0 and (rows[row], columns[place]) in worth
    }


class _Search:
    """Rows that get their columns one after the other, each at the least cost to all."""

    def __init__(self, costs: list[list[int]]) -> None:
        self._costs = costs
        self._row_price = [0] * len(costs)
        self._column_price = [0] * len(costs[0])
        self.holder = [-1] * len(costs[0])
        """The row that holds each column; -1 where none does."""

    def seat(self, start: int) -> None:
        """Find a column for the row *start*; rows that hold one may have to move on."""
        row, column, least = start, -1, 0
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        done: dict[int, int] = {}
        left = list(range(len(self.holder)))
        while True:
            costs, spent = self._costs[row], least - self._row_price[row]
            for other in left:
                length = spent + costs[other] - self._column_price[other]
                if other not in distance or length < distance[other]:
                    distance[other], came_from[other] = length, column
            column = min(left, key=distance.__getitem__)
            least = distance[column]
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
