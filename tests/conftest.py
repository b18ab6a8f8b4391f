"""Settings that every test shares."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from ncpi.model import record

# Slow machines make examples slow, not wrong.
settings.register_profile(
    "everyday",
    max_examples=10,
    deadline=None,
    # The gate gives one commit one answer; everywhere else each run looks further.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
# The gate tries the laws harder than one does between two changes.
settings.register_profile("gate", parent=settings.get_profile("everyday"), max_examples=60)
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=1000)
settings.load_profile(os.environ.get("NCPI_HYPOTHESIS", "everyday"))


@pytest.fixture(autouse=True)
def _classes_are_registered_for_one_test() -> Iterator[None]:
    """Forget the classes that a test defines: another may use their tags, or list all."""
    before = dict(record._CLASSES)
    yield
    # A package registers its classes on import, in whichever test that comes first.
    packages = ("ncpi", "improvement_tracker")
    for tag, cls in [*record._CLASSES.items()]:
        if cls.__module__.partition(".")[0] not in packages:
            del record._CLASSES[tag]
    record._CLASSES.update(before)
