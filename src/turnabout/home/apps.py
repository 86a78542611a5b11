from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "turnabout.home"
    label = "home"
