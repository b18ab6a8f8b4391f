"""Several promises about one drawing: it takes far longer to draw a pair than to check it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from hypothesis import note

__all__ = ["Promises"]

T = TypeVar("T")


class Promises(Generic[T]):
    """Functions that each check one promise, added by decorating them."""

    def __init__(self) -> None:
        self._checks: list[Callable[[T], None]] = []

    def __call__(self, check: Callable[[T], None]) -> Callable[[T], None]:
        self._checks.append(check)
        return check

    def are_kept(self, drawn: T) -> None:
        """Check all of *drawn*."""
        for check in self._checks:
            note(f"checking that {check.__name__.replace('_', ' ')}")
            check(drawn)
