"""The shipped registers against the facts they are made from, row by row."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ncpi
from ncpi import registers
from ncpi.vocabulary import Edge

ROOT = Path(__file__).parents[2]
BUILDER = ROOT / ".ci" / "build_registers.py"
DATA = ROOT / "src" / "ncpi" / "registers" / "data"

# Register, file of facts, where its rows are, and what a row's key ends with.
TABLES = {
    "forces": ("forces", "forces", "slug"),
    "bodies": ("other_bodies", "bodies", "slug"),
    "fire_services": ("fire_services", "services", "slug"),
    "inspectorates": ("inspectorates", "inspectorates", "id"),
    "inspectors": ("inspectors", "inspectors", "name"),
    "reports": ("reports", "reports", "key"),
    "deadline_rules": ("deadlines", "deadlines", "id"),
}
# What those who read the package can't look up is said otherwise.
REWORDED = {
    "find_string id 58744562121 (public code)": "public code",
    "occurs nowhere in the index": "was found nowhere",
    "other_bodies.json": "the register of bodies",
    "forces.json": "the register of forces",
    " (seed/)": "",
}
# What a noun says with a word of its own, or in its structure.
SAID_OTHERWISE = {
    "post_inspection_review": "post-inspection review",
    "progress_assessment": "assessment of progress",
    "reinspection": "re-inspection",
    "thematic": "thematic report",
    "inferred from kind and order": "inferred",
}
AIMED = (
    "owed_by",
    "unit",
    "first_day_counts",
    "bodies",
    "inspectorates",
    "programmes",
    "kinds",
    "doubtful_kinds",
    "about",
)
NO_NEWS = {"valid_to_known"}  # says again what an absent valid_to says


@pytest.fixture(params=TABLES)
def table(request, facts):
    """Each file of facts with the register made from it."""
    file, place, key = TABLES[request.param]
    whole = facts(file)
    return getattr(registers, request.param), whole, whole[place], key


def reworded(text: str) -> str:
    for ours, readers in REWORDED.items():
        text = text.replace(ours, readers)
    return text


def leaves(value, *, without=()):
    """Every text and number in *value*."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in without:
                yield from leaves(inner, without=without)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, without=without)
    elif value is not None:
        yield value


def stored(noun: ncpi.Noun) -> dict:
    return json.loads(ncpi.to_json(noun))["content"]


def test_there_is_one_row_for_each_of_the_facts_and_none_besides(table):
    register, whole, rows, key = table
    assert len(register) == len(rows) == whole.get("count", len(rows))
    if key == "name":
        assert {row.name for row in register} == {row["name"] for row in rows}
    else:
        assert {getattr(row, "slug", row.key) for row in register} == {row[key] for row in rows}


def test_nothing_of_any_row_is_lost(table):
    """Every text and number of a row stands in its noun: in a field, a note or a source."""
    register, _, rows, key = table
    lost = []
    for row in rows:
        noun = register.find(row[key])
        there = [str(leaf) for leaf in leaves(stored(noun))]
        # A row's sources say by "kind" only whether they are addresses.
        facts = {k: v for k, v in row.items() if k != "source"}
        facts["refs"] = [one["ref"] for one in row.get("source") or ()]
        for leaf in leaves(facts, without=NO_NEWS):
            said = reworded(SAID_OTHERWISE.get(str(leaf), str(leaf)))
            name, _, remark = said.removesuffix(")").partition(" (")
            split = {name, remark} <= set(there) or (
                name in there and any(remark in text for text in there)
            )
            if not any(said in text for text in there) and not split:
                lost.append((noun.key, said))
    assert lost == []


OURS = re.compile(
    r"(police|fire|law-enforcement)/[a-z-]+|hmicfrs|England|open|unknown|complete|partial|"
    r"inferred|ncpi-(cases|topics)?-?\d{4}(-thematic)?|inspectorate's own|reprint|"
    r"someone else's account|a 2016 app \(repository not known\)|web address: a lead only|"
    r"the general rule on inspection by invitation; not about this body"
)
# Words of the builder around words of the facts.
AROUND = (
    r"(.+) \((.+)\)",
    r'The name "(.+)": (.+)',
    r"The region (.+): (.+)",
    r"Aliases from: (.+)",
    r"Known to data\.police\.uk as (.+)",
    r"Former authority: (.+)",
    r"The ONS calls the area (.+)\.",
)


def test_nothing_is_added_to_any_row(table):
    """What a row's noun says, the facts say, but for the few words of the builder."""
    register, whole, rows, key = table
    topics = [topic for row in rows for topic in row.get("judgments", ())]
    known = reworded("\n".join([*map(str, leaves(whole)), *topics]))
    added = []
    for row in rows:
        noun = register.find(row[key])
        # These take more than their row: see test_report_facts.py.
        if noun.key.startswith(("police/merseyside/20", "hmicfrs")):
            continue
        shape = stored(noun)
        # Which reports a rule is for, as data: see test_deadline_rules.py.
        aimed = AIMED if isinstance(noun, ncpi.DeadlineRule) else ()
        for derived in ("type", "key", "reissued", "corrections", *aimed):
            shape.pop(derived, None)
        for text in map(str, leaves(shape)):
            said = [found.groups() for how in AROUND if (found := re.fullmatch(how, text))]
            if text in known or OURS.fullmatch(text) or text in SAID_OTHERWISE.values():
                continue
            if not any(all(part in known for part in parts) for parts in said):
                added.append((noun.key, text))
    assert added == []


