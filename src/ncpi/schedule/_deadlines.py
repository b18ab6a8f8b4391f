"""`deadlines`: the schedule after a report, on a day."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from ncpi import fields, registers
from ncpi.comparison._entries import Caveat, heading
from ncpi.comparison._recommendations import last_claims
from ncpi.errors import Fault
from ncpi.model import Deadline, Recommendation, Report, Timescale
from ncpi.model.dates import days_in
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.schedule._applying import Fit, fit, lists_all
from ncpi.schedule._counting import last_days, needs_holidays
from ncpi.schedule._results import ExcludedRule, Schedule, ScheduleEntry, UndatedDeadline
from ncpi.vocabulary import CaveatCode, DueStatus, Owing, PeriodUnit

__all__ = ["OWN_TIMESCALE", "deadlines"]

OWN_TIMESCALE = "recommendation-own-timescale"
"""The rule key of a recommendation's own deadline, if no rule in use covers its timescale."""

_OWN_BASIS = "wording of the recommendation"
_UNKNOWN_PUBLICATION = "the report's date of publication is unknown"
_COMMON_COUNCIL = ("police/city-of-london", "Common Council of the City of London")

_Item = ScheduleEntry | UndatedDeadline


def deadlines(
    report: Report,
    *,
    on: date | str,
    unverified: bool = False,
    holidays: Container[date] | Collection[str] | None = None,
    rules: Iterable[DeadlineRule] | None = None,
) -> Schedule:
    """What is due after *report*, from whom and by when, and its status on a day.

    Days are counted from publication, never from a reissue or a correction. If publication
    is known only to the month or the year, due dates are ranges. This is not legal advice.

    Args:
        report: the report.
        on: the day for which the status is given.
        unverified: whether to use rules that were only inferred as well. They are marked.
        holidays: the bank holidays, as any container of dates or ISO dates, such as a set or a
            calendar of the ``holidays`` library. Periods in working days aren't counted without.
        rules: the rules to use; None for those of `ncpi.registers.deadline_rules`.

    Raises:
        ncpi.errors.InvalidError: an argument is invalid, such as a datetime for *on*, or a
            due date would be after the year 9999.
    """
    faults: list[Fault] = []
    report = fields.accept(Report, report, "report", faults)
    on = fields.accept(date, on, "on", faults)
    unverified = fields.accept(bool, unverified, "unverified", faults)
    used: tuple[DeadlineRule, ...] = fields.tuple_of[DeadlineRule](
        registers.deadline_rules if rules is None else rules
    )
    faults += [fault.below("rules") for fault in _RULES.faults(used)]
    days = None if holidays is None else days_in(holidays, "holidays", faults)
    fields.refuse(faults, "deadlines")
    items: list[_Item] = []
    excluded: list[ExcludedRule] = []
    own: list[tuple[DeadlineRule, Fit]] = []
    fitting = {rule: fit(rule, report) for rule in sorted(used, key=lambda rule: rule.key)}
    for rule, fits in fitting.items():
        others = _or_else(rule, fitting)
        if others and (rule.verified or unverified):
            items += _one_of(rule, fits, others, report)
        elif reason := _why_excluded(rule, fits, unverified=unverified):
            excluded.append(reason)
        elif rule.owed_by is Owing.ADDRESSEE:
            own.append((rule, fits))
        else:
            items += _under(rule, fits, report, on, days)
    for recommendation in report.recommendations:
        items += _by_timescale(recommendation, own, report, on)
    excluded += _unused(own, report)
    entries = [item for item in items if isinstance(item, ScheduleEntry)]
    return Schedule(
        heading=heading(report),
        on=on,
        entries=sorted(entries, key=_order),
        undated=[item for item in items if isinstance(item, UndatedDeadline)],
        excluded_rules=sorted(excluded, key=lambda rule: rule.rule),
        caveats=list(_caveats(report, on)),
    )


_RULES = fields.unique(fields.instance(DeadlineRule), "key")


def _or_else(rule: DeadlineRule, fitting: Mapping[DeadlineRule, Fit]) -> list[str]:
    """The alternatives to *rule*, of which exactly one applies, by the publication date alone."""

    def whom(entry: DeadlineRule) -> tuple[object, ...]:
        aimed = (entry.owed_by, entry.bodies, entry.inspectorates, entry.programmes, entry.kinds)
        return (*aimed, entry.about)

    if rule.owed_by is Owing.ADDRESSEE:
        return []
    alike = [
        other
        for other, fits in fitting.items()
        if fits.cannot_tell and fits.only_by_date and other.must and whom(other) == whom(rule)
    ]
    if rule not in alike:
        return []
    return [other.key for other in alike if _ends_where(rule, other) or _ends_where(other, rule)]


