"""Looks at a force that take things up from one another, and a small archive of three counties.

Of the archive every figure can be worked out by hand; its counties are invented.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.testing import make_answer, make_cause_of_concern, make_finding, make_recommendation
from ncpi.vocabulary import Basis, LinkBasis, Progress, ReportKind, Sampling

BODY = "police/exampleshire"
Tie = tuple[str, str] | tuple[str, str, Basis]


@pytest.fixture
def look() -> Callable[..., ncpi.Report]:
    """Makes a report; ``asks`` and ``names`` map keys to what they restate or continue."""

    def made(
        slug: str,
        published: str | None = None,
        *,
        follows: Iterable[str | tuple[str, LinkBasis]] = (),
        asks: dict[str, list[Tie]] | None = None,
        names: dict[str, list[Tie]] | None = None,
        finds: dict[str, list[Tie]] | None = None,
        **more: Any,
    ) -> ncpi.Report:
        links = [one if isinstance(one, tuple) else (one, LinkBasis.STATED) for one in follows]
        told: dict[str, Any] = {
            "key": f"{BODY}/{slug}",
            "title": slug,
            "kind": ReportKind.INSPECTION,
            "bodies": [BODY],
            "published": published,
            "follows": [
                ncpi.ReportLink(report=f"{BODY}/{old}", basis=basis) for old, basis in links
            ],
            "recommendations": [
                make_recommendation(
                    key=key,
                    restates=[
                        ncpi.Restatement(report=report, recommendation=old, basis=basis)
                        for report, old, basis in map(_tie, ties)
                    ],
                )
                for key, ties in (asks or {}).items()
            ],
            "causes_of_concern": [
                make_cause_of_concern(
                    key=key,
                    continues=[
                        ncpi.Continuation(report=report, cause_of_concern=old, basis=basis)
                        for report, old, basis in map(_tie, ties)
                    ],
                )
                for key, ties in (names or {}).items()
            ],
            "findings": [
                make_finding(
                    key=key,
                    answers=[
                        make_answer(report=report, recommendation=old, basis=basis)
                        for report, old, basis in map(_tie, ties)
                    ],
                )
                for key, ties in (finds or {}).items()
            ],
        }
        return ncpi.Report(**(told | more))

    return made


def _tie(tie: Tie) -> tuple[str, str, Basis]:
    slug, key, *basis = tie
    return f"{BODY}/{slug}", key, basis[0] if basis else Basis.STATED


@pytest.fixture
def follow() -> Callable[..., Any]:
    """The timeline of the force through some reports."""

    def timeline(*reports: ncpi.Report, **known: Any) -> Any:
        return ncpi.Archive(reports=reports, **known).timeline(BODY)

    return timeline


CASES = GRADE_SCALES["ncpi-cases-2016"]
OLD, NEW = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]


class Make:
    """Short ways to reports that belong to pairs."""

    @staticmethod
    def report(key: str, published: str | None = None, **told: Any) -> ncpi.Report:
        follows = told.pop("follows", ())
        usual = {
            "title": key,
            "kind": ReportKind.POST_INSPECTION_REVIEW if follows else ReportKind.INSPECTION,
            "bodies": [key.rpartition("/")[0]],
            "published": published,
            "framework": OLD,
            "follows": [ncpi.ReportLink(report=old, basis=LinkBasis.STATED) for old in follows],
        }
        return ncpi.Report(key=key, **(usual | told))

    @staticmethod
    def asked(*keys: str, theme: str | None = "investigation") -> list[ncpi.Recommendation]:
        return [ncpi.Recommendation(key=key, text=f"do {key}", theme=theme) for key in keys]

    @staticmethod
    def found(
        report: str, key: str, progress: str, basis: str = "coded", **told: Any
    ) -> ncpi.Finding:
        answer = ncpi.Answer(report=report, recommendation=key, basis=Basis(basis))
        return ncpi.Finding(
            key=f"f{key}{basis}", text="x", progress=Progress(progress), answers=[answer], **told
        )

    @staticmethod
    def audit(*counts: int | None, **told: Any) -> ncpi.CaseAudit:
        graded = dict(zip(CASES.grades, counts, strict=True))
        return ncpi.CaseAudit(
            **({"scale": CASES, "counts": graded, "sampling": Sampling.INSPECTORS} | told)
        )

    @staticmethod
    def force(slug: str, nation: str | None, region: str | None) -> ncpi.Force:
        names = [ncpi.DatedName(name=slug.title(), span=ncpi.DateSpan())]
        return ncpi.Force(key=f"police/{slug}", names=names, nation=nation, region=region)


A18, A19, A20 = "police/arden/2018", "police/arden/2019", "police/arden/2020"
B18, B19 = "police/borset/2018", "police/borset/2019"
C24, C25 = "police/cambria/2024", "police/cambria/2025"


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def archive() -> ncpi.Archive:
    """Arden was looked at again twice, Borset once on no known day, Cambria by the new method."""
    return ncpi.Archive(
        reports=[
            Make.report(
                A18,
                "2018-03-01",
                recommendations_made=4,
                recommendations=Make.asked("1", "2"),
                fieldwork=ncpi.DateSpan(start="2017-11-06", end="2017-11-17"),
                case_audits=[Make.audit(10, 20, 20)],
            ),
            Make.report(
                A19,
                "2019-03-01",
                follows=[A18],
                findings=[Make.found(A18, "1", "improved", concern=True)],
                fieldwork=ncpi.DateSpan(start="2018-12", end="2018-12"),
                case_audits=[Make.audit(20, 15, 15)],
            ),
            Make.report(
                A20,
                "2020-03-01",
                follows=[A18],
                findings=[
                    Make.found(A18, "1", "not improved", "stated"),
                    Make.found(A18, "2", "improved", "proposed"),
                ],
            ),
            Make.report(B18, recommendations=Make.asked("1", theme=None)),
            Make.report(B19, "2019", follows=[B18], year_by_context=2019, reissued="2022-09-22"),
            Make.report(
                C24,
                "2024-01",
                framework=NEW,
                recommendations_made=1,
                recommendations=Make.asked("1"),
                case_audits=[Make.audit(None, 5, None, stated_total=30)],
            ),
            Make.report(
                C25, "2025-01-31", framework=NEW, follows=[C24], case_audits=[Make.audit(3, 3, 4)]
            ),
        ]
    )


@pytest.fixture(scope="session")
def bodies() -> list[ncpi.Force]:
    """Arden and Cambria; nobody says where Borset is. Of Dunmoor nothing is held."""
    return [
        Make.force("arden", "England", "Midlands"),
        Make.force("cambria", "Wales", None),
        Make.force("dunmoor", "England", "North"),
    ]
