"""Rebuild stylesheet and scripts with Node, or say whether the committed ones are what the sources give."""

from __future__ import annotations

import filecmp
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.say import Failed, step
from tools.system import missing

BUILT = Path("src/turnabout/foundation/design/static/turnabout")


def build(root: Path, *, only_compare: bool) -> int:
    """Build into the package, or with `only_compare` into a temporary folder; 1 when the two differ."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Failed(missing("Node", ["nodejs", "npm"]))
    frontend = root / "frontend"
    with step("Installing the design system and Sass"):
        _run([npm, "ci", "--no-audit", "--no-fund", "--silent"], frontend)
    if not only_compare:
        with step("Building"):
            _run([node, "build.mjs"], frontend)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        with step("Building, to compare"):
            _run([node, "build.mjs", folder], frontend)
        differing = differences(root / BUILT, Path(folder))
    for name in differing:
        print(f"differs: {BUILT / name}")
    print(
        "Run `make assets` and commit what it changes."
        if differing
        else "The committed files are what the sources give."
    )
    return 1 if differing else 0


def differences(left: Path, right: Path) -> list[str]:
    """The files below either folder that the other lacks or holds otherwise."""
    names = {str(path.relative_to(side)) for side in (left, right) for path in side.rglob("*") if path.is_file()}
    _, mismatch, errors = filecmp.cmpfiles(left, right, names, shallow=False)
    return sorted([*mismatch, *errors])


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
