from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "turnabout.applications"
    label = "applications"

    def ready(self) -> None:
        from turnabout.applications import cases, listeners, messages, steps  # noqa: F401  (each registers what it holds)
        from turnabout.cohorts import independence

        independence.judged_by(cases.reports_to_a_mentee, cases.objection)
