"""From the values of a page to a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from ncpi import registers
from ncpi.errors import OWN_NUMBER
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
    PROGRESS,
    REINSPECTION,
    REVIEW,
    kind_of_title,
)
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
    "REPORT_KINDS",
    "Builder",
    "answers_for",
    "baseline_key",
    "landing",
    "of_kind",
    "one_body",
    "plain_words",
    "recommendation",
    "release",
    "report_of",
    "reports_on",
    "response",
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


Builder = Callable[[Mapping[str, Any], Source], PageRecord | None]
_TRACKER = "the inspectorate's recommendation tracker"


def _given(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The values of these names that were found, to pass to a record that has fields of them."""
    return {name: values[name] for name in names if name in values}


def _timescale(words: str | None) -> Timescale:
    """The timescale that a page words so, with a number in words to ninety-nine."""
    how, _, written = (words or "").partition(" ")
    period = period_of(written) if how == "within" else None
    return Timescale.parse(period or words) if words else Timescale()


def one_body(values: Mapping[str, Any]) -> str | None:
    """The key of the one body that the page is on; None if it names none, or several."""
    bodies = values.get("bodies", ())
    return str(bodies[0]) if len(bodies) == 1 else None


def baseline_key(values: Mapping[str, Any]) -> str | None:
    """The key of the one shipped inspection that the page surely says it follows up, or None.

    It is of the same force, and every date that the page gives of it is the report's.
    """
    body, dates = one_body(values), values.get("baseline")
    if body is None or not dates:
        return None
    fits = [
        report.key
        for report in reports_on(body)
        if report.kind is ReportKind.INSPECTION
        and all(
            (what != "fieldwork" and within(report.published, given))
            or (what != "published" and covers(report, given))
            for what, given in dates.items()
        )
    ]
    return fits[0] if len(fits) == 1 else None


def _report_key(kind: str, values: Mapping[str, Any]) -> str | None:
    """The key of a report: the shipped one's, or made of force, year and kind as those are."""
    body = one_body(values)
    if body is None or kind not in REPORT_KINDS:
        return None
    published, fieldwork = values.get("published"), values.get("fieldwork")
    page_date = values.get("page_date")
    fits = [
        report
        for report in of_kind(body, kind)
        if (published and within(report.published, published))
        or (fieldwork and covers(report, fieldwork[0]))
        or (page_date and str(report.reissued) == page_date)
    ]
    if len(fits) == 1:
        return fits[0].key
    word = REPORT_KINDS[kind][1]
    return f"{body}/{published[:4]}-{word}" if published and not fits else None


# ---------------------------------------------------------------- press releases
def _contacts(values: Mapping[str, Any], source: Source) -> list[PressContact]:
    """The press office; the first of its numbers has its hours and its email address."""
    apart, hours, email = (values.get(name) for name in ("out_of_hours", "hours", "email"))
    contacts = [
        PressContact(
            name="Press office, out of hours" if phone == apart else "Press office",
            phone=phone,
            hours=LineHours.OUT_OF_HOURS if phone == apart else None,
            as_of=values.get("published"),
            sources=[source],
        )
        for phone in values.get("phones", ())
    ]
    if contacts and contacts[0].phone != apart:
        week = hours and OpeningHours(
            days=[*Weekday][:5], opens=hours["from"], closes=hours["to"], time_zone="Europe/London"
        )
        contacts[0] = attrs.evolve(contacts[0], email=email, hours=week)
    elif email:
        contacts.append(PressContact(name="Press office", email=email, sources=[source]))
    return contacts


def _announced_key(values: Mapping[str, Any]) -> str | None:
    """The key of the shipped report whose title the release announces, if there is one such."""
    body, kind = one_body(values), kind_of_title(values.get("report_announced", ""))
    if body is None or kind is None:
        return None
    fieldwork = values.get("fieldwork")
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


def release(values: Mapping[str, Any], source: Source) -> PressRelease | None:
    """The press release of these values; None without a headline."""
    if "headline" not in values:
        return None
    report = _announced_key(values)
    when = registers.reports[report].published if report else None
    if "published" in values:
        when = PartialDate.parse(values["published"])
    return PressRelease(
        **_given(values, "headline", "published", "by", "report_url", "bodies", "lead", "notes"),
        **_given(values, "background", "lasting_change", "improvements", "concerns"),
        report=report,
        report_title=values.get("report_announced"),
        quotes=[
            Quote(
                speaker=one["speaker"],
                role=one["office"],
                inspector=_inspector(one["speaker"], when),
                text=one["text"],
                sources=[source],
            )
            for one in values.get("quotes", ())
        ],
        contacts=_contacts(values, source),
        sources=[source],
    )


