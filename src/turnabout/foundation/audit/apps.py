from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "turnabout.foundation.audit"
    label = "audit"
