"""Make this installation ready for a real programme: keys, database, and its first person.

The first person is administrator of the site and co-ordinator of the first organisation. Answer the questions, or
give every answer as an option with --yes. It then

  1. makes the secret keys that are missing, and writes them into the file .env (keep a copy of it elsewhere);
  2. makes the database, or brings it up to date;
  3. makes you, and your organisation;
  4. sends you a test message, and says what to do if the mail server does not answer;
  5. says what has to be in the backup, where the site is, and what to do next.

Run it as often as you like: where there is an administrator already it changes nothing, and says who it is.
Invented people never share a database with real ones: it refuses a database that holds the demo or a rehearsal.

To try a real cohort on this machine alone, without a web server in front, leave the address as it is proposed
(http://127.0.0.1:8000). For a real installation give the address that people will type: https://mentoring.example.org
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from turnabout.cli import secrets, site
from turnabout.cli.errors import BadInput

KINDS = ("nhs", "council", "other")
QUESTIONS = (
    ("name", "Your full name", ""),
    ("email", "Your email address (you sign in with it)", ""),
    ("organisation", "The organisation that runs the programme", ""),
    ("kind", "Which kind is it: nhs, council or other?", "nhs"),
)


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--name", metavar="NAME", help="your full name")
    parser.add_argument("--email", metavar="ADDRESS", help="your email address: you sign in with it")
    parser.add_argument("--organisation", metavar="NAME", help="the organisation that runs the programme")
    parser.add_argument("--kind", choices=KINDS, help="which kind it is")
    parser.add_argument("--address", metavar="URL", help=f"the site’s address, if none is set yet ({secrets.LOCAL})")
    parser.add_argument("--yes", action="store_true", help="ask nothing: every answer is given as an option")


def run(args: Namespace) -> int:
    """Make what is missing, and say what is there."""
    answers = _given(args)
    real = os.environ.get("DJANGO_SETTINGS_MODULE", site.PRODUCTION) == site.PRODUCTION
    wanted = secrets.missing(_address(args)) if real else {}
    home = site.load()
    from turnabout.cli import founding

    founding.refuse_invented_people()
    founding.refuse_new_keys(wanted)
    for line in secrets.write(wanted):
        print(line)
    site.prepare_database()
    if known := founding.administrators():
        print(f"There is an administrator already: {', '.join(known)}. Nobody was made.\n")
    else:
        answers = answers if args.yes else _asked(answers)
        for line in founding.found(**answers):
            print(line)
    for line in founding.what_next(home):
        print(line)
    return 0


def _address(args: Namespace) -> str:
    if args.address or args.yes or secrets.settled() or not sys.stdin.isatty():
        return args.address or ""
    return _ask("The address of the site", secrets.LOCAL)


def _given(args: Namespace) -> dict[str, Any]:
    """The answers on the command line; with --yes they have to be all there, and each has to be usable."""
    answers = {name: (getattr(args, name) or "").strip() for name, _words, _default in QUESTIONS}
    if args.yes and (missing := [f"--{name}" for name, answer in answers.items() if not answer]):
        raise BadInput(f"with --yes nothing is asked, so please give {', '.join(missing)} too. Nothing was written.")
    return {name: _usable(name, answer) if answer else "" for name, answer in answers.items()}


def _asked(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, those that are missing asked for until they can be used."""
    found = dict(answers)
    for name, words, default in QUESTIONS:
        while not found[name]:
            answer = _ask(words, default)
            try:
                found[name] = _usable(name, answer)
            except BadInput as fault:
                print(f"  {fault}", file=sys.stderr)
    print(f"\nThis makes {found['name']} ({found['email']}) administrator of this site,")
    print(f"and co-ordinator of {found['organisation']} ({found['kind']}).")
    if _ask("Shall it be made?", "yes").lower() not in ("y", "yes"):
        raise BadInput("nothing was made, as you wished. Run it again at any time.")
    return found


def _usable(name: str, answer: str) -> str:
    if not answer:
        raise BadInput("Please write something.")
    if name == "kind" and answer.lower() not in KINDS:
        raise BadInput("Please write nhs, council or other.")
    if name == "email":
        box, _at, domain = answer.rpartition("@")
        if not box or "." not in domain or any(sign.isspace() for sign in answer):
            raise BadInput(f"“{answer[:60]}” is no email address. Write it like name@example.com.")
    return answer.lower() if name == "kind" else answer


def _ask(words: str, default: str) -> str:
    proposed = f" [{default}]" if default else ""
    try:
        return input(f"{words}{proposed}: ").strip() or default
    except EOFError as end:
        words = "there is nobody here to answer. Give --name, --email, --organisation and --kind with --yes."
        raise BadInput(words) from end
