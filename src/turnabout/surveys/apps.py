from importlib.util import find_spec

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "turnabout.surveys"
    label = "surveys"

    def ready(self) -> None:
        from turnabout.surveys import messages, next_steps

        messages, next_steps  # noqa: B018  (each registers itself when imported)
        if find_spec("turnabout.foundation.encryption.box"):  # until it is there
            from turnabout.surveys import listeners, tasks

            listeners, tasks  # noqa: B018
