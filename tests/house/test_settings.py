"""House test 11: every setting is in `.env.example`, and one that is missing explains itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "turnabout"
EXAMPLE = REPOSITORY / ".env.example"
READERS = {"str", "bool", "int", "float", "list", "db", "email", "cache", "url", "required"}
OUR_OWN = {"TURNABOUT_ENV_FILE", "TURNABOUT_DEBUG", "DJANGO_SETTINGS_MODULE"}
"""Said on the command line, not written into a file of settings."""


def read_in(source: str) -> Iterator[str]:
    """The names of the settings that a module reads from the environment."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            reader, name = node.func, node.args[0].value
            called = reader.attr if isinstance(reader, ast.Attribute) else getattr(reader, "id", "")
            owner = reader.value if isinstance(reader, ast.Attribute) else None
            from_environment = isinstance(owner, ast.Attribute) and owner.attr == "environ"
            from_env = isinstance(owner, ast.Name) and owner.id == "env" and called in READERS
            if (called == "required" or from_env or from_environment) and isinstance(name, str) and name.isupper():
                yield name


def explained() -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE))


def test_every_setting_that_is_read_is_in_the_example_and_the_other_way_round() -> None:
    read = {name for path in PACKAGE.rglob("*.py") for name in read_in(path.read_text())}
    assert read - OUR_OWN == explained()


def test_a_setting_read_in_any_of_the_three_ways_is_seen() -> None:
    source = "env.str('ONE', '')\nrequired('TWO', 'what', 'example')\nos.environ.get('THREE')\nthing.get('FOUR')"
    assert list(read_in(source)) == ["ONE", "TWO", "THREE"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "TURNABOUT_KEK", "TURNABOUT_AUDIT_KEY", "ALLOWED_HOSTS"])
def test_a_missing_setting_says_what_it_is_a_safe_value_and_where_to_put_it(missing: str, tmp_path: Path) -> None:
    key = "00" * 32
    given = {"SECRET_KEY": key, "TURNABOUT_KEK": key, "TURNABOUT_AUDIT_KEY": key, "ALLOWED_HOSTS": "localhost"}
    del given[missing]
    environment = {"PATH": os.environ["PATH"], "TURNABOUT_HOME": str(tmp_path), **given}
    command = [str(Path(sys.executable).with_name("turnabout")), "tick"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.returncode == 2
    assert f"{missing} is not set. It is " in done.stderr
    assert "A safe value: " in done.stderr
    assert f"Put it in the environment or in {tmp_path / '.env'}" in done.stderr