def test_the_whole_says_what_its_file_says(table):
    register, whole, _, _ = table
    assert register.title == whole["title"]
    assert str(register.as_of) == whole["as_of"]
    for note in whole["notes"]:
        assert reworded(note) in register.notes
    told = [(s.url or s.title, s.supports) for s in register.data.sources]
    assert told == [(s["ref"], s.get("for")) for s in whole.get("source", ())]


def test_forces_are_as_the_facts_say(facts):
    for row in facts("forces")["forces"]:
        force = registers.forces[row["slug"]]
        former = [old["name"] for old in row["former_names"]]
        assert force.key == f"police/{row['slug']}"
        assert [n.name for n in force.names] == [*former, row["name"]]
        assert {*force.aliases, *former} == {*row["aliases"], *former}
        assert list(force.weak_aliases) == row["weak_aliases"]
        assert (force.area, force.area_code, force.nation, force.region, force.web) == (
            *(row["area"], row["gss_code"], row["nation"], row["region"], row["url"]),
        )


def _span(row, none_from, none_to):
    return ncpi.DateSpan(start=row["valid_from"] or none_from, end=row["valid_to"] or none_to)


def test_fire_services_are_as_the_facts_say(facts):
    whole = facts("fire_services")
    for row in whole["services"]:
        service = registers.fire_services[row["slug"]]
        assert service.key == f"fire/{row['slug']}"
        assert [n.name for n in service.names] == [row["name"]]
        assert (list(service.aliases), list(service.weak_aliases)) == (
            *(row["aliases"], row["weak_aliases"]),
        )
        assert (service.area_code, service.governance) == (row["gss_code"], row["governance"])
        assert service.span == _span(row, Edge.OPEN, Edge.OPEN)
        assert [key.partition("/")[2] for key in service.predecessors] == row["predecessors"]
        heirs = [row["successor"]] if row["successor"] else []
        assert [key.partition("/")[2] for key in service.successors] == heirs
    for day, count in whole["count_by_date"].items():
        assert len(registers.fire_services.on(ncpi.PartialDate.parse(day).exact)) == count


def test_bodies_are_as_the_facts_say(facts):
    for row in facts("other_bodies")["bodies"]:
        body = registers.bodies[row["slug"]]
        assert body.name == row["name"]
        assert (list(body.aliases), body.area_code, body.web) == (
            *(row["aliases"], row["gss_code"], row["url"]),
        )
        assert (body.kind, body.jurisdiction, body.inspected, body.statute) == (
            *(row["kind"], row["jurisdiction"], row["basis"], row["statute"]),
        )
        assert body.span.start == _span(row, Edge.UNKNOWN, Edge.OPEN).start


def test_inspectorates_are_as_the_facts_say(facts):
    for row in facts("inspectorates")["inspectorates"]:
        one = registers.inspectorates[row["id"]]
        dated = row["names"] or [{"name": row["name"], "valid_from": None, "valid_to": None}]
        none_to = Edge.OPEN if row["names"] else Edge.UNKNOWN
        assert [(n.name, n.span) for n in one.names] == [
            (n["name"], _span(n, Edge.UNKNOWN, none_to)) for n in dated
        ]
        assert {*(n.abbreviation for n in one.names), *one.aliases} >= {*row["abbreviations"]}
        assert [(j.name, j.span) for j in one.joint_programmes] == [
            (j["programme"], _span(j, Edge.UNKNOWN, Edge.UNKNOWN))
            for j in row.get("joint_programmes", ())
        ]
        assert [(b.act, b.provision, b.purpose) for b in one.statutory_basis] == [
            (b["act"], b["provision"], b["for"]) for b in row["statutory_basis"]
        ]


def test_inspectors_are_as_the_facts_say(facts):
    for row in facts("inspectors")["inspectors"]:
        inspector = registers.inspectors.find(row["name"])
        assert [(t.role, t.span) for t in inspector.terms] == [
            (t["role"], _span(t, Edge.UNKNOWN, Edge.UNKNOWN)) for t in row["terms"]
        ]


def test_the_builder_makes_the_very_bytes_that_are_shipped(facts, tmp_path):
    if not BUILDER.is_file():
        pytest.skip("the builder, .ci/build_registers.py, is only in a checkout")
    assert facts("forces")
    ran = subprocess.run(
        [sys.executable, str(BUILDER), "--into", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert set(made) == {file.name for file in DATA.iterdir()}
    assert [name for name in made if made[name] != (DATA / name).read_bytes()] == []
