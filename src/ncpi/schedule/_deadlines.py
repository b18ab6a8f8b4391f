"""`deadlines`: the schedule after a report, on a day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import attrs

from ncpi import fields, registers
from ncpi.comparison._entries import Caveat, heading
from ncpi.errors import Fault, counted
from ncpi.model import Deadline, Recommendation, Report, StatusEvent, Timescale
from ncpi.model.dates._partial_dates import Days, days_in
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.model.responses import Response
from ncpi.schedule._applying import Fit, fit, inspected, is_named
from ncpi.schedule._counting import last_days
from ncpi.schedule._parties import EVERY_POLICING_BODY, members_of, policing_body_of
from ncpi.schedule._results import (
    Discharge,
    ExcludedRule,
    Schedule,
    ScheduleEntry,
)
from ncpi.vocabulary import (
    CaveatCode,
    DueStatus,
    MetBy,
    OwedBy,
    Party,
    PeriodStart,
    PeriodUnit,
    ResponseKind,
    RuleSubject,
)

__all__ = ["OWN_TIMESCALE", "deadlines"]

OWN_TIMESCALE = "recommendation-own-timescale"
"""The rule key of a recommendation's own deadline, if no rule in use covers its timescale."""

_OWN_BASIS = "wording of the recommendation"
_UNKNOWN_PUBLICATION = "the report's date of publication is unknown"

_RULES: Any = Annotated[tuple[DeadlineRule, ...], fields.distinct("key")]


_DISCHARGED = {
    MetBy.COMMENTS: (ResponseKind.COMMENTS, Party.LOCAL_POLICING_BODY),
    MetBy.ACTION_PLAN: (ResponseKind.ACTION_PLAN, Party.FORCE),
}
"""The kind of response that meets each duty, and the party from which it is due."""


@attrs.frozen
class _Met:
    """What meets a deadline up to the day, and what may do so, as its date can't tell."""

    by: tuple[Discharge, ...] = ()
    possibly_by: tuple[Discharge, ...] = ()


@attrs.frozen
class _Record:
    """A report, the day asked about, and the responses to the report that are on record."""

    report: Report
    on: date
    responses: tuple[Response, ...]

    def met(self, rule: DeadlineRule, owing: Sequence[str]) -> Iterator[tuple[str, _Met]]:
        """Each who must do what *rule* requires, with what meets it.

        A body of a group that did it is set apart from the group, whose others still owe it.
        """
        known = [*self._known(rule)]
        if [*owing] == [EVERY_POLICING_BODY]:
            bodies = sorted({one.body for one in known if one.body is not None})
            for body in bodies:
                yield body, self._met_by(rule, [one for one in known if one.body == body])
            if not members_of(EVERY_POLICING_BODY, self.on) <= {*bodies}:
                yield EVERY_POLICING_BODY, _Met()
            return
        for who in owing:
            # A response that names no body can only be that of the one that owes it.
            unnamed = (None,) if len(owing) == 1 else ()
            theirs = [one for one in known if one.body in (who, *unnamed) or one.party.value == who]
            yield who, self._met_by(rule, theirs)

    def _known(self, rule: DeadlineRule) -> Iterator[Response]:
        """The responses of the kind and the party of *rule* that may be dated up to the day."""
        if rule.met_by is None or rule.met_by not in _DISCHARGED:
            return
        kind, party = _DISCHARGED[rule.met_by]
        for response in self.responses:
            published, issued = response.published, self.report.published
            if response.kind is not kind or (published is None and not _says_anything(response)):
                continue
            if published is not None and published.earliest > self.on:
                continue
            if issued is not None and published is not None and published.latest < issued.earliest:
                continue  # it can't be an answer to a report that wasn't out
            if response.party is party or response.party.value == _office(rule):
                yield response

    def _met_by(self, rule: DeadlineRule, responses: Iterable[Response]) -> _Met:
        """What meets *rule*, the earliest first."""
        met = [
            Discharge(by=one.body or one.party.value, what=rule.met_by, dated=one.published)
            for one in responses
            if rule.met_by is not None
        ]
        met.sort(key=lambda one: (one.dated is None, *one.span, one.by))
        return _Met(
            tuple(one for one in met if one.span[1] <= self.on),
            tuple(one for one in met if one.span[1] > self.on),
        )


