"""Outcomes by theme or another group, with the bases apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ncpi.display._names import framework_title, joined
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import number_word, sentence_case, source_note
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._colours import BLUE, DARK, GREY, MID_BLUE, ORANGE, WHITE
from ncpi.display.charts._panels import bounds, key_panel, layered, row_axis, row_labels, values
from ncpi.display.charts._style import distinct, shortened, text_width, wrapped
from ncpi.errors import Fault, InvalidError, counted
from ncpi.model import Framework
from ncpi.programme import Count, OutcomeRow, OutcomeTable, ProgrammeComparison
from ncpi.vocabulary import Basis, Grouping, ItemKind, Outcome

__all__ = ["outcomes"]

_COLUMN, _ROW = 118, 36
_WIDEST_LABEL = 380
_FILLS: dict[Basis | None, str] = {
    Basis.STATED: BLUE,
    Basis.CODED: MID_BLUE,
    Basis.PROPOSED: ORANGE,
    Basis.SAME_THEME: GREY,
    None: WHITE,
}

_Column = tuple[Outcome, Basis | None, Basis | None]


def outcomes(
    programme: ProgrammeComparison,
    by: Grouping | str = Grouping.THEME,
    *,
    kind: ItemKind | str = ItemKind.RECOMMENDATION,
    accounts: bool = False,
) -> Chart:
    """How many entries have each outcome, in a column for each outcome on each basis.

    What the inspectorate states, an analyst coded and a matcher proposed is never added up. The
    title of its framework is below each theme, because themes of two frameworks that share a
    name aren't one theme.

    Args:
        programme: the compared pairs.
        by: as for `ProgrammeComparison.outcomes`, but not ``force``: outcomes that were coded
            or proposed would rank forces by how their reports were read.
        kind: the kind of item.
        accounts: whether to count entries that are known only from someone else's account.

    Raises:
        ncpi.errors.InvalidError: there is no such grouping or kind, the grouping is ``force``,
            or there is no entry.
    """
    if by == Grouping.FORCE:
        message = "outcomes by force would rank forces by how their reports were read"
        fault = Fault("by", "choice", message, "force", "Group by theme or year")
        raise InvalidError([fault], "charts.outcomes")
    way_out = "Pass archive.compare_all()"
    programme = accepted(ProgrammeComparison, programme, "outcomes", way_out)
    table = programme.outcomes(by, kind=kind, accounts=accounts)
    rows = [row for row in table.rows if row.entries]
    if not rows:
        fault = Fault("programme", "empty", f"no {table.kind.value} was compared")
        raise InvalidError([fault], "charts.outcomes")
    columns = sorted({_column(count) for row in rows for count in row.counts}, key=_order)
    most = max(_number(row, column) for row in rows for column in columns)
    groups = [_group(row, table.by, programme.frameworks) for row in rows]
    labels = distinct("\n".join(shortened(part, _WIDEST_LABEL) for part in one) for one in groups)
    room = 12 + int(max(text_width(line) for label in labels for line in label.split("\n")))
    panels = [
        _panel(rows, column, most, labels, room if place == 0 else None)
        for place, column in enumerate(columns)
    ]
    bases = [basis for basis in _FILLS if basis in {column[1] for column in columns}]
    key = key_panel(
        [{"word": _whose(one), "fill": _FILLS[one], "stroke": DARK} for one in bases],
        _COLUMN * max(len(columns), 6),
    )
    sheet = Sheet(
        _title(table, rows),
        (_table(rows, columns, groups),),
        tuple(_notes(programme, table, rows)),
    )
    width = room + (_COLUMN + 14) * max(len(columns), 5)
    return chart([key, alt.hconcat(*panels, spacing=14)], sheet, width=width)


def _whose(basis: Basis | None) -> str:
    return basis.in_words.partition(",")[0] if basis else "nothing read mentions it"


def _column(count: Count[Outcome]) -> _Column:
    is_plain = count.what is Outcome.STILL_A_CONCERN
    return count.what, count.basis, None if is_plain else count.concern_basis


def _order(column: _Column) -> tuple[int, ...]:
    outcome, *bases = column
    ranks = [9 if basis is None else basis.rank for basis in bases]
    return ranks[0], [*Outcome].index(outcome), ranks[1]


def _number(row: OutcomeRow, column: _Column) -> int:
    return sum(count.entries for count in row.counts if _column(count) == column)


def _words(column: _Column) -> str:
    outcome, basis, concern = column
    if concern is None:
        return outcome.value
    where = "" if concern is basis else f" ({concern.value})"
    return f"{outcome.value}, and a concern{where}"


def _head(column: _Column) -> str:
    return f"{_words(column)} ({column[1].value})" if column[1] else _words(column)


def _group(row: OutcomeRow, by: Grouping, frameworks: Iterable[Framework]) -> list[str]:
    """The group, and the title of its framework if it is a theme."""
    name = sentence_case(row.group)
    if by is not Grouping.THEME:
        return [name]
    titles = {one.key: one.title for one in frameworks}
    return [name, titles.get(row.framework or "") or framework_title(row.framework)]


def _panel(
    rows: Sequence[OutcomeRow],
    column: _Column,
    most: int,
    order: Sequence[str],
    room: int | None,
) -> alt.LayerChart:
    """One column of bars; the first has *room* for the labels of the rows."""
    numbers = [_number(row, column) for row in rows]
    drawn = values(
        {"group": label, "entries": number, "label": str(number) if number else "\u2013"}
        for label, number in zip(order, numbers, strict=True)
    )
    axis = None
    if room is not None:
        axis = row_labels(room)
        axis.labelExpr = "split(datum.label, '\\n')"
        # Lines grow downwards from the first, so the label is raised to be in the middle.
        axis.labelOffset = -7 * order[0].count("\n")
    across = alt.X("entries:Q", scale=bounds(0, most * 1.25), axis=None)
    base = drawn.encode(x=across, y=row_axis("group", order, axis))
    words = wrapped(_words(column), _COLUMN, bold=True)
    if column[1] is not None:
        words.append(f"({column[1].value})")
    layers = (
        base.mark_bar(size=20, fill=_FILLS[column[1]], stroke=DARK, strokeWidth=1).transform_filter(
            "datum.entries > 0"
        ),
        base.mark_text(align="left", dx=5).encode(text="label:N"),
        values([{"entries": 0}]).mark_rule(color=DARK).encode(x=across),
    )
    made = layered(layers, width=_COLUMN, height=_ROW * len(rows))
    return made.properties(
        title=alt.TitleParams(
            text=words, fontSize=12, anchor="start", frame="group", offset=6, orient="top"
        )
    )


def _title(table: OutcomeTable, rows: Sequence[OutcomeRow]) -> str:
    entries = sum(row.entries for row in rows)
    stated = sum(
        count.entries for row in rows for count in row.counts if count.basis is Basis.STATED
    )
    silent = sum(row.not_mentioned for row in rows)
    several = "entry" if entries == 1 else "entries"
    kind = table.kind.plural
    return (
        f"Of {number_word(entries)} {several} on {kind}, {number_word(silent)} aren't mentioned in "
        f"what was read; for {number_word(stated)} the inspectorate states the outcome"
    )


def _notes(
    programme: ProgrammeComparison,
    table: OutcomeTable,
    rows: Sequence[OutcomeRow],
) -> Iterator[str]:
    pairs = max(row.pairs for row in rows)
    items = sum(row.items for row in rows)
    yield (
        f"{sentence_case(counted(items, table.kind.value, table.kind.plural))} by "
        f"{table.by.value}, each once in every pair of its report with a follow-up; up to "
        f"{counted(pairs, 'pair')} a row. Not mentioned isn't evidence that nothing was done."
    )
    left: list[str] = []
    if table.only_reported:
        number = counted(table.only_reported, "entry", "entries")
        reported = f"{number} known only from someone else's account"
        if table.accounts:
            yield f"Counted too: {reported}."
        else:
            left.append(reported)
    if table.only_followed_up:
        number = counted(table.only_followed_up, "entry", "entries")
        left.append(f"{number} that only a follow-up lists")
    if left:
        yield f"Not counted: {joined(left)}."
    yield source_note(
        report
        for pair in programme.compared
        if pair.comparison and any(one.item_kind is table.kind for one in pair.comparison.items)
        for report in (pair.baseline, pair.follow_up)
    )


def _table(
    rows: Sequence[OutcomeRow], columns: Sequence[_Column], groups: Sequence[Sequence[str]]
) -> Table:
    cells = [
        (
            f"{name} ({framework[0]})" if framework else name,
            str(row.items),
            str(row.pairs),
            *(str(_number(row, column)) for column in columns),
        )
        for row, (name, *framework) in zip(rows, groups, strict=True)
    ]
    return Table(cells, ("group", "items", "pairs", *map(_head, columns)), "Outcomes")
