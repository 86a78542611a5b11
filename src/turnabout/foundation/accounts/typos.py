"""What an email address was perhaps meant to be: a slip of the finger in the part after the @, and nothing else."""

from __future__ import annotations

KNOWN = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "live.co.uk", "msn.com",
    "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com", "sky.com", "nhs.net", "nhs.uk",
    "gov.uk", "proton.me", "mail.com", "ymail.com", "email.com",
)  # fmt: skip
"""What people mean most often; an address at one of these is never doubted."""
ENDINGS = {
    ".con": ".com", ".cmo": ".com", ".ocm": ".com", ".comm": ".com", ".vom": ".com", ".cim": ".com",
    ".co.ku": ".co.uk", ".c.ouk": ".co.uk", ".couk": ".co.uk", ".co.u": ".co.uk",
    ".ent": ".net", ".nte": ".net", ".nett": ".net", ".nhs.ku": ".nhs.uk", ".gov.ku": ".gov.uk",
}  # fmt: skip
WITHIN = ("nhs.uk", "gov.uk")
"""Endings before which a dot is easily left out."""
SHORTEST = 6
"""Shorter names are one slip away from too many others to be guessed."""


def meant(address: str) -> str:
    """The address that was perhaps meant, in lower case; "" when nothing looks like a slip, or nobody can tell."""
    name, at, domain = address.strip().lower().rpartition("@")
    if not at or not name or not domain or domain in KNOWN:
        return ""
    better = _ending(domain)
    if better in KNOWN or (better != domain and not _near(better)):
        return f"{name}@{better}"
    near = _near(better)
    return f"{name}@{near}" if near else ""


def _ending(domain: str) -> str:
    for wrong, right in ENDINGS.items():
        if domain.endswith(wrong):
            return domain.removesuffix(wrong) + right
    for ending in (*WITHIN, *(one.replace(".", "") for one in WITHIN)):
        whole = ending if "." in ending else f"{ending[:-2]}.{ending[-2:]}"
        before = domain.removesuffix(ending)
        if before != domain and before:
            inner = before if before.endswith(".") else f"{before}."
            return f"{inner}{whole}"
    return domain


def _near(domain: str) -> str:
    if len(domain) < SHORTEST:
        return ""
    return next((known for known in KNOWN if len(known) >= SHORTEST and one_slip(domain, known)), "")


def one_slip(typed: str, wanted: str) -> bool:
    """Whether one letter was left out, doubled, mistaken, or two neighbours changed places."""
    if typed == wanted or abs(len(typed) - len(wanted)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, wanted, strict=False)) if a != b), min(len(typed), len(wanted)))
    rest, want = typed[at:], wanted[at:]
    return rest[1:] == want[1:] or rest[1:] == want or rest == want[1:] or rest == want[1::-1] + want[2:]
