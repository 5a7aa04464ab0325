"""The shape of the package: imports go one way, words live in packs, the public names are these."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import takhrij

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "takhrij"
MODULES = sorted(SRC.rglob("*.py"))

# Each part may import those before it. Parts on one line know nothing of each other.
ORDER = [
    ["errors", "parallel"],
    ["model"],
    ["text"],
    ["packs"],
    ["arguments"],
    ["read"],
    ["attribute"],
    ["resolve"],
    ["archive"],
    ["verify"],
    ["stats"],
    ["pipeline"],
    ["bulk"],
    ["corpus"],
    ["export", "report", "contract", "evaluate"],
    ["serve"],
    ["commands"],
    ["cli"],
]
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
# A notebook shows an Analysis by its method `_repr_html_`, which is the one place where a noun knows of the report.
EXCEPTIONS = {("model/analysis.py", "report")}

PUBLIC = {
    "Analysis",
    "Article",
    "Attribution",
    "Chain",
    "Comment",
    "DateMention",
    "Entity",
    "FailedInput",
    "Furniture",
    "Link",
    "Republication",
    "Sentence",
    "Span",
    "TakhrijError",
    "Verdict",
    "Warn",
    "__version__",
    "annotate",
    "trace",
}


def name(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Parts of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            full = [node.module] if node.module != "takhrij" else [f"takhrij.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            full = [a.name for a in node.names]
        else:
            continue
        found |= {m.split(".")[1] for m in full if m.startswith("takhrij.")}
    return {part for part in found if (SRC / part).is_dir() or (SRC / f"{part}.py").exists()}


def test_every_part_has_its_place() -> None:
    assert {part_of(m) for m in MODULES} - {"__init__"} <= set(RANK)


@pytest.mark.parametrize("module", [m for m in MODULES if name(m) != "__init__.py"], ids=name)
def test_imports_go_one_way(module: Path) -> None:
    own = part_of(module)
    wrong = {
        part for part in imported(module) - {own} if RANK[part] >= RANK[own] and (name(module), part) not in EXCEPTIONS
    }
    assert not wrong, f"{name(module)} imports {wrong}"


def test_no_module_imports_relatively() -> None:
    relative = [
        name(m)
        for m in MODULES
        for node in ast.walk(ast.parse(m.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("module", [*MODULES, *sorted((ROOT / "bench").glob("*.py"))], ids=lambda p: p.name)
def test_no_words_of_a_language_in_code(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    arabic = [c for c in text if "\u0600" <= c <= "\u06ff" or "\u0750" <= c <= "\u077f" or "\ufb50" <= c <= "\ufefc"]
    assert not arabic, f"{len(arabic)} Arabic letters: words belong in packs"


def test_no_module_is_long() -> None:
    lengths = {name(m): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {m: n for m, n in lengths.items() if n > 450} == {}


def test_public_names() -> None:
    assert set(takhrij.__all__) == PUBLIC
    assert {n for n in PUBLIC if getattr(takhrij, n) is None} == set()
    assert set(dir(takhrij)) >= PUBLIC
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = takhrij.nonsense  # type: ignore[attr-defined]


def loaded_after(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after a statement."""
    code = f"import sys\n{statement}\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"msgspec", "lxml", "trafilatura", "selectolax", "pypdfium2", "rich", "rapidfuzz", "anyascii", "hijridate"}
OPTIONAL = {"playwright", "litestar", "jinja2", "bidi", "arabic_reshaper", "numpy", "torch"}


def test_importing_the_package_is_cheap() -> None:
    assert loaded_after("import takhrij") & (HEAVY | OPTIONAL | {"argparse"}) == set()


def test_help_is_cheap() -> None:
    asked = "from takhrij.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert loaded_after(asked) & (HEAVY | OPTIONAL | {"asyncio", "multiprocessing", "json", "email"}) == set()


def test_nothing_optional_is_needed_for_tracing() -> None:
    asked = "from takhrij import trace\ntrace('Mira Holt said the quay was closed.\\n')"
    assert loaded_after(asked) & OPTIONAL == set()


def test_the_wheel_holds_the_packs_and_the_licence(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
    )
    with zipfile.ZipFile(next(tmp_path.glob("takhrij-*.whl"))) as wheel:
        inside = set(wheel.namelist())
    data = {
        p.relative_to(SRC.parent).as_posix() for p in SRC.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert data - inside == set()
    assert any(n.endswith("licenses/LICENSE") for n in inside)
    assert not [n for n in inside if n.startswith(("tests", "bench", "examples"))]


def test_the_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_no_lock_file_with_addresses() -> None:
    assert [n for n in ("uv.lock", "pylock.toml", "poetry.lock") if (ROOT / n).exists()] == []
