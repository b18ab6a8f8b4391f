"""Any exception that reading a value may raise, as faults in plain words."""

import pytest

from ncpi.errors import Fault, InvalidError
from ncpi.serial._codec.faults import faults_in, refuse


def test_our_own_faults_are_passed_on_as_they_are():
    faults = [Fault("a", "type", "x"), Fault("b", "choice", "y")]
    assert faults_in(InvalidError(faults)) == faults


@pytest.mark.parametrize(
    "error", [ValueError("what is wrong"), TypeError("what is wrong"), Exception("what is wrong")]
)
def test_a_strangers_exception_keeps_its_words(error):
    (fault,) = faults_in(error)
    assert fault.message == "what is wrong"


def test_an_exception_without_words_is_reported_by_its_name():
    assert [fault.message for fault in faults_in(ZeroDivisionError())] == ["ZeroDivisionError"]


def test_an_endless_message_is_cut():
    (fault,) = faults_in(ValueError("x" * 1_000_000))
    assert len(fault.message) <= 200


def test_a_key_error_is_no_missing_field():
    (fault,) = faults_in(KeyError("kent"))
    assert fault.code != "missing"
    assert "kent" in fault.message


def test_endless_recursion_is_reported_as_nesting():
    assert [fault.code for fault in faults_in(RecursionError())] == ["too-deep"]


def test_a_refusal_says_what_came_and_what_was_wanted():
    with pytest.raises(InvalidError) as caught:
        refuse(5, "text")
    (fault,) = caught.value.faults
    assert (fault.code, fault.value) == ("type", "5")
    assert fault.message == "5 is a whole number, not text"
