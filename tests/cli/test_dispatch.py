"""What a command's end means to a shell, and what a person reads when it goes wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from turnabout.cli import BadInput, Broken, Refusal, dispatch, main


def ends(how: str) -> int | None:
    """End in the way that `how` names."""
    if how == "refused":
        raise Refusal("two people have no partner. Widen one rule and try again.")
    if how == "bad":
        raise BadInput("people.csv, row 7: there is no organisation. Write one.")
    if how == "fault":
        raise ZeroDivisionError("what Ms Example wrote in confidence")
    if how == "broken":
        raise Broken("the worker ended by itself.")
    if how == "interrupted":
        raise KeyboardInterrupt
    return {"done": None, "no": 1}[how]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A command called `planted` that ends as it is told, and a home of its own."""
    module = tmp_path / "planted_command.py"
    module.write_text(
        '"""A planted command, explained at length."""\n'
        "from tests_cli_endings import ends\n\n"
        "def configure(parser):\n    parser.add_argument('how')\n\n"
        "def run(args):\n    return ends(args.how)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "tests_cli_endings", sys.modules[__name__])
    monkeypatch.setattr(
        dispatch, "COMMANDS", (*dispatch.COMMANDS, dispatch.Command("planted", "planted_command", "ends"))
    )
    monkeypatch.setenv("TURNABOUT_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    sys.modules.pop("planted_command", None)


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("done", 0, ""),
        ("no", 1, ""),
        ("refused", 1, "turnabout planted: two people have no partner. Widen one rule and try again.\n"),
        ("bad", 2, "turnabout planted: people.csv, row 7: there is no organisation. Write one.\n"),
        ("interrupted", 130, "Stopped.\n"),
    ],
)
def test_a_command_ends_with_the_status_that_its_ending_means(
    how: str, status: int, said: str, planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["planted", how]) == status
    assert capsys.readouterr().err == said
    assert not planted.exists()


def test_our_fault_gives_a_reference_that_the_log_has_too(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["planted", "fault"]) == 3
    said = capsys.readouterr().err
    found = re.search(r"Reference (\S+)\. ", said)
    assert found
    log = (planted / "turnabout.log").read_text()
    assert found[1] in log
    assert "ZeroDivisionError" in log
    assert "in ends" in log


def test_a_fault_that_knows_what_to_say_says_it(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["planted", "broken"]) == 3
    assert capsys.readouterr().err.startswith("turnabout planted: the worker ended by itself.\nReference ")
    assert "the worker ended by itself." in (planted / "turnabout.log").read_text()


def test_neither_the_log_nor_the_screen_repeats_what_somebody_wrote(
    planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["planted", "fault"])
    said = capsys.readouterr()
    assert "in confidence" not in said.out + said.err + (planted / "turnabout.log").read_text()


def test_a_log_that_cannot_be_written_is_said_in_its_place(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted.write_text("a file stands where the folder should be")
    assert main(["planted", "fault"]) == 3
    assert "ZeroDivisionError, raised at" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["nonsense"], ["planted"], ["planted", "done", "more"], ["--nonsense"]])
def test_words_that_mean_nothing_are_a_usage_error(
    words: list[str], planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: turnabout" in capsys.readouterr().err


def test_no_words_at_all_list_the_commands(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "planted" in capsys.readouterr().err


def test_help_of_a_command_is_its_own_page(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["planted", "--help"])
    assert ended.value.code == 0
    assert "A planted command, explained at length." in capsys.readouterr().out


@pytest.mark.parametrize("command", [command.name for command in dispatch.available()])
def test_every_command_answers_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: turnabout {command}" in capsys.readouterr().out


def test_the_front_door_alone_loads_neither_django_nor_scipy() -> None:
    script = (
        "import sys, turnabout.cli as cli\ncli.main([])\nprint(sorted({'django', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_command_whose_module_is_missing_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = dispatch.Command("absent", "turnabout.cli.absent", "is not there")
    monkeypatch.setattr(dispatch, "COMMANDS", (absent,))
    assert dispatch.available() == ()
