"""Reports of inspections, re-inspections and reviews: HTML pages, covers and landing pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from ncpi.pages._general import OF_POLICE, one_force
from ncpi.pages._grammar import expand, forces_in
from ncpi.pages._kinds import (
    FOLLOW_UPS,
    INSPECTION,
    LANDING,
    PDF_REPORT,
    REPORTS,
    is_cover,
)
from ncpi.pages._page import Page
from ncpi.pages._rules import Hit, one_object, rule, together
from ncpi.pages._times import (
    about_earlier,
    above,
    follows_up,
    is_earlier,
    is_to_others,
    names_others,
    sentence_around,
)
from ncpi.vocabulary import ReadingBasis

__all__: list[str] = []

_follow_up_rule = partial(rule, kinds=FOLLOW_UPS)
_ALL = frozenset((LANDING, PDF_REPORT, *REPORTS))
_INSPECTED = (
    r"(?:inspected how well [^.\n]{3,80}? keeps? children safe|"
    r"conducted a (?:national )?child protection inspection of)"
)
_INSPECTORATE = r"(?:HM|Her Majesty's|His Majesty's|HMICFRS|HMIC|we)\b"

rule(
    "published-on",
    "published_on",
    r"^Published on:\s{0,3}{D}",
    kinds=_ALL,
    zone="title",
    says=("Published on: 9 December 2022",),
    not_=("Published on: 9 December", "Report published 9 December 2022"),
)
rule(
    "first-inspection-published",
    "baseline",
    r"\b[Oo]ur (?:first|initial|previous|earlier) inspection took place in {M:fieldwork}"
    r"(?: and was published in {M:published})?",
    kinds=(LANDING, *FOLLOW_UPS),
    says=("Our first inspection took place in September 2021 and was published in April 2022.",),
    not_=("Our inspection took place in September 2021.",),
)


_NAMED = re.compile(
    r"\bin (?P<which>(?:the|our|its|this|an?) (?:[^.\n]{1,120}? )?)(?:report|review)\b"
)
_OWN_REPORT = re.compile(
    r"(?:the|our|its) (?:[^.\n]{0,50}\bchild protection\b[^.\n]{0,40}"
    r"|(?:(?:19|20)\d\d|first|initial|previous|earlier|last|original)(?: inspection)?)? ?"
)


def _counts(page: Page) -> Iterator[tuple[str, Hit]]:
    """How many recommendations were made, here or in the report before, with the field.

    A follow-up's own are new or further ones, or those of "this report"; where it isn't clear
    of which report the sentence is, it gives nothing.
    """
    made = expand(
        r"\b(?:[Ww]e|[Tt]hey|HMICFRS|HMIC|[Ii]nspectors)(?: have| has| had)?(?: also| therefore)? "
        r"(?:made|make) {N} (?P<new>new |further |additional )?recommendations\b"
    )
    again = follows_up(page)
    for match, number in made.found(page, "lead"):
        begins, end = sentence_around(page, *match.span())
        rest = page.flat[match.end() : end]
        named = _NAMED.search(rest)
        which = named["which"].strip() if named else ""
        is_before = is_earlier(page, begins, end) or about_earlier(page, above(page, begins))
        is_own = named is None or _OWN_REPORT.fullmatch(which) is not None
        field = "recommendations_made"
        if is_to_others(rest) or not (is_own or which == "this"):
            continue
        if again and not match["new"] and which != "this":
            if not is_before and "child protection" not in which.lower():
                continue
            field = "recommendations_followed_up"
        elif is_before or (not again and re.search(r"\d{4}|first|initial", which)):
            continue
        yield field, Hit(number, *match.span())


def _counted(field: str) -> Callable[[Page], Iterator[Hit]]:
    return lambda page: (hit for name, hit in _counts(page) if name == field)


_FIRST = "Kent – National child protection inspection\n\nIntroduction\n\n"
_AGAIN = "Kent – National child protection re-inspection\n\nIntroduction\n\n"
_ASKED = "We made nine recommendations"
rule(
    "we-made",
    "recommendations_made",
    _counted("recommendations_made"),
    kinds=(LANDING, *REPORTS),
    says=(f"{_FIRST}{_ASKED}.", f"{_AGAIN}{_ASKED} in this report.", f"{_FIRST}{_ASKED} to it."),
    not_=(
        f"{_AGAIN}{_ASKED}.",
        f"{_FIRST}{_ASKED} in our 2019 thematic report.",
        f"{_FIRST}{_ASKED} to all forces.",
        f"{_FIRST}We made recommendations.",
    ),
)
rule(
    "we-made-before",
    "recommendations_followed_up",
    _counted("recommendations_followed_up"),
    kinds=(LANDING, *FOLLOW_UPS),
    says=(
        f"{_AGAIN}{_ASKED} in the Kent – National child protection inspection report.",
        f"{_AGAIN}{_ASKED} in our 2019 report.",
        f"{_AGAIN}Our first inspection took place in May 2019.\n\n{_ASKED} on practice.",
    ),
    not_=(f"{_AGAIN}{_ASKED}.", f"{_AGAIN}{_ASKED} in the PEEL report.", f"{_FIRST}{_ASKED}."),
)
_follow_up_rule(
    "inspected-how-well",
    "baseline",
    rf"\bIn {{M:fieldwork}},? {_INSPECTORATE}[^.\n]{{0,110}}? {_INSPECTED}",
    says=(
        "In July 2021, HMICFRS inspected how well Kent Police keeps children safe.",
        "In May 2017, HMICFRS conducted a child protection inspection of Kent Police.",
    ),
    not_=("In July 2021, HMICFRS published its findings.",),
)
rule(
    "inspected-in",
    "fieldwork",
    rf"\b(?:In|Between|From|During) {{SPAN}},? {_INSPECTORATE}[^.\n]{{0,110}}? {_INSPECTED}",
    kinds=(INSPECTION,),
    says=("Between 3 and 14 June 2019, we inspected how well Kent Police keeps children safe.",),
    not_=("In June 2019, we published our findings.",),
)
_follow_up_rule(
    "findings-published",
    "baseline",
    r"\bIn {M:published}, we published (?:the report of )?our findings\b(?! (?:on|about|into))",
    says=(
        "In September 2019, we published our findings.",
        "In March 2018, we published the report of our findings.",
    ),
    not_=(
        "In September 2019, we published a plan.",
        "In May 2019, we published our findings on cars.",
    ),
)


def _under_heading(page: Page) -> Iterator[Hit]:
    """The month under "Our 2019 inspection", even if the sentence is cut off."""
    headed = expand(
        rf"^(?:Our|The) (?P<year>(?:19|20)\d\d) inspection\s+In {{M:month}}, {_INSPECTORATE}"
    )
    for match, month in headed.found(page, "lead"):
        if str(month).startswith(match["year"]):
            yield Hit({"fieldwork": month}, *match.span("month"))


_follow_up_rule(
    "under-the-heading",
    "baseline",
    _under_heading,
    says=("Our 2019 inspection\n\nIn April 2019, Her Majesty’s Inspectorate of Constabula",),
    not_=("Our 2019 inspection\n\nIn April 2021, HMICFRS went back.",),
)
_follow_up_rule(
    "heading-of-the-baseline",
    "baseline",
    r"^[ \d.]{0,12}(?:(?:Our|The) )?{Y:year} inspection(?=$| ?\.\.)",
    basis=ReadingBasis.DERIVED,
    says=("Our 2019 inspection", "The 2016 inspection ........ 8", "    1. 2021 inspection"),
    not_=("Recommendations from the 2019 inspection report", "The 2019 post-inspection review"),
)
_follow_up_rule(
    "we-returned",
    "fieldwork",
    r"\bIn {SPAN},? (?:we|inspectors|HMICFRS|HMIC) (?:returned to|revisited|went back to)\b",
    says=(
        "In September 2022, we returned to the constabulary.",
        "In late February and early March 2023, we returned to the force.",
    ),
    not_=("In September 2022, we returned the papers.", "We returned in September 2022."),
)
_follow_up_rule(
    "year-of-the-review",
    "fieldwork_year",
    r"\bour {Y} assessment of the progress\b"
    r"|^[ \d.]{0,12}(?:The )?{Y} (?:post-inspection review|re-?inspection)(?=$| ?\.\.)",
    says=(
        "what we found in our 2021 assessment of the progress made by the force",
        "The 2021 post-inspection review",
        "2022 re-inspection",
    ),
    not_=("our assessment of the progress", "Summary of the 2021 post-inspection review"),
)


# ---------------------------------------------------------------- printed covers
def _on_cover(find: Callable[[Page], Iterator[Hit]]) -> Callable[[Page], Iterator[Hit]]:
    """*find* on pages that begin with the cover of a printed report."""
    return lambda page: find(page) if is_cover(page) else iter(())


def _isbn(page: Page) -> Iterator[Hit]:
    start, end = page.zones["cover"]
    for match in re.finditer(r"\bISBN(?:-13)?:?\s*((?:\d[- ]?){12}\d)\b", page.plain[start:end]):
        digits = re.sub(r"\D", "", match[1])
        if sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0:
            yield Hit(match[1], start + match.start(1), start + match.end(1))


rule(
    "isbn",
    "isbn",
    _isbn,
    kinds=_ALL,
    says=("ISBN: 978-1-78655-704-9",),
    not_=("ISBN: 978-1-78655-704-8", "ISBN: none"),
)


def _cover_date(page: Page) -> Iterator[Hit]:
    """The month that stands alone on a cover, above the copyright line of its year."""
    start, end = page.zones["cover"]
    month = expand(r"^(?:{M:month})$|(?<![\d-] )\b{M:other} © HMIC(?:FRS)? (?P<year>\d{4})")
    for match, value in month.found(page, "cover"):
        year = str(value)[:4]
        after = page.flat[match.start() : match.end() + 60]
        shown = re.search(r"© HMIC(?:FRS)? (\d{4})", after)
        if shown[1] == year if shown else f"FIRST PUBLISHED {year}" in page.flat[start:end]:
            yield Hit(value, *match.span())


_COVER = "© HMICFRS 2018\n\nISBN: 978-1-78655-704-9\n\nwww.justiceinspectorates.gov.uk/hmicfrs"
rule(
    "month-on-the-cover",
    "published",
    _on_cover(_cover_date),
    kinds=_ALL,
    says=(f"Kent Police\n\nAugust 2018\n\n{_COVER}",),
    not_=(f"Kent Police\n\nAugust 2016\n\n{_COVER}", "August 2018"),
)


def _cover_force(page: Page) -> Iterator[Hit]:
    """The force on the cover: on a line of its own, with dates, or in the title."""
    lines = expand(r"^(?:An )?(?:[Ii]nspection of (?:the )?)?{FORCE:force}(?= \d| - HMIC|$)")
    found = [(str(key), *match.span("force")) for match, key in lines.found(page, "cover")]
    if not found and re.search(
        r"^An inspection of\b", page.flat[slice(*page.zones["cover"])], re.MULTILINE
    ):
        found = forces_in(page.flat, 0, min(len(page.flat), 4_000))
    if hit := one_force(found):
        yield hit


rule(
    "force-on-the-cover",
    "bodies",
    _on_cover(_cover_force),
    kinds=(PDF_REPORT, *REPORTS),
    says=(f"Kent Police 4–15 February 2019\n\n{_COVER}", f"Inspection of Kent Police\n\n{_COVER}"),
    not_=(f"An inspection of West Police\n\n{_COVER}",),
)


def _cover_fieldwork(page: Page) -> Iterator[Hit]:
    # A month alone is the month of publication.
    dated = expand(r"^{FORCE:force} {SPAN:when}$|^(?=\d){SPAN:alone}$")
    for match, value in dated.found(page, "cover", "when", "alone"):
        yield Hit(value, *match.span())


rule(
    "dates-on-the-cover",
    "fieldwork",
    _on_cover(_cover_fieldwork),
    kinds=REPORTS,
    says=(f"Kent Police 4–15 February 2019\n\n{_COVER}",),
    not_=(f"Kent Police\n\nAugust 2018\n\n{_COVER}",),
)


def _cover_title(page: Page) -> Iterator[Hit]:
    """The title on a cover: the block above the force or the date that isn't a shop sign."""
    copyright_line = re.compile(r"^© ?HMIC", re.MULTILINE).search(page.flat, *page.zones["cover"])
    if copyright_line is None:
        return
    above = [block for block in page.blocks if block.end <= copyright_line.start()]
    page_one = [place for place, block in enumerate(above) if block.text.startswith("Page 1:")]
    if page_one:
        above = above[page_one[-1] + 1 :]
    month = expand(r"^{M:month}$")
    lines = [
        block
        for block in above
        if re.match(r"[A-Z][^.\n]{5,110}$", block.text) and not month.pattern.match(block.text)
    ]
    for block in lines[-3:]:
        if _TITLE.match(block.text) and not block.text.endswith(":"):
            yield Hit(page.words(block.start, block.end), block.start, block.end)
            return


