from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "turnabout.importing"
    label = "importing"

    def ready(self) -> None:
        from turnabout.importing import tasks  # noqa: F401  (they register)
