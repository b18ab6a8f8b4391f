"""Matching of findings to recommendations: proposals by text, and rulings by people.

It is imported only when `ncpi.compare` is given a matcher or rulings.
"""

from ncpi.comparison.matching._matcher import Matcher, Matching, Synonyms

__all__ = ["Matcher", "Matching", "Synonyms"]
