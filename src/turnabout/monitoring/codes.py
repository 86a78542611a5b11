"""The equality questions and their answers, each with the national code it is counted under.

Ethnic category follows the 16+1 categories of 2001 that health services report in, asked in the words of the 2021
census; sexual orientation, gender identity and religion follow the national data dictionary. Code lists are data:
they change by national decision, and a stored answer keeps the words' own code beside the national one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SAY_NOT = "rather_not"
RATHER_NOT = _("I prefer not to say")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what is stored, the words, the national code, and the group it is asked under, if any."""

    code: str
    words: Any
    national: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its name, words, answers (the last is "I prefer not to say"), and the code for no answer."""

    name: str
    label: Any
    answers: tuple[Answer, ...]
    skipped: str
    hint: Any = ""

    def national(self, given: str) -> str:
        """The national code of the answer `given`, the code for "not known" when it is empty."""
        return next((answer.national for answer in self.answers if answer.code == given), self.skipped)

    @property
    def counted(self) -> tuple[str, ...]:
        """The national codes that answers are counted under, in order, the code for "not known" last."""
        return tuple(dict.fromkeys((*(answer.national for answer in self.answers), self.skipped)))


GROUPS = (
    ("asian", _("Asian or Asian British")),
    ("black", _("Black, Black British, Caribbean or African")),
    ("mixed", _("Mixed or multiple ethnic groups")),
    ("white", _("White")),
    ("other", _("Another ethnic group")),
)
ETHNICITY = Item(
    "ethnicity",
    _("What is your ethnic group?"),
    (
        Answer("indian", _("Indian"), "H", "asian"),
        Answer("pakistani", _("Pakistani"), "J", "asian"),
        Answer("bangladeshi", _("Bangladeshi"), "K", "asian"),
        Answer("chinese", _("Chinese"), "R", "asian"),
        Answer("other_asian", _("Any other Asian background"), "L", "asian"),
        Answer("african", _("African"), "N", "black"),
        Answer("caribbean", _("Caribbean"), "M", "black"),
        Answer("other_black", _("Any other Black, African or Caribbean background"), "P", "black"),
        Answer("white_black_caribbean", _("White and Black Caribbean"), "D", "mixed"),
        Answer("white_black_african", _("White and Black African"), "E", "mixed"),
        Answer("white_asian", _("White and Asian"), "F", "mixed"),
        Answer("other_mixed", _("Any other mixed or multiple background"), "G", "mixed"),
        Answer("british", _("English, Welsh, Scottish, Northern Irish or British"), "A", "white"),
        Answer("irish", _("Irish"), "B", "white"),
        Answer("gypsy", _("Gypsy or Irish Traveller"), "C", "white"),
        Answer("roma", _("Roma"), "C", "white"),
        Answer("other_white", _("Any other White background"), "C", "white"),
        Answer("arab", _("Arab"), "S", "other"),
        Answer("any_other", _("Any other ethnic group"), "S", "other"),
        Answer(SAY_NOT, RATHER_NOT, "Z"),
    ),
    "99",
)
DISABILITY = Item(
    "disability",
    _("Do you have a physical or mental health condition or illness that lasts, or is expected to last, 12 months?"),
    (
        Answer("yes", _("Yes"), "Yes"),
        Answer("no", _("No"), "No"),
        Answer(SAY_NOT, RATHER_NOT, "Prefer not to answer"),
    ),
    "Not declared",
)
DISABILITY_EFFECT = Item(
    "disability_effect",
    _("Does it reduce your ability to carry out day to day activities?"),
    (
        Answer("a_lot", _("Yes, a lot"), "Yes, a lot"),
        Answer("a_little", _("Yes, a little"), "Yes, a little"),
        Answer("not", _("Not at all"), "Not at all"),
        Answer(SAY_NOT, RATHER_NOT, "Prefer not to answer"),
    ),
    "Not declared",
)
ORIENTATION = Item(
    "sexual_orientation",
    _("Which of these best describes your sexual orientation?"),
    (
        Answer("straight", _("Heterosexual or straight"), "1"),
        Answer("gay", _("Gay or lesbian"), "2"),
        Answer("bisexual", _("Bisexual"), "3"),
        Answer("other", _("Another orientation"), "4"),
        Answer("unsure", _("I am not sure"), "U"),
        Answer(SAY_NOT, RATHER_NOT, "Z"),
    ),
    "9",
)
GENDER = Item(
    "gender_identity",
    _("Which of these best describes you?"),
    (
        Answer("male", _("Male, including trans man"), "1"),
        Answer("female", _("Female, including trans woman"), "2"),
        Answer("non_binary", _("Non-binary"), "3"),
        Answer("other", _("Other"), "4"),
        Answer(SAY_NOT, RATHER_NOT, "Z"),
    ),
    "X",
)
RELIGION = Item(
    "religion",
    _("What is your religion or belief?"),
    (
        Answer("none", _("No religion"), "L"),
        Answer("bahai", _("Baha’i"), "A"),
        Answer("buddhist", _("Buddhist"), "B"),
        Answer("christian", _("Christian"), "C"),
        Answer("hindu", _("Hindu"), "D"),
        Answer("jain", _("Jain"), "E"),
        Answer("jewish", _("Jewish"), "F"),
        Answer("muslim", _("Muslim"), "G"),
        Answer("pagan", _("Pagan"), "H"),
        Answer("sikh", _("Sikh"), "I"),
        Answer("zoroastrian", _("Zoroastrian"), "J"),
        Answer("other", _("Another religion or belief"), "K"),
        Answer(SAY_NOT, RATHER_NOT, "M"),
    ),
    "N",
)
AGE = Item(
    "age_band",
    _("How old are you?"),
    (
        Answer("16_24", _("16 to 24"), "16-24"),
        Answer("25_34", _("25 to 34"), "25-34"),
        Answer("35_44", _("35 to 44"), "35-44"),
        Answer("45_54", _("45 to 54"), "45-54"),
        Answer("55_64", _("55 to 64"), "55-64"),
        Answer("65", _("65 or over"), "65+"),
        Answer(SAY_NOT, RATHER_NOT, "Prefer not to answer"),
    ),
    "Not known",
)
ITEMS = (ETHNICITY, DISABILITY, DISABILITY_EFFECT, ORIENTATION, GENDER, RELIGION, AGE)
