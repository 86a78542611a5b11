"""The library: what pairs can watch, read, listen to or go to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.datamap import none, personal
from turnabout.foundation.ids import new_id

KINDS = (
    ("video", _("Video")),
    ("article", _("Article")),
    ("training", _("Training or event")),
    ("podcast", _("Podcast")),
    ("policy", _("Local policy")),
    ("helpline", _("Helpline")),
)
TOPICS = (
    ("microaggressions", _("Microaggressions")),
    ("privilege", _("Privilege")),
    ("allyship", _("Being an ally")),
    ("civility", _("Civility and respect")),
    ("cultural_humility", _("Cultural humility")),
    ("race", _("Race and ethnicity")),
    ("disability", _("Disability and adjustments")),
    ("neurodiversity", _("Neurodiversity")),
    ("lgbtq", _("LGBTQ+")),
    ("faith", _("Religion or belief")),
    ("sex", _("Sex and menopause")),
    ("age", _("Age")),
    ("carers", _("Carers")),
    ("intersectionality", _("More than one of these at once")),
)


class Resource(models.Model):
    """One thing in the library, for one cohort or, without a cohort, for all."""

    id = none(models.UUIDField(primary_key=True, default=new_id, editable=False))
    cohort = none(models.ForeignKey(Cohort, on_delete=models.CASCADE, null=True, related_name="resources"))
    title = none(models.CharField(_("title"), max_length=200))
    url = none(models.URLField(_("address"), max_length=500))
    kind = none(models.CharField(_("kind"), max_length=10, choices=KINDS))
    topics = none(models.JSONField(_("topics"), default=list))
    minutes = none(models.PositiveSmallIntegerField(_("minutes"), null=True))
    captions = none(models.BooleanField(_("has captions or a transcript"), default=False))
    added_at = none(models.DateTimeField())
    added_by = personal(models.UUIDField(null=True))

    class Meta:
        ordering: ClassVar = ["kind", "title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def topic_words(self) -> list[str]:
        """The topics in words, in the order of the vocabulary."""
        return [str(words) for code, words in TOPICS if code in self.topics]