_TITLE = re.compile(
    r"(?:National Child Protection|PEEL: |Crime data integrity$|Crime-recording: )", re.IGNORECASE
)
rule(
    "title-on-the-cover",
    "headline_on_cover",
    _on_cover(_cover_title),
    kinds=(PDF_REPORT, *REPORTS),
    says=(f"National Child Protection Inspections\n\nKent Police 4–15 February 2019\n\n{_COVER}",),
    not_=(f"Contents\n\n{_COVER}",),
)

# ---------------------------------------------------------------- judgments
_TOPIC = r"(?:lead(?:ing|ership)|working|responding|assessing|investigating)\b"
_GRADE = r"(?:is (?:good|adequate|inadequate)|requires improvement)"


_IT = re.compile(
    r"\b(?:it|the (?:force|constabulary|met))(?: (?:also|still|now))* $", re.IGNORECASE
)
_JOINED = re.compile(r",?(?: (?:and|but|while))?(?: it)? ")
# "We do not say that", and "In 2016".
_UNSURE = re.compile(r"\b(?:not|no|never|whether|if|unless|would|could|(?:19|20)\d\d)\b")


def _judgments(page: Page) -> Iterator[Hit]:
    """Grades in prose: "The force is adequate at X. It requires improvement at Y and Z."."""
    start, end = page.zones["lead"]
    # Up to the end of the sentence, or to where it goes on with another grade.
    sentence = re.compile(
        rf"\b(?P<grade>{_GRADE}) at (?P<topics>{_TOPIC}[^.\n]{{3,400}}?)"
        rf"(?=[.;]|,? (?:but|while|whereas|although|however)\b|(?:,? and|,)? (?:it )?{_GRADE})"
    )
    last = -1
    for match in sentence.finditer(page.flat, start, end):
        begins, stops = sentence_around(page, *match.span())
        before = page.flat[begins : match.start()]
        subject = page.flat[max(begins, last) : match.start()]
        goes_on = last > begins and _JOINED.fullmatch(page.flat, last, match.start())
        named = forces_in(page.flat, begins, match.start())
        is_own = goes_on or _IT.search(before) or (named and named[-1][2] >= match.start() - 1)
        if (
            not is_own
            or _UNSURE.search(before)
            or names_others(subject)
            or is_earlier(page, begins, stops)
        ):
            continue
        last = match.end()
        grade = match["grade"].removeprefix("is ")
        for topic in re.split(rf"(?:,? and |, )(?={_TOPIC})", match["topics"]):
            yield Hit({topic.strip(): grade}, *match.span())


