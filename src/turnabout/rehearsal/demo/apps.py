from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemoConfig(AppConfig):
    name = "turnabout.rehearsal.demo"
    label = "demo"

    def ready(self) -> None:
        if not settings.DEMO:
            raise ImproperlyConfigured("The demo is installed in settings that are not the demo's. Take it out.")
