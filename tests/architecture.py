"""The rules of the architecture, read from the source: nothing of plotkit is imported.

A rule is a function that takes a `Project` and yields one line of text a fault: file, line, rule.
docs/architecture.md says why the rules are as they are.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Literal

# Lowest first. A module imports from lower packages and from its own, which is the folder or the
# file named here; a folder in a package may be a package of its own. Packages of one rank do not
# know each other, but those of the lowest do.
ORDER = (
    {"errors", "part", "config", "datasets", "themes", "typing", "page", "hosts"}
    | {"hints", "progress", "records", "userlines"},
    {"data"},
    {"properties"},
    {"scales"},
    {"stats"},
    {"moves"},
    {"marks"},
    {"spec"},
    {"compile"},
    {"mpl/style"},
    {"mpl/grouped"},
    {"mpl/placedlegend", "mpl/spacedaxes"},
    {"mpl/fast"},
    {"mpl/text", "mpl/artists"},
    {"mpl/axis", "mpl/guides"},
    {"mpl/layout"},
    {"mpl"},
    {"plot"},
    {"objects"},
    {"testing"},  # for tests of one's own: nothing inside imports it
    {"__init__"},  # plotkit/__init__.py stands above all: nothing inside may import it
)
RANK = {package: rank for rank, packages in enumerate(ORDER) for package in packages}

DRAWING = "mpl"
PYPLOT_FILE = "mpl/display.py"
MATPLOTLIB = ("matplotlib", "mpl_toolkits", "pylab")
PYPLOT = ("matplotlib.pyplot", "matplotlib.pylab", "pylab")

# Loaded only when needed: imported inside a function, or for its types under TYPE_CHECKING.
LAZY = ("pandas", "scipy", "statsmodels", "polars", "duckdb", "pyarrow", "tqdm")
# Loaded with the kit for tests alone.
TOOLS = ("hypothesis", "pytest", "plotkit.testing")
# What plotkit is measured against.
RIVALS = ("seaborn", "plotnine")

MAX_FILE, MAX_FUNCTION = 400, 60
# Exceptions: "mpl/figure.py" or "mpl/figure.py:render" -> the reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

When = Literal["top", "local", "typing"]


@dataclass(frozen=True)
class Import:
    line: int
    name: str  # the full dotted name: `from a import b` is "a.b"
    when: When


@dataclass(frozen=True)
class Module:
    file: str  # below the package: "stats/hist.py"
    name: str  # "plotkit.stats.hist"
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, self.file)

    @cached_property
    def imports(self) -> list[Import]:
        home = self.name if self.file.endswith("__init__.py") else self.name.rpartition(".")[0]
        return list(read_imports(self.tree, home, "top"))

    @property
    def package(self) -> str:
        first, *inner = Path(self.file).with_suffix("").parts
        nested = f"{first}/{inner[0]}" if inner else first
        return nested if nested in RANK else first

    @property
    def draws(self) -> bool:
        return Path(self.file).parts[0] == DRAWING

    def fault(self, line: int, text: str) -> str:
        return f"src/plotkit/{self.file}:{line}: {text}"


@dataclass(frozen=True)
class Project:
    modules: dict[str, Module]

    @classmethod
    def read(cls, package: Path) -> "Project":
        """Read the package that lies in the folder `package`."""
        modules = {}
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            file = path.relative_to(package).as_posix()
            modules[name] = Module(file, name, path.read_text(encoding="utf-8"))
        return cls(modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self.modules.values())

    def inner_imports(self, module: Module) -> Iterator[tuple[Import, Module]]:
        """Yield what a module imports from the project itself, with the module it leads to."""
        for imp in module.imports:
            name = imp.name
            while name and name not in self.modules:  # "plotkit.spec.PlotSpec" -> "plotkit.spec"
                name = name.rpartition(".")[0]
            if name:
                yield imp, self.modules[name]


# -------------------------------------------------------------------------------------- reading


def read_imports(node: ast.AST, home: str, when: When) -> Iterator[Import]:
    """Yield the imports below `node`, relative ones resolved against the package `home`."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                yield from (Import(child.lineno, alias.name, when) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = absolute("." * level + (module or ""), home)
                yield from (Import(child.lineno, f"{base}.{a.name}", when) for a in names)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                yield from read_imports(child, home, "local")
            case ast.If(test=test) if when == "top" and ast.unparse(test).endswith("TYPE_CHECKING"):
                yield from read_imports(ast.Module(child.body, []), home, "typing")
                yield from read_imports(ast.Module(child.orelse, []), home, when)
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if ast.unparse(
                func
            ).rpartition(".")[2] in ("import_module", "__import__"):
                yield Import(child.lineno, absolute(name, home), when)
            case _:
                yield from read_imports(child, home, when)


