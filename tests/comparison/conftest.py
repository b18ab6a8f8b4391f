"""Pairs of reports after real structure, in our own words, on a county that isn't there."""

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest

import ncpi
from ncpi.comparison.pairs import Pair
from ncpi.model.frameworks import FRAMEWORKS
from ncpi.model.grading import GRADE_SCALES
from ncpi.vocabulary import (
    Basis,
    Completeness,
    Edge,
    ItemKind,
    LinkBasis,
    Party,
    Progress,
    ReportKind,
    Sampling,
)

BASELINE = "police/northshire/2018-inspection"
FOLLOW_UP = "police/northshire/2019-review"
CASES = GRADE_SCALES["ncpi-cases-2016"]
TOPICS = GRADE_SCALES["ncpi-topics-2024"]


def _item(name: str, report: str) -> str:
    """The text of an `ncpi.ItemRef`; a bare key is that of a recommendation."""
    is_bare = not any(name.startswith(kind.value.replace(" ", "-")) for kind in ItemKind)
    return f"{report}#{'recommendation-' if is_bare else ''}{name}"


class Make:
    """Short ways to the records that a pair is made of."""

    BASELINE = BASELINE
    FOLLOW_UP = FOLLOW_UP

    @staticmethod
    def baseline(**entry: Any) -> ncpi.Report:
        usual = {
            "key": BASELINE,
            "title": "Northshire: inspection",
            "kind": ReportKind.INSPECTION,
            "inspectorates": ["hmicfrs"],
            "bodies": ["police/northshire"],
            "published": "2018-08-30",
            "framework": FRAMEWORKS["ncpi-2014"],
        }
        return ncpi.Report(**(usual | entry))

    @staticmethod
    def follow_up(**entry: Any) -> ncpi.Report:
        usual = {
            "key": FOLLOW_UP,
            "title": "Northshire: review",
            "kind": ReportKind.POST_INSPECTION_REVIEW,
            "published": "2019-08-30",
            "follows": [ncpi.ReportLink(report=BASELINE, basis=LinkBasis.STATED)],
        }
        return Make.baseline(**(usual | entry))

    @staticmethod
    def asked(key: str, theme: str | None = "investigation", **entry: Any) -> ncpi.Recommendation:
        return ncpi.Recommendation(**{"key": key, "text": f"do {key}", "theme": theme, **entry})

    @staticmethod
    def found(
        key: str, progress: str = "improved", *answers: ncpi.Answer, **entry: Any
    ) -> ncpi.Finding:
        usual = {"text": f"found {key}", "theme": "investigation"}
        return ncpi.Finding(
            key=key, progress=Progress(progress), answers=answers, **(usual | entry)
        )

    @staticmethod
    def answer(recommendation: str, basis: str = "coded", **entry: Any) -> ncpi.Answer:
        item = _item(recommendation, entry.pop("report", BASELINE))
        return ncpi.Answer(item=item, basis=Basis(basis), **entry)

    @staticmethod
    def again(recommendation: str, basis: str = "stated", **entry: Any) -> ncpi.Restatement:
        item = _item(recommendation, entry.pop("report", BASELINE))
        return ncpi.Restatement(item=item, basis=Basis(basis), **entry)

    @staticmethod
    def cause(key: str, start: Any, end: Any, *continues: str) -> ncpi.CauseOfConcern:
        return ncpi.CauseOfConcern(
            key=key,
            text=f"failing {key}",
            span=ncpi.DateSpan(start=start, end=end),
            restates=[
                ncpi.Restatement(item=f"{BASELINE}#cause-of-concern-{again}", basis=Basis.STATED)
                for again in continues
            ],
        )

    @staticmethod
    def audit(total: int | None, *counts: int | None, **entry: Any) -> ncpi.CaseAudit:
        graded = dict(zip(CASES.grades, counts, strict=False))
        usual = {"scale": CASES, "sampling": Sampling.INSPECTORS}
        return ncpi.CaseAudit(counts=graded, stated_total=total, **(usual | entry))

    @staticmethod
    def judged(topic: str, grade: str, **entry: Any) -> ncpi.Judgment:
        return ncpi.Judgment(**{"topic": topic, "grade": grade, "scale": TOPICS, **entry})

    @staticmethod
    def event(
        party: Party, dated: str, status: str | None = None, **entry: Any
    ) -> ncpi.StatusEvent:
        return ncpi.StatusEvent(party=party, dated=dated, status=status, **entry)

    @staticmethod
    def complete(**entry: Completeness) -> ncpi.ReportCompleteness:
        names = ("recommendations", "causes_of_concern", "findings", "case_audits", "judgments")
        return ncpi.ReportCompleteness(**(dict.fromkeys(names, Completeness.COMPLETE) | entry))


