"""The judge shares nothing with what it judges: read from the source, with the crime planted beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import turnabout.engine.matching as engine

ROOM = Path(engine.__file__).parent
PACKAGE = "turnabout.engine.matching"
OPEN_TO_THE_JUDGE = {"verify", "problem", "people", "policy", "result", "record", "errors", "checks"}
"""The input, the form of an answer and how both are spelled. Nothing that finds, scores or explains."""


def imported(source: str, package: str) -> Iterator[str]:
    """Every module that a source imports, anywhere in it, in full."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
            yield ast.unparse(node.args[0]).strip("'\"")


def forbidden(source: str, package: str = f"{PACKAGE}.verify") -> set[str]:
    """The rooms of the matching engine that this source looks into and the judge must not."""
    modules = {path.stem for path in ROOM.glob("*.py")} | {path.name for path in ROOM.iterdir() if path.is_dir()}
    seen = set()
    for name in imported(source, package):
        if name.startswith(f"{PACKAGE}."):
            room = name.removeprefix(f"{PACKAGE}.").split(".")[0]
            seen |= {room} & modules
        elif name == PACKAGE:
            seen.add("__init__")
        elif name.split(".")[0] in {"pylmcf", "scipy"}:
            seen.add(name.split(".")[0])
    return seen - OPEN_TO_THE_JUDGE - {"__pycache__"}


def allowed_sources() -> list[Path]:
    files = [ROOM / f"{name}.py" for name in sorted(OPEN_TO_THE_JUDGE - {"verify"})]
    return [*files, *sorted((ROOM / "verify").glob("*.py"))]


@pytest.mark.parametrize("path", allowed_sources(), ids=lambda path: path.stem)
def test_the_judge_and_all_it_reads_look_at_nothing_that_is_judged(path: Path) -> None:
    package = f"{PACKAGE}.verify" if path.parent.name == "verify" else PACKAGE
    assert not forbidden(path.read_text(encoding="utf-8"), package), (
        f"{path.name} imports what the judge is there to check. Write the judge's own reading of it instead."
    )


@pytest.mark.parametrize(
    ("crime", "caught"),
    [
        ("from turnabout.engine.matching.solve import solve", "solve"),
        ("from turnabout.engine.matching import scoring", "scoring"),
        ("import turnabout.engine.matching.eligibility as rules", "eligibility"),
        ("from ..goods import enlarge", "goods"),
        ("from .. import flow", "flow"),
        ("def verify():\n    from turnabout.engine.matching.adapters import DEFAULT_ADAPTERS", "adapters"),
        ("import importlib\nimportlib.import_module('turnabout.engine.matching.overlap')", "overlap"),
        ("import scipy.optimize", "scipy"),
        ("from pylmcf import Graph", "pylmcf"),
        ("from turnabout.engine.matching import solve_round", "__init__"),
    ],
)
def test_a_judge_that_looks_at_what_it_judges_is_caught(crime: str, caught: str) -> None:
    assert caught in forbidden(f"import ast\n{crime}\n")


def test_the_engine_reads_no_clock_no_file_no_network_and_no_chance() -> None:
    outside = {"datetime", "os", "pathlib", "random", "secrets", "socket", "sys", "tempfile", "time", "urllib", "uuid"}
    for path in ROOM.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        names = {name.split(".")[0] for name in imported(source, PACKAGE)}
        assert not names & (outside | {"django"}), path
        assert "np.random" not in source, path
        assert not any(
            isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "print", "input"}
            for node in ast.walk(ast.parse(source))
        ), path
