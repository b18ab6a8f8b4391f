"""What every register can do."""

import html
import pickle
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib import resources

import attrs
import pytest

import ncpi
from ncpi import registers
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError
from ncpi.registers import Register, RegisterData, Spellings
from ncpi.vocabulary import Edge

DAYS = [date(2014, 4, 1), date(2018, 8, 30), date(2021, 4, 1), date(2026, 11, 23)]


def made_up(*names: str) -> Register[ncpi.Force]:
    """A register of forces that don't exist."""
    rows = [
        ncpi.Force(key=f"police/{n}", names=[ncpi.DatedName(name=name)])
        for n, name in enumerate(names)
    ]
    return register_of(ncpi.Force, *rows)


def register_of(kind, *rows, **how):
    data = RegisterData(
        name="made_up",
        title="Made <up>",
        version="7",
        as_of="2020-05",
        licence="None",
        rows=rows,
        **how,
    )
    return Register(data, kind, *made_up_rules())


def made_up_rules():
    return (
        lambda row: Spellings(getattr(row, "slug", row.key), (row.label(),), (), (row.label(),)),
        lambda row, day: row.span.covers(day),
        ("name",),
    )


NAMES = [ncpi.DatedName(name="A")]


def test_every_row_is_reached_by_its_slug_and_by_its_key(register):
    assert len(register) == len(register.data.rows)
    for row in register:
        slug = getattr(row, "slug", row.key)
        assert register[slug] is register[row.key] is register.get(slug) is register.get(row.key)


def test_it_contains_its_rows_under_every_name_that_brackets_take(register):
    for row in register:
        assert row in register
        assert row.key in register
        assert getattr(row, "slug", row.key) in register
    assert "atlantis" not in register
    assert None not in register


def test_iteration_is_in_the_order_of_the_slugs_every_time(register):
    slugs = [getattr(row, "slug", row.key) for row in register]
    assert slugs == sorted(slugs)
    assert list(register) == list(register)


def test_rows_that_a_file_has_in_another_order_are_iterated_in_the_order_of_their_keys():
    """Two stages of monitoring of one force are in the order in which they began."""
    kent, essex = (ncpi.Force(key=f"police/{name}", names=NAMES) for name in ("kent", "essex"))
    assert list(register_of(ncpi.Force, kent, essex)) == [essex, kent]
    later, earlier = (
        ncpi.MonitoringStage(body="police/kent", stage="engage", span=ncpi.DateSpan(start=start))
        for start in ("2022-06-28", "2019")
    )
    assert list(register_of(ncpi.MonitoringStage, later, earlier)) == [earlier, later]


def test_get_answers_none_or_the_default_for_what_is_not_there(register):
    assert register.get("atlantis") is None
    assert register.get("atlantis", 5) == 5


def test_a_register_names_its_sources_in_their_order():
    sources = [ncpi.Source(title=title) for title in ("Second", "First")]
    data = attrs.evolve(made_up("a").data, sources=sources)
    register = Register(data, ncpi.Force, *made_up_rules())
    assert register.sources == tuple(source.label() for source in sources)


def test_brackets_refuse_what_is_not_there_as_a_key_error_with_the_nearest():
    with pytest.raises(KeyError) as caught:
        registers.forces["merseside"]
    assert isinstance(caught.value, UnknownNameError)
    assert caught.value.asked == "merseside"
    assert caught.value.candidates[0] == "merseyside"


def test_find_takes_every_slug_and_key(register):
    for row in register:
        assert register.find(getattr(row, "slug", row.key)) is row
        assert register.find(row.key) is row


