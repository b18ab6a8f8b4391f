"""Which findings may answer which recommendations: proposed by text, ruled by people.

``import ncpi`` leaves this room alone; `ncpi.compare` comes here only when it is given a
matcher or rulings.
"""

from ncpi.comparison.matching.matcher import Matcher, Matching, Synonyms
from ncpi.comparison.proposals import Proposal, Ruling, Similarity

__all__ = ["Matcher", "Matching", "Proposal", "Ruling", "Similarity", "Synonyms"]
