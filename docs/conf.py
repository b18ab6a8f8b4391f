"""How Sphinx builds these pages. Everything is read from the checkout; no network."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))
sys.path.insert(0, str(HERE.parent / "src"))

import ncpi  # noqa: E402 - found only after the path above is set

project = "ncpi"
author = "the ncpi authors"
project_copyright = "The ncpi authors. MIT licence; data under the Open Government Licence v3.0"
version = release = ncpi.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
extensions += ["records", "pictures"]
exclude_patterns = ["_build", "_charts", "_extensions"]
html_theme = "furo"
html_title = f"ncpi {release}"
html_static_path = ["_static"]
html_css_files = ["ncpi.css"]
html_copy_source = False
html_show_sphinx = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_inherit_docstrings = False  # `label` and `describe` are listed once, at `ncpi.Record`
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # a field is a line of its class, not an object of its own
default_role = "py:obj"
python_use_unqualified_type_names = True

nitpicky = True
nitpick_ignore_regex = [
    # The build needs no network, so nothing outside ncpi can be looked up.
    (
        r"py:.*",
        r"(attrs|attr|cattrs|collections|datetime|enum|hypothesis|os|pa|pathlib|pyarrow|types|typing)\..+",
    ),
    # Type variables are no objects of their own.
    (r"py:(class|obj)", r"(ncpi\..+\.)?([A-Z]|[A-Z][a-z]+T)"),
    # The bases that records have for checking and showing are no business of a user's.
    (r"py:class", r"ncpi\.fields\._checked\.Checked"),
    # Hypothesis's, imported by `ncpi.testing` for type checkers only.
    (r"py:class", "SearchStrategy"),
    # Its properties are documented with each class that has them.
    (r"py:class", r"ncpi\.(schedule\._results\.EntriesByStatus|comparison\._counts\.Counts)"),
    # What an alias stands for is given in short.
    (r"py:class", "date"),
]
