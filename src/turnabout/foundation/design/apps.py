from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "turnabout.foundation.design"
    label = "design"
