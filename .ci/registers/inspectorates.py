"""The rows of those who inspect: inspectorates and inspectors."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import time

from registers.facts import (
    HMICFRS,
    Row,
    names_apart,
    notes,
    read,
    remark_apart,
    source,
    sources,
    span,
)

import ncpi
from ncpi.vocabulary import Edge, Weekday

# Whose page is an inspectorate's own depends on the inspectorate.
OWN = {
    "hmicfrs": HMICFRS,
    "cqc": ("cqc.org.uk",),
    "ciw": ("careinspectorate.wales",),
    "hmics": ("hmics.scot",),
}


def merseyside_release(*, locator: str | None = None) -> ncpi.Source:
    """The press release on the Merseyside review."""
    published = read("merseyside")["follow_up"]["published"]
    (page,) = (
        page
        for page in read("publications")
        if page["kind"] == "news"
        and page["force"] == "Merseyside"
        and page["published"] == published
    )
    plain = source(page["url"])
    return ncpi.Source(
        title="Press release on the 2019 review of Merseyside Police",
        url=plain.url,
        locator=locator,
        provenance=plain.provenance,
    )


def press_contacts() -> list[ncpi.PressContact]:
    """The press office of HMICFRS: its line in office hours, and the one for out of hours."""
    facts = read("merseyside")
    office, published = facts["press_office"], facts["follow_up"]["published"]
    hours = re.fullmatch(
        r"Monday to Friday, (\d\d:\d\d) to (\d\d:\d\d), (Europe/London)", office["hours"]
    )
    if hours is None:
        raise ValueError(office["hours"])
    return [
        ncpi.PressContact(
            name="Press office",
            phone=office["phone"],
            hours=ncpi.OpeningHours(
                days=list(Weekday)[:5],
                opens=time.fromisoformat(hours[1]),
                closes=time.fromisoformat(hours[2]),
                time_zone=hours[3],
            ),
            as_of=published,
            sources=[merseyside_release(locator="note 6")],
        ),
        ncpi.PressContact(
            name="Out-of-hours press line",
            phone=office["out_of_hours_phone"],
            as_of=published,
            note="For urgent media enquiries.",
            sources=[merseyside_release(locator="note 7")],
        ),
    ]


def _inspectorate_names(row: Row) -> list[ncpi.DatedName]:
    """The names of an inspectorate; of most the facts give one, without dates."""
    if not row["names"]:
        return [ncpi.DatedName(name=row["name"], abbreviation=row["abbreviations"][0])]
    return [
        ncpi.DatedName(
            name=one["name"],
            abbreviation=one["abbreviation"],
            span=span(one, none_from=Edge.UNKNOWN, none_to=Edge.OPEN),
            note=one.get("note"),
        )
        for one in row["names"]
    ]


def inspectorates(facts: Row) -> Iterator[ncpi.Inspectorate]:
    """HMICFRS and the inspectorates that it works with."""
    for row in facts["inspectorates"]:
        names = _inspectorate_names(row)
        shown = [name.abbreviation for name in names]
        aliases, remarks = names_apart(row["aliases"])
        yield ncpi.Inspectorate(
            key=row["id"],
            names=names,
            aliases=[*(short for short in row["abbreviations"] if short not in shown), *aliases],
            nation=row.get("nation"),
            remit=row.get("remit"),
            statutory_basis=[
                ncpi.StatutoryBasis(
                    act=basis["act"], provision=basis["provision"], purpose=basis["for"]
                )
                for basis in row["statutory_basis"]
            ],
            joint_programmes=[
                ncpi.JointProgramme(
                    name=joint["programme"],
                    span=span(joint, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN),
                    note=joint.get("note"),
                )
                for joint in row.get("joint_programmes") or ()
            ],
            contacts=press_contacts() if row["id"] == "hmicfrs" else [],
            web=[f"{page['url']} ({page['period']})" for page in row.get("base_urls") or ()],
            notes=[*notes(row.get("notes"), row.get("powers_note")), *remarks],
            sources=sources(row["source"], own=OWN.get(row["id"], ())),
        )


def slug_of(name: str) -> str:
    """The key of someone called *name*: no title, no accents, hyphens."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return bare.removeprefix("Sir ").lower().replace(" ", "-")


def _term(term: Row) -> ncpi.TermOfOffice:
    """A term of office; here an absent date is one that wasn't verified."""
    if term["valid_to_known"] != (term["valid_to"] is not None):
        raise ValueError(term)
    return ncpi.TermOfOffice(
        role=term["role"],
        region=remark_apart(term["region"])[0] if "region" in term else None,
        span=span(term, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN),
    )


def inspectors(facts: Row) -> Iterator[ncpi.Inspector]:
    """The inspectors of constabulary, with their terms of office."""
    for row in facts["inspectors"]:
        aliases, remarks = names_apart(row["aliases"])
        regions = [remark_apart(term["region"]) for term in row["terms"] if "region" in term]
        yield ncpi.Inspector(
            key=slug_of(row["name"]),
            name=row["name"],
            aliases=aliases,
            terms=[_term(term) for term in row["terms"]],
            notes=[
                *notes(row["notes"]),
                *remarks,
                *(f"The region {region}: {remark}" for region, remark in regions if remark),
            ],
            # What is reprinted here are the Home Office's words.
            sources=sources(row["source"], reprints=()),
        )