FOUND = {
    "bodies": {
        "BTP": "british-transport-police",
        "Her Majesty\N{RIGHT SINGLE QUOTATION MARK}s Revenue & Customs": "hm-revenue-and-customs",
        "MOD Police": "ministry-of-defence-police",
        "Gangmasters Licensing Authority": "gangmasters-and-labour-abuse-authority",
        "Guernsey Police": "bailiwick-of-guernsey-law-enforcement",
    },
    "fire_services": {
        "Hampshire & Isle of Wight Fire & Rescue Service": "hampshire-and-isle-of-wight",
        "Hampshire": "hampshire",
        "West Midlands Fire Service": "west-midlands",
        "london fire brigade": "london",
        "Bedfordshire and Luton Fire and Rescue Service": "bedfordshire",
    },
    "forces": {
        "the Met": "metropolitan",
        "GMP": "greater-manchester",
        "London, City of": "city-of-london",
        "Devon & Cornwall": "devon-and-cornwall",
        "Hampshire & the Isle of Wight Constabulary": "hampshire",
        "Hampshire and Isle of Wight": "hampshire",
        "West Mercia Constabulary": "west-mercia",
        "Oxfordshire": "thames-valley",
        "E23000004": "merseyside",
    },
    "inspectorates": {"HMIC": "hmicfrs", "the inspectorate": "hmicfrs"},
    "inspectors": {
        "Philip Gormley": "phil-gormley",
        "Sir Thomas Winsor": "thomas-winsor",
        "zo\N{LATIN SMALL LETTER E WITH DIAERESIS} billingham": "zoe-billingham",
        "Zoe\N{COMBINING DIAERESIS} Billingham": "zoe-billingham",
        "Mike Parr": "matt-parr",
    },
    "local_policing_bodies": {
        "PCC for Staffordshire": "staffordshire",
        "Staffordshire Commissioner": "staffordshire",
        "MOPAC": "metropolitan",
        "the Mayor of London": "metropolitan",
        "Metropolitan Police Authority": "metropolitan",
        "Mayor of York & North Yorkshire": "north-yorkshire",
        "OPFCC": "north-yorkshire",
        "Dyfed-Powys PCC": "dyfed-powys",
        "Office of the Police and Crime Commissioner for Kent": "kent",
        "Court of Common Council": "city-of-london",
    },
}


@pytest.mark.parametrize("name", FOUND)
def test_a_row_is_found_by_official_and_former_names_and_by_what_people_call_it(name):
    register = getattr(registers, name)
    slugs = {asked: getattr(row := register.find(asked), "slug", row.key) for asked in FOUND[name]}
    assert slugs == FOUND[name]


def test_every_name_abbreviation_alias_and_area_finds_its_row_unless_two_have_it(register):
    ambiguous = set()
    for row in register:
        dated = getattr(row, "names", ())
        names = [*(name.name for name in dated), *(name.abbreviation for name in dated)]
        names += [*getattr(row, "aliases", ()), getattr(row, "area", None)]
        if register is not registers.local_policing_bodies:  # their weak aliases are titles
            names += getattr(row, "weak_aliases", ())
        for name in filter(None, names):
            try:
                assert register.find(name) is row
            except AmbiguousNameError:
                ambiguous.add(name)
    assert ambiguous <= {"London", "HMIP", "PCC", "PFCC"}


SUGGESTED = {
    "bodies": {
        "Guernsey": "bailiwick-of-guernsey-law-enforcement",
        "Northern Ireland": "police-service-of-northern-ireland",
    },
    "fire_services": {
        "Durham": "county-durham-and-darlington",
        "Scilly": "isles-of-scilly",
        "Merseyside Fire Service": "merseyside",
    },
    "forces": {
        "Mersyside": "merseyside",
        "Yorkshire": "north-yorkshire",
        "Merseyside Police Force": "merseyside",
    },
}


@pytest.mark.parametrize("name", SUGGESTED)
def test_part_of_a_name_or_one_misspelt_comes_with_its_row_as_candidate(name):
    for asked, near in SUGGESTED[name].items():
        with pytest.raises(UnknownNameError) as caught:
            getattr(registers, name).find(asked)
        assert near in caught.value.candidates