def absolute(name: str, home: str) -> str:
    """Resolve "..spec" as seen from the package `home`."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = home.split(".")
    return ".".join([*parts[: len(parts) - level + 1], *filter(None, [name[level:]])])


def under(name: str, packages: tuple[str, ...]) -> bool:
    """Tell whether a dotted name is, or lies in, one of the packages."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def private(name: object) -> bool:
    return isinstance(name, str) and name.startswith("_") and not name.endswith("__")


# ---------------------------------------------------------------------------------------- rules


def imports_point_down(project: Project) -> Iterator[str]:
    for module in project:
        if module.package not in RANK:
            yield module.fault(1, f"{module.package!r} has no rank; give it one in ORDER")
            continue
        rank = RANK[module.package]
        for imp, target in project.inner_imports(module):
            other = RANK.get(target.package, len(ORDER))
            if other < rank or target.package == module.package or other == rank == 0:
                continue
            where = "of the same rank" if other == rank else "higher"
            yield module.fault(imp.line, f"imports {imp.name}: {target.package} is {where}")


def no_circles(project: Project) -> Iterator[str]:
    graph = {
        module.name: {target.name for _, target in project.inner_imports(module)}
        for module in project
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]  # the sorter names what is imported first
        for name, follower in pairwise(circle):
            module = project.modules[name]
            line = next(i.line for i, to in project.inner_imports(module) if to.name == follower)
            yield module.fault(line, f"import circle: {' -> '.join(circle)}")


def matplotlib_in_one_folder(project: Project) -> Iterator[str]:
    for module in project:
        for imp in module.imports:
            if not module.draws and under(imp.name, MATPLOTLIB):
                yield module.fault(imp.line, f"imports {imp.name} outside {DRAWING}/")


def pyplot_in_one_file(project: Project) -> Iterator[str]:
    for module in project:
        if module.file == PYPLOT_FILE:
            continue
        for imp in module.imports:
            if under(imp.name, PYPLOT):
                yield module.fault(imp.line, f"imports {imp.name} outside {PYPLOT_FILE}")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in ("pyplot", "pylab"):
                yield module.fault(node.lineno, f"uses {ast.unparse(node)} outside {PYPLOT_FILE}")


def hook_extensions(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Yield each ``super()._hook`` in a method ``_hook``, which extends what matplotlib calls."""
    for method in ast.walk(tree):
        if isinstance(method, ast.FunctionDef):
            for node in ast.walk(method):
                match node:
                    case ast.Attribute(
                        value=ast.Call(func=ast.Name(id="super"), args=[]), attr=method.name
                    ):
                        yield node


def no_private_matplotlib(project: Project) -> Iterator[str]:
    for module in project:
        if not module.draws:
            continue
        for imp in module.imports:
            if under(imp.name, MATPLOTLIB) and any(map(private, imp.name.split("."))):
                yield module.fault(imp.line, f"imports the private {imp.name}")
        extended = set(hook_extensions(module.tree))
        for node in ast.walk(module.tree):
            match node:
                case ast.Attribute(value=ast.Name(id="self" | "cls")):
                    pass
                case ast.Attribute() if node in extended:
                    pass
                case ast.Attribute(attr=name) if private(name):
                    yield module.fault(node.lineno, f"uses the private {ast.unparse(node)}")
                case ast.Call(
                    func=ast.Name(id="getattr" | "setattr" | "hasattr" | "delattr"),
                    args=[_, ast.Constant(value=name), *_],
                ) if private(name):
                    yield module.fault(node.lineno, f"uses the private {ast.unparse(node)}")


def heavy_imports_are_local(project: Project) -> Iterator[str]:
    for module in project:
        for imp in module.imports:
            if imp.when == "top" and under(imp.name, LAZY):
                yield module.fault(imp.line, f"imports {imp.name} at the top; do it in a function")


def no_rivals(project: Project) -> Iterator[str]:
    for module in project:
        for imp in module.imports:
            if under(imp.name, RIVALS):
                yield module.fault(imp.line, f"imports {imp.name}: only benchmarks may")


def files_are_short(project: Project) -> Iterator[str]:
    for module in project:
        length = len(module.source.splitlines())
        if length > MAX_FILE and module.file not in LONG_FILES:
            yield module.fault(length, f"{length} lines; {MAX_FILE} are allowed")


def functions_fit_a_screen(project: Project) -> Iterator[str]:
    for module in project:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = lines_of_code(node)
                if length > MAX_FUNCTION and f"{module.file}:{node.name}" not in LONG_FUNCTIONS:
                    text = f"{node.name} has {length} lines; {MAX_FUNCTION} are allowed"
                    yield module.fault(node.lineno, text)


def lines_of_code(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring, which is there for the reader."""
    length = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node) is not None:
        docstring = node.body[0]
        length -= docstring.end_lineno - docstring.lineno + 1
    return length


RULES = (
    imports_point_down,
    no_circles,
    matplotlib_in_one_folder,
    pyplot_in_one_file,
    no_private_matplotlib,
    heavy_imports_are_local,
    no_rivals,
    files_are_short,
    functions_fit_a_screen,
)
