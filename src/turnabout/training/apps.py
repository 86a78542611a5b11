from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "turnabout.training"
    label = "training"

    def ready(self) -> None:
        from django.urls import reverse

        from turnabout.foundation.design import navigation
        from turnabout.foundation.design.next_steps import DECISIONS, MINE, offer
        from turnabout.foundation.mail import notify, wording
        from turnabout.selection import graduation
        from turnabout.training import actions, feeds, listeners, messages, queries, reminding, steps, tasks  # noqa: F401  (they register)

        wording.on_moved(reminding.move)
        notify.calendar_is_at(lambda: reverse("training:calendar"))
        offer(DECISIONS, steps.to_arrange)
        offer(MINE, steps.to_choose)
        feeds.add(queries.entries)
        navigation.add(steps.links)
        graduation.rule(queries.trained_ids)
