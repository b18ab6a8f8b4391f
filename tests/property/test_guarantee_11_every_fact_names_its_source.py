"""Guarantee 11: every shipped fact names its source, and how sure we are."""

import pytest

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.registers import Register

REGISTERS: dict[str, Register[ncpi.Record]] = {
    name: register
    for name in ncpi.registers.__all__
    if isinstance(register := getattr(ncpi.registers, name), Register)
}


def test_there_are_registers_to_check() -> None:
    assert {"forces", "fire_services", "inspectorates", "inspectors", "reports"} <= set(REGISTERS)


@pytest.mark.parametrize("name", REGISTERS)
def test_every_row_of_a_register_names_a_source(name: str) -> None:
    unsourced = [
        row.label()
        for row in REGISTERS[name]
        if not (isinstance(row, ncpi.Sourced) and row.sources)
    ]
    assert unsourced == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_row_or_its_register_as_a_whole_says_how_sure_we_are(name: str) -> None:
    register = REGISTERS[name]
    unsure = [
        row.label()
        for row in register
        if not (isinstance(row, ncpi.Sourced) and row.confidence)
        and register.data.confidence is None
    ]
    assert unsure == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_can_be_cited(name: str) -> None:
    register = REGISTERS[name]
    assert str(register.as_of) in register.cite()
    assert register.version in register.cite()


@pytest.mark.parametrize("shipped", [*GRADE_SCALES.values(), *FRAMEWORKS.values()], ids=repr)
def test_every_shipped_scale_and_framework_names_a_page_that_can_be_opened(
    shipped: ncpi.GradeScale | ncpi.Framework,
) -> None:
    assert [source.url for source in shipped.sources if source.url]
