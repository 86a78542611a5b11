"""A value can be read where it was written, under its owner's key, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models

from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.audit.trail import OutsideAction, action
from turnabout.foundation.encryption import vault
from turnabout.foundation.encryption.fields import EncryptedField
from turnabout.foundation.encryption.models import DataKey
from turnabout.foundation.ids import new_id

NOW = datetime(2024, 2, 6, 10, tzinfo=UTC)
SECRET = "I am the only deaf person on the ward"
pytestmark = pytest.mark.django_db


class Story(models.Model):
    """A row as a stage would keep it; never stored, for the vault works on the instance."""

    id = models.UUIDField(primary_key=True, default=new_id)
    author_id = models.UUIDField()
    words = EncryptedField()
    other = EncryptedField()

    class Meta:
        app_label = "vault_tests"
        managed = False

    def __str__(self) -> str:
        return str(self.id)

    def key_owner(self) -> UUID:
        return self.author_id


@pytest.fixture
def author() -> Person:
    return Person.objects.make(name="Amara")


@pytest.fixture
def story(author: Person) -> Story:
    story = Story(author_id=author.id)
    vault.lock(story, "words", SECRET)
    return story


@action("test.shredded")
def shred(*, owner: UUID, by: Any, now: datetime) -> None:
    vault.shred(owner)


def test_the_owner_reads_what_was_written_and_leaves_no_line(story: Story, author: Person) -> None:
    assert vault.unlock(story, "words", by=author, purpose="shown to its author") == SECRET
    assert not AuditEvent.objects.exists()


def test_the_stored_bytes_tell_nothing_and_differ_each_time(story: Story) -> None:
    assert SECRET.encode() not in story.words
    before = story.words
    vault.lock(story, "words", SECRET)
    assert story.words != before


def test_the_length_of_what_is_stored_does_not_tell_which_strand_it_names(author: Person) -> None:
    lengths = set()
    for strand in ("sex", "race", "lgbtq", "disability", "mental_health"):
        story = Story(author_id=author.id)
        vault.lock(story, "words", [strand])
        lengths.add(len(story.words))
        assert vault.unlock(story, "words", by=author, purpose="test") == [strand]
    assert len(lengths) == 1


def test_the_trail_does_not_tell_whether_there_was_anything_to_read(story: Story) -> None:
    for field in ("words", "other"):
        vault.unlock(story, field, by=OPERATOR, purpose="deciding")
    assert [line.details["what"].split(".")[-1] for line in AuditEvent.objects.all()] == ["words", "other"]


@pytest.mark.parametrize("value", ["x", "Łódź, 日本", ["a", "b"], {"strand": "age"}, 7, False])
def test_anything_that_json_can_hold_comes_back_as_it_was(story: Story, author: Person, value: Any) -> None:
    vault.lock(story, "words", value)
    assert vault.unlock(story, "words", by=author, purpose="test") == value


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_is_stored_as_nothing(story: Story, author: Person, nothing: Any) -> None:
    vault.lock(story, "words", nothing)
    assert story.words == b""
    assert vault.unlock(story, "words", by=author, purpose="test") is None


def test_somebody_else_who_reads_leaves_a_line_with_the_purpose_and_no_words(story: Story) -> None:
    assert vault.unlock(story, "words", by=OPERATOR, purpose="to prepare the panel") == SECRET
    line = AuditEvent.objects.get()
    assert line.event == "sensitive.read"
    assert line.thing_id == str(story.id)
    assert line.details == {"what": "vault_tests.story.words", "rows": 1, "purpose": "to prepare the panel"}


def test_reading_many_leaves_one_line_that_counts_them(author: Person) -> None:
    stories = [Story(author_id=author.id) for _ in range(3)]
    for number, one in enumerate(stories):
        vault.lock(one, "words", number)
    assert vault.unlock_many(stories, "words", by=OPERATOR, purpose="test") == [0, 1, 2]
    assert AuditEvent.objects.get().details["rows"] == 3


def test_reading_within_an_action_is_told_in_its_line(story: Story) -> None:
    @action("test.read")
    def read(*, by: Any, now: datetime) -> None:
        vault.unlock(story, "words", by=by, purpose="matching")

    read(by=OPERATOR, now=NOW)
    assert AuditEvent.objects.get().details == {"read": ["vault_tests.story.words x1 for matching"]}


def test_a_value_moved_to_another_row_is_unreadable(story: Story, author: Person) -> None:
    thief = Story(author_id=author.id, words=story.words)
    with pytest.raises(vault.Unreadable, match="moved"):
        vault.unlock(thief, "words", by=author, purpose="test")


def test_a_value_moved_to_another_field_is_unreadable(story: Story, author: Person) -> None:
    story.other = story.words
    with pytest.raises(vault.Unreadable, match="moved"):
        vault.unlock(story, "other", by=author, purpose="test")


def test_a_value_moved_to_another_person_is_unreadable(story: Story) -> None:
    other = Person.objects.make(name="Ben")
    story.author_id = other.id
    with pytest.raises(vault.Unreadable):
        vault.unlock(story, "words", by=other, purpose="test")
    vault.lock(story, "other", "gives Ben a key of his own")
    with pytest.raises(vault.Unreadable, match="moved"):
        vault.unlock(story, "words", by=other, purpose="test")


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_a_changed_byte_is_found(story: Story, author: Person, place: int) -> None:
    changed = bytearray(story.words)
    changed[place] ^= 1
    story.words = bytes(changed)
    with pytest.raises(vault.Unreadable):
        vault.unlock(story, "words", by=author, purpose="test")


def test_a_shredded_key_takes_every_copy_with_it(story: Story, author: Person) -> None:
    backup = story.words
    shred(owner=author.id, by=OPERATOR, now=NOW)
    story.words = backup
    with pytest.raises(vault.Unreadable, match="key is gone"):
        vault.unlock(story, "words", by=author, purpose="test")


def test_a_new_key_after_shredding_does_not_open_the_old_words(story: Story, author: Person) -> None:
    shred(owner=author.id, by=OPERATOR, now=NOW)
    vault.lock(story, "other", "written later")
    with pytest.raises(vault.Unreadable):
        vault.unlock(story, "words", by=author, purpose="test")


def test_a_key_is_shredded_inside_an_action_only(author: Person) -> None:
    with pytest.raises(OutsideAction):
        vault.shred(author.id)


def test_the_wrong_installation_key_opens_nothing_and_says_so(story: Story, author: Person, settings: Any) -> None:
    settings.DATA_KEY_ENCRYPTION_KEY = b"w" * 32
    with pytest.raises(vault.Unreadable, match="is it the right one"):
        vault.unlock(story, "words", by=author, purpose="test")


def test_the_table_of_keys_holds_wrapped_keys_only(story: Story, author: Person, settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM encryption_datakey")
        wrapped = bytes(cursor.fetchone()[0])
    assert len(wrapped) == 40
    assert DataKey.objects.get().owner == author.id
    assert vault._keys_of({author.id})[author.id] not in wrapped


def test_many_values_are_read_with_one_query_for_keys(django_assert_num_queries: Any) -> None:
    people = [Person.objects.make(name=f"Person {n}") for n in range(3)]
    stories = [Story(author_id=person.id) for person in people]
    for one in stories:
        vault.lock(one, "words", "x")
    with django_assert_num_queries(1):
        vault._keys_of({one.key_owner() for one in stories})
