"""Looks at a force, made for tests: each says what it takes up from earlier ones."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

import ncpi
from ncpi.testing import make_answer, make_cause_of_concern, make_finding, make_recommendation
from ncpi.vocabulary import Basis, LinkBasis, ReportKind

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
    """The trajectory of the force through some reports."""

    def trajectory(*reports: ncpi.Report, **known: Any) -> Any:
        return ncpi.Archive(reports=reports, **known).trajectory(BODY)

    return trajectory
