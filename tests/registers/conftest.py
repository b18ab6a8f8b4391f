"""What the tests of the registers share: every shipped register by name."""

from types import MappingProxyType

import pytest

from ncpi import registers

EVERY = MappingProxyType(
    {
        name: register
        for name in registers.__all__
        if isinstance(register := getattr(registers, name), registers.Register)
    }
)


@pytest.fixture(params=EVERY)
def register(request):
    """Each shipped register in turn."""
    return EVERY[request.param]
