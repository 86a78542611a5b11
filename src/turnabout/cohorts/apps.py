from django.apps import AppConfig
from django.urls import reverse


class CohortsConfig(AppConfig):
    name = "turnabout.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from turnabout.cohorts import giving_away, messages, tasks  # noqa: F401  (some register what they hold)
        from turnabout.cohorts.permissions import may_keep_outbox
        from turnabout.cohorts.planner.days import ENGLAND, bank_holidays
        from turnabout.cohorts.web.brand import brand_over
        from turnabout.cohorts.web.decisions import decisions
        from turnabout.foundation.design import brands, next_steps
        from turnabout.foundation.mail import hours, optional, wording
        from turnabout.foundation.mail.permissions import kept_by

        hours.closed_on(lambda day: bool(bank_holidays(day, [ENGLAND])))
        optional.page_is(lambda token: reverse("cohorts:no_more", args=[token]))
        wording.checked_by(giving_away.faults)
        kept_by(may_keep_outbox)
        brands.add(brand_over)
        next_steps.offer(next_steps.DECISIONS, decisions)
