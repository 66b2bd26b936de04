from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "bluelamp.notices"
    label = "notices"
