from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bluelamp.access"
    label = "access"
