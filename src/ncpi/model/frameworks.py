"""Frameworks of themes, and how the themes of one stand to those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated

import attrs

from ncpi import fields
from ncpi.errors import Fault, member_fault, shipped
from ncpi.fields import Name
from ncpi.model.record import Record
from ncpi.model.sources import Source, Sourced
from ncpi.vocabulary import CrosswalkMatch, Provenance

__all__ = ["FRAMEWORKS", "Crosswalk", "Framework", "crosswalk", "same_framework"]


@attrs.frozen(kw_only=True, repr=False)
class Crosswalk(Record):
    """How one theme of a framework stands to a theme of another.

    Attributes:
        theme: the theme in the framework that holds the crosswalk.
        framework: the key of the other framework.
        other: the theme there; None if nothing there corresponds.
        match: `CrosswalkMatch.EXACT`, ``BROAD`` (they overlap, neither covers the other)
            or ``NONE``.

    Raises:
        ncpi.errors.InvalidError: a match without another theme, or the reverse.
    """

    TAG = "crosswalk"

    theme: Name
    framework: Name
    other: Name | None = None
    match: CrosswalkMatch = attrs.field(converter=fields.one_of[CrosswalkMatch])

    def _inconsistencies(self) -> Iterator[Fault]:
        if (self.other is None) != (self.match is CrosswalkMatch.NONE):
            message = f"a match that is {self.match.value!r} goes with other={self.other!r}"
            advice = "Name the other theme, or say that there is none"
            yield Fault("other", "inconsistent", message, "", advice)


@attrs.frozen(kw_only=True, repr=False)
class Framework(Sourced):
    """The themes that a kind of inspection reports under.

    Another inspectorate's framework is made by calling this class.

    Attributes:
        key: a short name for the framework.
        title: what it is called, with the years in which it was used.
        themes: its themes, in the order of the reports.
        crosswalks: how its themes stand to those of other frameworks.

    Raises:
        ncpi.errors.InvalidError: no theme, a theme twice, or a crosswalk from none of them.
    """

    TAG = "framework"

    key: Name
    title: Name
    themes: Annotated[tuple[Name, ...], fields.distinct()] = attrs.field(
        converter=fields.tuple_of[str]
    )
    crosswalks: Annotated[tuple[Crosswalk, ...], fields.distinct("theme", "framework", "other")] = (
        attrs.field(default=(), converter=fields.tuple_of[Crosswalk])
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
        """The framework of `FRAMEWORKS` with the key *text*.

        Raises:
            ncpi.errors.InvalidError: ncpi ships no framework with this key.
        """
        return shipped(FRAMEWORKS, text, "a framework", "ncpi.model.FRAMEWORKS")

    def _contradictions(self) -> list[Fault]:
        """Themes that are said both to have no counterpart in a framework and to have one."""
        none = {
            (walk.theme, walk.framework)
            for walk in self.crosswalks
            if walk.match is CrosswalkMatch.NONE
        }
        return [
            Fault(
                f"crosswalks[{index}]",
                "inconsistent",
                f"{walk.theme!r} is also said to have no counterpart in {walk.framework!r}",
            )
            for index, walk in enumerate(self.crosswalks)
            if walk.other is not None and (walk.theme, walk.framework) in none
        ]


def same_framework(here: Framework | None, there: Framework | None) -> bool:
    """Whether both are the framework of one key, whoever defined it; or neither is named."""
    return (here and here.key) == (there and there.key)


def crosswalk(
    theme: str, here: Framework | None, other: str, there: Framework | None
) -> CrosswalkMatch | None:
    """How *theme* of framework *here* stands to theme *other* of framework *there*.

    Within one framework a theme matches itself exactly; case plays no part. Either
    framework may hold the crosswalk. None: nobody has said how the two themes stand, so
    that they are not comparable.
    """
    one, two = theme.casefold(), other.casefold()
    if same_framework(here, there):
        return CrosswalkMatch.EXACT if one == two else CrosswalkMatch.NONE
    if here is None or there is None:
        return None
    return _walked(one, here, two, there) or _walked(two, there, one, here)


def _walked(theme: str, here: Framework, other: str, there: Framework) -> CrosswalkMatch | None:
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
"""The frameworks of the programme, by key; each names the inspectorate's page on it.

The crosswalk is ncpi's own reading, not the inspectorate's.
"""
