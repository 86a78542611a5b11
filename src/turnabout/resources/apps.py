from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "turnabout.resources"
    label = "resources"
