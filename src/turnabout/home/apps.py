from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "turnabout.home"
    label = "home"

    def ready(self) -> None:
        from turnabout.cohorts.web import onward
        from turnabout.foundation.design import navigation, next_steps
        from turnabout.home.web import ways

        next_steps.offer(onward.PREVIEW, ways.to_preview)
        next_steps.offer(onward.DAY, ways.to_day)
        navigation.add(ways.links)
