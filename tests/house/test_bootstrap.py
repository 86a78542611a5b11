"""The one script that a clone needs, tried from the outside on a bare environment."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPTS = [REPOSITORY / "bootstrap.py", *sorted((REPOSITORY / "tools").glob("*.py"))]


def bootstrap(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with nothing of ours in the environment."""
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent", **environment}
    command = [sys.executable, str(REPOSITORY / "bootstrap.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, env=bare, cwd="/", timeout=60)


def verbs_of_makefile() -> set[str]:
    text = (REPOSITORY / "Makefile").read_text()
    phony = re.search(r"^VERBS = (.*)$", text, re.MULTILINE)
    assert phony
    return {*phony[1].split(), *re.findall(r"^([a-z-]+):$", text, re.MULTILINE)} - {"help"}


def listed() -> set[str]:
    return set(re.findall(r"^  make (\S+)", bootstrap().stdout, re.MULTILINE))


def test_alone_it_lists_its_verbs_and_changes_nothing() -> None:
    done = bootstrap()
    assert done.returncode == 0
    assert {
        "run",
        "setup",
        "test",
        "test-long",
        "check",
        "fix",
        "docs",
        "bench",
        "assets",
        "doctor",
    } <= listed()


def test_make_and_the_script_know_the_same_verbs() -> None:
    assert verbs_of_makefile() == listed()


def test_an_unknown_verb_is_a_usage_error_that_lists_the_known_ones() -> None:
    done = bootstrap("dance")
    assert done.returncode == 2
    assert "There is no verb 'dance'." in done.stderr
    assert "make run" in done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_it_needs_nothing_but_the_standard_library(script: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(script.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert imported - {"tools"} <= sys.stdlib_module_names


def need_for_tests(path: Path, more: str = "") -> subprocess.CompletedProcess[str]:
    """Ask for browser and database server on a machine that has only what `path` holds, and no apt."""
    script = (
        f"from tools import say, system\n{more}\n"
        "system.POSTGRES_FOLDERS = ()\n"
        "try:\n    system.need_for_tests()\n"
        "except say.Failed as error:\n    print(error); raise SystemExit(1)\n"
    )
    environment = {"PATH": str(path), "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)


def test_a_missing_system_package_gives_the_exact_line_to_type(tmp_path: Path) -> None:
    done = need_for_tests(tmp_path)
    assert done.returncode == 1
    line = next(line for line in done.stdout.splitlines() if "apt-get" in line)
    assert line.split("install -y --no-install-recommends ")[1].split()[0] == "chromium"
    assert line.endswith("postgresql")


def test_missing_libraries_for_pdf_files_are_asked_for_by_their_packages(tmp_path: Path) -> None:
    done = need_for_tests(tmp_path, "system.PANGO = {name: ('libthere-is-none.so.0',) for name in system.PANGO}")
    line = next(line for line in done.stdout.splitlines() if "apt-get" in line)
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in line


def test_what_is_there_is_not_asked_for(tmp_path: Path) -> None:
    for name in ("chromium", "initdb"):
        (tmp_path / name).symlink_to("/bin/true")
    (tmp_path / "fc-list").write_text("#!/bin/sh\necho 'Liberation Sans'\n")
    (tmp_path / "fc-list").chmod(0o755)
    done = need_for_tests(tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_without_the_venv_module_it_prints_the_line_that_brings_it(tmp_path: Path) -> None:
    """Debian packs ensurepip apart: a clone on such a machine, in which the module is not to be found."""
    for source in (REPOSITORY / "bootstrap.py", REPOSITORY / "pyproject.toml"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    for folder in ("tools", "requirements"):
        (tmp_path / folder).symlink_to(REPOSITORY / folder)
    script = (
        "import importlib.util\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'ensurepip' else real(name, *more)\n"
        "import bootstrap\n"
        "raise SystemExit(bootstrap.main(['setup']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert "apt-get install -y --no-install-recommends python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_failing_check_is_counted_and_its_words_are_shown(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom tools import lanes\n"
        "lanes.check_lanes = lambda folder: (\n"
        "    lanes.Lane('good', (sys.executable, '-c', '')),\n"
        "    lanes.Lane('bad', (sys.executable, '-c', 'raise SystemExit(\"the planted fault\")')),\n"
        ")\n"
        "raise SystemExit(lanes.check(Path.cwd(), Path.cwd()))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.returncode == 1
    assert "the planted fault" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 failure"


def test_ci_runs_what_a_person_runs_and_within_twenty_minutes() -> None:
    run = REPOSITORY / ".ci" / "run"
    text = run.read_text()
    assert os.access(run, os.X_OK)
    assert "make test" in text
    limit = re.search(r"^limit=(\d+)", text, re.MULTILINE)
    assert limit
    assert int(limit[1]) <= 2 * 20 * 60  # twenty minutes are meant; twice that tells a slow machine from a hang
