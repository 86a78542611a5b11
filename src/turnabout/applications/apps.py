from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "turnabout.applications"
    label = "applications"

    def ready(self) -> None:
        from turnabout.applications import listeners, messages, steps  # noqa: F401  (each registers what it holds)
