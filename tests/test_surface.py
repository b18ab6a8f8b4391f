"""What the package offers is what it says it offers."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from enum import EnumMeta
from pathlib import Path
from types import FunctionType, ModuleType

import attrs
import pytest

import ncpi
from ncpi import vocabulary
from ncpi.display import Shown

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ncpi"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PACKAGES = (
    "comparison",
    "display",
    "model",
    "pages",
    "programme",
    "registers",
    "schedule",
    "serial",
    "tables",
    "testing",
    "timeline",
)
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(ncpi.__path__, "ncpi.")
    if not found.name.endswith("__main__")
)


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


def public_in(module: ModuleType) -> list[str]:
    """The public names of *module*; what `ncpi.testing` imports on first use, it lists itself."""
    if module.__name__ in ("ncpi.testing._builders", "ncpi.testing._strategies"):
        are_builders = module.__name__.endswith("builders")
        every = load("ncpi.testing").__all__
        return [name for name in every if name.startswith("make") is are_builders]
    names: list[str] = module.__all__
    return names


def test_every_module_lists_its_public_names_and_has_them() -> None:
    for module in map(load, ["ncpi", *MODULES]):
        if not module.__name__.rpartition(".")[2].startswith("_"):
            assert module.__all__, module.__name__
        missing = [public for public in public_in(module) if not hasattr(module, public)]
        assert missing == [], module.__name__


def test_every_module_class_and_function_that_is_public_has_a_docstring() -> None:
    for module in map(load, ["ncpi", *MODULES]):
        assert module.__doc__, module.__name__
        undocumented = [
            public
            for public in public_in(module)
            if isinstance(getattr(module, public), (type, FunctionType))
            and not getattr(module, public).__doc__
        ]
        assert undocumented == [], module.__name__


def test_every_record_is_at_the_root() -> None:
    records = {
        name for name in load("ncpi.model").__all__ if isinstance(getattr(ncpi.model, name), type)
    }
    assert records - set(ncpi.__all__) == set()


def test_records_show_the_repr_of_ncpi() -> None:
    for tag in ncpi.model.record_tags():
        cls = ncpi.model.record_class(tag)
        assert cls is not None
        if cls.__module__.startswith("ncpi."):
            # One that attrs writes gives way to ours: it only costs time on import.
            assert not attrs.inspect(cls).added_repr, tag
            assert cls.__repr__.__module__.startswith("ncpi."), tag


def shown_classes() -> set[type[attrs.AttrsInstance]]:
    return {
        cls
        for module in map(load, MODULES)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Shown) and attrs.has(cls)
    }


def test_what_is_shown_takes_its_fields_by_keyword() -> None:
    # A table is made of what it is and its rows, in this order.
    classes = shown_classes() - {load("ncpi.tables").PlainTable}
    assert [cls for cls in classes if not all(one.kw_only for one in attrs.fields(cls))] == []


# The fields of which leaving them out says something.
MEANT = {
    "CaseAuditTest.counts": ((), ()),
    "DatedName.language": "en",
    "DeadlineRule.counted_from": ncpi.PeriodStart.PUBLICATION,
    "DeadlineRule.owed_by": ncpi.OwedBy.BODY,
    "Finding.progress_basis": ncpi.Basis.STATED,
    "FindingAnswer.counted": True,
    "Item.known_from": ncpi.KnownFrom.REPORT,
    "Judgment.status": ncpi.JudgmentStatus.GRADED,
    "Matcher.review_threshold": 0.1,
    "Matcher.threshold": 0.25,
    "Measure.qualifier": ncpi.Qualifier.EXACTLY,
    "OutcomeRow.named": True,
    "Proposal.basis": ncpi.Basis.PROPOSED,
    "Recommendation.kind": ncpi.RecommendationKind.RECOMMENDATION,
    "Response.kind": ncpi.ResponseKind.COMMENTS,
    "Response.party": ncpi.Party.LOCAL_POLICING_BODY,
    "Tracking.status": ncpi.TrackingStatus.AWAITING_ALLOCATION,
}
UNKNOWN = {
    ncpi.Completeness.UNKNOWN,
    ncpi.Edge.UNKNOWN,
    ncpi.Progress.NOT_STATED,
    ncpi.Sampling.UNKNOWN,
}


def test_what_is_left_out_is_nothing_or_unknown_but_for_the_fields_listed() -> None:
    meant = {
        f"{cls.__name__}.{field.name}": field.default
        for cls in shown_classes()
        for field in attrs.fields(cls)
        if not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
        if not field.inherited and field.default is not attrs.NOTHING
        if field.default and field.default not in UNKNOWN
    }
    assert meant == MEANT


def test_only_serial_imports_cattrs() -> None:
    importing = re.compile(r"^\s*(?:import|from) cattrs\b", re.MULTILINE)
    users = {source for source in SOURCES if importing.search(source.read_text("utf-8"))}
    assert users
    assert all(source.is_relative_to(PACKAGE / "serial") for source in users)


IMPORTING = """
import sys

def loaded(*names):
    return [name for name in names if name in sys.modules]

optional = (
    *("altair", "hypothesis", "jsonschema", "lxml", "narwhals", "openpyxl"),
    *("phonenumbers", "pyarrow", "pypdf", "pytest", "tqdm", "yaml"),
)
import ncpi
print(loaded(*optional, "ncpi.pages", "ncpi.serial.schema", "ncpi.tables", "ncpi.testing"))
import ncpi.pages, ncpi.serial.schema, ncpi.tables, ncpi.testing
print(loaded(*optional))
"""


def test_importing_loads_no_optional_library_nor_does_the_root_what_is_rarely_used() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORTING], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n[]\n"


def test_a_type_checker_finds_the_marker() -> None:
    assert (ROOT / "src" / "ncpi" / "py.typed").is_file()


@pytest.mark.parametrize("name", ["ncpi", *(f"ncpi.{one}" for one in PACKAGES)])
def test_a_package_shows_its_public_names_and_nothing_else(name: str) -> None:
    assert dir(load(name)) == sorted(load(name).__all__)


def test_every_enumeration_is_at_the_root() -> None:
    words = {name for name in vocabulary.__all__ if isinstance(getattr(vocabulary, name), EnumMeta)}
    assert words - set(ncpi.__all__) == set()


def test_no_folder_holds_more_than_25_modules() -> None:
    folders = Counter(source.parent for source in SOURCES)
    assert [folder for folder, modules in folders.items() if modules > 25] == []
