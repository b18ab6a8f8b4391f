"""A test of case audits as text."""

import pytest

from ncpi.display._case_audit_tests import _p_value


@pytest.mark.parametrize(
    ("value", "words"), [(0.0009, "p < 0.001"), (0.001, "p = 0.001"), (0.0496, "p = 0.050")]
)
def test_a_small_p_value_is_said_to_be_below_a_thousandth(value, words):
    assert _p_value(value) == words
