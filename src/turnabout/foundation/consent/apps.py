from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "turnabout.foundation.consent"
    label = "consent"
