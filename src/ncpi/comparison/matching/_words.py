"""Reading a text as weighted words and concepts of the field.

Words are reduced to their stems, common words are left out or get a low weight, and terms
with the same meaning in the field ("RSO", "registered sex offender") become one concept.
The terms and weights, and a note on their origin, are in ``field.json``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

import attrs

__all__ = ["Reading", "Vocabulary", "field_vocabulary", "stem"]

_WORD = r"[^\W_]+"
_LONGEST_WORD = 40
_SUFFIXES = (
    # Suffix, replacement and the fewest letters that must remain; longest first. A plural's s
    # has already been removed.
    ("ational", "at", 4),
    ("isation", "is", 3),
    ("ization", "is", 3),
    ("ator", "at", 3),
    ("ment", "", 4),
    ("ness", "", 4),
    ("ingly", "", 4),
    ("edly", "", 4),
    ("ing", "", 3),
    ("ion", "", 4),
    ("ized", "is", 3),
    ("ize", "is", 3),
    ("ied", "y", 3),
    ("ed", "", 3),
    ("ly", "", 3),
    ("al", "", 5),
    ("e", "", 3),
)


@cache
def stem(word: str) -> str:
    """The stem of an English word in lower case: *record* for *recording*.

    It needn't be a word itself, as long as the inflections of a word share it.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix, instead, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word[: -len(suffix)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]  # referr(ing), plann(ed)
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


class _Concept(TypedDict):
    name: str
    weight: float
    broader: list[str]
    terms: list[str]


class _Field(TypedDict):
    skipped: list[str]
    left_out: list[str]
    irregular: dict[str, str]
    weights: dict[str, float]
    concepts: list[_Concept]


@attrs.frozen
class Reading:
    """The words and concepts of one text.

    Attributes:
        weights: the weight of each word or concept.
        words: the words of the text for each word or concept.
        total: the sum of the weights.
    """

    weights: Mapping[str, float]
    words: Mapping[str, str]
    total: float


class Vocabulary:
    """The terms of a field, for reading texts."""

    def __init__(self, field: _Field, synonyms: Iterable[Sequence[str]] = ()) -> None:
        self._irregular = field["irregular"]
        self._skipped = set(field["skipped"])
        self._left_out = {root for word in field["left_out"] for root, _ in self._stems(word)}
        self._weights = {self._stem(word): entry for word, entry in field["weights"].items()}
        self._concepts = {
            entry["name"]: (entry["weight"], tuple(entry["broader"])) for entry in field["concepts"]
        }
        self._terms: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for entry in field["concepts"]:
            for term in (entry["name"], *entry["terms"]):
                self._add(term, entry["name"])
        for group in synonyms:
            self._join(group)
        self._lengths = {
            first: sorted({len(term) for term in terms}, reverse=True)
            for first, terms in self._terms.items()
        }

    def _stem(self, word: str) -> str:
        return stem(self._irregular.get(word, word))

    def _stems(self, text: str) -> list[tuple[str, str]]:
        """The stem of each word, and the word as written; words such as articles are skipped."""
        found: list[tuple[str, str]] = []
        # A separate combining accent would split a word.
        for word in re.findall(_WORD, unicodedata.normalize("NFC", text)):
            small = word.casefold()[:_LONGEST_WORD]
            if small not in self._skipped:
                found.append((self._stem(small), word))
        return found

    def _add(self, term: str, concept: str) -> None:
        roots = tuple(root for root, _ in self._stems(term))
        if not roots:
            return
        terms = self._terms.setdefault(roots[0], {})
        if concept not in terms.get(roots, ()):
            terms[roots] = (*terms.get(roots, ()), concept)

    def _join(self, group: Sequence[str]) -> None:
        """Give the terms of *group* one concept: that of the first known term, or a new one."""
        roots = [tuple(root for root, _ in self._stems(term)) for term in group]
        known = [
            concept
            for term in roots
            if term
            for concept in self._terms.get(term[0], {}).get(term, ())
        ]
        concept = known[0] if known else group[0].casefold()
        self._concepts.setdefault(concept, (_CONCEPT, ()))
        for term in group:
            self._add(term, concept)

    def read(self, text: str) -> Reading:
        """The words and concepts of *text*."""
        found = self._stems(text)
        weights: dict[str, float] = {}
        words: dict[str, str] = {}
        for roots, written in self._terms_in(found):
            concepts = self._terms.get(roots[0], {}).get(roots, ())
            for concept in concepts:
                weight, broader = self._concepts[concept]
                weights.setdefault(concept, weight)
                words.setdefault(concept, written)
                for wider in broader:
                    weights.setdefault(wider, self._concepts[wider][0])
                    words.setdefault(wider, written)
            if not concepts and roots[0] not in self._left_out:
                weights.setdefault(roots[0], self._weights.get(roots[0], 1.0))
                words.setdefault(roots[0], written)
        return Reading(weights, words, sum(sorted(weights.values())))

    def _terms_in(self, found: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], str]]:
        """The longest term at each position of a text, and single words.

        Terms may overlap ("review risk", "risk management plan") and contain others: "visits
        with social workers" also contains "social workers". A word within a term that isn't
        itself a term is skipped.
        """
        roots = tuple([root for root, _ in found])
        covered = 0
        for place, (first, word) in enumerate(found):
            for length in self._lengths.get(first, ()):
                term = roots[place : place + length]
                if term in self._terms[first]:
                    break
            else:
                term = (first,)
                if place < covered:
                    continue
            end = place + len(term)
            covered = max(covered, end)
            is_word = len(term) == 1  # as most are, so they are made fast
            yield term, word if is_word else " ".join([word for _, word in found[place:end]])


_CONCEPT = 2.0


@cache
def field_vocabulary(synonyms: tuple[tuple[str, ...], ...] = ()) -> Vocabulary:
    """The shipped vocabulary, with groups of *synonyms* added."""
    text = (files("ncpi.comparison.matching") / "field.json").read_text(encoding="utf-8")
    return Vocabulary(cast("_Field", json.loads(text)), synonyms)
