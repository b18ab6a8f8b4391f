"""Make the shipped registers from the checked facts in ../shared/facts.

Run it from the checkout after the facts have changed; it overwrites
src/ncpi/registers/data. tests/registers/test_facts.py holds what it made against the
facts, row by row.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import ncpi
from ncpi.registers import RegisterData
from ncpi.vocabulary import (
    Basis,
    Completeness,
    Confidence,
    Edge,
    LinkBasis,
    Party,
    Progress,
    Provenance,
    ReportKind,
    Weekday,
)

ROOT = Path(__file__).parent.parent
FACTS = ROOT.parent / "shared" / "facts"
DATA = ROOT / "src" / "ncpi" / "registers" / "data"
VERSION = "1"
LICENCE = (
    "Compiled from the sources named; contains public sector information licensed under "
    "the Open Government Licence v3.0."
)
REPRINTS = ("docslib.org", "pdfslide", "readkong", "vdocuments", "wired-gov")
OWN = ("justiceinspectorates.gov.uk",)
KINDS = {
    "inspection": ReportKind.INSPECTION,
    "post_inspection_review": ReportKind.POST_INSPECTION_REVIEW,
    "reinspection": ReportKind.REINSPECTION,
    "progress_assessment": ReportKind.PROGRESS_ASSESSMENT,
    "thematic": ReportKind.THEMATIC,
}
GRADES = ("good", "adequate", "requires improvement", "inadequate")

Row = dict[str, Any]


def read(name: str) -> Row:
    return json.loads((FACTS / f"{name}.json").read_text("utf-8"))


def source(ref: str, *, supports: str | None = None) -> ncpi.Source:
    if not ref.startswith("http"):
        return ncpi.Source(title=ref, supports=supports)
    provenance = Provenance.ACCOUNT
    if any(host in ref for host in OWN):
        provenance = Provenance.OWN
    elif any(host in ref for host in REPRINTS):
        provenance = Provenance.REPRINT
    return ncpi.Source(url=ref, provenance=provenance, supports=supports)


def sources(rows: Iterable[Row] | None) -> list[ncpi.Source]:
    return [source(row["ref"], supports=row.get("for")) for row in rows or ()]


def notes(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


def span(row: Row, *, none_from: Edge, none_to: Edge) -> ncpi.DateSpan:
    return ncpi.DateSpan(
        start=row.get("valid_from") or none_from, end=row.get("valid_to") or none_to
    )


def body_names(row: Row, *, since: ncpi.PartialDate | Edge) -> list[ncpi.DatedName]:
    former = [
        ncpi.DatedName(
            name=old["name"],
            span=span(old, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN),
            note=old.get("note"),
        )
        for old in row.get("former_names") or ()
    ]
    start = former[-1].span.end if former else since
    return [
        *former,
        ncpi.DatedName(name=row["name"], span=ncpi.DateSpan(start=start, end=Edge.OPEN)),
    ]


def public(text: str | None) -> str | None:
    """A note without the number of a search result that readers can't look up."""
    return re.sub(r"find_string id \d+ \((.*?)\)", r"\1", text) if text else None


def forces(facts: Row) -> Iterator[ncpi.Noun]:
    for row in facts["forces"]:
        alias_note = public(row.get("alias_source"))
        yield ncpi.Force(
            key=f"police/{row['slug']}",
            names=body_names(row, since=Edge.OPEN),
            # A former name is a name already.
            aliases=[
                a for a in row["aliases"] if a not in [o["name"] for o in row["former_names"]]
            ],
            weak_aliases=row["weak_aliases"],
            area=row["area"],
            area_code=row["gss_code"],
            nation=row["nation"],
            region=row["region"],
            span=ncpi.DateSpan(start=Edge.OPEN, end=Edge.OPEN),
            web=row["url"],
            notes=notes(
                row["notes"],
                f"Aliases from: {alias_note}" if alias_note else None,
                f"The ONS calls the area {row['ons_area_name']}."
                if row["ons_area_name"] != row["area"]
                else None,
            ),
            sources=[*sources(row.get("source")), *sources(facts["source"][:2])],
        )


