"""How comparisons of a whole programme, and what an archive covers, are drawn."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ncpi.archive import Archive
from ncpi.comparison import Comparison
from ncpi.comparison.pairs import PairResult
from ncpi.model import Force, Record
from ncpi.programme._coverage import Coverage
from ncpi.programme._programme import ProgrammeComparison
from ncpi.testing._drawing import Fields, Values, instances
from ncpi.testing._values import either, texts

__all__ = ["PROGRAMME_RECORDS"]


@st.composite
def _programmes(draw: DrawFn) -> ProgrammeComparison:
    archive: Archive = draw(instances(Archive))
    given = draw(either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key)))
    return archive.compare_all(bodies=given)


def _coverage(draw: DrawFn) -> Coverage:
    archive: Archive = draw(instances(Archive))
    given = draw(either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key)))
    return archive.coverage(bodies=given)


def _pair_fit(draw: DrawFn, drawn: Values, given: Values) -> None:
    """Give it either a comparison of its two reports, or a reason why there is none."""
    if given.get("comparison") is not None or "refused" in given:
        return
    if not {"comparison", "baseline", "follow_up"} & set(given) and draw(st.booleans()):
        comparison: Comparison = draw(instances(Comparison))
        drawn["comparison"] = comparison
        drawn["baseline"], drawn["follow_up"] = comparison.baseline, comparison.follow_up
    else:
        drawn["refused"] = draw(texts())


PROGRAMME_RECORDS: dict[type[Record], Fields] = {
    PairResult: Fields({"comparison": None, "refused": None}, fit=_pair_fit),
    ProgrammeComparison: Fields(whole=lambda draw: draw(_programmes())),
    Coverage: Fields(whole=_coverage),
}
"""What a compared programme says besides, and what an archive covers."""
