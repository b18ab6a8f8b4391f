"""Settings that every test shares, and reports on one force that take up one another."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import ncpi
from ncpi.model import record
from ncpi.testing import make_answer, make_cause_of_concern, make_finding, make_recommendation
from ncpi.vocabulary import Basis, LinkBasis, ReportKind

# Slow machines make examples slow, not wrong.
settings.register_profile(
    "everyday",
    max_examples=10,
    deadline=None,
    # The validator gives one commit one answer; everywhere else each run looks further.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
# The validator tries the guarantees harder than one does between two changes.
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
                        ncpi.Restatement(report=report, recommendation=old, basis=basis)
                        for report, old, basis in map(_reference, references)
                    ],
                )
                for key, references in (asks or {}).items()
            ],
            "causes_of_concern": [
                make_cause_of_concern(
                    key=key,
                    continues=[
                        ncpi.Continuation(report=report, cause_of_concern=old, basis=basis)
                        for report, old, basis in map(_reference, references)
                    ],
                )
                for key, references in (names or {}).items()
            ],
            "findings": [
                make_finding(
                    key=key,
                    answers=[
                        make_answer(report=report, recommendation=old, basis=basis)
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
