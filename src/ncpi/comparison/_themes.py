"""Comparison of themes by the crosswalk between frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.comparison._entries import Caveat
from ncpi.errors import Fault
from ncpi.fields import Name
from ncpi.model import (
    Finding,
    Framework,
    Recommendation,
    Record,
    Report,
    crosswalk,
    same_framework,
)
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

__all__ = ["ThemeComparison", "compare_themes", "overlap_caveat"]


@attrs.frozen(kw_only=True, repr=False)
class ThemeComparison(Record):
    """A theme of one report and its counterparts in the other.

    It shows what can be read together and doesn't describe progress.

    Attributes:
        theme: the theme as the baseline names it, or the follow-up if only that has it.
        comparability: whether it can be compared with a theme of the other report.
        match: how it corresponds to its counterparts; None if no crosswalk covers it.
        counterparts: the follow-up's themes that correspond to it as *match* says.
        overlaps: themes of the follow-up that only overlap with it, if others match it
            exactly; each has a caveat.
        recommendations: keys of the baseline's recommendations under it.
        findings: keys of the follow-up's findings under its counterparts, or under the theme
            itself if only the follow-up has it.
        caveats: why it needs care.

    Raises:
        ncpi.errors.InvalidError: it is comparable without counterparts, or the reverse.
    """

    TAG = "theme-comparison"

    theme: Name
    comparability: Comparability = attrs.field(converter=fields.one_of[Comparability])
    match: CrosswalkMatch | None = attrs.field(
        default=None,
        converter=fields.one_of[CrosswalkMatch | None],
    )
    counterparts: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    overlaps: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    recommendations: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    findings: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[str]
    )
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=fields.tuple_of[Caveat])

    def _inconsistencies(self) -> Iterator[Fault]:
        together = self.match is not None and self.match.corresponds
        comparable = self.comparability is Comparability.COMPARABLE
        if not together == comparable == bool(self.counterparts):
            message = "a comparable theme has counterparts and an exact or broad match"
            yield Fault("comparability", "inconsistent", message)
        if self.overlaps and self.match is not CrosswalkMatch.EXACT:
            message = "a theme that overlaps without an exact match is a counterpart"
            yield Fault("overlaps", "inconsistent", message)

    def label(self) -> str:
        if not self.counterparts or self.match is None:
            return f"{self.theme}: {self.comparability.value}"
        others = f", overlaps with {', '.join(self.overlaps)}" if self.overlaps else ""
        return f"{self.theme}: {', '.join(self.counterparts)} ({self.match.value}){others}"


def compare_themes(baseline: Report, follow_up: Report) -> tuple[ThemeComparison, ...]:
    """One entry for every theme of either report, including all those of its framework.

    Themes of one framework are paired by name; those of two frameworks by the crosswalk. A
    theme that no crosswalk covers isn't comparable, even with a theme of the same name.

    Raises:
        ncpi.errors.InvalidError: an argument isn't a report.
    """
    faults: list[Fault] = []
    fields.accept(Report, baseline, "baseline", faults)
    fields.accept(Report, follow_up, "follow_up", faults)
    fields.refuse(faults, "compare_themes")
    here, there = baseline.framework, follow_up.framework
    before, after = _themes(baseline), _themes(follow_up)
    asked, found = _under(baseline.recommendations), _under(follow_up.findings)
    met: set[str] = set()
    entries: list[ThemeComparison] = []
    for name, theme in before.items():
        entry = _entry(theme, asked.get(name, ()), (here, there), after, found)
        met.update(other.casefold() for other in (*entry.counterparts, *entry.overlaps))
        entries.append(entry)
    for name, theme in after.items():
        if name not in met:
            matches = [crosswalk(other, here, theme, there) for other in before.values()]
            entry = _lone(theme, Comparability.FOLLOW_UP_ONLY, matches, (there, here))
            entries.append(attrs.evolve(entry, findings=found.get(name, ())))
    return tuple(entries)


_Frameworks = tuple[Framework | None, Framework | None]


def _themes(report: Report) -> dict[str, str]:
    """The themes of the report's framework, then others that it uses, ignoring case."""
    named = [
        *(report.framework.themes if report.framework else ()),
        *(entry.theme for entry in report.recommendations if entry.theme),
        *(entry.theme for entry in report.findings if entry.theme),
        *(entry.topic for entry in report.judgments),
    ]
    themes: dict[str, str] = {}
    for theme in named:
        themes.setdefault(theme.casefold(), theme)
    return themes


def _under(items: Iterable[Recommendation | Finding]) -> dict[str, list[str]]:
    """The keys of the *items* under each theme."""
    keys: dict[str, list[str]] = {}
    for one in items:
        if one.theme is not None:
            keys.setdefault(one.theme.casefold(), []).append(one.key)
    return keys


def _entry(
    theme: str,
    asked: Sequence[str],
    frameworks: _Frameworks,
    after: Mapping[str, str],
    found: Mapping[str, Sequence[str]],
) -> ThemeComparison:
    here, there = frameworks
    matches = {
        other: crosswalk(theme, here, other, there)
        for name, other in after.items()
        if name == theme.casefold() or not same_framework(here, there)
    }
    exact, broad = (
        [other for other, match in matches.items() if match is wanted]
        for wanted in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
    )
    others = exact or broad
    if not others:
        entry = _lone(theme, Comparability.BASELINE_ONLY, matches.values(), frameworks)
        return attrs.evolve(entry, recommendations=asked)
    return ThemeComparison(
        theme=theme,
        comparability=Comparability.COMPARABLE,
        match=CrosswalkMatch.EXACT if exact else CrosswalkMatch.BROAD,
        counterparts=others,
        overlaps=broad if exact else (),
        recommendations=asked,
        findings=[key for other in others for key in found.get(other.casefold(), ())],
        caveats=[overlap_caveat(theme, other) for other in broad],
    )


def _lone(
    theme: str,
    only: Comparability,
    matches: Iterable[CrosswalkMatch | None],
    frameworks: _Frameworks,
) -> ThemeComparison:
    """A theme of the first of *frameworks* without a counterpart in the second."""
    if same_framework(*frameworks):
        return ThemeComparison(theme=theme, comparability=only, match=CrosswalkMatch.NONE)
    given = list(matches)
    covered = bool(given) and all(match is CrosswalkMatch.NONE for match in given)
    return ThemeComparison(
        theme=theme,
        comparability=Comparability.NOT_COMPARABLE,
        match=CrosswalkMatch.NONE if covered else None,
        caveats=[] if covered else [_no_crosswalk_caveat(theme, frameworks[1])],
    )


def overlap_caveat(theme: str, other: str, before: str = "") -> Caveat:
    """That a theme and one of the other report overlap; *before* stands before the words."""
    text = f"{before}{theme!r} and {other!r} overlap; neither covers the other"
    return Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text)


def _no_crosswalk_caveat(theme: str, framework: Framework | None) -> Caveat:
    where = f"the framework {framework.key}" if framework else "a report without a framework"
    text = f"no crosswalk relates {theme!r} to the themes of {where}"
    return Caveat(code=CaveatCode.NO_CROSSWALK, text=text)
