"""From words on the command line to one command's ``run``, and from what happened there to an exit status.

Exit status: 0 done; 1 the work was done and the answer is no; 2 bad input or usage, nothing written;
3 our fault, with a reference that the log has too.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from turnabout import __version__
from turnabout.cli.errors import BadInput, Broken, Refusal

DONE, ANSWER_IS_NO, BAD_INPUT, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True)
class Command:
    """One line of the table: a name to type, the module that does it, and what it does in one line."""

    name: str
    module: str
    summary: str


# Each module has ``configure(parser)`` and ``run(args) -> int | None``. It is imported only when its command
# is called, so that a command which needs no database never waits for Django.
COMMANDS = (
    Command("run", "turnabout.cli.run", "web and worker in one go, with a demo cohort if there is none"),
    Command("setup", "turnabout.cli.setup", "the first administrator, keys and database of a real programme"),
    Command("rehearse", "turnabout.cli.rehearse", "a whole cohort from launch page to report, in minutes"),
    Command("serve", "turnabout.cli.serve", "the web server, for production"),
    Command("work", "turnabout.cli.work", "the worker: runs jobs and keeps the clock"),
    Command("tick", "turnabout.cli.tick", "turn what has fallen due into jobs, once"),
    Command("docs", "turnabout.cli.docs", "write the generated reference pages, or check them"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    `argv` excludes the program's name and defaults to the process's own. Nothing escapes but a request to
    leave: argparse raises SystemExit for ``--help`` (0) and for words it does not know (2).
    """
    words = list(sys.argv[1:] if argv is None else argv)
    commands = available()
    chosen = _chosen(words, commands)
    try:
        parser = _parser(commands, chosen)
        args = parser.parse_args(words)
        if chosen is None:
            parser.print_help(sys.stderr)
            return BAD_INPUT
        return _load(chosen).run(args) or DONE
    except BadInput as error:
        print(f"turnabout {words[0]}: {error}", file=sys.stderr)
        return BAD_INPUT
    except Refusal as error:
        print(f"turnabout {words[0]}: {error}", file=sys.stderr)
        return ANSWER_IS_NO
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        return _our_fault(error, words)


def available() -> tuple[Command, ...]:
    """The commands whose module this build holds, in the table's order."""
    return tuple(command for command in COMMANDS if find_spec(command.module) is not None)


def _chosen(words: list[str], commands: Sequence[Command]) -> Command | None:
    first = next((word for word in words if not word.startswith("-")), None)
    return next((command for command in commands if command.name == first), None)


def _load(command: Command) -> ModuleType:
    return import_module(command.module)


def _parser(commands: Sequence[Command], chosen: Command | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="turnabout",
        description="Run a reverse mentoring programme from launch page to Board report.",
        epilog="turnabout COMMAND --help says more about one command.",
    )
    parser.add_argument("--version", action="version", version=f"turnabout {__version__}")
    each = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in commands:
        # Only the chosen command is imported: its module knows its own options and its own long words.
        module = _load(command) if command is chosen else None
        described = (module.__doc__ if module else None) or command.summary
        sub = each.add_parser(
            command.name,
            help=command.summary,
            description=described,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if module:
            module.configure(sub)
    return parser


def _our_fault(error: Exception, words: Sequence[str]) -> int:
    """Tell the person a reference, and the log the same reference with where it happened."""
    moment = datetime.now(UTC)
    reference = f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}"
    if os.environ.get("TURNABOUT_DEBUG"):
        traceback.print_exception(error)
    log = Path(os.environ.get("TURNABOUT_HOME") or "var") / "turnabout.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(_log_entry(error, words, reference, moment))
        where = f"The log has it under this reference: {log.resolve()}"
    except OSError as trouble:
        where = f"The log could not be written either ({trouble}); what it would have said:\n" + _log_entry(
            error, words, reference, moment
        )
    known = isinstance(error, Broken)
    what = str(error) if known else f"something went wrong that is our fault, not yours ({type(error).__name__})."
    print(
        f"turnabout {' '.join(words[:1])}: {what}\n"
        f"Reference {reference}. {where}\n"
        "Please send us the reference and the log's lines. TURNABOUT_DEBUG=1 shows the details at once.",
        file=sys.stderr,
    )
    return OUR_FAULT


def _log_entry(error: BaseException, words: Sequence[str], reference: str, moment: datetime) -> str:
    """Where it happened, without what was said: its text may repeat somebody's words."""
    lines = [f"{moment.isoformat()} {reference} command={words[0] if words else '-'}\n"]
    cause: BaseException | None = error
    while cause is not None:
        said = f" ({cause})" if isinstance(cause, Broken) else ""
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}{said}, raised at:\n")
        lines += [
            f"    {frame.filename}:{frame.lineno} in {frame.name}\n"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "".join(lines)
