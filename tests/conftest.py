"""Settings that every test shares, and reports on one force that take up one another."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES, record
from ncpi.testing import make_answer, make_cause_of_concern, make_finding, make_recommendation
from ncpi.vocabulary import Basis, LinkBasis, Progress, ReportKind, Sampling

# Tests and drawn examples are many objects that stay: to look through them less often takes a
# tenth of the time off.
gc.set_threshold(10_000, 20, 20)

# Slow machines make examples slow, not wrong.
settings.register_profile(
    "everyday",
    max_examples=5,
    deadline=None,
    # CI must give one commit one answer; elsewhere each run tries other examples.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
# CI draws more examples for each guarantee.
settings.register_profile("gate", parent=settings.get_profile("everyday"), max_examples=60)
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=1000)
settings.load_profile(os.environ.get("NCPI_HYPOTHESIS", "everyday"))


@pytest.fixture(autouse=True)
def _classes_are_registered_for_one_test() -> Iterator[None]:
    """Forget the classes that a test defines: another may use their tags, or list all."""
    before = dict(record._CLASSES)
    yield
    # A package registers its classes on import, in whichever test that comes first.
    packages = ("ncpi", "improvement_tracker")
    for tag, cls in [*record._CLASSES.items()]:
        if cls.__module__.partition(".")[0] not in packages:
            del record._CLASSES[tag]
    record._CLASSES.update(before)


@pytest.fixture(scope="session")
def shipped() -> ncpi.Archive:
    return ncpi.Archive.shipped()


BODY = "police/exampleshire"
Reference = tuple[str, str] | tuple[str, str, Basis]


@pytest.fixture
def report() -> Callable[..., ncpi.Report]:
    """Makes a report; ``asks`` and ``names`` map keys to what they restate or continue."""

    def made(
        slug: str,
        published: str | None = None,
        *,
        follows: Iterable[str | tuple[str, LinkBasis]] = (),
        asks: dict[str, list[Reference]] | None = None,
        names: dict[str, list[Reference]] | None = None,
        finds: dict[str, list[Reference]] | None = None,
        **more: Any,
    ) -> ncpi.Report:
        links = [one if isinstance(one, tuple) else (one, LinkBasis.STATED) for one in follows]
        entry: dict[str, Any] = {
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
                        ncpi.Restatement(item=f"{report}#recommendation-{old}", basis=basis)
                        for report, old, basis in map(_reference, references)
                    ],
                )
                for key, references in (asks or {}).items()
            ],
            "causes_of_concern": [
                make_cause_of_concern(
                    key=key,
                    restates=[
                        ncpi.Restatement(item=f"{report}#cause-of-concern-{old}", basis=basis)
                        for report, old, basis in map(_reference, references)
                    ],
                )
                for key, references in (names or {}).items()
            ],
            "findings": [
                make_finding(
                    key=key,
                    answers=[
                        make_answer(item=f"{report}#recommendation-{old}", basis=basis)
                        for report, old, basis in map(_reference, references)
                    ],
                )
                for key, references in (finds or {}).items()
            ],
        }
        return ncpi.Report(**(entry | more))

    return made


def _reference(reference: Reference) -> tuple[str, str, Basis]:
    slug, key, *basis = reference
    return f"{BODY}/{slug}", key, basis[0] if basis else Basis.STATED


@pytest.fixture
def follow() -> Callable[..., Any]:
    """The timeline of the force through some reports."""

    def timeline(*reports: ncpi.Report, **known: Any) -> Any:
        return ncpi.Archive(reports=reports, **known).timeline(BODY)

    return timeline


CASES = GRADE_SCALES["ncpi-cases-2016"]
OLD = FRAMEWORKS["ncpi-2014"]


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
    def pair(
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        *,
        of: str = "police/a",
        dates: tuple[str, str] = ("2018-01-01", "2019-01-01"),
        **both: Any,
    ) -> list[ncpi.Report]:
        """A baseline and its follow-up, with what each of them holds and what both do."""
        old, new = f"{of}/1", f"{of}/2"
        return [
            Make.report(old, dates[0], **(both | dict(before or {}))),
            Make.report(new, dates[1], follows=[old], **(both | dict(after or {}))),
        ]

    @staticmethod
    def programme(*sides: Mapping[str, Any], **both: Any) -> Any:
        """The programme of one such pair."""
        return ncpi.Archive(reports=Make.pair(*sides, **both)).compare_all()

    @staticmethod
    def asked(*keys: str, theme: str | None = "investigation") -> list[ncpi.Recommendation]:
        return [ncpi.Recommendation(key=key, text=f"do {key}", theme=theme) for key in keys]

    @staticmethod
    def found(
        report: str, key: str, progress: str, basis: str = "coded", **entry: Any
    ) -> ncpi.Finding:
        answer = ncpi.Answer(item=f"{report}#recommendation-{key}", basis=Basis(basis))
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


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def steps() -> Callable[..., int]:
    """Counts the instructions of Python that a call takes: a time that no machine changes."""

    def counted(work: Callable[..., object], *arguments: object) -> int:
        number = 0

        def trace(frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal number
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            number += event == "opcode"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work(*arguments)
        finally:
            sys.settrace(before)
        return number

    return counted