def _says_anything(response: Response) -> bool:
    """Whether there is more in *response* than the places for its answers."""
    texts = (response.comments, response.chief_officer_comments, response.reply)
    return any(texts) or any(answer.is_complete for answer in response.answers)


def deadlines(
    report: Report,
    *,
    on: date | str,
    unverified: bool = False,
    holidays: Days | None = None,
    responses: Iterable[Response] | None = None,
    rules: Iterable[DeadlineRule] | None = None,
) -> Schedule:
    """What is due after *report*, from whom and by when, and its status on a day.

    Each duty has its own discharge: dated comments of the local policing body meet the 56 days,
    a dated action plan the six weeks, and only the inspectorate's closure a recommendation. A
    force's "complete" or an improvement that was found stands beside it.

    Days are counted from publication, never from a reissue or a correction. If publication
    is known only to the month or the year, due dates are ranges. This is not legal advice.

    Args:
        report: the report.
        on: the day for which the status is given.
        unverified: whether to use rules that were only inferred as well. They are marked.
        holidays: the bank holidays: dates or ISO dates, or a calendar of the ``holidays``
            library, or "england-and-wales", "scotland" or "northern-ireland", as that library
            has them. Periods in working days aren't counted without.
        responses: what bodies published in answer; those to other reports are ignored. None for
            what `ncpi.registers.responses_to` has on this report.
        rules: the rules to use; None for those of `ncpi.registers.deadline_rules`.

    Raises:
        ncpi.errors.InvalidError: an argument is invalid, such as a datetime for *on*, or a
            due date would be after the year 9999.
        ncpi.errors.MissingExtraError: *holidays* names a division, and the package ``holidays``
            isn't installed.
    """
    faults: list[Fault] = []
    report = fields.accept(Report, report, "report", faults)
    on = fields.accept(date, on, "on", faults)
    unverified = fields.accept(bool, unverified, "unverified", faults)
    given = registers.deadline_rules if rules is None else rules
    used: tuple[DeadlineRule, ...] = fields.accept(_RULES, given, "rules", faults)
    days = None if holidays is None else days_in(holidays, "holidays", faults)
    said = None
    if responses is not None:
        said = fields.accept(tuple[Response, ...], responses, "responses", faults)
    fields.refuse(faults, "deadlines")
    known = _shipped_responses(report) if said is None else said
    record = _Record(report, on, tuple(one for one in known if one.report == report.key))
    items: list[ScheduleEntry] = []
    excluded: list[ExcludedRule] = []
    own: list[tuple[DeadlineRule, Fit]] = []
    fitting = {rule: fit(rule, report) for rule in sorted(used, key=lambda rule: rule.key)}
    for rule, fits in fitting.items():
        others = _or_else(rule, fitting)
        if others and (rule.verified or unverified):
            items += _one_of(rule, fits, others, record)
        elif reason := _why_excluded(rule, fits, report, unverified=unverified):
            excluded.append(reason)
        elif rule.owed_by is OwedBy.ADDRESSEE:
            own.append((rule, fits))
        else:
            items += _under(rule, fits, record, days)
    for recommendation in report.recommendations:
        items += _by_timescale(recommendation, own, report, on)
    excluded += _unused(own, report)
    entries = [item for item in items if item.deadline.reason is None]
    return Schedule(
        heading=heading(report),
        on=on,
        entries=sorted(entries, key=_order),
        undated=[item for item in items if item.deadline.reason is not None],
        excluded_rules=sorted(excluded, key=lambda rule: rule.rule),
        caveats=list(_caveats(report, on)),
    )


def _shipped_responses(report: Report) -> Sequence[Response]:
    """What the registers have in answer to *report*."""
    return registers.responses_to(report.key) if report.key in registers.reports else ()