def fire_services(facts: Row) -> Iterator[ncpi.Noun]:
    for row in facts["services"]:
        lived = span(row, none_from=Edge.OPEN, none_to=Edge.OPEN)
        ons = row["ons_area_name"]
        former = row.get("former_authority")
        yield ncpi.FireAndRescueService(
            key=f"fire/{row['slug']}",
            names=[ncpi.DatedName(name=row["name"], span=lived)],
            aliases=row["aliases"],
            weak_aliases=list(dict.fromkeys([*row["weak_aliases"], *notes(ons)])),
            area=ons,
            area_code=row["gss_code"],
            nation="England",
            governance=row["governance"],
            span=lived,
            predecessors=[f"fire/{slug}" for slug in row["predecessors"]],
            successors=[f"fire/{row['successor']}"] if row["successor"] else [],
            notes=notes(row["notes"], f"Former authority: {former}" if former else None),
            sources=sources(facts["source"][:2]),
        )


def bodies(facts: Row) -> Iterator[ncpi.Noun]:
    for row in facts["bodies"]:
        police_id = row["data_police_uk_id"]
        yield ncpi.LawEnforcementBody(
            key=f"law-enforcement/{row['slug']}",
            names=body_names(row, since=Edge.UNKNOWN),
            aliases=row["aliases"],
            area_code=row["gss_code"],
            kind=row["kind"],
            jurisdiction=row["jurisdiction"],
            inspected=row["basis"],
            statute=row["statute"],
            # Here an absent start isn't said to lie before the register begins.
            span=span(row, none_from=Edge.UNKNOWN, none_to=Edge.OPEN),
            web=row["url"],
            notes=notes(
                row["notes"], f"Known to data.police.uk as {police_id}" if police_id else None
            ),
            sources=sources(row["source"]) or sources(facts["source"]),
        )


def press_contacts(merseyside: Row) -> list[ncpi.PressContact]:
    office = merseyside["press_office"]
    opening, closing = re.findall(r"\d\d:\d\d", office["hours"])
    published = merseyside["follow_up"]["published"]
    release = ncpi.Source(
        title="Press release on the 2019 review of Merseyside Police, notes 6 and 7",
        url="https://www.justiceinspectorates.gov.uk/hmicfrs/news/news-feed/"
        "merseyside-police-has-taken-significant-steps-to-improve-its-child-protection-capabilities/",
        provenance=Provenance.OWN,
    )
    return [
        ncpi.PressContact(
            name="Press office",
            phone=office["phone"],
            hours=ncpi.OpeningHours(
                days=list(Weekday)[:5],
                opens=time.fromisoformat(opening),
                closes=time.fromisoformat(closing),
                time_zone="Europe/London",
            ),
            as_of=published,
            sources=[release],
        ),
        ncpi.PressContact(
            name="Out-of-hours press line",
            phone=office["out_of_hours_phone"],
            as_of=published,
            note="For urgent media enquiries.",
            sources=[release],
        ),
    ]


def inspectorates(facts: Row) -> Iterator[ncpi.Noun]:
    for row in facts["inspectorates"]:
        named = row["names"] or [{"name": row["name"], "abbreviation": row["abbreviations"][0]}]
        known = bool(row["names"])
        extra = [a for a in row["abbreviations"] if a not in [n["abbreviation"] for n in named]]
        yield ncpi.Inspectorate(
            key=row["id"],
            names=[
                ncpi.DatedName(
                    name=one["name"],
                    abbreviation=one["abbreviation"],
                    span=span(
                        one,
                        none_from=Edge.UNKNOWN,
                        none_to=Edge.OPEN if known else Edge.UNKNOWN,
                    ),
                    note=one.get("note"),
                )
                for one in named
            ],
            aliases=[*extra, *row["aliases"]],
            nation=row.get("nation"),
            remit=row.get("remit"),
            statutory_basis=[
                ncpi.StatutoryBasis(act=b["act"], provision=b["provision"], purpose=b["for"])
                for b in row["statutory_basis"]
            ],
            joint_programmes=[
                ncpi.JointProgramme(
                    name=j["programme"],
                    span=span(j, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN),
                    note=j.get("note"),
                )
                for j in row.get("joint_programmes") or ()
            ],
            contacts=press_contacts(read("merseyside")) if row["id"] == "hmicfrs" else [],
            web=[f"{u['url']} ({u['period']})" for u in row.get("base_urls") or ()],
            notes=notes(row.get("notes"), row.get("powers_note")),
            sources=sources(row["source"]),
        )