SPELT_ALIKE = {
    "merseyside": [
        *("MERSEYSIDE POLICE", "The Merseyside Police", "the merseyside police"),
        *("Merseyside-Police", "Merseyside\N{NO-BREAK SPACE}Police", "Merseyside Police."),
    ],
    "avon-and-somerset": [f"Avon {one} Somerset Constabulary" for one in ("and", "&", "AND")],
    "dyfed-powys": [f"Dyfed{one}Powys Police" for one in "- \N{EN DASH}\N{NON-BREAKING HYPHEN}"],
    "hmi-prisons": [
        f"Her Majesty{one}s Inspectorate of Prisons"
        for one in ("'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}", "")
    ],
}


@pytest.mark.parametrize("slug", SPELT_ALIKE)
def test_case_spaces_punctuation_the_article_and_an_ampersand_make_no_difference(slug):
    register = registers.inspectorates if slug == "hmi-prisons" else registers.forces
    for asked in SPELT_ALIKE[slug]:
        assert register.find(asked) is register[slug]


def test_a_name_that_one_row_owns_beats_a_weak_alias_of_another():
    rows = [
        ncpi.Force(key="police/a", names=[ncpi.DatedName(name="Alpha")], weak_aliases=["Beta"]),
        ncpi.Force(key="police/b", names=[ncpi.DatedName(name="Beta")]),
    ]
    data = RegisterData(name="x", title="X", version="1", as_of="2020", licence="X", rows=rows)
    two = Register(
        data,
        ncpi.Force,
        lambda row: Spellings(row.slug, (row.name,), row.weak_aliases),
        lambda row, day: row.span.covers(day),
        (),
    )
    assert two.find("Beta").slug == "b"


@pytest.mark.parametrize("asked", ["xx Merseyside Police yy", "Merseyside Police Merseyside Fire"])
def test_other_words_around_a_name_are_refused_with_the_name_as_candidate(asked):
    with pytest.raises(UnknownNameError) as caught:
        registers.forces.find(asked)
    assert "merseyside" in caught.value.candidates


@pytest.mark.parametrize(
    "asked", ["", "   ", " Merseyside", "a\nb", "x" * 100_000, None, 5, ["kent"], b"kent"]
)
def test_what_is_no_name_at_all_is_refused_as_a_value(asked):
    with pytest.raises(InvalidError) as caught:
        registers.forces.find(asked)
    assert caught.value.faults[0].path == "name"


@pytest.mark.parametrize("asked", ["qqqqq", "!!!", "the", "&", "42"])
def test_nonsense_finds_nothing_and_suggests_nothing(register, asked):
    with pytest.raises(UnknownNameError) as caught:
        register.find(asked)
    assert caught.value.candidates == ()


@pytest.mark.parametrize(
    ("asked", "names", "nearest"),
    [
        # What holds the words asked for, or is held by them, the nearest in length first.
        ("north kent abc", ["kent", "north kent abc defgh"], "10"),
        (
            "kent",
            ["kent of twenty letters", "kent of nineteen", "kent of some", "kent of a"],
            "321",
        ),
        # Words that most names have don't count.
        ("kent constabulary", ["constabulary of the north", "kent and somewhere else"], "1"),
        # What is spelt alike, at most three of them, and five in all.
        ("abcdefgh", ["abcdefgh1", "abcdefgh2", "abcdefgh3", "abcdefgh4", "zebra"], "321"),
        (
            "abcdefgh",
            ["abcdefgh1", "abcdefgh2", "abcdefgh3", *(f"abcdefgh {'z' * n}" for n in (9, 8, 7))],
            "54321",
        ),
        ("abcde", ["abcxy", "abxyz"], "0"),
    ],
)
def test_the_candidates_for_an_unknown_name_are_the_nearest_few(asked, names, nearest):
    with pytest.raises(UnknownNameError) as caught:
        made_up(*names).find(asked)
    assert "".join(caught.value.candidates) == nearest


@pytest.mark.parametrize(("owners", "candidates"), [(5, "01234"), (6, "")])
def test_a_name_of_more_than_five_bodies_suggests_none_of_them(owners, candidates):
    with pytest.raises(UnknownNameError) as caught:
        made_up(*["Commissioner"] * owners).find("commissioner qqqqqqqqqqqqqqqqqqqqqqqq")
    assert "".join(caught.value.candidates) == candidates