def _stated_links() -> Pair:
    """A review that goes through the recommendations one by one, as those of 2020 to 2023 do."""
    completeness = Make.complete(recommendations=Completeness.PARTIAL)
    return Pair(
        Make.baseline(
            recommendations_made=9,
            completeness=completeness,
            recommendations=[
                Make.asked("1", timescale=ncpi.Timescale(immediately=True)),
                Make.asked("2", "initial contact", timescale=ncpi.Timescale(months=3)),
                Make.asked("3", "police detention", timescale=ncpi.Timescale(months=6)),
            ],
            case_audits=[Make.audit(83, 20, 35, 28)],
        ),
        Make.follow_up(
            recommendations_followed_up=9,
            completeness=Make.complete(),
            findings=[
                Make.found("p1", "improved", Make.answer("1", "stated", evidence="section 1")),
                Make.found("p2", "partly improved", Make.answer("2", "stated"), concern=True),
                Make.found("p3", "not improved", Make.answer("3", "stated"), concern=True),
                Make.found("p4", "progress not stated", effective_practice=True),
            ],
            case_audits=[Make.audit(38, 10, 18, 10, sampling=Sampling.TARGETED)],
        ),
    )


def _restated() -> Pair:
    """A re-inspection that restates every earlier recommendation, one with no finding."""
    return Pair(
        Make.baseline(
            completeness=Make.complete(recommendations=Completeness.PARTIAL),
            recommendations=[Make.asked("1"), Make.asked("2"), Make.asked("3", "trusted adult")],
        ),
        Make.follow_up(
            kind=ReportKind.REINSPECTION,
            completeness=Make.complete(),
            recommendations=[
                Make.asked("r1", restates=[Make.again("1", evidence="page 12")]),
                Make.asked("r2", restates=[Make.again("2", "coded", by="an analyst")]),
                Make.asked("r3", restates=[Make.again("3", caveat="narrower than it was")]),
                Make.asked("r4"),
                Make.asked("r5", restates=[Make.again("14")]),
            ],
            findings=[
                Make.found("f1", "not improved", Make.answer("1", "stated"), concern=True),
                Make.found("f2", "partly improved", Make.answer("2", "stated")),
            ],
        ),
    )


def _disagreeing() -> Pair:
    """Findings that contradict one another on every pair of bases."""
    answer, found = Make.answer, Make.found
    return Pair(
        Make.baseline(
            completeness=Make.complete(),
            recommendations=[Make.asked(str(number)) for number in range(1, 6)],
        ),
        Make.follow_up(
            completeness=Make.complete(),
            findings=[
                found("better", "improved", answer("1"), answer("2", "stated")),
                found("same", "not improved", answer("1"), answer("3", "same theme only")),
                found("worse", "worse", answer("2"), answer("4", "same theme only")),
                found("good", "improved", answer("3", "stated"), answer("4", "proposed")),
                found("silent", "progress not stated", answer("5", "stated")),
                found("partly", "partly improved", answer("5", "proposed", by="a matcher")),
            ],
        ),
    )


def _unthemed() -> Pair:
    """Findings that stand under no theme."""
    return Pair(
        Make.baseline(recommendations=[Make.asked("1"), Make.asked("2")]),
        Make.follow_up(
            findings=[
                Make.found("n1", "improved", Make.answer("1"), theme=None),
                Make.found("n2", "improved", Make.answer("2", "same theme only"), theme=None),
                Make.found("n3", "improved", theme=None),
            ]
        ),
    )


def _joint() -> Pair:
    """Four inspectorates on three bodies; the follow-up is one inspectorate's on the police."""
    bodies = ["police/northshire", "council/northshire", "health/northshire"]
    return Pair(
        Make.baseline(
            inspectorates=["hmicfrs", "ofsted", "cqc", "hmi-probation"],
            bodies=bodies,
            recommendations=[
                Make.asked("1", addressed_to=bodies[:1]),
                Make.asked("2", addressed_to=bodies[:2]),
                Make.asked("3", addressed_to=bodies[2:]),
            ],
        ),
        Make.follow_up(findings=[Make.found("j1", "improved", Make.answer("1", "stated"))]),
    )


