from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "turnabout.reporting"
    label = "reporting"

    def ready(self) -> None:
        from turnabout.reporting import messages, next_steps

        messages, next_steps  # noqa: B018  (each registers itself when imported)
