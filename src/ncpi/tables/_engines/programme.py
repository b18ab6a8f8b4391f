"""The comparison of a whole programme, written once for every engine that narwhals supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables._engines.audits import audit_changes
from ncpi.tables._engines.frames import prepared
from ncpi.tables._engines.outcomes import outcomes
from ncpi.tables._engines.pairs import every_pair, with_foreign_words

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["compared"]

FrameT = TypeVar("FrameT", bound="IntoFrame")

_PAIRS = (
    "baseline",
    "follow_up",
    "body",
    "period",
    "recommendations_made",
    "foreign_words",
    "refused",
)


def compared(
    natives: Mapping[str, FrameT], frameworks: Sequence[Framework]
) -> tuple[FrameT, FrameT, FrameT]:
    """The pairs, the case-audit changes and the outcomes; see `ncpi.tables.compare_frames`.

    Raises:
        ncpi.errors.InvalidError: the frames are invalid.
    """
    frames, eager = prepared(natives)
    every = every_pair(frames)
    pairs = every.filter(nw.col("refused").is_null())
    results = (
        with_foreign_words(every, frames).select(*_PAIRS),
        audit_changes(pairs, frames["case_audits"], frameworks),
        outcomes(pairs, frames, frameworks),
    )
    finished: list[Any] = [
        nw.to_native(result.collect() if eager else result) for result in results
    ]
    # The results have the type of the arguments, which narwhals's types lose through lazy().
    return cast("tuple[FrameT, FrameT, FrameT]", tuple(finished))
