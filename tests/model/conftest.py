"""Full examples of every record of the model: between them they tell every field."""

from collections.abc import Callable
from datetime import date, time
from enum import Enum

import attrs
import pytest

import ncpi
from ncpi.errors import Fault, InvalidError
from ncpi.model import FRAMEWORKS, GRADE_SCALES, Record
from ncpi.model.responses import Response, ResponseAnswer
from ncpi.model.tracking import Action, SignOff, TargetDate, Tracker, Tracking
from ncpi.vocabulary import (
    Basis,
    ClosureReason,
    Completeness,
    Confidence,
    CrosswalkMatch,
    ItemKind,
    JudgmentStatus,
    KnownFrom,
    LinkBasis,
    MetBy,
    OwedBy,
    Party,
    PeriodStart,
    PeriodUnit,
    Progress,
    Provenance,
    Qualifier,
    Rag,
    RecommendationKind,
    ReportKind,
    ResponseKind,
    RuleSubject,
    Sampling,
    TrackingStatus,
    Weekday,
)

_KEPT = {"unknown_fields": {"colour": "blue"}}
_SPAN = ncpi.DateSpan(start="2017-07", end="2022-09", **_KEPT)
_SOURCE = ncpi.Source(
    title="The inspectorate's page of the report",
    url="https://example.org/report",
    locator="paragraph 4",
    read="2026-11-20",
    digest="sha256:00ff",
    provenance=Provenance.OWN,
    supports="the date only",
    **_KEPT,
)
_TOLD = {"sources": (_SOURCE,), "confidence": Confidence.HIGH, **_KEPT}
_READ = {"known_from": KnownFrom.FOLLOW_UP, "note": "read in part", **_TOLD}
_CODED = {
    "by": "an analyst",
    "dated": ncpi.PartialDate(year=2024, month=3),
    "evidence": "page 12",
    "caveat": "worded otherwise",
    **_TOLD,
}
_SCALE = GRADE_SCALES["ncpi-cases-2016"]
_NAME = ncpi.DatedName(
    name="Heddlu Gwent", abbreviation="HG", language="cy", span=_SPAN, note="Welsh", **_TOLD
)
_HOURS = ncpi.OpeningHours(
    days=(Weekday.MONDAY, Weekday.FRIDAY),
    opens=time(8, 30),
    closes=time(17),
    time_zone="Europe/London",
    **_KEPT,
)
_CONTACT = ncpi.PressContact(
    name="Press office",
    phone="020 7946 0000",
    email="press@example.org",
    hours=_HOURS,
    as_of="2019",
    note="for the press",
    **_TOLD,
)
_STATUTE = ncpi.StatutoryBasis(act="Police Act 1996", provision="s.55", purpose="comments", **_KEPT)
_JOINT = ncpi.JointProgramme(name="JTAI", span=_SPAN, note="since 2016", **_KEPT)
_TERM = ncpi.TermOfOffice(role="HM Inspector", span=_SPAN, region="North", **_TOLD)
_OFFICE = ncpi.PolicingOffice(
    name="Police and Crime Commissioner for Gwent",
    kind="police and crime commissioner",
    abbreviation="PCC",
    language="cy",
    span=ncpi.DateSpan(start="2012-11-22", end="open"),
    note="A note.",
    expected_end=ncpi.PartialDate(year=2028, month=5),
    **_TOLD,
)
_BODY = {
    "names": (_NAME,),
    "aliases": ("Gwent Police Force",),
    "weak_aliases": ("Gwent",),
    "area": "Gwent",
    "area_code": "W15000002",
    "nation": "Wales",
    "region": "Wales",
    "span": _SPAN,
    "predecessors": ("police/before",),
    "successors": ("police/after",),
    "web": "https://example.org/gwent",
    "notes": ("A note.",),
    **_TOLD,
}
_TIMESCALE = ncpi.Timescale(months=3, **_KEPT)
_EVENT = ncpi.StatusEvent(
    party=Party.FORCE,
    body="police/gwent",
    dated="2018-09-05",
    status="being-progressed",
    reason=ClosureReason.SUPERSEDED,
    comment="Under way.",
    by="the chief constable",
    recorded_in="the tracker",
    **_TOLD,
)
_ITEM = ncpi.ItemRef(
    report="police/gwent/2014-inspection", kind=ItemKind.RECOMMENDATION, key="1", **_KEPT
)
_RESTATEMENT = ncpi.Restatement(item=_ITEM, basis=Basis.CODED, **_CODED)
_RECOMMENDATION = ncpi.Recommendation(
    key="1",
    kind=RecommendationKind.AREA_FOR_IMPROVEMENT,
    text="Record what children say.",
    theme="trusted adult",
    timescale=_TIMESCALE,
    addressed_to=("police/gwent",),
    actions=("Train officers.",),
    theme_basis=Basis.CODED,
    restates=(_RESTATEMENT,),
    tracker="9212",
    history=(_EVENT,),
    **_READ,
)
_CAUSE = ncpi.CauseOfConcern(
    key="a",
    text="Risk goes unseen.",
    theme="initial contact",
    recommendations=("1",),
    span=_SPAN,
    theme_basis=Basis.CODED,
    restates=(_RESTATEMENT,),
    **_READ,
)
_ANSWER = ncpi.Answer(item=_ITEM, basis=Basis.STATED, **_CODED)
_FINDING = ncpi.Finding(
    key="f1",
    text="Records are fuller.",
    theme="trusted adult",
    theme_basis=Basis.CODED,
    progress=Progress.IMPROVED,
    progress_basis=Basis.CODED,
    wording="area for improvement",
    body="police/gwent",
    concern=True,
    effective_practice=True,
    lasting=False,
    answers=(_ANSWER,),
    **_READ,
)
_MERGED = ncpi.MergedCount(
    grades=("requires improvement", "inadequate"), count=21, wording="below good", **_KEPT
)
_AUDIT = ncpi.CaseAudit(
    area="missing children",
    scale=_SCALE,
    body="police/gwent",
    counts={"good": 0, "inadequate": 11},
    merged=(_MERGED,),
    percentages={"good": 0, "requires improvement": 48.0},
    stated_total=21,
    sampling=Sampling.TARGETED,
    note="Middle count not printed.",
    **_TOLD,
)
_JUDGMENT = ncpi.Judgment(
    topic="leadership",
    question="oversight",
    body="police/gwent",
    status=JudgmentStatus.CARRIED_OVER,
    grade="adequate",
    previous_grade="good",
    scale=GRADE_SCALES["ncpi-topics-2024"],
    wording="leading child protection arrangements",
    **_TOLD,
)
_MEASURE = ncpi.Measure(
    what="Overdue visits",
    qualifier=Qualifier.ABOUT,
    value=98,
    unit="visits",
    out_of=120,
    target=0,
    body="police/gwent",
    period=_SPAN,
    note="At the time of fieldwork.",
    **_TOLD,
)
_COUNT = ncpi.ItemCount(
    kind=ItemKind.AREA_FOR_IMPROVEMENT, made=6, still_open=4, closed=2, as_of="2019", **_TOLD
)
_LINK = ncpi.ReportLink(
    report="police/gwent/2014-inspection", basis=LinkBasis.INFERRED, note="by order", **_TOLD
)
_CORRECTION = ncpi.Correction(dated="2015-05-06", text="A figure was put right.", **_TOLD)
_COMPLETENESS = ncpi.ReportCompleteness(
    recommendations=Completeness.COMPLETE,
    causes_of_concern=Completeness.PARTIAL,
    findings=Completeness.PARTIAL,
    case_audits=Completeness.COMPLETE,
    judgments=Completeness.PARTIAL,
    **_KEPT,
)
_CROSSWALK = ncpi.Crosswalk(
    theme="contact",
    framework="ncpi-2014",
    other="initial contact",
    match=CrosswalkMatch.BROAD,
    **_KEPT,
)
_QUOTE = ncpi.Quote(
    speaker="A. Inspector",
    role="HM Inspector",
    inspector="a-inspector",
    text="More to do.",
    **_TOLD,
)

