"""Recommendations as lanes: when they were due, and what each party has said about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from ncpi.comparison import Comparison, ItemComparison
from ncpi.display._names import reworded
from ncpi.display._phrases import due_of
from ncpi.display._sheets import GLYPHS, Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import (
    body_name,
    in_words,
    number_word,
    sentence_case,
    source_note,
)
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._style import (
    BLUE,
    DARK,
    ORANGE,
    PALE,
    PINK,
    PURPLE,
    SLATE,
    TEAL,
    WHITE,
    Row,
    key_panel,
    layered,
    shortened,
    text_width,
    values,
    wrapped,
)
from ncpi.display.charts._times import ends_of, middle, time_axis, time_scale
from ncpi.errors import Fault, InvalidError
from ncpi.model import PartialDate, Recommendation, StatusEvent
from ncpi.vocabulary import ItemKind, Other, Outcome, Party

__all__ = ["recommendations"]

_WIDTH, _LABELS, _OUTCOMES = 560, 300, 260
_ROW, _PARTY_ROW = 58, 32
_PARTIES: dict[Party | Other, tuple[str, str]] = {
    Party.INSPECTORATE: ("square", BLUE),
    Party.FORCE: ("circle", PINK),
    Party.LOCAL_POLICING_BODY: ("triangle-up", TEAL),
    Party.NOT_STATED: ("diamond", DARK),
}
_OTHER_PARTY = ("cross", PURPLE)
_SURE, _UNSURE, _EARLY = "time to carry it out", "day due not known", "due before publication"
_PARTS: dict[str, dict[str, Any]] = {
    _SURE: {"fill": PALE, "stroke": SLATE},
    _UNSURE: {"fill": WHITE, "stroke": SLATE, "strokeDash": [3, 3]},
    _EARLY: {"fill": DARK, "stroke": DARK},
}


@attrs.frozen
class _Event:
    """What one party said of one recommendation on one date, in all of its entries."""

    lane: str
    party: Party | Other
    dated: PartialDate
    status: str


def recommendations(comparison: Comparison) -> Chart:
    """The recommendations of a report in lanes, up to its follow-up.

    A lane has the time within which the recommendation was due as a band, paler where the due
    day isn't known, and a mark for each date on which a party said something about it: the
    shape says which party, and a hollow mark with a line that only the month or year is known.
    What was due before the report was published has only that day, and no band.
    A vertical line is the follow-up, and beside the lane is what it found, with the basis.
    These are claims: only the inspectorate closes a recommendation.

    Raises:
        ncpi.errors.InvalidError: the comparison has no recommendation, or its baseline is
            undated.
    """
    kinds = (ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT)
    way_out = 'Pass archive.compare("merseyside")'
    comparison = accepted(Comparison, comparison, "recommendations", way_out)
    entries = [entry for entry in comparison.items if entry.item_kind in kinds]
    published = comparison.baseline.published
    if not entries or published is None:
        what = "no recommendation" if published else "an undated baseline"
        message = f"the comparison has {what}, so there is nothing to place in time"
        raise InvalidError([Fault("comparison", "empty", message)], "charts.recommendations")
    events = [*_events(entries)]
    panel = layered(
        [*_layers(comparison, entries, published, events)],
        width=_WIDTH,
        height=_height(events) * len(entries),
    )
    sheet = Sheet(
        _title(comparison, entries),
        (_table(comparison, entries, published), _event_table(entries)),
        tuple(_notes(comparison, events)),
    )
    width = _LABELS + _WIDTH + _OUTCOMES
    return chart([_key(comparison, entries, published, events), panel], sheet, width=width)


def _recommendation(entry: ItemComparison) -> Recommendation | None:
    return entry.item if isinstance(entry.item, Recommendation) else None


def _events(entries: Sequence[ItemComparison]) -> Iterator[_Event]:
    for entry in entries:
        item = _recommendation(entry)
        said: dict[tuple[Party | Other, PartialDate], list[StatusEvent]] = {}
        for event in item.history if item else ():
            said.setdefault((event.party, event.dated), []).append(event)
        for (party, dated), several in said.items():
            words = ", ".join(
                dict.fromkeys(one.status_in_words for one in several if one.status_in_words)
            )
            yield _Event(str(entry.ref), party, dated, shortened(words or "comment", 150, 11))


def _bands(entries: Sequence[ItemComparison], published: PartialDate) -> Iterator[Row]:
    """The time within which each was due: a certain part, and one that may belong to it.

    Where it was due before publication, the days on which it may have been due.
    """
    for entry in entries:
        item = _recommendation(entry)
        due = item.due_between(published) if item else None
        if due is None:
            continue
        lane = str(entry.ref)
        first, last = (day + timedelta(days=1) for day in due)
        start = published.earliest
        if _is_early(due, published):
            yield {"lane": lane, "from": due[0], "to": last, "part": _EARLY}
            continue
        if first > start:
            yield {"lane": lane, "from": start, "to": first, "part": _SURE}
        if last > first:
            yield {"lane": lane, "from": max(first, start), "to": last, "part": _UNSURE}


def _is_early(due: tuple[date, date], published: PartialDate) -> bool:
    """Whether the last possible due day is before the report can have been published."""
    return due[1] < published.earliest


def _shifts(events: Sequence[_Event]) -> dict[Party | Other, float]:
    """How far below the middle of a lane each party's marks are.

    Several parties have a row each within the lane, because their marks would hide each other.
    """
    parties = [*dict.fromkeys(event.party for event in events)]
    last = len(parties) - 1
    return {party: _PARTY_ROW * (place - last / 2) for place, party in enumerate(parties)}


def _height(events: Sequence[_Event]) -> int:
    """The height of a lane."""
    return max(_ROW, _PARTY_ROW * len(_shifts(events)) + 22)


def _labels_of(events: Sequence[_Event], span: tuple[date, date]) -> Iterator[Row]:
    """The status beside each mark, where there is room for the words.

    It is above the mark, or below it if there is only one party.
    """
    days = max(1, (span[1] - span[0]).days)
    shifts = _shifts(events)
    taken: dict[tuple[str, float], float] = {}
    for event in sorted(events, key=lambda one: (one.lane, middle(one.dated))):
        at = _WIDTH * (middle(event.dated) - span[0]).days / days
        half = text_width(event.status, 11) / 2
        left = max(0.0, at - half)
        places = (-17.0, 17.0) if len(shifts) == 1 else (shifts[event.party] - 14,)
        for place in places:
            if taken.get((event.lane, place), -1.0) < left:
                taken[event.lane, place] = left + 2 * half + 8
                yield {
                    "lane": event.lane,
                    "at": (span[0] + days * (left + half) / _WIDTH * timedelta(1)).isoformat(),
                    "dy": place,
                    "status": event.status,
                }
                break


def _span(comparison: Comparison, bands: Sequence[Row], events: Sequence[_Event]) -> alt.Scale:
    dates: list[date] = [band[end] for band in bands for end in ("from", "to")]
    for when in (comparison.baseline.published, comparison.follow_up.published):
        if when is not None:
            dates += [when.earliest, when.latest]
    dates += [day for one in events for day in (one.dated.earliest, one.dated.latest)]
    return time_scale(dates)


def _layers(
    comparison: Comparison,
    entries: Sequence[ItemComparison],
    published: PartialDate,
    events: Sequence[_Event],
) -> Iterator[Any]:
    bands = [*_bands(entries, published)]
    scale = _span(comparison, bands, events)
    axis = time_axis(scale)
    texts = [
        {"lane": str(entry.ref), "asked": _asked(entry), **_outcome(entry)} for entry in entries
    ]
    order = [str(entry.ref) for entry in entries]
    down = alt.Y("lane:N", sort=order, scale=alt.Scale(domain=order), axis=None)

    def across(field: str) -> alt.X:
        return alt.X(field, scale=scale, axis=axis)

    rows = [_iso(band) for band in bands]
    for part, look in _PARTS.items():
        here = [row for row in rows if row["part"] == part]
        if here:
            bar: Any = {"strokeWidth": 1, "size": _height(events) - _ROW + 18, **look}
            yield (
                alt.Chart(values(here))
                .mark_bar(**bar)
                .encode(x=across("from:T"), x2="to:T", y=down)
            )
    yield from _rule(comparison, across)
    if events:
        yield from _marks(events, down, across)
        labels = [*_labels_of(events, ends_of(scale))]
        for place in sorted({row["dy"] for row in labels}):
            here = [row for row in labels if row["dy"] == place]
            yield (
                alt.Chart(values(here))
                .mark_text(fontSize=11, dy=place)
                .encode(x=across("at:T"), y=down, text="status:N")
            )
    for field, x, weight in (
        ("asked", -_LABELS, "normal"),
        ("glyph", _WIDTH + 14, "bold"),
        ("outcome", _WIDTH + 32, "bold"),
    ):
        for lines in sorted({row[field].count("\n") for row in texts}):
            here = [row for row in texts if row[field].count("\n") == lines]
            # Lines grow downwards from the first, so the block is raised to be in the middle.
            style: Any = {"lineBreak": "\n", "fontWeight": weight, "dy": -7 * lines}
            yield (
                alt.Chart(values(here))
                .mark_text(align="left", **style)
                .encode(x=alt.value(x), y=down, text=f"{field}:N")
            )


def _iso(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _follow_up(comparison: Comparison) -> str:
    """The follow-up as its line is labelled: ``Post-inspection review, 15 April 2019``."""
    report = comparison.follow_up
    return f"{sentence_case(report.kind.value)}, {in_words(report.published)}"


def _rule(comparison: Comparison, across: Callable[[str], alt.X]) -> Iterator[Any]:
    """The follow-up as a vertical line, or as a band if its day isn't known."""
    when = comparison.follow_up.published
    if when is None:
        return
    row = {
        "from": when.earliest.isoformat(),
        "to": (when.latest + timedelta(days=1)).isoformat(),
        "at": middle(when).isoformat(),
        "words": _follow_up(comparison),
    }
    base = alt.Chart(values([row]))
    if when.exact is None:
        yield base.mark_rect(color=ORANGE, opacity=0.25).encode(x=across("from:T"), x2="to:T")
    else:
        yield base.mark_rule(color=ORANGE, strokeWidth=3).encode(x=across("at:T"))
    yield base.mark_text(align="right", dx=4, dy=-10, fontWeight="bold").encode(
        x=across("at:T"), y=alt.value(0), text="words:N"
    )


