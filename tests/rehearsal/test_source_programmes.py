"""Both source programmes walk the whole way, and the report says no more than it may."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.rehearsal.conftest import Papers, rehearse

pytestmark = pytest.mark.timeout(900)

STRANDS = re.compile(r"\b(race|racis\w*|disab\w*|lgbt\w*|gay|lesbian|bisexual|black|asian|ethnic\w*)\b", re.IGNORECASE)


def test_the_system_programme_pairs_about_eighty_people_by_the_rules(system: Papers) -> None:
    people, matching = system.summary["people"], system.summary["matching"]
    assert 78 <= people["participants"] <= 86
    assert matching["pairs"] >= 38
    assert matching["untrained_pairs"] == 0
    assert matching["management_line_pairs"] == 0
    assert matching["unexplained"] == 0
    assert matching["verified"] is True
    assert matching["same_level_pairs"] >= 3
    assert matching["mentor_senior_pairs"] >= 1


def test_in_the_system_programme_a_place_is_filled_a_route_offered_and_a_letter_edited(system: Papers) -> None:
    told = system.summary["applications"]
    assert (told["promoted"], told["other_route"], told["letters_edited"]) == (1, 1, 1)
    outcomes = told["accepted"] + told["reserve"] + told["declined"] + told["other_route"]
    assert outcomes == told["submitted"]
    assert told["accepted"] == system.summary["people"]["participants"]
    letters = [path.read_text(encoding="utf-8") for path in (system.out / "messages").glob("*-selection-declined.eml")]
    assert sum("It was good to read what you have already done" in words for words in letters) == 1


def test_the_system_programme_keeps_the_source_dates(system: Papers) -> None:
    assert system.summary["started"] == "2023-11-11"
    kinds = {path.name.split("-", 2)[2]: path.name[:16] for path in sorted((system.out / "messages").iterdir())}
    assert kinds["applications-received.eml"] <= "20240126T235959Z"
    starts = {
        event["DTSTART"].dt.strftime("%Y-%m-%d %H:%M")
        for path in (system.out / "calendars").glob("*.ics")
        for event in Calendar.from_ical(path.read_text(encoding="utf-8")).walk("VEVENT")
    }
    sessions = {"2024-02-06 10:00", "2024-02-13 08:30", "2024-03-05 13:00", "2024-03-11 09:00"}
    assert sessions <= starts
    assert "2024-10-03 14:00" in starts, "the joint sharing session, before the clocks go back"


def test_a_second_run_with_the_same_seed_is_byte_identical(board: Papers, tmp_path: Path) -> None:
    again = rehearse(tmp_path, "board_2023", "--canaries")
    assert (again.out / "summary.json").read_bytes() == (board.out / "summary.json").read_bytes()


@pytest.mark.long
def test_a_second_run_of_the_system_programme_is_byte_identical(system: Papers, tmp_path: Path) -> None:
    again = rehearse(tmp_path, "system_2023_24")
    assert (again.out / "summary.json").read_bytes() == (system.out / "summary.json").read_bytes()


def test_another_seed_invents_other_people(board: Papers, tmp_path: Path) -> None:
    other = rehearse(tmp_path, "board_2023", "--seed", "2", "--until", "2023-09-01")
    mine = {path.name for path in (board.out / "calendars").iterdir()}
    theirs = {path.name for path in (other.out / "calendars").iterdir()}
    assert mine != theirs


def test_in_the_board_programme_everybody_agrees_and_the_report_gives_nobody_away(board: Papers) -> None:
    claims = board.summary["claims"]
    assert {code: claim["truth"]["share"] for code, claim in claims.items()} == dict.fromkeys(
        ("C1", "C2", "C3a", "C3b"), 1.0
    )
    said = {code: claim["published"].lower() for code, claim in claims.items()}
    assert "all 8 of the 8 leaders who answered" in said["C1"]
    assert "fewer than ten" in said["C2"]
    assert "at least two in three" in said["C3a"]
    assert "at least two in three" in said["C3b"]


def test_the_system_programme_says_at_most_four_in_five(system: Papers) -> None:
    claim = system.summary["claims"]["C2"]
    assert claim["truth"]["share"] == 1.0
    assert claim["truth"]["n"] >= 24
    assert "at least four in five" in claim["published"].lower()


@pytest.mark.parametrize("which", ["board", "system"])
def test_every_published_sentence_is_true_and_none_is_a_percentage(which: str, request: pytest.FixtureRequest) -> None:
    papers: Papers = request.getfixturevalue(which)
    report = (papers.out / "report.html").read_text(encoding="utf-8")
    assert "%" not in re.sub(r"<style.*?</style>", "", report, flags=re.DOTALL)
    for code, claim in papers.summary["claims"].items():
        assert "%" not in claim["published"]
        assert holds(claim["published"].lower(), claim["truth"]), (code, claim)
        assert claim["published"] in report


def holds(sentence: str, truth: dict[str, float]) -> bool:
    """Whether a published sentence is true of what was answered. A reader's own reading, not the engine's."""
    if "fewer than ten people answered" in sentence:
        return truth["n"] < 10
    if exact := re.search(r"(?:all )?(\d+) of the (\d+) leaders who answered", sentence):
        agreed, answered = map(int, exact.groups())
        return answered == truth["n"] and agreed == round(truth["share"] * truth["n"])
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "half": 0.5}
    parts = {"three": 3, "four": 4, "five": 5}
    if found := re.search(r"between (\w+) and (\w+) in (\w+)", sentence):
        low, high, of = found.groups()
        return words[low] / parts[of] <= truth["share"] <= words[high] / parts[of]
    if found := re.search(r"at least (\w+) in (\w+)", sentence):
        return truth["share"] >= words[found[1]] / parts[found[2]]
    if found := re.search(r"fewer than (\w+) in (\w+)", sentence):
        return truth["share"] < words[found[1]] / parts[found[2]]
    if "half or more" in sentence:
        return truth["share"] >= 0.5
    return "fewer than half" in sentence and truth["share"] < 0.5


def test_a_false_sentence_would_be_noticed() -> None:
    assert not holds("at least four in five of those who answered agreed.", {"n": 30, "share": 0.7})
    assert not holds("all 8 of the 8 leaders who answered agreed.", {"n": 8, "share": 0.875})
    assert not holds("fewer than ten people answered, so we do not give figures.", {"n": 12, "share": 1.0})


def test_no_message_says_a_strand_or_who_is_a_reverse_mentor(system: Papers) -> None:
    told = []
    for path in sorted((system.out / "messages").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = f"{message['Subject']}\n{message['From']}\n" + "".join(
            part.get_content() for part in message.walk() if part.get_content_maintype() == "text"
        )
        if "reverse mentor" in text.lower() or STRANDS.search(text):
            told.append(path.name)
    assert len(list((system.out / "messages").glob("*.eml"))) > 500
    assert not told


def test_no_letter_to_a_manager_says_more_than_a_name_and_the_dates(system: Papers) -> None:
    telling = re.compile(rf"{STRANDS.pattern}|mentor|mentee|cohort|fosse vale reverse|faith|carer", re.IGNORECASE)
    kinds = ("applications-ask_manager", "applications-remind_manager", "applications-new_managers_link")
    letters = [path for path in sorted((system.out / "messages").glob("*.eml")) if path.stem.endswith(kinds)]
    assert len(letters) > 80
    for path in letters:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        del message["Message-ID"]
        text = "".join(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
        assert not (found := telling.search(f"{message.items()} {text}")), (path.name, found)
        assert "leadership and inclusion programme" in text.lower()


@pytest.mark.parametrize("which", ["board", "system"])
def test_managers_answer_in_every_way_and_some_are_reminded(which: str, request: pytest.FixtureRequest) -> None:
    papers: Papers = request.getfixturevalue(which)
    applications = papers.summary["applications"]
    manager = applications["manager"]
    assert min(manager["yes"], manager["conditions"], manager["not_now"]) >= 1
    assert sum(manager.values()) == applications["submitted"]
    kinds = [path.stem for path in (papers.out / "messages").glob("*.eml")]
    assert sum(kind.endswith("applications-remind_manager") for kind in kinds) >= 4


def test_invitations_have_zoned_times_and_a_neutral_title(system: Papers) -> None:
    seen = 0
    for path in sorted((system.out / "messages").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        for part in message.walk():
            if part.get_content_type() != "text/calendar":
                continue
            event = next(iter(Calendar.from_ical(part.get_content()).walk("VEVENT")))
            assert event["DTSTART"].params["TZID"] == "Europe/London"
            assert event["DTEND"].params["TZID"] == "Europe/London"
            assert str(event["SUMMARY"]) == "Leadership and inclusion programme"
            seen += 1
    assert seen > 100


def test_no_private_word_lies_open_in_the_database_or_beside_it(board: Papers) -> None:
    files = [path for path in board.home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite3" for path in files)
    marked = re.compile(rb"zqx\d{5}")  # the whole mark: three letters alone stand in random bytes now and then
    assert not [path.name for path in files if marked.search(path.read_bytes())]


def test_the_command_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep me")
    with pytest.raises(AssertionError, match="not an empty folder"):
        rehearse(tmp_path, "board_2023")
    assert (tmp_path / "out" / "mine.txt").read_text() == "keep me"
