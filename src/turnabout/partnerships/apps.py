from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "turnabout.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from turnabout.partnerships import events, messages  # noqa: F401  (registers listeners and messages)
