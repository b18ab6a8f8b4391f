"""Settings that every test shares."""

import os

from hypothesis import HealthCheck, settings

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
