from django.apps import AppConfig


class DressConfig(AppConfig):
    name = "turnabout.rehearsal.dress"
    label = "dress"

    def ready(self) -> None:
        from turnabout.rehearsal.dress import tasks  # noqa: F401  (its jobs register)
