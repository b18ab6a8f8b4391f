"""Rules that pages of several kinds share: headline, inspectorate, force, dates, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ncpi.pages._grammar import expand, forces_in
from ncpi.pages._kinds import (
    LANDING,
    PDF_REPORT,
    RELEASE,
    REPORTS,
    TRACKER,
    first_blocks,
    names_hmicfrs,
    title_block,
)
from ncpi.pages._lists import announced
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, rule
from ncpi.pages._times import by_inspectors, follows_up, is_earlier, names_others, sentence_around
from ncpi.vocabulary import ReadingBasis

__all__ = ["OF_POLICE", "forces_of_release", "one_force", "titled_force"]

_OURS = frozenset((RELEASE, LANDING, TRACKER, PDF_REPORT, *REPORTS))
# What every headline speaks of; the line on top of a copy may be the name of a site.
OF_POLICE = re.compile(
    r"polic|constabular|\bforces?\b|child|young|inspect|hmic|crim|victim|officer|PEEL|abuse|custody",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#\d{1,3}/\d{4} - ")


def _headline(page: Page) -> Iterator[Hit]:
    block = title_block(page)
    if block is None or page.is_wrapped or not 3 <= len(block.text) <= 300:
        return
    if block.text.endswith((".", ":", ",")) or block.is_item or not OF_POLICE.search(block.text):
        return
    start = block.start
    if number := _NUMBER.match(block.text):
        start += number.end()
    yield Hit(page.words(start, block.end), start, block.end)


rule(
    "headline",
    "headline",
    _headline,
    kinds=(RELEASE, LANDING, *REPORTS),
    basis=ReadingBasis.DERIVED,
    says=("Kent Police listens to children\n\nA new report says so.\n\nGet the report",),
    not_=("A report published today says that Kent Police listens to children.\n\nMore.",),
)


_NEAR = 20_000


def _inspectorate(page: Page) -> Iterator[Hit]:
    if match := names_hmicfrs(page, min(len(page.flat), _NEAR)):
        yield Hit("hmicfrs", match.start(), match.end())


rule(
    "inspectorate-named",
    "by",
    _inspectorate,
    kinds=_OURS,
    says=("HM Inspectorate of Constabulary has reported.", "A report by HMICFRS."),
    not_=("HMICS reports on Scotland.", "HM Inspectorate of Constabulary in Scotland"),
)


def one_force(found: Iterable[tuple[str, int, int]]) -> Hit | None:
    """The one force that is *found*; None if there is none, or more than one."""
    places = list(found)
    if len({key for key, _, _ in places}) != 1:
        return None
    key, start, end = places[0]
    return Hit([key], start, end)


# Of a fire and rescue service, unless it is in the inspectorate's own name.
_OF_FIRE = re.compile(r"(?<!Constabulary and )\b[Ff]ire (?:and|&) [Rr]escue|\b[Ff]ire [Ss]ervice")


def titled_force(page: Page, start: int, end: int) -> Hit | None:
    """The force with whose name, or area, the title in a span begins, or which it names.

    A title about a fire and rescue service has none.
    """
    begins = expand(r"(?:Read )?(?:The )?{AREA:force}(?:'s)?(?= ?[-:]| (?:Police|[Nn]ational)|$)")
    text = page.flat[start:end]
    if _OF_FIRE.search(text):
        return None
    if named := forces_in(page.flat, start, end):
        return one_force(named)
    if match := begins.pattern.match(text):
        return Hit([begins.value(match)], start + match.start("force"), start + match.end("force"))
    return None


_ANY_FORCE = re.compile(
    r"\b[A-Z][\w'-]+(?:(?: and)? [A-Z][\w'-]+){0,3} (?:Police|Constabulary)\b"
    r"(?! (?:and (?:Crime|Fire)|Chiefs|Federation|Authority|Superintendents|Act|Board|Foundation))"
)


def _names_unknown_force(page: Page, start: int, end: int) -> bool:
    """Whether a span names a force in the way of a name that the register hasn't."""
    known = [(one, two) for _, one, two in forces_in(page.flat, start, end)]
    return any(
        not any(one < match.end() and match.start() < two for one, two in known)
        and not match[0].startswith(("The ", "National "))
        for match in _ANY_FORCE.finditer(page.flat, start, end)
    )


