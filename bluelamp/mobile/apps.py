from django.apps import AppConfig


class MobileConfig(AppConfig):
    name = "bluelamp.mobile"
    label = "mobile"