def _across_methods() -> Pair:
    """A baseline by the method of 2016 and a follow-up by that of 2024."""
    theme = "same theme only"
    return Pair(
        Make.baseline(
            published="2017-07-11",
            recommendations=[
                Make.asked("1", "investigation"),
                Make.asked("2", "police detention"),
                Make.asked("3", "initial contact"),
            ],
            case_audits=[Make.audit(89, 14)],
        ),
        Make.follow_up(
            published="2025-05-21",
            kind=ReportKind.INSPECTION,
            framework=FRAMEWORKS["ncpi-2024"],
            completeness=Make.complete(),
            follows=[ncpi.ReportLink(report=BASELINE, basis=LinkBasis.INFERRED, note="by order")],
            findings=[
                Make.found("m1", "not improved", Make.answer("1", theme)),
                Make.found("m2", "improved", Make.answer("2", theme), theme="leadership"),
                Make.found("m3", "improved", Make.answer("3"), theme="initial response"),
            ],
            judgments=[
                Make.judged("leadership", "inadequate"),
                Make.judged("partnership working", "adequate"),
                Make.judged("initial response", "inadequate"),
                Make.judged("risk assessment and referral", "requires improvement"),
                Make.judged("investigation", "inadequate"),
            ],
            causes_of_concern=[Make.cause(key, "2025-05-21", Edge.OPEN) for key in ("A", "B", "C")],
        ),
    )


def _undated() -> Pair:
    """A follow-up whose day nobody knows, though it names its baseline."""
    history = [
        Make.event(Party.INSPECTORATE, "2018-08-30", "awaiting-review"),
        Make.event(Party.FORCE, "2021-01-05", "complete"),
    ]
    return Pair(
        Make.baseline(recommendations=[Make.asked("1", history=history)]),
        Make.follow_up(
            published=None,
            reissued="2022-09-22",
            year_by_context=2019,
            findings=[Make.found("u1", "improved", Make.answer("1", "stated"))],
        ),
    )


def _causes() -> Pair:
    """Causes of concern that were closed, go on, are new, or of which nothing is given."""
    since = "2018-08-30"
    return Pair(
        Make.baseline(
            completeness=Make.complete(),
            causes_of_concern=[
                *(Make.cause(key, since, Edge.UNKNOWN) for key in ("closed", "going on")),
                *(Make.cause(key, since, Edge.UNKNOWN) for key in ("not stated", "touched")),
                Make.cause("withdrawn", since, "2019-02-01"),
            ],
        ),
        Make.follow_up(
            causes_of_concern=[
                Make.cause("c1", since, "2019-06-30", "closed"),
                Make.cause("c2", since, Edge.OPEN, "going on"),
                Make.cause("c3", Edge.UNKNOWN, Edge.UNKNOWN, "touched"),
                Make.cause("c4", "2019-08-30", Edge.OPEN),
            ]
        ),
    )


def _half_counted() -> Pair:
    """An audit of which only the good cases are known, then one known in full."""
    update = ReportKind.QUARTERLY_UPDATE
    return Pair(
        Make.baseline(case_audits=[Make.audit(374, 96)]),
        Make.follow_up(kind=update, case_audits=[Make.audit(135, 10, 64, 61)]),
    )


def _graded_twice() -> Pair:
    """Two reports by the method of 2024: a topic up, one down, one the same, one dropped."""
    framework = {"framework": FRAMEWORKS["ncpi-2024"], "completeness": Make.complete()}
    return Pair(
        Make.baseline(
            judgments=[
                Make.judged("leadership", "requires improvement"),
                Make.judged("partnership working", "good"),
                Make.judged("initial response", "adequate"),
                Make.judged("investigation", "inadequate"),
            ],
            **framework,
        ),
        Make.follow_up(
            judgments=[
                Make.judged("leadership", "good"),
                Make.judged("partnership working", "requires improvement"),
                Make.judged("initial response", "adequate"),
            ],
            **framework,
        ),
    )


PAIRS: Mapping[str, Callable[[], Pair]] = MappingProxyType(
    {
        "stated links": _stated_links,
        "restated": _restated,
        "disagreeing": _disagreeing,
        "unthemed": _unthemed,
        "joint": _joint,
        "across methods": _across_methods,
        "undated": _undated,
        "causes": _causes,
        "half counted": _half_counted,
        "graded twice": _graded_twice,
    }
)


@pytest.fixture
def make() -> type[Make]:
    return Make


@pytest.fixture
def compared() -> Callable[[str], ncpi.Comparison]:
    """The comparison of the pair with this name."""

    def of(name: str) -> ncpi.Comparison:
        pair = PAIRS[name]()
        return ncpi.compare(pair.baseline, pair.follow_up)

    return of


@pytest.fixture
def shown() -> Callable[[ncpi.Record, str], str]:
    """The words of a view, without its markup's escapes and line breaks."""

    def of(record: ncpi.Record, view: str) -> str:
        text = html.unescape(getattr(record, view)())
        return " ".join(text.replace("\\", "").replace("<br>", " ").split())

    return of


@pytest.fixture
def pair_named() -> Callable[[str], Pair]:
    return lambda name: PAIRS[name]()


@pytest.fixture(params=[*PAIRS, "Merseyside"])
def any_pair(request: pytest.FixtureRequest) -> Pair:
    """Every pair in turn, the shipped one among them."""
    if request.param == "Merseyside":
        return ncpi.Archive.shipped().pair("merseyside")
    return PAIRS[request.param]()