def forces_of_release(page: Page) -> Iterator[Hit]:
    """Each place that says which force the release is on."""
    title = title_block(page)
    spans = [*announced(page), *(((title.start, title.end),) if title else ())]
    titled = [hit for span in spans if (hit := titled_force(page, *span))]
    # A title that names no force of the register is that of another body, or of many.
    if titled or announced(page):
        yield from titled
        return
    blocks = [block for block in first_blocks(page) if not block.is_item][:6]
    for block in ([title] if title else []) + blocks:
        found = list(forces_in(page.flat, block.start, block.end))
        if _names_unknown_force(page, block.start, block.end):
            return
        if found:
            if hit := one_force(found):
                yield hit
            return
    end = min(len(page.flat), _NEAR)
    hit = one_force(forces_in(page.flat, 0, end))
    if hit and not _names_unknown_force(page, 0, end):
        yield hit


rule(
    "force-of-the-release",
    "bodies",
    forces_of_release,
    kinds={RELEASE},
    says=(
        "Kent Police listens\n\nGet the report\n\nKent – National child protection inspection",
        "Children are safer\n\nThe Metropolitan Police Service has improved.",
    ),
    not_=(
        "Children are safer\n\nKent Police and Essex Police have improved.",
        "Wessex Police listens to children\n\nIt works with Kent Police.",
    ),
)


def _report_force(page: Page) -> Iterator[Hit]:
    block = title_block(page)
    hit = None if block is None else titled_force(page, block.start, block.end)
    if hit:
        yield hit


rule(
    "force-in-the-title",
    "bodies",
    _report_force,
    kinds=(LANDING, *REPORTS),
    says=("Kent – National child protection inspection", "Gwent Police: National child protection"),
    not_=("National child protection inspections",),
)


def _landing_force(page: Page) -> Iterator[Hit]:
    line = expand(r"^Police [Ff]orces?: ?{AREA:force}$")
    for match, key in line.found(page, "lead"):
        yield Hit([key], *match.span("force"))


rule(
    "police-forces",
    "bodies",
    _landing_force,
    kinds={LANDING},
    says=("Police Forces: North Yorkshire",),
    not_=("Police Forces: Kent, Essex, Norfolk", "Police Forces: all"),
)

# When the inspectors were there: of a release, and of a landing page.
_WORK = (RELEASE, LANDING)
_AFTER = re.compile(r"\b(?:follow\w*|since|after|from)\b[^.\n]{0,40}$")


def _visit(page: Page) -> Iterator[Hit]:
    """When the inspectors were there; on a follow-up's page not when they were there before."""
    dated = expand(
        r"(?<!\bcase )(?<!\bpeer )(?<!practice )(?<!independent )(?<!internal )(?<!external )"
        r"(?<!homicide )(?<!first )(?<!initial )(?<!previous )(?<!earlier )(?<!last )\b"
        r"(?:(?:post[- ]inspection )?(?:re-?)?inspection|review)(?: of [^.\n\d]{1,120}?)?,?"
        r"(?: which)? (?:was )?(?:carried out|took place|conducted) in (?:the )?{SPAN:when}"
        r"|(?:published|issued) [^.\n]{1,160}, following an inspection in {SPAN:before}"
    )
    again = follows_up(page)
    for match, value in dated.found(page, "lead"):
        before = page.flat[max(0, match.start() - 60) : match.start()]
        if not (again and (match["before"] or _AFTER.search(before))):
            yield Hit(value, *match.span())


def _went(page: Page) -> Iterator[Hit]:
    """When inspectors went, in a sentence that names them as those who did."""
    dated = expand(
        rf"(?:carried out|conducted|undertook) (?:a|the|its) (?:further )?{_AGAIN}"
        r"(?: of [^.\n\d]{1,60}?)? in {SPAN:after}"
        r"|\bIn {SPAN:before}, (?P<who>[^.\n]{1,110}?) (?:conducted|carried out) a (?:further )?"
        rf"{_AGAIN}\b|\binspected (?P<what>[^.\n\d]{{1,90}}?) in {{SPAN:first}}"
    )
    for match, value in dated.found(page, "lead"):
        begins, end = sentence_around(page, *match.span())
        who = match["who"] or page.flat[begins : match.start()]
        what = match["what"]
        is_now = what is None or (
            what.endswith(" again") is follows_up(page)
            and (forces_in(what) or _OF_FORCE.search(what))
            and not (_ONCE.search(who) or names_others(who) or is_earlier(page, begins, end))
            and " again" not in page.flat[match.end() : end]
        )
        if is_now and by_inspectors(who):
            yield Hit(value, *match.span())