def _ends_where(rule: DeadlineRule, other: DeadlineRule) -> bool:
    """Whether *other* is in force from the day after the last day of *rule*."""
    end, start = rule.span.last, other.span.first
    if end is None or end.exact is None or start is None:
        return False
    return start.exact == end.exact + timedelta(days=1)


def _one_of(
    rule: DeadlineRule, fits: Fit, others: Sequence[str], report: Report
) -> Iterator[UndatedDeadline]:
    """What is due if *rule* applies and none of *others*."""
    for who in _owing(rule, fits, report):
        reason = f"due under this rule unless {', '.join(others)} applies: {fits.reason}"
        yield _without_day(rule, fits, who, reason)


def _order(entry: ScheduleEntry) -> tuple[object, ...]:
    due = entry.deadline
    return (
        entry.status is DueStatus.CANNOT_TELL,
        due.earliest,
        due.latest,
        due.rule,
        due.recommendation or "",
        due.due_from,
    )


def _why_excluded(rule: DeadlineRule, fits: Fit, *, unverified: bool) -> ExcludedRule | None:
    reason, cannot_tell = fits.reason, fits.cannot_tell
    if reason is None and not rule.verified and not unverified:
        reason = "it is unverified, and unverified rules were not requested"
    if reason is None and not rule.must:
        reason = "no source states what it requires, so nothing is due under it"
    if reason is None:
        return None
    return ExcludedRule(rule=rule.key, cannot_tell=cannot_tell, reason=reason)


def _owing(rule: DeadlineRule, fits: Fit, report: Report) -> Sequence[str]:
    """Who must do what *rule* requires."""
    if rule.owed_by is Owing.BODY:
        return fits.bodies
    if rule.owed_by is Owing.LOCAL_POLICING_BODY:
        return [_policing_body(body) for body in fits.bodies]
    if rule.owed_by is Owing.INSPECTORATE:
        both = [key for key in report.inspectorates if key in rule.inspectorates]
        return both or report.inspectorates or (Owing.INSPECTORATE.value,)
    return (rule.applies_to.partition(" (")[0],)


def _policing_body(body: str) -> str:
    force, council = _COMMON_COUNCIL
    return council if body == force else f"local policing body of {body}"


def _doubts(rule: DeadlineRule, fits: Fit) -> list[Caveat]:
    caveats = list(fits.caveats)
    if not rule.verified:
        text = "the rule was inferred, not seen in a source"
        caveats.insert(0, Caveat(code=CaveatCode.UNVERIFIED_RULE, text=text))
    return caveats


def _under(
    rule: DeadlineRule,
    fits: Fit,
    report: Report,
    on: date,
    holidays: Container[date] | None,
) -> Iterator[_Item]:
    """What is due under *rule*, for each who must do it."""
    reason, span = _days(rule, report, holidays)
    for who in _owing(rule, fits, report):
        caveats = _doubts(rule, fits)
        if who == _COMMON_COUNCIL[1]:
            text = "the Common Council as the local policing body is ncpi's own reading"
            caveats.append(Caveat(code=CaveatCode.OWN_READING, text=text))
        if span is None:
            yield attrs.evolve(_without_day(rule, fits, who, reason), caveats=caveats)
            continue
        deadline = Deadline(
            what="; ".join(rule.must),
            due_from=who,
            earliest=span[0],
            latest=span[1],
            rule=rule.key,
            basis=rule.basis,
            verified=rule.verified,
            report=report.key,
            sources=rule.sources,
            confidence=rule.confidence,
        )
        caveats += _not_yet(report, on)
        yield ScheduleEntry(deadline=deadline, on=on, caveats=caveats)


def _without_day(rule: DeadlineRule, fits: Fit, who: str, reason: str) -> UndatedDeadline:
    return UndatedDeadline(
        what="; ".join(rule.must),
        due_from=who,
        rule=rule.key,
        basis=rule.basis,
        verified=rule.verified,
        reason=reason,
        caveats=_doubts(rule, fits),
        sources=rule.sources,
        confidence=rule.confidence,
    )


