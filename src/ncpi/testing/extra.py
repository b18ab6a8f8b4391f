"""What is said where an optional package is missing."""

from __future__ import annotations

from ncpi.errors import NcpiError

__all__ = ["MissingExtraError"]


class MissingExtraError(NcpiError, ImportError):
    """Something needs a package that ncpi doesn't install unless asked to.

    Attributes:
        extra: the extra of ncpi that brings it.
        package: the package that is missing.
        command: what to type.
    """

    def __init__(self, extra: str, package: str) -> None:
        self.extra = extra
        self.package = package
        self.command = f'pip install "ncpi[{extra}]"'
        super().__init__(extra, package)

    def __str__(self) -> str:
        return (
            f"this needs {self.package}, which comes with the extra {self.extra!r} of ncpi: "
            f"{self.command}"
        )
