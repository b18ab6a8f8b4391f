"""From the values of a page to a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, cast

from ncpi import registers
from ncpi.errors import OWN_NUMBER
from ncpi.fields import JsonValue
from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    DateSpan,
    Finding,
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
from ncpi.pages._grammar import CASE_GRADES, CASES, TOPICS, period_of
from ncpi.pages._kinds import (
    FOLLOW_UPS,
    INSPECTION,
    LANDING,
    PROGRESS,
    REINSPECTION,
    RELEASE,
    REPORTS,
    RESPONSE,
    REVIEW,
    TRACKER,
    kind_of_title,
)
from ncpi.pages._page import same_length
from ncpi.pages._reading import PageRecord
from ncpi.vocabulary import (
    Basis,
    ItemKind,
    JudgmentStatus,
    LineHours,
    LinkBasis,
    Party,
    Relation,
    ReportKind,
    Weekday,
)

__all__ = [
    "BUILDERS",
    "REPORT_KINDS",
    "Builder",
    "answers_for",
    "baseline_key",
    "of_kind",
    "plain_words",
    "report_key",
    "reports_on",
]

REPORT_KINDS = {
    INSPECTION: (ReportKind.INSPECTION, "inspection"),
    REVIEW: (ReportKind.POST_INSPECTION_REVIEW, "review"),
    REINSPECTION: (ReportKind.REINSPECTION, "re-inspection"),
    PROGRESS: (ReportKind.PROGRESS_ASSESSMENT, "progress"),
}
"""The kind of report of each kind of page that is one, and the last word of its key."""


@lru_cache(maxsize=64)
def reports_on(body: str) -> tuple[Report, ...]:
    """The shipped reports on the body with this key, and on no other."""
    slugs = (row[0] for row in registers.reports.cells())
    found = (registers.reports[slug] for slug in slugs if slug.startswith(f"{body}/"))
    return tuple(report for report in found if report.bodies == (body,))


def of_kind(body: str, kind: str) -> list[Report]:
    """The shipped reports of the programme on *body* of which a page of this *kind* may be one."""
    wanted = REPORT_KINDS[kind][0]
    return [one for one in reports_on(body) if one.kind is wanted and one.programme == "NCPI"]


def within(date: PartialDate | None, text: str) -> bool:
    """Whether a date on record and the date *text* can be the same."""
    return date is not None and date.relation(text) in (Relation.SAME, Relation.CANNOT_TELL)


def covers(report: Report, text: str) -> bool:
    """Whether the date *text* can be one of the report's fieldwork."""
    return report.fieldwork is not None and report.fieldwork.covers(text) is not False


Builder = Callable[[Mapping[str, JsonValue], Source], PageRecord | None]

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


def _timescale(words: str | None) -> Timescale:
    """The timescale that a page words so, with a number in words to ninety-nine."""
    how, _, written = (words or "").partition(" ")
    period = period_of(written) if how == "within" else None
    return Timescale.parse(period or words) if words else Timescale()


def _one_body(values: Mapping[str, JsonValue]) -> str | None:
    bodies = _texts(values.get("bodies"))
    return bodies[0] if len(bodies) == 1 else None


def baseline_key(values: Mapping[str, JsonValue]) -> str | None:
    """The key of the one shipped inspection that the page surely says it follows up, or None.

    It is of the same force, and every date that the page gives of it is the report's.
    """
    body, dates = _one_body(values), _map(values.get("baseline"))
    if body is None or not dates:
        return None
    fits: list[str] = []
    for report in reports_on(body):
        if report.kind is not ReportKind.INSPECTION:
            continue
        tests: list[bool] = []
        for what, given in dates.items():
            if what == "published":
                tests.append(within(report.published, given))
            elif what == "fieldwork":
                tests.append(covers(report, given))
            else:
                tests.append(within(report.published, given) or covers(report, given))
        if all(tests):
            fits.append(report.key)
    return fits[0] if len(fits) == 1 else None


def report_key(kind: str, values: Mapping[str, JsonValue]) -> str | None:
    """The key of a report: the shipped one's, or made of force, year and kind as those are."""
    body = _one_body(values)
    if body is None or kind not in REPORT_KINDS:
        return None
    published, fieldwork = _text(values.get("published")), _texts(values.get("fieldwork"))
    page_date = _text(values.get("page_date"))
    fits = [
        report
        for report in of_kind(body, kind)
        if (published and within(report.published, published))
        or (fieldwork and covers(report, fieldwork[0]))
        or (page_date and report.reissued and str(report.reissued) == page_date)
    ]
    if len(fits) == 1:
        return fits[0].key
    word = REPORT_KINDS[kind][1]
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
    kind = kind_of_title(same_length(title)) if title else None
    if title is None or body is None or kind is None:
        return None
    fieldwork = _texts(values.get("fieldwork"))
    known = of_kind(body, kind)
    if len(known) > 1:
        known = [one for one in known if fieldwork and covers(one, fieldwork[0])]
    return known[0].key if len(known) == 1 else None


def _inspector(speaker: str, when: PartialDate | None) -> str | None:
    """The key of the one inspector of this name who may have been in office on *when*."""
    if when is None:
        return None
    named = [one for one in registers.inspectors if speaker in (one.name, *one.aliases)]
    fits = [one.key for one in named if one.in_office(when) is not False]
    return fits[0] if len(fits) == 1 else None


def _released(values: Mapping[str, JsonValue], report: str | None) -> PartialDate | None:
    """When the release was published, or else the shipped report that it announces."""
    published = _text(values.get("published"))
    if published is not None:
        return PartialDate.parse(published)
    return registers.reports[report].published if report else None


