from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "turnabout.foundation.accounts"
    label = "accounts"
