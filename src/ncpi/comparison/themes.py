"""Themes, before and after: set together by the crosswalk, or not comparable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from ncpi import fields
from ncpi.comparison.results import Caveat, caveats_gate, caveats_tuple
from ncpi.errors import Fault, InvalidError
from ncpi.model import Framework, Noun, Report, crosswalk, same_framework
from ncpi.model.sources import texts
from ncpi.vocabulary import CaveatCode, Comparability, CrosswalkMatch

__all__ = ["ThemeComparison", "compare_themes"]

_names = fields.unique(fields.name)


@attrs.frozen(kw_only=True, repr=False)
class ThemeComparison(Noun):
    """Where a theme of one report stands in the other.

    It says what may be read together, and nothing of progress.

    Attributes:
        theme: the theme as the baseline names it, or the follow-up if only that has it.
        comparability: whether what stands under it may be set against anything.
        match: how it stands to its counterparts; None where it has none, or nobody has said.
        counterparts: the follow-up's themes that match it or overlap with it.
        recommendations: keys of the baseline's recommendations under it.
        findings: keys of the follow-up's findings under its counterparts, or under itself
            where only the follow-up has it.
        caveats: why it should be read with care.

    Raises:
        ncpi.errors.InvalidError: it is called comparable without counterparts, or the reverse.
    """

    TAG = "theme-comparison"

    theme: str = attrs.field(validator=fields.name)
    comparability: Comparability = attrs.field(validator=fields.member(Comparability))
    match: CrosswalkMatch | None = attrs.field(
        default=None, validator=fields.optional(fields.member(CrosswalkMatch))
    )
    counterparts: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_names)
    recommendations: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_names)
    findings: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=_names)
    caveats: tuple[Caveat, ...] = attrs.field(
        default=(), converter=caveats_tuple, validator=caveats_gate
    )

    def __attrs_post_init__(self) -> None:
        together = self.match in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD)
        comparable = self.comparability is Comparability.COMPARABLE
        if not together == comparable == bool(self.counterparts):
            message = "what is comparable has counterparts and an exact or broad match"
            raise InvalidError([Fault("comparability", "inconsistent", message)], "theme")

    def label(self) -> str:
        if not self.counterparts or self.match is None:
            return f"{self.theme}: {self.comparability.value}"
        return f"{self.theme}: {', '.join(self.counterparts)} ({self.match.value})"


def compare_themes(baseline: Report, follow_up: Report) -> tuple[ThemeComparison, ...]:
    """One entry for every theme of either report, those of its framework included.

    Themes of one framework go together by name; those of two, by the crosswalk between
    them. Where nobody has said how a theme stands to the other framework's, it is not
    comparable, even if a theme there has the same name.
    """
    before, after = _themes(baseline), _themes(follow_up)
    met: set[str] = set()
    entries: list[ThemeComparison] = []
    for theme in before:
        entry = _entry(theme, baseline, follow_up, after)
        met.update(other.casefold() for other in entry.counterparts)
        entries.append(entry)
    alone = [other for other in after if other.casefold() not in met]
    return (*entries, *(_only_later(other, baseline, follow_up, before) for other in alone))


def _themes(report: Report) -> list[str]:
    """The themes of its framework, then others that it uses, each once whatever its case."""
    named = [
        *(report.framework.themes if report.framework else ()),
        *(told.theme for told in report.recommendations if told.theme),
        *(told.theme for told in report.findings if told.theme),
        *(told.topic for told in report.judgments),
    ]
    first = {theme.casefold(): theme for theme in reversed(named)}
    return sorted(first.values(), key=named.index)


def _entry(
    theme: str, baseline: Report, follow_up: Report, after: Sequence[str]
) -> ThemeComparison:
    here, there = baseline.framework, follow_up.framework
    found = {other: crosswalk(theme, here, other, there) for other in after}
    asked = [told.key for told in baseline.recommendations if _is(told.theme, theme)]
    for match in (CrosswalkMatch.EXACT, CrosswalkMatch.BROAD):
        others = [other for other in after if found[other] is match]
        if others:
            caveats = _broadly(theme, others) if match is CrosswalkMatch.BROAD else ()
            return ThemeComparison(
                theme=theme,
                comparability=Comparability.COMPARABLE,
                match=match,
                counterparts=others,
                recommendations=asked,
                findings=_under(others, follow_up),
                caveats=tuple(caveats),
            )
    said = _said_to_have_none(found.values())
    return ThemeComparison(
        theme=theme,
        comparability=_alone(Comparability.BASELINE_ONLY, here, there),
        match=CrosswalkMatch.NONE if said else None,
        recommendations=asked,
        caveats=() if said else tuple(_unsaid(theme, there)),
    )


def _only_later(
    theme: str, baseline: Report, follow_up: Report, before: Sequence[str]
) -> ThemeComparison:
    here, there = baseline.framework, follow_up.framework
    said = _said_to_have_none(crosswalk(other, here, theme, there) for other in before)
    return ThemeComparison(
        theme=theme,
        comparability=_alone(Comparability.FOLLOW_UP_ONLY, here, there),
        match=CrosswalkMatch.NONE if said else None,
        findings=_under([theme], follow_up),
        caveats=() if said else tuple(_unsaid(theme, here)),
    )


def _alone(only: Comparability, here: Framework | None, there: Framework | None) -> Comparability:
    return only if same_framework(here, there) else Comparability.NOT_COMPARABLE


def _said_to_have_none(matches: Iterable[CrosswalkMatch | None]) -> bool:
    """Whether every theme of the other side is said not to correspond."""
    said = list(matches)
    return bool(said) and all(match is CrosswalkMatch.NONE for match in said)


def _under(themes: Sequence[str], report: Report) -> list[str]:
    return [
        found.key for found in report.findings if any(_is(found.theme, theme) for theme in themes)
    ]


def _is(theme: str | None, other: str) -> bool:
    return theme is not None and theme.casefold() == other.casefold()


def _broadly(theme: str, others: Sequence[str]) -> Iterator[Caveat]:
    for other in others:
        text = f"{theme!r} and {other!r} overlap; neither covers the other"
        yield Caveat(code=CaveatCode.BROAD_CROSSWALK, text=text)


def _unsaid(theme: str, framework: Framework | None) -> Iterator[Caveat]:
    where = f"the framework {framework.key}" if framework else "a report without a framework"
    text = f"nobody has said how {theme!r} stands to the themes of {where}"
    yield Caveat(code=CaveatCode.NO_CROSSWALK, text=text)
