"""The second of the two doors that keep the demo out of real life."""

from django.conf import settings


def only_in_the_demo() -> None:
    """Raise unless this installation is the demo."""
    if not settings.DEMO:
        raise RuntimeError("Invented people and sign-in buttons exist in the demo only.")
