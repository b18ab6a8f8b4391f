"""Applies frameworks and their crosswalks to themes in data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import narwhals as nw

from ncpi.model import Framework
from ncpi.tables._engines.frames import whole
from ncpi.vocabulary import CrosswalkMatch

__all__ = ["area_is_not_comparable", "mixed", "themes_match"]


def themes_match(frameworks: Sequence[Framework]) -> nw.Expr:
    """Whether the themes of the two sides correspond, exactly or broadly."""
    before, after = nw.col("b_theme").str.to_lowercase(), nw.col("f_theme").str.to_lowercase()
    meet = nw.col("same_framework") & (before == after)
    for crosswalk in _crosswalks(frameworks):
        sides = ("b_framework", "f_framework")
        for (here, theme), (there, other) in (
            (zip(sides, (before, after), strict=True)),
            (zip(reversed(sides), (after, before), strict=True)),
        ):
            meet = meet | (
                (nw.col(here) == crosswalk[0])
                & (theme == crosswalk[1])
                & (nw.col(there) == crosswalk[2])
                & (other == crosswalk[3])
            )
    return meet


def _crosswalks(frameworks: Sequence[Framework]) -> Iterator[tuple[str, str, str, str]]:
    for framework in frameworks:
        for crosswalk in framework.crosswalks:
            if crosswalk.framework == framework.key or crosswalk.match is CrosswalkMatch.NONE:
                continue
            if crosswalk.other is not None:
                themes = crosswalk.theme.lower(), crosswalk.other.lower()
                yield framework.key, themes[0], crosswalk.framework, themes[1]


def mixed(frameworks: Sequence[Framework]) -> nw.Expr:
    """The two frameworks of a pair, as a number; 0 if they are the same or both unknown."""
    places: list[nw.Expr] = []
    for side in ("b", "f"):
        place = whole(0)
        for number, framework in enumerate(frameworks, start=1):
            is_used = nw.col(f"{side}_framework") == framework.key
            place = nw.when(is_used).then(whole(number)).otherwise(place)
        places.append(place)
    both = places[0] * (len(frameworks) + 1) + places[1]
    return nw.when(nw.col("same_framework")).then(whole(0)).otherwise(both)


def area_is_not_comparable(frameworks: Sequence[Framework]) -> nw.Expr:
    """Whether an area is a theme that no crosswalk matches between the two frameworks."""
    choices = (None, *frameworks)
    unmatched: dict[tuple[str, ...], list[int]] = {}
    for number, (one, other) in enumerate(product(choices, choices)):
        themes = {theme.lower() for side in (one, other) if side for theme in side.themes}
        matched = _same_names(one, other) | _same_names(other, one)
        if themes - matched and one is not other:
            unmatched.setdefault(tuple(sorted(themes - matched)), []).append(number)
    unlike = nw.col("mixed") < 0
    for areas, numbers in unmatched.items():
        unlike = unlike | (nw.col("mixed").is_in(numbers) & nw.col("area_key").is_in(areas))
    return unlike


def _same_names(one: Framework | None, other: Framework | None) -> set[str]:
    """The themes that a crosswalk of *one* matches with a theme of the same name in *other*."""
    if one is None or other is None:
        return set()
    return {
        crosswalk.theme.lower()
        for crosswalk in one.crosswalks
        if crosswalk.framework == other.key
        and crosswalk.match is not CrosswalkMatch.NONE
        and crosswalk.other is not None
        and crosswalk.other.lower() == crosswalk.theme.lower()
    }
