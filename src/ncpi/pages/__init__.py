"""Published pages read into records, with the place, the words and the rule for every value.

`read` takes the text of a page, a file or its content, and returns a `Reading`. It never
guesses: what a page doesn't say isn't given, and a value on which a page contradicts itself is
left out with a warning. Nothing is fetched, and nothing in a page is executed.
"""

from ncpi.pages._adding import Addition, add_to
from ncpi.pages._following import baseline_of, follow_up_report
from ncpi.pages._page import Block, Link, Page
from ncpi.pages._read import PAGE_KINDS, page_of, read, reader
from ncpi.pages._reading import Found, PagePlace, PageWarning, Reading
from ncpi.pages._rules import Hit, Rule, rule, rules

__all__ = [
    "PAGE_KINDS",
    "Addition",
    "Block",
    "Found",
    "Hit",
    "Link",
    "Page",
    "PagePlace",
    "PageWarning",
    "Reading",
    "Rule",
    "add_to",
    "baseline_of",
    "follow_up_report",
    "page_of",
    "read",
    "reader",
    "rule",
    "rules",
]


def __dir__() -> list[str]:
    return __all__
