"""A repr is one line that never floods, whatever the object holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

import ncpi
from ncpi import registers
from ncpi.comparison.matching import Matcher
from ncpi.display import Shown
from ncpi.fields import FrozenMapping
from ncpi.vocabulary import ItemKind


def held_in(*things: Any) -> Iterator[Any]:
    """Each of *things*, and everything that it holds, once."""
    waiting, seen = [*things], dict[int, Any]()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (tuple, frozenset)):
            waiting += thing
        elif isinstance(thing, Mapping):
            waiting += thing.values()
        elif (attrs.has(type(thing)) or isinstance(thing, Shown)) and id(thing) not in seen:
            seen[id(thing)] = thing
            yield thing
            if attrs.has(type(thing)):
                waiting += [getattr(thing, field.name) for field in attrs.fields(type(thing))]


def test_the_repr_of_whatever_the_shipped_archive_gives_has_at_most_200_characters():
    """A notebook or a debugger that shows one isn't flooded."""
    archive = ncpi.Archive.shipped()
    programme = archive.compare_all(bodies=registers.forces)
    compared = [archive.compare(name) for name in ("warwickshire", "suffolk", "dorset")]
    given = held_in(
        archive,
        archive.coverage(bodies=registers.forces),
        archive.timeline("metropolitan"),
        archive.pair("merseyside"),
        archive.compare("merseyside", matcher=Matcher()),
        *compared,
        *(one.summary for one in compared),
        programme,
        *(programme.outcomes("theme", kind=kind) for kind in ItemKind),
        programme.groups("year"),
        programme.case_grades(),
        programme.judgments(),
        programme.follow_up_times(),
        programme.causes_of_concern(),
        ncpi.deadlines(archive["police/gloucestershire/2025-inspection"], on=date(2025, 7, 1)),
        *(getattr(registers, name) for name in registers.__all__),
    )
    reprs = {repr(thing): type(thing).__name__ for thing in given}
    assert len(reprs) > 3000
    assert {name for text, name in reprs.items() if len(text) > 200} == set()
    assert {name for text, name in reprs.items() if not text.isprintable()} == set()


def test_a_short_repr_is_a_call_and_a_long_one_counts_what_it_leaves_out():
    """What fits pastes back; what doesn't says how many elements there are."""
    answers = [ncpi.Answer(item=f"x/1#recommendation-{n}", basis="coded") for n in range(20)]
    short = ncpi.Finding(key="1", text="Children wait.")
    long = ncpi.Finding(key="1", text="Children wait. " * 20, answers=answers)
    assert repr(short) == "Finding(key='1', text='Children wait.')"
    assert repr(long) == "<Finding key='1', text='Children wait. Children wait. Chi…, 20 answers>"


def test_a_result_that_is_no_record_has_such_a_repr_too():
    """Its fields that say nothing are left out."""
    summary = ncpi.Archive.shipped().compare("merseyside").summary
    assert repr(summary.kinds[0]).startswith("KindSummary(kind=ItemKind.RECOMMENDATION, counts=(")
    assert "statuses" not in repr(summary.kinds[0])


def test_rich_shows_ten_elements_and_a_count_and_takes_no_record_apart():
    """Not the 67,000 lines of a whole archive."""
    archive = ncpi.Archive.shipped()
    shown = dict(archive.__rich_repr__())
    reports: Any = shown["reports"]
    assert len(reports) == 11
    assert repr(reports[0]) == repr(archive.reports[0])
    assert repr(reports[-1]) == f"... and {len(archive.reports) - 10} more"
    assert len(repr(shown)) < 10_000
    assert dict(registers.forces.__rich_repr__()) == {"name": "forces", "rows": 43}


def test_a_mapping_shows_ten_items_and_a_count():
    """As every other collection does."""
    many = FrozenMapping({f"k{n}": n for n in range(50)})
    assert repr(many).endswith("'k9': 9, ... and 40 more}")
    assert repr(FrozenMapping({"a": 1})) == "{'a': 1}"