def slug_of(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return bare.removeprefix("Sir ").lower().replace(" ", "-")


def inspectors(facts: Row) -> Iterator[ncpi.Noun]:
    for row in facts["inspectors"]:
        yield ncpi.Inspector(
            key=slug_of(row["name"]),
            name=row["name"],
            aliases=row["aliases"],
            terms=[
                ncpi.TermOfOffice(
                    role=term["role"],
                    region=term.get("region"),
                    span=span(term, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN),
                )
                for term in row["terms"]
            ],
            notes=notes(row["notes"]),
            sources=sources(row["source"]),
        )


def spoken_date(text: str) -> str:
    return datetime.strptime(text, "%d %B %Y").date().isoformat()


def reissued(note: str | None) -> str | None:
    """The day on which an old report came out anew as a web page, where the note tells it."""
    if not note or not re.search(r"migration|re-issued", note):
        return None
    found = re.search(r"(?:shows|re-issued(?: on)?) (\d{1,2} [A-Z][a-z]+ 2022)", note)
    return spoken_date(found[1]) if found else None


def scale_of(row: Row) -> str:
    if row["kind"] == "thematic":
        return "ncpi-cases-2015-thematic"
    year = int((row.get("fieldwork_start") or row["published"])[:4])
    return "ncpi-cases-2014" if year <= 2015 else "ncpi-cases-2016"


def audits(row: Row) -> list[ncpi.CaseAudit]:
    if "cases_audited" not in row:
        return []
    scale = ncpi.model.GRADE_SCALES[scale_of(row)]
    counts = {g: row[g.replace(" ", "_")] for g in GRADES if g.replace(" ", "_") in row}
    return [
        ncpi.CaseAudit(
            scale=scale,
            counts=counts,
            stated_total=row["cases_audited"],
            note=row.get("counts_note"),
        )
    ]


def framework_of(row: Row) -> ncpi.Framework | None:
    if row["programme"] != "NCPI" or row["kind"] == "thematic":
        return None
    frameworks = ncpi.model.FRAMEWORKS
    if "judgments" in row:
        return frameworks["ncpi-2024"]
    year = int((row.get("published") or row.get("fieldwork_start") or row["year_by_context"])[:4])
    return frameworks["ncpi-2014"] if year < 2024 else None


def judgments(row: Row) -> list[ncpi.Judgment]:
    scale = ncpi.model.GRADE_SCALES["ncpi-topics-2024"]
    return [
        ncpi.Judgment(topic=topic, grade=grade, scale=scale)
        for topic, grade in row.get("judgments", {}).items()
    ]


def fieldwork(row: Row) -> ncpi.DateSpan | None:
    if "fieldwork_start" not in row:
        return None
    return ncpi.DateSpan(start=row["fieldwork_start"], end=row["fieldwork_end"])


def links(row: Row) -> list[ncpi.ReportLink]:
    return [
        ncpi.ReportLink(
            report=link["report"],
            basis=LinkBasis.STATED if link["basis"] == "stated" else LinkBasis.INFERRED,
            note=None if link["basis"] == "stated" else link["basis"],
        )
        for link in row.get("follows", ())
    ]


def report_fields(row: Row) -> Row:
    graded = judgments(row)
    note = row.get("published_note")
    corrected = re.search(r"corrections to the PDF on (\d{1,2} [A-Z][a-z]+ \d{4})", note or "")
    return {
        "key": row["key"],
        "title": row["title"],
        "kind": KINDS[row["kind"]],
        "programme": row["programme"],
        "inspectorates": ["hmicfrs"],
        "bodies": row["bodies"],
        "fieldwork": fieldwork(row),
        "published": row.get("published"),
        "reissued": reissued(note),
        "year_by_context": int(row["year_by_context"]) if "year_by_context" in row else None,
        "isbn": row.get("isbn"),
        "framework": framework_of(row),
        "summary": row["summary"],
        "known_only_from": row.get("known_only_from"),
        "recommendations_made": row.get("recommendations_made"),
        "recommendations_followed_up": row.get("recommendations_followed_up"),
        "follows": links(row),
        "corrections": [ncpi.Correction(on=spoken_date(corrected[1]))] if corrected else [],
        "completeness": ncpi.ReportCompleteness(
            judgments=Completeness.UNKNOWN
            if not graded
            else Completeness.COMPLETE
            if len(graded) == len(ncpi.model.FRAMEWORKS["ncpi-2024"].themes)
            else Completeness.PARTIAL
        ),
        "case_audits": audits(row),
        "judgments": graded,
        "notes": notes(
            note, row.get("extra"), None if "cases_audited" in row else row.get("counts_note")
        ),
        "sources": [source(ref) for ref in dict.fromkeys([row["url"], *row.get("also_urls", ())])],
        "confidence": Confidence(row["confidence"]),
    }


def tracker_events(tracker: Row) -> list[ncpi.StatusEvent]:
    found = []
    for on, party, said in tracker["events"]:
        comment = re.fullmatch(r"\(comment: (.*)\)", said)
        found.append(
            ncpi.StatusEvent(
                party=Party(party),
                on=on,
                status=None if comment else said,
                comment=comment[1] if comment else None,
            )
        )
    return found


def baseline_fields(row: Row, facts: Row) -> Row:
    """The Merseyside baseline in full, on top of its row."""
    tracked = source(facts["sources"][1], supports="tracker entry 9212")
    recommendations = [
        ncpi.Recommendation(
            key=point["key"],
            text=point["point"],
            theme=point["theme"],
            timescale=ncpi.Timescale(months=3)
            if point.get("timescale") == "within three months"
            else ncpi.Timescale(),
            tracker=point.get("tracker", {}).get("id"),
            history=tracker_events(point["tracker"]) if "tracker" in point else [],
            addressed_to=["police/merseyside"],
            sources=[tracked] if "tracker" in point else [],
        )
        for point in facts["points"]
    ]
    strengths = [
        ncpi.Finding(key=f"strength {number}", text=text)
        for number, text in enumerate(facts["strengths"], 1)
    ]
    figures = [
        ncpi.Finding(
            key=f"figures {point['key']}",
            text="; ".join(f"{name}: {value}" for name, value in point["figures"].items()),
            theme=point["theme"],
        )
        for point in facts["points"]
        if "figures" in point
    ]
    return {
        **row,
        "inspectors": [facts["inspector"]],
        "recommendations": recommendations,
        "findings": [*strengths, *figures],
        "completeness": ncpi.ReportCompleteness(
            recommendations=Completeness.PARTIAL, findings=Completeness.PARTIAL
        ),
        "sources": merged(row["sources"], facts["sources"]),
    }


def follow_up_fields(row: Row, facts: Row, baseline: str) -> Row:
    """The Merseyside review in full, on top of its row."""
    findings = [
        ncpi.Finding(
            key=found["key"],
            text=found["finding"],
            theme=found["theme"],
            progress=Progress(found["progress"]),
            concern=found.get("concern", False),
            # The release says it of the changes made, so not of what didn't improve.
            lasting=True if found["progress"] == "improved" else None,
            answers=[
                ncpi.Answer(
                    report=baseline,
                    recommendation=answer["point"],
                    basis=Basis(answer["basis"]),
                    by="ncpi, from the press release",
                    evidence=answer.get("evidence"),
                    caveat=answer.get("caveat"),
                )
                for answer in found["answers"]
            ],
        )
        for found in facts["findings"]
    ]
    return {
        **row,
        "inspectors": [facts["inspector"]],
        "reissued": reissued(row["notes"][0]),
        "findings": findings,
        "completeness": ncpi.ReportCompleteness(findings=Completeness.PARTIAL),
        "notes": [*row["notes"], facts["published_note"], f"Lasting: {facts['lasting']}"],
        "sources": merged(row["sources"], facts["sources"]),
    }


def merged(known: list[ncpi.Source], refs: Iterable[str]) -> list[ncpi.Source]:
    return list(dict.fromkeys([*known, *(source(ref) for ref in refs)]))


def reports(facts: Row) -> Iterator[ncpi.Noun]:
    pair = read("merseyside")
    baseline, follow_up = "police/merseyside/2018-inspection", "police/merseyside/2019-review"
    for row in facts["reports"]:
        fields = report_fields(row)
        if row["key"] == baseline:
            fields = baseline_fields(fields, pair["baseline"])
            fields["notes"].append(pair["note"])
        if row["key"] == follow_up:
            fields = follow_up_fields(fields, pair["follow_up"], baseline)
        yield ncpi.Report(**fields)


REGISTERS = {
    "forces": ("forces", forces),
    "bodies": ("other_bodies", bodies),
    "fire_services": ("fire_services", fire_services),
    "inspectorates": ("inspectorates", inspectorates),
    "inspectors": ("inspectors", inspectors),
    "reports": ("reports", reports),
}


def main() -> int:
    DATA.mkdir(exist_ok=True)
    for name, (facts_name, make) in REGISTERS.items():
        facts = read(facts_name)
        rows = sorted(make(facts), key=lambda row: row.key)
        ncpi.save(
            RegisterData(
                name=name,
                title=facts["title"],
                version=VERSION,
                as_of=facts["as_of"],
                licence=LICENCE,
                notes=[public(note) for note in facts.get("notes", ())],
                sources=sources(facts.get("source")),
                rows=rows,
            ),
            DATA / f"{name}.json",
        )
        print(f"{name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
