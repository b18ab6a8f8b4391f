"""The checks that pydantic's models make, the same as ours: patterns, and what binds fields.

The patterns are in the words that Python's ``re`` and Rust's ``regex`` (pydantic)
share, and say as much as they can, since a pattern costs a rival less than a function.
Each function checks one object of either rival's; it is a method of both, returns its
object, as pydantic wants it, and raises a ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from ncpi.fields import MAX_NAME, MAX_TEXT
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.vocabulary import Completeness, CrosswalkMatch, JudgmentStatus, RecommendationKind

__all__ = [
    "DATE",
    "EDGE",
    "ITEM",
    "MAX_NAME",
    "MAX_TEXT",
    "NAME",
    "TEXT",
    "URL",
    "case_audit",
    "cause_of_concern",
    "crosswalk",
    "date_span",
    "finding",
    "framework",
    "grade_scale",
    "item_count",
    "judgment",
    "measure",
    "merged_count",
    "open_list",
    "recommendation",
    "report",
    "source",
    "status_event",
]

T = TypeVar("T")

_ABOUT = (
    "([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|"
    "(spring|summer|autumn|winter) [0-9]{4})"
)
TIMESCALE = (
    f"(immediately|ongoing|not stated|by {_ABOUT}|within (1 (day|week|month)|"
    "([2-9]|[1-9][0-9]|1[01][0-9]|120) months|([2-9]|[1-9][0-9]{1,2}) (days|weeks))"
    f"( and by {_ABOUT})?)"
    r'( \(".+"\))?|".+"'
)
"""By when, as ncpi writes it; the whole text."""

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
NAME = rf"[^\s{_CONTROL}](?:[^{_CONTROL}]*[^\s{_CONTROL}])?"
"""One line without blanks around it; the whole text."""
URL = rf"(?i:https?)://[^\s/{_CONTROL}]+[^\s{_CONTROL}]*"
"""A web address; the whole text."""
TEXT = r"[^\s\x1c-\x1f]"
"""Something that isn't blank; anywhere in the text."""

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DATE = (
    f"{_YEAR}(?:-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
    f"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31))?|{_LEAP}-02-29"
    f"|(?:spring|summer|autumn|winter) {_YEAR}"
)
"""A year, a season, a month or a day that exists; the whole text."""
_PART = rf"[^\s{_CONTROL}#](?:[^{_CONTROL}#]*[^\s{_CONTROL}#])?"
ITEM = f"{_PART}#(?:recommendation|area-for-improvement|cause-of-concern|concern)-{NAME}"
"""The name of an item; the whole text."""
EDGE = f"{DATE}|open|unknown"
"""An edge of a span of dates; the whole text."""


def open_list(words: Iterable[str]) -> str:
    """One of the well-known *words* of an open list, or any other; the whole text."""
    return "|".join([*words, f"other: {NAME}"])


_LINKED = attrgetter("item")
_WALKED = attrgetter("theme", "framework", "other")
_AUDITED = attrgetter("area", "body", "sampling")
_TOPIC = attrgetter("topic", "question", "body")
_FOLLOWED = attrgetter("report")
_KEY = attrgetter("key")


def _unique(values: Sequence[T], mark: Callable[[T], object] | None = None) -> None:
    if len(values) > 1:
        marks: Iterable[object] = values if mark is None else map(mark, values)
        if len(set(marks)) < len(values):
            raise ValueError("two are alike")


def _grades(scale: Any) -> tuple[str, ...]:
    """The grades of a scale that is written out, or named by the key of one that ncpi ships."""
    if type(scale) is not str:
        grades: tuple[str, ...] = scale.grades
        return grades
    if scale not in GRADE_SCALES:
        raise ValueError("no grade scale that ncpi ships")
    return GRADE_SCALES[scale].grades


def source(entry: Any) -> Any:
    """A title or an address."""
    if entry.title is None and entry.url is None:
        raise ValueError("neither title nor url")
    return entry


def date_span(entry: Any) -> Any:
    """No end that is provably before the start."""
    start, end = entry.start, entry.end
    if start[0].isdigit() and end[0].isdigit():
        known = min(len(start), len(end))
        if end[:known] < start[:known]:
            raise ValueError("it ends before it starts")
    return entry


def status_event(entry: Any) -> Any:
    """A status or a comment."""
    if entry.status is None and entry.comment is None:
        raise ValueError("neither status nor comment")
    return entry


def recommendation(entry: Any) -> Any:
    """Nobody addressed twice, nothing restated twice."""
    _unique(entry.addressed_to)
    _unique(entry.restates, _LINKED)
    return entry


def cause_of_concern(entry: Any) -> Any:
    """No recommendation twice, nothing restated twice."""
    _unique(entry.recommendations)
    _unique(entry.restates, _LINKED)
    return entry


def finding(entry: Any) -> Any:
    """Nothing answered twice; progress is stated or coded."""
    _unique(entry.answers, _LINKED)
    if not entry.progress_basis.is_firm:
        raise ValueError("progress is neither stated nor coded")
    return entry


