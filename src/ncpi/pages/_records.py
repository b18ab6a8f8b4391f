"""From the values of a page to a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from ncpi import registers
from ncpi.fields import JsonValue
from ncpi.model import (
    GRADE_SCALES,
    CaseAudit,
    Correction,
    DateSpan,
    ItemCount,
    Judgment,
    OpeningHours,
    PartialDate,
    PressContact,
    PressRelease,
    Quote,
    Recommendation,
    Report,
    ReportLink,
    Source,
    StatusEvent,
    Timescale,
)
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.pages._kinds import FOLLOW_UPS, RELEASE, REPORTS, RESPONSE, TRACKER, kind_of_title
from ncpi.pages._reading import PageRecord
from ncpi.vocabulary import (
    ItemKind,
    JudgmentStatus,
    LineHours,
    LinkBasis,
    Party,
    ReportKind,
    Weekday,
)

__all__ = ["BUILDERS", "Builder", "baseline_key", "report_key"]

Builder = Callable[[Mapping[str, JsonValue], Source], PageRecord | None]

_REPORT_KINDS = {
    "inspection": (ReportKind.INSPECTION, "inspection"),
    "post-inspection-review": (ReportKind.POST_INSPECTION_REVIEW, "review"),
    "re-inspection": (ReportKind.REINSPECTION, "re-inspection"),
    "assessment-of-progress": (ReportKind.PROGRESS_ASSESSMENT, "progress"),
}
_GRADES = {"good": "good", "requires_improvement": "requires improvement", "inadequate": "inadequate"}
_WEEK = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)
_TRACKER = "the inspectorate's recommendation tracker"


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: JsonValue) -> list[str]:
    listed = value if isinstance(value, (list, tuple)) else ()
    return [one for one in listed if isinstance(one, str)]


def _maps(value: JsonValue) -> list[Mapping[str, Any]]:
    listed = value if isinstance(value, (list, tuple)) else ()
    return [cast("Mapping[str, Any]", one) for one in listed if isinstance(one, Mapping)]


def _map(value: JsonValue) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _span(value: JsonValue) -> DateSpan | None:
    dates = _texts(value)
    return DateSpan(start=dates[0], end=dates[1]) if len(dates) == 2 else None


def _one_body(values: Mapping[str, JsonValue]) -> str | None:
    bodies = _texts(values.get("bodies"))
    return bodies[0] if len(bodies) == 1 else None


def _within(date: PartialDate | None, text: str) -> bool:
    """Whether a date on record and the date *text* can be the same."""
    if date is None:
        return False
    given = PartialDate.parse(text)
    return date.earliest <= given.latest and given.earliest <= date.latest


def baseline_key(values: Mapping[str, JsonValue]) -> str | None:
    """The key of the one shipped report that the page says it follows up; None if none is surely it.

    It has the same force, and every date that the page gives of it is the report's.
    """
    body, dates = _one_body(values), _map(values.get("baseline"))
    if body is None or not dates:
        return None
    fits: list[str] = []
    for report in registers.reports:
        if body not in report.bodies or report.kind is not ReportKind.INSPECTION:
            continue
        tests: list[bool] = []
        for what, given in dates.items():
            if what == "published":
                tests.append(_within(report.published, given))
            elif what == "fieldwork":
                tests.append(_covers(report.fieldwork, given))
            else:
                tests.append(
                    _within(report.published, given) or _covers(report.fieldwork, given)
                )
        if all(tests):
            fits.append(report.key)
    return fits[0] if len(fits) == 1 else None


def _covers(span: DateSpan | None, text: str) -> bool:
    if span is None or not isinstance(span.start, PartialDate):
        return False
    given = PartialDate.parse(text)
    last = span.end if isinstance(span.end, PartialDate) else span.start
    return span.start.earliest <= given.latest and given.earliest <= last.latest


def report_key(kind: str, values: Mapping[str, JsonValue]) -> str | None:
    """The key of a report: that of the shipped one, or made of force, year and kind as those are."""
    body = _one_body(values)
    if body is None or kind not in _REPORT_KINDS:
        return None
    word = _REPORT_KINDS[kind][1]
    known = [
        report
        for report in registers.reports
        if report.bodies == (body,) and report.key.endswith(f"-{word}") and "exploit" not in report.key
    ]
    published, fieldwork = _text(values.get("published")), _texts(values.get("fieldwork"))
    page_date = _text(values.get("page_date"))
    fits = [
        report
        for report in known
        if (published and _within(report.published, published))
        or (fieldwork and report.fieldwork and _covers(report.fieldwork, fieldwork[0]))
        or (page_date and report.reissued and str(report.reissued) == page_date)
    ]
    if len(fits) == 1:
        return fits[0].key
    return f"{body}/{published[:4]}-{word}" if published and not fits else None


# ---------------------------------------------------------------- press releases
def _contacts(values: Mapping[str, JsonValue], source: Source) -> list[PressContact]:
    apart, hours = _text(values.get("out_of_hours")), _map(values.get("hours"))
    email = _text(values.get("email"))
    week = (
        OpeningHours(days=_WEEK, opens=hours["from"], closes=hours["to"], time_zone="Europe/London")
        if hours
        else None
    )
    contacts: list[PressContact] = []
    for phone in _texts(values.get("phones")):
        is_apart = phone == apart
        contacts.append(
            PressContact(
                name="Press office, out of hours" if is_apart else "Press office",
                phone=phone,
                email=None if is_apart or contacts else email,
                hours=LineHours.OUT_OF_HOURS if is_apart else (None if contacts else week),
                as_of=_text(values.get("published")),
                sources=[source],
            )
        )
    if email and not any(one.email for one in contacts):
        contacts.append(PressContact(name="Press office", email=email, sources=[source]))
    return contacts


def _announced_key(values: Mapping[str, JsonValue]) -> str | None:
    """The key of the shipped report whose title the release announces, if there is one such."""
    title, body = _text(values.get("report_announced")), _one_body(values)
    kind = kind_of_title(title.replace("\u2011", "-")) if title else None
    if title is None or body is None or kind is None:
        return None
    word = _REPORT_KINDS[kind][1]
    known = [
        report for report in registers.reports
        if report.bodies == (body,) and report.key.endswith(f"-{word}")
    ]
    fieldwork = _texts(values.get("fieldwork"))
    if len(known) > 1:
        known = [one for one in known if fieldwork and _covers(one.fieldwork, fieldwork[0])]
    return known[0].key if len(known) == 1 else None


def _release(values: Mapping[str, JsonValue], source: Source) -> PressRelease | None:
    headline = _text(values.get("headline"))
    if headline is None:
        return None
    return PressRelease(
        headline=headline,
        published=_text(values.get("published")),
        by=_text(values.get("by")),
        report=_announced_key(values),
        report_title=_text(values.get("report_announced")),
        report_url=_text(values.get("report_url")),
        bodies=_texts(values.get("bodies")),
        lead=_text(values.get("lead")),
        improvements=_texts(values.get("improvements")),
        concerns=_texts(values.get("concerns")),
        quotes=[
            Quote(speaker=one["speaker"], role=one["office"], text=one["text"], sources=[source])
            for one in _maps(values.get("quotes"))
        ],
        notes=_texts(values.get("notes")),
        contacts=_contacts(values, source),
        sources=[source],
    )


# ---------------------------------------------------------------- reports
def _audits(values: Mapping[str, JsonValue]) -> list[CaseAudit]:
    audits: list[CaseAudit] = []
    found = [_map(values.get("audited")), *_maps(values.get("audited_by_area"))]
    for audited in filter(None, found):
        counts = {_GRADES[one]: audited[one] for one in _GRADES if one in audited}
        total = audited.get("total")
        if total is not None and sum(counts.values()) != total and len(counts) == len(_GRADES):
            continue  # the reading warns of the sum
        audits.append(
            CaseAudit(
                area=audited.get("area"),
                scale=GRADE_SCALES["ncpi-cases-2016"],
                counts=counts,
                stated_total=total,
            )
        )
    return audits


def _judgments(values: Mapping[str, JsonValue]) -> list[Judgment]:
    return [
        Judgment(
            topic=topic,
            grade=grade,
            scale=GRADE_SCALES["ncpi-topics-2024"],
            status=JudgmentStatus.GRADED,
        )
        for topic, grade in _map(values.get("judgments")).items()
    ]


def _report(kind: str) -> Builder:
    def build(values: Mapping[str, JsonValue], source: Source) -> Report | None:
        key, title = report_key(kind, values), _text(values.get("headline"))
        if key is None or title is None:
            return None
        baseline = baseline_key(values) if kind in FOLLOW_UPS else None
        causes = values.get("causes_of_concern")
        numbers: dict[str, Any] = {
            name: values.get(name) for name in ("recommendations_made", "recommendations_followed_up")
        }
        return Report(
            key=key,
            title=title,
            kind=_REPORT_KINDS[kind][0],
            programme="NCPI" if "child protection" in title.lower() else None,
            inspectorates=[by] if (by := _text(values.get("by"))) else [],
            bodies=_texts(values.get("bodies")),
            fieldwork=_span(values.get("fieldwork")),
            published=_text(values.get("published")),
            reissued=_text(values.get("page_date")) if values.get("migration") is True else None,
            isbn=_text(values.get("isbn")),
            item_counts=(
                [ItemCount(kind=ItemKind.CAUSE_OF_CONCERN, made=causes)]
                if isinstance(causes, int)
                else []
            ),
            follows=[ReportLink(report=baseline, basis=LinkBasis.STATED)] if baseline else [],
            corrections=(
                [Correction(dated=dated)] if (dated := _text(values.get("corrected"))) else []
            ),
            case_audits=_audits(values),
            judgments=_judgments(values),
            sources=[source],
            **numbers,
        )

    return build


# ---------------------------------------------------------------- trackers and responses
def _recommendation(values: Mapping[str, JsonValue], source: Source) -> Recommendation | None:
    number, text = _text(values.get("id")), _text(values.get("text"))
    if number is None or text is None:
        return None
    timescale = _text(values.get("timescale"))
    history: list[StatusEvent] = []
    for event in _maps(values.get("events")):
        if event["status"] is None and event["comment"] is None:
            continue
        history.append(
            StatusEvent(
                party=Party.INSPECTORATE if event["status"] else Party.NOT_STATED,
                dated=event["dated"],
                status=event["status"],
                comment=event["comment"],
                recorded_in=_TRACKER,
                sources=[source],
            )
        )
    return Recommendation(
        key=number,
        text=text,
        timescale=Timescale.parse(timescale) if timescale else Timescale(),
        addressed_to=_texts(values.get("bodies")),
        tracker=number,
        history=history,
        sources=[source],
    )


def _response(values: Mapping[str, JsonValue], source: Source) -> Response | None:
    kind, body = _text(values.get("report_kind")), _one_body(values)
    if kind is None or body is None:
        return None
    published = _text(values.get("report_published"))
    known = [
        report
        for report in registers.reports
        if report.bodies == (body,)
        and report.key.endswith(f"-{_REPORT_KINDS[kind][1]}")
        and (published is None or _within(report.published, published))
    ]
    if len(known) != 1:
        return None
    report = known[0].key
    return Response(
        report=report,
        party=Party.LOCAL_POLICING_BODY,
        body=_text(values.get("body")),
        published=_text(values.get("published")),
        answers=[
            ResponseAnswer(
                item=f"{report}#recommendation-{one['number']}", action_taken=one["text"]
            )
            for one in _maps(values.get("answers"))
        ],
    )


BUILDERS: Mapping[str, Builder] = {
    RELEASE: _release,
    TRACKER: _recommendation,
    RESPONSE: _response,
    **{kind: _report(kind) for kind in sorted(REPORTS)},
}
"""How a record is made of the values of each kind of page."""

