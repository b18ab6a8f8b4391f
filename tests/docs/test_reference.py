"""The reference documents every public name, each in one place."""

import importlib
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import ncpi

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
DIRECTIVE = re.compile(
    r"^\.\. (?P<kind>currentmodule|automodule|autoclass|autofunction|autodata|autoexception):: "
    r"(?P<name>[^\s(]+)(?:\(\))?(?P<members>\n   :members:)?",
    re.MULTILINE,
)
SOURCE = Path(ncpi.__file__).parent
# Records and their modules are documented under ncpi; commands on a page of their own.
FILES = [file.relative_to(SOURCE).with_suffix("").parts for file in SOURCE.rglob("*.py")]
PACKAGES = sorted(
    {
        ".".join(parts).removesuffix(".__init__")
        for parts in FILES
        if not any(part.startswith("_") for part in parts if part != "__init__")
        and parts[0] not in ("__init__", "cli")
        and (parts[0] != "model" or parts[-1] == "__init__")
    }
)


def documented() -> Iterator[str]:
    """The full name of everything that a page of the reference documents."""
    for page in sorted(REFERENCE.glob("*.md")):
        module = ""
        for found in DIRECTIVE.finditer(page.read_text("utf-8")):
            kind, name = found["kind"], found["name"]
            if kind in ("currentmodule", "automodule"):
                module = name
                if found["members"]:
                    public = importlib.import_module(module).__all__
                    yield from (f"{module}.{member}" for member in public)
                elif kind == "automodule":
                    yield module
            else:
                yield f"{module}.{name}"


DOCUMENTED = Counter(documented())


def test_every_name_at_the_root_is_in_the_reference_under_that_name():
    words = {name for name in ncpi.__all__ if f"ncpi.vocabulary.{name}" in DOCUMENTED}
    missing = {f"ncpi.{name}" for name in {*ncpi.__all__} - words} - set(DOCUMENTED)
    assert missing == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_of_the_package_is_in_the_reference(package):
    missing = {
        name
        for name in importlib.import_module(f"ncpi.{package}").__all__
        if f"ncpi.{name}" not in DOCUMENTED and f"ncpi.{package}.{name}" not in DOCUMENTED
    }
    assert missing == set()


def test_no_name_is_documented_twice():
    assert [name for name, times in DOCUMENTED.items() if times > 1] == []


def test_everything_that_the_reference_names_exists():
    strangers = []
    for full in DOCUMENTED:
        module, _, name = full.rpartition(".")
        there = hasattr(importlib.import_module(module), name)
        if not there and importlib.util.find_spec(full) is None:  # a package not yet opened
            strangers.append(full)
    assert strangers == []


def test_every_page_of_the_reference_is_in_its_contents():
    index = (REFERENCE / "index.md").read_text("utf-8")
    pages = {page.stem for page in REFERENCE.glob("*.md")} - {"index"}
    assert {page for page in pages if f"\n{page}\n" not in index} == set()
