"""What follows from what was found: dates that a page's own date contradicts, and sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ncpi.fields import JsonValue
from ncpi.model import PartialDate
from ncpi.pages._gathered import Gathered
from ncpi.pages._grammar import CASE_GRADES
from ncpi.pages._kinds import (
    FOLLOW_UPS,
    INSPECTION,
    LANDING,
    PDF_REPORT,
    RELEASE,
    REPORTS,
    RESPONSE,
    kind_of_title,
)
from ncpi.pages._lists import announced, is_national, item_text
from ncpi.pages._records import REPORT_KINDS, answers_for, of_kind, one_body
from ncpi.pages._release_lists import lists_of
from ncpi.pages._rules import Hit
from ncpi.vocabulary import ReadingBasis

__all__ = ["settle"]

# Days on which the inspectorate moved old reports to its new site, as their pages show.
_MIGRATION_DAYS = (
    *("2022-06-27", "2022-08-26", "2022-09-08", "2022-09-22", "2022-10-13", "2022-10-24"),
)
_MOST_MONTHS = 18


def settle(kind: str, gathered: Gathered) -> None:
    """Leave out what can't be so, add what follows, and warn of what a reader should know."""
    _settle_baseline(gathered)
    _settle_audits(gathered)
    if kind in {LANDING, PDF_REPORT, *REPORTS}:
        _derive(kind, gathered)
    _warn(kind, gathered)


def _settle_baseline(gathered: Gathered) -> None:
    """Keep the year of a baseline only if nothing more precise is known of it.

    The release on a first inspection, or on many forces, has no baseline, whatever else it
    mentions.
    """
    found, page = gathered.found.get("baseline"), gathered.page
    if found is None:
        return
    kinds = {kind_of_title(page.plain[start:end]) for start, end in announced(page)}
    if kinds == {INSPECTION} or is_national(page):
        for name in ("baseline", "background", "recommendations_followed_up"):
            gathered.found.pop(name, None)
    elif len(found.value) > 1:
        precise = {key: one for key, one in found.value.items() if key != "year"}
        gathered.found["baseline"] = found._replace(value=precise)


def _settle_audits(gathered: Gathered) -> None:
    """Leave out, with a warning, the audits of which the counts don't add up."""
    for field in ("audited", "audited_by_area"):
        found = gathered.found.pop(field, None)
        if found is None:
            continue
        value, wrong = _added_up(found.value)
        for text in wrong:
            gathered.warn("sum", f"{text}: no value is given", *found.hits)
        if value is not None:
            gathered.found[field] = found._replace(value=value)


def _months_between(earlier: str, later: str) -> int:
    """How many months at least lie between two dates."""
    one, two = PartialDate.parse(earlier).latest, PartialDate.parse(later).earliest
    return (two.year - one.year) * 12 + two.month - one.month - (two.day < one.day)


def _is_migration(kind: str, values: Gathered, day: str) -> bool | None:
    """Whether the page's *day* is that of its migration; None if the dates can't tell."""
    year = values.value("fieldwork_year")
    work = [*(values.value("fieldwork") or ()), *([year] if year else ())]
    if work:
        newest = max(work, key=lambda one: PartialDate.parse(one).latest)
        return _months_between(newest, day) > _MOST_MONTHS
    body = one_body({"bodies": values.value("bodies") or ()})
    known = of_kind(body, kind) if body and kind in REPORT_KINDS else ()
    if any(str(report.reissued) == day for report in known):
        return True
    return None if day in _MIGRATION_DAYS else False


