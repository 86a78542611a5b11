from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "turnabout.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from turnabout.cohorts import messages, tasks  # noqa: F401  (each registers what it holds)
        from turnabout.cohorts.permissions import may_keep_outbox
        from turnabout.cohorts.web.brand import brand_over
        from turnabout.cohorts.web.decisions import decisions
        from turnabout.foundation.design import brands, next_steps
        from turnabout.foundation.mail.permissions import kept_by

        kept_by(may_keep_outbox)
        brands.add(brand_over)
        next_steps.offer(next_steps.DECISIONS, decisions)
