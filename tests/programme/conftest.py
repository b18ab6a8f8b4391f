"""A small archive of three invented counties, of which every figure can be worked out by hand."""

from typing import Any

import pytest

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.vocabulary import Basis, LinkBasis, Progress, ReportKind, Sampling

CASES = GRADE_SCALES["ncpi-cases-2016"]
OLD, NEW = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]


class Make:
    """Short ways to reports that belong to pairs."""

    @staticmethod
    def report(key: str, published: str | None = None, **entry: Any) -> ncpi.Report:
        follows = entry.pop("follows", ())
        usual = {
            "title": key,
            "kind": ReportKind.POST_INSPECTION_REVIEW if follows else ReportKind.INSPECTION,
            "bodies": [key.rpartition("/")[0]],
            "published": published,
            "framework": OLD,
            "follows": [ncpi.ReportLink(report=old, basis=LinkBasis.STATED) for old in follows],
        }
        return ncpi.Report(key=key, **(usual | entry))

    @staticmethod
    def asked(*keys: str, theme: str | None = "investigation") -> list[ncpi.Recommendation]:
        return [ncpi.Recommendation(key=key, text=f"do {key}", theme=theme) for key in keys]

    @staticmethod
    def found(
        report: str, key: str, progress: str, basis: str = "coded", **entry: Any
    ) -> ncpi.Finding:
        answer = ncpi.Answer(report=report, recommendation=key, basis=Basis(basis))
        return ncpi.Finding(
            key=f"f{key}{basis}", text="x", progress=Progress(progress), answers=[answer], **entry
        )

    @staticmethod
    def audit(*counts: int | None, **entry: Any) -> ncpi.CaseAudit:
        graded = dict(zip(CASES.grades, counts, strict=True))
        return ncpi.CaseAudit(
            **({"scale": CASES, "counts": graded, "sampling": Sampling.INSPECTORS} | entry)
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
