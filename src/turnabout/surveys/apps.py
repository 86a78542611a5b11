from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "turnabout.surveys"
    label = "surveys"

    def ready(self) -> None:
        from turnabout.foundation.mail import wording
        from turnabout.surveys import listeners, messages, next_steps, tasks, timing

        wording.on_moved(timing.move)

        listeners, messages, next_steps, tasks  # noqa: B018  (each registers itself when imported)
