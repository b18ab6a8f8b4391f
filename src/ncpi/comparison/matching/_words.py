"""A text as the words and concepts of the field that it speaks of.

Words are brought to their stems, the common ones are left out or weigh little, and terms
that mean one thing in the field ("RSO", "registered sex offender") become one concept.
The terms and weights are in ``field.json``, beside a note of where they come from.
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
    # A plural has lost its s before. The longest come first; what is left has at least as many
    # letters as stand beside it.
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
    """The stem of one English word in small letters: *record* of *recording*.

    It needn't be a word itself; all that matters is that inflections of one word share it.
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
    """What one text speaks of.

    Attributes:
        weights: what it speaks of, and how much that weighs.
        words: for each of these, the words of the text that say it.
        total: all the weights together.
    """

    weights: Mapping[str, float]
    words: Mapping[str, str]
    total: float


class Vocabulary:
    """The terms of a field, by which texts are read."""

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
        """The stem of each word, beside the word as it is written; articles are skipped."""
        found: list[tuple[str, str]] = []
        # An accent may be written as a sign of its own, at which a word would break.
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
        """Let the terms of *group* mean one thing: that of the first which already has one."""
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
        """What *text* speaks of."""
        found = self._stems(text)
        weights: dict[str, float] = {}
        words: dict[str, str] = {}
        for roots, said in self._spoken(found):
            concepts = self._terms.get(roots[0], {}).get(roots, ())
            for concept in concepts:
                weight, broader = self._concepts[concept]
                weights.setdefault(concept, weight)
                words.setdefault(concept, said)
                for wider in broader:
                    weights.setdefault(wider, self._concepts[wider][0])
                    words.setdefault(wider, said)
            if not concepts and roots[0] not in self._left_out:
                weights.setdefault(roots[0], self._weights.get(roots[0], 1.0))
                words.setdefault(roots[0], said)
        return Reading(weights, words, sum(sorted(weights.values())))

    def _spoken(self, found: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], str]]:
        """The terms of a text one after the other, the longest that fit, and single words.

        Two terms may share words ("review risk", "risk management plan"), and one may lie
        within another: "visits with social workers" speaks of social workers too. A word
        within a term that is no term itself says nothing more.
        """
        entry = 0
        for place, (first, _) in enumerate(found):
            for length in self._lengths.get(first, ()):
                roots = tuple(root for root, _ in found[place : place + length])
                if roots in self._terms[first]:
                    break
            else:
                roots = (first,)
                if place < entry:
                    continue
            end = place + len(roots)
            entry = max(entry, end)
            yield roots, " ".join(word for _, word in found[place:end])


_CONCEPT = 2.0


@cache
def field_vocabulary(synonyms: tuple[tuple[str, ...], ...] = ()) -> Vocabulary:
    """The shipped vocabulary, with groups of a caller's own *synonyms* added."""
    text = (files("ncpi.comparison.matching") / "field.json").read_text(encoding="utf-8")
    return Vocabulary(cast("_Field", json.loads(text)), synonyms)
