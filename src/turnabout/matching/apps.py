from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "turnabout.matching"
    label = "matching"

    def ready(self) -> None:
        from turnabout.foundation.design.next_steps import DECISIONS, MINE, offer
        from turnabout.matching import events, messages, steps  # noqa: F401  (they register)

        offer(DECISIONS, steps.to_run)
        offer(MINE, steps.to_answer)
