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
from typing import NotRequired, TypedDict, cast

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
    ("e", "", 4),
)
_SHORT = re.compile("[^aeiou][aeiou][^aeiouwxy]")
"""What is left of *noted* and *caring*: the consonant isn't doubled, as in *planned*, so the word
ends in e. Without it, *noted* would be *not* and *care* would be *car*."""


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
            if suffix in ("ed", "ing") and _SHORT.fullmatch(word):
                word += "e"
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]  # referr(ing), plann(ed)
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


_Stem = tuple[str, int, int]


def _composed(text: str) -> str:
    """*text* with each accent in its letter; a separate one would split a word."""
    return unicodedata.normalize("NFC", text)


class _Concept(TypedDict):
    name: str
    weight: float
    broader: list[str]
    terms: list[str]
    aspect: NotRequired[str]


class _Field(TypedDict):
    skipped: list[str]
    left_out: list[str]
    irregular: dict[str, str]
    weights: dict[str, float]
    aspects: dict[str, list[str]]
    concepts: list[_Concept]


def _by_weight(weights: Mapping[str, float]) -> Mapping[str, float]:
    heaviest = sorted(weights, key=lambda concept: (-weights[concept], concept))
    return {concept: weights[concept] for concept in heaviest}


@attrs.frozen
class Reading:
    """The words and concepts of one text.

    Attributes:
        weights: the weight of each word or concept, the greatest first.
        words: the words of the text for each word or concept.
        total: the sum of the weights.
        matters: the concepts that are matters of the field, not aspects of one.
        aspects: what the text asks about a matter: time, recording, supervision, training.
    """

    weights: Mapping[str, float] = attrs.field(converter=_by_weight)
    words: Mapping[str, str]
    total: float
    matters: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()


class Vocabulary:
    """The terms of a field, for reading texts."""

    def __init__(self, field: _Field, synonyms: Iterable[Sequence[str]] = ()) -> None:
        self._irregular = field["irregular"]
        self._skipped = set(field["skipped"])
        self._left_out = {root for word in field["left_out"] for root in self._roots(word)}
        self._weights = {self._stem(word): entry for word, entry in field["weights"].items()}
        self._concepts = {
            entry["name"]: (entry["weight"], tuple(entry["broader"])) for entry in field["concepts"]
        }
        self._terms: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for entry in field["concepts"]:
            for term in (entry["name"], *entry["terms"]):
                self._add(term, entry["name"])
        self._aspect_of = {e["name"]: e["aspect"] for e in field["concepts"] if "aspect" in e}
        self._matters = frozenset(self._concepts.keys() - self._aspect_of.keys())
        self._aspect_terms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, terms in field["aspects"].items():
            for term in terms:
                roots = self._roots(term)
                self._aspect_terms.setdefault(roots[0], []).append((roots, name))
        for group in synonyms:
            self._join(group)
        self._lengths = {
            first: sorted({len(term) for term in terms}, reverse=True)
            for first, terms in self._terms.items()
        }

    def _stem(self, word: str) -> str:
        return stem(self._irregular.get(word, word))

    def _stems(self, text: str) -> list[_Stem]:
        """The stem of each word and its place in *text*; words such as articles are skipped."""
        found: list[_Stem] = []
        for word in re.finditer(_WORD, text):
            small = word[0].casefold()[:_LONGEST_WORD]
            if small not in self._skipped:
                found.append((self._stem(small), word.start(), word.end()))
        return found

    def _roots(self, term: str) -> tuple[str, ...]:
        return tuple(root for root, _, _ in self._stems(_composed(term)))

    def _add(self, term: str, concept: str) -> None:
        roots = self._roots(term)
        if not roots:
            return
        terms = self._terms.setdefault(roots[0], {})
        if concept not in terms.get(roots, ()):
            terms[roots] = (*terms.get(roots, ()), concept)

    def _join(self, group: Sequence[str]) -> None:
        """Give the terms of *group* one concept: that of the first known term, or a new one."""
        roots = [self._roots(term) for term in group]
        known = [
            concept
            for term in roots
            if term
            for concept in self._terms.get(term[0], {}).get(term, ())
        ]
        concept = known[0] if known else group[0].casefold()
        if concept not in self._concepts:
            self._concepts[concept] = (_CONCEPT, ())
            self._matters |= {concept}
        for term in group:
            self._add(term, concept)

    def read(self, text: str) -> Reading:
        """The words and concepts of *text*."""
        text = _composed(text)
        found = self._stems(text)
        roots = tuple([root for root, _, _ in found])
        weights: dict[str, float] = {}
        words: dict[str, str] = {}
        spans = [
            (place, end, self._terms.get(roots[place], {}).get(roots[place:end], ()))
            for place, end in self._terms_in(roots)
        ]
        for place, end, concepts in spans:
            root = roots[place]
            if not concepts and root in self._left_out:
                continue
            written = " ".join(text[found[place][1] : found[end - 1][2]].split())
            for concept in concepts:
                weight, broader = self._concepts[concept]
                weights.setdefault(concept, weight)
                words.setdefault(concept, written)
                for wider in broader:
                    weights.setdefault(wider, self._concepts[wider][0])
                    words.setdefault(wider, written)
            if not concepts:
                weights.setdefault(root, self._weights.get(root, 1.0))
                words.setdefault(root, written)
        total = sum(sorted(weights.values()))
        matters = self._matters & weights.keys()
        return Reading(weights, words, total, matters, self._aspects(roots, spans))

    def _aspects(
        self, roots: tuple[str, ...], spans: Iterable[tuple[int, int, tuple[str, ...]]]
    ) -> frozenset[str]:
        """The aspects that the words ask about, apart from those in the name of a matter.

        The *planning* of an interview is an aspect, a *trigger plan* isn't.
        """
        found: set[str] = set()
        named = 0
        for place, end, concepts in spans:
            if place >= named:
                for term, aspect in self._aspect_terms.get(roots[place], ()):
                    if roots[place : place + len(term)] == term:
                        found.add(aspect)
            for concept in concepts:
                if concept in self._matters:
                    named = max(named, end)
                elif place >= named:
                    found.add(self._aspect_of[concept])
        return frozenset(found)

    def _terms_in(self, roots: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Where the longest term at each position begins and ends, and single words.

        Terms may overlap ("review risk", "risk management plan") and contain others: "visits
        with social workers" also contains "social workers". A word within a term that isn't
        itself a term is skipped.
        """
        covered = 0
        for place, first in enumerate(roots):
            for length in self._lengths.get(first, ()):
                end = min(place + length, len(roots))
                if roots[place:end] in self._terms[first]:
                    covered = max(covered, end)
                    yield place, end
                    break
            else:
                if place >= covered:
                    covered = place + 1
                    yield place, place + 1


_CONCEPT = 2.0


@cache
def field_vocabulary(synonyms: tuple[tuple[str, ...], ...] = ()) -> Vocabulary:
    """The shipped vocabulary, with groups of *synonyms* added."""
    text = (files("ncpi.comparison.matching") / "field.json").read_text(encoding="utf-8")
    return Vocabulary(cast("_Field", json.loads(text)), synonyms)
