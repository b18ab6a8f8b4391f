"""The reference lists the words that each closed column may hold."""

import re
from pathlib import Path

import pytest

from ncpi.tables._engines.statements import PROGRESS_BASES
from ncpi.vocabulary import Basis, LinkBasis, Progress, Sampling

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "engines.md"


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("answers.basis", Basis),
        ("restatements.basis", Basis),
        ("findings.progress", Progress),
        ("findings.progress_basis", PROGRESS_BASES),
        ("pairs.link_basis", LinkBasis),
        ("case_audits.sampling", Sampling),
    ],
)
def test_the_reference_lists_every_word_of_a_closed_column_and_no_other(column, words):
    (line,) = [
        line for line in PAGE.read_text("utf-8").splitlines() if re.match(rf"\|.*`{column}`", line)
    ]
    entry = re.findall(r"`([^`]+)`", line.split("|")[2])
    assert entry == [word.value for word in words]
