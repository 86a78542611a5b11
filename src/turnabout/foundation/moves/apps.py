from django.apps import AppConfig


class MovesConfig(AppConfig):
    name = "turnabout.foundation.moves"
    label = "moves"