def _release(values: Mapping[str, JsonValue], source: Source) -> PressRelease | None:
    headline = _text(values.get("headline"))
    if headline is None:
        return None
    report = _announced_key(values)
    when = _released(values, report)
    return PressRelease(
        headline=headline,
        published=_text(values.get("published")),
        by=_text(values.get("by")),
        report=report,
        report_title=_text(values.get("report_announced")),
        report_url=_text(values.get("report_url")),
        bodies=_texts(values.get("bodies")),
        lead=_text(values.get("lead")),
        background=_text(values.get("background")),
        lasting_change=_text(values.get("lasting_change")),
        improvements=_texts(values.get("improvements")),
        concerns=_texts(values.get("concerns")),
        quotes=[
            Quote(
                speaker=one["speaker"],
                role=one["office"],
                inspector=_inspector(one["speaker"], when),
                text=one["text"],
                sources=[source],
            )
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
        counts = {grade: audited[key] for key, grade in CASE_GRADES.items() if key in audited}
        audits.append(
            CaseAudit(
                area=audited.get("area"),
                scale=CASES,
                counts=counts,
                stated_total=audited.get("total"),
            )
        )
    return audits


def _judgments(values: Mapping[str, JsonValue]) -> list[Judgment]:
    return [
        Judgment(
            topic=topic,
            grade=grade,
            scale=TOPICS,
            status=JudgmentStatus.GRADED,
        )
        for topic, grade in _map(values.get("judgments")).items()
    ]


def _recommendations(values: Mapping[str, JsonValue]) -> list[Recommendation]:
    return [
        Recommendation(
            key=one["number"] or f"{OWN_NUMBER}{place}",
            text=one["text"],
            timescale=_timescale(one["timescale"]),
            addressed_to=_texts(values.get("bodies")),
        )
        for place, one in enumerate(_maps(values.get("recommendations")), 1)
    ]


def _causes(values: Mapping[str, JsonValue]) -> list[CauseOfConcern]:
    return [
        CauseOfConcern(key=f"{OWN_NUMBER}{place}", text=text)
        for place, text in enumerate(_texts(values.get("causes")), 1)
    ]


def _answering(values: Mapping[str, JsonValue], baseline: str | None) -> list[Finding]:
    """What a review found under each restated recommendation, with links to the listed ones."""
    asked = registers.reports[baseline].recommendations if baseline else ()
    findings: list[Finding] = []
    for place, pair in enumerate(_maps(values.get("restated")), 1):
        texts = [plain_words(one["text"]) for one in pair["recommendations"]]
        answers = [
            Answer(
                item=one.ref(baseline),
                basis=Basis.STATED,
                evidence="the review restates it above its findings",
            )
            for one in asked
            if baseline and plain_words(one.text) in texts
        ]
        findings.append(
            Finding(
                key=f"{OWN_NUMBER}{place}",
                text=pair["findings"],
                theme=pair["theme"],
                theme_basis=Basis.STATED if pair["theme"] else None,
                answers=answers,
            )
        )
    return findings


def plain_words(text: str) -> str:
    """*text* in lower case without punctuation, to tell whether two texts are the same."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _report(kind: str) -> Builder:
    return partial(_report_of, kind)


def _report_of(kind: str, values: Mapping[str, JsonValue], source: Source) -> Report | None:
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
        kind=REPORT_KINDS[kind][0],
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
        recommendations=_recommendations(values),
        causes_of_concern=_causes(values),
        findings=_answering(values, baseline),
        sources=[source],
        **numbers,
    )


def _landing(values: Mapping[str, JsonValue], source: Source) -> Report | None:
    """The report that a landing page is about, if its title says which kind it is."""
    kind = kind_of_title(same_length(_text(values.get("headline")) or ""))
    return None if kind is None else _report_of(kind, values, source)


# ---------------------------------------------------------------- trackers and responses
def _recommendation(values: Mapping[str, JsonValue], source: Source) -> Recommendation | None:
    number, text = _text(values.get("id")), _text(values.get("text"))
    if number is None or text is None:
        return None
    history: list[StatusEvent] = []
    for event in _maps(values.get("events")):
        if event["status"] is None and event["comment"] is None:
            continue
        history.append(
            StatusEvent(
                party=Party.NOT_STATED,  # the tracker doesn't say whose word an event is
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
        timescale=_timescale(_text(values.get("timescale"))),
        addressed_to=_texts(values.get("bodies")),
        tracker=number,
        history=history,
        sources=[source],
    )


def answers_for(values: Mapping[str, JsonValue]) -> bool:
    """Whether the policing body that answers is that of the force."""
    body = _one_body(values)
    return body is not None and registers.local_policing_body_of(body).key == values.get("body")


def _response(values: Mapping[str, JsonValue], source: Source) -> Response | None:
    kind, body = _text(values.get("report_kind")), _one_body(values)
    if kind is None or body is None or not answers_for(values):
        return None
    published = _text(values.get("report_published"))
    known = [
        report
        for report in of_kind(body, kind)
        if published is None or within(report.published, published)
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
        sources=[source],
    )


BUILDERS: Mapping[str, Builder] = {
    RELEASE: _release,
    LANDING: _landing,
    TRACKER: _recommendation,
    RESPONSE: _response,
    **{kind: _report(kind) for kind in sorted(REPORTS)},
}
"""How a record is made of the values of each kind of page."""
