from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "turnabout.home"
    label = "home"

    def ready(self) -> None:
        from turnabout.cohorts.web import onward
        from turnabout.foundation.design import navigation, next_steps
        from turnabout.foundation.mail import keeping_back, permissions
        from turnabout.home import messages, steps, withheld  # noqa: F401  (one registers what it holds)
        from turnabout.home.web import seeing, ways, who_sees

        permissions.kept_by(withheld.may_keep_message)
        keeping_back.kept_by_somebody(withheld.anybody_keeps)
        next_steps.offer(next_steps.DECISIONS, steps.to_send)
        next_steps.offer(onward.PREVIEW, ways.to_preview)
        next_steps.offer(onward.DAY, ways.to_day)
        next_steps.offer(next_steps.WHO_SEES, who_sees.to_who_sees)
        for reader, offered in seeing.SEEING.items():
            next_steps.offer(next_steps.SEE_AS + reader, offered)
        navigation.add(ways.links)