rule(
    "grades-in-prose",
    "judgments",
    together(_judgments, one_object),
    kinds=REPORTS,
    says=("Kent Police is adequate at working with safeguarding partners.",),
    not_=(
        "The force is good at talking.",
        "The force is good at working with partners and",
        "The council is inadequate at working with schools.",
        "We do not say that the force is good at investigating abuse.",
        "In 2016, we said that the force requires improvement at working with partners.",
    ),
)


# ---------------------------------------------------------------- landing pages
def _press_release(page: Page) -> Iterator[Hit]:
    blocks = page.blocks
    for place, block in enumerate(blocks[:-1]):
        if block.text == "Get the press release":
            title = blocks[place + 1]
            if OF_POLICE.search(title.text) and not re.match(r"Get the\b", title.text):
                yield Hit(page.words(title.start, title.end), title.start, title.end)


rule(
    "get-the-press-release",
    "press_release",
    _press_release,
    kinds={LANDING},
    says=("Get the press release\n\nKent Police listens",),
    not_=("Get the report\n\nKent", "Get the press release\n\nShare this page"),
)


rule(
    "correction-note",
    "corrected",
    r"\bcorrected(?: on p(?:\.|ages?)? ?\d{1,3})? on {D}",
    kinds={LANDING},
    says=("Kent – National child protection inspection – figures on p.5 corrected on 6 May 2015",),
    not_=("Published on: 6 May 2015", "corrected after comments received on 6 May 2015"),
)
