"""Calls that a programme's users make, with what a type checker must think of them; never run."""

from collections.abc import Iterable, Sequence
from typing import assert_type

from tqdm import tqdm

import ncpi
from ncpi import registers
from ncpi.comparison.pairs import Pair
from ncpi.programme._case_grades import CaseGrades
from ncpi.programme._coverage import Coverage
from ncpi.programme._distribution import Distribution
from ncpi.programme._follow_up_times import DayRange
from ncpi.programme._grouping import Group, Groups
from ncpi.programme._outcomes import OutcomeTable
from ncpi.programme._programme import ProgrammeComparison
from ncpi.vocabulary import Basis, CauseStatus, Grouping, ItemKind


def watch(pairs: Sequence[Pair]) -> Iterable[Pair]:
    yield from pairs


archive = ncpi.Archive()
programme = archive.compare_all(bodies=registers.forces, progress=tqdm)
assert_type(programme, ProgrammeComparison)
assert_type(archive.compare_all(progress=watch), ProgrammeComparison)
assert_type(programme.outcomes("theme"), OutcomeTable)
assert_type(programme.outcomes(Grouping.YEAR), OutcomeTable)
assert_type(programme.outcomes(kind="concern", accounts=True), OutcomeTable)
assert_type(programme.outcomes(kind=ItemKind.CAUSE_OF_CONCERN), OutcomeTable)
assert_type(programme.case_grades(), CaseGrades)
assert_type(programme.case_grades().distribution("good"), Distribution)
assert_type(programme.follow_up_times().pairs[0].published_to_fieldwork, DayRange | None)
assert_type(programme.groups("year"), Groups[ProgrammeComparison])
assert_type(programme.groups(Grouping.FORCE)["police/merseyside"].case_grades(), CaseGrades)
grades = {group: part.case_grades() for group, part in programme.groups("region").items()}
assert_type(grades, dict[Group, CaseGrades])
assert_type(programme.causes_of_concern().count(CauseStatus.CLOSED, Basis.STATED), int)
assert_type(programme.judgments().by_scale[0].improved, int)
assert_type(archive.coverage(bodies=[*registers.forces, *registers.bodies]), Coverage)

archive.compare_all(bodies=registers.reports)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - reports are no bodies
programme.outcomes(kind=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - no kind of item
archive.compare_all(progress=True)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - it wraps the pairs
