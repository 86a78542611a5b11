from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "turnabout.foundation.mail"
    label = "mail"

    def ready(self) -> None:
        from turnabout.foundation.mail import actions, tasks  # noqa: F401  (registers the job)
        from turnabout.foundation.moves.apply import notify_with

        notify_with(actions.notify)
