from django.apps import AppConfig


class EncryptionConfig(AppConfig):
    name = "turnabout.foundation.encryption"
    label = "encryption"
