"""Case grades before and after, beside the differences with their intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ncpi.comparison import CaseAuditTest, Estimate, ReportHeading
from ncpi.comparison._case_audit_tests import case_audit_test
from ncpi.comparison._grade_shares import ends_in_points, signed_points
from ncpi.display._names import in_words, joined, reworded
from ncpi.display._sheets import Sheet, Table
from ncpi.display.charts._altair import alt
from ncpi.display.charts._captions import number_word, sentence_case, source_note
from ncpi.display.charts._chart import Chart, accepted, chart
from ncpi.display.charts._colours import DARK, ORANGE, TEAL, WHITE, grade_colours, ink_on
from ncpi.display.charts._panels import (
    Row,
    as_given,
    bounds,
    key_panel,
    layered,
    row_labels,
    values,
)
from ncpi.display.charts._style import distinct
from ncpi.errors import Fault, InvalidError, counted
from ncpi.model import CaseAudit
from ncpi.programme import CaseGradeChange, CaseGrades
from ncpi.registers import body_among
from ncpi.vocabulary import CaveatCode, Sampling, Verdict

__all__ = ["case_grades"]

_BARS, _LABELS, _FOREST, _GRADES = 430, 340, 250, 135
_ROW = 30
_SIDES = "\u2190 below good \u00b7 share of case files \u00b7 not below good \u2192"
_SHAPES = ("circle", "square", "triangle-down", "diamond", "triangle-up")
_BETTER = ("outstanding", "good")
_ENDS = ("difference", "low", "high")


@attrs.frozen
class _Audits:
    """One area of one pair: its two audits, what they show, and their two reports."""

    change: CaseGradeChange
    test: CaseAuditTest

    @property
    def reports(self) -> tuple[ReportHeading, ReportHeading]:
        return self.change.pair.baseline, self.change.pair.follow_up

    @property
    def identities(self) -> list[tuple[str, CaseAudit]]:
        """The two audits, each with the key of its report."""
        return [*zip((report.key for report in self.reports), self.test.entry.audits, strict=True)]

    @property
    def title(self) -> str:
        area = f", {self.test.area}" if self.test.area else ""
        return f"{reworded(self.change.pair.force)}{area}"

    def side(self, place: int) -> str:
        """The name of one side: which report, from when, and how many files."""
        report = self.reports[place]
        kind = "inspection" if place == 0 and report.begins_cycle else report.kind.value
        files = counted(sum(self.test.counts[place]), "file")
        return f"{kind}, {in_words(report.published)}: {files}{self.graded_by(place)}"

    def graded_by(self, place: int) -> str:
        """What stands beside the number of files of a side that the force graded itself."""
        sampling = self.test.entry.audits[place].sampling
        return f", {sampling.value}" if sampling is Sampling.SELF_ASSESSED else ""

    @property
    def heading(self) -> str:
        """What it compares: several panels may be on one force."""
        dates = " and ".join(in_words(report.published) for report in self.reports)
        return f"{self.title}, {dates}"

    def difference(self, name: str) -> Estimate | None:
        """The change in the share of one class of grades, if it is known."""
        return next((one.difference for one in self.test.changes if one.grade == name), None)


def case_grades(grades: CaseGrades, *, forces: Iterable[str] | None = None) -> Chart:
    """Case grades before and after as bars with counts, beside the differences with intervals.

    Each panel is one audited area of a follow-up and the report that it follows. It is drawn
    if the two sides can be compared and their counts are known; for the others, the chart says
    how many there are. Where a report gives only merged grades, such as "below good", they
    have one bar, and the rest another. Where the force graded the files itself, that is said
    beside their number, and the title doesn't count it. Comparisons that share an audit
    overlap, and the title counts them by themselves. Nothing is pooled over forces.

    Args:
        grades: the changes of case grades, as `ProgrammeComparison.case_grades` gives them.
        forces: keys, slugs or names of forces, to draw only those and in this order.

    Raises:
        ncpi.errors.UnknownNameError: a force isn't among those of *grades*.
        ncpi.errors.InvalidError: there is nothing that can be drawn.
        ncpi.errors.MissingExtraError: SciPy isn't installed (extra ``stats``).
    """
    way_out = "Pass programme.case_grades()"
    grades = accepted(CaseGrades, grades, "case_grades", way_out)
    changes = [change for change in grades.changes if change.pair.has_force]
    if forces is not None:
        changes = _chosen(changes, [forces] if isinstance(forces, str) else forces)
    tested = (_Audits(one, case_audit_test(one.entry, one.pair_caveats)) for one in changes)
    drawn = [audits for audits in tested if audits.test.classes]
    if not drawn:
        message = "no audited area has two sides that can be compared with known counts"
        raise InvalidError([Fault("grades", "empty", message)], "charts.case_grades")
    classes = [*dict.fromkeys(name for one in drawn for name in one.test.classes)]
    scale = [
        *dict.fromkeys(grade for one in drawn for grade in one.test.entry.audits[0].scale.grades)
    ]
    classes.sort(key=lambda name: scale.index(name) if name in scale else len(scale))
    known = grade_colours(scale)
    better = {one.test.classes[0] for one in drawn}
    colours = {name: known.get(name, TEAL if name in better else ORANGE) for name in classes}
    shapes = dict(zip(colours, _SHAPES * 2, strict=False))
    rows = [(_sides(one, colours), _differences(one, colours, shapes)) for one in drawn]
    ends = (
        _up(max(-row["from"] for bars, _ in rows for row in bars)),
        _up(max(row["to"] for bars, _ in rows for row in bars)),
    )
    found: list[float] = [
        row[end] for _, forest in rows for row in forest for end in _ENDS if row[end]
    ]
    reach = _up(max(map(abs, found), default=0.0))
    marks = [{"word": name, "fill": colour, "stroke": colour} for name, colour in colours.items()]
    panels: list[Any] = [key_panel(marks, _BARS)]
    for one, (bars, forest) in zip(drawn, rows, strict=True):
        is_last = one is drawn[-1]
        left = _bars(one, bars, ends, is_last=is_last)
        panels.append(alt.hconcat(left, _forest(forest, reach, is_last=is_last), spacing=30))
    sheet = Sheet(_title(drawn), (_table(drawn),), tuple(_notes(drawn, len(changes))))
    return chart(panels, sheet, width=_BARS + _LABELS + _FOREST + _GRADES + 100)


def _chosen(changes: Sequence[CaseGradeChange], forces: Iterable[str]) -> list[CaseGradeChange]:
    known = sorted({change.pair.force for change in changes})
    wanted = [body_among(asked, known, "forces of these case grades") for asked in forces]
    return [change for key in wanted for change in changes if change.pair.force == key]


def _is_better(name: str, classes: Sequence[str]) -> bool:
    """Whether a class is drawn to the right: good or better, or else the best of its scale."""
    if any(grade in classes for grade in _BETTER):
        return name in _BETTER
    return name == classes[0]


def _up(percent: float) -> float:
    """The next multiple of ten above *percent*, from 30 up to 100."""
    # To a millionth of a point, because sums of shares are that exact at best.
    return min(100.0, 10 * (1 + max(20.0, round(percent, 6)) // 10))


def _axis(left: float, right: float, expression: str, title: str, *, shown: bool) -> alt.Axis:
    return alt.Axis(
        values=[20 * place for place in range(-int(left // 20), int(right // 20) + 1)],
        title=title if shown else None,
        labels=shown,
        ticks=shown,
        domain=shown,
        grid=True,
        labelExpr=expression,
        titlePadding=8,
    )


def _zero() -> Any:
    return values([{"at": 0}]).mark_rule(strokeWidth=1.5, color=DARK).encode(x="at:Q")


def _sides(one: _Audits, colours: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    sides = distinct([one.side(0), one.side(1)])
    for side, counts in zip(sides, one.test.counts, strict=True):
        left, right = 0.0, 0.0
        for name, number in zip(one.test.classes, counts, strict=True):
            share = 100 * number / sum(counts)
            if _is_better(name, one.test.classes):
                begin, right = right, right + share
            else:
                left -= share
                begin = left
            rows.append(
                {
                    "side": side,
                    "grade": name,
                    "files": number,
                    "from": begin,
                    "to": begin + share,
                    "middle": begin + share / 2,
                    "colour": colours[name],
                    "ink": ink_on(colours[name]),
                    "label": str(number) if share > 3 else "",
                }
            )
    return rows


def _bars(
    one: _Audits, rows: Sequence[Row], ends: tuple[float, float], *, is_last: bool
) -> alt.LayerChart:
    title = _SIDES if {"good", "below good"} & {*one.test.classes} else "share of case files"
    axis = _axis(*ends, "format(abs(datum.value), 'd') + '%'", title, shown=is_last)
    across = bounds(-ends[0], ends[1])
    sides = [*dict.fromkeys(row["side"] for row in rows)]
    base = values(rows).encode(y=alt.Y("side:N", sort=sides, axis=row_labels(_LABELS)))
    bar = base.mark_bar(size=22, stroke=WHITE, strokeWidth=1).encode(
        x=alt.X("from:Q", scale=across, axis=axis), x2="to:Q", **as_given(color="colour")
    )
    text = base.mark_text().encode(
        x=alt.X("middle:Q", scale=across), text="label:N", **as_given(color="ink")
    )
    return layered(
        [bar, text, _zero()],
        width=_BARS,
        height=2 * _ROW,
        title=f"{one.title}: {one.test.verdict_in_words}",
        title_from=-_LABELS,
    )


def _differences(one: _Audits, colours: Mapping[str, str], shapes: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    for name in one.test.classes:
        if found := one.difference(name):
            shares = zip(_ENDS, (found.value, found.low, found.high), strict=True)
            row = {end: None if share is None else 100 * share for end, share in shares}
            look = {"colour": colours[name], "shape": shapes[name]}
            label = _label(found)
            rows.append({"grade": name, **row, **look, "label": label})
    return rows


def _forest(rows: Sequence[Row], reach: float, *, is_last: bool) -> alt.LayerChart:
    expression = (
        "datum.value > 0 ? '+' + format(datum.value, 'd') : "
        "replace(format(datum.value, 'd'), '-', '\u2212')"
    )
    title = "change in percentage points, with 95% interval"
    axis = _axis(reach, reach, expression, title, shown=is_last)
    across = bounds(-reach, reach)
    names = alt.Axis(
        title=None, domain=False, ticks=False, minExtent=_GRADES, maxExtent=_GRADES, labelPadding=8
    )
    down = alt.Y("grade:N", sort=[row["grade"] for row in rows], axis=names)
    base = values(rows).encode(y=down)
    rule = base.mark_rule(strokeWidth=2.5).encode(
        x=alt.X("low:Q", scale=across, axis=axis), x2="high:Q", **as_given(color="colour")
    )
    point = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=alt.X("difference:Q", scale=across, axis=axis),
        **as_given(color="colour", shape="shape"),
    )
    text = base.mark_text(align="left").encode(x=alt.value(_FOREST + 10), text="label:N")
    return layered([_zero(), rule, point, text], width=_FOREST, height=2 * _ROW)


def _label(found: Estimate) -> str:
    """A difference and its interval as the tables give them, with the minus sign of the axis."""
    ends = " to ".join(ends_in_points(found)) or "no interval"
    return f"{signed_points(100 * found.value)} ({ends})".replace("-", "\u2212")


def _title(drawn: Sequence[_Audits]) -> str:
    inspected = [one for one in drawn if not one.change.is_self_assessed]
    return _outcome(inspected) if inspected else f"{_outcome(drawn)} (as forces graded themselves)"


def _outcome(drawn: Sequence[_Audits]) -> str:
    """How many comparisons are better or worse, those that share an audit by themselves."""
    shared = _overlapping(drawn)
    apart = [one for one in drawn if one not in shared]
    parts: list[str] = []
    if shared:
        whose = {one.change.pair.force for one in shared}
        what = f"{number_word(len(shared))} overlapping comparisons"
        if len(whose) == 1:
            parts.append(f"{reworded(*whose)}: {_counted(shared, what)}")
        else:
            what += f" of {number_word(len(whose))} forces"
            parts.append(sentence_case(_counted(shared, what)))
    if len(apart) == 1:
        parts.append(f"{apart[0].title}: {_ONE[apart[0].test.verdict]}")
    elif apart:
        forces = {one.change.pair.force for one in apart}
        again = any(one.change.pair.force in forces for one in shared)
        kind = "forces" if len(forces) == len(apart) and not again else "comparisons"
        what = f"{number_word(len(apart))} {'other ' if shared else ''}{kind}"
        parts.append(sentence_case(_counted(apart, what)))
    return ". ".join(parts)


def _overlapping(drawn: Sequence[_Audits]) -> list[_Audits]:
    """Those that have an audit in common with another one."""
    uses = Counter(audit for one in drawn for audit in one.identities)
    return [one for one in drawn if any(uses[audit] > 1 for audit in one.identities)]


def _counted(drawn: Sequence[_Audits], what: str) -> str:
    verdicts = Counter(one.test.verdict for one in drawn)
    better, worse = verdicts[Verdict.BETTER], verdicts[Verdict.WORSE]
    if not better and not worse:
        return f"in none of the {what} can a change in case grades be distinguished from chance"
    parts = [
        f"{words} in {number_word(number)}"
        for words, number in (("better", better), ("worse", worse))
        if number
    ]
    title = f"of {what}, case grades were {joined(parts)}"
    rest = len(drawn) - better - worse
    return f"{title}; in {number_word(rest)}, chance may explain the change" if rest else title


_ONE = {
    Verdict.BETTER: "case grades were better at the follow-up",
    Verdict.WORSE: "case grades were worse at the follow-up",
    Verdict.NO_CLEAR_CHANGE: "the change in case grades can't be distinguished from chance",
    Verdict.TOO_FEW: "too few case files were graded to say whether grades changed",
    Verdict.CANNOT_TELL: "it can't be said whether case grades changed",
}


def _notes(drawn: Sequence[_Audits], areas: int) -> Iterator[str]:
    yield (
        "Case files by grade (numbers in the bars are files), and the difference between the two "
        "shares of each grade. Nothing is pooled over forces."
    )
    if _overlapping(drawn):
        yield "Overlapping comparisons share an audit, so their verdicts aren't independent."
    if number := sum(one.change.is_self_assessed for one in drawn):
        which, title = "all", ""
        if number < len(drawn):
            which = f"{number} of the {len(drawn)} comparisons"
            title = ", and the title leaves them out"
        yield f"Self-assessed ({which}): graded by the force itself, which is its own claim{title}."
    audits = [audit for one in drawn for audit in one.test.entry.audits]
    unknown = sum(audit.sampling is Sampling.UNKNOWN for audit in audits)
    if unknown:
        which = f"{unknown} of the {len(audits)}" if unknown < len(audits) else "any of the"
        yield (
            "Intervals and verdicts treat the files as drawn at random; how they were chosen isn't "
            f"known for {which} audits."
        )
    second_hand = sum(
        any(caveat.code is CaveatCode.SECONDARY_SOURCE for caveat in one.test.caveats)
        for one in drawn
    )
    if second_hand:
        which = f"{second_hand} of the {len(drawn)}" if second_hand < len(drawn) else "all"
        yield f"In {which} comparisons, counts are or may be from someone else's account."
    if left := areas - len(drawn):
        yield (
            f"Not drawn: {counted(left, 'other audited area')} with one side only, unlike sides or "
            "unknown counts."
        )
    yield source_note(report for one in drawn for report in one.reports)


def _table(drawn: Sequence[_Audits]) -> Table:
    rows: list[tuple[str, ...]] = []
    for one in drawn:
        for name, before, after in zip(one.test.classes, *one.test.counts, strict=True):
            found = one.difference(name)
            difference = found.in_points if found else ""
            files = [
                f"{number} of {sum(one.test.counts[place])}{one.graded_by(place)}"
                for place, number in enumerate((before, after))
            ]
            rows.append((one.heading, name, *files, difference, one.test.verdict_in_words))
    columns = ("reports", "grade", "files before", "files after", "difference", "verdict")
    return Table(rows, columns, "Case grades before and after")
