"""How users follow a body through time, for their type checker: checked, never run."""

from typing import assert_type

import ncpi
from ncpi.comparison.pairs import PairResult
from ncpi.timeline import Age
from ncpi.timeline._reports import TimelineReport
from ncpi.timeline._series import CaseGradeSeries
from ncpi.timeline._threads import Thread, ThreadEntry
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import Basis


def timelines(archive: ncpi.Archive, force: ncpi.Force) -> None:
    """A body by key or as the record; what is not known is None."""
    whole = archive.timeline("police/metropolitan")
    assert_type(whole, Timeline)
    assert_type(archive.timeline(force), Timeline)
    assert_type(whole.reports, tuple[TimelineReport, ...])
    assert_type(whole.since_last, tuple[PairResult, ...])
    assert_type(whole.since_last[0].comparison, ncpi.Comparison | None)
    assert_type(whole.rolled_forward, tuple[Thread, ...])
    assert_type(whole.threads[0].at("police/metropolitan/2019"), ThreadEntry)
    assert_type(whole.concerns, tuple[Thread, ...])
    assert_type(whole.threads[0].first.ref, ncpi.ItemRef)
    assert_type(whole.threads[0].age, Age | None)
    assert_type(whole.threads[0].basis, Basis | None)
    assert_type(whole.case_grades, tuple[CaseGradeSeries, ...])

    archive.timeline(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    archive.timeline("kent").threads[0].age.label()  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