def _or_else(rule: DeadlineRule, fitting: Mapping[DeadlineRule, Fit]) -> list[str]:
    """The alternatives to *rule*, of which exactly one applies, by the publication date alone."""

    def whom(entry: DeadlineRule) -> tuple[object, ...]:
        aimed = (entry.owed_by, entry.bodies, entry.inspectorates, entry.programmes, entry.kinds)
        return (*aimed, entry.about)

    if rule.owed_by is OwedBy.ADDRESSEE:
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
    rule: DeadlineRule, fits: Fit, others: Sequence[str], record: _Record
) -> Iterator[ScheduleEntry]:
    """What is due if *rule* applies and none of *others*."""
    reason = f"due under this rule unless {', '.join(others)} applies: {fits.reason}"
    for who, met in record.met(rule, _owing(rule, fits, record.report)):
        yield _without_day(rule, fits, who, reason, record, met)


def _order(entry: ScheduleEntry) -> tuple[object, ...]:
    due = entry.deadline
    return entry.status is DueStatus.CANNOT_TELL, due.earliest, due.latest, due.rule


def _why_excluded(
    rule: DeadlineRule, fits: Fit, report: Report, *, unverified: bool
) -> ExcludedRule | None:
    reason, cannot_tell = fits.reason, fits.cannot_tell
    is_unused = None
    if not rule.verified and not unverified:
        is_unused = "it is unverified, and unverified rules were not requested"
    elif not rule.must:
        is_unused = "no source states what it requires, so nothing is due under it"
    if is_unused and (reason is None or cannot_tell):
        reason, cannot_tell = is_unused, False
    if reason is None:
        return None
    is_owed = cannot_tell and rule.owed_by is not OwedBy.ADDRESSEE
    return ExcludedRule(
        rule=rule.key,
        report=report.key,
        cannot_tell=cannot_tell,
        due_from=_owing(rule, fits, report) if is_owed else (),
        reason=reason,
    )


def _owing(rule: DeadlineRule, fits: Fit, report: Report) -> Sequence[str]:
    """Who must do what *rule* requires."""
    if rule.owed_by is OwedBy.BODY:
        return fits.bodies
    if rule.owed_by is OwedBy.LOCAL_POLICING_BODY:
        return [policing_body_of(body) for body in fits.bodies] or [EVERY_POLICING_BODY]
    if rule.owed_by is OwedBy.INSPECTORATE:
        both = [key for key in report.inspectorates if is_named(key, rule.inspectorates)]
        return both or report.inspectorates or (OwedBy.INSPECTORATE.value,)
    return (_office(rule),)


def _office(rule: DeadlineRule) -> str:
    """Who is bound by *rule*, in its own words."""
    return rule.applies_to.partition(" (")[0]


def _doubts(rule: DeadlineRule, fits: Fit) -> list[Caveat]:
    caveats = list(fits.caveats)
    if not rule.verified:
        text = "the rule was inferred, not seen in a source"
        caveats.insert(0, Caveat(code=CaveatCode.UNVERIFIED_RULE, text=text))
    return caveats


def _under(
    rule: DeadlineRule, fits: Fit, record: _Record, holidays: Container[date] | None
) -> Iterator[ScheduleEntry]:
    """What is due under *rule*, for each who must do it."""
    report, on = record.report, record.on
    reason, span = _days(rule, report, holidays)
    for who, met in record.met(rule, _owing(rule, fits, report)):
        undated = _without_day(rule, fits, who, reason, record, met)
        if span is None:
            yield undated
            continue
        caveats = [*undated.caveats, *_not_yet(report, on), *_may_end(who, span[1])]
        deadline = attrs.evolve(undated.deadline, **_on_days(span))
        yield attrs.evolve(undated, deadline=deadline, caveats=caveats)


def _on_days(span: tuple[date, date]) -> dict[str, Any]:
    """That something is due on a day from the first to the second of *span*."""
    return {"earliest": span[0], "latest": span[1], "reason": None}


