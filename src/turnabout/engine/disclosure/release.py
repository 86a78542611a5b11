"""The only form in which anything about people's answers reaches a reader."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from turnabout.engine.disclosure.attack import Audit
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.statements import (
    Banded,
    Deed,
    NotForPrint,
    Open,
    Reason,
    Respondents,
    Size,
    Statement,
    Withheld,
)
from turnabout.engine.disclosure.wording import Sentence

_SHARE = re.compile(r"%|per\s?cent|\d[.,]\d|\b(?:mean|average|median)\b", re.IGNORECASE)
_N_OF_M = re.compile(r"\d+ (?:out )?of (?:the |those )?(?:about )?\d+", re.IGNORECASE)
_EVERYBODY = re.compile(r"\b(?:all|every\w*|none|nobody|no one|unanimous\w*|only one)\b", re.IGNORECASE)
_ROUNDED = re.compile(r"\babout (\d+)\b", re.IGNORECASE)

# The kinds of statement there are, by the name they are stored under, and the sentences each may say.
_KINDS: Final[Mapping[str, type[Any]]] = {
    "agreed": Banded,
    "withheld": Withheld,
    "respondents": Respondents,
    "open": Open,
    "deed": Deed,
    "size": Size,
}


def _kind(statement: Statement) -> str:
    for name, kind in _KINDS.items():
        if type(statement) is kind and statement.sentence.key.startswith(f"{name}."):
            return name
    raise NotForPrint("Only the statements of the disclosure engine may stand in a release.")


def _guard(statement: Statement) -> None:
    """Refuse a figure that this kind of statement may not carry, whatever its maker did (policy D4)."""
    kind, text = _kind(statement), statement.sentence.text
    texts = (text, statement.ladder.text) if isinstance(statement, Banded) else (text,)
    if any(_SHARE.search(said) for said in texts):
        raise NotForPrint("A report holds no percentage, decimal or average. Say it in a band.")
    if kind not in ("open", "deed", "size") and _N_OF_M.search(text):
        raise NotForPrint("“N of M” is only for leaders' deeds, leaders' open answers and the programme's size.")
    if kind in ("agreed", "withheld"):
        if any(letter.isnumeric() for said in texts for letter in said):
            raise NotForPrint("A sentence about sealed answers holds no number in figures.")
        if _EVERYBODY.search(text):
            raise NotForPrint("A sentence about sealed answers never says everybody or nobody.")
    if kind == "respondents":
        rest = _ROUNDED.sub(lambda found: "" if int(found[1]) % 5 == 0 else found[0], text)
        if any(letter.isnumeric() for letter in rest):
            raise NotForPrint("How many answered is printed to the nearest five, after the word “about”.")


@dataclass(frozen=True, slots=True)
class Release:
    """What is printed: ordered statements, under which policy and plan, by which code, and the audit's verdict.

    Every channel renders from it and from nothing else. Raises `NotForPrint` if a statement carries a figure
    its kind may not, if a question is both open and sealed, or if there is a banded statement without an
    audit that passed.
    """

    statements: tuple[Statement, ...]
    policy: str
    plan: str
    code: str
    audit: Audit | None = None

    def __post_init__(self) -> None:
        for statement in self.statements:
            _guard(statement)
        sealed = {said.question for said in self.statements if isinstance(said, Banded | Withheld)}
        for said in self.statements:
            if isinstance(said, Open) and said.question in sealed:
                raise NotForPrint(f"“{said.question}” is printed as an open and as a sealed question.")
        banded = any(isinstance(said, Banded) for said in self.statements)
        if banded and not (self.audit and self.audit.passed):
            raise NotForPrint("A banded statement is printed only after the attacker has failed.")

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def about(self, question: str) -> tuple[Banded | Withheld | Open, ...]:
        """The statements on one question, in order."""
        answers = (said for said in self.statements if isinstance(said, Banded | Withheld | Open))
        return tuple(said for said in answers if said.question == question)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in order, ladders not included."""
        return tuple(said.sentence for said in self.statements)

    @property
    def digest(self) -> str:
        """The release's fingerprint (64 hexadecimal digits): two releases that read the same have the same."""
        return hashlib.sha256(json.dumps(self.to_record(), sort_keys=True).encode()).hexdigest()

    def to_record(self) -> dict[str, Any]:
        """The release as plain data, with the English of every sentence beside what it was made from."""
        return {
            "statements": [
                {"kind": _kind(said), "text": said.sentence.text} | asdict(said) for said in self.statements
            ],
            "policy": self.policy,
            "plan": self.plan,
            "code": self.code,
            "audit": None if self.audit is None else asdict(self.audit),
        }


def release_from_record(record: Mapping[str, Any]) -> Release:
    """The release back from `to_record`, made anew by the same makers and guards.

    Raises `NotForPrint` if it does not say, word for word, what it said when it was stored.
    """
    statements: list[Statement] = []
    for stored in record["statements"]:
        kind = _KINDS.get(stored["kind"])
        if kind is None:
            raise NotForPrint("The stored release holds a kind of statement that does not exist.")
        values = {field.name: stored[field.name] for field in fields(kind)}
        if kind is Withheld:
            values["reason"] = Reason(values["reason"])
        said: Statement = kind(**values)
        if said.sentence.text != stored["text"]:
            raise NotForPrint("The stored release no longer reads as it was printed. Restore it from a backup.")
        statements.append(said)
    found = record["audit"]
    verdict = None if found is None else Audit(**{**found, "reasons": tuple(found["reasons"])})
    return Release(tuple(statements), record["policy"], record["plan"], record["code"], verdict)


def exact_release(
    statements: Iterable[Open | Deed | Size], *, code: str, plan: str = "", policy: Policy | None = None
) -> Release:
    """A release of exact statements alone: leaders' deeds and open answers, and sizes. Raises `NotForPrint`."""
    made = tuple(statements)
    if not all(isinstance(said, Open | Deed | Size) for said in made):
        raise NotForPrint("What is not exact is printed by `publish`, after the attacker has failed.")
    return Release(made, (policy or Policy()).digest, plan, code)


def together(*parts: Release) -> Release:
    """One release for one document, from parts made by the same code under the same policy, in this order.

    The audits count together; nothing is judged anew, because each part was judged with everything printed
    before it. Raises `NotForPrint` if there are no parts or they differ in code or policy.
    """
    if len({(part.code, part.policy) for part in parts}) != 1:
        raise NotForPrint("Parts of one document must be made by the same code under the same policy.")
    audits = [part.audit for part in parts if part.audit is not None]
    widths = [found.min_width for found in audits if found.min_width is not None]
    whole = Audit(
        targets=sum(found.targets for found in audits),
        min_width=min(widths, default=None),
        passed=all(found.passed for found in audits),
        with_two=all(found.with_two for found in audits),
        reasons=tuple(reason for found in audits for reason in found.reasons),
    )
    plans = hashlib.sha256("\n".join(part.plan for part in parts).encode()).hexdigest()
    statements = tuple(said for part in parts for said in part.statements)
    return Release(statements, parts[0].policy, plans, parts[0].code, whole if audits else None)