def _marks(events: Sequence[_Event], down: alt.Y, across: Callable[[str], alt.X]) -> Iterator[Any]:
    rows: list[Row] = []
    for one in events:
        shape, colour = _PARTIES.get(one.party, _OTHER_PARTY)
        is_day = one.dated.exact is not None
        rows.append(
            {
                "lane": one.lane,
                "at": middle(one.dated).isoformat(),
                "from": one.dated.earliest.isoformat(),
                "to": None if is_day else one.dated.latest.isoformat(),
                "shape": shape,
                "stroke": colour,
                "fill": colour if is_day else WHITE,
                "party": one.party.value,
                "status": one.status,
            }
        )
    for party, down_by in _shifts(events).items():
        shift: Any = down_by
        here = [row for row in rows if row["party"] == party.value]
        base = alt.Chart(values(here))
        if any(row["to"] for row in here):
            yield (
                base.mark_rule(strokeWidth=2, color=DARK, yOffset=shift)
                .encode(x=across("from:T"), x2="to:T", y=down)
                .transform_filter("datum.to != null")
            )
        yield base.mark_point(size=110, opacity=1, strokeWidth=2, yOffset=shift).encode(
            x=across("at:T"),
            y=down,
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        )


def _asked(entry: ItemComparison) -> str:
    """The recommendation in two lines, shortened if it is longer."""
    lines = wrapped(entry.item.text, _LABELS - 20)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1].rstrip(' ,;:')} \u2026"]
    item = _recommendation(entry)
    due = due_of(item) or "no timescale stated"
    return "\n".join([*lines, f"({due.partition(' (')[0]})"])


