"""What a place says of its holder's manager, for whoever walks up management lines."""

from __future__ import annotations

from collections.abc import Collection

from turnabout.foundation.accounts.models import normal_email
from turnabout.selection.models import Participation


def managers(addresses: Collection[str] | None = None) -> dict[str, str]:
    """Each person's last word on their manager in a place, by address; of everybody when no `addresses` are given."""
    places = Participation.objects.exclude(manager_email="")
    if addresses is not None:
        places = places.filter(person__email__in=addresses)
    rows = places.order_by("accepted_at", "id").values_list("person__email", "manager_email")
    return {email: normal_email(manager) for email, manager in rows if email and email != normal_email(manager)}