def test_its_table_has_a_row_of_cells_for_each_of_its_own():
    """One of each register, with what is unknown in one and known in another."""
    assert registers.bodies.columns == ("slug", "name", "code", "region")
    rows = {
        slug: cells
        for name in registers.__all__
        if name != "local_policing_bodies"
        and isinstance(register := getattr(registers, name), Register)
        for slug, *cells in register.cells()
    }
    assert rows["tact-custody"] == ["Counter-terrorism (TACT) custody facilities", "", ""]
    assert rows["avon-and-somerset"][1:] == ["E23000036", "South West"]
    assert rows["ofsted"] == ["Ofsted", "England"]
    assert rows["andy-cooke"][1].count("; ") == 1
    assert rows["pcc-response-no-limit"][:2] == ["none", "yes"]
    assert rows["btp-response"][:2] == ["56 days", "no"]
    assert rows["national/2015-thematic"][:2] == ["thematic report", "2015-07-02"]
    assert rows["national/2020-thematic"][:2] == ["thematic report", "2020-02-27"]
    assert rows["police/norfolk/2015-review"][:2] == ["post-inspection review", "undated"]


def test_what_two_rows_are_called_is_ambiguous_and_names_both():
    with pytest.raises(AmbiguousNameError) as caught:
        made_up("North", "The North", "South").find("north")
    assert caught.value.candidates == ("0", "1")


@pytest.mark.parametrize("day", DAYS)
def test_live_and_cannot_tell_and_provably_not_live_make_the_whole(register, day):
    live, unclear = set(register.on(day)), set(register.cannot_tell_on(day))
    gone = {row for row in register if row not in live | unclear}
    assert not live & unclear
    assert len(live) + len(unclear) + len(gone) == len(register)
    assert all(_provably_not(row, day) for row in gone)
    assert not any(_provably_not(row, day) for row in live | unclear)


def _provably_not(row: ncpi.Record, day: date) -> bool:
    if isinstance(row, ncpi.Report):
        return row.published is not None and row.published.earliest > day
    if isinstance(row, ncpi.Inspector):
        return all(term.span.covers(day) is False for term in row.terms)
    return row.span.covers(day) is False


def test_what_was_live_is_a_register_that_finds_and_iterates():
    then = registers.fire_services.on(date(2019, 8, 30))
    assert isinstance(then, Register)
    assert then["hampshire"] is registers.fire_services["hampshire"]
    assert then.get("hampshire-and-isle-of-wight") is None
    assert then.find("Merseyside Fire and Rescue Service").slug == "merseyside"


def test_what_was_live_says_of_which_day_it_tells():
    """A citation or a table of 45 services is wrong on any other day."""
    then = registers.fire_services.on(date(2019, 8, 30))
    for view in (then.cite(), repr(then), str(then), then._repr_html_()):
        assert "2019-08-30" in view


@pytest.mark.parametrize("day", ["30 August 2019", datetime(2019, 8, 30, tzinfo=UTC), None])
def test_a_day_that_is_no_date_is_refused(register, day):
    for ask in (register.on, register.cannot_tell_on):
        with pytest.raises(InvalidError, match=r"^  day: |\n  day: "):
            ask(day)


@pytest.mark.parametrize("word", ["and", "constabulary", "fire", "of", "rescue", "service", "the"])
def test_a_word_that_many_names_have_suggests_none_of_them(word):
    register = made_up(f"Kentshire {word} Office in Maidstone Town")
    with pytest.raises(UnknownNameError) as caught:
        register.find(word)
    assert caught.value.candidates == ()


def test_it_names_its_version_its_day_and_how_to_cite_it(register):
    assert register.version == "1"
    assert register.as_of.exact is not None
    for part in (
        register.title,
        "Version 1",
        str(register.as_of),
        f"{len(register)} rows",
        "Licence",
    ):
        assert part in register.cite()
    assert "\n" not in register.cite()