def _without_day(
    rule: DeadlineRule, fits: Fit, who: str, reason: str, record: _Record, met: _Met
) -> ScheduleEntry:
    deadline = Deadline(
        what="; ".join(rule.must),
        due_from=who,
        reason=reason,
        rule=rule.key,
        basis=rule.basis,
        verified=rule.verified,
        report=record.report.key,
        sources=rule.sources,
        confidence=rule.confidence,
    )
    return ScheduleEntry(
        deadline=deadline,
        on=record.on,
        met_by=met.by,
        possibly_met_by=met.possibly_by,
        caveats=_doubts(rule, fits),
    )


def _days(
    rule: DeadlineRule, report: Report, holidays: Container[date] | None
) -> tuple[str, tuple[date, date] | None]:
    """Why there is no due date, or what it is counted from and the earliest and latest possible."""
    if rule.length is None:
        return "the rule as seen sets no period", None
    if rule.counted_from is PeriodStart.RECEIPT:
        return f"its {rule.period} run from receipt, which isn't recorded", None
    if report.published is None:
        return _UNKNOWN_PUBLICATION, None
    if rule.unit is PeriodUnit.WORKING_DAYS and holidays is None:
        return f"{rule.period} can't be counted without the bank holidays: pass holidays", None
    reason = f"its {rule.period} run from publication"
    return reason, last_days(rule, report.published, () if holidays is None else holidays)


def _is_of(rule: DeadlineRule, timescale: Timescale) -> bool:
    """Whether *rule* is the one for recommendations with this *timescale*."""
    if timescale.immediately:
        return rule.about is RuleSubject.IMMEDIATE
    # A timescale is counted from the day after publication.
    if rule.length is None or rule.unit is None or rule.first_day_counts:
        return False
    lengths = {
        PeriodUnit.DAYS: timescale.days,
        PeriodUnit.WEEKS: timescale.weeks,
        PeriodUnit.MONTHS: timescale.months,
    }
    return lengths.get(rule.unit) == rule.length


def _by_timescale(
    recommendation: Recommendation,
    own: Sequence[tuple[DeadlineRule, Fit]],
    report: Report,
    on: date,
) -> Iterator[ScheduleEntry]:
    """The deadlines of *recommendation* by its own timescale."""
    timescale = recommendation.timescale
    if not timescale.is_stated:
        return
    caveats: list[Caveat] = []
    under: dict[str, Any] = {"rule": OWN_TIMESCALE, "basis": _OWN_BASIS, "verified": True}
    for rule, fits in own:
        if _is_of(rule, timescale):
            caveats = _doubts(rule, fits)
            under = {"rule": rule.key, "basis": rule.basis, "verified": rule.verified}
            break
    claims = recommendation.latest_claims(on=on)
    item = recommendation.ref(report.key)
    span = recommendation.due_between(report.published)
    sources = recommendation.sources or report.sources
    owing = recommendation.addressed_to or inspected(report)
    if not recommendation.addressed_to and len(owing) != 1:
        text = "it names no addressee, and the report isn't about one body: it may bind any of them"
        caveats.append(Caveat(code=CaveatCode.ADDRESSEE_NOT_STATED, text=text))
        owing = ("addressee not stated",)
    if timescale.has_period and timescale.by is not None:
        text = f"it is due {timescale}: the earlier of the two is taken as the due date"
        caveats.append(Caveat(code=CaveatCode.OWN_READING, text=text))
    caveats += [*_left_out(recommendation, on), *_not_yet(report, on)]
    for event in recommendation.history:
        if event.closes is None and event.dated.earliest <= on:
            text = f"ncpi doesn't know whether the inspectorate's status {event.status!r} closes it"
            caveats.append(Caveat(code=CaveatCode.STATUS_UNCLEAR, text=text))
    when = _on_days(span) if span else {"reason": _why_undated(timescale)}
    for who, met in _closures(recommendation, owing, on):
        deadline = Deadline(
            what=recommendation.text,
            due_from=who,
            **when,
            **under,
            report=report.key,
            item=item,
            sources=sources,
            confidence=recommendation.confidence,
        )
        yield ScheduleEntry(
            deadline=deadline,
            on=on,
            met_by=met.by,
            possibly_met_by=met.possibly_by,
            claims=claims,
            caveats=caveats,
        )


