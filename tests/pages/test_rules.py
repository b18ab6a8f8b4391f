"""Every rule keeps its own examples, in time that grows with the page."""

import re
import time

import pytest

from ncpi import pages
from ncpi.errors import InvalidError

RULES = pages.rules()
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
# What they read isn't in a text: a table, a link or an address.
NO_TEXT = {
    *("audit-table", "force-in-the-address", "grades-in-a-table", "number-in-the-address"),
    *("report-link", "theme-in-the-address"),
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


def seconds(rule: pages.Rule, size: int) -> float:
    """The longest time that the rule takes on its near misses of this size."""
    times = []
    for between in (" ", "\n", "\n\n"):
        page = pages.page_of(near_misses(rule, size, between))
        assert page.flat
        assert page.zones
        begun = time.process_time()
        list(rule.hits(page))
        times.append(time.process_time() - begun)
    return max(times)


@every_rule
def test_a_rule_finds_what_its_examples_say_and_nothing_in_the_others(rule):
    rule.check()
    if rule.name not in NO_TEXT:
        assert rule.says
        assert rule.not_


@every_rule
def test_a_rule_takes_time_in_proportion_to_the_page(rule):
    if rule.says:
        small, large = seconds(rule, 20_000), seconds(rule, 200_000)
        assert large < 30 * small + 0.1


@pytest.mark.slow
@every_rule
def test_a_rule_takes_time_in_proportion_to_a_page_of_a_megabyte(rule):
    if rule.says:
        small, large = seconds(rule, 100_000), seconds(rule, 1_000_000)
        assert large < 30 * small + 0.1


@pytest.mark.parametrize(
    "sizes",
    [(10_000, 100_000), pytest.param((100_000, 1_000_000), marks=pytest.mark.slow)],
    ids=["100 kB", "1 MB"],
)
@pytest.mark.parametrize("form", ["{}", "<html><p>{}</p></html>"], ids=["text", "html"])
@pytest.mark.parametrize("kind", pages.PAGE_KINDS)
def test_a_reader_takes_time_in_proportion_to_the_page(kind, form, sizes):
    """Fed with what all of its rules nearly find."""
    mine = [rule for rule in RULES if kind in rule.kinds and rule.says]
    times = []
    for size in sizes:
        text = "\n\n".join(near_misses(rule, size // len(mine), "\n") for rule in mine)
        content = form.format(text.replace("\n", "</p><p>") if "<" in form else text).encode()
        begun = time.process_time()
        pages.read(content, kind=kind)
        times.append(time.process_time() - begun)
    assert times[1] < 30 * times[0] + 0.1


@every_rule
def test_a_pattern_finds_nothing_outside_its_zone(rule):
    if rule.pattern is None or not rule.says:
        return
    page = pages.page_of("\n\n".join(["A line."] * 3_000 + list(rule.says)))
    start, end = page.zones[rule.zone or "lead"]
    assert all(start <= hit.start and hit.end <= end for hit in rule.hits(page))


def test_every_rule_has_a_name_and_is_for_a_kind_of_page():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9-]+", rule.name)
        assert rule.kinds
        assert rule.kinds <= set(pages.PAGE_KINDS)
        assert (rule.pattern is None) is (rule.find is not None)
        assert rule.find is None or rule.zone is None


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
    ],
)
def test_the_words_of_the_grammar_have_one_meaning(pattern, text, value):
    rule = pages.Rule(name="x", field="x", kinds=["inspection"], pattern=pattern)
    assert [hit.value for hit in rule.hits(pages.page_of(text))] == [value]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{N} cows", "5% cows"),
        ("{N} cows", "many cows"),
        ("{D}", "31 February 2018"),
        ("{D}", "28st February 2019"),
        ("{D}", "02/03/2017"),
        ("within {PERIOD}", "within zero days"),
        ("{M}", "may 2018 be better"),
        ("{M}", "819 October 2018"),
        ("{SPAN}", "19–8 October 2018"),
        ("{FORCE}", "in Kent"),
    ],
)
def test_what_could_mean_something_else_has_no_meaning(pattern, text):
    rule = pages.Rule(name="x", field="x", kinds=["inspection"], pattern=pattern)
    assert list(rule.hits(pages.page_of(text))) == []


def test_kinds_as_one_text_and_a_pattern_that_is_none_are_refused_when_the_rule_is_added():
    """A text would be taken as its letters, and a broken pattern found at the next page."""
    with pytest.raises(InvalidError, match="kinds"):
        pages.rule("mine", "mine", "x", kinds="press-release")
    with pytest.raises(InvalidError, match="isn't a pattern"):
        pages.rule("mine", "mine", "(", kinds={"press-release"})
