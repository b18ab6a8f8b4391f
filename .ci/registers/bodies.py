"""The rows of those who are inspected: forces, fire services, other bodies."""

from collections.abc import Iterator

from registers.facts import Row, body_names, listed, notes, source, sources, span

import ncpi
from ncpi.vocabulary import Edge

WORDS = (
    "These notes call fields as the facts behind them do: valid_from and valid_to are the "
    "ends of the span, gss_code is area_code, url is web, basis is inspected."
)

SPAN = (
    "span: for HM Revenue and Customs, the National Crime Agency and the three service police "
    "it starts when the law that has them inspected came into force, not when the body was "
    "set up."
)


def forces(facts: Row) -> Iterator[ncpi.Force]:
    """The territorial police forces."""
    for row in facts["forces"]:
        former = [old["name"] for old in row["former_names"]]
        ons, alias_source = row["ons_area_name"], row.get("alias_source")
        which = ["police-force.tsv", "lookup_ltla24_csp24_pfa24.rda"]
        # The regions are English; Welsh forces have none to look up.
        which += ["lookup_ltla24_region24.rda"] if row["nation"] == "England" else []
        yield ncpi.Force(
            key=f"police/{row['slug']}",
            names=list(body_names(row)),
            # A former name is a name already.
            aliases=[alias for alias in row["aliases"] if alias not in former],
            weak_aliases=row["weak_aliases"],
            area=row["area"],
            area_code=row["gss_code"],
            nation=row["nation"],
            region=row["region"],
            span=ncpi.DateSpan(start=Edge.OPEN, end=Edge.OPEN),
            web=row["url"],
            notes=notes(
                row["notes"],
                f"Aliases from: {alias_source}" if alias_source else None,
                f"The ONS calls the area {ons}." if ons != row["area"] else None,
            ),
            sources=[*sources(row.get("source")), *listed(facts, *which, "2016 app")],
        )


def _fire_sources(facts: Row, row: Row) -> list[ncpi.Source]:
    """The sources of the whole file that tell of *row*."""
    began, ended = row["valid_from"] or "", row["valid_to"] or "9999"
    merger = {
        "hampshire-and-isle-of-wight": "uksi/2020/186",
        "dorset-and-wiltshire": "uksi/2015/435",
    }.get(row["successor"] or row["slug"])
    which = []
    if began <= "2017-12" <= ended:  # when the names were compiled
        which.append("openregister/fire-data")
    if row["gss_code"]:
        which.append("a public code file" if row["valid_to"] else "lookup_ltla24_fra24.rda")
    if merger:
        which.append(merger)
    if row["governance"] and began <= "2020-05" <= ended:  # when its kinds were counted
        which.append("www.dwfire.org.uk")
    if row["slug"] == "greater-manchester":
        which.append("uksi/2017/469")
    return listed(facts, *which)


def fire_services(facts: Row) -> Iterator[ncpi.FireAndRescueService]:
    """The fire and rescue services, those that have ended since 2016 among them."""
    for row in facts["services"]:
        lived = span(row, none_from=Edge.OPEN, none_to=Edge.OPEN)
        ons, former = row["ons_area_name"], row.get("former_authority")
        yield ncpi.FireAndRescueService(
            key=f"fire/{row['slug']}",
            names=[ncpi.DatedName(name=row["name"], span=lived)],
            aliases=row["aliases"],
            weak_aliases=row["weak_aliases"],
            # For London the ONS gives an authority that is gone, not an area.
            area=None if ons == former else ons,
            area_code=row["gss_code"],
            nation="England",
            governance=row["governance"],
            span=lived,
            predecessors=[f"fire/{slug}" for slug in row["predecessors"]],
            successors=[f"fire/{row['successor']}"] if row["successor"] else [],
            notes=notes(row["notes"], f"Former authority: {former}" if former else None),
            sources=_fire_sources(facts, row),
        )


def _body_sources(facts: Row, row: Row) -> list[ncpi.Source]:
    """The sources of *row*, and those of the whole file that tell of it."""
    found = sources(row["source"])
    if row["gss_code"]:
        found += listed(facts, row["gss_code"])
    if row["url"]:
        title, what = "a 2016 app (repository not known)", "web address: a lead only"
        found.append(source(title, supports=what))
    if not found:
        # The row has none of its own, and points to the general rule on Guernsey's page.
        (rule,) = (r for r in facts["bodies"] if "states the general rule" in r["notes"])
        what = "the general rule on inspection by invitation; not about this body"
        found = [source(one["ref"], supports=what) for one in rule["source"]]
    return found


def bodies(facts: Row) -> Iterator[ncpi.LawEnforcementBody]:
    """The other policing and law-enforcement bodies."""
    for row in facts["bodies"]:
        police_id = row["data_police_uk_id"]
        end = Edge.UNKNOWN if "Later changes" in row["notes"] else Edge.OPEN
        yield ncpi.LawEnforcementBody(
            key=f"law-enforcement/{row['slug']}",
            names=list(body_names(row, end=end)),
            aliases=row["aliases"],
            area_code=row["gss_code"],
            kind=row["kind"],
            jurisdiction=row["jurisdiction"],
            inspected=row["basis"],
            statute=row["statute"],
            # Here an absent start isn't said to lie before the register begins.
            span=span(row, none_from=Edge.UNKNOWN, none_to=end),
            web=row["url"],
            notes=notes(
                row["notes"], f"Known to data.police.uk as {police_id}" if police_id else None
            ),
            sources=_body_sources(facts, row),
        )


def notes_on_bodies(facts: Row) -> list[str]:
    """What the file says of its own words, and how their span is meant."""
    footings = [f"inspected {word!r}: {told}" for word, told in facts["basis_values"].items()]
    return [*footings, SPAN]