_TRACKING = Tracking(
    item=_ITEM,
    text="Record what children say.",
    status=TrackingStatus.IN_PROGRESS,
    owner="ACC Crime",
    lead="DCI Records",
    priority="high",
    rag=Rag.AMBER,
    targets=(TargetDate(target="2019-03-01", set_on="2018-09-01", reason="audit due", **_KEPT),),
    percent_complete=60,
    actions=(Action(text="Train.", owner="DI", due="2019-01-01", status="done", **_KEPT),),
    evidence="Dip sample of 40 files.",
    sign_off=SignOff(by="the board", dated="2019-02", note="Agreed.", **_KEPT),
    notes="A note.",
    **_KEPT,
)
_RESPONSE_ANSWER = ResponseAnswer(
    item=_ITEM,
    action_taken="Officers are trained.",
    action_proposed="A yearly audit.",
    position="accepted",
    **_KEPT,
)

EXAMPLES: tuple[Record, ...] = (
    ncpi.PartialDate(year=2018, month=8, day=30, **_KEPT),
    ncpi.PartialDate(year=2018, season="summer", **_KEPT),
    _SPAN,
    _SOURCE,
    ncpi.GradeScale(
        key="two", title="Two", grades=["fine", "poor"], inflections={"bad": "poor"}, **_TOLD
    ),
    _MERGED,
    _AUDIT,
    _JUDGMENT,
    _MEASURE,
    _COUNT,
    _CROSSWALK,
    ncpi.Framework(key="ours", title="Ours", themes=["contact"], crosswalks=[_CROSSWALK], **_TOLD),
    _NAME,
    _HOURS,
    _CONTACT,
    _STATUTE,
    _JOINT,
    ncpi.Inspectorate(
        key="hmicfrs",
        names=(_NAME,),
        aliases=("the inspectorate",),
        nation="England and Wales",
        remit="Police forces.",
        statutory_basis=(_STATUTE,),
        joint_programmes=(_JOINT,),
        contacts=(_CONTACT,),
        web=("example.org, before 2017",),
        notes=("A note.",),
        **_TOLD,
    ),
    _TERM,
    ncpi.Inspector(
        key="a-inspector",
        name="A Inspector",
        aliases=("Ann I",),
        terms=(_TERM,),
        notes=("N.",),
        **_TOLD,
    ),
    ncpi.Body(key="police/gwent", **_BODY),
    ncpi.Force(key="police/gwent", **_BODY),
    ncpi.FireAndRescueService(key="fire/gwent", governance="county", **_BODY),
    ncpi.LawEnforcementBody(
        key="other/gwent",
        kind="agency",
        jurisdiction="UK",
        inspected="statutory",
        statute="Police Act 1996",
        **_BODY,
    ),
    _OFFICE,
    ncpi.MonitoringStage(
        body="police/gwent",
        stage="engage",
        span=_SPAN,
        seen_on=["2018"],
        reasons_in="Calls went unanswered.",
        reasons_out="Calls are answered.",
        note="A note.",
        **_TOLD,
    ),
    ncpi.LocalPolicingBody(
        key="local-policing-body/gwent",
        forces=["police/gwent"],
        **{**_BODY, "names": [_OFFICE]},
    ),
    ncpi.Timescale(immediately=True, **_KEPT),
    _TIMESCALE,
    ncpi.Timescale(weeks=6, by="2015-03-31", wording="in six weeks", **_KEPT),
    ncpi.Timescale(days=56, **_KEPT),
    ncpi.Timescale(ongoing=True, **_KEPT),
    _EVENT,
    _RESTATEMENT,
    _RECOMMENDATION,
    _ITEM,
    _CAUSE,
    _ANSWER,
    _FINDING,
    _LINK,
    _CORRECTION,
    _COMPLETENESS,
    ncpi.Report(
        key="police/gwent/2018-review",
        title="Gwent: post-inspection review",
        kind=ReportKind.POST_INSPECTION_REVIEW,
        programme="NCPI",
        inspectorates=("hmicfrs", "ciw"),
        bodies=("police/gwent",),
        inspectors=("A Inspector",),
        fieldwork=_SPAN,
        published="2018-08-30",
        reissued="2022-09-22",
        year_by_context=2018,
        isbn="978-1-00000-000-0",
        framework=FRAMEWORKS["ncpi-2014"],
        summary="Better, with worries.",
        secondary_source="press",
        recommendations_made=1,
        recommendations_followed_up=6,
        follows=(_LINK,),
        corrections=(_CORRECTION,),
        completeness=attrs.evolve(_COMPLETENESS, recommendations=Completeness.PARTIAL),
        recommendations=(_RECOMMENDATION,),
        causes_of_concern=(_CAUSE,),
        findings=(_FINDING,),
        case_audits=(_AUDIT,),
        judgments=(_JUDGMENT,),
        item_counts=(_COUNT,),
        measures=(_MEASURE,),
        notes=("A note.",),
        **_TOLD,
    ),
    _QUOTE,
    ncpi.PressRelease(
        key="hmicfrs/2018-gwent",
        headline="Better, with worries",
        published="2018-08-30",
        by="hmicfrs",
        report="police/gwent/2018-review",
        report_title="Gwent Police: post-inspection review",
        report_url="https://example.org/gwent",
        bodies=("police/gwent",),
        lead="Gwent has done much.",
        background="Inspectors returned after a year.",
        lasting_change="It is too early to say whether it lasts.",
        improvements=("Records.",),
        concerns=("Delays.",),
        quotes=(_QUOTE,),
        notes=("1. A note.",),
        contacts=(_CONTACT,),
        **_TOLD,
    ),
    _TRACKING,
    *_TRACKING.targets,
    *_TRACKING.actions,
    _TRACKING.sign_off,
    Tracker(body="police/gwent", as_of="2019-02-01", entries=(_TRACKING,), **_KEPT),
    _RESPONSE_ANSWER,
    ResponseAnswer(item=_ITEM, reason_for_none="Done before the report.", **_KEPT),
    Response(
        report="police/gwent/2018-review",
        kind=ResponseKind.ACTION_PLAN,
        party=Party.FORCE,
        body="police/gwent",
        published="2018-10-20",
        comments="Welcome.",
        chief_officer_invited_by="2018-10-01",
        chief_officer_comments="Agreed.",
        reply="Thank you.",
        answers=(_RESPONSE_ANSWER,),
        copied_to=("Secretary of State",),
        **_TOLD,
    ),
    ncpi.Deadline(
        what="Comments",
        due_from="the local policing body",
        earliest=date(2018, 10, 24),
        latest=date(2018, 10, 31),
        rule="comments-56",
        basis="Police Act 1996 s.55",
        verified=True,
        report="police/gwent/2018-review",
        item=_ITEM,
        **_TOLD,
    ),
    ncpi.DeadlineRule(
        key="comments-56",
        applies_to="local policing body",
        owed_by=OwedBy.LOCAL_POLICING_BODY,
        trigger="publication of the report",
        length=56,
        unit=PeriodUnit.DAYS,
        first_day_counts=True,
        counting="calendar days",
        counted_from=PeriodStart.RECEIPT,
        met_by=MetBy.COMMENTS,
        about=RuleSubject.OTHER,
        must=("Publish comments.",),
        basis="Police Act 1996 s.55",
        span=ncpi.DateSpan(start="2017-05-02", end="2026"),
        bodies=("police/",),
        inspectorates=("hmicfrs",),
        programmes=("NCPI",),
        kinds=(ReportKind.INSPECTION,),
        doubtful_kinds=(ReportKind.THEMATIC,),
        verified=True,
        notes=("A note.",),
        **_TOLD,
    ),
)


