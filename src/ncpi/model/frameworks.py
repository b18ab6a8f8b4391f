"""Frameworks of themes, and crosswalks between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated

import attrs

from ncpi.errors import Fault, member_fault, shipped
from ncpi.fields import Name, Names, distinct, one_of, tuple_of
from ncpi.model.record import Record
from ncpi.model.sources import Source, Sourced
from ncpi.vocabulary import CrosswalkMatch, Provenance

__all__ = ["FRAMEWORKS", "Crosswalk", "Framework", "crosswalk", "same_framework"]


@attrs.frozen(kw_only=True, repr=False)
class Crosswalk(Record):
    """How a theme of one framework corresponds to a theme of another.

    Attributes:
        theme: the theme in the framework that holds the crosswalk.
        framework: the key of the other framework.
        other: the theme in the other framework; None if none corresponds.
        match: `CrosswalkMatch.EXACT`, ``BROAD`` (they overlap, neither covers the other)
            or ``NONE``.

    Raises:
        ncpi.errors.InvalidError: *other* is None but *match* isn't ``NONE``, or the reverse.
    """

    TAG = "crosswalk"

    theme: Name
    framework: Name
    other: Name | None = None
    match: CrosswalkMatch = attrs.field(converter=one_of[CrosswalkMatch])

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.other is None) != (self.match is CrosswalkMatch.NONE):
            message = f"a match of {self.match.value!r} doesn't fit other={self.other!r}"
            advice = "Name the other theme, or set the match to none"
            yield Fault("other", "inconsistent", message, "", advice)


@attrs.frozen(kw_only=True, repr=False)
class Framework(Sourced):
    """The themes under which a kind of inspection reports.

    Attributes:
        key: a short name for the framework.
        title: its title, with the years in which it was used.
        themes: its themes, in the order of the reports.
        crosswalks: how its themes correspond to those of other frameworks.

    Raises:
        ncpi.errors.InvalidError: no theme, a theme twice, or a crosswalk from another theme.
    """

    TAG = "framework"

    key: Name
    title: Name
    themes: Names = attrs.field(converter=tuple_of[str])
    crosswalks: Annotated[tuple[Crosswalk, ...], distinct("theme", "framework", "other")] = (
        attrs.field(default=(), converter=tuple_of[Crosswalk])
    )

    def _inconsistencies(self) -> Iterator[Fault]:
        if not self.themes:
            yield Fault("themes", "empty", "a framework has at least one theme")
        yield from [
            member_fault(walk.theme, self.themes, "a theme of this framework").below(
                f"crosswalks[{index}].theme"
            )
            for index, walk in enumerate(self.crosswalks)
            if walk.theme not in self.themes
        ]
        yield from self._contradictions()

    @classmethod
    def parse(cls, text: str) -> Framework:
        """The framework in `FRAMEWORKS` with the key *text*.

        Raises:
            ncpi.errors.InvalidError: ncpi ships no framework with this key.
        """
        return shipped(FRAMEWORKS, text, "a framework", "ncpi.model.FRAMEWORKS")

    def _contradictions(self) -> list[Fault]:
        none = {
            (walk.theme, walk.framework)
            for walk in self.crosswalks
            if walk.match is CrosswalkMatch.NONE
        }
        return [
            Fault(
                f"crosswalks[{index}]",
                "inconsistent",
                f"{walk.theme!r} is also listed as having no counterpart in {walk.framework!r}",
            )
            for index, walk in enumerate(self.crosswalks)
            if walk.other is not None and (walk.theme, walk.framework) in none
        ]


def same_framework(here: Framework | str | None, there: Framework | str | None) -> bool:
    """Whether both frameworks have the same key, or both are None.

    Raises:
        ncpi.errors.InvalidError: text that is the key of no framework that ncpi ships.
    """
    one, two = _framework(here), _framework(there)
    return (one and one.key) == (two and two.key)


def _framework(given: Framework | str | None) -> Framework | None:
    return Framework.parse(given) if isinstance(given, str) else given


def crosswalk(
    theme: str, here: Framework | str | None, other: str, there: Framework | str | None
) -> CrosswalkMatch | None:
    """How *theme* of framework *here* corresponds to theme *other* of framework *there*.

    Within one framework a theme matches only itself, ignoring case. Either framework may
    hold the crosswalk. None if no crosswalk covers the two themes, so they aren't comparable.

    Raises:
        ncpi.errors.InvalidError: text that is the key of no framework that ncpi ships.
    """
    here, there = _framework(here), _framework(there)
    one, two = theme.casefold(), other.casefold()
    if same_framework(here, there):
        return CrosswalkMatch.EXACT if one == two else CrosswalkMatch.NONE
    if here is None or there is None:
        return None
    return _match(one, here, two, there) or _match(two, there, one, here)


def _match(theme: str, here: Framework, other: str, there: Framework) -> CrosswalkMatch | None:
    for walk in here.crosswalks:
        if walk.framework != there.key or walk.theme.casefold() != theme:
            continue
        if walk.other is None or walk.other.casefold() == other:
            return walk.match
    return None


_BROADLY = (
    ("leadership", "leadership, management and governance"),
    ("initial response", "initial contact"),
    ("risk assessment and referral", "assessment and help"),
    ("investigation", "investigation"),
)

FRAMEWORKS: Mapping[str, Framework] = MappingProxyType(
    {
        framework.key: framework
        for framework in (
            Framework(
                key="ncpi-2014",
                title="The journey of the child, 2014 to 2023",
                themes=(
                    "leadership, management and governance",
                    "case file analysis",
                    "initial contact",
                    "assessment and help",
                    "investigation",
                    "decision-making",
                    "trusted adult",
                    "managing those who pose a risk to children",
                    "police detention",
                ),
                sources=[
                    Source(
                        url="https://www.justiceinspectorates.gov.uk/hmicfrs/publications/"
                        "national-child-protection-inspection-programme-child-protection-"
                        "inspection-methodology/",
                        provenance=Provenance.OWN,
                    )
                ],
            ),
            Framework(
                key="ncpi-2024",
                title="The five graded topics, from the method of February 2024",
                themes=(
                    "leadership",
                    "partnership working",
                    "initial response",
                    "risk assessment and referral",
                    "investigation",
                ),
                sources=[
                    Source(
                        url="https://hmicfrs.justiceinspectorates.gov.uk/publication-html/"
                        "national-child-protection-inspection-methodology/",
                        provenance=Provenance.OWN,
                    )
                ],
                crosswalks=[
                    *(
                        Crosswalk(
                            theme=new, framework="ncpi-2014", other=old, match=CrosswalkMatch.BROAD
                        )
                        for new, old in _BROADLY
                    ),
                    Crosswalk(
                        theme="partnership working",
                        framework="ncpi-2014",
                        match=CrosswalkMatch.NONE,
                    ),
                ],
            ),
        )
    }
)
"""The frameworks of the programme by key, each with the inspectorate's page as its source.

The crosswalk is ncpi's own reading, not the inspectorate's.
"""
