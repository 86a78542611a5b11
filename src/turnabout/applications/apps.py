from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "turnabout.applications"
    label = "applications"

    def ready(self) -> None:
        from turnabout.applications import (  # noqa: F401  (each registers what it holds)
            cases,
            closing_soon,
            listeners,
            messages,
            reminding,
            steps,
            tasks,
        )
        from turnabout.applications.leaving import has_withdrawn
        from turnabout.cohorts import independence
        from turnabout.foundation.design.next_steps import DECISIONS, MINE, SUBMITTED, offer
        from turnabout.foundation.mail import leaving, wording

        leaving.has_left(has_withdrawn)
        wording.on_moved(reminding.move)
        wording.on_moved(closing_soon.move)
        independence.judged_by(cases.reports_to_a_mentee, cases.objection)
        offer(DECISIONS, steps.leaders_to_name)
        offer(DECISIONS, steps.to_do_about_managers)
        offer(DECISIONS, steps.entered_for_people)
        offer(SUBMITTED, steps.to_ask)
        offer(SUBMITTED, steps.to_take_part_again)
        offer(MINE, steps.to_ask_still)
        offer(MINE, steps.to_take_part_again_after)
