"""What the package offers is what it says it offers."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import ncpi

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "ncpi").rglob("*.py"))
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(ncpi.__path__, "ncpi.")
    if not found.name.endswith("__main__")
)


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.mark.parametrize("name", ["ncpi", *MODULES])
def test_every_module_lists_its_public_names_and_has_them(name: str) -> None:
    module = load(name)
    assert module.__all__
    assert [public for public in module.__all__ if not hasattr(module, public)] == []


@pytest.mark.parametrize("name", ["ncpi", *MODULES])
def test_every_module_class_and_function_that_is_public_has_a_docstring(name: str) -> None:
    module = load(name)
    assert module.__doc__
    undocumented = [
        public
        for public in module.__all__
        if isinstance(getattr(module, public), (type, FunctionType))
        and not getattr(module, public).__doc__
    ]
    assert undocumented == []


def test_every_noun_is_at_the_front_desk() -> None:
    nouns = {
        name for name in load("ncpi.model").__all__ if isinstance(getattr(ncpi.model, name), type)
    }
    assert nouns - set(ncpi.__all__) == set()


def test_nouns_show_the_repr_of_the_house() -> None:
    for tag in ncpi.model.noun_tags():
        cls = ncpi.model.noun_class(tag)
        assert cls is not None
        if cls.__module__.startswith("ncpi."):
            assert "added_repr" not in cls.__dict__
            assert cls.__repr__.__module__.startswith("ncpi."), tag


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_file_is_longer_than_four_hundred_lines(source: Path) -> None:
    assert len(source.read_text("utf-8").splitlines()) <= 400


def test_only_serial_imports_cattrs() -> None:
    def imports(source: Path) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
        return found

    users = {source.parent.name for source in SOURCES if "cattrs" in imports(source)}
    assert users == {"serial"}


def test_importing_ncpi_loads_no_optional_library() -> None:
    program = (
        "import sys, ncpi; "
        "print([m for m in ('hypothesis', 'pytest', 'yaml', 'pyarrow', 'msgspec') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_type_checker_finds_the_marker() -> None:
    assert (ROOT / "src" / "ncpi" / "py.typed").is_file()
