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
    """Rows and columns in groups that no pair ties to each other."""
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
    # Every row has a column of its own to stay alone in, at no cost and no gain.
    width = len(columns) + len(rows)
    costs = [[-worth.get((row, column), 0) for column in columns] + [0] * len(rows) for row in rows]
    far = 1 + 2 * sum(worth.values())
    row_price, column_price = [0] * len(rows), [0] * width
    holder = [-1] * width
    for start in range(len(rows)):
        distance, came_from = [far] * width, [-1] * width
        done = [False] * width
        row, column = start, -1
        least = 0
        while True:
            nearest = -1
            for other in range(width):
                if done[other]:
                    continue
                length = least + costs[row][other] - row_price[row] - column_price[other]
                if length < distance[other]:
                    distance[other], came_from[other] = length, column
                if nearest < 0 or distance[other] < distance[nearest]:
                    nearest = other
            least, column = distance[nearest], nearest
            done[column] = True
            if holder[column] < 0:
                break
            row = holder[column]
        for other in range(width):
            if done[other] and other != column:
                column_price[other] += distance[other] - least
                row_price[holder[other]] += least - distance[other]
        row_price[start] += least
        while column >= 0:
            before = came_from[column]
            holder[column] = holder[before] if before >= 0 else start
            column = before
    return {
        rows[row]: columns[place]
        for place, row in enumerate(holder[: len(columns)])
        if row >= 0 and (rows[row], columns[place]) in worth
    }
