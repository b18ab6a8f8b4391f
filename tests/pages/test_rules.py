"""Every rule keeps its own examples, in time that grows with the page."""

import re
from collections.abc import Callable

import attrs
import pytest

from ncpi import pages
from ncpi.errors import InvalidError

RULES = pages.rules()
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
# What they read isn't in a text: a table, a link or an address.
NO_TEXT = {
    *("audit-table", "force-in-the-address", "grades-in-a-table", "lists-of-no-known-kind"),
    *("number-in-the-address", "report-link", "theme-in-the-address"),
}


def near_misses(rule: pages.Rule, size: int, between: str) -> str:
    """Text of about this size made of the rule's own examples, each cut short."""
    parts = [
        text[: max(1, len(text) * share // 10)]
        for text in (*rule.says, *rule.not_)
        for share in (3, 6, 9)
    ]
    whole = between.join(parts) + between
    return whole * (size // len(whole) + 1)


def finding(rule: pages.Rule, between: str) -> Callable[[int], Callable[[], object]]:
    """What lets the rule read its near misses of a size, all in its zone."""
    anywhere = rule if callable(rule.pattern) else attrs.evolve(rule, zone="all")

    def prepared(size: int) -> Callable[[], object]:
        page = pages.page_of(near_misses(rule, size, between))
        assert page.flat
        assert page.zones
        return lambda: list(anywhere.hits(page))

    return prepared


@pytest.fixture
def is_quick(is_linear) -> Callable[[pages.Rule, int], bool]:
    """Whether the rule takes time in proportion to the text, however its lines are parted."""
    return lambda rule, size: all(
        is_linear(finding(rule, between), size) for between in (" ", "\n", "\n\n")
    )


@every_rule
def test_a_rule_finds_what_its_examples_say_and_nothing_in_the_others(rule):
    rule.check()
    if rule.name not in NO_TEXT:
        assert rule.says
        assert rule.not_


@every_rule
def test_what_a_rule_finds_is_at_a_place_with_words(rule):
    for text in rule.says:
        page = pages.page_of(text)
        for hit in rule.hits(page):
            assert page.words(hit.start, hit.end), (text, hit)


@every_rule
@pytest.mark.parametrize("size", [3_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_rule_takes_time_in_proportion_to_the_page(rule, size, is_quick):
    assert not rule.says or is_quick(rule, size)


@pytest.mark.parametrize("zone", [None, "all"])
def test_a_rule_whose_time_grows_faster_than_the_page_is_found_out(zone, is_quick):
    """Also if its zone hides it: the tests above can fail."""
    rule = pages.Rule(
        name="x",
        field="x",
        kinds=["inspection"],
        zone=zone,
        pattern=r"{N} pigs[^\n]*[^\n]*cows",
        says=["3 pigs met cows"],
    )
    assert not is_quick(rule, 100)


@pytest.mark.parametrize(
    "size",
    [5_000, pytest.param(100_000, marks=pytest.mark.slow)],
    ids=["50 kB", "1 MB"],
)
@pytest.mark.parametrize("form", ["{}", "<html><p>{}</p></html>"], ids=["text", "html"])
@pytest.mark.parametrize("kind", pages.PAGE_KINDS)
def test_a_reader_takes_time_in_proportion_to_the_page(kind, form, size, is_linear):
    """Fed with what all of its rules nearly find."""
    mine = [rule for rule in RULES if kind in rule.kinds and rule.says]

    def reading(size: int) -> Callable[[], object]:
        text = "\n\n".join(near_misses(rule, size // len(mine), "\n") for rule in mine)
        content = form.format(text.replace("\n", "</p><p>") if "<" in form else text).encode()
        return lambda: pages.read(content, kind=kind)

    assert is_linear(reading, size)


FAR = "A line.\n\n" * 3_000
# What stands before the example, and after it, so that it is out of the zone.
OUTSIDE = {
    **dict.fromkeys(("title", "cover", "lead"), (FAR, "")),
    "body": ("A line.\n\nNotes\n\n", ""),
    "notes": ("", "\n\nNotes\n\nA line."),
    "log": ("", "\n\n[on]8th March 2018[/on]"),
}


@pytest.mark.parametrize("zone", OUTSIDE)
def test_a_pattern_finds_in_its_zone_what_it_does_not_find_outside(zone):
    before, after = OUTSIDE[zone]
    rule = pages.Rule(name="x", field="x", kinds=["inspection"], zone=zone, pattern="{N} cows")
    inside = {"notes": "Notes\n\n{}", "log": "[on]8th March 2018 {}"}.get(zone, "{}")
    assert [hit.value for hit in rule.hits(pages.page_of(inside.format("3 cows")))] == [3]
    outside = pages.page_of(f"{before}3 cows{after}")
    assert list(rule.hits(outside)) == []
    assert [hit.value for hit in attrs.evolve(rule, zone="all").hits(outside)] == [3]


@every_rule
def test_a_pattern_of_ncpi_finds_its_examples_only_in_its_zone(rule):
    if callable(rule.pattern):
        return
    before, after = OUTSIDE[rule.zone or "lead"]
    for text in rule.says:
        page = pages.page_of(f"{before}{text}{after}")
        assert list(rule.hits(page)) == []
        assert list(attrs.evolve(rule, zone="all").hits(page))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["press-release", "inspection", "post-inspection-review"])
def test_tables_links_and_lists_take_time_in_proportion_to_their_number(kind, is_linear):
    part = (
        "<p>Get the report</p><p><a href='https://example.org/a'>Kent – a report of it</a></p>"
        "<table><tr><td>Area</td><td>Good</td><td>Requires improvement</td><td>Inadequate</td></tr>"
        "<tr><td>Custody</td><td>1</td><td>2</td><td>3</td></tr></table>"
        "<p>Inspectors were pleased to find:</p><ul><li>care</li></ul><p>They saw:</p><ul><li>x"
        "</li></ul>"
    )

    def reading(number: int) -> Callable[[], object]:
        content = f"<html><h1>Kent – National child protection inspection</h1>{part * number}"
        return lambda: pages.read(content.encode(), kind=kind)

    assert is_linear(reading, 1_000)


def test_every_rule_has_a_name_and_is_for_a_kind_of_page():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9-]+", rule.name)
        assert rule.kinds
        assert rule.kinds <= set(pages.PAGE_KINDS)


def test_an_example_that_a_rule_contradicts_is_a_fault():
    rule = pages.Rule(name="x", field="x", kinds=["inspection"], pattern="{N} cows", says=["pigs"])
    with pytest.raises(InvalidError, match="finds nothing here"):
        rule.check()


@pytest.mark.parametrize(
    ("pattern", "text", "value"),
    [
        ("{N} cows", "twenty-one cows", 21),
        ("{N} cows", "1,200 cows", 1200),
        ("within {PERIOD}", "within eighteen months", "18 months"),
        ("{D}", "on 8th March 2018", "2018-03-08"),
        ("{D}", "on 8 Mar 2018", "2018-03-08"),
        ("{M}", "in late March 2018", "2018-03"),
        ("in {SPAN}", "in late February and early March 2023", ["2023-02", "2023-03"]),
        ("in {SPAN}", "in September and October 2015", ["2015-09", "2015-10"]),
        ("{SPAN}", "8–19 October 2018", ["2018-10-08", "2018-10-19"]),
        ("{SPAN}", "23 April – 4 May 2018", ["2018-04-23", "2018-05-04"]),
        ("{SPAN}", "24 July to 4 August 2023", ["2023-07-24", "2023-08-04"]),
        ("{FORCE}", "by Kent Police", "police/kent"),
        ("{N:cows} cows, {N:pigs} pigs", "2 cows, 3 pigs", {"cows": 2, "pigs": 3}),
        ("{N} cows", "5% cows", None),
        ("{N} cows", "many cows", None),
        ("{D}", "31 February 2018", None),
        ("{D}", "28st February 2019", None),
        ("{D}", "02/03/2017", None),
        ("within {PERIOD}", "within zero days", None),
        ("{M}", "may 2018 be better", None),
        ("{M}", "819 October 2018", None),
        ("{SPAN}", "19–8 October 2018", None),
        ("{FORCE}", "in Kent", None),
    ],
)
def test_the_words_of_the_grammar_have_one_meaning_or_none(pattern, text, value):
    rule = pages.Rule(name="x", field="x", kinds=["inspection"], pattern=pattern)
    (found,) = [hit.value for hit in rule.hits(pages.page_of(text))] or [None]
    assert found == value


KIND = {"kinds": ["press-release"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kinds": "press-release", "pattern": "{N} x"}, "kinds"),
        ({"kinds": 5, "pattern": "{N} x"}, "kinds"),
        ({"kinds": ["press-release", 5], "pattern": "{N} x"}, "kinds"),
        ({**KIND, "pattern": "({N}"}, "isn't a pattern"),
        ({**KIND, "pattern": "{N:x} or {N:x}"}, "isn't a pattern"),
        ({**KIND, "pattern": "{NUMBER} cows"}, r"{NUMBER} is no word of the grammar; .*{N}"),
        ({**KIND, "pattern": "{n} cows"}, r"{n} is no word of the grammar"),
        ({**KIND, "pattern": "cows"}, "no word of the grammar"),
        ({**KIND, "pattern": "{N}", "zone": "attic"}, "the zones are title"),
        ({**KIND, "pattern": iter, "zone": "lead"}, "only a pattern has a zone"),
        ({**KIND, "pattern": 5}, "neither a pattern"),
        ({**KIND, "pattern": "{N}", "name": 5}, "name"),
    ],
)
def test_a_rule_that_could_never_work_is_refused_when_it_is_made(given, said):
    with pytest.raises(InvalidError, match=said):
        pages.Rule(**{"name": "x", "field": "x", **given})


def test_all_faults_of_a_rule_are_listed_at_once():
    with pytest.raises(InvalidError) as caught:
        pages.rule("mine", "mine", "cows", kinds="press-release", zone="attic")
    assert [fault.path for fault in caught.value.faults] == ["kinds", "pattern", "zone"]
    assert "mine" not in [one.name for one in pages.rules()]
