"""Fits Sphinx to the records.

A record's fields are shown once, as a list with their types below a short signature; bases
that are private are left out; and a bare name in a docstring leads to where it is listed.
"""

# ruff: noqa: ARG001, PLR0913, PLR0917 - what handlers are given is Sphinx's choice

import re
from enum import Enum
from functools import partial
from typing import Any, Generic, get_origin, get_type_hints

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import stringify_annotation

from ncpi.model._shown import fields_in_order
from ncpi.registers import Register

_FIELD = re.compile(r"^    (\w+): ")


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("autodoc-process-signature", short_signature)
    # Before napoleon, which reads what this writes.
    app.connect("autodoc-process-docstring", typed_fields, priority=400)
    app.connect("autodoc-process-docstring", whole_sentence, priority=400)
    app.connect("autodoc-process-bases", public_bases)
    app.connect("missing-reference", bare_name)
    for field in PyObject.doc_field_types:
        if field.name == "variable":
            field.label = "Fields"
    return {"parallel_read_safe": True}


def short_signature(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, signature: str, returns: str
) -> tuple[str, str] | None:
    """The names of a class's fields and their defaults; the types stand in the list."""
    if obj is Register or (what == "class" and issubclass(obj, Enum)):
        return "", ""  # nobody makes one by calling it
    if what != "class" or not attrs.has(obj):
        return None
    shown = [
        field for field in fields_in_order(obj) if field.init and field.name != "unknown_fields"
    ]
    required = [field.alias for field in shown if field.default is attrs.NOTHING]
    optional = [
        f"{field.alias}={_default(field)}" for field in shown if field.alias not in required
    ]
    star = ["*"] if shown and all(field.kw_only for field in shown) else []
    return f"({', '.join([*star, *required, *optional])})", returns


def typed_fields(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Put each field's type into the ``Attributes:`` section of its class's docstring."""
    if what != "class" or not attrs.has(obj) or "Attributes:" not in lines:
        return
    # Without what Annotated adds: validators have no page of their own.
    types = get_type_hints(obj)
    start = lines.index("Attributes:") + 1
    for place, line in enumerate(lines[start:], start):
        if line and not line.startswith(" "):
            break
        found = _FIELD.match(line)
        if found and found[1] in types:
            kind = stringify_annotation(types[found[1]], "smart")
            lines[place] = line.replace(f"{found[1]}:", f"{found[1]} ({kind}):", 1)


def whole_sentence(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]
) -> None:
    """Keep napoleon from reading "The key without the kind: ..." as a type and its text."""
    if isinstance(obj, partial) and obj.__doc__ == partial.__doc__ and obj.args:
        lines[:] = [f"`{obj.func.__name__}` for `{obj.args[0].__name__}`.", ""]
    elif what in ("attribute", "data", "property") and lines:
        lines[:0] = ["..", ""]  # an empty comment: napoleon looks at the first line only


def public_bases(app: Sphinx, name: str, obj: Any, options: Any, bases: list[Any]) -> None:
    """Show a private base's own bases in its place."""
    shown = [
        base
        for named in bases
        for base in (named.__bases__ if getattr(named, "__name__", "").startswith("_") else [named])
    ]
    bases[:] = [base for base in shown if base is not object and get_origin(base) is not Generic]


def bare_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.reference | None:
    """Where a name without its module is listed, if that is one place only."""
    if node.get("refdomain") != "py":
        return None
    domain = env.domains.python_domain
    target = node["reftarget"].partition("(")[0]
    found = domain.find_obj(env, None, None, target, None, 1)
    places = [(name, entry) for name, entry in found if not entry.aliased] or found
    if len(places) != 1:
        return None
    name, entry = places[0]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, contnode, name)


def _default(field: Any) -> str:
    default = field.default
    if isinstance(default, attrs.Factory):
        return f"{default.factory.__name__}()"
    return f"{type(default).__name__}.{default.name}" if hasattr(default, "name") else repr(default)
