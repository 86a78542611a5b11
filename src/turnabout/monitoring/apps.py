from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "turnabout.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from turnabout.foundation.design import next_steps
        from turnabout.monitoring.steps import after_sending

        next_steps.offer(next_steps.SUBMITTED, after_sending)
