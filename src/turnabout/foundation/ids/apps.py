from django.apps import AppConfig


class IdsConfig(AppConfig):
    name = "turnabout.foundation.ids"
    label = "ids"
