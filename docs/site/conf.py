"""Settings of Sphinx; `make.py` writes the pages that it reads."""

import dataclasses
import inspect
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import plotkit
from plotkit.marks.mappable import Mappable

project = "plotkit"
author = "plotkit developers"
copyright = "plotkit developers"  # noqa: A001 - the name that Sphinx reads
version = release = plotkit.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_design",
    "sphinx_copybutton",
]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
default_role = "literal"  # of single backticks in docstrings

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "pydata_sphinx_theme"
html_title = "plotkit"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["tags.js"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, Any] = {
    "navbar_align": "left",
    "header_links_before_dropdown": 7,
    "show_prev_next": False,
    "show_toc_level": 2,
    "secondary_sidebar_items": {"**": ["page-toc"], "gallery/index": []},
    "footer_start": ["copyright"],
    "footer_end": ["theme-version"],
}
html_context = {"default_mode": "auto"}
html_sidebars = {"index": [], "gallery/**": [], "start": [], "how-to": [], "changes": []}
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True


def shown(default: Any) -> str:
    """Write the default of a parameter as a user would give it."""
    if isinstance(default, Mappable):
        text = repr(default).strip("<>")
        if text.startswith("depend:"):
            return text.removeprefix("depend:")  # that of another parameter
        return f"rc[{text[3:]!r}]" if text.startswith("rc:") else text
    text = repr(default)
    return "..." if text.startswith("<") else text


def signature_of(thing: Any) -> str | None:
    """Return a signature without types, and with defaults that can be read."""
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return None
    plain = [
        each.replace(annotation=each.empty)
        for each in signature.parameters.values()
        if each.name != "self" and not each.name.endswith("_")
    ]
    parts, keyword = [], False
    for each in plain:
        if each.kind is each.KEYWORD_ONLY and not keyword:
            keyword = True
            if not any(other.kind is each.VAR_POSITIONAL for other in plain):
                parts.append("*")
        keyword = keyword or each.kind is each.VAR_POSITIONAL
        bare = str(each.replace(default=each.empty))
        parts.append(bare if each.default is each.empty else f"{bare}={shown(each.default)}")
    return f"({', '.join(parts)})"


def sign(
    app: Any, what: str, name: str, thing: Any, options: Any, signature: str, returns: str
) -> tuple[str | None, None] | None:
    """Sign what autodoc documents."""
    if what in ("class", "function", "method") and not (
        dataclasses.is_dataclass(thing) and not inspect.isclass(thing)
    ):
        return signature_of(thing), None
    return None


def setup(app: Any) -> None:
    """Connect what is ours."""
    app.connect("autodoc-process-signature", sign)