def _outcome(entry: ItemComparison) -> Row:
    """The verdict, and its glyph by itself: a font that lacks it would change the words too."""
    lines = wrapped(entry.verdict, _OUTCOMES - 58, bold=True)
    glyph = GLYPHS[entry.progress] + "\n" * (len(lines) - 1)
    return {"glyph": glyph, "outcome": "\n".join(lines)}


def _key(
    comparison: Comparison,
    entries: Sequence[ItemComparison],
    published: PartialDate,
    events: Sequence[_Event],
) -> alt.LayerChart:
    parts = {band["part"] for band in _bands(entries, published)}
    keys: dict[str, Row] = {
        _SURE: {"fill": PALE, "stroke": SLATE},
        _UNSURE: {"dash": [3, 3], "stroke": SLATE},
        _EARLY: {"shape": "M0,-1L0,1", "stroke": DARK},
    }
    marks: list[Row] = [{"word": part, **keys[part]} for part in keys if part in parts]
    for party in dict.fromkeys(event.party for event in events):
        shape, colour = _PARTIES.get(party, _OTHER_PARTY)
        word = "party not stated" if party is Party.NOT_STATED else party.value
        marks.append({"word": word, "shape": shape, "fill": colour, "stroke": colour})
    if any(event.dated.exact is None for event in events):
        marks.append({"word": "hollow: only month or year known", "shape": "circle"})
    if comparison.follow_up.published:
        marks.append({"word": "follow-up", "dash": [1, 0], "stroke": ORANGE})
    return key_panel(marks or [{"word": "nothing dated is on record"}], _WIDTH + _OUTCOMES)


