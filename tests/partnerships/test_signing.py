"""The agreement: read, signed by both in the same words, and kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from tests.partnerships.walk import SIGNING, Paired
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent, Evidence
from turnabout.foundation.encryption import vault
from turnabout.partnerships import actions, agreement, queries
from turnabout.partnerships.models import Signature

LATER = "2027-01"


def test_the_second_signature_starts_the_partnership_and_both_hear(paired: Paired) -> None:
    assert paired.sign(paired.mentor).status == "half_signed"
    assert paired.heard(paired.mentor, "active") == []
    assert paired.sign(paired.mentee).status == "active"
    assert len(paired.heard(paired.mentor, "active")) == len(paired.heard(paired.mentee, "active")) == 1


def test_either_may_sign_first(paired: Paired) -> None:
    assert paired.sign(paired.mentee).status == "half_signed"
    assert paired.sign(paired.mentor).status == "active"


def test_nobody_signs_the_same_words_twice(paired: Paired) -> None:
    paired.sign(paired.mentor)
    with pytest.raises(Refused, match="signed already"):
        paired.sign(paired.mentor)
    paired.sign(paired.mentee)
    with pytest.raises(Refused, match="both signed already"):
        paired.sign(paired.mentor)
    assert Signature.objects.count() == 2
    assert AuditEvent.objects.filter(event="partnership.signed").count() == 2


def test_nobody_else_signs(paired: Paired) -> None:
    for person in (paired.coordinator, paired.ready.world.outsider):
        with pytest.raises(Refused, match="not here"):
            paired.sign(person)
    assert not Signature.objects.exists()


def test_words_that_changed_while_they_were_read_are_not_signed(paired: Paired, monkeypatch: Any) -> None:
    read = agreement.digest(paired.ready.cohort)
    monkeypatch.setattr(agreement, "VERSION", LATER)
    with pytest.raises(Refused, match="changed while you read it"):
        paired.sign(paired.mentor, read=read)
    assert not Signature.objects.exists()


def test_signatures_under_different_words_start_nothing(paired: Paired, monkeypatch: Any) -> None:
    paired.sign(paired.mentor)
    monkeypatch.setattr(agreement, "VERSION", LATER)
    assert paired.sign(paired.mentee).status == "half_signed"
    with pytest.raises(Refused, match="once both of you have signed"):
        paired.propose()
    assert paired.sign(paired.mentor).status == "active"
    assert sorted(Signature.objects.values_list("version", flat=True)) == ["2026-11", LATER, LATER]


def test_the_language_of_the_reader_does_not_change_what_is_signed(paired: Paired) -> None:
    with translation.override("cy"):
        welsh = agreement.digest(paired.ready.cohort)
    assert welsh == agreement.digest(paired.ready.cohort)


def test_the_agreement_says_what_the_cohort_decided_when_it_opened(paired: Paired) -> None:
    text = agreement.text(paired.ready.cohort)
    assert "We plan 6 meetings of about 60 minutes." in text
    assert agreement.parts(text) == agreement.clauses(paired.ready.cohort)
    assert len(agreement.parts(text)) == 15


def test_each_keeps_a_copy_that_the_other_cannot_unlock_under_their_name(paired: Paired) -> None:
    paired.sign_both()
    found = queries.signed_copy(paired.mentor, paired.partnership)
    assert found is not None
    own, words = found
    assert own.person_id == paired.mentor.pk and words == agreement.text(paired.ready.cohort)
    assert own.key_owner() == paired.mentor.pk
    with transaction.atomic():
        before = AuditEvent.objects.filter(event="sensitive.read").count()
        vault.unlock(own, "copy", by=paired.mentee, purpose="a test")
        assert AuditEvent.objects.filter(event="sensitive.read").count() == before + 1
    assert queries.signed_copy(paired.coordinator, paired.partnership) is None


def test_a_signature_cannot_be_changed_or_taken_out(paired: Paired) -> None:
    paired.sign(paired.mentor)
    signature = Signature.objects.get()
    with pytest.raises(Evidence):
        signature.save()
    with pytest.raises(Evidence):
        signature.delete()
    crimes = (
        lambda: Signature.objects.update(digest="0" * 64),
        lambda: Signature.objects.all()._raw_delete("default"),
    )
    for crime in crimes:
        with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
            crime()
    assert Signature.objects.get().digest == agreement.digest(paired.ready.cohort)


def test_a_partnership_that_has_ended_is_not_signed(paired: Paired) -> None:
    actions.end(partnership=paired.partnership, by=paired.mentor, now=SIGNING)
    with pytest.raises(Refused, match="have ended"):
        paired.sign(paired.mentee)
