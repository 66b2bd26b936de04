from django.apps import AppConfig


class RticConfig(AppConfig):
    name = "bluelamp.rtic"
    label = "rtic"
