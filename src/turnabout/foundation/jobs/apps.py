from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "turnabout.foundation.jobs"
    label = "jobs"
