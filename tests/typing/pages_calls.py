"""How users read pages, for their type checker: checked by mypy and pyright, never run."""

from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

import ncpi
from ncpi import pages
from ncpi.fields import JsonValue
from ncpi.model.responses import Response


def read(path: Path, content: bytes) -> None:
    """Text, bytes or a path give a reading."""
    reading = pages.read("text")
    assert_type(reading, pages.Reading)
    assert_type(
        pages.read(path, kind="press-release", address="https://example.org"), pages.Reading
    )
    assert_type(pages.read(content).why("published"), str)
    assert_type(
        reading.record,
        ncpi.PressRelease | ncpi.Report | ncpi.Recommendation | Response | None,
    )
    assert_type(reading.get("published"), pages.Found | None)
    assert_type(pages.follow_up_report(reading, pages.baseline_of(reading)), ncpi.Report)
    assert_type(pages.add_to(ncpi.Archive(), reading).changes, tuple[str, ...])

    pages.read(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pages.read("text", "press-release")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


@pages.reader("letter", test=lambda page: page.names("letter"))
def letter(values: Mapping[str, JsonValue], source: ncpi.Source) -> ncpi.Report | None:
    """A reader is a function from values to a record."""
    return ncpi.Report(key="a", title=str(values["title"]), kind="inspection", sources=[source])
