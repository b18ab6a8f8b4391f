"""What strategies draw, looked through until all that is wanted was seen."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

# Only whether there is one matters, not which is the smallest, and the same each time.
FIRST_FOUND = settings(phases=[Phase.generate], max_examples=2000, derandomize=True, database=None)


@pytest.fixture(scope="session")
def unseen() -> Callable[..., list[str]]:
    """Names what is wanted and holds for nothing that a strategy draws."""

    def names(
        strategy: SearchStrategy[Any], wanted: dict[str, Callable[[Any], object]]
    ) -> list[str]:
        missing = dict(wanted)

        def are_all_seen(drawn: Any) -> bool:
            for name in [name for name, holds in missing.items() if holds(drawn)]:
                del missing[name]
            return not missing

        with suppress(NoSuchExample):
            find(strategy.map(are_all_seen), bool, settings=FIRST_FOUND)
        return list(missing)

    return names
