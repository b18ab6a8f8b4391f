"""Code, messages, documentation and shipped data are in plain English.

The project was once written in words of its own. Those listed here came back in reviews, so
they are kept out by name; each with the standard term and why a reader would stumble.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = {
    r"nouns?": "record: the class is called Record",
    r"nought": "zero: dated",
    r"told|untold": "reported, listed or stated: archaic for a document",
    r"trajector(?:y|ies)": "timeline: the class is called Timeline",
    r"diary|diaries": "schedule: the class is called Schedule",
    r"likeness(?:es)?": "similarity: the standard term for texts",
    r"(?:left|set) aside": "excluded: what happens to a rule or a report",
    r"tying|tied|untied": "linking, linked: ties are equal ranks in statistics",
    r"roads?": "path: the usual word for a way through code",
    r"front desk": "root: the module ncpi",
    r"in silence": "silently",
    r"came back": "follow-up: the field's term",
    r"claims as of": "claims up to: says which claims are included",
    r"nobody says": "not recorded, or unknown",
    r"standings?(?! order)": "status",
    r"of which it is unknown": "a sentence turned round",
    r"doesn't say that there": "so there may be others: a double negative",
}
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
DATA = sorted((ROOT / "src" / "ncpi" / "registers" / "data").rglob("*.json"))


# What a script that renamed words once left in the middle of others.
GARBLED = r"anrecordc|leaves_package|reports? at (?:this|one|several) bod"


def found(pattern: str, files: list[Path]) -> list[str]:
    """Where *pattern* stands as a word; an underscore ends a word, a capital doesn't."""
    word = re.compile(rf"(?<![A-Za-z]){pattern}(?![A-Za-z])", re.IGNORECASE)
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if word.search(re.sub(r"https?://\S+", "", line))
    ]


def test_no_word_of_the_old_dialect_is_used_anywhere() -> None:
    assert found("(?:" + "|".join(WORDS) + ")", [*SOURCES, *PAGES, *DATA]) == [], WORDS


def test_no_word_is_garbled() -> None:
    tests = [file for file in sorted((ROOT / "tests").rglob("*.py")) if file != Path(__file__)]
    garbled = re.compile(GARBLED)
    files = [*SOURCES, *PAGES, *tests]
    assert [file for file in files if garbled.search(file.read_text("utf-8"))] == []


def test_the_search_finds_a_word_in_an_identifier_and_in_prose() -> None:
    here = [Path(__file__)]
    assert found("n" + "ought", here)
    assert found("test", [here[0]])
