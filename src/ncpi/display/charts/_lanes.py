"""Recommendations as lanes: when they were due, and what each party has said about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import attrs

from ncpi.comparison import Comparison, ItemComparison
from ncpi.display._names import bodies_in_words, in_words, reworded
from ncpi.display._phrases import due_of
from ncpi.display._sheets import GLYPHS, Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import number_word, sentence_case, source_note
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._colours import BLUE, DARK, ORANGE, PALE, PINK, PURPLE, SLATE, TEAL, WHITE
from ncpi.display.charts._panels import Row, key_panel, layered, row_axis, values
from ncpi.display.charts._style import shortened, text_width, wrapped
from ncpi.display.charts._times import TimeAxis, dated_points, middle, spans
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
_PARTS: dict[str, Row] = {
    _SURE: {"fill": PALE, "stroke": SLATE, "dash": [1, 0]},
    _UNSURE: {"fill": WHITE, "stroke": SLATE, "dash": [3, 3]},
    _EARLY: {"fill": DARK, "stroke": DARK, "dash": [1, 0]},
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
    lanes = _Lanes(comparison, entries, published)
    panel = layered(lanes.layers(), width=_WIDTH, height=lanes.height * len(entries))
    tables = (lanes.table(), lanes.event_table())
    sheet = Sheet(lanes.title(), tables, tuple(lanes.notes()))
    return chart([lanes.key(), panel], sheet, width=_LABELS + _WIDTH + _OUTCOMES)


def _recommendation(entry: ItemComparison) -> Recommendation | None:
    return entry.item if isinstance(entry.item, Recommendation) else None


def _events(entry: ItemComparison) -> Iterator[_Event]:
    item = _recommendation(entry)
    said: dict[tuple[Party | Other, PartialDate], list[StatusEvent]] = {}
    for event in item.history if item else ():
        said.setdefault((event.party, event.dated), []).append(event)
    for (party, dated), several in said.items():
        words = ", ".join(
            dict.fromkeys(one.status_in_words for one in several if one.status_in_words)
        )
        yield _Event(str(entry.ref), party, dated, shortened(words or "comment", 150, 11))


@attrs.frozen(slots=False)
class _Lanes:
    """The lanes of a comparison, of which *entries* are drawn."""

    comparison: Comparison
    entries: list[ItemComparison]
    published: PartialDate

    @cached_property
    def events(self) -> list[_Event]:
        return [event for entry in self.entries for event in _events(entry)]

    @cached_property
    def bands(self) -> list[Row]:
        return [band for entry in self.entries for band in self._bands_of(entry)]

    @cached_property
    def times(self) -> TimeAxis:
        follow_up = self.comparison.follow_up.published
        known = [self.published, *(event.dated for event in self.events)]
        known += [follow_up] if follow_up else []
        days = [day for when in known for day in (when.earliest, when.latest)]
        return TimeAxis.over([*days, *(band[end] for band in self.bands for end in ("from", "to"))])

    @cached_property
    def shifts(self) -> dict[Party | Other, float]:
        """How far below the middle of a lane each party's marks are.

        Several parties have a row each within the lane, because their marks would hide each other.
        """
        parties = [*dict.fromkeys(event.party for event in self.events)]
        last = len(parties) - 1
        return {party: _PARTY_ROW * (place - last / 2) for place, party in enumerate(parties)}

    @property
    def height(self) -> int:
        """The height of a lane."""
        return max(_ROW, _PARTY_ROW * len(self.shifts) + 22)

    @property
    def follow_up(self) -> str:
        """The follow-up as its line is labelled: ``Post-inspection review, 15 April 2019``."""
        report = self.comparison.follow_up
        return f"{sentence_case(report.kind.value)}, {in_words(report.published)}"

    def _due(self, entry: ItemComparison) -> tuple[tuple[date, date] | None, bool]:
        """When it was due, and whether that is before the report can have been published."""
        item = _recommendation(entry)
        due = item.due_between(self.published) if item else None
        return due, due is not None and due[1] < self.published.earliest

    def _bands_of(self, entry: ItemComparison) -> Iterator[Row]:
        """The time within which it was due: a certain part, and one that may belong to it.

        Where it was due before publication, the days on which it may have been due.
        """
        due, is_early = self._due(entry)
        if due is None:
            return
        first, last = (day + timedelta(days=1) for day in due)
        start = self.published.earliest
        if is_early:
            parts = [(_EARLY, due[0], last)]
        else:
            parts = [(_SURE, start, first), (_UNSURE, max(first, start), last)]
        for part, begin, end in parts:
            if end > begin:
                lane = {"lane": str(entry.ref), "part": part}
                yield {**lane, "from": begin, "to": end, **_PARTS[part]}

    def _labels(self) -> Iterator[Row]:
        """The status beside each mark, where there is room for the words.

        It is above the mark, or below it if there is only one party.
        """
        first, last = self.times.first, self.times.last
        days = (last - first).days
        taken: dict[tuple[str, float], float] = {}
        for event in sorted(self.events, key=lambda one: (one.lane, middle(one.dated))):
            at = _WIDTH * (middle(event.dated) - first).days / days
            half = text_width(event.status, 11) / 2
            left = max(0.0, at - half)
            shift = self.shifts[event.party]
            for place in (-17.0, 17.0) if len(self.shifts) == 1 else (shift - 14,):
                if taken.get((event.lane, place), -1.0) < left:
                    taken[event.lane, place] = left + 2 * half + 8
                    day = first + days * (left + half) / _WIDTH * timedelta(1)
                    label = {"dy": place, "status": event.status}
                    yield {"lane": event.lane, "at": day, **label}
                    break

    def layers(self) -> Iterator[Any]:
        across = self.times.across
        down = row_axis("lane", [str(entry.ref) for entry in self.entries])
        yield spans(self.bands, self.times, down, size=self.height - _ROW + 18)
        yield from self._rule()
        if self.events:
            yield from self._marks(down)
            labels = values(self._labels()).mark_text(fontSize=11, dy=alt.expr("datum.dy"))
            yield labels.encode(x=across("at:T"), y=down, text="status:N")
        texts = values(
            {"lane": str(entry.ref), "asked": _asked(entry), **_outcome(entry)}
            for entry in self.entries
        )
        for field, x, weight in (
            ("asked", -_LABELS, "normal"),
            ("glyph", _WIDTH + 14, "bold"),
            ("outcome", _WIDTH + 32, "bold"),
        ):
            # Lines grow downwards from the first, so the block is raised to be in the middle.
            dy = alt.expr(f"-7 * (length(split(datum.{field}, '\\n')) - 1)")
            style: Any = {"align": "left", "lineBreak": "\n", "fontWeight": weight, "dy": dy}
            yield texts.mark_text(**style).encode(x=alt.value(x), y=down, text=f"{field}:N")

    def _rule(self) -> Iterator[Any]:
        """The follow-up as a vertical line, or as a band if its day isn't known."""
        when, across = self.comparison.follow_up.published, self.times.across
        if when is None:
            return
        row = {
            "from": when.earliest,
            "to": when.latest + timedelta(days=1),
            "at": middle(when),
            "words": self.follow_up,
        }
        base = values([row])
        if when.exact is None:
            yield base.mark_rect(color=ORANGE, opacity=0.25).encode(x=across("from:T"), x2="to:T")
        else:
            yield base.mark_rule(color=ORANGE, strokeWidth=3).encode(x=across("at:T"))
        yield base.mark_text(align="right", dx=4, dy=-10, fontWeight="bold").encode(
            x=across("at:T"), y=alt.value(0), text="words:N"
        )

    def _marks(self, down: alt.Y) -> Iterator[Any]:
        rows: list[Row] = []
        for one in self.events:
            shape, colour = _PARTIES.get(one.party, _OTHER_PARTY)
            is_day = one.dated.exact is not None
            rows.append(
                {
                    "lane": one.lane,
                    "from": one.dated.earliest,
                    "at": middle(one.dated),
                    "to": None if is_day else one.dated.latest,
                    "shape": shape,
                    "fill": colour if is_day else WHITE,
                    "stroke": colour,
                    "party": one.party.value,
                    "status": one.status,
                    "shift": self.shifts[one.party],
                }
            )
        shift: Any = alt.expr("datum.shift")
        yield from dated_points(rows, self.times, down, size=110, width=2, yOffset=shift)

    def key(self) -> alt.LayerChart:
        parts = {band["part"] for band in self.bands}
        keys: dict[str, Row] = {
            _SURE: {"fill": PALE, "stroke": SLATE},
            _UNSURE: {"dash": [3, 3], "stroke": SLATE},
            _EARLY: {"shape": "M0,-1L0,1", "stroke": DARK},
        }
        marks: list[Row] = [{"word": part, **keys[part]} for part in keys if part in parts]
        for party in self.shifts:
            shape, colour = _PARTIES.get(party, _OTHER_PARTY)
            word = "party not stated" if party is Party.NOT_STATED else party.value
            marks.append({"word": word, "shape": shape, "fill": colour, "stroke": colour})
        if any(event.dated.exact is None for event in self.events):
            marks.append({"word": "hollow: only month or year known", "shape": "circle"})
        if self.comparison.follow_up.published:
            marks.append({"word": "follow-up", "dash": [1, 0], "stroke": ORANGE})
        return key_panel(marks or [{"word": "nothing dated is on record"}], _WIDTH + _OUTCOMES)

    def title(self) -> str:
        mentioned = sum(entry.progress is not Outcome.NOT_MENTIONED for entry in self.entries)
        baseline, follow_up = self.comparison.baseline, self.comparison.follow_up
        name = bodies_in_words(baseline.bodies, baseline.published) or baseline.title
        read = "" if all(entry.is_read_in_full for entry in self.entries) else "what was read of "
        when = f"the {follow_up.kind.value} of {follow_up.year}"
        if follow_up.published is None:
            when = f"the undated {follow_up.kind.value}"
        every = f"of the {number_word(len(self.entries))} recommendations listed"
        if len(self.entries) == 1:
            said = "mentions" if mentioned else "doesn't mention"
            said += " the one recommendation listed"
        elif mentioned == len(self.entries):
            said = f"mentions each {every}"
        else:
            said = f"mentions {number_word(mentioned).replace('no', 'none')} {every}"
        return f"{name}: {read}{when} {said}"

    def notes(self) -> Iterator[str]:
        yield (
            "Marks are what each party said about a recommendation: claims. Only the inspectorate "
            "closes one. To the right is what the follow-up found, with whose word it is."
        )
        if not self.events:
            yield "Nothing that a party said about these recommendations is on record here."
        baseline, follow_up = self.comparison.baseline, self.comparison.follow_up
        made, listed = baseline.recommendations_made, baseline.recommendations_listed
        if made is not None and listed < made:
            yield f"{listed} of the {made} recommendations that the report made are listed here."
        if follow_up.published is None:
            yield "The follow-up is undated, so it has no line."
        yield source_note([baseline, follow_up])

    def table(self) -> Table:
        rows: list[tuple[str, ...]] = []
        for entry in self.entries:
            due, is_early = self._due(entry)
            days = "" if due is None else " to ".join(dict.fromkeys(map(in_words, due)))
            if is_early:
                days += f", before publication ({in_words(self.published)})"
            timescale = due_of(entry.item) or "not stated"
            rows.append((entry.key, entry.item.text, timescale, days, entry.verdict))
        columns = ("recommendation", "text", "timescale", "due", self.follow_up)
        return Table(rows, columns, "Recommendations")

    def event_table(self) -> Table:
        rows = [
            (entry.key, in_words(event.dated), reworded(event.claimant), event.said)
            for entry in self.entries
            if (item := _recommendation(entry))
            for event in item.history
        ]
        return Table(rows, ("recommendation", "date", "who", "said"), "What parties said")


def _asked(entry: ItemComparison) -> str:
    """The recommendation in two lines, shortened if it is longer."""
    lines = wrapped(entry.item.text, _LABELS - 20)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1].rstrip(' ,;:')} \u2026"]
    due = due_of(entry.item) or "no timescale stated"
    return "\n".join([*lines, f"({due.partition(' (')[0]})"])


def _outcome(entry: ItemComparison) -> Row:
    """The verdict, and its glyph by itself: a font that lacks it would change the words too."""
    lines = wrapped(entry.verdict, _OUTCOMES - 58, bold=True)
    glyph = GLYPHS[entry.progress] + "\n" * (len(lines) - 1)
    return {"glyph": glyph, "outcome": "\n".join(lines)}