def _derive(kind: str, gathered: Gathered) -> None:
    """Add the values that follow from those found on a page of this *kind*."""
    value = gathered.value
    if cover := gathered.found.get("headline_on_cover"):
        gathered.found["headline"] = cover._replace(basis=ReadingBasis.DERIVED)
    if year := value("fieldwork_year"):
        gathered.derive("fieldwork", [year, year], "year-of-the-review", "fieldwork_year")
    day = value("published_on")
    if day:
        gathered.derive("page_date", day, "published-on", "published_on")
        migration = _is_migration(kind, gathered, day)
        if migration is not None:
            gathered.derive("migration", migration, "date-beside-fieldwork", "published_on")
        if migration is False:
            gathered.derive("published", day, "published-on", "published_on")
    elif printed := value("published"):
        gathered.derive("page_date", printed, "month-on-the-cover", "published")
        gathered.derive("migration", False, "printed-date", "published")  # noqa: FBT003 - a value


def _added_up(found: dict[str, Any] | list[dict[str, Any]]) -> tuple[JsonValue, list[str]]:
    """The audits *found*, one or the rows of a table, that add up, and what is wrong of others.

    A row without an area is the total of those above it.
    """
    if isinstance(found, dict):
        wrong = _wrong_sum(found)
        return (None, [wrong]) if wrong else (found, [])
    kept: list[JsonValue] = []
    wrongs: list[str] = []
    above: list[dict[str, Any]] = []
    for row in found:
        wrong = _wrong_sum(row)
        if row["area"] is not None:
            above.append(row)
        else:
            counted = row.keys() - {"area"}
            is_sum = all(sum(one.get(key, 0) for one in above) == row[key] for key in counted)
            if above and not wrong and not is_sum:
                wrong = "the rows of a table of audited cases don't come to its total"
            if wrong:
                kept = [one for one in kept if one not in above]
            above = []
        if wrong:
            wrongs.append(wrong)
        elif row["area"] is not None:
            kept.append(row)
    return kept or None, wrongs


def _wrong_sum(audited: Mapping[str, Any]) -> str | None:
    """What is wrong with the sum of one audit; None if nothing is, or it has no total."""
    parts = sum(audited.get(grade, 0) for grade in CASE_GRADES)
    if audited.get("total", parts) == parts:
        return None
    where = f"{audited['area']}: " if audited.get("area") else ""
    return f"{where}the grades come to {parts}, but {audited['total']} cases were audited"


def _warn(kind: str, gathered: Gathered) -> None:
    """Warn of what a careful reader should know."""
    value, page = gathered.value, gathered.page
    day, migration = value("published_on"), value("migration")
    if migration is True or (day is not None and migration is None):
        is_or_may_be = "is" if migration else "may be"
        text = f"{is_or_may_be} that of its move to a new site, not of publication"
        gathered.warn("migration-date", f"the page's date, {day}, {text}", "published_on")
    if kind in {RELEASE, RESPONSE, *REPORTS} and value("bodies") is None and not is_national(page):
        text = "it names no one force of the register where such a page names its force"
        gathered.warn("force-not-found", text)
    if kind == RELEASE:
        _warn_of_lists(gathered)
    named = {name: value(name) for name in ("body", "bodies")}
    if kind == RESPONSE and None not in named.values() and not answers_for(named):
        text = "the policing body that answers isn't that of the force: no response is made of it"
        gathered.warn("another-body", text, *named)
    days = [event["dated"] for event in value("events") or ()]
    if days != sorted(days):
        text = "the events of the log aren't in the order of their dates"
        gathered.warn("log-order", text, "events")
    if kind in FOLLOW_UPS and value("baseline") is None:
        text = "the page doesn't say which inspection it follows up"
        gathered.warn("baseline-not-found", text)


def _warn_of_lists(gathered: Gathered) -> None:
    for sort, name in (("good", "strengths or improvements"), ("concern", "concerns")):
        for one in lists_of(gathered.page, sort):
            lead = Hit(None, one.lead.start, one.lead.end)
            if not one.items:
                text = f"a list of {name} is announced and isn't there: unknown, not none"
                gathered.warn("list-lost", text, lead)
            elif one.is_cut:
                last = item_text(gathered.page, one.items[-1])
                text = f"the list of {name} may be cut off after {last!r}"
                gathered.warn("list-cut-off", text, lead)
