"""What follows from what was found: dates that a page's own date contradicts, and sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ncpi.fields import JsonValue
from ncpi.model import PartialDate
from ncpi.pages._grammar import CASE_GRADES
from ncpi.pages._kinds import (
    FOLLOW_UPS,
    LANDING,
    PDF_REPORT,
    RELEASE,
    REPORTS,
    RESPONSE,
    TRACKER,
)
from ncpi.pages._lists import is_national, item_text
from ncpi.pages._page import Page
from ncpi.pages._records import REPORT_KINDS, of_kind, one_body
from ncpi.pages._release_lists import lists_of
from ncpi.pages._rules import Hit

__all__ = ["Derived", "Values", "added_up", "derive", "remarks"]

# Days on which the inspectorate moved old reports to its new site, as their pages show.
_MIGRATION_DAYS = (
    *("2022-06-27", "2022-08-26", "2022-09-08", "2022-09-22", "2022-10-13", "2022-10-24"),
)
_MOST_MONTHS = 18


class Values(Protocol):
    """The values found so far."""

    def value(self, field: str) -> JsonValue:
        """The value of *field*; None if it wasn't found."""
        ...

    def hits(self, field: str) -> list[Hit]:
        """The places of *field*."""
        ...


class Derived(NamedTuple):
    """A value that follows from others, with the field whose places support it."""

    field: str
    value: JsonValue
    rule: str
    places: str


def _months_between(earlier: str, later: str) -> int:
    """How many months at least lie between two dates."""
    one, two = PartialDate.parse(earlier).latest, PartialDate.parse(later).earliest
    return (two.year - one.year) * 12 + two.month - one.month - (two.day < one.day)


def _newest_work(values: Values) -> str | None:
    """The latest date that the page names for its own inspection, however precise."""
    dates: list[str] = []
    for field in ("fieldwork", "fieldwork_year"):
        value = values.value(field)
        if isinstance(value, str):
            dates.append(value)
        elif isinstance(value, (list, tuple)):
            dates += [str(one) for one in value]
    return max(dates, key=lambda one: PartialDate.parse(one).latest, default=None)


def _is_migration(kind: str, values: Values, day: str) -> bool | None:
    """Whether the page's *day* is that of its migration; None if the dates can't tell."""
    newest = _newest_work(values)
    if newest is not None:
        return _months_between(newest, day) > _MOST_MONTHS
    body = one_body({"bodies": values.value("bodies")})
    known = of_kind(body, kind) if body and kind in REPORT_KINDS else ()
    if any(str(report.reissued) == day for report in known):
        return True
    return None if day in _MIGRATION_DAYS else False


def derive(kind: str, values: Values) -> Iterator[Derived]:
    """The values that follow from those found on a page of this *kind*."""
    if kind not in {LANDING, PDF_REPORT, *REPORTS}:
        return
    if values.value("headline_on_cover") is not None:
        title = values.value("headline_on_cover")
        yield Derived("headline", title, "title-on-the-cover", "headline_on_cover")
    if values.value("fieldwork") is None:
        year = values.value("fieldwork_year")
        if year is not None:
            yield Derived("fieldwork", [year, year], "year-of-the-review", "fieldwork_year")
    day = values.value("published_on")
    if isinstance(day, str):
        yield Derived("page_date", day, "published-on", "published_on")
        migration = _is_migration(kind, values, day)
        if migration is not None:
            yield Derived("migration", migration, "date-beside-fieldwork", "published_on")
        if migration is False:
            yield Derived("published", day, "published-on", "published_on")
    elif values.value("published") is not None:
        yield Derived("page_date", values.value("published"), "month-on-the-cover", "published")
        yield Derived("migration", False, "printed-date", "published")  # noqa: FBT003 - a value


def added_up(found: JsonValue) -> tuple[JsonValue, list[str]]:
    """The audits *found*, one or the rows of a table, that add up, and what is wrong of others.

    A row without an area is the total of those above it.
    """
    if isinstance(found, dict):
        wrong = _wrong_sum(found)
        return (None, [wrong]) if wrong else (found, [])
    kept: list[JsonValue] = []
    wrongs: list[str] = []
    above: list[dict[str, JsonValue]] = []
    for row in found if isinstance(found, list) else ():
        if not isinstance(row, dict):
            continue
        wrong = _wrong_sum(row)
        if row["area"] is not None:
            above.append(row)
        else:
            sums = {
                key: sum(_number(one.get(key)) for one in above) for key in row.keys() - {"area"}
            }
            if above and not wrong and any(sums[key] != row[key] for key in sums):
                wrong = "the rows of a table of audited cases don't come to its total"
            if wrong:
                kept = [one for one in kept if one not in above]
            above = []
        if wrong:
            wrongs.append(wrong)
        elif row["area"] is not None:
            kept.append(row)
    return kept or None, wrongs


def _number(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _wrong_sum(audited: dict[str, JsonValue]) -> str | None:
    """What is wrong with the sum of one audit; None if nothing is, or it has no total."""
    if "total" not in audited:
        return None
    parts = sum(_number(audited.get(grade)) for grade in CASE_GRADES)
    if parts == audited["total"]:
        return None
    where = f"{audited['area']}: " if audited.get("area") else ""
    return f"{where}the grades come to {parts}, but {audited['total']} cases were audited"


def remarks(kind: str, page: Page, values: Values) -> Iterator[tuple[str, str, list[Hit]]]:
    """What a careful reader should know: code, text and places."""
    if values.value("migration") is True or (
        values.value("published_on") is not None and values.value("migration") is None
    ):
        is_sure = values.value("migration") is True
        text = (
            f"the page's date, {values.value('published_on')}, "
            f"{'is' if is_sure else 'may be'} that of its move to a new site, not of publication"
        )
        yield "migration-date", text, values.hits("published_on")
    bodies = values.value("bodies")
    if kind in {RELEASE, RESPONSE, *REPORTS} and bodies is None and not is_national(page):
        text = "it names no one force of the register where such a page names its force"
        yield "force-not-found", text, []
    if kind == RELEASE:
        yield from _list_remarks(page)
    if kind == TRACKER:
        yield from _log_remarks(values)
    if kind in FOLLOW_UPS and values.value("baseline") is None:
        yield "baseline-not-found", "the page doesn't say which inspection it follows up", []


def _log_remarks(values: Values) -> Iterator[tuple[str, str, list[Hit]]]:
    events = values.value("events")
    days = (
        [str(one["dated"]) for one in events if isinstance(one, dict)]
        if isinstance(events, list)
        else []
    )
    if days != sorted(days):
        text = "the events of the log aren't in the order of their dates"
        yield "log-order", text, values.hits("events")


def _list_remarks(page: Page) -> Iterator[tuple[str, str, list[Hit]]]:
    for sort, name in (("good", "strengths or improvements"), ("concern", "concerns")):
        for one in lists_of(page, sort):
            lead = [Hit(None, one.lead.start, one.lead.end)]
            if not one.items:
                text = f"a list of {name} is announced and isn't there: unknown, not none"
                yield "list-lost", text, lead
            elif one.is_cut:
                text = f"the list of {name} may be cut off after {item_text(page, one.items[-1])!r}"
                yield "list-cut-off", text, lead
