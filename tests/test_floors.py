"""The shape of the package: imports look down only, files are short, and some words stand nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "overlay"
LONGEST = 250
LONGER: dict[str, int] = {}
"""Files that may be longer, with how long."""


def floors() -> dict[str, int]:
    """Each noun's floor, as docs/architecture.md lists them; 0 is the lowest."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^```floors\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert block, "docs/architecture.md has no ```floors list"
    return {noun: floor for floor, line in enumerate(block[1].splitlines()) for noun in line.split()}


FLOORS = floors()


def modules() -> dict[str, Path]:
    """`show.rules` and its file, for every module that holds code."""
    return {
        ".".join(file.relative_to(PACKAGE).with_suffix("").parts): file
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.name != "__init__.py"
    }


MODULES = modules()


def noun_of(module: str) -> str:
    """The listed noun a module belongs to: itself, or a package it is in. `__main__` is the command line."""
    parts = module.replace("__main__", "cli").split(".")
    for length in range(len(parts), 0, -1):
        if (noun := ".".join(parts[:length])) in FLOORS:
            return noun
    return ""


def imported(module: str) -> Iterator[str]:
    """Modules of ours that it names, wherever in the file and for whatever reason."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively (line {node.lineno})"
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module or ""]
        for name in names:
            ours = name.removeprefix("overlay.")
            if ours != name and ours in MODULES:
                yield ours


def test_every_listed_noun_exists() -> None:
    packages = {".".join(init.relative_to(PACKAGE).parent.parts) for init in PACKAGE.rglob("__init__.py")}
    assert [noun for noun in FLOORS if noun not in MODULES and noun not in packages] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_looks_down_only(module: str) -> None:
    own = noun_of(module)
    assert own, f"{module} is on no floor of docs/architecture.md"
    for other in imported(module):
        if noun_of(other) != own:
            assert FLOORS[noun_of(other)] < FLOORS[own], f"{module} must not see {other}"


def test_there_are_no_circles() -> None:
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path, module))
        if module not in done:
            for other in imported(module):
                follow(other, (*path, module))
            done.add(module)

    for module in MODULES:
        follow(module, ())


WORLD = {
    "asyncio",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "time",
    "datetime",
    "threading",
}


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("show.") or m == "obs.scenes"])
def test_the_centre_knows_no_world(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not WORLD & {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in WORLD


def test_package_files_are_empty() -> None:
    assert [str(init) for init in PACKAGE.rglob("__init__.py") if init.read_bytes()] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_file_can_be_read_standing_up(module: str) -> None:
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= LONGER.get(module, LONGEST), f"{module} has {lines} lines"


def test_exceptions_are_still_needed() -> None:
    for module, limit in LONGER.items():
        assert MODULES[module].read_text(encoding="utf-8").count("\n") > LONGEST, (module, limit)


# -- words that stand nowhere


def python_faults(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" as name)):
                yield f"{name}() in line {node.lineno}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="yaml"), attr="load")):
                yield f"yaml.load in line {node.lineno}"
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield f"shell=True in line {node.lineno}"
            case ast.keyword(arg="verify", value=ast.Constant(value=False)):
                yield f"verify=False in line {node.lineno}"
            case ast.Import(names=names) if {name.name for name in names} & {"pickle", "marshal", "shelve"}:
                yield f"pickle in line {node.lineno}"
            case ast.ImportFrom(module="pickle" | "marshal" | "shelve"):
                yield f"pickle in line {node.lineno}"
            case ast.ExceptHandler(body=[ast.Pass()]):
                yield f"an error swallowed in line {node.lineno}"
            case ast.Assert():
                yield f"an assert that matters in line {node.lineno}"
            case _:
                pass


@pytest.mark.parametrize("module", MODULES)
def test_python_without_what_must_never_be(module: str) -> None:
    assert list(python_faults(ast.parse(MODULES[module].read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "eval('1')",
        "import pickle",
        "yaml.load(x)",
        "run(x, shell=True)",
        "try: x\nexcept E: pass",
        "assert x",
    ],
)
def test_the_search_finds_what_must_never_be(code: str) -> None:
    assert list(python_faults(ast.parse(code)))


PAGE_FAULTS = re.compile(
    r"""\b(innerHTML|outerHTML|insertAdjacentHTML|DOMParser|setHTMLUnsafe|createContextualFragment|randomUUID)\b
    | \bdocument\.write | \bcrypto\.subtle\b | \beval\( | \bnew\ Function\b | javascript: | \|\s*safe\b
    | <script(?![^>]*\b(src=|type="application/json"))[^>]*> | <style\b | \son[a-z]+\s*=\s*["']
    | (?:src|href|url\()\s*=?\s*["']?https?://""",
    re.VERBOSE,
)
COMMENTS = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}|(?<![:\"'])//[^\n]*", re.DOTALL)
ALONE = "loader.html"
"""OBS opens it from the disk, without a server to give it scripts and styles: it holds its own."""
PAGE_FILES = [
    file
    for folder in (ROOT / "overlays_html", PACKAGE / "web")
    for file in sorted(folder.rglob("*"))
    if file.suffix in (".html", ".js", ".mjs", ".css", ".jinja", ".svg")
]


@pytest.mark.parametrize("file", PAGE_FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_pages_without_what_must_never_be(file: Path) -> None:
    text = COMMENTS.sub("", file.read_text(encoding="utf-8"))
    found = [match[0] for match in PAGE_FAULTS.finditer(text)]
    assert [
        fault for fault in found if file.name != ALONE or not fault.startswith(("<script", "<style"))
    ] == []


@pytest.mark.parametrize(
    "code",
    [
        "a.innerHTML = b",
        "{{ words|safe }}",
        "<script>1</script>",
        "<p onclick='x'>",
        '<img src="https://x/y">',
    ],
)
def test_the_search_finds_what_pages_must_never_hold(code: str) -> None:
    assert PAGE_FAULTS.search(code)