def _class_name(record: Record) -> str:
    return type(record).__name__


def _fields(*kinds: type) -> list[object]:
    """Of each class, the stated fields that hold one of *kinds*, each with its record."""
    found: dict[str, dict[str, Record]] = {}
    for record in EXAMPLES:
        for field in attrs.fields_dict(type(record)):
            if field != "unknown_fields" and isinstance(getattr(record, field), kinds):
                found.setdefault(_class_name(record), {})[field] = record
    return [
        pytest.param([(record, field) for field, record in fields.items()], id=name)
        for name, fields in found.items()
    ]


@pytest.fixture(scope="session")
def fault_of() -> Callable[[Callable[[str], object], str], Fault]:
    """Gives the only fault with which a function refuses a text."""

    def fault(parse: Callable[[str], object], text: str) -> Fault:
        with pytest.raises(InvalidError) as caught:
            parse(text)
        (found,) = caught.value.faults
        return found

    return fault


@pytest.fixture(scope="session")
def examples() -> tuple[Record, ...]:
    return EXAMPLES


@pytest.fixture(params=EXAMPLES, ids=_class_name)
def record(request: pytest.FixtureRequest) -> Record:
    """Each example in turn."""
    return request.param


@pytest.fixture(params=_fields(object))
def any_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class of records in turn."""
    return request.param


@pytest.fixture(params=_fields(Enum))
def enum_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take a word of a closed list."""
    return request.param


@pytest.fixture(params=_fields(tuple))
def tuple_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take several things."""
    return request.param


@pytest.fixture(params=_fields(date, ncpi.PartialDate))
def date_fields(request: pytest.FixtureRequest) -> list[tuple[Record, str]]:
    """The fields of each class in turn that take a date."""
    return request.param
