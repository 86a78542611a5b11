from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "turnabout.importing"
    label = "importing"

    def ready(self) -> None:
        from turnabout.applications import earlier as known
        from turnabout.importing import earlier, tasks  # noqa: F401  (the tasks register)

        known.known_by(earlier.answers)
        known.places_by(earlier.places)
