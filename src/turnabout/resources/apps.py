from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "turnabout.resources"
    label = "resources"

    def ready(self) -> None:
        from turnabout.resources import listeners  # noqa: F401  (registers itself)
