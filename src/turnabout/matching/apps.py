from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "turnabout.matching"
    label = "matching"

    def ready(self) -> None:
        from turnabout.matching import events, messages  # noqa: F401  (registers listeners and messages)
