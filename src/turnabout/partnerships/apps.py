from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "turnabout.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from turnabout.foundation.design import navigation
        from turnabout.foundation.design.next_steps import DECISIONS, MINE, PROMISED, offer
        from turnabout.partnerships import events, messages, queries, steps  # noqa: F401  (they register)
        from turnabout.training import feeds

        offer(MINE, steps.of_mine)
        offer(PROMISED, steps.promised)
        offer(DECISIONS, steps.to_complete)
        feeds.add(queries.entries)
        navigation.add(steps.links)
