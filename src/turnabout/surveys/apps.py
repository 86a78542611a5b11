from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "turnabout.surveys"
    label = "surveys"

    def ready(self) -> None:
        from turnabout.surveys import messages, next_steps

        messages, next_steps  # noqa: B018  (each registers itself when imported)
