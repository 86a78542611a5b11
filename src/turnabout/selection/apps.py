from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "turnabout.selection"
    label = "selection"

    def ready(self) -> None:
        from turnabout.applications import earlier, lines
        from turnabout.applications.queries import release_words
        from turnabout.foundation.design.next_steps import DECISIONS, SUBMITTED, offer
        from turnabout.foundation.mail import leaving
        from turnabout.selection import (  # noqa: F401  (most of them register by being read)
            actions,
            listeners,
            manager_release,
            messages,
            places,
            steps,
        )

        leaving.has_left(places.has_stopped)
        lines.also(places.managers)
        earlier.places_by(places.before)
        manager_release.said_by(release_words)
        offer(DECISIONS, steps.to_keep_a_panel)
        offer(DECISIONS, steps.to_decide)
        offer(DECISIONS, steps.to_fill)
        offer(SUBMITTED, steps.to_read)
