"""Which findings may answer which recommendations: proposed by text, ruled by people.

``import ncpi`` leaves this package alone; `ncpi.compare` comes here only when it is given a
matcher or rulings.
"""

from ncpi.comparison._proposals import Proposal, Ruling, Similarity
from ncpi.comparison.matching._matcher import Matcher, Matching, Synonyms

__all__ = ["Matcher", "Matching", "Proposal", "Ruling", "Similarity", "Synonyms"]