def grade_scale(entry: Any) -> Any:
    """Two grades or more, all different, and inflections of no others."""
    plain = [grade.casefold() for grade in entry.grades]
    if len(set(plain)) < max(2, len(plain)):
        raise ValueError("too few different grades")
    for spelling, grade in entry.inflections.items():
        if grade not in entry.grades:
            raise ValueError("an inflection of no grade")
        if spelling.casefold() in plain and spelling.casefold() != grade.casefold():
            raise ValueError("an inflection that is another grade")
    return entry


def crosswalk(entry: Any) -> Any:
    """Another theme just where something matches."""
    if (entry.other is None) != (entry.match is CrosswalkMatch.NONE):
        raise ValueError("match and theme disagree")
    return entry


def framework(entry: Any) -> Any:
    """Themes, no two alike, and crosswalks from no others that don't contradict each other."""
    if not entry.themes:
        raise ValueError("no theme")
    _unique(entry.themes)
    _unique(entry.crosswalks, _WALKED)
    if any(walk.theme not in entry.themes for walk in entry.crosswalks):
        raise ValueError("a crosswalk from no theme")
    none = {
        (walk.theme, walk.framework)
        for walk in entry.crosswalks
        if walk.match is CrosswalkMatch.NONE
    }
    if any(
        walk.other is not None and (walk.theme, walk.framework) in none for walk in entry.crosswalks
    ):
        raise ValueError("crosswalks contradict each other")
    return entry


def merged_count(entry: Any) -> Any:
    """At least two grades, none of them twice."""
    if len(entry.grades) < 2:
        raise ValueError("a merged count of one grade")
    _unique(entry.grades)
    return entry


def measure(entry: Any) -> Any:
    """No more than it is out of."""
    if entry.out_of is not None and entry.value > entry.out_of:
        raise ValueError("more than it is out of")
    return entry


def item_count(entry: Any) -> Any:
    """At least one number, and no more open and closed than made."""
    if entry.made is None and entry.still_open is None and entry.closed is None:
        raise ValueError("a count that says nothing")
    if entry.made is not None and (entry.still_open or 0) + (entry.closed or 0) > entry.made:
        raise ValueError("more open and closed than made")
    return entry


def case_audit(entry: Any) -> Any:
    """Grades of the scale only, all of them, in its order; counts that come to the total."""
    grades, counts = _grades(entry.scale), entry.counts
    if tuple(counts) != grades:
        if any(grade not in grades for grade in counts):
            raise ValueError("a grade off the scale")
        counts = {grade: counts.get(grade) for grade in grades}
        object.__setattr__(entry, "counts", counts)
    named = {*entry.percentages, *(grade for one in entry.merged for grade in one.grades)}
    if not named <= {*grades}:
        raise ValueError("a grade off the scale")
    total = entry.stated_total
    if total is not None:
        known, unknown = 0, False
        for count in counts.values():
            if count is None:
                unknown = True
            else:
                known += count
        if known > total or (known < total and not unknown):
            raise ValueError("the counts don't come to the total")
    return entry


def judgment(entry: Any) -> Any:
    """Grades of the scale, and a grade exactly if the status says so."""
    if (entry.grade is not None) != (entry.status in _GRADED):
        raise ValueError("the grade and the status disagree")
    grades = _grades(entry.scale)
    for grade in (entry.grade, entry.previous_grade):
        if grade is not None and grade not in grades:
            raise ValueError("a grade off the scale")
    return entry


_GRADED = (JudgmentStatus.GRADED, JudgmentStatus.CARRIED_OVER)


def report(entry: Any) -> Any:
    """No key, link, audit or topic twice; nothing that names what isn't there; counts agree."""
    if type(entry.framework) is str and entry.framework not in FRAMEWORKS:
        raise ValueError("no framework that ncpi ships")
    for names in (entry.inspectorates, entry.bodies, entry.inspectors):
        _unique(names)
    for keyed in (entry.recommendations, entry.causes_of_concern, entry.findings):
        _unique(keyed, _KEY)
    _unique(entry.case_audits, _AUDITED)
    _unique(entry.judgments, _TOPIC)
    _unique(entry.follows, _FOLLOWED)
    if any(link.report == entry.key for link in entry.follows):
        raise ValueError("it follows itself")
    if entry.causes_of_concern:
        keys = {asked.key for asked in entry.recommendations}
        if any(not keys.issuperset(cause.recommendations) for cause in entry.causes_of_concern):
            raise ValueError("a cause of concern with a recommendation that isn't there")
    _recommendations_made(entry)
    return entry


def _recommendations_made(entry: Any) -> None:
    made = entry.recommendations_made
    if made is not None:
        kind = RecommendationKind.RECOMMENDATION
        listed = len([asked for asked in entry.recommendations if asked.kind is kind])
        complete = entry.completeness.recommendations is Completeness.COMPLETE
        if listed > made or (complete and listed < made):
            raise ValueError("made and listed disagree")
