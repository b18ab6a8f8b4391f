"""How to draw programme comparisons and the coverage of an archive."""

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
    return archive.compare_all(bodies=draw(_bodies))


def _coverage(draw: DrawFn) -> Coverage:
    archive: Archive = draw(instances(Archive))
    return archive.coverage(bodies=draw(_bodies))


_bodies = either(st.lists(instances(Force), max_size=2, unique_by=lambda body: body.key))


def _pair_fit(draw: DrawFn, drawn: Values, fixed: Values) -> None:
    """Set either a comparison of the two reports, or a reason why there is none."""
    compared: Comparison | None = fixed.get("comparison")
    if (
        compared is None
        and "refused" not in fixed
        and ("comparison" in fixed or draw(st.booleans()))
    ):
        drawn["refused"] = draw(texts())
    elif fixed.get("refused") is None:
        sides = {name: fixed[name] for name in ("baseline", "follow_up") if name in fixed}
        compared = compared or draw(instances(Comparison, **sides))
        made = {"baseline": compared.baseline, "follow_up": compared.follow_up}
        drawn.update({"comparison": compared} | made | fixed)


PROGRAMME_RECORDS: dict[type[Record], Fields] = {
    PairResult: Fields({"comparison": None, "refused": None}, fit=_pair_fit),
    ProgrammeComparison: Fields(whole=lambda draw: draw(_programmes())),
    Coverage: Fields(whole=_coverage),
}
"""How to draw programme comparisons and the coverage of an archive."""