def _title(comparison: Comparison, entries: Sequence[ItemComparison]) -> str:
    mentioned = sum(entry.progress is not Outcome.NOT_MENTIONED for entry in entries)
    follow_up = comparison.follow_up
    name = body_name(" and ".join(comparison.baseline.bodies)) or comparison.baseline.title
    read = "" if all(entry.is_read_in_full for entry in entries) else "what was read of "
    when = f"the {follow_up.kind.value} of {follow_up.year}"
    if follow_up.published is None:
        when = f"the undated {follow_up.kind.value}"
    if len(entries) == 1:
        what = "mentions" if mentioned else "doesn't mention"
        return f"{name}: {read}{when} {what} the one recommendation listed"
    every = f"of the {number_word(len(entries))} recommendations listed"
    if mentioned == len(entries):
        return f"{name}: {read}{when} mentions each {every}"
    return f"{name}: {read}{when} mentions {number_word(mentioned).replace('no', 'none')} {every}"


def _notes(comparison: Comparison, events: Sequence[_Event]) -> Iterator[str]:
    yield (
        "Marks are what each party said about a recommendation: claims. Only the inspectorate "
        "closes one. To the right is what the follow-up found, with whose word it is."
    )
    if not events:
        yield "Nothing that a party said about these recommendations is on record here."
    made, listed = (
        comparison.baseline.recommendations_made,
        comparison.baseline.recommendations_listed,
    )
    if made is not None and listed < made:
        yield f"{listed} of the {made} recommendations that the report made are listed here."
    if comparison.follow_up.published is None:
        yield "The follow-up is undated, so it has no line."
    yield source_note([comparison.baseline, comparison.follow_up])


def _table(
    comparison: Comparison, entries: Sequence[ItemComparison], published: PartialDate
) -> Table:
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        item = _recommendation(entry)
        due = item.due_between(published) if item else None
        days = "" if due is None else " to ".join(dict.fromkeys(map(in_words, due)))
        if due and _is_early(due, published):
            days += f", before publication ({in_words(published)})"
        timescale = due_of(item) or "not stated"
        rows.append((entry.key, entry.item.text, timescale, days, entry.verdict))
    columns = ("recommendation", "text", "timescale", "due", _follow_up(comparison))
    return Table(rows, columns, "Recommendations")


def _event_table(entries: Sequence[ItemComparison]) -> Table:
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        item = _recommendation(entry)
        for event in item.history if item else ():
            who = reworded(event.claimant)
            rows.append((entry.key, in_words(event.dated), who, event.said))
    return Table(rows, ("recommendation", "date", "who", "said"), "What parties said")
