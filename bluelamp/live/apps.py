from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "bluelamp.live"
    label = "live"
