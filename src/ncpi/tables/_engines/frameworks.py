"""What frameworks and their crosswalks make of themes, over frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables._engines.frames import whole
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["mixed", "themes_apart", "themes_meet"]


def themes_meet(frameworks: Sequence[Framework]) -> nw.Expr:
    """Whether the themes of the two sides correspond, exactly or broadly."""
    before, after = nw.col("b_theme").str.to_lowercase(), nw.col("f_theme").str.to_lowercase()
    meet = nw.col("same_framework") & (before == after)
    for walk in _walks(frameworks):
        sides = ("b_framework", "f_framework")
        for (here, theme), (there, other) in (
            (zip(sides, (before, after), strict=True)),
            (zip(reversed(sides), (after, before), strict=True)),
        ):
            meet = meet | (
                (nw.col(here) == walk[0])
                & (theme == walk[1])
                & (nw.col(there) == walk[2])
                & (other == walk[3])
            )
    return meet


def _walks(frameworks: Sequence[Framework]) -> Iterator[tuple[str, str, str, str]]:
    for framework in frameworks:
        for walk in framework.crosswalks:
            if walk.framework == framework.key or walk.match is CrosswalkMatch.NONE:
                continue
            if walk.other is not None:
                yield framework.key, walk.theme.lower(), walk.framework, walk.other.lower()


def mixed(frameworks: Sequence[Framework]) -> nw.Expr:
    """Which two frameworks a pair is on, as a number; 0 where it is one, or they are strange."""
    places: list[nw.Expr] = []
    for side in ("b", "f"):
        place = whole(0)
        for number, framework in enumerate(frameworks, start=1):
            held = nw.col(f"{side}_framework") == framework.key
            place = nw.when(held).then(whole(number)).otherwise(place)
        places.append(place)
    both = places[0] * (len(frameworks) + 1) + places[1]
    return nw.when(nw.col("same_framework")).then(whole(0)).otherwise(both)


def themes_apart(frameworks: Sequence[Framework]) -> nw.Expr:
    """Whether an area is a theme that no crosswalk says to be the same in both frameworks."""
    held = (None, *frameworks)
    apart: dict[tuple[str, ...], list[int]] = {}
    for number, (one, other) in enumerate(product(held, held)):
        themes = {theme.lower() for side in (one, other) if side for theme in side.themes}
        met = _namesakes(one, other) | _namesakes(other, one)
        if themes - met and one is not other:
            apart.setdefault(tuple(sorted(themes - met)), []).append(number)
    unlike = nw.col("mixed") < 0
    for areas, numbers in apart.items():
        unlike = unlike | (nw.col("mixed").is_in(numbers) & nw.col("area_key").is_in(areas))
    return unlike


def _namesakes(here: Framework | None, there: Framework | None) -> set[str]:
    """The themes that *here* says to meet those of the same name *there*."""
    if here is None or there is None:
        return set()
    return {
        walk.theme.lower()
        for walk in here.crosswalks
        if walk.framework == there.key
        and walk.match is not CrosswalkMatch.NONE
        and walk.other is not None
        and walk.other.lower() == walk.theme.lower()
    }
