"""Who may import whom; which library lives where; nothing in the tree that belongs to one machine or one registry."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests import ROOT

# From the ground up. A room imports from the lines above its own, never from its own line or from below; inside a room
# the modules may use each other.
LAYERS = (
    ("dossier",),
    ("analysis",),
    ("view",),
    ("places",),
    ("reading",),
    ("context",),
    ("pictures",),
    ("html",),
    ("exports", "imports"),
    ("commands", "ui"),
    ("__main__", "dashboard", "pages"),
)

# Each library, and the only places that may import it: a room, or one module of it.
LIBRARIES = {
    "streamlit": {"dashboard", "pages", "ui"},
    "pydantic": {"dossier", "reading.frontmatter", "reading.load", "ui.sync", "ui.parts", "ui.panels.map"},
    "pandas": {"view.tables", "pictures", "exports", "ui"},
    "plotly": {"pictures"},
    "pydeck": {"pictures.map"},
    "PIL": {"pictures.typography"},
    "networkx": {"analysis.graph", "analysis.provenance", "pictures.network"},
    "openpyxl": {"exports", "imports", "reading.numbered", "reading.opened", "reading.workbook", "reading.form"},
    "duckdb": {"context"},
    "psycopg": {"context.servers", "context.schema"},
    "h3": {"context"},
    "pyarrow": {"context"},
    "python_calamine": {"imports.sheet"},
    "typst": {"exports.paper.typesetter"},
    "pptx": {"exports"},
    "lxml": {"reading.copies"},
    "fontTools": {"exports.paper.faces", "exports.paper.shapes"},
}

# The rooms of whole pictures, which a page shows: none is made of another.
PICTURES = {"map", "timeline", "network", "evidence"}

OURS = ("briefing", "dashboard", "pages")
MODULES = sorted(chain((ROOT / "briefing").rglob("*.py"), (ROOT / "pages").rglob("*.py"), ROOT.glob("dashboard.py")))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


def dotted(path: Path) -> str:
    """``briefing.view.tables`` for ``briefing/view/tables.py``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    """The full name of everything a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively; the full name says more"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """The name in LAYERS that a dotted name falls under; the package itself, which holds its version, has none."""
    first, *rest = name.split(".")
    return first if first != "briefing" else next((name for name in rest if name != "__version__"), "")


def height(room: str) -> int:
    """The line of LAYERS on which it stands."""
    found = [line for line, rooms in enumerate(LAYERS) if room in rooms]
    assert len(found) == 1, (
        f"{room!r} stands on {len(found)} lines of LAYERS in tests/test_architecture.py; one is wanted"
    )
    return found[0]


@each_module
def test_imports_go_one_way(path: Path) -> None:
    here = room(dotted(path))
    used = {room(name) for name in imports(path) if name.split(".")[0] in OURS} - {here, ""}
    assert [name for name in used if height(name) >= height(here or "when")] == []


@each_module
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    here = f"{dotted(path).removeprefix('briefing.')}."
    strayed = [name for name in used & LIBRARIES.keys() if not any(here.startswith(f"{at}.") for at in LIBRARIES[name])]
    assert strayed == []


@each_module
def test_pages_and_pictures_do_not_use_each_other(path: Path) -> None:
    pages = [name for name in imports(path) if name.split(".")[0] == "pages"]
    assert pages == []
    drawn = {name.split(".")[2] for name in imports(path) if name.startswith("briefing.pictures.")} & PICTURES
    if dotted(path).startswith("briefing.pictures."):
        assert drawn - {dotted(path).split(".")[2]} == set()


def test_every_module_has_its_place() -> None:
    assert {room(dotted(path)) for path in MODULES} - {""} - set(chain(*LAYERS)) == set()


# Written as patterns, so that this file does not find itself.
ELSEWHERE = {
    "the host of a registry": r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian",
    "a path of one machine": r"(?<![\w.)}])/work/|(?<![\w.)}])/root/",
}

LEFT_OUT = {".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/"))}


def tree(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository; .git and the folders that .gitignore names are left out."""
    for path in sorted(folder.iterdir()):
        if LEFT_OUT & {path.name, path.relative_to(ROOT).as_posix()}:
            continue
        if path.is_dir() and path.suffix != ".egg-info":
            yield from tree(path)
        elif path.is_file():
            yield path


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(ELSEWHERE[what].encode())
    assert [path.relative_to(ROOT).as_posix() for path in tree() if pattern.search(path.read_bytes())] == []


EXCEPTION = re.compile(r"# (?:no)(?:qa)|# type: (?:ignore)")
REASON = re.compile(r"(?:: [A-Z]+\d+|\[[\w-]+\])  # \w")


def test_every_exception_from_a_rule_has_its_reason_beside_it() -> None:
    scripts = [path for path in tree() if path.suffix == ".py"]
    lines = [(path.name, line) for path in scripts for line in path.read_text(encoding="utf-8").splitlines()]
    excepted = [(name, line) for name, line in lines if EXCEPTION.search(line)]
    assert excepted
    assert [(name, line) for name, line in excepted if not REASON.search(line)] == []


def test_no_bundle_is_vendored() -> None:
    scripts = [path for path in tree() if path.suffix in {".js", ".mjs", ".cjs", ".css"}]
    assert [path.name for path in scripts if ".min." in path.name or longest_line(path) > 1000] == []


def longest_line(path: Path) -> int:
    """In characters; a bundle has lines of many thousands."""
    return max(map(len, path.read_text(encoding="utf-8").splitlines()), default=0)
