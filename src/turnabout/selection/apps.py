from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "turnabout.selection"
    label = "selection"

    def ready(self) -> None:
        from turnabout.applications import lines
        from turnabout.foundation.design.next_steps import DECISIONS, SUBMITTED, offer
        from turnabout.selection import actions, listeners, messages, places, steps  # noqa: F401  (they register)

        lines.also(places.managers)
        offer(DECISIONS, steps.to_decide)
        offer(DECISIONS, steps.to_fill)
        offer(SUBMITTED, steps.to_read)