# ---------------------------------------------------------------- reports
def _audit(audited: Mapping[str, Any]) -> CaseAudit:
    return CaseAudit(
        area=audited.get("area"),
        scale=CASES,
        counts={grade: audited[key] for key, grade in CASE_GRADES.items() if key in audited},
        stated_total=audited.get("total"),
    )


def _answering(values: Mapping[str, Any], baseline: str | None) -> list[Finding]:
    """What a review found under each restated recommendation, with links to the listed ones."""
    asked = registers.reports[baseline].recommendations if baseline else ()
    findings: list[Finding] = []
    for place, pair in enumerate(values.get("restated", ()), 1):
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


def report_of(kind: str, values: Mapping[str, Any], source: Source) -> Report | None:
    """The report of these values; None without a title, one body and a date."""
    key, title = _report_key(kind, values), values.get("headline")
    if key is None or title is None:
        return None
    baseline = baseline_key(values) if kind in FOLLOW_UPS else None
    causes, fieldwork = values.get("causes_of_concern"), values.get("fieldwork")
    audits = [*filter(None, [values.get("audited")]), *values.get("audited_by_area", ())]
    return Report(
        **_given(values, "bodies", "published", "isbn"),
        **_given(values, "recommendations_made", "recommendations_followed_up"),
        key=key,
        title=title,
        kind=REPORT_KINDS[kind][0],
        programme="NCPI" if "child protection" in title.lower() else None,
        inspectorates=[values["by"]] if "by" in values else [],
        fieldwork=DateSpan(start=fieldwork[0], end=fieldwork[1]) if fieldwork else None,
        reissued=values.get("page_date") if values.get("migration") is True else None,
        item_counts=[ItemCount(kind=ItemKind.CAUSE_OF_CONCERN, made=causes)]
        if causes is not None
        else [],
        follows=[ReportLink(report=baseline, basis=LinkBasis.STATED)] if baseline else [],
        corrections=[Correction(dated=values["corrected"])] if "corrected" in values else [],
        case_audits=[_audit(one) for one in audits],
        judgments=[
            Judgment(topic=topic, grade=grade, scale=TOPICS, status=JudgmentStatus.GRADED)
            for topic, grade in values.get("judgments", {}).items()
        ],
        recommendations=[
            Recommendation(
                key=one["number"] or f"{OWN_NUMBER}{place}",
                text=one["text"],
                timescale=_timescale(one["timescale"]),
                addressed_to=values["bodies"],
            )
            for place, one in enumerate(values.get("recommendations", ()), 1)
        ],
        causes_of_concern=[
            CauseOfConcern(key=f"{OWN_NUMBER}{place}", text=text)
            for place, text in enumerate(values.get("causes", ()), 1)
        ],
        findings=_answering(values, baseline),
        sources=[source],
    )


def landing(values: Mapping[str, Any], source: Source) -> Report | None:
    """The report that a landing page is about, if its title says which kind it is."""
    kind = kind_of_title(values.get("headline", ""))
    return None if kind is None else report_of(kind, values, source)


# ---------------------------------------------------------------- trackers and responses
def recommendation(values: Mapping[str, Any], source: Source) -> Recommendation | None:
    """The entry of a tracker with these values; None without a number or a text."""
    if not {"id", "text"} <= values.keys():
        return None
    return Recommendation(
        key=values["id"],
        text=values["text"],
        timescale=_timescale(values.get("timescale")),
        addressed_to=values.get("bodies", ()),
        tracker=values["id"],
        history=[
            StatusEvent(
                **event,
                party=Party.NOT_STATED,  # the tracker doesn't say whose word an event is
                recorded_in=_TRACKER,
                sources=[source],
            )
            for event in values.get("events", ())
            if event["status"] or event["comment"]
        ],
        sources=[source],
    )


def answers_for(values: Mapping[str, Any]) -> bool:
    """Whether the policing body that answers is that of the force."""
    body = one_body(values)
    return body is not None and registers.local_policing_body_of(body).key == values.get("body")


def response(values: Mapping[str, Any], source: Source) -> Response | None:
    """The response of these values; None unless it surely answers one shipped report."""
    kind, body = values.get("report_kind"), one_body(values)
    if kind is None or body is None or not answers_for(values):
        return None
    published = values.get("report_published")
    known = [
        report
        for report in of_kind(body, kind)
        if published is None or within(report.published, published)
    ]
    if len(known) != 1:
        return None
    report = known[0].key
    return Response(
        **_given(values, "body", "published"),
        report=report,
        party=Party.LOCAL_POLICING_BODY,
        answers=[
            ResponseAnswer(
                item=f"{report}#recommendation-{one['number']}", action_taken=one["text"]
            )
            for one in values.get("answers", ())
        ],
        sources=[source],
    )
