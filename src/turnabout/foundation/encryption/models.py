from django.db import models

from turnabout.foundation.datamap import none, personal


class DataKey(models.Model):
    """The key of one owner (a person, or a pair), wrapped by the installation's key. Deleting it shreds their data."""

    owner = personal(models.UUIDField(primary_key=True))
    wrapped = none(models.BinaryField())
    version = none(models.PositiveSmallIntegerField(default=1))

    def __str__(self) -> str:
        return str(self.owner)
