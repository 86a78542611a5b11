from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "turnabout.foundation.clock"
    label = "clock"