def _closures(
    recommendation: Recommendation, owing: Iterable[str], on: date
) -> Iterator[tuple[str, _Met]]:
    """Each who owes *recommendation*, with the inspectorate's closure of it, certain or not.

    A body of a group for which that differs is set apart from the group, as in `_Record.met`.
    """

    def met(body: str) -> _Met:
        certain = recommendation.closure(on=on, body=body)
        maybe = recommendation.possible_closure(on=on, body=body)
        return _Met(closing(certain), closing(maybe))

    def closing(event: StatusEvent | None) -> tuple[Discharge, ...]:
        if event is None:
            return ()
        return (Discharge(by=event.claimant, what=MetBy.CLOSURE, dated=event.dated),)

    named = dict.fromkeys(event.body for event in recommendation.history if event.body)
    for who in owing:
        members = members_of(who, on)
        others = met(who)
        apart = {body: met(body) for body in named if body in members and met(body) != others}
        yield from apart.items()
        if not members or not members <= {*apart}:
            yield who, others


def _left_out(recommendation: Recommendation, on: date) -> Iterator[Caveat]:
    """The claims that may or may not have been made by the day."""
    unknown = [
        f"{event.claimant}, {event.dated}"
        for event in recommendation.history
        if event.dated.earliest <= on < event.dated.latest
    ]
    if unknown:
        text = f"claims left out because they may be later than {on}: {'; '.join(unknown)}"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)


def _why_undated(timescale: Timescale) -> str:
    if timescale.has_period:
        return f"it is due {timescale}, and {_UNKNOWN_PUBLICATION}"
    return f"its timescale states no day: {timescale}"


def _unused(own: Sequence[tuple[DeadlineRule, Fit]], report: Report) -> Iterator[ExcludedRule]:
    """The rules on recommendations whose timescale no recommendation has."""
    complete = report.lists_all_recommendations
    stated = [entry.timescale for entry in report.recommendations]
    for rule, _ in own:
        if not any(_is_of(rule, timescale) for timescale in stated):
            reason = "no listed recommendation has this timescale"
            if not complete:
                reason += ", but the list may be incomplete"
            yield ExcludedRule(
                rule=rule.key, report=report.key, cannot_tell=not complete, reason=reason
            )


def _not_yet(report: Report, on: date) -> Iterator[Caveat]:
    is_out = report.published_by(on)
    if report.published is None or is_out:
        return
    then = "nothing was due yet"
    if is_out is None:
        then = f"it may not have been out, and {then.replace('was ', '')}"
    text = f"the report was published {report.published}: on {on} {then}"
    yield Caveat(code=CaveatCode.NOT_YET_PUBLISHED, text=text)


def _may_end(who: str, due: date) -> Iterator[Caveat]:
    office = registers.local_policing_bodies.get(who)
    if office is not None and (text := office.ending_by(due)):
        yield Caveat(code=CaveatCode.OFFICE_MAY_END, text=text)


def _caveats(report: Report, on: date) -> Iterator[Caveat]:
    """The caveats on the schedule as a whole."""
    yield from _not_yet(report, on)
    published, listed = report.published, report.recommendations_listed
    if published is None or published.exact is None:
        text = f"publication is known only as {published}: due dates that depend on it are ranges"
        if published is None:
            text = "publication is unknown, and so are due dates that depend on it"
        yield Caveat(code=CaveatCode.DATES_CANNOT_TELL, text=text)
    if not report.lists_all_recommendations:
        text = (
            f"{counted(listed, 'recommendation is', 'recommendations are')} listed, but there may "
            "be others, whose deadlines are missing here"
        )
        yield Caveat(code=CaveatCode.INCOMPLETE, text=text)
    if any(entry.timescale.has_period for entry in report.recommendations):
        text = (
            "recommendations state no start for their timescales; they are counted from publication"
        )
        yield Caveat(code=CaveatCode.OWN_READING, text=text)