def test_its_repr_is_one_short_line(register):
    assert repr(register) == (
        f"<Register {register.data.name!r}, {len(register)} rows, as of {register.as_of}>"
    )


def test_it_shows_every_row_as_text_and_as_html_with_the_same_content(register):
    text = " ".join(str(register).split())
    markup = register._repr_html_()
    bare = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup.replace("<wbr>", ""))).split())
    for cell in [cell for row in register.describe().tables[0].rows for cell in row]:
        assert " ".join(cell.split()) in text
        assert " ".join(cell.split()) in bare


def test_names_are_escaped_in_html():
    markup = made_up("<script>alert('x')</script>", "A & B")._repr_html_()
    assert "<script>" not in markup
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in markup
    assert "A &amp; B" in markup
    assert "Made &lt;up&gt;" in markup


def test_its_data_go_through_json_and_back(register):
    assert ncpi.from_json(ncpi.to_json(register.data), RegisterData) == register.data


def test_the_shipped_file_is_what_its_data_are_written_as(register):
    """Of reports it is the index; see test_report_files.py for the file of each body."""
    name = "reports/index" if register.data.name == "reports" else register.data.name
    file = resources.files("ncpi.registers") / "data" / f"{name}.json"
    assert file.read_text("utf-8") == ncpi.to_json(register._head)


def test_every_row_is_of_the_kind_of_its_register(register):
    assert {type(row) for row in register.data.rows} == {type(next(iter(register)))}


def test_every_row_names_a_source(register):
    assert [row.key for row in register if not row.sources] == []


def test_nothing_is_reported_in_the_words_of_the_tools_that_found_it(register):
    text = ncpi.to_json(register.data)
    for internal in (
        "find_string",
        "the index",
        "seed/",
        ".json",
        "valid_from",
        "gss_code",
    ):
        assert internal not in text


def test_importing_reads_no_register_and_using_one_reads_only_that():
    """An audit hook sees every file that is opened."""
    code = """
import sys
opened = []
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".json"):
        opened.append(str(arguments[0]).replace(chr(92), "/").rsplit("/", 1)[-1])
sys.addaudithook(hook)
import ncpi
from ncpi.registers import forces, reports
assert opened == [], opened
len(forces), forces.find("Kent"), list(forces), forces["merseyside"]
assert opened == ["forces.json"], opened
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_an_open_start_is_open_only_back_to_where_the_register_begins():
    """A day before the list of services was ever counted is unknown, either way."""
    long_ago = date(1950, 1, 1)
    assert registers.fire_services["kent"].span.start is Edge.OPEN
    assert list(registers.fire_services.on(long_ago)) == []
    assert "kent" in registers.fire_services.cannot_tell_on(long_ago)


def test_a_register_begins_for_certain_when_the_year_given_for_it_is_over():
    always = ncpi.DateSpan(start=Edge.OPEN, end=Edge.OPEN)
    force = ncpi.Force(key="police/kent", names=NAMES, span=always)
    begun = register_of(ncpi.Force, force, begins="2018")
    for day in (date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 30)):
        assert [*begun.on(day)] == []
        assert [*begun.cannot_tell_on(day)] == [force]
    for day in (date(2018, 12, 31), date(2019, 1, 1)):
        assert [*begun.on(day)] == [force]


def test_its_notes_and_its_citation_are_shown_with_it():
    forces = ncpi.registers.forces
    shown = " ".join(str(forces).split())
    for note in (*forces.notes, forces.cite()):
        assert " ".join(note.split()) in shown


def test_a_register_is_sent_to_a_worker_as_its_name_and_not_its_rows(register):
    assert len(register) > 0
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        sent = pickle.dumps(register, protocol)
        assert len(sent) < 2_000
        assert [*pickle.loads(sent)] == [*register]  # noqa: S301 - our own


def test_a_selection_of_a_register_is_pickled_with_its_rows():
    live = registers.local_policing_bodies.on("2018-08-30")
    assert [*pickle.loads(pickle.dumps(live))] == [*live]  # noqa: S301 - our own