_AGAIN = r"(?:post[- ]inspection review|follow-up inspection|revisit|re-?inspection)"
_OF_FORCE = re.compile(r"\b(?:force|constabulary|child\w*|it)\b(?!.*\bforces\b)")
_ONCE = re.compile(
    r"\b(?:first|initially|originally|previously|last|had|which|who|[Ss]ince|[Aa]fter|[Bb]efore)\b"
)
_REVIEWED = "Get the report\n\nKent – National child protection post-inspection review\n\n"
rule(
    "inspection-carried-out",
    "fieldwork",
    _visit,
    kinds=_WORK,
    says=(
        "the report of an inspection carried out in May 2017 of the child protection work",
        "The inspection was carried out in October 2017.",
        "following an inspection carried out in late February/early March 2015.",
        "in an inspection which took place in November 2021.",
        "HMIC has published a report on Kent Police, following an inspection in July 2017.",
    ),
    not_=(
        "An inspection carried out earlier this year",
        "Our first inspection took place in 2021",
        "A serious case review carried out in May 2017 found harm.",
        "A peer review was carried out in May 2017.",
        "This review follows an inspection in July 2017.",
        f"{_REVIEWED}The review follows an inspection carried out in July 2017.",
    ),
)
rule(
    "inspectors-went-in",
    "fieldwork",
    _went,
    kinds=_WORK,
    says=(
        "HMIC carried out a post inspection review in August 2015.",
        "In September 2016, HM Inspectorate of Constabulary conducted a follow-up inspection.",
        "HMICFRS inspected the force in June 2019.",
    ),
    not_=(
        "HMIC carried out a post inspection review.",
        "In January 2013, HMIC identified failings.",
        "In March 2017, Ofsted conducted a follow-up inspection of the council's services.",
        "The council carried out a follow-up inspection of its homes in March 2017.",
        f"{_REVIEWED}HMICFRS inspected the force in June 2019.",
    ),
)
rule(
    "inspection-of-the-force-in",
    "fieldwork",
    r"(?:inspection examined child protection in [^.\n\d]{1,60}?"
    r"|\b[Ii]n (?:its|the) first (?:ever )?inspection (?:of|into) [^.\n\d]{1,90}?) in {SPAN}",
    kinds=_WORK,
    says=(
        "The inspection examined child protection in Norfolk Constabulary in April 2014.",
        "In its first ever inspection into the force's child protection in September 2019, HMIC",
    ),
    not_=(
        "The inspection examined child protection in Norfolk Constabulary.",
        "In its first report of May 2017",
    ),
)


def _reinspected(page: Page) -> Iterator[Hit]:
    dated = expand(
        r"\bre-?inspected [^.\n\d]{1,60}? in {SPAN}|\bre-?inspected [^.\n\d]{1,60}? in {Y}"
    )
    for match, value in dated.found(page, "lead"):
        yield Hit([value, value] if isinstance(value, str) else value, *match.span())


rule(
    "re-inspected-in",
    "fieldwork",
    _reinspected,
    kinds=_WORK,
    says=("HMICFRS re-inspected the force in 2022 after an initial inspection in 2021.",),
    not_=("HMICFRS will re-inspect the force in 2022.",),
)

rule(
    "causes-of-concern",
    "causes_of_concern",
    r"(?:\b(?:I|[Ww]e|HMICFRS|HMIC)|[Ii]nspect(?:ors|orate|ion)|[Rr]eport|[Rr]eview)"
    r"(?: ha[sd]| have)?(?: also| therefore)? (?:issued|identified|raised|found|made) "
    r"(?:the force |it )?{N} (?:accelerated )?causes? of concern\b",
    kinds=(RELEASE, *REPORTS),
    says=(
        "I have identified two causes of concern about the force.",
        "HMICFRS has therefore issued two causes of concern to Lincolnshire Police.",
    ),
    not_=(
        "We may identify causes of concern.",
        "A cause of concern was issued.",
        "The force raised two causes of concern with its partners.",
    ),
)
rule(
    "recommendations-made-before",
    "recommendations_followed_up",
    r"(?:initial|previous|first|last|earlier|original) (?:child protection )?(?:inspection|report)"
    r"[^.\n]{0,140}? made {N} recommendations\b",
    kinds={RELEASE},
    says=(
        "after an initial inspection in 2021 found systemic failings and made 12 recommendations",
    ),
    not_=("HMICFRS has made 11 recommendations.",),
)
rule(
    "recommendations-made",
    "recommendations_made",
    r"\b(?:HMICFRS|HMIC|[Tt]he inspectorate|[Ii]nspectors) (?:has|have) (?:also )?made {N} "
    r"(?:new )?recommendations\b"
    r"(?! (?:since|over)\b)",
    kinds={RELEASE},
    says=("HMICFRS has made 11 recommendations, including that the force should:",),
    not_=(
        "HMICFRS made 12 recommendations in 2021.",
        "HMICFRS has made recommendations.",
        "HMICFRS has made 11 recommendations since 2014.",
    ),
)