def _days(
    rule: DeadlineRule, report: Report, holidays: Container[date] | None
) -> tuple[str, tuple[date, date] | None]:
    """The reason why there is no due date, or the earliest and latest possible due date."""
    if rule.length is None:
        return "the rule as seen sets no period", None
    if report.published is None:
        return _UNKNOWN_PUBLICATION, None
    if needs_holidays(rule) and holidays is None:
        return f"{rule.period} can't be counted without the bank holidays: pass holidays", None
    return "", last_days(rule, report.published, () if holidays is None else holidays)


def _is_of(rule: DeadlineRule, timescale: Timescale) -> bool:
    """Whether *rule* is the one for recommendations with this *timescale*."""
    if timescale.immediately:
        return rule.length == 0
    return rule.unit is PeriodUnit.MONTHS and timescale.months == rule.length


def _by_timescale(
    recommendation: Recommendation,
    own: Sequence[tuple[DeadlineRule, Fit]],
    report: Report,
    on: date,
) -> Iterator[_Item]:
    """The deadlines of *recommendation* by its own timescale."""
    timescale = recommendation.timescale
    if not timescale.is_stated:
        return
    ruling = next(((rule, fits) for rule, fits in own if _is_of(rule, timescale)), None)
    rule = None if ruling is None else ruling[0]
    caveats = [] if ruling is None else _doubts(*ruling)
    claims = last_claims(recommendation, on)
    span = recommendation.due_between(report.published)
    sources = recommendation.sources or report.sources
    owing = recommendation.addressed_to or report.bodies
    if not recommendation.addressed_to and len(owing) != 1:
        text = "it names no addressee, and the report isn't about one body: it may bind any of them"
        caveats.append(Caveat(code=CaveatCode.ADDRESSEE_NOT_STATED, text=text))
        owing = ("addressee not stated",)
    caveats += _not_yet(report, on)
    for who in owing:
        undated = UndatedDeadline(
            what=recommendation.text,
            due_from=who,
            rule=OWN_TIMESCALE if rule is None else rule.key,
            basis=_OWN_BASIS if rule is None else rule.basis,
            verified=rule is None or rule.verified,
            recommendation=recommendation.key,
            reason=f"it is due {timescale}, and {_UNKNOWN_PUBLICATION}",
            claims=claims,
            caveats=caveats,
            sources=sources,
            confidence=recommendation.confidence,
        )
        if span is None:
            yield undated
            continue
        deadline = Deadline(
            what=undated.what,
            due_from=who,
            earliest=span[0],
            latest=span[1],
            rule=undated.rule,
            basis=undated.basis,
            verified=undated.verified,
            report=report.key,
            recommendation=recommendation.key,
            sources=sources,
            confidence=recommendation.confidence,
        )
        yield ScheduleEntry(deadline=deadline, on=on, claims=claims, caveats=caveats)


def _unused(own: Sequence[tuple[DeadlineRule, Fit]], report: Report) -> Iterator[ExcludedRule]:
    """The rules on recommendations whose timescale no recommendation has."""
    complete = lists_all(report)
    stated = [entry.timescale for entry in report.recommendations]
    for rule, _ in own:
        if not any(_is_of(rule, timescale) for timescale in stated):
            reason = "no listed recommendation has this timescale"
            if not complete:
                reason += ", but the list may be incomplete"
            yield ExcludedRule(rule=rule.key, cannot_tell=not complete, reason=reason)


def _not_yet(report: Report, on: date) -> Iterator[Caveat]:
    if report.published is not None and on < report.published.earliest:
        text = f"the report was published {report.published}: on {on} nothing was due yet"
        yield Caveat(code=CaveatCode.NOT_YET_PUBLISHED, text=text)


def _caveats(report: Report, on: date) -> Iterator[Caveat]:
    """The caveats on the schedule as a whole."""
    yield from _not_yet(report, on)
    published, listed = report.published, report.recommendations_listed
    if published is None or published.exact is None:
        text = "publication is unknown, and so are due dates that depend on it"
        if published is not None:
            text = (
                f"publication is known only as {published}: due dates that depend on it are ranges"
            )
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if not lists_all(report):
        text = (
            f"{listed} recommendations are listed, but there may be others, whose deadlines are "
            "missing here"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if any(
        entry.timescale.immediately or entry.timescale.months for entry in report.recommendations
    ):
        text = (
            "recommendations state no start for their timescales; they are counted from publication"
        )
        yield Caveat(code=CaveatCode.OWN_READING, text=text)
