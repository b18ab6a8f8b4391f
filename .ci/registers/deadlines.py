"""The rows of what is due after a report: the rules, and which reports they are for."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import attrs
from registers.facts import Row, notes, sources, span

import ncpi
from ncpi.vocabulary import Edge, Owing, PeriodUnit, ReportKind, RuleSubject

# The facts say in words who is bound and what sets a rule off; this says it to programs.
_SECTION_55 = {
    "inspectorates": ["hmicfrs"],
    "kinds": [
        ReportKind.INSPECTION,
        ReportKind.POST_INSPECTION_REVIEW,
        ReportKind.REINSPECTION,
    ],
    # Whether these are published under the same section was not seen.
    "doubtful_kinds": [
        ReportKind.PROGRESS_ASSESSMENT,
        ReportKind.QUARTERLY_UPDATE,
        ReportKind.THEMATIC,
    ],
}
_PROGRAMME = {
    "bodies": ["police/"],
    "inspectorates": ["hmicfrs"],
    "programmes": ["NCPI"],
    "kinds": [ReportKind.INSPECTION],
    "doubtful_kinds": [ReportKind.REINSPECTION],
}
_RECOMMENDATION = {
    "owed_by": Owing.ADDRESSEE,
    "bodies": ["police/"],
    "inspectorates": ["hmicfrs"],
    "programmes": ["NCPI"],
}
_POLICING_BODY = {"owed_by": Owing.LOCAL_POLICING_BODY, "bodies": ["police/"], **_SECTION_55}
FOR = {
    "pcc-response-56-days": _POLICING_BODY,
    "pcc-response-no-limit": _POLICING_BODY,
    "ncpi-immediate-update": {**_PROGRAMME, "about": RuleSubject.IMMEDIATE},
    "ncpi-action-plan-six-weeks": {**_PROGRAMME, "about": RuleSubject.OTHER},
    "ncpi-revisit-six-months": {**_PROGRAMME, "owed_by": Owing.INSPECTORATE},
    "ncpi-rec-immediately": _RECOMMENDATION,
    "ncpi-rec-three-months": _RECOMMENDATION,
    "ncpi-rec-six-months": _RECOMMENDATION,
    "jtai-action-plan-70-working-days": {"owed_by": Owing.OFFICE, "programmes": ["JTAI"]},
    "btp-response": {
        "owed_by": Owing.OFFICE,
        "bodies": ["law-enforcement/british-transport-police"],
        **_SECTION_55,
    },
    "nca-response": {
        "owed_by": Owing.OFFICE,
        "bodies": ["law-enforcement/national-crime-agency"],
        "inspectorates": ["hmicfrs"],
    },
    "frs-response": {
        "owed_by": Owing.OFFICE,
        "bodies": ["fire/"],
        "inspectorates": ["hmicfrs"],
    },
}
_UNITS = {unit.value.replace(" ", "_"): unit for unit in PeriodUnit}
_REFERS = "as "


def _law_apart(told: ncpi.Source) -> ncpi.Source:
    """*told*, of which nobody is said to give an account where it is the law itself."""
    is_law = "legislation" in (urlsplit(told.url or "").hostname or "")
    return attrs.evolve(told, provenance=None) if is_law else told


def _must(row: Row, rows: dict[str, Row]) -> list[str]:
    """What is to be done; where the facts refer to another rule, what that one says."""
    (first, *_) = (*row["must"], "")
    return rows.get(first.removeprefix(_REFERS), row)["must"]


def _first_day_counts(row: Row, rows: dict[str, Row]) -> bool:
    """Whether the day of publication is day 1, by the row's own words or those it refers to."""
    told = row["counting"] or ""
    told = rows.get(told.removeprefix(_REFERS), row)["counting"] or ""
    return "publication day counts as day 1" in told


def deadline_rules(facts: Row) -> Iterator[ncpi.DeadlineRule]:
    """The rules; those with a known start and no end hold still."""
    rows = {row["id"]: row for row in facts["deadlines"]}
    for key, row in rows.items():
        ((unit, length),) = (row["period"] or {None: None}).items()
        yield ncpi.DeadlineRule(
            key=key,
            applies_to=row["applies_to"],
            trigger=row["trigger"],
            length=length,
            unit=_UNITS[unit] if unit else None,
            first_day_counts=_first_day_counts(row, rows),
            counting=row["counting"],
            must=_must(row, rows),
            basis=row["basis"],
            span=span(
                row,
                none_from=Edge.UNKNOWN,
                none_to=Edge.OPEN if row["valid_from"] else Edge.UNKNOWN,
            ),
            verified=row["verified"],
            notes=notes(row["notes"]),
            sources=[_law_apart(told) for told in sources(row["source"])],
            **FOR[key],
        )
